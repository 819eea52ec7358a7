//! The doc comment of an item, as an expression.

use crate::tokens::{is_punct, string, ungrouped};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// Collects the `#[doc = ..]` attributes of one item.
#[derive(Default)]
pub(crate) struct Docs {
    lines: Vec<Line>,
}

enum Line {
    Text(String),
    /// `#[doc = include_str!("..")]` and the like
    Expression(TokenStream),
}

impl Docs {
    /// Takes what stands between the brackets of an attribute; other attributes than `doc = ..` are passed over.
    pub(crate) fn add(&mut self, attribute: impl IntoIterator<Item = TokenTree>) {
        let mut tokens = attribute.into_iter().skip(1);
        // `doc(hidden)` has no text
        if !tokens.next().is_some_and(|token| is_punct(&token, '=')) {
            return;
        }
        let value = ungrouped(tokens.collect());
        let text = match &*value {
            [TokenTree::Literal(only)] => string(only),
            _ => None,
        };
        self.lines.push(match text {
            Some(text) => Line::Text(text),
            None => Line::Expression(value.into_iter().collect()),
        });
    }

    /// The text as Markdown: one leading space of each line is comment style, not text.
    pub(crate) fn parts(&self) -> Parts {
        let mut parts: Vec<TokenStream> = Vec::new();
        let mut text = String::new();
        for (place, line) in self.lines.iter().enumerate() {
            if place > 0 {
                text.push('\n');
            }
            match line {
                Line::Text(line) => text.push_str(&without_margin(line)),
                Line::Expression(expression) => {
                    let before = std::mem::take(&mut text);
                    parts.push(quote!(#before, #expression));
                }
            }
        }
        if parts.is_empty() {
            return Parts::Text(text.trim().to_owned());
        }
        Parts::Expression(quote!(#(#parts,)* #text))
    }

    /// A `&'static str` with the text.
    pub(crate) fn expression(&self) -> TokenStream {
        match self.parts() {
            Parts::Text(text) => quote!(#text),
            Parts::Expression(parts) => quote!(::core::concat!(#parts)),
        }
    }
}

/// The text of a doc comment.
pub(crate) enum Parts {
    Text(String),
    /// Arguments of `concat!`, among them what the compiler must expand first.
    Expression(TokenStream),
}

/// A `///` line is one `doc` attribute, a `/** .. */` block is one for all its lines.
fn without_margin(doc: &str) -> String {
    let lines: Vec<&str> = doc
        .lines()
        .map(|line| {
            let line = line.trim_end();
            line.strip_prefix(' ').unwrap_or(line)
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(attributes: &[&str]) -> String {
        let mut docs = Docs::default();
        for attribute in attributes {
            docs.add(attribute.parse::<TokenStream>().unwrap());
        }
        docs.expression().to_string()
    }

    #[test]
    fn lines_are_joined_without_their_margin() {
        assert_eq!(text(&[r#"doc = " First.""#, r#"doc = """#, r#"doc = "   indented""#]), r#""First.\n\n  indented""#);
    }

    #[test]
    fn other_attributes_of_doc_are_passed_over() {
        assert_eq!(text(&["doc(hidden)"]), r#""""#);
    }

    #[test]
    fn included_text_is_left_to_the_compiler() {
        let text = text(&[r#"doc = " Read:""#, r#"doc = include_str!("a.md")"#]);
        assert!(text.contains(r#"concat ! ("Read:\n" , include_str ! ("a.md") , "")"#), "{text}");
    }
}
