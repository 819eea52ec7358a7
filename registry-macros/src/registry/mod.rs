//! `#[registry(..)]`: parse the arguments and the static, expand.

mod arguments;
mod declaration;
mod expand;
mod secondary_of;

use proc_macro2::TokenStream;
use quote::quote;

/// The static with its initialiser, its row type and its helper macro.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let declaration = match declaration::parse(item) {
        Ok(declaration) => declaration,
        Err(error) => return error.to_compile_error(),
    };
    // a wrong argument must not take the registry away from all that uses it
    let (arguments, error) = match arguments::parse(arguments) {
        Ok(arguments) => (arguments, None),
        Err(error) => (arguments::Arguments::default(), Some(error.to_compile_error())),
    };
    let mistake = declaration.mistake.as_ref().map(syn::Error::to_compile_error);
    let expansion = expand::registry(&arguments, &declaration);
    quote!(#expansion #error #mistake)
}
