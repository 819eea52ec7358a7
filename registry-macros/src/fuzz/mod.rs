//! Arbitrary and mutated input for every macro: never a panic, and always an expansion that parses or an error with a place.
//!
//! `MACRO_FUZZ_INPUTS` says how many inputs, `MACRO_FUZZ_SEED` which ones. Each input has a seed of its own, so one that fails comes
//! again with `MACRO_FUZZ_INPUTS=1 MACRO_FUZZ_SEED=<its seed>`.

mod corpus;
mod judge;
mod mutate;
pub(crate) mod random;

use corpus::{Call, Corpus};
use judge::Outcome;
use proc_macro2::TokenStream;
use random::Random;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is tested.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Macro {
    Register,
    Registry,
    Metadata,
    Entry,
    #[cfg(feature = "plugin")]
    Plugin,
    DerivedName,
    ErrorAt,
    SameKind,
}

impl Macro {
    fn expand(self, call: &Call) -> TokenStream {
        let (arguments, item) = (call.arguments.clone(), call.item.clone());
        match self {
            Self::Register => crate::register::expand(arguments, item),
            Self::Registry => crate::registry::expand(arguments, item),
            Self::Metadata => crate::metadata::expand(item),
            Self::Entry => crate::entry::expand(arguments),
            #[cfg(feature = "plugin")]
            Self::Plugin => crate::plugin::expand(arguments, item),
            Self::DerivedName => crate::derived_name::expand(arguments),
            Self::ErrorAt => crate::error_at::expand(arguments),
            Self::SameKind => crate::same_kind::expand(arguments),
        }
    }
}

/// The places of all tokens ever parsed are remembered; after so many inputs they are forgotten.
const INPUTS_OF_A_ROUND: u64 = 5_000;

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable)
        .map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}

fn outcome(call: &Call) -> Result<Outcome, String> {
    let outcome = catch_unwind(AssertUnwindSafe(|| judge::outcome(call)));
    outcome.unwrap_or_else(|_| Err("a panic".to_owned()))
}

fn text(call: &Call) -> String {
    format!("{:?}({}) {}", call.called, call.arguments, call.item)
}

#[test]
fn every_valid_call_is_expanded() {
    for call in &Corpus::new().calls {
        // an error is what this one is for
        let expected = if call.called == Macro::ErrorAt { Outcome::Error } else { Outcome::Expansion };
        match outcome(call) {
            Ok(outcome) => assert!(outcome == expected, "{}: {}", text(call), call.called.expand(call)),
            Err(fault) => panic!("{}: {fault}", text(call)),
        }
    }
}

#[test]
fn what_once_failed_does_not_any_more() {
    for (called, arguments, item) in [
        (Macro::Register, r#"kind = "metrics""#, "#"),
        (Macro::Register, r#"kind = "metrics""#, "const A"),
        (Macro::Register, r#"kind = "metrics""#, "fn f() -"),
        (Macro::Register, r#"kind = "metrics""#, "impl A for"),
        (Macro::Register, r#"kind = "metrics", crate = default"#, "struct A;"),
        (Macro::Registry, "", "static r#match: Registry<u8>;"),
        (Macro::Registry, "", "static A: Registry<dyn B + Send +>;"),
        (Macro::Register, "kind = \"metrics\", name = a::<b, c", "struct A;"),
        (Macro::Metadata, "", "struct A { #[metadata(default = 1 +)] b: u8 }"),
        (Macro::Metadata, "", "struct A { #[metadata(default = a =)] b: u8 }"),
        (Macro::Metadata, "", "struct A { #[metadata(default = #[a])] b: u8 }"),
        #[cfg(feature = "plugin")]
        (Macro::Plugin, "type = dyn", "fn f() {}"),
        #[cfg(feature = "plugin")]
        (Macro::Plugin, "type = Map<u8", "fn f() {}"),
        #[cfg(feature = "plugin")]
        (Macro::Plugin, "", "fn f(#[arg(default = \"a\".)] b: u8) {}"),
        #[cfg(feature = "plugin")]
        (Macro::Plugin, "", "fn f() -"),
    ] {
        let call = corpus::call(called, arguments, item);
        if let Err(fault) = outcome(&call) {
            panic!("{}: {fault}", text(&call));
        }
    }
}

#[test]
fn whatever_comes_in_an_expansion_or_an_error_comes_out() {
    let (inputs, first) = (number("MACRO_FUZZ_INPUTS", 2_000), number("MACRO_FUZZ_SEED", 0));
    let mut corpus = Corpus::new();
    let mut errors: u64 = 0;
    for seed in first..first + inputs {
        if (seed - first) % INPUTS_OF_A_ROUND == INPUTS_OF_A_ROUND - 1 {
            drop(corpus);
            proc_macro2::extra::invalidate_current_thread_spans();
            corpus = Corpus::new();
        }
        let call = mutate::input(&corpus, &mut Random::new(seed));
        match outcome(&call) {
            Ok(Outcome::Expansion) => {}
            Ok(Outcome::Error) => errors += 1,
            Err(fault) => panic!("seed {seed}: {}: {fault}", text(&call)),
        }
    }
    println!("{inputs} inputs from seed {first}: {} expansions, {errors} errors", inputs - errors);
}
