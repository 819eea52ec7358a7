//! `secondary_of = "microscopes"`: what makes the keys of a registry those of its primary.
//!
//! The primary is only named in calls of its helper macro: where it is not in scope, that is one mistake.

use super::arguments::Arguments;
use super::declaration::Declaration;
use crate::kind::Kind;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::quote;
use syn::LitStr;

/// The primary as a value.
pub(crate) fn primary(arguments: &Arguments, primary: &Kind) -> TokenStream {
    let row = primary.row_in_braces();
    helper(arguments, primary, &quote!(primary_value #row))
}

/// Whether the primary has the kind that it was named by; and the function by which a registration shows that its item is in
/// the primary, so that it may use the name of the item as a key.
pub(crate) fn check(arguments: &Arguments, declaration: &Declaration, primary: &Kind) -> TokenStream {
    let Declaration { cfgs, ident, .. } = declaration;
    let Arguments { core, .. } = arguments;
    let row = &primary.row;
    let items = quote! {
        impl #ident {
            #[doc(hidden)]
            pub const fn under_key_of<__Item>()
            where
                Self: #core::__private::KeysOf<#row, __Item>,
            {
            }
        }
    };
    let row = primary.row_in_braces();
    let written = primary.literal.as_ref().map(LitStr::token);
    let call = helper(arguments, primary, &quote!(primary_items #row { #written } { #items }));
    quote!(#(#cfgs)* #call)
}

/// A call of the primary's helper.
fn helper(arguments: &Arguments, primary: &Kind, question: &TokenStream) -> TokenStream {
    let tag = Ident::new("_", Span::call_site()).into();
    let question = Group::new(Delimiter::Parenthesis, question.clone()).into();
    primary.call(primary.question(&arguments.core, tag, question))
}

/// The arm of the registry's own helper for a component under the name of an item.
pub(crate) fn arm() -> TokenStream {
    quote! {
        ({ $($core:tt)* } _ { $($row:tt)* } (secondary { $($primary:tt)+ } $($key:tt)*) $($rest:tt)*) => {{
            const _: () = $($row)*::under_key_of::<$($primary)+>();
            $($row)*! { { $($core)* } _ { $($row)* } (secondary {} $($key)*) $($rest)* }
        }};
    }
}
