//! What is registered: for each form of item, its names and the expression that makes its entry.

use super::arguments::{Arguments, Constructor};
use super::instances::Instance;
use super::secondary::Secondary;
use crate::names::Name;
use crate::tokens::{Tokens, as_generated, braced, compact, generated, group, is_punct};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Error, Result};

/// One registration.
pub(super) struct Registered {
    pub(super) ident: Ident,
    /// The item in `Entry::type_name`.
    pub(super) path: String,
    pub(super) name: Option<Name>,
    pub(super) aliases: Vec<Name>,
    pub(super) secondaries: Vec<Secondary>,
    pub(super) component: Component,
    /// The `Subject`, if it is not `Path`.
    pub(super) subject: Option<TokenStream>,
}

/// How the entry is made, which depends on what the registry holds: a function and the component that it takes, if any, in
/// braces each.
#[derive(Clone)]
pub(super) struct Component {
    /// Of a function: the row type in braces, `&` and the function, of which `__register!` makes the same.
    pub(super) in_trait_registry: TokenStream,
    /// Empty where only a registry of `dyn Trait` takes the item.
    pub(super) in_value_registry: TokenStream,
}

/// An alias of a type.
pub(super) fn of_alias(arguments: &Arguments, ident: &Ident) -> Registered {
    let component = as_generated(ident.to_token_stream());
    let registered = of_type(arguments, ident, &Instance::only(arguments, component.clone()));
    by_type_id(arguments, "Type", registered, &component)
}

/// A struct or enum, or one instance of it if it is generic.
pub(super) fn of_instance(
    arguments: &Arguments,
    ident: &Ident,
    parameters: &[Ident],
    instance: &Instance,
) -> Registered {
    let registered = of_type(arguments, ident, instance);
    if parameters.is_empty() {
        return registered;
    }
    by_type_id(arguments, "Type", registered, &instance.component)
}

/// The type of an `impl Trait for Type`, whose `impl` is at `span`.
pub(super) fn of_foreign_type(arguments: &Arguments, self_type: &TokenStream, span: Span) -> Result<Registered> {
    let ident = match (last_word(self_type), &arguments.name) {
        (Some(ident), _) => ident,
        (None, Some(_)) => Ident::new("unnamed", span),
        (None, None) => {
            return Err(Error::new(span, "no name can be derived from this type; give one: `name = \"..\"`"));
        }
    };
    let component = as_generated(self_type.clone());
    let registered = of_type(arguments, &ident, &Instance::only(arguments, component.clone()));
    Ok(by_type_id(arguments, "ForeignType", registered, &component))
}

fn of_type(arguments: &Arguments, ident: &Ident, instance: &Instance) -> Registered {
    let component = &instance.component;
    let in_trait_registry = if let Some(Constructor::New(path)) = &arguments.constructor {
        constructor(arguments, path, None)
    } else if let Some(span) = arguments.config {
        configured_type(arguments, component, ident.span(), span)
    } else {
        entry_of_default(&arguments.kind.path, component, generated(ident.span()))
    };
    Registered {
        ident: ident.clone(),
        path: compact(component),
        name: instance.name.clone(),
        aliases: instance.aliases.clone(),
        secondaries: instance.secondaries.clone(),
        component: Component { in_trait_registry, in_value_registry: TokenStream::new() },
        subject: None,
    }
}

/// `{ METRICS::entry_of_default::<Component> } {}`
pub(super) fn entry_of_default(registry: &Tokens, component: &TokenStream, span: Span) -> TokenStream {
    let entry = registry.at(span).marks("::", span).word("entry_of_default", span);
    let entry = entry.marks("::", span).marks("<", span).then(component.clone()).marks(">", span);
    [braced(entry.into_stream()), braced(TokenStream::new())].into_iter().collect()
}

/// A type that its path as written here does not identify.
fn by_type_id(arguments: &Arguments, variant: &str, registered: Registered, component: &TokenStream) -> Registered {
    let core = &arguments.core;
    let variant = Ident::new(variant, Span::mixed_site());
    let subject = quote!(#core::__private::Subject::#variant(#core::__private::TypeId::of::<#component>));
    Registered { subject: Some(subject), ..registered }
}

/// `argument` is the start of the function's first argument, if it has any.
pub(super) fn of_function(arguments: &Arguments, ident: &Ident, argument: Option<&TokenTree>) -> Registered {
    let span = generated(ident.span());
    let row = arguments.kind.path.at(span);
    let mut function = ident.clone();
    function.set_span(span);
    let function = TokenTree::from(function);
    let component = if arguments.constructor.is_some() {
        Component {
            in_trait_registry: constructor(arguments, &function.into(), argument),
            in_value_registry: TokenStream::new(),
        }
    } else {
        Component {
            in_trait_registry: Tokens::new([braced(row.clone().into_stream())])
                .marks("&", span)
                .then([function.clone()])
                .into_stream(),
            in_value_registry: entry_of_function(row, function, span),
        }
    };
    Registered { component, ..Registered::plain(arguments, ident) }
}

pub(super) fn of_static(arguments: &Arguments, ident: &Ident) -> Registered {
    let span = generated(ident.span());
    let (core, row) = (arguments.core.at(span), arguments.kind.path.at(span));
    let value = as_generated(ident.to_token_stream());
    let component = entry_with(
        &row,
        &quote_spanned! {span=>
            #core::__private::Component::Value(&#value, #core::__private::not_copied)
        },
    );
    Registered {
        component: Component { in_trait_registry: component.clone(), in_value_registry: component },
        subject: Some(quote!(#core::__private::Subject::Static)),
        ..Registered::plain(arguments, ident)
    }
}

pub(super) fn of_const(arguments: &Arguments, ident: &Ident, value_type: &TokenStream) -> Registered {
    let span = generated(ident.span());
    let (core, row) = (arguments.core.at(span), arguments.kind.path.at(span));
    let value = as_generated(ident.to_token_stream());
    let value_type = as_generated(value_type.clone());
    let in_trait_registry = entry_with(
        &row,
        &quote_spanned! {span=> {
            static __REGISTRY_VALUE: #value_type = #value;
            #core::__private::Component::Value(
                &__REGISTRY_VALUE,
                |_| #core::__private::Option::Some(<#row as #core::__private::Accepts<_>>::boxed(#value)),
            )
        }},
    );
    let in_value_registry = entry_with(
        &row,
        &quote_spanned! {span=> {
            static __REGISTRY_VALUE: #core::__private::ItemOf<#row> = #value;
            #core::__private::Component::Value(
                &__REGISTRY_VALUE,
                |_| #core::__private::Option::Some(#core::__private::Box::new(#value)),
            )
        }},
    );
    Registered {
        component: Component { in_trait_registry, in_value_registry },
        subject: Some(quote!(#core::__private::Subject::Const)),
        ..Registered::plain(arguments, ident)
    }
}

impl Registered {
    /// What an item that is not a type has by itself.
    fn plain(arguments: &Arguments, ident: &Ident) -> Self {
        Self {
            ident: ident.clone(),
            path: ident.to_string(),
            name: arguments.name.clone(),
            aliases: arguments.aliases.clone(),
            secondaries: arguments.secondaries.clone(),
            component: Component { in_trait_registry: TokenStream::new(), in_value_registry: TokenStream::new() },
            subject: None,
        }
    }
}

/// A type that is its own config. `word` is where that is said.
fn configured_type(arguments: &Arguments, component: &TokenStream, at: Span, word: Span) -> TokenStream {
    let span = generated(at);
    let (core, row) = (arguments.core.at(span), arguments.kind.path.at(span));
    let configured = quote_spanned!(span=> #core::__private::Configured::of_type::<#row, #component>(#core::__schema_of_type!(#component)));
    let word = Ident::new("config", word);
    entry_with(&row, &quote!(#core::__configured! { #word { #row } { #configured } }))
}

/// A constructor function; which of the four shapes it has, method probing finds out, and whether it takes config, its
/// traits.
fn constructor(arguments: &Arguments, path: &TokenStream, argument: Option<&TokenTree>) -> TokenStream {
    let path = as_generated(path.clone());
    let span = generated(path.span());
    let (core, row) = (arguments.core.at(span), arguments.kind.path.at(span));
    let shapes = quote_spanned! {span=>
        #[allow(unused_imports)]
        use #core::__private::{PlainReturn as _, ResultReturn as _};
    };
    entry_with(
        &row,
        &quote_spanned! {span=>
            #core::__constructor! {
                { #row } { #argument }
                { || {
                    #shapes
                    let value = #path();
                    #core::__private::Returned::<#row, _>::of(&value).construct(value)
                } }
                {
                    construct: |input| {
                        #shapes
                        let (value, returned) = #core::__private::call::<#row, _, _>(#path, input)?;
                        returned.construct(value).map_err(#core::__private::Failure::Constructor)
                    },
                    schema: #core::__schema_of_constructor!(#path),
                }
            }
        },
    )
}

/// `{ METRICS::entry_of_function } { &{ function }, }`. The braces in it make the compiler turn the function into a pointer before it
/// is referred to.
fn entry_of_function(row: Tokens, function: TokenTree, span: Span) -> TokenStream {
    let entry = row.marks("::", span).word("entry_of_function", span);
    let value = Tokens::new([]).marks("&", span).then([braced(function.into())]).marks(",", span);
    [braced(entry.into_stream()), braced(value.into_stream())].into_iter().collect()
}

/// An entry with this component.
pub(super) fn entry_with(row: &Tokens, component: &TokenStream) -> TokenStream {
    quote!({ #row::entry_of } { #component, })
}

/// The identifier that the name of a foreign type is derived from.
fn last_word(self_type: &TokenStream) -> Option<Ident> {
    let mut last = None;
    for token in self_type.clone() {
        match token {
            TokenTree::Ident(ident) => last = Some(ident),
            TokenTree::Punct(ref mark) if mark.as_char() == ':' => {}
            ref token if is_punct(token, '<') => break,
            ref token => {
                // a `$t:ty` of a `macro_rules!` macro
                return group(token, Delimiter::None).and_then(|group| last_word(&group.stream()));
            }
        }
    }
    last
}
