//! Arbitrary documents against a registry of ten components: never a panic, and what passes the check builds.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use registry_core::config::{Document, Format, Shared, Spec};
use registry_core::{Registry, register, registry};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

pub trait Part: Send + Sync {
    /// Builds what is inside.
    fn use_it(&self) {}
}

#[registry(config)]
pub static PARTS: Registry<dyn Part>;

macro_rules! part {
    ($name:literal $item:item $type:ident) => {
        #[register(kind = "parts", name = $name, config)]
        #[derive(Deserialize)]
        #[allow(dead_code)]
        $item
        impl Part for $type {}
    };
}

part! { "unit" struct Unit; Unit }
part! { "plain" struct Plain { count: u8, name: String } Plain }
part! { "lenient" #[serde(default)] #[derive(Default)] struct Lenient { count: i64, ratio: f32, on: bool } Lenient }
part! { "strict" #[serde(deny_unknown_fields)] struct Strict { #[serde(alias = "number")] count: u64, mode: Mode } Strict }
part! { "nested" struct Nested { inner: BTreeMap<String, Vec<Option<i8>>>, pair: (u8, String), letter: Option<char> } Nested }
part! { "flat" struct Flat { count: u32, #[serde(flatten)] rest: BTreeMap<String, bool> } Flat }
part! { "choice" #[serde(untagged)] enum Choice { Count { count: u8 }, Name { name: String } } Choice }

#[derive(Deserialize)]
#[allow(dead_code)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Fast,
    Exact { count: u8 },
    Both(u8, u8),
}

/// Others inside, as they are written.
#[register(kind = "parts", name = "several", config)]
#[derive(Deserialize)]
struct Several {
    parts: Vec<Spec<dyn Part>>,
    one: Option<Spec<dyn Part>>,
}

impl Part for Several {
    fn use_it(&self) {
        self.parts.iter().chain(&self.one).for_each(|part| part.build().unwrap().use_it());
    }
}

/// Another that others may have too.
#[register(kind = "parts", name = "sharing", config)]
#[derive(Deserialize)]
struct Sharing {
    inner: Shared<dyn Part>,
}

impl Part for Sharing {
    fn use_it(&self) {
        self.inner.get().unwrap().use_it();
    }
}

/// Another in its box.
#[register(kind = "parts", name = "boxing", config)]
#[derive(Deserialize)]
struct Boxing {
    inner: Box<dyn Part>,
}

impl Part for Boxing {
    fn use_it(&self) {
        self.inner.use_it();
    }
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Whole {
    #[serde(default)]
    parts: Vec<Spec<dyn Part, Extra>>,
    count: Option<u8>,
    one: Option<Spec<dyn Part>>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Extra {
    #[serde(rename = "as")]
    label: Option<String>,
}

const NAMES: [&str; 12] =
    ["unit", "plain", "lenient", "strict", "nested", "flat", "choice", "several", "sharing", "boxing", "absent", ""];
const KEYS: [&str; 19] = [
    "name", "config", "ref", "as", "count", "number", "ratio", "on", "mode", "inner", "pair", "letter", "parts", "one",
    "exact", "both", "a", "b", "x y\"",
];

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3_i64..300).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        proptest::sample::select(&NAMES[..]).prop_map(Value::from),
        proptest::sample::select(&["fast", "exact", "a", "b", "${X}", "ä"][..]).prop_map(Value::from),
    ]
}

/// Components that are right more often than chance would have it, with anything inside.
fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(5, 60, 5, |inner| {
        let key = || proptest::sample::select(&KEYS[..]).prop_map(str::to_owned);
        let table = proptest::collection::btree_map(key(), inner.clone(), 0..4)
            .prop_map(|table| Value::Object(table.into_iter().collect()));
        let named = (proptest::sample::select(&NAMES[..10]), inner.clone())
            .prop_map(|(name, config)| object([("name", Value::from(name)), ("config", config)]));
        let tagged =
            (proptest::sample::select(&NAMES[..10]), inner.clone()).prop_map(|(name, config)| object([(name, config)]));
        let right = proptest::sample::select(
            &[
                r#"{"plain": {"count": 1, "name": "n"}}"#,
                r#"{"strict": {"number": 1, "mode": {"both": [1, 2]}}}"#,
                r#"{"nested": {"inner": {"a": [1, null]}, "pair": [1, "b"]}}"#,
                r#"{"flat": {"count": 1, "on": true}}"#,
                r#"{"choice": {"name": "n"}}"#,
            ][..],
        )
        .prop_map(|text| serde_json::from_str(text).unwrap());
        let shared = inner.clone().prop_map(|inner| object([("sharing", object([("inner", inner)]))]));
        let reference = proptest::sample::select(&["a", "b", "c"][..]).prop_map(|name| object([("ref", name.into())]));
        let several = proptest::collection::vec(inner.clone(), 0..3)
            .prop_map(|parts| object([("several", object([("parts", Value::Array(parts))]))]));
        let list = proptest::collection::vec(inner, 0..4).prop_map(Value::Array);
        prop_oneof![table, named, tagged, right, shared, reference, several, list]
    })
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

fn whole() -> impl Strategy<Value = Value> {
    let parts = proptest::collection::vec(value(), 0..4).prop_map(Value::Array);
    let shared = [value(), value(), value()].prop_map(|[a, b, c]| object([("a", a), ("b", b), ("c", c)]));
    prop_oneof![
        1 => value(),
        8 => (parts, shared).prop_map(|(parts, shared)| object([("parts", parts), ("shared", shared)])),
    ]
}

/// Whether it passed.
fn passes_and_builds(document: &Document) -> bool {
    let document = document.clone().share("shared");
    let check = document.check::<Whole>();
    match document.read::<Whole>() {
        Ok(whole) => {
            check.expect("what can be read has passed");
            whole.parts.iter().for_each(|part| part.build().expect("it has passed").use_it());
            whole.one.iter().for_each(|part| part.build().expect("it has passed").use_it());
            true
        }
        Err(problems) => {
            assert_eq!(check, Err(problems.clone()), "reading finds what the check finds");
            assert!(problems.iter().all(|problem| !problem.message.is_empty()));
            assert_ne!(problems.iter().count(), 0);
            false
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, rng_seed: RngSeed::Fixed(3), ..ProptestConfig::default() })]

    #[test]
    fn what_passes_the_check_builds(value in whole()) {
        let text = serde_json::to_string(&value).unwrap();
        for format in [Format::Json, Format::Yaml] {
            if let Ok(document) = Document::parse(&text, format, "fuzz") {
                passes_and_builds(&document);
                if let Ok(expanded) = document.expand(|_| Some("7".to_owned())) {
                    passes_and_builds(&expanded);
                }
            }
        }
    }

    #[test]
    fn no_text_is_too_strange(text in ".{0,60}|[\\[\\]{}a-c:=\"'.,0-9 \n-]{0,60}") {
        for format in [Format::Json, Format::Toml, Format::Yaml] {
            if let Ok(document) = Document::parse(&text, format, "fuzz") {
                passes_and_builds(&document);
            }
        }
    }

    #[test]
    fn no_setting_is_too_strange(setting in ".{0,20}|[a-c.\\[\\]0-3\"=]{0,20}") {
        if let Ok(document) = Document::empty().set("parts.0=unit").unwrap().set(&setting) {
            passes_and_builds(&document);
        }
    }
}

/// Random documents seldom pass; this is one that does, so that the tests above test something.
#[test]
fn a_document_with_all_ten_passes() {
    let text = r#"
parts:
  - unit
  - { name: plain, as: p, config: { count: 1, name: n } }
  - lenient
  - strict: { count: 1, mode: { exact: { count: 2 } } }
  - nested: { inner: { a: [1, null] }, pair: [1, b], letter: c }
  - flat: { count: 1, on: true }
  - choice: { name: n }
  - several: { parts: [unit, lenient], one: { choice: { count: 3 } } }
  - sharing: { inner: { ref: a } }
  - boxing: { inner: { sharing: { inner: { ref: b } } } }
shared:
  a: { plain: { count: 2, name: m } }
  b: { sharing: { inner: { ref: a } } }
"#;
    assert!(passes_and_builds(&Document::parse(text, Format::Yaml, "ten.yaml").unwrap()));
}
