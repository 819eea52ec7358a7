//! What stands in the parentheses of `#[registry(..)]`.

use crate::kind::Kind;
use crate::name::{Case, Rules};
use crate::suggestion::{listed, nearest};
use crate::tokens::Tokens;
use crate::{arguments, core_path, name};
use proc_macro2::{Span, TokenStream};
use syn::{Error, LitStr, Result};

const KNOWN: &[&str] =
    &["kind", "case", "strip_prefix", "strip_suffix", "duplicates", "api", "secondary_of", "config", "crate"];

pub(crate) struct Arguments {
    /// the static's name in lower case if left out
    pub(crate) kind: Option<LitStr>,
    pub(crate) rules: Rules,
    pub(crate) duplicates: Duplicates,
    pub(crate) api: Option<LitStr>,
    /// The registry whose keys this one shares.
    pub(crate) primary: Option<Kind>,
    /// The word `config`.
    pub(crate) config: Option<Span>,
    pub(crate) core: Tokens,
}

/// What happens when two components have one name.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Duplicates {
    Deny,
    KeepFirst,
    Replace,
}

const DUPLICATES: [(&str, Duplicates); 3] =
    [("deny", Duplicates::Deny), ("keep_first", Duplicates::KeepFirst), ("replace", Duplicates::Replace)];

impl Default for Arguments {
    fn default() -> Self {
        Self {
            kind: None,
            rules: Rules::default(),
            duplicates: Duplicates::Deny,
            api: None,
            primary: None,
            config: None,
            core: core_path::default(),
        }
    }
}

/// Parses the arguments.
pub(crate) fn parse(tokens: TokenStream) -> Result<Arguments> {
    let mut parsed = Arguments::default();
    arguments::parse_list(tokens, KNOWN, |word, input| {
        match word.to_string().as_str() {
            "kind" => {
                let kind = arguments::literal(word, input)?;
                name::check(&kind)?;
                parsed.kind = Some(kind);
            }
            "case" => parsed.rules.case = Case::parse(&arguments::literal(word, input)?)?,
            "strip_prefix" => parsed.rules.strip_prefix = arguments::literal(word, input)?.value(),
            "strip_suffix" => parsed.rules.strip_suffix = arguments::literal(word, input)?.value(),
            "duplicates" => parsed.duplicates = parse_duplicates(&arguments::literal(word, input)?)?,
            "api" => parsed.api = Some(arguments::literal(word, input)?),
            "secondary_of" => parsed.primary = Some(Kind::parse("secondary_of", input)?),
            "config" => parsed.config = Some(word.span()),
            _ => parsed.core = core_path::parse(input)?,
        }
        Ok(())
    })?;
    Ok(parsed)
}

fn parse_duplicates(literal: &LitStr) -> Result<Duplicates> {
    let value = literal.value();
    let words = DUPLICATES.map(|(word, _)| word);
    DUPLICATES.iter().find(|(word, _)| *word == value).map(|(_, policy)| *policy).ok_or_else(|| {
        let way_out = match nearest(&value, &words) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("expected one of {}", listed(&words)),
        };
        Error::new(literal.span(), format!("unknown policy `{value}`; {way_out}"))
    })
}
