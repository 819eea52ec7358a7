//! `#[plugin(..)]`: parse the arguments, the function's header and its parameters, expand.

mod arguments;
mod expand;
mod function;
mod output;
mod parameter;
mod requirement;

use function::Function;
use proc_macro2::TokenStream;
use syn::Result;

/// The function without the attributes that are for this macro, and what makes it a plugin, or the error.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut function = function::without_own_attributes(item.clone());
    function.extend(plugin(arguments, item).unwrap_or_else(|error| error.to_compile_error()));
    function
}

fn plugin(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let arguments = arguments::parse(arguments)?;
    let function: Function = function::parse(item)?;
    let output = output::parse(arguments.output.as_ref(), &function)?;
    Ok(expand::plugin(&arguments, function, &output))
}
