//! What `#[register]` adds after the item: one call of the registry's helper macro for each registration.
//!
//! The helper macro was made by `#[registry]` and adds what only the registry knows; it hands all over to
//! `registry_core::__register!`.

use super::arguments::{Arguments, Constructor, Deprecated, Meta};
use super::instances::instances;
use super::item::{Form, Item};
use super::registered::{self, Component, Registered};
use super::secondary;
use crate::docs::{Docs, Parts};
use crate::kind::Kind;
use crate::names::Name;
use crate::path::Path;
use crate::symbol::{Encoded, encode, fingerprint};
use crate::tokens::{self, Tokens, braced, cargo, compact, generated, split_types};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Error, LitStr, Result};

/// The registrations of `item`.
pub(crate) fn registration(arguments: &Arguments, item: &Item) -> Result<TokenStream> {
    check_form(arguments, &item.form)?;
    if let Form::Type { ident, parameters } = &item.form {
        let mut calls = TokenStream::new();
        for instance in instances(arguments, ident, parameters)? {
            all(arguments, item, &registered::of_instance(arguments, ident, parameters, &instance))
                .to_tokens(&mut calls);
        }
        return Ok(calls);
    }
    if let Some(types) = &arguments.types {
        return Err(Error::new(types.span, "`types` lists the instances of a generic struct or enum"));
    }
    let registered = match &item.form {
        Form::Type { ident, .. } | Form::Alias { ident } => registered::of_alias(arguments, ident),
        Form::Implementation { self_type, span } => registered::of_foreign_type(arguments, self_type, *span)?,
        Form::Function { ident, arguments: parameters, .. } => {
            registered::of_function(arguments, ident, parameters.clone().into_iter().next().as_ref())
        }
        Form::Static { ident } => registered::of_static(arguments, ident),
        Form::Const { ident, value_type } => registered::of_const(arguments, ident, value_type),
    };
    Ok(all(arguments, item, &registered))
}

/// The registration, and those of the components that stand beside it in other registries.
pub(super) fn all(arguments: &Arguments, item: &Item, registered: &Registered) -> TokenStream {
    let mut calls = call(arguments, item, registered);
    for secondary in &registered.secondaries {
        calls.extend(secondary::call(arguments, item, registered, secondary));
    }
    calls
}

/// Refuses a constructor where it has no place.
fn check_form(arguments: &Arguments, form: &Form) -> Result<()> {
    if let Some(span) = arguments.config {
        check_config(span, arguments.constructor.as_ref(), form)?;
    }
    match (&arguments.constructor, form) {
        (Some(Constructor::New(path)), Form::Function { .. } | Form::Static { .. } | Form::Const { .. }) => {
            Err(Error::new_spanned(path, "`new` names the constructor of a type; this item is not a type"))
        }
        (Some(Constructor::Factory(_)), Form::Function { ident, arguments, has_output }) => {
            if let Some(second) = split_types(arguments.clone()).get(1) {
                return Err(Error::new(second.span(), "a factory takes nothing, or one argument: its config"));
            }
            if !has_output {
                return Err(Error::new(
                    ident.span(),
                    "a factory returns the component: `T`, `Box<dyn Trait>` or a `Result` of either",
                ));
            }
            Ok(())
        }
        (Some(Constructor::Factory(span)), _) => Err(Error::new(
            *span,
            "`factory` stands on a function that returns the component; on a type, name one: `new = Type::build`",
        )),
        _ => Ok(()),
    }
}

/// Refuses `config` where the component is not its own config.
fn check_config(span: Span, constructor: Option<&Constructor>, form: &Form) -> Result<()> {
    let fault = match (constructor, form) {
        (Some(Constructor::New(_)), _) => "the constructor is `new`; whether there is config, its argument tells",
        (Some(Constructor::Factory(_)), _) => "the argument of a factory is its config; leave `config` out",
        (None, Form::Type { .. } | Form::Alias { .. } | Form::Implementation { .. }) => return Ok(()),
        (None, _) => "`config` stands on a type that implements `Deserialize`, which this is not",
    };
    Err(Error::new(span, fault))
}

/// The call of the helper macro, which chooses what fits the registry.
fn call(arguments: &Arguments, item: &Item, registered: &Registered) -> TokenStream {
    let Component { in_trait_registry, in_value_registry } = registered.component.clone();
    let Arguments { core, kind, .. } = arguments;
    let (meta, word) = meta(core, kind, arguments.meta.as_ref());
    let mark = mark(registered.name.as_ref(), &registered.path);
    let call = Tokens::new([
        braced(core.clone().into_stream()),
        kind.tag(),
        kind.row_in_braces(),
        name(arguments, registered),
        braced(head(item, registered)),
        registered.ident.clone().into(),
        braced(in_trait_registry),
        braced(in_value_registry),
        braced(meta),
        braced(facts(&mark, &registered.path, &item.docs)),
        braced(details(arguments, registered)),
    ]);
    submit(core, item, kind, call.then(word.map(TokenTree::from)))
}

/// Hands the row that the helper macro of the registry makes to the backend.
pub(super) fn submit(core: &Tokens, item: &Item, kind: &Kind, call: Tokens) -> TokenStream {
    let span = Span::call_site();
    let helper = braced(kind.call(call));
    let submit = core.clone().marks("::", span).word("__private", span).marks("::", span).word("submit", span);
    let submit = submit.marks("!", span).then([helper]);
    // by hand, because most have none
    let cfgs = item.cfgs.iter().fold(Tokens::new([]), |cfgs, cfg| {
        cfgs.marks("#", span).then([Group::new(Delimiter::Bracket, cfg.clone()).into()])
    });
    cfgs.then(submit).into_stream()
}

/// With the registry and the place, tells the registration from every other one.
pub(super) fn mark(name: Option<&Name>, item: &str) -> Literal {
    let name = match name {
        Some(Name::Literal(literal)) => tokens::value(literal),
        Some(Name::Expression(expression)) => compact(expression),
        None => String::new(),
    };
    Literal::string(&fingerprint(&[&cargo("CARGO_PKG_VERSION"), &name, item]))
}

/// The mark, and what is known about the item, as arguments of `concat!` after kind and module: it ends the path of the item that
/// the module begins, and goes on with a line each for the item, the package and the place of the attribute, and the doc comment.
pub(super) fn facts(mark: &Literal, item: &str, docs: &Docs) -> TokenStream {
    let start = format!("::{item}\n{item}\n{}@{}\n", cargo("CARGO_PKG_NAME"), cargo("CARGO_PKG_VERSION"));
    let Some((file, line, column)) = place() else {
        let docs = docs.expression();
        return quote!(#mark #start, ::core::file!(), ":", ::core::line!(), ":", ::core::column!(), "\n", #docs);
    };
    let start = format!("{start}{file}:{line}:{column}\n");
    match docs.parts() {
        Parts::Text(docs) => {
            let facts = start + &docs;
            quote!(#mark #facts)
        }
        Parts::Expression(docs) => quote!(#mark #start, #docs),
    }
}

/// Where the attribute stands: file, line and column. Before Rust 1.88, macros cannot see that.
pub(crate) fn place() -> Option<(String, usize, usize)> {
    let span = Span::call_site();
    let start = span.start();
    (start.line != 0).then(|| (span.file(), start.line, start.column + 1))
}

/// The start of the static, at the place of the name: that is where the compiler reports a second one.
fn head(item: &Item, registered: &Registered) -> TokenStream {
    let place = match &registered.name {
        Some(Name::Literal(literal)) => literal.span(),
        _ => registered.ident.span(),
    };
    entry_static(item, place)
}

pub(super) fn entry_static(item: &Item, place: Span) -> TokenStream {
    let span = generated(place);
    let allow = item.is_deprecated.then(|| quote!(#[allow(deprecated)]));
    Tokens::of(allow).word("static", span).word("__REGISTRY_ENTRY", span).into_stream()
}

/// A component that replaces another has the other's name, but not the symbol of the name.
fn name(arguments: &Arguments, registered: &Registered) -> TokenTree {
    let replaces = arguments.replaces.is_some();
    let (sort, text) = match &registered.name {
        Some(Name::Literal(literal)) if replaces => ("expression", braced(literal.to_token_stream())),
        Some(Name::Literal(literal)) => return literal_name(literal),
        Some(Name::Expression(expression)) => ("expression", braced(checked(&arguments.core, expression))),
        None => {
            let mut ident = Literal::string(&registered.ident.to_string());
            ident.set_span(registered.ident.span());
            (if replaces { "derived_shared" } else { "derived" }, ident.into())
        }
    };
    parenthesized([Ident::new(sort, Span::call_site()).into(), text])
}

pub(super) fn parenthesized(tokens: impl IntoIterator<Item = TokenTree>) -> TokenTree {
    Group::new(Delimiter::Parenthesis, tokens.into_iter().collect()).into()
}

/// A name that the compiler checks when it has evaluated it.
pub(crate) fn checked(core: &Tokens, expression: &TokenStream) -> TokenStream {
    let span = generated(expression.span());
    let core = core.at(span);
    quote_spanned!(span=> #core::__private::checked_name(#expression))
}

/// A name that is known now, with its parts for the symbol.
pub(crate) fn literal_name(literal: &LitStr) -> TokenTree {
    let Encoded { readable, escape } = encode(&tokens::value(literal));
    parenthesized([
        Ident::new("literal", Span::call_site()).into(),
        literal.token().into(),
        Literal::string(&readable).into(),
        Literal::string(&escape).into(),
    ])
}

/// The metadata as an expression, for a registry that has any, and the word `meta`, if it was written.
///
/// The fields go into a struct literal under the user's own span: only then does the compiler offer the nearest field.
pub(super) fn meta(core: &Tokens, kind: &Kind, meta: Option<&Meta>) -> (TokenStream, Option<Ident>) {
    let Some(meta) = meta else {
        let span = kind.span;
        let fields = kind.row.clone().marks("::", span).word("NO_FIELDS", span);
        let mut nothing = Group::new(Delimiter::Parenthesis, TokenStream::new());
        nothing.set_span(span);
        let built = fields.marks(".", span).word("build", span).then([nothing.into()]);
        return (built.into_stream(), None);
    };
    let place = meta.word.span();
    let span = generated(place);
    let (core, row) = (core.at(span), kind.path.at(span));
    let fields =
        meta.fields.iter().map(|(field, value)| quote_spanned!(span=> #field: #core::__private::Option::Some(#value),));
    let literal = Ident::new("__RegistryFields", place);
    let mut body = Group::new(Delimiter::Brace, quote_spanned!(span=> #(#fields)* ..#literal::NONE));
    body.set_span(place);
    let expression = quote_spanned! {span=> {
        type #literal = #core::__private::FieldsOf<#row>;
        #[allow(clippy::needless_update)]
        let fields = #literal #body;
        fields.build()
    }};
    (expression, Some(meta.word.clone()))
}

/// What completes the entry with `Details`, which most registrations have not.
fn details(arguments: &Arguments, registered: &Registered) -> TokenStream {
    let core = &arguments.core;
    let mut details = registered.subject.clone().map_or_else(TokenStream::new, |subject| quote!(subject: #subject,));
    if !registered.aliases.is_empty() {
        let aliases = registered.aliases.iter().map(|alias| match alias {
            Name::Literal(literal) => literal.to_token_stream(),
            Name::Expression(expression) => checked(core, expression),
        });
        details.extend(quote!(aliases: &[#(#aliases),*],));
    }
    if let Some(api) = &arguments.api {
        details.extend(quote!(api: #api,));
    }
    if arguments.stable {
        details.extend(quote!(stable: true,));
    }
    if let Some(Deprecated { since, note, remove_in }) = &arguments.deprecated {
        let text = |literal: &Option<LitStr>| literal.as_ref().map_or_else(|| quote!(""), ToTokens::to_token_stream);
        let (since, note, remove_in) = (text(since), text(note), text(remove_in));
        details.extend(quote!(deprecation: #core::__private::deprecation(#since, #note, #remove_in),));
    }
    if let Some(path) = &arguments.replaces {
        let replaces = replaces(core, path);
        details.extend(quote!(replaces: #replaces,));
    }
    if details.is_empty() { details } else { with_details(core, &details) }
}

pub(super) fn with_details(core: &Tokens, details: &TokenStream) -> TokenStream {
    quote!(.with_details({
        static __REGISTRY_DETAILS: #core::__private::Details =
            #core::__private::Details { #details ..#core::__private::Details::NONE };
        &__REGISTRY_DETAILS
    }))
}

/// The path may name a type, a function or a static: it is imported over a fallback that exists as type and value, so
/// that whichever of the two it is not stays harmless.
pub(super) fn replaces(core: &Tokens, path: &Path) -> TokenStream {
    let Path { tokens: path, is_generic } = path;
    let text = compact(path);
    let target = Ident::new("__ReplacedComponent", Span::mixed_site());
    let import = if *is_generic { quote!(type #target = #path;) } else { quote!(use #path as #target;) };
    quote!(#core::__replaces!(#text { #import } #target))
}
