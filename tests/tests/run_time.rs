//! Registries that are made and changed while the program runs.

#[path = "support/metric.rs"]
mod metric;

use metric::{Fixed, Metric, fixed, score};
use registry_core::{Deprecation, Duplicates, Error, Metadata, MetadataValue, Problem, Refused, Registry, catalog};
use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The message, with this file for its path.
fn message(error: impl std::fmt::Display) -> String {
    let text = error.to_string().replace(file!(), "run_time.rs");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(place) = rest.find("run_time.rs:") {
        let (before, after) = rest.split_at(place + "run_time.rs:".len());
        out += before;
        out += "_";
        rest = after.trim_start_matches(|digit: char| digit.is_ascii_digit());
    }
    out + rest
}

#[test]
fn a_local_registry_is_empty_and_takes_what_it_is_given() {
    let registry: Registry<dyn Metric> = Registry::new("my_components");
    assert!(registry.is_empty() && registry.check().is_ok());
    assert!(message(registry.require("f1").unwrap_err()).starts_with("nothing is registered in \"my_components\""));

    let entry = registry.register("f1", fixed(1)).unwrap();
    registry.register("bleu", fixed(2)).unwrap();
    assert_eq!((entry.name(), entry.kind(), entry.docs()), ("f1", "my_components", ""));
    assert_eq!(registry.names().collect::<Vec<_>>(), ["bleu", "f1"]);
    assert_eq!((score(&registry, "f1"), score(&registry, "bleu"), registry.len()), (1, 2, 2));
    assert_eq!((registry.get("bleu").unwrap().id(), entry.id()), (0, 1));
    assert_eq!(registry.iter().rev().map(|entry| entry.name()).collect::<Vec<_>>(), ["f1", "bleu"]);
    assert_eq!(registry.matching("f?").len(), 1);
    assert_eq!(
        message(registry.require("f2").unwrap_err()),
        r#"nothing in "my_components" has the name "f2"; did you mean "f1"? Registered: bleu, f1"#
    );
}

#[test]
fn the_origin_is_the_place_of_the_call() {
    let registry: Registry<u32> = Registry::new("numbers");
    let (entry, line) = (registry.register("one", Arc::new(1)).unwrap(), line!());
    let origin = entry.origin();
    assert_eq!((origin.file, origin.line, origin.crate_name, origin.module), (file!(), line, "", ""));
    assert_eq!(origin.to_string(), format!("{}:{line}", file!()));
    assert_eq!(entry.type_name(), "u32");
}

#[test]
fn the_same_object_again_is_no_change() {
    let registry: Registry<dyn Metric> = Registry::new("metrics");
    let object = fixed(1);
    let first = registry.register("f1", object.clone()).unwrap();
    assert!(std::ptr::eq(registry.register("f1", object).unwrap(), first));

    fn double(number: u32) -> u32 {
        2 * number
    }
    let functions: Registry<fn(u32) -> u32> = Registry::new("functions");
    let first = functions.new_entry("double", ()).register_value(double).unwrap();
    assert!(std::ptr::eq(functions.new_entry("double", ()).register_value(double).unwrap(), first));
    assert!(functions.new_entry("double", ()).register_value(|number| number + number).is_err());

    let construct = || Ok(Box::new(Fixed(7)) as Box<dyn Metric>);
    let first = registry.new_entry("seven", ()).register_constructor(construct).unwrap();
    assert!(std::ptr::eq(registry.new_entry("seven", ()).register_constructor(construct).unwrap(), first));
    assert!(registry.new_entry("seven", ()).register_constructor(|| Ok(Box::new(Fixed(7)))).is_err());
}

#[test]
fn another_object_is_judged_by_the_policy() {
    let [deny, keep, replace] = [Duplicates::Deny, Duplicates::KeepFirst, Duplicates::Replace].map(|policy| {
        let registry: Registry<dyn Metric> = Registry::new("metrics").with_duplicates(policy);
        registry.register("f1", fixed(1)).unwrap();
        let result = registry.register("f1", fixed(2)).map(|entry| entry.instance().unwrap().score());
        (registry, result)
    });
    let (registry, result) = deny;
    assert_eq!(
        message(result.unwrap_err()),
        "\"f1\" is taken in \"metrics\", by dyn run_time::metric::Metric at tests/run_time.rs:_; dyn run_time::metric::Metric at \
         tests/run_time.rs:_ needs another name, or `replace`"
            .replace("tests/run_time.rs", "run_time.rs")
    );
    assert_eq!((score(&registry, "f1"), registry.duplicates().len()), (1, 0));

    let (registry, result) = keep;
    assert_eq!((result.unwrap(), score(&registry, "f1"), registry.duplicates().len()), (1, 1, 1));
    let (registry, result) = replace;
    assert_eq!((result.unwrap(), score(&registry, "f1"), registry.duplicates().len()), (2, 2, 1));
    assert!(matches!(registry.check().unwrap_err().iter().next(), Some(Problem::Duplicate(_))));
}

#[test]
fn names_are_checked() {
    let registry: Registry<u32> = Registry::new("numbers");
    let refused = |name: &str| message(registry.register(name, Arc::new(1)).unwrap_err());
    assert_eq!(refused(""), r#""" cannot be a name in "numbers": a name must not be empty"#);
    assert_eq!(refused("a b"), r#""a b" cannot be a name in "numbers": a name must not contain white space"#);
    assert!(refused(&"x".repeat(129)).ends_with("a name is at most 128 bytes long"));
    let alias = registry.new_entry("one", ()).aliases(["\0"]).register(Arc::new(1)).unwrap_err();
    assert!(message(alias).ends_with("a name must not contain control characters"));
    assert!(registry.is_empty());
}

#[test]
fn a_replacement_takes_over_every_name() {
    let registry: Registry<dyn Metric> = Registry::new("metrics");
    let old = registry.new_entry("f1", ()).aliases(["f-measure"]).register(fixed(1)).unwrap();
    let new = registry.replace("f-measure", fixed(2)).unwrap();
    assert_eq!((new.name(), new.aliases()), ("f1", &["f-measure"][..]));
    assert_eq!((score(&registry, "f1"), score(&registry, "f-measure"), registry.len()), (2, 2, 1));
    assert!(registry.check().is_ok(), "a replacement is meant");
    assert_eq!(old.instance().unwrap().score(), 1, "who has the old entry keeps it");

    let error = registry.replace("f2", fixed(3)).unwrap_err();
    assert!(matches!(error, Refused::NotFound(_)));
    assert!(message(error).contains("did you mean \"f1\"?"));
}

#[test]
fn what_is_removed_is_gone_under_every_name() {
    let registry: Registry<dyn Metric> = Registry::new("metrics");
    let entry = registry.new_entry("f1", ()).aliases(["f-measure"]).register(fixed(1)).unwrap();
    let removed = registry.unregister("f-measure").unwrap();
    assert!(std::ptr::eq(removed, entry));
    assert!(!registry.contains("f1") && !registry.contains("f-measure") && registry.is_empty());
    assert_eq!(entry.instance().unwrap().score(), 1);
    assert!(matches!(registry.unregister("f1"), Err(Refused::NotFound(_))));
    registry.register("f1", fixed(2)).unwrap();
    assert_eq!(score(&registry, "f1"), 2);
}

#[test]
fn a_locked_registry_refuses_every_change() {
    let registry: Registry<dyn Metric> = Registry::new("metrics");
    registry.register("f1", fixed(1)).unwrap();
    registry.lock();
    assert!(registry.is_locked());
    let other = registry.fork();
    other.register("bleu", fixed(2)).unwrap();
    let refused = [
        registry.register("bleu", fixed(2)).err(),
        registry.replace("f1", fixed(2)).err(),
        registry.unregister("f1").err(),
        registry.merge(&other, Duplicates::Replace).err(),
    ];
    let messages = refused.map(|refused| message(refused.unwrap()));
    assert_eq!(
        messages,
        [
            r#""metrics" is locked, so "bleu" is not registered; `unlock` it first"#,
            r#""metrics" is locked, so "f1" is not replaced; `unlock` it first"#,
            r#""metrics" is locked, so "f1" stays; `unlock` it first"#,
            r#""metrics" is locked, so nothing of "metrics" is taken in; `unlock` it first"#,
        ]
    );
    assert_eq!(registry.names().collect::<Vec<_>>(), ["f1"]);
    registry.unlock();
    registry.register("bleu", fixed(2)).unwrap();
}

#[derive(Metadata)]
struct Info {
    category: &'static str,
    #[metadata(default = 3)]
    weight: u32,
}

#[test]
fn an_entry_says_all_that_an_attribute_can_say() {
    let registry: Registry<dyn Metric, Info> = Registry::new("metrics").with_api("v2");
    let entry = registry
        .new_entry("f1", Info { category: "classification", weight: 1 })
        .aliases(vec![String::from("f-measure")])
        .docs("Harmonic mean.\nOf two.")
        .api("v2")
        .stable()
        .deprecated(Deprecation::new().since("1.2").note("use `f_beta`"))
        .register(fixed(1))
        .unwrap();
    assert_eq!((entry.meta().category, entry.meta().weight), ("classification", 1));
    assert_eq!((entry.docs(), entry.api(), entry.is_stable()), ("Harmonic mean.\nOf two.", Some("v2"), true));
    assert_eq!(entry.deprecation().unwrap().to_string(), "deprecated since 1.2: use `f_beta`");

    let default = registry.register("bleu", fixed(2)).unwrap();
    assert_eq!(default.meta().fields(), [("category", "".into()), ("weight", MetadataValue::Integer(3))]);

    let error = registry.new_entry("old", Info { category: "", weight: 0 }).api("v1").register(fixed(3)).unwrap_err();
    assert_eq!(
        message(error),
        r#"dyn run_time::metric::Metric at run_time.rs:_ is made for API "v1" of "metrics", which has "v2""#
    );
}

#[test]
fn constructors_are_called_when_they_are_asked() {
    static BUILT: AtomicUsize = AtomicUsize::new(0);
    let registry: Registry<dyn Metric> = Registry::new("metrics");
    let counted = || {
        BUILT.fetch_add(1, Ordering::Relaxed);
        Ok(Box::new(Fixed(1)) as Box<dyn Metric>)
    };
    let entry = registry.new_entry("f1", ()).register_constructor(counted).unwrap();
    assert_eq!(BUILT.load(Ordering::Relaxed), 0);
    let fork = registry.fork();
    assert!(std::ptr::addr_eq(registry.instance("f1").unwrap(), entry.instance().unwrap()));
    assert!(std::ptr::addr_eq(fork.instance("f1").unwrap(), entry.instance().unwrap()));
    assert_eq!(BUILT.load(Ordering::Relaxed), 1);
    registry.create("f1").unwrap();
    assert_eq!(BUILT.load(Ordering::Relaxed), 2);

    registry.new_entry("broken", ()).register_constructor(|| Err("no disk".into())).unwrap();
    let error = registry.instance("broken").err().unwrap();
    assert_eq!(error.source().unwrap().to_string(), "no disk");
    assert!(message(error).starts_with(r#"metrics "broken", registered at run_time.rs:_, could not be constructed"#));
}

#[test]
fn an_object_cannot_be_created_anew_but_a_value_can() {
    let registry: Registry<u32> = Registry::new("numbers");
    registry.register("object", Arc::new(1)).unwrap();
    registry.new_entry("value", ()).register_value(2).unwrap();
    assert_eq!(*registry.create("value").unwrap(), 2);
    let error = registry.create("object").unwrap_err();
    assert!(matches!(error, Error::NoConstructor { .. }));
    assert_eq!(
        message(error),
        "numbers \"object\" is an object, registered at run_time.rs:_: there is only the one, so it cannot be created; \
         use `instance`, or register a constructor"
    );
}

#[test]
fn registries_at_run_time_can_be_statics() {
    static LOCAL: Registry<dyn Metric> = Registry::new("local").with_duplicates(Duplicates::Replace);
    LOCAL.register("one", fixed(1)).unwrap();
    std::thread::spawn(|| assert_eq!(score(&LOCAL, "one"), 1)).join().unwrap();
    assert_eq!(catalog().registry("local").map(|registry| registry.kind()), None);
}

#[test]
fn a_replacement_says_anew_what_is_known_also_of_the_same_object() {
    let registry: Registry<dyn Metric, Info> = Registry::new("metrics");
    let object = fixed(1);
    registry.new_entry("f1", Info { category: "old", weight: 1 }).register(object.clone()).unwrap();
    let new = registry.new_entry("f1", Info { category: "new", weight: 2 }).aliases(["f", "f", "f1"]).replacing();
    let entry = new.register(object).unwrap();
    assert_eq!((entry.meta().category, entry.aliases()), ("new", &["f"][..]));
    assert!(registry.contains("f") && registry.len() == 1);
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    struct Counted(Arc<AtomicUsize>);
    impl Clone for Counted {
        fn clone(&self) -> Self {
            Self(self.0.clone())
        }
    }
    impl PartialEq for Counted {
        fn eq(&self, _: &Self) -> bool {
            false
        }
    }
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    let dropped = Arc::new(AtomicUsize::new(0));
    let registry: Registry<Counted> = Registry::new("counted");
    registry.new_entry("kept", ()).register_value(Counted(dropped.clone())).map(drop).unwrap();
    for name in ["kept", "a b", ""] {
        assert!(registry.new_entry(name, ()).register_value(Counted(dropped.clone())).is_err());
    }
    assert_eq!(dropped.load(Ordering::Relaxed), 3);
}

/// Values are compared by code of the user, and that may use the registry.
#[test]
fn a_comparison_may_use_the_registry() {
    static REENTRANT: Registry<Nosy> = Registry::new("reentrant");

    #[derive(Clone)]
    struct Nosy(u32);
    impl PartialEq for Nosy {
        fn eq(&self, other: &Self) -> bool {
            let name = format!("compared_{}", self.0);
            REENTRANT.new_entry(&name, ()).register_value(Nosy(100 + self.0)).map(drop).unwrap();
            assert!(!REENTRANT.is_locked() && REENTRANT.fork().len() > 1);
            self.0 == other.0
        }
    }

    REENTRANT.new_entry("one", ()).register_value(Nosy(1)).map(drop).unwrap();
    REENTRANT.new_entry("one", ()).register_value(Nosy(1)).map(drop).unwrap();
    assert!(REENTRANT.new_entry("one", ()).register_value(Nosy(2)).is_err());
    assert_eq!(REENTRANT.names().collect::<Vec<_>>(), ["compared_1", "compared_2", "one"]);
}

#[test]
#[should_panic(expected = "a name must not contain white space")]
fn a_kind_is_a_name() {
    let _ = Registry::<u32>::new("my\nkind");
}

#[test]
fn a_registry_of_ones_own_knows_that_nothing_is_linked_into_it() {
    let registry: Registry<u32> = Registry::new("numbers");
    assert_eq!(
        message(registry.fork().require("one").unwrap_err()),
        "nothing is registered in \"numbers\", so there is no \"one\"; `register` it first"
    );
}

#[test]
fn entries_of_values_are_unwind_safe() {
    fn is_unwind_safe<T: std::panic::UnwindSafe>() {}
    is_unwind_safe::<&'static registry_core::Entry<u32>>();
    is_unwind_safe::<&'static registry_core::Entry<fn()>>();
}

#[test]
fn a_refusal_is_an_error_like_others() -> Result<(), Error> {
    let registry: Registry<u32> = Registry::new("numbers");
    registry.register("one", Arc::new(1))?;
    assert_eq!(*registry.instance("one")?, 1);
    Ok(())
}
