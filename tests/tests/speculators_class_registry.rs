//! The examples of the document on `ClassRegistryMixin`: a registry for each base, names optional, discovery at the first read.

use registry_core::{Refused, Registry, register, registry};
use std::sync::Arc;

trait Algorithm: Send + Sync {
    fn describe(&self) -> &'static str;
}

/// `class BaseAlgorithm(ClassRegistryMixin)`: a class without a name given is registered under its own.
#[registry(case = "verbatim")]
static BASE_ALGORITHM: Registry<dyn Algorithm>;

/// `@BaseAlgorithm.register()`
#[register(kind = "base_algorithm")]
#[derive(Default)]
struct ConcreteAlgorithm;

impl Algorithm for ConcreteAlgorithm {
    fn describe(&self) -> &'static str {
        "concrete"
    }
}

/// `@BaseAlgorithm.register("custom_name")`
#[register(kind = "base_algorithm", name = "custom_name")]
#[derive(Default)]
struct AnotherAlgorithm;

impl Algorithm for AnotherAlgorithm {
    fn describe(&self) -> &'static str {
        "another"
    }
}

#[test]
fn all_registered_implementations() -> Result<(), registry_core::Error> {
    let algorithms: Vec<_> = BASE_ALGORITHM.iter().map(|entry| (entry.name(), entry.type_name())).collect();
    assert_eq!(
        algorithms,
        [
            ("ConcreteAlgorithm", "speculators_class_registry::ConcreteAlgorithm"),
            ("custom_name", "speculators_class_registry::AnotherAlgorithm"),
        ]
    );
    assert_eq!(BASE_ALGORITHM.create("ConcreteAlgorithm")?.describe(), "concrete");
    assert_eq!(BASE_ALGORITHM.create("custom_name")?.describe(), "another");
    Ok(())
}

trait TokenProposal: Send + Sync {
    fn propose(&self, token: u32) -> Vec<u32>;
}

/// `registry_auto_discovery = True`, `auto_package = "speculators.proposals"`: here the linker does that.
#[registry]
static TOKEN_PROPOSALS: Registry<dyn TokenProposal>;

/// Nothing refers to this module.
mod proposals {
    use super::{TOKEN_PROPOSALS, TokenProposal};
    use registry_core::register;

    #[register(kind = "token_proposals")]
    #[derive(Default)]
    struct Greedy;

    impl TokenProposal for Greedy {
        fn propose(&self, token: u32) -> Vec<u32> {
            vec![token + 1]
        }
    }

    mod nested {
        use super::super::{TOKEN_PROPOSALS, TokenProposal};
        use registry_core::register;

        #[register(kind = "token_proposals")]
        #[derive(Default)]
        struct Sampled;

        impl TokenProposal for Sampled {
            fn propose(&self, token: u32) -> Vec<u32> {
                vec![token, token + 1]
            }
        }
    }
}

#[test]
fn modules_are_discovered_at_the_first_read() {
    assert_eq!(TOKEN_PROPOSALS.names().collect::<Vec<_>>(), ["greedy", "sampled"]);
    assert_eq!(TOKEN_PROPOSALS.instance("sampled").unwrap().propose(7), [7, 8]);
}

#[test]
fn each_base_has_a_registry_of_its_own() {
    let kinds: Vec<_> = registry_core::catalog().kinds().collect();
    assert_eq!(kinds, ["base_algorithm", "empty", "token_proposals"]);
    assert!(!TOKEN_PROPOSALS.contains("custom_name"));
}

/// There, `ValueError`: the class is already registered.
#[test]
fn a_second_class_of_one_name_is_refused() {
    let registry: Registry<str> = Registry::new("base_algorithm");
    registry.register("custom_name", Arc::from("first")).unwrap();
    let error = registry.register("custom_name", Arc::from("second")).unwrap_err();
    assert!(matches!(error, Refused::Taken(duplicate) if duplicate.name == "custom_name"));
    // of two that are linked, compiler or linker tell: `ui/duplicate_in_one_crate.rs`, `fixtures/duplicate_across_crates`
}

#[registry]
static EMPTY: Registry<dyn Algorithm>;

/// There, `ValueError` for a registry that is read before anything is registered.
#[test]
fn an_empty_registry_lists_nothing_and_says_why_a_name_is_not_there() {
    assert_eq!(EMPTY.iter().count(), 0);
    let error = EMPTY.create("eagle").err().unwrap();
    assert!(error.to_string().contains("most likely the crate that registers it is not linked"));
}

// `TypeError` for what is not a class, `ValueError` for a name that is not a string: they do not compile, see `ui/item_module.rs`,
// `ui/item_inherent_impl.rs` and `ui/name_not_a_string.rs`
