//! Components from config: by name and deserializer, and as fields of config structs.

use registry_core::config::Spec;
use registry_core::{Error, Registry, register, registry};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::num::ParseIntError;

pub trait Metric: Send + Sync {
    fn describe(&self) -> String;
}

#[registry(config)]
pub static METRICS: Registry<dyn Metric>;

#[register(kind = "metrics", config, aliases = ["f"])]
#[derive(Deserialize)]
struct F1 {
    #[serde(default)]
    average: Average,
    #[serde(default)]
    labels: Vec<u32>,
}

#[derive(Default, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Average {
    #[default]
    Macro,
    Micro,
}

impl Metric for F1 {
    fn describe(&self) -> String {
        format!("F1 {:?} {:?}", self.average, self.labels)
    }
}

/// Needs its config.
#[register(kind = "metrics", config)]
#[derive(Deserialize)]
struct FBeta {
    beta: f64,
}

impl Metric for FBeta {
    fn describe(&self) -> String {
        format!("F {}", self.beta)
    }
}

struct Text(String);

impl Metric for Text {
    fn describe(&self) -> String {
        self.0.clone()
    }
}

#[register(kind = "metrics", factory)]
fn plain() -> Text {
    Text("plain".to_owned())
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

#[register(kind = "metrics", factory)]
fn joined(config: Words) -> Box<dyn Metric> {
    Box::new(Text(config.words.join(" ")))
}

#[register(kind = "metrics", factory)]
fn number(digits: String) -> Result<Text, ParseIntError> {
    Ok(Text(digits.parse::<u32>()?.to_string()))
}

#[register(kind = "metrics", new = Named::of)]
struct Named(Words);

impl Named {
    fn of(words: Words) -> Self {
        Self(words)
    }
}

impl Metric for Named {
    fn describe(&self) -> String {
        self.0.words.concat()
    }
}

#[register(kind = "metrics", new = Fixed::new)]
struct Fixed;

impl Fixed {
    fn new() -> Result<Self, String> {
        Ok(Self)
    }
}

impl Metric for Fixed {
    fn describe(&self) -> String {
        "fixed".to_owned()
    }
}

#[register(kind = "metrics")]
#[derive(Default)]
struct Unconfigured;

impl Metric for Unconfigured {
    fn describe(&self) -> String {
        "unconfigured".to_owned()
    }
}

/// A component with another inside, and one in its box.
#[register(kind = "metrics", config)]
#[derive(Deserialize)]
struct Pair {
    first: Spec<dyn Metric>,
    #[serde(with = "registry_core::config::boxed")]
    second: Box<dyn Metric>,
    third: Box<dyn Metric>,
}

impl Metric for Pair {
    fn describe(&self) -> String {
        let first = self.first.build().map_or_else(|error| error.to_string(), |first| first.describe());
        format!("{first}, {}, {}", self.second.describe(), self.third.describe())
    }
}

fn described(name: &str, config: serde_json::Value) -> String {
    METRICS.create_with(name, config).unwrap().describe()
}

fn message<T>(result: Result<T, Error>) -> String {
    result.err().unwrap().to_string()
}

/// What follows the place of the registration.
fn refusal<T>(result: Result<T, Error>) -> String {
    let error = result.err().unwrap();
    assert!(matches!(error, Error::Config { .. }), "{error}");
    let message = error.to_string();
    message.split_once(" refuses its config: ").unwrap().1.to_owned()
}

#[test]
fn every_shape_of_constructor_takes_its_config() {
    assert_eq!(described("f1", json!({"average": "micro", "labels": [1, 2]})), "F1 Micro [1, 2]");
    assert_eq!(described("f", json!({})), "F1 Macro []");
    assert_eq!(described("f_beta", json!({"beta": 2})), "F 2");
    assert_eq!(described("joined", json!({"words": ["a", "b"]})), "a b");
    assert_eq!(described("number", json!("17")), "17");
    assert_eq!(described("named", json!({"words": ["a", "b"]})), "ab");
    assert_eq!(described("plain", json!({})), "plain");
    assert_eq!(described("fixed", json!(null)), "fixed");
    assert_eq!(described("unconfigured", json!([])), "unconfigured");
}

#[test]
fn every_format_will_do() {
    let json = &mut serde_json::Deserializer::from_str(r#"{"average": "micro"}"#);
    assert_eq!(METRICS.create_with("f1", json).unwrap().describe(), "F1 Micro []");
    let toml = toml::Deserializer::parse("labels = [3]").unwrap();
    assert_eq!(METRICS.create_with("f1", toml).unwrap().describe(), "F1 Macro [3]");
    let yaml = serde_norway::Deserializer::from_str("average: micro\nlabels:\n- 4\n");
    assert_eq!(METRICS.create_with("f1", yaml).unwrap().describe(), "F1 Micro [4]");
}

#[test]
fn without_config_it_is_empty() {
    assert_eq!(METRICS.create("f1").unwrap().describe(), "F1 Macro []");
    assert_eq!(METRICS.instance("f1").unwrap().describe(), "F1 Macro []");
    assert_eq!(METRICS.create("fixed").unwrap().describe(), "fixed");
    assert_eq!(refusal(METRICS.create("f_beta")), "beta: is missing");
}

#[test]
fn what_takes_no_config_refuses_it() {
    for name in ["plain", "fixed", "unconfigured"] {
        assert_eq!(refusal(METRICS.create_with(name, json!({"average": 1}))), "this component takes no config");
    }
    let error = message(METRICS.create_with("plain", json!(5)));
    assert!(error.ends_with("invalid type: integer `5`, expected no config: this component takes none"), "{error}");
}

#[test]
fn a_constructor_error_stays_its_own() {
    let error = METRICS.create_with("number", json!("x")).err().unwrap();
    assert!(matches!(&error, Error::Construction { source, .. } if source.is::<ParseIntError>()), "{error}");
}

#[test]
fn a_spec_has_three_forms_and_goes_back_to_what_was_read() {
    for text in [
        r#""f1""#,
        r#"{"name":"f1"}"#,
        r#"{"name":"f1","config":null}"#,
        r#"{"name":"f1","config":{"average":"micro"}}"#,
        r#"{"config":{"average":"micro"},"name":"f1"}"#,
        r#"{"f1":{"average":"micro"}}"#,
    ] {
        let spec: Spec<dyn Metric> = serde_json::from_str(text).unwrap();
        assert_eq!(spec.name(), "f1");
        let average = if text.contains("micro") { "Micro" } else { "Macro" };
        assert_eq!(spec.build().unwrap().describe(), format!("F1 {average} []"));
        assert_eq!(serde_json::to_string(&spec).unwrap(), text);
        assert_eq!(spec, serde_json::from_value(serde_json::to_value(&spec).unwrap()).unwrap());
    }
}

#[derive(Debug, Deserialize, Serialize)]
struct Evaluation {
    metrics: Vec<Spec<dyn Metric>>,
}

#[test]
fn a_wrong_name_is_found_where_it_stands() {
    let toml = "[[metrics]]\nname = \"f1\"\n\n[[metrics]]\nname = \"f3\"\n";
    let error = toml::from_str::<Evaluation>(toml).unwrap_err().to_string();
    assert!(error.starts_with("TOML parse error at line 5, column 8"), "{error}");
    assert!(error.contains("nothing in \"metrics\" has the name \"f3\"; did you mean \"f\" or \"f1\"?"), "{error}");
    let error = serde_json::from_str::<Evaluation>("{\"metrics\": [\n\"f3\"\n]}").unwrap_err();
    assert_eq!((error.line(), error.column()), (2, 4), "{error}");
}

#[test]
fn other_words_beside_name_and_config_are_refused() {
    let wrong = |text| serde_json::from_str::<Spec<dyn Metric>>(text).unwrap_err().to_string();
    assert_eq!(wrong(r#"{"name": "f1", "confg": {}}"#), "confg: unknown field; did you mean \"config\"?");
    let beside = r#"beside other keys, "f1" is written `name = "f1", config = ..`"#;
    assert_eq!(wrong(r#"{"f1": {}, "as": "f"}"#), beside);
    assert_eq!(wrong(r#"{"config": {}}"#), "which component? Its `name` is missing");
    assert_eq!(wrong(r#"{"name": "f1", "name": "f1"}"#), "the key \"name\" is there twice at line 1 column 21");
    assert!(
        wrong("5").starts_with("invalid type: integer `5`, expected a component: its name, or its name and config")
    );
}

#[test]
fn components_hold_components() {
    let config = json!({"first": "f1", "second": {"f_beta": {"beta": 1}}, "third": "fixed"});
    assert_eq!(described("pair", config), "F1 Macro [], F 1, fixed");
    let config = json!({"first": "f1", "second": {"f_beta": {"gamma": 1}}, "third": "fixed"});
    let error = refusal(METRICS.create_with("pair", config));
    assert!(error.contains("\"f_beta\"") && error.contains("beta: is missing"), "{error}");
}
