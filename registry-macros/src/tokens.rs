//! Small operations on token streams that `syn` without its `full` feature does not offer.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Error, Lit, LitStr, Result, Token};

/// Tokens that are written out again and again.
///
/// Copying a `TokenStream`, and putting one into another, each is a call from the macro to the compiler; copying the tokens
/// themselves is not, as long as they are no groups.
#[derive(Clone)]
pub(crate) struct Tokens(Vec<TokenTree>);

impl Tokens {
    pub(crate) fn new(tokens: impl IntoIterator<Item = TokenTree>) -> Self {
        Self(tokens.into_iter().collect())
    }

    pub(crate) fn of(tokens: impl ToTokens) -> Self {
        Self::new(tokens.into_token_stream())
    }

    /// The same tokens as if they were written at `span`: one mistake is then reported once, however often an expansion
    /// repeats it.
    pub(crate) fn at(&self, span: Span) -> Self {
        let mut tokens = self.0.clone();
        for token in &mut tokens {
            token.set_span(span);
        }
        Self(tokens)
    }

    /// Adds a word.
    pub(crate) fn word(mut self, word: &str, span: Span) -> Self {
        self.0.push(Ident::new(word, span).into());
        self
    }

    /// Adds punctuation marks that belong together.
    pub(crate) fn marks(mut self, marks: &str, span: Span) -> Self {
        for (place, mark) in marks.char_indices() {
            let spacing = if place + 1 < marks.len() { Spacing::Joint } else { Spacing::Alone };
            let mut mark = Punct::new(mark, spacing);
            mark.set_span(span);
            self.0.push(mark.into());
        }
        self
    }

    /// The same tokens with another in the place of the last.
    pub(crate) fn with_last(mut self, other: impl FnOnce(TokenTree) -> TokenTree) -> Self {
        let last = self.0.pop().map(other);
        self.then(last)
    }

    /// Adds more tokens.
    pub(crate) fn then(mut self, tokens: impl IntoIterator<Item = TokenTree>) -> Self {
        self.0.extend(tokens);
        self
    }

    pub(crate) fn into_stream(self) -> TokenStream {
        self.0.into_iter().collect()
    }
}

/// `{ tokens }`
pub(crate) fn braced(tokens: TokenStream) -> TokenTree {
    Group::new(Delimiter::Brace, tokens).into()
}

impl IntoIterator for Tokens {
    type Item = TokenTree;
    type IntoIter = std::vec::IntoIter<TokenTree>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl ToTokens for Tokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

/// Follows `<` and `>` through a stream of tokens, so that a comma between them can be told from one outside.
#[derive(Default)]
pub(crate) struct Angles {
    depth: usize,
    previous: Option<char>,
}

impl Angles {
    /// Inside of one.
    pub(crate) fn after_opening() -> Self {
        Self { depth: 1, previous: None }
    }

    /// Takes note of `token`; whether it stands outside of all angle brackets.
    pub(crate) fn outside(&mut self, token: &TokenTree) -> bool {
        let punctuation = match token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        match punctuation {
            Some('<') => self.depth += 1,
            // the `>` of `->` and `=>` closes nothing
            Some('>') if !matches!(self.previous, Some('-' | '=')) => {
                self.depth = self.depth.saturating_sub(1);
                self.previous = punctuation;
                return false;
            }
            _ => {}
        }
        self.previous = punctuation;
        self.depth == 0
    }

    /// Whether every `<` so far has found its `>`.
    pub(crate) fn closed(&self) -> bool {
        self.depth == 0
    }
}

/// The tokens without what followed them: a mark at their end may have been joined to it, and would be to whatever follows in an
/// expansion, as in `Registry<u8>` before `=`.
pub(crate) fn apart(mut tokens: Vec<TokenTree>) -> TokenStream {
    if let Some(TokenTree::Punct(last)) = tokens.last_mut() {
        let mut alone = Punct::new(last.as_char(), Spacing::Alone);
        alone.set_span(last.span());
        *last = alone;
    }
    tokens.into_iter().collect()
}

/// Splits a list of types at its commas; those inside of `<..>` do not count.
pub(crate) fn split_types(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let mut angles = Angles::default();
    for token in tokens {
        if angles.outside(&token) && is_punct(&token, ',') {
            parts.push(apart(std::mem::take(&mut part)));
        } else {
            part.push(token);
        }
    }
    if !part.is_empty() {
        parts.push(apart(part));
    }
    parts
}

/// Takes the tokens of a type: all up to what cannot go on with it. `None` where none begins; whether it is one, the compiler says.
pub(crate) fn type_tokens(input: ParseStream) -> Result<Option<TokenStream>> {
    let mut tokens: Vec<TokenTree> = Vec::new();
    let mut angles = Angles::default();
    while let Some((token, _)) = input.cursor().token_tree() {
        if angles.closed() && !goes_on(&tokens, &token) {
            break;
        }
        angles.outside(&token);
        tokens.push(input.parse()?);
    }
    match tokens.iter().find(|token| is_punct(token, '<')) {
        Some(opened) if !angles.closed() => Err(Error::new(opened.span(), "this `<` has no `>`")),
        _ => Ok((!tokens.is_empty()).then(|| apart(tokens))),
    }
}

/// Whether `next` can go on with the type that begins with `tokens`, outside of `<..>`.
fn goes_on(tokens: &[TokenTree], next: &TokenTree) -> bool {
    match next {
        TokenTree::Punct(mark) if tokens.is_empty() => "<&*:!".contains(mark.as_char()),
        TokenTree::Punct(mark) => "<>&*:!+-'".contains(mark.as_char()),
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => false,
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            let is_function =
                |last: &TokenTree| matches!(last, TokenTree::Ident(word) if word.to_string().contains("Fn"));
            !is_complete(tokens) || tokens.last().is_some_and(is_function)
        }
        TokenTree::Group(_) | TokenTree::Ident(_) => !is_complete(tokens),
        // the ABI of a function pointer
        TokenTree::Literal(_) => tokens.last().is_some_and(|last| is_word(last, "extern")),
    }
}

/// Whether these tokens end like a type, so that no word can follow.
fn is_complete(tokens: &[TokenTree]) -> bool {
    const PREFIXES: [&str; 9] = ["as", "const", "dyn", "extern", "fn", "for", "impl", "mut", "unsafe"];
    match tokens {
        // `+ 'static` ends a list of bounds, `&'static` begins a type
        [.., before, mark, TokenTree::Ident(_)] if is_punct(mark, '\'') => is_punct(before, '+'),
        [.., last @ TokenTree::Ident(_)] => !PREFIXES.iter().any(|prefix| is_word(last, prefix)),
        [.., mark, last] if is_punct(last, '>') => {
            !is_punct(mark, '-') && !tokens.iter().any(|token| is_word(token, "for"))
        }
        [.., last] => group(last, Delimiter::Brace).is_none() && matches!(last, TokenTree::Group(_)),
        [] => false,
    }
}

/// Takes the tokens of an expression: all up to the next comma that is not inside of `::<..>`.
pub(crate) fn expression(input: ParseStream) -> Result<TokenStream> {
    let mut tokens = Vec::new();
    let mut angles = Angles::default();
    let mut inside = false;
    let mut opened = Span::call_site();
    while !input.is_empty() && (inside || !input.peek(Token![,])) {
        let token: TokenTree = input.parse()?;
        // `a < b` is a comparison; only `::<` and a leading `<` open a list of types
        let opens = inside || tokens.last().is_none_or(|last| is_punct(last, ':'));
        if opens {
            if !inside {
                opened = token.span();
            }
            angles.outside(&token);
            inside = !angles.closed();
        }
        tokens.push(token);
    }
    if tokens.is_empty() {
        return Err(input.error("expected an expression"));
    }
    if inside {
        return Err(Error::new(opened, "this `<` has no `>`"));
    }
    Ok(apart(tokens))
}

/// Like [`expression`], in parentheses: if it is none, the compiler complains of it, and not of the tokens around it.
pub(crate) fn enclosed_expression(input: ParseStream) -> Result<TokenStream> {
    let tokens: Vec<TokenTree> = expression(input)?.into_iter().collect();
    let end = tokens.last().map_or_else(Span::call_site, TokenTree::span);
    let mut enclosed = Group::new(Delimiter::Parenthesis, tokens.into_iter().collect());
    enclosed.set_span(generated(end));
    Ok(TokenTree::from(enclosed).into())
}

/// What a fragment of a `macro_rules!` macro stands for: those come in a group without delimiters.
pub(crate) fn ungrouped(tokens: TokenStream) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => ungrouped(group.stream()),
        _ => tokens,
    }
}

/// Whether `token` is the punctuation mark `mark`.
pub(crate) fn is_punct(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// Whether `token` is the word `word`.
pub(crate) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// The literal if it is a string. Far less work than to have it parsed from a stream.
pub(crate) fn text(literal: Literal) -> Option<LitStr> {
    match Lit::new(literal) {
        Lit::Str(text) => Some(text),
        _ => None,
    }
}

/// The value of a string; `None` if the literal is none.
pub(crate) fn string(literal: &Literal) -> Option<String> {
    without_escapes(literal).or_else(|| text(literal.clone()).map(|text| text.value()))
}

/// The value of a string.
pub(crate) fn value(literal: &LitStr) -> String {
    without_escapes(&literal.token()).unwrap_or_else(|| literal.value())
}

/// The value of a string that stands between quotation marks as it is, as that of most does: macros run without optimisation, and to
/// read it letter by letter takes three times as long.
fn without_escapes(literal: &Literal) -> Option<String> {
    let written = literal.to_string();
    let inside = written.strip_prefix('"')?.strip_suffix('"')?;
    let is_value = [b'\\', b'\r'].iter().all(|special| !inside.as_bytes().contains(special));
    is_value.then(|| inside.to_owned())
}

/// The content of `token` if it is a group with these delimiters.
pub(crate) fn group(token: &TokenTree, delimiter: Delimiter) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// The same tokens as if this macro had written them at their place: errors still point there, but the lints of the
/// user's crate do not look at them. Names keep their meaning.
pub(crate) fn as_generated(tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            if let TokenTree::Group(group) = &token {
                let mut inner = Group::new(group.delimiter(), as_generated(group.stream()));
                inner.set_span(generated(group.span()));
                return TokenTree::Group(inner);
            }
            token.set_span(generated(token.span()));
            token
        })
        .collect()
}

/// The same tokens with values in the place of words.
pub(crate) fn substituted(tokens: TokenStream, words: &[Ident], values: &[TokenStream]) -> TokenStream {
    let mut filled = TokenStream::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            let mut inner = Group::new(group.delimiter(), substituted(group.stream(), words, values));
            inner.set_span(group.span());
            filled.extend([TokenTree::Group(inner)]);
            continue;
        }
        match words.iter().zip(values).find(|(word, _)| matches!(&token, TokenTree::Ident(ident) if ident == *word)) {
            Some((_, value)) => filled.extend(value.clone()),
            None => filled.extend([token]),
        }
    }
    filled
}

/// The place of `span`, but marked as written by this macro.
pub(crate) fn generated(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// The tokens as text, without white space.
pub(crate) fn compact(tokens: &TokenStream) -> String {
    tokens.to_string().chars().filter(|character| !character.is_whitespace()).collect()
}

/// A type as it is usually written.
#[cfg(feature = "plugin")]
pub(crate) fn type_text(tokens: &TokenStream) -> String {
    let spaced: Vec<char> = tokens.to_string().chars().collect();
    let mut text = String::with_capacity(spaced.len());
    let mut space = false;
    for character in spaced {
        if character.is_whitespace() {
            space = true;
            continue;
        }
        let in_word = |character: char| character.is_alphanumeric() || character == '_';
        let words_meet = text.ends_with(in_word) && (in_word(character) || character == '\'');
        if space
            && (words_meet
                || text.ends_with([',', ';'])
                || text.ends_with('>') && in_word(character)
                || character == '+'
                || text.ends_with('+'))
        {
            text.push(' ');
        }
        text.push(character);
        space = false;
    }
    text.replace("-> ", "->").replace("->", " -> ")
}

/// What cargo says of the crate that is being compiled; empty where cargo is not used.
pub(crate) fn cargo(variable: &str) -> String {
    std::env::var(variable).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse::Parser;

    #[test]
    fn a_string_has_the_value_that_it_has_for_the_compiler() {
        for text in [
            r#""""#,
            r#""a b""#,
            r#""ä数""#,
            r#""a\"b""#,
            r#""a\nb\\""#,
            r##"r#"a"b"#"##,
            r#"r"a\b""#,
            "\"a\\\n  b\"",
            "\"a\nb\"",
        ] {
            let literal: Literal = text.parse().unwrap();
            let expected = syn::parse_str::<LitStr>(text).unwrap();
            assert_eq!(string(&literal), Some(expected.value()), "{text}");
            assert_eq!(value(&expected), expected.value(), "{text}");
        }
        for text in [r#"b"a""#, r#"c"a""#, "'\"'", "1"] {
            assert_eq!(string(&text.parse().unwrap()), None, "{text}");
        }
    }

    #[test]
    fn types_are_split_outside_of_angle_brackets() {
        let tokens: TokenStream = "f32, Vec<(u8, u16)>, Map<u8, fn() -> u8>, [u8; 4]".parse().unwrap();
        let parts: Vec<String> = split_types(tokens).iter().map(compact).collect();
        assert_eq!(parts, ["f32", "Vec<(u8,u16)>", "Map<u8,fn()->u8>", "[u8;4]"]);
    }

    /// What is read as a type, and what is left.
    fn read_type(text: &str) -> (Option<String>, String) {
        let parser = |input: ParseStream| {
            let read = type_tokens(input)?;
            Ok((read.as_ref().map(compact), compact(&input.parse()?)))
        };
        parser.parse_str(text).unwrap()
    }

    #[test]
    fn a_type_is_read_to_its_end() {
        for text in [
            "Vec<u8>",
            "::a::B<'static, C<D>>::E",
            "&'static mut [u8; 4]",
            "*const u8",
            "(u8, Vec<u8>)",
            "dyn Fn(u8) -> Vec<u8> + Send + 'static",
            "dyn for<'a> Fn(&'a str) -> &'a str",
            "for<'a> unsafe extern \"C\" fn(&'a str) -> u8",
            "<T as Trait<u8>>::Item",
            "Grid<{ N + 1 }, -3>",
        ] {
            let whole = text.replace(' ', "");
            assert_eq!(read_type(text), (Some(whole.clone()), String::new()), "{text}");
            for rest in [", a = B", " meta(a = 1)", " other = B", " { a: 1 }"] {
                let expected = (Some(whole.clone()), rest.replace(' ', ""));
                assert_eq!(read_type(&format!("{text}{rest}")), expected, "{text}{rest}");
            }
        }
    }

    #[test]
    fn what_is_no_type_is_left() {
        for (text, read, left) in [
            ("", None, ""),
            ("5", None, "5"),
            ("= A", None, "=A"),
            ("> A", None, ">A"),
            ("{ 5 }", None, "{5}"),
            ("five()", Some("five"), "()"),
            ("A[\"key\"]", Some("A"), "[\"key\"]"),
            ("A + 1", Some("A+"), "1"),
            ("A meta", Some("A"), "meta"),
        ] {
            assert_eq!(read_type(text), (read.map(str::to_owned), left.to_owned()), "{text}");
        }
    }

    #[test]
    fn words_are_substituted_also_inside_of_groups() {
        let tokens = "Meta<T, (u8, [T; N])>".parse().unwrap();
        let words = ["T", "N"].map(|word| Ident::new(word, Span::call_site()));
        let values = ["Vec<f32>", "4"].map(|value| value.parse().unwrap());
        assert_eq!(compact(&substituted(tokens, &words, &values)), "Meta<Vec<f32>,(u8,[Vec<f32>;4])>");
    }

    #[cfg(feature = "plugin")]
    #[test]
    fn types_are_written_as_usual() {
        for text in [
            "Option<String>",
            "Map<u8, &'static str>",
            "Box<dyn Store + Send + 'static>",
            "fn(u8) -> [u8; 4]",
            "::std::vec::Vec<(u8, u16)>",
            "dyn for<'a> Fn(&'a str) -> u8",
        ] {
            let tokens: TokenStream = text.parse().unwrap();
            let again = tokens.into_iter().collect();
            assert_eq!(type_text(&again), text);
        }
    }

    #[test]
    fn an_expression_whose_list_of_types_has_no_end_is_refused() {
        let error = expression.parse_str("a::<b, c = 3").err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("this `<` has no `>`"));
    }

    #[test]
    fn an_expression_ends_at_its_comma() {
        for (text, expected) in [
            ("1 + 2, b = 3", "1+2"),
            ("f::<A, B>::X, b = 3", "f::<A,B>::X"),
            ("<A as B<C, D>>::X, b", "<AasB<C,D>>::X"),
            ("1 < 2, 3", "1<2"),
            ("&[1, 2], b", "&[1,2]"),
        ] {
            let parsed = (|input: ParseStream| {
                let tokens = expression(input)?;
                input.parse::<TokenStream>()?;
                Ok(compact(&tokens))
            })
            .parse_str(text);
            assert_eq!(parsed.unwrap(), expected);
        }
    }
}
