//! The type of the instance: what the return type says, or `type = ..`.

use super::function::Function;
use super::requirement::last_segment;
use crate::tokens::{is_word, ungrouped};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned;
use syn::{Error, Result};

pub(crate) struct Output {
    pub(crate) instance: TokenStream,
    pub(crate) place: Span,
    /// Whether the function returns a `Result`; only the compiler knows if nothing is said.
    pub(crate) is_result: Option<bool>,
}

/// The type that is given, or the return type without `Result`, and then without `Arc` or `Box`.
pub(crate) fn parse(given: Option<&TokenStream>, function: &Function) -> Result<Output> {
    if let Some(given) = given {
        return Ok(Output { instance: given.clone(), place: given.span(), is_result: None });
    }
    if function.output.is_empty() {
        return Ok(Output { instance: quote!(()), place: function.ident.span(), is_result: Some(false) });
    }
    let (instance, is_result) = match inside(&function.output, &["Result"]) {
        Some(value) => (value, true),
        None => (function.output.clone(), false),
    };
    let instance = inside(&instance, &["Arc", "Box"]).unwrap_or(instance);
    let first = ungrouped(instance.clone()).into_iter().next();
    if let Some(first) = first.filter(|first| is_word(first, "impl")) {
        return Err(Error::new(
            first.span(),
            "the type of the instance must have a name; say it: `#[plugin(type = dyn Trait)]`",
        ));
    }
    Ok(Output { place: instance.span(), instance, is_result: Some(is_result) })
}

/// `T` of `Word<T, ..>`
fn inside(value_type: &TokenStream, words: &[&str]) -> Option<TokenStream> {
    let (word, arguments) = last_segment(value_type)?;
    let named = words.iter().any(|known| word == known);
    arguments.into_iter().next().filter(|_| named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::function;
    use crate::tokens::compact;

    #[test]
    fn the_instance_is_what_the_function_is_about() {
        for (text, expected) in [
            ("fn f() {}", "()"),
            ("fn f() -> A {}", "A"),
            ("fn f() -> io::Result<Arc<A<B, C>>> {}", "A<B,C>"),
            ("fn f() -> Result<Box<dyn A + Send>, E> {}", "dynA+Send"),
            ("fn f() -> Box<Arc<A>> {}", "Arc<A>"),
            ("fn f() -> Vec<A> {}", "Vec<A>"),
        ] {
            let output = parse(None, &function::parse(text.parse().unwrap()).unwrap()).unwrap();
            assert_eq!(compact(&output.instance), expected, "{text}");
        }
        let function = function::parse("fn f() -> Result<impl A, E> {}".parse().unwrap()).unwrap();
        assert!(parse(None, &function).err().unwrap().to_string().contains("type = dyn Trait"));
        assert_eq!(compact(&parse(Some(&quote!(dyn A)), &function).unwrap().instance), "dynA");
    }
}
