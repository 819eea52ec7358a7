//! What holds for all snapshots.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use registry_core::stable::{Program, StableNames};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn words(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(words).prop_map(str::to_owned)
}

fn config() -> impl Strategy<Value = Value> {
    let properties = btree_map(words(&["x", "y"]), words(&["string", "number"]), 0..3);
    (properties, vec(words(&["x", "y"]), 0..2)).prop_map(|(properties, required)| {
        let properties: Value = properties
            .into_iter()
            .map(|(key, name)| (key, json!({ "type": name })))
            .collect::<serde_json::Map<_, _>>()
            .into();
        json!({ "type": "object", "properties": properties, "required": required })
    })
}

fn deprecation() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!({})),
        words(&["1.0", "1.1", "soon"]).prop_map(|since| json!({ "since": since }))
    ]
}

fn entry() -> impl Strategy<Value = Value> {
    let crates = words(&["basic", "other"]);
    let version = words(&["1.0.0", "1.1.0", "1.3.0", "2.0.0"]);
    (crates, version, any::<bool>(), deprecation(), config()).prop_map(
        |(package, version, stable, deprecated, config)| {
            json!({
                "crate": package, "version": version, "type": "T", "aliases": [], "stable": stable,
                "deprecated": deprecated, "config": config,
            })
        },
    )
}

/// Entries by name, and aliases with their owners.
type Content = (BTreeMap<String, Value>, BTreeMap<String, String>);

fn entries((mut entries, aliases): Content) -> Vec<Value> {
    for (name, entry) in &mut entries {
        entry["name"] = json!(name);
    }
    for (alias, owner) in aliases {
        if !entries.contains_key(&alias) {
            let aliases = entries.get_mut(&owner).and_then(|entry| entry["aliases"].as_array_mut());
            aliases.into_iter().for_each(|aliases| aliases.push(json!(alias)));
        }
    }
    entries.into_values().collect()
}

fn program() -> impl Strategy<Value = Program> {
    let names = || words(&["a", "b", "c"]);
    let content = (btree_map(names(), entry(), 0..4), btree_map(words(&["b", "p", "q"]), names(), 0..4));
    let registry = (words(&["k", "l"]), words(&["p", "q"]), content)
        .prop_map(|(kind, path, content)| json!({ "kind": kind, "path": path, "entries": entries(content) }));
    let registries = vec(registry, 0..3).prop_map(|mut registries| {
        registries.sort_by_key(|registry| (registry["kind"].to_string(), registry["path"].to_string()));
        registries.dedup_by_key(|registry| (registry["kind"].to_string(), registry["path"].to_string()));
        registries
    });
    registries.prop_map(|registries| {
        Program::new(serde_json::from_value(json!({ "format": 1, "registries": registries })).unwrap())
    })
}

proptest! {
    #[test]
    fn a_snapshot_is_out_of_date_exactly_if_there_are_changes(old in program(), new in program()) {
        let names = StableNames::of(&old);
        let renewed = names.renewed(&new);
        prop_assert_eq!(names.compare(&new).is_empty(), renewed == names, "{}", names.compare(&new));
        prop_assert_eq!(renewed.compare(&new).to_string(), "");
    }

    #[test]
    fn a_snapshot_survives_its_file(program in program()) {
        let names = StableNames::of(&program);
        prop_assert_eq!(StableNames::from_json(&names.to_json()).unwrap(), names);
    }
}
