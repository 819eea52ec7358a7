//! From a valid call to one that may be broken.

use super::Macro;
use super::corpus::{Call, Corpus, somewhere};
use super::random::Random;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A call of the corpus with some changes, or with arbitrary tokens in the place of its arguments or its item.
pub(super) fn input(corpus: &Corpus, random: &mut Random) -> Call {
    let mut call = random.one_of(&corpus.calls);
    // what these give is long, and would take most of the time
    if matches!(call.called, Macro::Registry | Macro::Metadata) && !random.once_in(4) {
        call = random.one_of(&corpus.calls);
    }
    let mut call = call.clone();
    match random.below(10) {
        0 => call.arguments = arbitrary(corpus, random, 0),
        1 => call.item = arbitrary(corpus, random, 0),
        // of two calls, and more of the first than of the second
        2 => call.item = random.one_of(&corpus.calls).item.clone(),
        _ => {}
    }
    for _ in 0..random.below(4) {
        if random.once_in(3) {
            call.item = mutated(call.item, corpus, random);
        } else {
            call.arguments = mutated(call.arguments, corpus, random);
        }
    }
    call
}

fn arbitrary(corpus: &Corpus, random: &mut Random, depth: usize) -> TokenStream {
    let mut tokens = Vec::new();
    for _ in 0..random.below(12) {
        if depth < 16 && random.once_in(5) {
            tokens.push(grouped(arbitrary(corpus, random, depth + 1), random));
        } else {
            tokens.extend(some(corpus, random));
        }
    }
    tokens.into_iter().collect()
}

/// Tokens that are seldom seen, or some of a call.
fn some(corpus: &Corpus, random: &mut Random) -> Vec<TokenTree> {
    if random.once_in(4) {
        let call = random.one_of(&corpus.calls);
        let all: Vec<TokenTree> = call.arguments.clone().into_iter().chain(call.item.clone()).collect();
        let start = random.below(all.len());
        let end = all.len().min(start + 1 + random.below(6));
        return all[start..end].to_vec();
    }
    random.one_of(&corpus.odd).clone()
}

fn grouped(tokens: TokenStream, random: &mut Random) -> TokenTree {
    let delimiters = [Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace, Delimiter::None];
    let mut group = Group::new(*random.one_of(&delimiters), tokens);
    group.set_span(somewhere());
    group.into()
}

/// One change, here or inside of a group.
fn mutated(tokens: TokenStream, corpus: &Corpus, random: &mut Random) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let groups: Vec<usize> = (0..tokens.len()).filter(|place| matches!(tokens[*place], TokenTree::Group(_))).collect();
    if !groups.is_empty() && random.once_in(2) {
        let place = *random.one_of(&groups);
        if let TokenTree::Group(group) = &tokens[place] {
            let mut inner = Group::new(group.delimiter(), mutated(group.stream(), corpus, random));
            inner.set_span(group.span());
            tokens[place] = inner.into();
        }
        return tokens.into_iter().collect();
    }
    change(&mut tokens, corpus, random);
    tokens.into_iter().collect()
}

fn change(tokens: &mut Vec<TokenTree>, corpus: &Corpus, random: &mut Random) {
    let place = random.below(tokens.len() + 1);
    let end = tokens.len().min(place + 1 + random.below(4));
    match random.below(9) {
        0 => drop(tokens.drain(place..end)),
        1 => tokens.truncate(place),
        2 => {
            let copy = tokens[place..end].to_vec();
            tokens.splice(place..place, copy);
        }
        3 if place < tokens.len() => {
            let other = random.below(tokens.len());
            tokens.swap(place, other);
        }
        4 => {
            let inner = tokens.drain(place..end).collect();
            tokens.insert(place, grouped(inner, random));
        }
        5 => {
            if let Some(TokenTree::Group(group)) = tokens.get(place).cloned() {
                tokens.splice(place..=place, group.stream());
            }
        }
        6 => {
            let new = some(corpus, random);
            tokens.splice(place..end, new);
        }
        _ => {
            let new = some(corpus, random);
            tokens.splice(place..place, new);
        }
    }
}
