//! Reading the header of an item: attributes, visibility, name, generics.

use crate::docs::Docs;
use crate::tokens::{Angles, apart, group, is_punct, is_word, split_types, ungrouped};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{Error, Result};

/// What the attributes of an item say.
#[derive(Default)]
pub(crate) struct Attributes {
    pub(crate) docs: Docs,
    /// `#[cfg(..)]` attributes, which hold for all that is made of the item too
    pub(crate) cfgs: Vec<TokenStream>,
    pub(crate) is_deprecated: bool,
    /// What stands in the parentheses of `#[allow(..)]` and `#[expect(..)]`.
    pub(crate) allowed: Vec<TokenStream>,
    /// `metadata`, and what follows it, of each `#[metadata(..)]`.
    pub(crate) metadata: Vec<Vec<TokenTree>>,
}

/// The tokens of an item, and how far they are read.
pub(crate) struct Header {
    pub(crate) tokens: Vec<TokenTree>,
    pub(crate) next: usize,
}

impl Header {
    pub(crate) fn new(item: TokenStream) -> Self {
        Self { tokens: ungrouped(item), next: 0 }
    }

    pub(crate) fn peek(&self) -> Option<&TokenTree> {
        self.tokens.get(self.next)
    }

    pub(crate) fn take(&mut self) -> Option<TokenTree> {
        let token = self.tokens.get(self.next).cloned();
        self.skip(1);
        token
    }

    /// Passes over so many tokens, or to the end.
    pub(crate) fn skip(&mut self, count: usize) {
        self.next = self.tokens.len().min(self.next + count);
    }

    pub(crate) fn take_word(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|token| is_word(token, word));
        self.next += usize::from(found);
        found
    }

    /// `->`
    pub(crate) fn take_arrow(&mut self) -> bool {
        let found = matches!(
            self.tokens[self.next..],
            [ref dash, ref end, ..] if is_punct(dash, '-') && is_punct(end, '>')
        );
        self.skip(if found { 2 } else { 0 });
        found
    }

    pub(crate) fn attributes(&mut self) -> Attributes {
        let mut attributes = Attributes::default();
        while self.peek().is_some_and(|token| is_punct(token, '#')) {
            self.next += 1;
            let Some(TokenTree::Group(attribute)) = self.take() else { break };
            self.open_item();
            let attribute = ungrouped(attribute.stream());
            // a path, as of a tool, is none of these
            let Some(TokenTree::Ident(name)) = attribute.first() else { continue };
            match name.to_string().as_str() {
                "doc" => attributes.docs.add(attribute),
                "cfg" => attributes.cfgs.push(attribute.into_iter().collect()),
                "metadata" => attributes.metadata.push(attribute),
                "deprecated" => attributes.is_deprecated = true,
                "allow" | "expect" => {
                    attributes.allowed.extend(
                        attribute.get(1).and_then(|list| group(list, Delimiter::Parenthesis)).map(Group::stream),
                    );
                }
                _ => {}
            }
        }
        attributes
    }

    /// Goes into an `$item` of a `macro_rules!` macro, which comes as one token, also after attributes.
    fn open_item(&mut self) {
        if self.tokens.len() == self.next + 1 {
            let item = self.tokens.pop();
            self.tokens.extend(ungrouped(item.into_iter().collect()));
        }
    }

    /// `pub`, `pub(..)`, or nothing; a `$vis` of a `macro_rules!` macro comes in a group.
    pub(crate) fn visibility(&mut self) -> TokenStream {
        let start = self.next;
        let follows =
            |header: &Self, delimiter| header.peek().and_then(|token| group(token, delimiter)).map(Group::stream);
        // an empty one is `$vis` where none was written
        let is_fragment = |tokens: TokenStream| tokens.into_iter().next().is_none_or(|first| is_word(&first, "pub"));
        if follows(self, Delimiter::None).is_some_and(is_fragment)
            || self.take_word("pub") && follows(self, Delimiter::Parenthesis).is_some()
        {
            self.next += 1;
        }
        self.tokens[start..self.next].iter().cloned().collect()
    }

    pub(crate) fn ident(&mut self) -> Result<Ident> {
        match self.take() {
            Some(TokenTree::Ident(ident)) => Ok(ident),
            other => Err(Error::new(other.map_or_else(Span::call_site, |token| token.span()), "expected a name")),
        }
    }

    /// The tokens up to one that satisfies `end` outside of angle brackets.
    pub(crate) fn until(&mut self, end: impl Fn(&TokenTree) -> bool) -> TokenStream {
        let mut angles = Angles::default();
        let start = self.next;
        while let Some(token) = self.peek() {
            if angles.outside(token) && end(token) {
                break;
            }
            self.next += 1;
        }
        apart(self.tokens[start..self.next].to_vec())
    }

    /// `<..>` after the name of an item.
    pub(crate) fn generics(&mut self) -> Result<Vec<Parameter>> {
        if !self.peek().is_some_and(|token| is_punct(token, '<')) {
            return Ok(Vec::new());
        }
        let start = self.next + 1;
        let mut angles = Angles::default();
        while let Some(token) = self.take() {
            if !angles.outside(&token) && is_punct(&token, '>') && angles.closed() {
                break;
            }
        }
        let end = start.max(self.next - 1);
        let parameters = self.tokens[start..end].iter().cloned().collect();
        split_types(parameters).into_iter().map(Parameter::parse).collect()
    }
}

/// A generic parameter, with its bounds and default.
pub(crate) struct Parameter {
    pub(crate) ident: Ident,
    pub(crate) is_lifetime: bool,
    pub(crate) tokens: TokenStream,
}

impl Parameter {
    fn parse(tokens: TokenStream) -> Result<Self> {
        let mut header = Header::new(tokens);
        header.attributes();
        let tokens = header.tokens[header.next..].iter().cloned().collect();
        let is_lifetime = header.peek().is_some_and(|token| is_punct(token, '\''));
        header.skip(usize::from(is_lifetime));
        header.take_word("const");
        Ok(Self { ident: header.ident()?, is_lifetime, tokens })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_a_visibility_if_it_says_so() {
        for (inside, expected) in [("", 1), ("pub", 1), ("pub(crate)", 1), ("const", 0)] {
            let group = TokenTree::from(Group::new(Delimiter::None, inside.parse().unwrap()));
            let mut header =
                Header::new([group, TokenTree::from(Ident::new("fn", Span::call_site()))].into_iter().collect());
            header.visibility();
            assert_eq!(header.next, expected, "{inside}");
        }
    }
}
