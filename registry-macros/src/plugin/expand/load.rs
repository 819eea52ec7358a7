//! The function that the host calls: it takes the parameters from the inputs, and makes an instance of what is returned.

use super::{inputs, local, private};
use crate::plugin::arguments::Arguments;
use crate::plugin::function::Function;
use crate::plugin::output::Output;
use crate::tokens::generated;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

pub(super) fn function(arguments: &Arguments, function: &Function, output: &Output) -> TokenStream {
    let core = &arguments.core;
    let ident = &function.ident;
    let places: Vec<_> = (0..function.parameters.len()).map(|place| local(&format!("__input_{place}"))).collect();
    let (inputs, returned) = (local("__inputs"), local("__returned"));
    let values = function.parameters.iter().map(|parameter| inputs::value(core, parameter, &inputs));
    let taken = quote!(#(let #places = #values;)*);
    let instance = instance(arguments, output, &returned);
    let result = quote!(#core::__private::plugin::Result<#core::plugin::Instance, #core::BoxError>);
    if !function.is_async {
        return quote! {
            fn __registry_load(#inputs: #core::plugin::Inputs) -> #result {
                #taken
                let #returned = #ident(#(#places),*);
                #instance
            }
        };
    }
    // at the function: if its future is not `Send`, that is where to look
    let span = generated(ident.span());
    let future = quote_spanned! {span=> async move {
        #taken
        ::core::mem::drop(#inputs);
        let #returned = #ident(#(#places),*).await;
        #instance
    }};
    let boxed = private(core, span);
    let boxed = quote_spanned!(span=> #boxed::Box::pin(#future));
    quote! {
        fn __registry_load(#inputs: #core::plugin::Inputs) -> #core::__private::plugin::BoxFuture<#result> {
            #boxed
        }
    }
}

/// From `returned` to a `Result<Instance, BoxError>`.
fn instance(arguments: &Arguments, output: &Output, returned: &Ident) -> TokenStream {
    let span = generated(output.place);
    let (private, instance) = (private(&arguments.core, span), &output.instance);
    let value = if output.is_result == Some(false) {
        quote_spanned! {span=>
            #private::Declared::<#instance>::TYPE.check();
            let __value = #returned;
        }
    } else {
        quote_spanned!(span=> let __value = #private::Outcome::of(&#returned).value(#returned)?;)
    };
    quote_spanned! {span=>
        #[allow(unused_imports)]
        use #private::{NoResult as _, PlainOutcome as _, PlainShape as _};
        #value
        let __shared: #private::Arc<#instance> = #private::Shape::of(&__value).shared(__value);
        #private::Result::Ok(#private::instance::<#instance>(__shared))
    }
}
