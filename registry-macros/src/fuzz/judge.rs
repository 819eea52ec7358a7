//! Whether what a macro gives is an expansion that parses, or an error that says something and has a place.
//!
//! Parsed with another version of `syn` than the macros use, and with all of Rust: theirs knows headers only.

use super::Macro;
use super::corpus::{Call, somewhere};
use crate::tokens::is_punct;
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use syn::LitStr;

/// What came out.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Outcome {
    Expansion,
    Error,
}

/// Expands the call and looks at the result.
pub(super) fn outcome(call: &Call) -> Result<Outcome, String> {
    let output = call.called.expand(call);
    let added = added(call, &output)?;
    let errors = errors(&added)?;
    // the words of this one are given to it
    if call.called != Macro::ErrorAt && errors.iter().any(|error| error.message.trim().is_empty()) {
        return Err("the error says nothing".to_owned());
    }
    if is_what_the_compiler_passes(call) {
        for error in &errors {
            if error.is_nowhere && !is_about_the_end(call)? {
                return Err(format!("the error is without a place: {}", error.message));
            }
        }
        match call.called {
            // the item was parsed before
            Macro::Register if !errors.is_empty() => {}
            Macro::Register => parses(call.called, &added)?,
            _ => parses(call.called, &output)?,
        }
    }
    Ok(if errors.is_empty() { Outcome::Expansion } else { Outcome::Error })
}

/// What is missing at the end stands nowhere, so such an error is at the macro call; but if anything follows there, it is at
/// that.
fn is_about_the_end(call: &Call) -> Result<bool, String> {
    let mut call = call.clone();
    for tokens in [&mut call.arguments, &mut call.item] {
        tokens.extend([',', '@'].map(|mark| {
            let mut mark = Punct::new(mark, Spacing::Alone);
            mark.set_span(somewhere());
            TokenTree::from(mark)
        }));
    }
    let output = call.called.expand(&call);
    Ok(errors(&added(&call, &output)?)?.iter().all(|error| !error.is_nowhere))
}

/// What the macro adds to the item.
fn added(call: &Call, output: &TokenStream) -> Result<TokenStream, String> {
    match call.called {
        Macro::Register => without_item(output, &call.item),
        _ => Ok(output.clone()),
    }
}

/// The compiler parses an item before it calls a macro; what it does not parse reaches none.
fn is_what_the_compiler_passes(call: &Call) -> bool {
    groups_are_fragments(&call.item)
        && match call.called {
            Macro::Entry => true,
            // only our own macros call them
            Macro::DerivedName | Macro::ErrorAt | Macro::SameKind => false,
            Macro::Metadata => syn_full::parse2::<syn_full::DeriveInput>(call.item.clone()).is_ok(),
            _ => syn_full::parse2::<syn_full::Item>(call.item.clone()).is_ok(),
        }
}

/// Whether each group without delimiters can be a fragment of a `macro_rules!` macro: nothing else makes them.
fn groups_are_fragments(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().all(|token| match token {
        TokenTree::Group(group) => {
            let inside = group.stream();
            groups_are_fragments(&inside) && (group.delimiter() != Delimiter::None || is_fragment(&inside))
        }
        _ => true,
    })
}

fn is_fragment(tokens: &TokenStream) -> bool {
    syn_full::parse2::<syn_full::Visibility>(tokens.clone()).is_ok()
        || syn_full::parse2::<syn_full::Type>(tokens.clone()).is_ok()
        || syn_full::parse2::<syn_full::Expr>(tokens.clone()).is_ok()
        || syn_full::parse2::<syn_full::Item>(tokens.clone()).is_ok()
}

/// What follows the item, which must be the same as before.
fn without_item(output: &TokenStream, item: &TokenStream) -> Result<TokenStream, String> {
    let mut output = output.clone().into_iter();
    for token in item.clone() {
        let same = output.next().is_some_and(|again| again.to_string() == token.to_string());
        if !same {
            return Err(format!("the item is not what it was: {token}"));
        }
    }
    Ok(output.collect())
}

struct Message {
    message: String,
    is_nowhere: bool,
}

/// Each `compile_error!` outside of groups.
fn errors(output: &TokenStream) -> Result<Vec<Message>, String> {
    let tokens: Vec<TokenTree> = output.clone().into_iter().collect();
    let mut errors = Vec::new();
    for three in tokens.windows(3) {
        let [TokenTree::Ident(word), _, TokenTree::Group(group)] = three else { continue };
        if word != "compile_error" {
            continue;
        }
        let message = syn::parse2::<LitStr>(group.stream()).map_err(|error| error.to_string())?.value();
        errors.push(Message { message, is_nowhere: is_nowhere(word.span()) });
    }
    Ok(errors)
}

/// Whether the span is that of the macro call, and not of what was written.
fn is_nowhere(span: Span) -> bool {
    span.byte_range().is_empty()
}

fn parses(called: Macro, output: &TokenStream) -> Result<(), String> {
    let parsed = match called {
        Macro::Entry => syn_full::parse2::<syn_full::Expr>(output.clone()).map(drop),
        _ => syn_full::parse2::<syn_full::File>(without_default_paths(output.clone())).map(drop),
    };
    match parsed {
        Err(error) if is_nowhere(error.span()) => Err(format!("the expansion does not parse: {error}\n{output}")),
        _ => Ok(()),
    }
}

/// With `r#default` in place of a `default` that begins a path: to the compiler it is a path, but `syn` expects an `impl` after the word.
fn without_default_paths(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut changed = TokenStream::new();
    while let Some(token) = tokens.next() {
        let token = match token {
            TokenTree::Ident(word) if word == "default" && tokens.peek().is_some_and(|next| is_punct(next, ':')) => {
                Ident::new_raw("default", word.span()).into()
            }
            TokenTree::Group(group) => {
                let mut inside = Group::new(group.delimiter(), without_default_paths(group.stream()));
                inside.set_span(group.span());
                inside.into()
            }
            other => other,
        };
        changed.extend([token]);
    }
    changed
}
