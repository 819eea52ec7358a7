//! What holds for all manifests.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use registry_core::manifest::Manifest;
use serde_json::{Value, json};

fn words(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(words)
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1..2_i64).prop_map(Value::from),
        prop_oneof![Just(0.0), Just(-0.0), Just(1.0), any::<f64>()].prop_map(Value::from),
        words(&["", "a", "1"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map(words(&["x", "y"]).prop_map(str::to_owned), inner, 0..3)
                .prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn entries() -> impl Strategy<Value = Value> {
    let metadata = btree_map(words(&["x", "y"]).prop_map(str::to_owned), values(), 0..3);
    (words(&["one", "two", "three"]), vec(words(&["a", "b"]), 0..3), any::<bool>(), metadata, values()).prop_map(
        |(name, aliases, stable, metadata, config)| {
            json!({
                "name": name, "aliases": aliases, "crate": "c", "version": "1.0.0", "type": "t", "stable": stable,
                "metadata": metadata, "config": config,
            })
        },
    )
}

fn registries() -> impl Strategy<Value = Vec<Value>> {
    let registry = (words(&["k", "l"]), words(&["p", "q"]), proptest::option::of(words(&["v1"])), vec(entries(), 0..3))
        .prop_map(|(kind, path, api, entries)| json!({ "kind": kind, "path": path, "api": api, "entries": entries }));
    vec(registry, 0..4)
}

fn manifest(registries: &[Value]) -> Manifest {
    serde_json::from_value(json!({ "format": 1, "registries": registries })).unwrap()
}

/// Some registries, and the same in another order or others.
fn two() -> impl Strategy<Value = (Vec<Value>, Vec<Value>)> {
    registries().prop_flat_map(|one| {
        let other = prop_oneof![Just(one.clone()).prop_shuffle(), registries()];
        (Just(one), other)
    })
}

proptest! {
    #[test]
    fn there_are_differences_exactly_if_the_fingerprints_differ((one, other) in two()) {
        let (one, other) = (manifest(&one), manifest(&other));
        prop_assert!(one.compare(&one).is_empty());
        prop_assert_eq!(one.compare(&other).is_empty(), one.fingerprint() == other.fingerprint());
        prop_assert_eq!(one.ensure_same(&other).is_ok(), other.ensure_same(&one).is_ok());
        prop_assert_eq!(one.compare(&other).len(), other.compare(&one).len());
    }

    #[test]
    fn the_order_makes_no_difference((one, other) in registries().prop_flat_map(|one| (Just(one.clone()), Just(one).prop_shuffle()))) {
        prop_assert_eq!(manifest(&one).fingerprint(), manifest(&other).fingerprint());
    }

    #[test]
    fn a_journey_changes_nothing(registries in registries()) {
        let manifest = manifest(&registries);
        let arrived: Manifest = serde_json::from_str(&serde_json::to_string(&manifest).unwrap()).unwrap();
        prop_assert_eq!(arrived.fingerprint(), manifest.fingerprint());
    }
}
