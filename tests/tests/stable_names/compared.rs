//! The rules, in their words.

use registry_core::stable::{Program, StableNames};
use serde_json::{Value, json};
use std::slice::from_ref;

fn metrics(entries: &[Value]) -> Value {
    json!({ "kind": "metrics", "path": "api::METRICS", "entries": entries })
}

fn program(registries: &[Value]) -> Program {
    Program::new(serde_json::from_value(json!({ "format": 1, "registries": registries })).unwrap())
}

/// A stable entry of the crate `basic`.
fn entry(name: &str, version: &str, more: Value) -> Value {
    let mut entry = json!({ "name": name, "crate": "basic", "version": version, "type": "basic::T", "stable": true });
    let Value::Object(more) = more else { panic!("{more}") };
    entry.as_object_mut().unwrap().extend(more);
    entry
}

fn deprecated(name: &str, version: &str, since: &str) -> Value {
    entry(name, version, json!({ "deprecated": { "since": since } }))
}

/// What changes from a program with the entries `old` to one with `new`; whether a promise is broken is the number of lines
/// that do.
#[track_caller]
fn check(old: &[Value], new: &[Value], breaking: usize, expected: &str) {
    let names = StableNames::of(&program(&[metrics(old)]));
    let changes = names.compare(&program(&[metrics(new)]));
    assert_eq!(changes.to_string(), expected);
    assert_eq!(changes.iter().filter(|change| change.is_breaking()).count(), breaking);
}

const KEEP: &str = "keep it, or keep the name as an alias of what replaces it; to take it away, deprecate it first: it can go two \
    minor versions of its crate later";

fn keep_alias(alias: &str, name: &str) -> String {
    format!(
        "keep it; an alias cannot be deprecated by itself, so to take it away, register {alias:?} as an entry of its own that is \
         stable and deprecated, or deprecate {name:?} with all its names: it can go two minor versions of its crate later"
    )
}

#[test]
fn nothing_changes() {
    let entries = [entry("a", "1.0.0", json!({})), entry("b", "1.0.0", json!({ "stable": false }))];
    check(&entries, &entries, 0, "");
    // a new version alone is no change, nor is what happens to names that are not promised
    check(&entries, &[entry("a", "1.1.0", json!({}))], 0, "");
}

#[test]
fn additions() {
    let (a, b) = (entry("a", "1.0.0", json!({})), entry("b", "1.0.0", json!({})));
    let with_alias = entry("a", "1.0.0", json!({ "aliases": ["x"] }));
    check(from_ref(&a), &[a.clone(), b], 0, "metrics \"b\" is new");
    check(&[a], &[with_alias], 0, "metrics \"a\" has the new alias \"x\"");
}

#[test]
fn renaming_with_an_alias() {
    let old = entry("a", "1.0.0", json!({ "aliases": ["x"] }));
    let new = entry("b", "1.0.0", json!({ "aliases": ["a", "x"] }));
    let expected = "metrics \"a\" leads to \"b\" now\nmetrics \"x\" leads to \"b\" now\nmetrics \"b\" is new";
    check(&[old], &[new], 0, expected);
    // name and alias change places
    let (old, new) =
        (entry("a", "1.0.0", json!({ "aliases": ["b"] })), entry("b", "1.0.0", json!({ "aliases": ["a"] })));
    check(&[old], &[new], 0, "metrics \"a\" leads to \"b\" now\nmetrics \"b\" is new");
}

#[test]
fn names_that_go_without_notice() {
    let (a, b) = (entry("a", "1.0.0", json!({ "aliases": ["x"] })), entry("b", "1.0.0", json!({})));
    let gone = format!("metrics \"a\" is gone: it was not deprecated; {KEEP}");
    let alias = format!("metrics \"x\" is gone, an alias of \"a\": it was not deprecated; {}", keep_alias("x", "a"));
    check(&[a.clone(), b.clone()], from_ref(&b), 2, &format!("{gone}\n{alias}"));
    check(&[a], &[entry("a", "1.0.0", json!({})), b], 1, &format!("{alias}\nmetrics \"b\" is new"));
}

#[test]
fn names_that_go_after_their_deprecation() {
    let b = |version| entry("b", version, json!({}));
    let old = [deprecated("a", "1.2.0", "1.2"), b("1.2.0")];
    let early =
        "metrics \"a\" is gone: it is deprecated since 1.2.0 and basic is at 1.3.5, so this can be done in 1.4.0";
    check(&old, &[b("1.3.5")], 1, &format!("{early}; {KEEP}"));
    check(&old, &[b("1.4.0")], 0, "metrics \"a\" is gone, as announced");
    check(&old, &[b("2.0.0")], 0, "metrics \"a\" is gone, as announced");
}

#[test]
fn a_crate_that_is_gone_has_no_version() {
    let old = [deprecated("a", "1.2.0", "1.2")];
    let unknown = "metrics \"a\" is gone: it is deprecated since 1.2, but nothing of basic is registered, so its version is not \
        known; link it into the test if it still exists";
    check(&old, &[], 1, &format!("{unknown}; {KEEP}"));
    // unless it is the crate of the test
    let names = StableNames::of(&program(&[metrics(&old)]));
    let tested = program(&[metrics(&[])]).tested_by("basic", "1.4.0");
    assert_eq!(names.compare(&tested).to_string(), "metrics \"a\" is gone, as announced");
}

#[test]
fn a_registry_that_is_gone_says_so() {
    let names = StableNames::of(&program(&[metrics(&[entry("a", "1.2.0", json!({}))])]));
    assert_eq!(
        names.compare(&program(&[])).to_string(),
        "metrics \"a\" is gone, and so is its registry: it was not deprecated; keep the registry, or if there still is one, \
         link its crate and those that register into it into the test"
    );
}

#[test]
fn deprecations_are_written_down() {
    let old = [entry("a", "1.2.0", json!({}))];
    check(&old, &[deprecated("a", "1.3.0", "1.3")], 0, "metrics \"a\" has changed: deprecated: nothing -> \"1.3\"");
    // where the component does not say since when, the snapshot does
    let unsaid = |version| entry("a", version, json!({ "deprecated": { "note": "use `b`" } }));
    check(&old, &[unsaid("1.3.0")], 0, "metrics \"a\" has changed: deprecated: nothing -> \"1.3.0\"");
    let names = StableNames::of(&program(&[metrics(&[unsaid("1.3.0")])]));
    let later = program(&[metrics(&[unsaid("1.4.0")])]);
    assert!(names.compare(&later).is_empty());
    assert_eq!(names.renewed(&later).get("metrics", "a").unwrap().deprecated.as_deref(), Some("1.3.0"));
    check(&[unsaid("1.3.0")], &old, 0, "metrics \"a\" has changed: deprecated: \"1.3.0\" -> nothing");
}

#[test]
fn nothing_is_deprecated_backwards() {
    let names = StableNames::of(&program(&[metrics(&[entry("a", "1.2.0", json!({}))])]));
    let written = |version: &str, since: &str| {
        let renewed = names.renewed(&program(&[metrics(&[deprecated("a", version, since)])]));
        renewed.get("metrics", "a").unwrap().deprecated.clone().unwrap()
    };
    assert_eq!(written("1.5.0", "1.2"), "1.5.0");
    assert_eq!(written("1.5.3", "1.5"), "1.5");
    assert_eq!(written("1.5.0", "1.6"), "1.6");
    // what is new to the snapshot is believed
    let first = StableNames::of(&program(&[metrics(&[deprecated("a", "1.5.0", "1.2")])]));
    assert_eq!(first.get("metrics", "a").unwrap().deprecated.as_deref(), Some("1.2"));
    let later = program(&[metrics(&[deprecated("a", "1.6.0", "1.2")])]);
    assert_eq!(first.renewed(&later), first);
}

/// What becomes of the entries `old` and then of each of `steps`, with a new snapshot after each.
#[track_caller]
fn check_steps(old: &[Value], steps: &[(&[Value], usize, &str)]) {
    let mut names = StableNames::of(&program(&[metrics(old)]));
    for (entries, breaking, expected) in steps {
        let now = program(&[metrics(entries)]);
        let changes = names.compare(&now);
        assert_eq!(changes.to_string(), *expected);
        assert_eq!(changes.iter().filter(|change| change.is_breaking()).count(), *breaking);
        names = names.renewed(&now);
    }
}

#[test]
fn a_new_name_is_not_deprecated_backwards() {
    let b = |version| entry("b", version, json!({}));
    let new = entry("f_one", "0.4.0", json!({ "aliases": ["f1"], "deprecated": { "since": "0.1" } }));
    let renamed = "metrics \"f1\" leads to \"f_one\" now\nmetrics \"f_one\" is new, and deprecated since 0.4.0";
    let why = "it is deprecated since 0.4.0 and basic is at 0.5.0, so this can be done in 0.6.0";
    let alias = keep_alias("f1", "f_one");
    let gone = format!(
        "metrics \"f_one\" is gone: {why}; {KEEP}\nmetrics \"f1\" is gone, an alias of \"f_one\": {why}; {alias}"
    );
    let old = [entry("f1", "0.3.0", json!({})), b("0.3.0")];
    check_steps(&old, &[(&[new.clone(), b("0.4.0")], 0, renamed), (&[b("0.5.0")], 2, &gone)]);
    let announced =
        "metrics \"f_one\" is gone, as announced\nmetrics \"f1\" is gone, an alias of \"f_one\", as announced";
    check_steps(&old, &[(&[new, b("0.4.0")], 0, renamed), (&[b("0.6.0")], 0, announced)]);
}

#[test]
fn a_deprecation_survives_a_new_name() {
    let new = entry("f_one", "0.5.0", json!({ "aliases": ["f1"], "deprecated": { "since": "0.4" } }));
    let renamed = "metrics \"f1\" leads to \"f_one\" now\nmetrics \"f_one\" is new, and deprecated since 0.4";
    check_steps(&[deprecated("f1", "0.4.0", "0.4")], &[(from_ref(&new), 0, renamed)]);
    // unless one of the names that lead there now was not deprecated
    let both = entry("f_one", "0.5.0", json!({ "aliases": ["f", "f1"], "deprecated": { "since": "0.4" } }));
    let old = [entry("f", "0.4.0", json!({})), deprecated("f1", "0.4.0", "0.4")];
    let merged = "metrics \"f\" leads to \"f_one\" now\nmetrics \"f1\" leads to \"f_one\" now\n\
        metrics \"f_one\" is new, and deprecated since 0.5.0";
    check_steps(&old, &[(&[both], 0, merged)]);
}

#[test]
fn another_crate_does_not_deprecate_backwards() {
    let moved = |version| entry("f1", version, json!({ "crate": "other", "deprecated": { "since": "0.1" } }));
    let b = |version| entry("b", version, json!({ "crate": "other" }));
    let changes = "metrics \"f1\" has changed: crate: \"basic\" -> \"other\"\n\
        metrics \"f1\" has changed: deprecated: nothing -> \"0.4.0\"\n\
        metrics \"f1\" has changed: version: \"0.3.0\" -> \"0.4.0\"";
    let gone = format!(
        "metrics \"f1\" is gone: it is deprecated since 0.4.0 and other is at 0.5.0, so this can be done in 0.6.0; {KEEP}"
    );
    let old = [b("0.4.0"), entry("f1", "0.3.0", json!({}))];
    check_steps(&old, &[(&[b("0.4.0"), moved("0.4.0")], 0, changes), (&[b("0.5.0")], 1, &gone)]);
    // a version of one crate says nothing of those of another
    let old = [b("5.0.0"), deprecated("f1", "0.4.0", "0.4")];
    let names = StableNames::of(&program(&[metrics(&old)])).renewed(&program(&[metrics(&[moved("5.0.0")])]));
    assert_eq!(names.get("metrics", "f1").unwrap().deprecated.as_deref(), Some("5.0.0"));
    // a new name and another crate at once
    let both =
        entry("f_one", "0.4.0", json!({ "crate": "other", "aliases": ["f1"], "deprecated": { "since": "0.1" } }));
    let renamed = "metrics \"f1\" leads to \"f_one\" now\nmetrics \"f_one\" is new, and deprecated since 0.4.0";
    check(&[entry("f1", "0.3.0", json!({}))], &[both], 0, renamed);
}

#[test]
fn more_registries_of_a_kind_do_not_deprecate_backwards() {
    let registry = |path: &str, entry: Value| json!({ "kind": "parts", "path": path, "entries": [entry] });
    let names = StableNames::of(&program(&[registry("x::PARTS", entry("a", "1.2.0", json!({})))]));
    let several =
        [registry("w::PARTS", entry("b", "1.3.0", json!({}))), registry("x::PARTS", deprecated("a", "1.3.0", "1.0"))];
    let renewed = names.renewed(&program(&several));
    assert_eq!(renewed.get("parts (x::PARTS)", "a").unwrap().deprecated.as_deref(), Some("1.3.0"));
}

#[test]
fn an_alias_goes_as_an_entry_of_its_own() {
    let a = |version| entry("a", version, json!({}));
    let old = [entry("a", "1.0.0", json!({ "aliases": ["x"] }))];
    let arrival = "metrics \"x\" is new, and deprecated since 1.1.0";
    let own = deprecated("x", "1.1.0", "1.0.0");
    check_steps(
        &old,
        &[(&[a("1.1.0"), own.clone()], 0, arrival), (&[a("1.3.0")], 0, "metrics \"x\" is gone, as announced")],
    );
    let early = format!(
        "metrics \"x\" is gone: it is deprecated since 1.1.0 and basic is at 1.2.0, so this can be done in 1.3.0; {KEEP}"
    );
    check_steps(&old, &[(&[a("1.1.0"), own.clone()], 0, arrival), (&[a("1.2.0")], 1, &early)]);
    // it has to keep the promise for that long
    let mut unstable = own;
    unstable["stable"] = json!(false);
    let lost = "metrics \"x\" is no longer stable: it was not deprecated; write `stable` again; to take it back, deprecate the \
        component first: it can go two minor versions of its crate later";
    check(&old, &[a("1.1.0"), unstable], 1, lost);
}

#[test]
fn stable_is_for_good() {
    let unstable = |name, version| entry(name, version, json!({ "stable": false }));
    let lost = "metrics \"a\" is no longer stable: it was not deprecated; write `stable` again; to take it back, deprecate the \
        component first: it can go two minor versions of its crate later";
    check(&[entry("a", "1.0.0", json!({}))], &[unstable("a", "1.0.0")], 1, lost);
    check(
        &[deprecated("a", "1.0.0", "1.0")],
        &[unstable("a", "1.2.0")],
        0,
        "metrics \"a\" is no longer stable, as announced",
    );
    // an alias of what promises nothing keeps no promise
    let alias = entry("b", "1.0.0", json!({ "aliases": ["a"], "stable": false }));
    check(&[entry("a", "1.0.0", json!({}))], &[alias], 1, &format!("{lost}\nmetrics \"a\" leads to \"b\" now"));
}

#[test]
fn metadata_is_no_promise() {
    let with = |unit| entry("a", "1.0.0", json!({ "metadata": { "unit": unit } }));
    check(&[with("words")], &[with("lines")], 0, "metrics \"a\" has changed: metadata.unit: \"words\" -> \"lines\"");
}

#[test]
fn configs_keep_taking_what_they_took() {
    let with = |version, fields: Value, required: Value| {
        entry("a", version, json!({ "config": { "type": "object", "properties": fields, "required": required } }))
    };
    let old = [with("1.0.0", json!({ "beta": { "type": "number" } }), json!([]))];
    let keep = "it was not deprecated; keep reading what could be written, or register what is new under another name";
    let lost = format!("metrics \"a\" lost its config field \"beta\": {keep}");
    check(&old, &[with("1.0.0", json!({}), json!([]))], 1, &lost);
    let required = format!("metrics \"a\" has the config field \"beta\", which became required: {keep}");
    check(&old, &[with("1.0.0", json!({ "beta": { "type": "number" } }), json!(["beta"]))], 1, &required);
    let other = format!("metrics \"a\" has another type of config field \"beta\": number -> string: {keep}");
    check(&old, &[with("1.0.0", json!({ "beta": { "type": "string" } }), json!([]))], 1, &other);
    let more = json!({ "beta": { "type": ["number", "string"] }, "alpha": { "type": "number" } });
    let wider = "metrics \"a\" has the new config field \"alpha\"\n\
        metrics \"a\" takes more in the config field \"beta\": number -> number | string";
    check(&old, &[with("1.0.0", more, json!([]))], 0, wider);
    // what has been announced can be done
    let mut announced = old;
    announced[0]["deprecated"] = json!({ "since": "1.0" });
    let mut gone = with("1.2.0", json!({}), json!([]));
    gone["deprecated"] = json!({ "since": "1.0" });
    check(&announced, &[gone], 0, "metrics \"a\" lost its config field \"beta\", as announced");
}

#[test]
fn config_where_there_was_none_must_not_be_needed() {
    let with = |config: Value| entry("a", "1.0.0", json!({ "config": config }));
    let without = [entry("a", "1.0.0", json!({}))];
    let keep = "it was not deprecated; keep reading what could be written, or register what is new under another name";
    let list = with(json!({ "type": "array", "items": { "type": "integer", "format": "uint32" } }));
    check(&without, &[list], 1, &format!("metrics \"a\" takes config now, which is required: {keep}"));
    let unknown = format!(
        "metrics \"a\" takes config now, and whether it must be there is not known, because it does not implement \
         `schemars::JsonSchema`: {keep}"
    );
    check(&without, &[with(json!(true))], 1, &unknown);
    let defaulted = json!({ "type": "array", "items": { "type": "string" }, "default": [] });
    check(&without, &[with(defaulted)], 0, "metrics \"a\" takes config now");
    let required = json!({ "type": "object", "properties": { "b": { "type": "string" } }, "required": ["b"] });
    let field = format!("metrics \"a\" has a new config field \"b\" that is required: {keep}");
    check(&without, &[with(required)], 1, &field);
}

#[test]
fn a_config_without_fields_can_get_one() {
    let with = |config: Value| entry("a", "1.0.0", json!({ "config": config }));
    let optional = json!({ "type": "object", "properties": { "b": { "type": "string" } } });
    let first = "metrics \"a\" has the new config field \"b\"";
    check(&[with(json!({ "type": "object" }))], &[with(optional)], 0, first);
}

#[test]
fn integers_may_get_wider() {
    let with = |format: &str| {
        let field = json!({ "type": "integer", "format": format });
        entry("a", "1.0.0", json!({ "config": { "type": "object", "properties": { "b": field } } }))
    };
    let wider = "metrics \"a\" takes more in the config field \"b\": integer (uint8) -> integer (int32)";
    check(&[with("uint8")], &[with("int32")], 0, wider);
    let narrower = "metrics \"a\" has another type of config field \"b\": integer (int32) -> integer (uint8): it was not \
        deprecated; keep reading what could be written, or register what is new under another name";
    check(&[with("int32")], &[with("uint8")], 1, narrower);
}

#[test]
fn what_an_alias_leads_to_is_held_to_the_same_config() {
    let old =
        entry("a", "1.0.0", json!({ "config": { "type": "object", "properties": { "beta": { "type": "number" } } } }));
    let new = entry("b", "1.0.0", json!({ "aliases": ["a"] }));
    let expected = "metrics \"a\" lost its config field \"beta\": it was not deprecated; keep reading what could be written, or \
        register what is new under another name\nmetrics \"a\" leads to \"b\" now\nmetrics \"b\" is new";
    check(&[old], &[new], 1, expected);
}

#[test]
fn registries_of_one_kind_are_told_apart() {
    let registry =
        |path: &str, name: &str| json!({ "kind": "parts", "path": path, "entries": [entry(name, "1.0.0", json!({}))] });
    let one = program(&[registry("x::PARTS", "a")]);
    let two = program(&[registry("x::PARTS", "a"), registry("y::PARTS", "a")]);
    let changes = StableNames::of(&one).compare(&two);
    assert_eq!(
        changes.to_string(),
        "parts \"a\" is in the registry parts (x::PARTS) now\nparts (x::PARTS) \"a\" is new\nparts (y::PARTS) \"a\" is new"
    );
    let gone = program(&[registry("x::PARTS", "a"), registry("y::PARTS", "b")]);
    let changes = StableNames::of(&two).compare(&gone);
    assert_eq!(
        changes.to_string(),
        format!("parts (y::PARTS) \"a\" is gone: it was not deprecated; {KEEP}\nparts (y::PARTS) \"b\" is new")
    );
}

#[test]
fn crates_that_are_not_asked_for_promise_nothing() {
    let entries = [entry("a", "1.0.0", json!({})), entry("b", "1.0.0", json!({ "crate": "other" }))];
    let names = StableNames::of(&program(&[metrics(&entries)]));
    let asked = program(&[metrics(&entries)]).only_crates(["other"]);
    assert!(StableNames::of(&asked).get("metrics", "a").is_none());
    assert_eq!(names.compare(&asked).to_string(), "metrics \"a\" is not asked for any more: it is registered by basic");
}
