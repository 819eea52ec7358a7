use super::*;
use serde::Deserialize;
use std::collections::BTreeMap;

type Numbers = BTreeMap<String, f64>;

fn toml(text: &str) -> Document {
    Document::parse(text, Format::Toml, "a.toml").unwrap()
}

fn text(document: &Document) -> String {
    format!("{:?}", document.value())
}

#[derive(Debug, PartialEq, Deserialize)]
struct Settings {
    folds: u8,
    #[serde(default)]
    shuffle: bool,
    #[serde(default)]
    tags: Vec<String>,
}

#[test]
fn layers_of_every_format() {
    let yaml = Document::parse("b: {y: 3}\nl: [4]\n", Format::Yaml, "b.yaml").unwrap();
    let json = Document::parse(r#"{"b": {"z": 5}, "n": null}"#, Format::Json, "c.json").unwrap();
    let document = toml("l = [1, 2, 3]\n[b]\nx = 1\ny = 2").layer(yaml).layer(Document::empty()).layer(json);
    assert_eq!(text(&document), r#"{"l": [4], "b": {"x": 1, "y": 3, "z": 5}, "n": null}"#);
    let place = |key| document.value().get("b").unwrap().get(key).unwrap().place().unwrap().to_string();
    assert_eq!([place("x"), place("y"), place("z")], ["a.toml:3:5", "b.yaml:1:8", "c.json:1:13"]);
    let nothing = Document::parse("", Format::Yaml, "b.yaml").unwrap();
    assert_eq!(text(&toml("a = 1").layer(nothing)), r#"{"a": 1}"#);
}

#[test]
fn text_from_outside_is_read_as_what_is_wanted() {
    let settings = toml("folds = \"${FOLDS}\"\ntags = [\"${FOLDS}\", \"$$\"]");
    let settings = settings.expand(|_| Some("7".to_owned())).unwrap().set("shuffle=true").unwrap();
    let expected = Settings { folds: 7, shuffle: true, tags: vec!["7".to_owned(), "$".to_owned()] };
    assert_eq!(settings.read::<Settings>(), Ok(expected));
    let problems = toml("folds = \"7\"").read::<Settings>().unwrap_err();
    assert_eq!(problems.to_string(), "a.toml:1:9: folds: invalid type: string \"7\", expected u8");
    let problems = toml("").set("folds=x").unwrap().check::<Settings>().unwrap_err();
    assert_eq!(problems.to_string(), "command line:1:1: folds: invalid type: string \"x\", expected u8");
}

#[test]
fn variables_that_are_missing_are_told_at_once() {
    let document = toml("a = '${A}'\n[b]\nc = ['x', '${C} ${D:-d}']\n'e.f' = '${E'");
    let problems = document.expand(|_| None).unwrap_err();
    let expected = [
        "a.toml:1:5: a: the variable `A` is not set; `${A:-default}` would do without",
        "a.toml:3:11: b.c[1]: the variable `C` is not set; `${C:-default}` would do without",
        "a.toml:4:9: b.\"e.f\": `${E` has no `}`; a `${` that is text is written `$${`",
    ];
    assert_eq!(problems.to_string(), expected.join("\n"));
}

#[test]
fn nothing_is_expanded_unasked() {
    assert_eq!(text(&toml("a = '${A}'").layer(toml("b = '$$'"))), r#"{"a": "${A}", "b": "$$"}"#);
    let twice = toml("a = '${A}'").expand(|_| Some("${B}".to_owned())).unwrap();
    assert_eq!(text(&twice), r#"{"a": "${B}"}"#);
}

#[test]
fn the_environment() {
    let document = toml("a = '${CARGO_MANIFEST_DIR:-}'\nb = '${REGISTRY_CORE_IS_NOT_SET:-b}'");
    let expanded = document.expand_environment().unwrap();
    assert!(text(&expanded).ends_with(r#", "b": "b"}"#), "{expanded:?}");
}

#[test]
fn what_is_shared_is_not_read() {
    let document = toml("x = 1\n[components.a]\nname = 'b'").share("components");
    assert_eq!(document.read::<Numbers>(), Ok(Numbers::from([("x".to_owned(), 1.0)])));
    assert_eq!(toml("x = 1").share("components").check::<Numbers>(), Ok(()));
    let layered = toml("x = 1").share("components").layer(toml("[components]\n"));
    assert_eq!(layered.check::<Numbers>(), Ok(()));
}

#[test]
fn what_is_shared_is_a_table() {
    let document = toml("x = 1\ncomponents = 2").share("components");
    let expected = "a.toml:2:14: components: the shared components stand here: a table of them by name";
    assert_eq!(document.read::<Numbers>().unwrap_err().to_string(), expected);
    assert_eq!(document.check::<Numbers>().unwrap_err().to_string(), expected);
}

#[test]
fn numbers_that_are_none() {
    for (format, text) in [(Format::Toml, "a = nan\nb = -inf"), (Format::Yaml, "a: .nan\nb: -.inf")] {
        let numbers: Numbers = Document::parse(text, format, "f").unwrap().read().unwrap();
        assert!(numbers["a"].is_nan());
        assert_eq!(numbers["b"].to_bits(), f64::NEG_INFINITY.to_bits());
    }
}

#[test]
fn files_that_cannot_be_opened() {
    let problem = |path| Document::open(path).unwrap_err().to_string();
    assert_eq!(problem("a.ini"), "`a.ini` has none of the extensions that tell a format: .toml, .yaml, .yml, .json");
    assert!(problem("no such directory/a.toml").starts_with("`no such directory/a.toml` cannot be read: "));
}
