//! How a registry is named: by its kind, or by the path to its static.

use crate::tokens::{self, Tokens, braced, generated};
use crate::{name, path};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Error, LitStr, Result, Token};

/// Which registry: the path to its static, and the name it was asked for by, if that was a literal.
#[derive(Clone)]
pub(crate) struct Kind {
    pub(crate) path: Tokens,
    /// The same path to the row type, as written by this macro.
    pub(crate) row: Tokens,
    /// Where it was asked for, as written by this macro.
    pub(crate) span: Span,
    pub(crate) literal: Option<LitStr>,
}

impl Kind {
    fn new(path: Tokens, span: Span, literal: Option<LitStr>) -> Self {
        let span = generated(span);
        Self { row: path.at(span), path, span, literal }
    }

    /// The registry at `path`, asked for at `span`.
    #[cfg(feature = "plugin")]
    pub(crate) fn of_path(path: Tokens, span: Span) -> Self {
        Self::new(path, span, None)
    }

    /// Reads `= "metrics"` or `= path::METRICS` of the argument `word`.
    pub(crate) fn parse(word: &str, input: ParseStream) -> Result<Self> {
        input.parse::<Token![=]>()?;
        if input.peek(LitStr) {
            return Self::of_literal(word, &input.parse()?);
        }
        let path = path::plain(input).map_err(|error| {
            Error::new(error.span(), format!("expected `{word} = \"metrics\"` or `{word} = path::METRICS`"))
        })?;
        let span = path.span();
        Ok(Self::new(path, span, None))
    }

    /// `"evalkit::data_loaders"` is the static `evalkit::DATA_LOADERS`, whose declared name must be `data_loaders`.
    pub(crate) fn of_literal(word: &str, literal: &LitStr) -> Result<Self> {
        let value = tokens::value(literal);
        let (module, kind) = value.rsplit_once("::").map_or(("", value.as_str()), |(module, kind)| (module, kind));
        if let Some(fault) = name::fault(kind) {
            return Err(Error::new(literal.span(), fault));
        }
        let span = literal.span();
        let wrong = || Error::new(span, format!("this cannot be the name of a static; write `{word} = path::TO_IT`"));
        let mut path = vec![TokenTree::from(static_name(kind, span).ok_or_else(wrong)?)];
        if !module.is_empty() {
            let module = path::plain.parse_str(module).map_err(|_| wrong())?;
            path.splice(0..0, quote!(#module::));
        }
        let literal = if module.is_empty() { literal.clone() } else { LitStr::new(kind, span) };
        Ok(Self::new(Tokens::new(path).at(span), span, Some(literal)))
    }

    /// `evalkit::data_loaders`, without quotes, is the static `evalkit::DATA_LOADERS`, whatever its declared name.
    pub(crate) fn of_words(path: Tokens) -> Self {
        let span = path.span();
        let path = path.with_last(|word| {
            static_name(word.to_string().trim_start_matches("r#"), word.span()).map_or(word, TokenTree::from)
        });
        Self::new(path, span, None)
    }

    /// What the helper macro compares with the declared name of the registry.
    pub(crate) fn tag(&self) -> TokenTree {
        match &self.literal {
            Some(literal) => literal.token().into(),
            None => Ident::new("_", Span::call_site()).into(),
        }
    }

    /// The path to the row type, for errors that are to stand where the registry was named.
    pub(crate) fn row_in_braces(&self) -> TokenTree {
        braced(self.row.clone().into_stream())
    }

    /// What the helper macro takes, for a call that has only a question in the place of a name, and nothing to register.
    pub(crate) fn question(&self, core: &Tokens, tag: TokenTree, question: TokenTree) -> Tokens {
        let nothing = || braced(TokenStream::new());
        let unused = || TokenTree::from(Ident::new("unused", Span::call_site()));
        // no component is what a registry of values refuses
        let component = || braced(unused().into());
        let start = [braced(core.clone().into_stream()), tag, self.row_in_braces(), question, nothing(), unused()];
        Tokens::new(start).then([component(), component(), nothing(), nothing(), nothing()])
    }

    /// The call of the helper macro with `input`.
    pub(crate) fn call(&self, input: Tokens) -> TokenStream {
        let input = braced(input.into_stream());
        self.path.clone().marks("!", Span::call_site()).then([input]).into_stream()
    }
}

/// `data-loaders` is declared by a static `DATA_LOADERS`.
fn static_name(kind: &str, span: Span) -> Option<Ident> {
    let name = kind.to_uppercase().replace(|letter: char| !letter.is_alphanumeric(), "_");
    // no keyword is in capitals, and these need not ask the compiler
    if name.is_ascii() && name != "_" && !name.starts_with(|first: char| first.is_ascii_digit()) {
        return Some(Ident::new(&name, span));
    }
    let mut ident = syn::parse_str::<Ident>(&name).ok()?;
    ident.set_span(span);
    Some(ident)
}
