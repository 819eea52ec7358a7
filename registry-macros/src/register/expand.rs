//! What `#[register]` adds after the item: one call of the registry's helper macro for each registration.
//!
//! The helper macro was made by `#[registry]` and adds what only the registry knows; it hands all over to
//! `registry_core::__register!`.

use super::arguments::{Arguments, Constructor, Deprecated, Name};
use super::instances::instances;
use super::item::{Form, Item};
use super::registered::{self, Component, Registered, path_at, row_at};
use crate::docs::{Docs, Parts};
use crate::symbol::{Encoded, encode};
use crate::tokens::{as_generated, compact, generated};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Error, LitStr, Path, PathArguments, Result};

/// The registrations of `item`.
pub(crate) fn registration(arguments: &Arguments, item: &Item) -> Result<TokenStream> {
    check_form(arguments, &item.form)?;
    if let Form::Type { ident, parameters } = &item.form {
        let instances = instances(arguments, ident, parameters)?;
        return Ok(instances
            .iter()
            .map(|instance| call(arguments, item, &registered::of_instance(arguments, ident, parameters, instance)))
            .collect());
    }
    if let Some(types) = &arguments.types {
        return Err(Error::new(types.span, "`types` lists the instances of a generic struct or enum"));
    }
    let registered = match &item.form {
        Form::Type { ident, .. } | Form::Alias { ident } => registered::of_alias(arguments, ident),
        Form::Implementation { self_type, span } => registered::of_foreign_type(arguments, self_type, *span)?,
        Form::Function { ident, .. } => registered::of_function(arguments, ident),
        Form::Static { ident } => registered::of_static(arguments, ident),
        Form::Const { ident, value_type } => registered::of_const(arguments, ident, value_type),
    };
    Ok(call(arguments, item, &registered))
}

/// Refuses a constructor where it has no place.
fn check_form(arguments: &Arguments, form: &Form) -> Result<()> {
    match (&arguments.constructor, form) {
        (Some(Constructor::New(path)), Form::Function { .. } | Form::Static { .. } | Form::Const { .. }) => {
            Err(Error::new_spanned(path, "`new` names the constructor of a type; this item is not a type"))
        }
        (Some(Constructor::Factory(_)), Form::Function { ident, arguments, output }) => {
            if let Some(argument) = arguments.clone().into_iter().next() {
                return Err(Error::new(argument.span(), "a factory takes no arguments"));
            }
            if output.is_empty() {
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

/// The call of the helper macro, which chooses what fits the registry.
fn call(arguments: &Arguments, item: &Item, registered: &Registered) -> TokenStream {
    let Registered { ident, path, component, .. } = registered;
    let Component { in_trait_registry, in_value_registry } = component;
    let core = &arguments.core;
    let registry = &arguments.kind.path;
    let row = as_generated(registry.to_token_stream());
    let tag = arguments.kind.tag();
    let cfgs = &item.cfgs;
    let name = name(arguments, registered);
    let head = head(arguments, item, registered);
    let (meta, word) = meta(arguments);
    let place = place();
    let item = item_facts(path, &item.docs);
    let details = details(arguments, registered);
    quote! {
        #(#[#cfgs])*
        #core::__private::submit! {
            #registry! {
                { #core } #tag { #row } #name { #head } #ident
                { #in_trait_registry } { #in_value_registry } { #meta } { #word }
                { #place } { #item } { #details }
            }
        }
    }
}

/// The facts before the module: package and place of the attribute.
fn place() -> TokenStream {
    let package = package();
    let span = Span::call_site();
    let start = span.start();
    if start.line == 0 {
        // before Rust 1.88, macros cannot see where they stand
        return quote!(#package, ::core::file!(), ":", ::core::line!(), ":", ::core::column!(), "\n");
    }
    let place = format!("{package}{}:{}:{}\n", span.file(), start.line, start.column + 1);
    quote!(#place)
}

/// The facts after the module: the item, once as the end of its path and once for itself, and its doc comment.
fn item_facts(item: &str, docs: &Docs) -> TokenStream {
    let item = format!("::{item}\n{item}\n");
    match docs.parts() {
        Parts::Text(docs) => {
            let facts = format!("{item}{docs}");
            quote!(#facts)
        }
        Parts::Expression(docs) => quote!(#item, #docs),
    }
}

/// The package as a line: what cargo says of the crate that is being compiled.
fn package() -> String {
    let variable = |name| std::env::var(name).unwrap_or_default();
    format!("{}@{}\n", variable("CARGO_PKG_NAME"), variable("CARGO_PKG_VERSION"))
}

/// The start of the static, at the place of the name: that is where the compiler reports a second one.
fn head(arguments: &Arguments, item: &Item, registered: &Registered) -> TokenStream {
    let span = generated(match &registered.name {
        Some(Name::Literal(literal)) => literal.span(),
        _ => registered.ident.span(),
    });
    let (core, row) = (path_at(&arguments.core, span), row_at(arguments, span));
    let allow = item.is_deprecated.then(|| quote!(#[allow(deprecated)]));
    quote_spanned!(span=> #allow static __REGISTRY_ENTRY: <#row as #core::__private::Row>::Entry)
}

/// A component that replaces another has the other's name, but not the symbol of the name.
fn name(arguments: &Arguments, registered: &Registered) -> TokenStream {
    let replaces = arguments.replaces.is_some();
    match &registered.name {
        Some(Name::Literal(literal)) if replaces => quote!((expression { #literal })),
        Some(Name::Literal(literal)) => literal_name(literal),
        Some(Name::Expression(expression)) => {
            let checked = checked(&arguments.core, expression);
            quote!((expression { #checked }))
        }
        None => {
            let ident = LitStr::new(&registered.ident.to_string(), registered.ident.span());
            let derived = if replaces { quote!(derived_shared) } else { quote!(derived) };
            quote!((#derived #ident))
        }
    }
}

/// A name that the compiler checks when it has evaluated it.
fn checked(core: &TokenStream, expression: &TokenStream) -> TokenStream {
    let span = generated(expression.span());
    let core = path_at(core, span);
    quote_spanned!(span=> #core::__private::checked_name(#expression))
}

/// A name that is known now, with its parts for the symbol.
pub(crate) fn literal_name(literal: &LitStr) -> TokenStream {
    let Encoded { readable, escape } = encode(&literal.value());
    quote!((literal #literal #readable #escape))
}

/// The metadata as an expression, for a registry that has any, and the word `meta`, if it was written.
///
/// The fields go into a struct literal under the user's own span: only then does the compiler offer the nearest field.
fn meta(arguments: &Arguments) -> (TokenStream, Option<&Ident>) {
    let Some(meta) = &arguments.meta else {
        let span = generated(arguments.kind.path.span());
        let row = row_at(arguments, span);
        return (quote_spanned!(span=> #row::NO_FIELDS.build()), None);
    };
    let place = meta.word.span();
    let span = generated(place);
    let (core, row) = (path_at(&arguments.core, span), row_at(arguments, span));
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
    (expression, Some(&meta.word))
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
    if let Some(Deprecated { since, note }) = &arguments.deprecated {
        let text = |literal: &Option<LitStr>| literal.as_ref().map_or_else(|| quote!(""), ToTokens::to_token_stream);
        let (since, note) = (text(since), text(note));
        details.extend(quote!(deprecation: #core::__private::deprecation(#since, #note),));
    }
    if let Some(path) = &arguments.replaces {
        let replaces = replaces(core, path);
        details.extend(quote!(replaces: #replaces,));
    }
    if details.is_empty() {
        return details;
    }
    quote!(.with_details({
        static __REGISTRY_DETAILS: #core::__private::Details =
            #core::__private::Details { #details ..#core::__private::Details::NONE };
        &__REGISTRY_DETAILS
    }))
}

/// The path may name a type, a function or a static: it is imported over a fallback that exists as type and value, so
/// that whichever of the two it is not stays harmless.
fn replaces(core: &TokenStream, path: &Path) -> TokenStream {
    let text = compact(&path.to_token_stream());
    let target = Ident::new("__ReplacedComponent", Span::mixed_site());
    let generic = path.segments.iter().any(|segment| !matches!(segment.arguments, PathArguments::None));
    let import = if generic { quote!(type #target = #path;) } else { quote!(use #path as #target;) };
    quote!(#core::__replaces!(#text { #import } #target))
}
