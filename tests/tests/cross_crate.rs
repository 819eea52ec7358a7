//! A defining crate, two plugin crates that nothing names, and this program.

use registry_core::{Error, Problem, entry};
use test_api::transforms::TEXT_TRANSFORMS;
use test_api::{BY_LANGUAGE, BY_UNIT, CONTESTED, COUNTERS, DESCRIBERS, EMPTY, FIRST_LIMITS, LAST_LIMITS, UNREPLACED};

registry_core::link!(test_plugin_a, test_plugin_b);

#[test]
fn linked_crates_are_there() {
    assert_eq!(COUNTERS.names().collect::<Vec<_>>(), ["letters", "lines", "words"]);
    assert_eq!(COUNTERS.instance("words").unwrap().count("a b c"), 3);
    assert_eq!(COUNTERS.create("letters").unwrap().count("a b c"), 3);
}

#[test]
fn entries_know_where_they_come_from() {
    let words = COUNTERS.require("words").unwrap();
    let origin = words.origin();
    assert_eq!((origin.crate_name, origin.version, origin.module), ("test-plugin-a", "0.1.0", "test_plugin_a"));
    assert!(origin.file.ends_with("plugin_a/src/lib.rs"), "{}", origin.file);
    assert_eq!(origin.line, 9);
    assert_eq!(words.type_name(), "test_plugin_a::Words");
    assert_eq!((words.docs(), words.meta().unit, words.meta().cost), ("Counts words.", "words", 1));
    assert_eq!((words.kind(), words.api(), words.is_stable()), ("counters", Some("v1"), true));
    assert_eq!(COUNTERS.docs(), "Things that count.");
    let letters = COUNTERS.require("letters").unwrap();
    assert_eq!(letters.deprecation().unwrap().to_string(), "deprecated since 0.2: use `words`");
    assert_eq!(COUNTERS.iter().map(|entry| entry.id()).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn a_replacement_takes_the_name_and_the_aliases() {
    let lines = COUNTERS.require("lines").unwrap();
    assert_eq!((lines.type_name(), lines.meta().cost), ("test_plugin_b::FasterLines", 9));
    assert!(std::ptr::eq(lines, COUNTERS.require("rows").unwrap()));
    assert_eq!(TEXT_TRANSFORMS.instance("shout").unwrap()("hi"), "HI!");
    assert_eq!(TEXT_TRANSFORMS.len(), 1);
}

#[test]
fn another_api_version_is_kept_out_and_reported() {
    assert!(!COUNTERS.contains("bytes"));
    let problems = COUNTERS.check().unwrap_err();
    assert_eq!(problems.iter().count(), 1);
    let text = problems.to_string();
    assert!(matches!(problems.iter().next(), Some(Problem::ApiMismatch { expected: "v1", declared: "v0", .. })));
    assert!(text.starts_with("test_plugin_a::Bytes at "), "{text}");
    assert!(text.ends_with(r#"is made for API "v0" of "counters", which has "v1"; it was kept out"#), "{text}");
}

#[test]
fn a_policy_decides_by_origin_who_keeps_a_name() {
    assert_eq!(FIRST_LIMITS.instance("max-size").unwrap(), &1);
    assert_eq!(LAST_LIMITS.instance("max").unwrap(), &2);
    let duplicates = FIRST_LIMITS.duplicates();
    assert_eq!(duplicates.len(), 1);
    assert_eq!((duplicates[0].kept, duplicates[0].dropped), ("test_plugin_a::MAX_SIZE", "test_plugin_b::MAX_SIZE"));
    assert_eq!(LAST_LIMITS.duplicates()[0].dropped, "test_plugin_a::MAX");
    let text = duplicates[0].to_string();
    assert!(
        text.starts_with(r#""max-size" is registered twice in "first_limits": test_plugin_a::MAX_SIZE at "#),
        "{text}"
    );
    assert!(text.ends_with("was dropped"), "{text}");
}

#[test]
fn a_duplicate_that_only_the_program_can_see_is_an_error_at_first_use() {
    let Err(Error::Inconsistent(problems)) = CONTESTED.instance("contested") else { panic!() };
    let text = problems.to_string();
    for part in [
        r#""contested" is registered twice in "contested""#,
        "by test_plugin_a::FIRST at ",
        "plugin_a/src/lib.rs:",
        "(test-plugin-a@0.1.0)",
        "by test_plugin_b::SECOND at ",
        "plugin_b/src/lib.rs:",
        "(test-plugin-b@0.1.0)",
        "rename one of them, or write `replaces = test_plugin_a::FIRST` on the one that is meant",
    ] {
        assert!(text.contains(part), "{part:?} is not in {text:?}");
    }
    assert!(matches!(CONTESTED.create("other"), Err(Error::Inconsistent(_))));
    let reads: [fn() -> bool; 4] = [
        || CONTESTED.get("contested").is_some(),
        || CONTESTED.names().count() > 0,
        || CONTESTED.is_empty(),
        || CONTESTED.require("other").is_ok(),
    ];
    for read in reads {
        let panic = std::panic::catch_unwind(read).unwrap_err();
        assert_eq!(panic.downcast_ref::<String>(), Some(&text));
    }
    assert_eq!(CONTESTED.check().unwrap_err().to_string(), text);
    assert_eq!(CONTESTED.duplicates().len(), 1);
}

#[test]
fn a_replacement_of_a_component_without_the_name_is_an_error() {
    let error = UNREPLACED.instance("bystander").unwrap_err();
    assert!(matches!(error, Error::Inconsistent(_)));
    let text = error.to_string();
    for part in [
        "test_plugin_b::NEWCOMER at ",
        r#"replaces test_plugin_a::BYSTANDER as "holder" in "unreplaced", but test_plugin_a::HOLDER at "#,
        r#"has that name; test_plugin_a::BYSTANDER is "bystander": write `name = "bystander"`"#,
    ] {
        assert!(text.contains(part), "{part:?} is not in {text:?}");
    }
}

#[test]
fn an_empty_registry_is_empty_and_says_why() {
    assert!(EMPTY.is_empty());
    assert_eq!(EMPTY.iter().count(), 0);
    let text = EMPTY.require("words").unwrap_err().to_string();
    assert!(text.contains(r#"nothing is registered in "empty""#) && text.contains("registry_core::link!"), "{text}");
}

#[test]
fn a_miss_carries_all_that_helps() {
    let error = COUNTERS.require("word").unwrap_err();
    assert_eq!((error.kind(), error.name(), error.nearest()), ("counters", "word", &["words"][..]));
    assert_eq!(error.names(), ["letters", "lines", "words"]);
    assert!(COUNTERS.get("Words").is_none());
    // aliases are offered too
    assert_eq!(COUNTERS.require("row").unwrap_err().nearest(), ["rows"]);
}

#[test]
fn the_linker_resolves_entries() {
    let words = entry!(COUNTERS, "words");
    assert!(std::ptr::eq(words, COUNTERS.require("words").unwrap()));
    assert_eq!(entry!(test_api::COUNTERS, "letters").instance().unwrap().count("ab"), 2);
}

#[test]
fn what_stands_beside_a_component_is_carried_over_when_it_is_replaced() {
    let describe = |key| BY_LANGUAGE.instance(key).unwrap().describe();
    // the newcomer's own where it brings one under the same key, and the old one elsewhere
    assert_eq!(BY_LANGUAGE.names().collect::<Vec<_>>(), ["greek", "latin", "old english"]);
    assert_eq!((describe("greek"), describe("latin"), describe("old english")), ("fast", "fast", "slow"));
    let lines = DESCRIBERS.require("lines").unwrap();
    assert_eq!((lines.type_name(), lines.origin().crate_name), ("Fast", "test-plugin-b"));
    assert!(BY_LANGUAGE.check().is_ok());
}

#[test]
fn a_key_that_no_crate_brings_into_the_primary_is_found() {
    let problems = DESCRIBERS.check().unwrap_err();
    assert_eq!(problems.iter().count(), 1);
    let text = problems.to_string();
    assert!(text.starts_with("test_plugin_a::OfWords at "), "{text}");
    assert!(
        text.contains(r#"has the key "word" in "describers""#) && text.contains(r#"did you mean "words"?"#),
        "{text}"
    );
    assert!(!problems.iter().any(Problem::is_fatal));
}

#[test]
fn an_index_has_the_entries_of_all_crates() {
    assert_eq!(BY_UNIT.keys().collect::<Vec<_>>(), ["letters", "lines", "words"]);
    assert!(std::ptr::eq(BY_UNIT.get("lines")[0], COUNTERS.require("rows").unwrap()));
}
