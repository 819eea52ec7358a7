//! The function that the host calls: it takes the parameters from the inputs, and makes an instance of what is returned.

use super::{inputs, private};
use crate::plugin::arguments::Arguments;
use crate::plugin::function::Function;
use crate::plugin::output::Output;
use crate::tokens::generated;
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

pub(super) fn function(arguments: &Arguments, function: &Function, output: &Output) -> TokenStream {
    let core = &arguments.core;
    let ident = &function.ident;
    let places: Vec<_> = (0..function.parameters.len()).map(|place| format_ident!("__input_{place}")).collect();
    let values = function.parameters.iter().map(|parameter| inputs::value(core, parameter));
    let inputs = quote!(#(let #places = #values;)*);
    let instance = instance(arguments, output);
    let result = quote!(#core::__private::plugin::Result<#core::plugin::Instance, #core::BoxError>);
    if !function.is_async {
        return quote! {
            fn __registry_load(__inputs: #core::plugin::Inputs) -> #result {
                #inputs
                let __returned = #ident(#(#places),*);
                #instance
            }
        };
    }
    // at the function: if its future is not `Send`, that is where to look
    let span = generated(ident.span());
    let future = quote_spanned! {span=> async move {
        #inputs
        ::core::mem::drop(__inputs);
        let __returned = #ident(#(#places),*).await;
        #instance
    }};
    let boxed = private(core, span);
    let boxed = quote_spanned!(span=> #boxed::Box::pin(#future));
    quote! {
        fn __registry_load(__inputs: #core::plugin::Inputs) -> #core::__private::plugin::BoxFuture<#result> {
            #boxed
        }
    }
}

/// From `__returned` to a `Result<Instance, BoxError>`.
fn instance(arguments: &Arguments, output: &Output) -> TokenStream {
    let span = generated(output.place);
    let (private, instance) = (private(&arguments.core, span), &output.instance);
    let value = if output.is_result == Some(false) {
        quote_spanned! {span=>
            #private::Declared::<#instance>::TYPE.check();
            let __value = __returned;
        }
    } else {
        quote_spanned!(span=> let __value = #private::Outcome::of(&__returned).value(__returned)?;)
    };
    quote_spanned! {span=>
        #[allow(unused_imports)]
        use #private::{NoResult as _, PlainOutcome as _, PlainShape as _};
        #value
        let __shared: #private::Arc<#instance> = #private::Shape::of(&__value).shared(__value);
        #private::Result::Ok(#private::instance::<#instance>(__shared))
    }
}
