//! The header of the function: what it is called, what it takes and gives. Its body stays unread.

use super::parameter::{self, Parameter};
use crate::header::{Attributes, Header};
use crate::tokens::{group, is_word};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{Error, Result};

pub(crate) struct Function {
    pub(crate) attributes: Attributes,
    pub(crate) visibility: TokenStream,
    pub(crate) is_async: bool,
    pub(crate) ident: Ident,
    pub(crate) parameters: Vec<Parameter>,
    /// The tokens of its return type, if it has any.
    pub(crate) output: TokenStream,
}

/// Reads the header of `item`.
pub(crate) fn parse(item: TokenStream) -> Result<Function> {
    let mut header = Header::new(item);
    let attributes = header.attributes();
    let visibility = header.visibility();
    let is_async = qualifiers(&mut header)?;
    let ident = header.ident()?;
    if let Some(parameter) = header.generics()?.first() {
        return Err(Error::new_spanned(&parameter.tokens, "a plugin is one function: it cannot be generic"));
    }
    let parameters = match header.take() {
        Some(TokenTree::Group(parameters)) if parameters.delimiter() == Delimiter::Parenthesis => {
            parameter::parse(parameters.stream())?
        }
        other => {
            let span = other.map_or_else(|| ident.span(), |token| token.span());
            return Err(Error::new(span, "expected the parameters of a function"));
        }
    };
    let has_output = header.take_arrow();
    let end = |token: &TokenTree| is_word(token, "where") || group(token, Delimiter::Brace).is_some();
    let output = if has_output { header.until(end) } else { TokenStream::new() };
    Ok(Function { attributes, visibility, is_async, ident, parameters, output })
}

/// The words before the name, up to `fn`; whether `async` is among them.
fn qualifiers(header: &mut Header) -> Result<bool> {
    let mut is_async = false;
    loop {
        let Some(token) = header.take() else {
            return Err(Error::new(Span::call_site(), "expected a function"));
        };
        let word = match &token {
            TokenTree::Ident(word) => word.to_string(),
            other => return Err(no_function(other.span())),
        };
        match word.as_str() {
            "fn" => return Ok(is_async),
            "async" => is_async = true,
            // of a function, it is one word more; of a constant, the name follows
            "const" if header.peek().is_some_and(|next| is_word(next, "fn") || is_word(next, "async")) => {}
            "unsafe" => return Err(Error::new(token.span(), "a host cannot call an `unsafe` function")),
            "extern" => {
                return Err(Error::new(token.span(), "a plugin is a function of Rust: it cannot be `extern`"));
            }
            _ => return Err(no_function(token.span())),
        }
    }
}

fn no_function(span: Span) -> Error {
    Error::new(span, "`#[plugin]` stands on a function that returns the instance")
}

/// The item without the attributes of its parameters that are for this macro alone, if it is a function.
pub(crate) fn without_own_attributes(item: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = crate::tokens::ungrouped(item);
    let start = tokens.iter().position(|token| is_word(token, "fn")).unwrap_or(tokens.len());
    let end = tokens.iter().position(|token| group(token, Delimiter::Brace).is_some()).unwrap_or(tokens.len());
    for token in tokens.get_mut(start..end).unwrap_or_default() {
        let Some(parameters) = group(token, Delimiter::Parenthesis) else { continue };
        let mut cleaned = Group::new(Delimiter::Parenthesis, parameter::without_own_attributes(parameters.stream()));
        cleaned.set_span(parameters.span());
        *token = TokenTree::Group(cleaned);
        break;
    }
    tokens.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::compact;

    fn read(text: &str) -> String {
        match parse(text.parse().unwrap()) {
            Ok(function) => format!(
                "{}{} {}({}) -> {}",
                compact(&function.visibility),
                if function.is_async { " async" } else { "" },
                function.ident,
                function.parameters.len(),
                compact(&function.output)
            ),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn headers_are_read() {
        for (text, expected) in [
            (
                "#[cfg(unix)] pub(crate) fn f(a: u8, b: Dep<Map<u8, u8>>,) -> Box<dyn S> { g() }",
                "pub(crate) f(2) -> Box<dynS>",
            ),
            ("async fn r#type() {}", " async r#type(0) -> "),
            ("pub const fn f() -> fn() -> u8 where u8: Copy { g }", "pub f(0) -> fn()->u8"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_plugin_is_refused() {
        for (text, expected) in [
            ("struct S;", "stands on a function"),
            ("const C: u8 = 0;", "stands on a function"),
            ("fn f<T>() {}", "cannot be generic"),
            ("unsafe fn f() {}", "`unsafe`"),
            ("extern \"C\" fn f() {}", "`extern`"),
            ("fn f(&mut self) {}", "a method"),
        ] {
            let found = read(text);
            assert!(found.starts_with("error: ") && found.contains(expected), "{text}: {found}");
        }
    }

    #[test]
    fn own_attributes_are_taken_away() {
        let item = "#[dep] fn f(#[dep(\"a\")] #[allow(x)] a: u8, #[arg(default = 4)] b: u8) { #[dep] struct S; }";
        let cleaned = without_own_attributes(item.parse().unwrap());
        assert_eq!(compact(&cleaned), "#[dep]fnf(#[allow(x)]a:u8,b:u8){#[dep]structS;}");
    }
}
