//! `#[plugin(..)]`: parse the arguments, the function's header and its parameters, expand.

mod arguments;
mod expand;
mod function;
mod output;
mod parameter;
mod requirement;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Result;

/// The function without the attributes that are for this macro, and what makes it a plugin, or the error.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let function = function::without_own_attributes(item.clone());
    match plugin(arguments, item) {
        // the host asks for parameters by value, and for one for each requirement
        Ok(plugin) => {
            quote!(#[allow(clippy::needless_pass_by_value, clippy::too_many_arguments)] #function #plugin)
        }
        Err(error) => {
            let error = error.to_compile_error();
            quote!(#function #error)
        }
    }
}

fn plugin(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let arguments = arguments::parse(arguments)?;
    let function = function::parse(item)?;
    let output = output::parse(arguments.output.as_ref(), &function)?;
    Ok(expand::plugin(&arguments, function, &output))
}
