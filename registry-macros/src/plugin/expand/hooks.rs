//! `check`, `ready` and `unload`: what each returns, method probing finds out.

use super::private;
use crate::plugin::arguments::Arguments;
use crate::plugin::output::Output;
use crate::tokens::generated;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// The `Hooks` of the definition.
pub(super) fn all(arguments: &Arguments, output: &Output) -> TokenStream {
    let core = &arguments.core;
    if arguments.check.is_none() && arguments.ready.is_empty() && arguments.unload.is_none() {
        return quote!(#core::__private::plugin::Hooks::NONE);
    }
    let optional = |path: &Option<TokenStream>| {
        let none = quote!(#core::__private::plugin::Option::None);
        path.as_ref().map_or(none, |path| {
            let hook = hook(arguments, output, path);
            quote!(#core::__private::plugin::Option::Some(#hook))
        })
    };
    let (check, unload) = (optional(&arguments.check), optional(&arguments.unload));
    let ready = arguments.ready.iter().map(|path| hook(arguments, output, path));
    let count = arguments.ready.len();
    quote! {
        #core::__private::plugin::Hooks {
            check: #check,
            ready: {
                static __REGISTRY_READY: [#core::__private::plugin::Hook; #count] = [#(#ready),*];
                #core::__private::plugin::Cow::Borrowed(&__REGISTRY_READY)
            },
            unload: #unload,
        }
    }
}

fn hook(arguments: &Arguments, output: &Output, path: &TokenStream) -> TokenStream {
    let span = generated(path.span());
    let (core, private, instance) = (arguments.core.at(span), private(&arguments.core, span), &output.instance);
    // what a method returns may borrow the instance, so it ends where that is held
    quote_spanned! {span=>
        #private::Hook::Function(|__instance| -> #private::BoxFuture<#private::Result<(), #core::BoxError>> {
            #private::Box::pin(async move {
                #[allow(unused_imports)]
                use #private::{CalledFuture as _, CalledNow as _};
                let __instance = __instance.downcast::<#instance>()?;
                let __returned = #path(&*__instance);
                #private::Called::of(&__returned).finish(__returned).await
            })
        })
    }
}
