//! The call of the secondary registry's helper macro.
//!
//! Where the key is the name that the primary derives, only the primary knows how: its helper macro is called first and hands
//! the name on.

use super::Secondary;
use crate::names::Name;
use crate::register::arguments::Arguments;
use crate::register::expand::{
    entry_static, facts, literal_name, mark, meta, parenthesized, replaces, submit, with_details,
};
use crate::register::item::{Form, Item};
use crate::register::registered::{Registered, entry_of_default, entry_with};
use crate::tokens::{Tokens, as_generated, braced, compact, generated};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

/// The registration of the component.
pub(crate) fn call(arguments: &Arguments, item: &Item, registered: &Registered, secondary: &Secondary) -> TokenStream {
    let Arguments { core, kind, .. } = arguments;
    let registry = &secondary.registry;
    let Some(name) = name(arguments, registered, secondary) else {
        return submit(core, item, kind, through_primary(arguments, item, registered, secondary));
    };
    let sort = sort(arguments);
    let key = parenthesized([word("secondary"), under(arguments, secondary), sort, name]);
    let start = [braced(core.clone().into_stream()), registry.tag(), registry.row_in_braces(), key];
    submit(core, item, registry, Tokens::new(start).then(rest(arguments, item, registered, secondary)))
}

/// The name, if it is known here.
fn name(arguments: &Arguments, registered: &Registered, secondary: &Secondary) -> Option<TokenTree> {
    let expression = |tokens| parenthesized([word("expression"), braced(tokens)]);
    match (&secondary.key, &registered.name) {
        (Some(Name::Expression(key)), _) => {
            let span = generated(key.span());
            let core = arguments.core.at(span);
            Some(expression(quote_spanned!(span=> #core::__private::checked_key(#key))))
        }
        // checked where it is the name of the item
        (None, Some(Name::Expression(name))) => Some(expression(as_generated(name.clone()))),
        (Some(Name::Literal(name)), _) | (None, Some(Name::Literal(name))) => Some(literal_name(name)),
        (None, None) => None,
    }
}

/// The primary, if it has the key: a registry that is secondary to another one asks.
fn under(arguments: &Arguments, secondary: &Secondary) -> TokenTree {
    braced(match secondary.key {
        Some(_) => TokenStream::new(),
        None => arguments.kind.path.at(generated(secondary.place)).into_stream(),
    })
}

/// A component that takes the place of another has its key, but not the symbol of the key.
fn sort(arguments: &Arguments) -> TokenTree {
    word(if arguments.replaces.is_some() { "shared" } else { "unique" })
}

/// A call of the primary's helper, which only adds its rules for names.
fn through_primary(arguments: &Arguments, item: &Item, registered: &Registered, secondary: &Secondary) -> Tokens {
    let Arguments { core, kind, .. } = arguments;
    let registry = &secondary.registry;
    let before = [
        braced(registry.path.clone().into_stream()),
        braced(core.clone().into_stream()),
        registry.row_in_braces(),
        under(arguments, secondary),
        sort(arguments),
    ];
    let mut ident = Literal::string(&registered.ident.to_string());
    ident.set_span(registered.ident.span());
    let name = parenthesized([
        word("of_secondary"),
        braced(before.into_iter().collect()),
        ident.into(),
        braced(rest(arguments, item, registered, secondary)),
    ]);
    kind.question(core, kind.tag(), name)
}

/// What follows the name.
fn rest(arguments: &Arguments, item: &Item, registered: &Registered, secondary: &Secondary) -> TokenStream {
    let (meta, meta_word) = meta(&arguments.core, &secondary.registry, secondary.meta.as_ref());
    let (in_trait_registry, in_value_registry) = components(arguments, secondary);
    let name = secondary.key.as_ref().or(registered.name.as_ref());
    let mark = mark(name, &registered.path);
    let rest = [
        braced(entry_static(item, secondary.place)),
        Ident::new("secondary", secondary.place).into(),
        braced(in_trait_registry),
        braced(in_value_registry),
        braced(meta),
        braced(facts(&mark, &registered.path, &item.docs)),
        braced(details(arguments, item, registered, secondary)),
    ];
    rest.into_iter().chain(meta_word.map(TokenTree::from)).collect()
}

/// A type in a registry of `dyn Trait`; a value, whatever the path names, in another.
fn components(arguments: &Arguments, secondary: &Secondary) -> (TokenStream, TokenStream) {
    let span = generated(secondary.component.span());
    let component = as_generated(secondary.component.clone());
    let (core, row) = (arguments.core.at(span), secondary.registry.path.at(span));
    let in_value_registry = entry_with(
        &row,
        &quote_spanned! {span=> {
            static __REGISTRY_VALUE: #core::__private::ItemOf<#row> = #component;
            #core::__private::Component::Value(
                &__REGISTRY_VALUE,
                |_| #core::__private::Option::Some(#core::__private::Box::new(#component)),
            )
        }},
    );
    (entry_of_default(&secondary.registry.path, &component, span), in_value_registry)
}

/// By what the component is recognised: the item that it stands beside.
fn details(arguments: &Arguments, item: &Item, registered: &Registered, secondary: &Secondary) -> TokenStream {
    let core = &arguments.core;
    let component = compact(&secondary.component);
    let owner = if let Form::Static { ident } = &item.form {
        let owner = as_generated(ident.to_token_stream());
        quote!(#core::__private::Option::Some(|| #core::__private::address(&#owner)))
    } else {
        quote!(#core::__private::Option::None)
    };
    let primary = if arguments.replaces.is_some() {
        let row = &arguments.kind.row;
        quote!(#core::__private::Option::Some(#core::__private::Primary::of::<#row>()))
    } else {
        quote!(#core::__private::Option::None)
    };
    let mut details = registered.subject.clone().map_or_else(TokenStream::new, |subject| quote!(subject: #subject,));
    details.extend(quote! {
        secondary: #core::__private::Option::Some(
            #core::__private::Secondary { component: #component, owner: #owner, primary: #primary }
        ),
    });
    if let Some(path) = &arguments.replaces {
        let replaces = replaces(core, path);
        details.extend(quote!(replaces: #replaces,));
    }
    with_details(core, &details)
}

fn word(word: &str) -> TokenTree {
    Ident::new(word, Span::call_site()).into()
}
