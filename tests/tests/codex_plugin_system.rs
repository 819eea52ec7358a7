//! The examples of the document on Codex's factory registries: kinds, stable names, registering again, plugins with an API
//! version, loading with a report, building with options.

use registry_core::{Duplicates, Error, Metadata, Problem, Refused, Registry, catalog, register, registry};
use serde::Deserialize;
use std::sync::Arc;

/// The document's adapter interface of metrics.
type Metric = fn(predictions: &[i64], labels: &[i64]) -> f64;

/// `category` and `requires`, as "Provide Metadata" recommends.
#[derive(Metadata)]
struct MetricInfo {
    #[metadata(default = "classification")]
    category: &'static str,
    requires: &'static [&'static str],
}

/// Evaluation metrics
#[registry(api = "v1")]
static METRICS: Registry<Metric, MetricInfo>;

fn share(of: impl Iterator<Item = bool>, length: usize) -> f64 {
    let right = u32::try_from(of.filter(|right| *right).count()).unwrap();
    if length == 0 { 0.0 } else { f64::from(right) / f64::from(u32::try_from(length).unwrap()) }
}

/// Share of tokens that are right.
#[register(kind = "metrics", stable)]
fn token_accuracy(predictions: &[i64], labels: &[i64]) -> f64 {
    share(predictions.iter().zip(labels).map(|(prediction, label)| prediction == label), labels.len())
}

/// Whether all is right.
#[register(kind = "metrics", stable, aliases = ["em"])]
fn exact_match(predictions: &[i64], labels: &[i64]) -> f64 {
    share(std::iter::once(predictions == labels), 1)
}

/// `custom_accuracy.__codex_api__ = "v1"`, registered by another package.
#[register(kind = "metrics", api = "v1", meta(requires = &["numpy", "scipy"]))]
fn custom_accuracy(predictions: &[i64], labels: &[i64]) -> f64 {
    token_accuracy(predictions, labels)
}

/// For another version: skipped there without a word.
#[register(kind = "metrics", api = "v2")]
fn future_metric(_: &[i64], _: &[i64]) -> f64 {
    unreachable!("it is kept out")
}

fn is_near(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9
}

/// `get_all_stable_names()`, `is_stable_name("metrics", "token_accuracy")`, `get_description("metrics", "f1")`
#[test]
fn stable_names_are_asked_for() {
    let stable: Vec<_> = METRICS.filter(|entry| entry.is_stable()).map(|entry| entry.name()).collect();
    assert_eq!(stable, ["exact_match", "token_accuracy"]);
    let metrics = catalog().registry("metrics").unwrap();
    assert!(metrics.get("token_accuracy").unwrap().is_stable() && !metrics.get("custom_accuracy").unwrap().is_stable());
    assert_eq!(metrics.get("exact_match").unwrap().docs(), "Whether all is right.");
    // that they stay is the matter of `assert_stable_names!`: see `stable_names.rs`
}

/// "Registry Classes"
#[test]
fn a_registry_of_components() -> Result<(), Refused> {
    let registry: Registry<dyn Fn() -> u32 + Send + Sync> = Registry::new("my_components");
    registry.register("my_component", Arc::new(|| 7))?;
    registry.register("another", Arc::new(|| 8))?;

    let names: Vec<_> = registry.names().collect();
    assert!(names.is_sorted());
    assert_eq!(registry.instance("my_component").unwrap()(), 7);
    assert!(registry.contains("my_component") && !registry.contains("My_Component"), "names are case-sensitive");
    Ok(())
}

/// "Registration Lifecycle": there, a re-registration warns and replaces on one page, warns and keeps on another. Here, the registry
/// says which.
#[test]
fn registering_again() -> Result<(), Refused> {
    fn my_accuracy(predictions: &[i64], labels: &[i64]) -> f64 {
        token_accuracy(predictions, labels)
    }
    fn new_accuracy(_: &[i64], _: &[i64]) -> f64 {
        1.0
    }

    let registry = |policy| Registry::<Metric>::new("metrics").with_duplicates(policy);
    let replacing = registry(Duplicates::Replace);
    replacing.new_entry("accuracy", ()).register_value(my_accuracy)?;
    replacing.new_entry("accuracy", ()).register_value(my_accuracy)?;
    assert!(replacing.duplicates().is_empty(), "the same object twice is a no-op");
    replacing.new_entry("accuracy", ()).register_value(new_accuracy)?;
    assert!(is_near(replacing.instance("accuracy").unwrap()(&[1], &[2]), 1.0));

    let keeping = registry(Duplicates::KeepFirst);
    keeping.new_entry("accuracy", ()).register_value(my_accuracy)?;
    keeping.new_entry("accuracy", ()).register_value(new_accuracy)?;
    assert!(is_near(keeping.instance("accuracy").unwrap()(&[1], &[2]), 0.0));
    for registry in [replacing, keeping] {
        assert_eq!((registry.len(), registry.names().collect::<Vec<_>>()), (1, vec!["accuracy"]));
        assert_eq!(registry.duplicates().len(), 1, "and it can be seen");
    }
    Ok(())
}

/// "Listing Available Plugins", "Using Registered Components"
#[test]
fn plugins_are_listed_and_used() {
    assert_eq!(METRICS.names().collect::<Vec<_>>(), ["custom_accuracy", "exact_match", "token_accuracy"]);
    let score = METRICS.instance("token_accuracy").unwrap()(&[1, 2, 3], &[1, 2, 0]);
    assert!(is_near(score, 2.0 / 3.0));
    let info = METRICS.require("custom_accuracy").unwrap().meta();
    assert_eq!((info.category, info.requires), ("classification", &["numpy", "scipy"][..]));
}

/// `count, errors = registry.load_from_entry_points(group=.., require_api="v1")`
#[test]
fn loading_gives_a_report() {
    let report = METRICS.load_all();
    assert_eq!((report.loaded.len(), report.errors.len()), (3, 0));
    assert!(matches!(report.skipped.as_slice(), [("future_metric", Problem::ApiMismatch { declared: "v2", .. })]));
}

/// A model, as "Model Factory Adapter" describes it: a model and perhaps a tokenizer.
trait Model: Send + Sync {
    fn describe(&self) -> String;
}

#[registry]
static MODELS: Registry<dyn Model>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelConfig {
    #[serde(default = "default_model")]
    model_name: String,
    #[serde(default = "default_device")]
    device: Device,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Device {
    Cpu,
    Cuda,
}

fn default_model() -> String {
    "bert-base-uncased".to_owned()
}

fn default_device() -> Device {
    Device::Cpu
}

struct Loaded(ModelConfig);

impl Model for Loaded {
    fn describe(&self) -> String {
        format!("{} on {:?}", self.0.model_name, self.0.device)
    }
}

/// `load_custom_model`
#[register(kind = "models", name = "custom", api = "v1", factory)]
fn load_custom_model(config: ModelConfig) -> Loaded {
    Loaded(config)
}

/// "Handle Missing Dependencies"
#[register(kind = "models", name = "optional", factory)]
fn load_optional_component() -> Result<Loaded, String> {
    Err("optional_library is required for this component; install it".to_owned())
}

/// "Validate Configuration": nothing has a default.
#[derive(Deserialize)]
struct Strict {
    model_name: String,
    device: Device,
}

#[register(kind = "models", name = "strict", factory)]
fn load_strict_model(Strict { model_name, device }: Strict) -> Loaded {
    Loaded(ModelConfig { model_name, device })
}

/// `registry.resolve_and_instantiate("my_component", option="value")`
#[test]
fn components_are_built_with_options() -> Result<(), Error> {
    let options = serde_json::json!({ "model_name": "gpt2" });
    assert_eq!(MODELS.create_with("custom", &options)?.describe(), "gpt2 on Cpu");
    assert_eq!(MODELS.create("custom")?.describe(), "bert-base-uncased on Cpu");
    let wrong = MODELS.create_with("custom", serde_json::json!({ "model": "gpt2" })).err().unwrap();
    assert!(wrong.to_string().contains("unknown field `model`"), "{wrong}");
    Ok(())
}

/// "Import Errors": a component that cannot be had does not stop the others, and says why.
#[test]
fn a_missing_dependency_is_that_components_error() {
    let report = MODELS.load_all();
    assert_eq!(report.loaded, ["custom"]);
    let errors: Vec<_> = report.errors.iter().map(|(name, error)| (*name, error.to_string())).collect();
    assert_eq!((errors[0].0, errors[1].0), ("optional", "strict"));
    assert!(errors[0].1.ends_with("optional_library is required for this component; install it"));
}

#[test]
fn a_missing_key_is_named() {
    let error = MODELS.create_with("strict", serde_json::json!({ "device": "cuda" })).err().unwrap();
    assert!(error.to_string().contains("missing field `model_name`"), "{error}");
}

/// "Data Loader Adapter"
type DataLoader = fn(text: &str) -> Box<dyn Iterator<Item = Result<serde_json::Value, serde_json::Error>> + '_>;

#[registry]
static DATA_LOADERS: Registry<DataLoader>;

/// `load_custom_format`: a JSON value in each line that is not blank.
#[register(kind = "data_loaders")]
fn custom_format(text: &str) -> Box<dyn Iterator<Item = Result<serde_json::Value, serde_json::Error>> + '_> {
    Box::new(text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str))
}

#[test]
fn a_data_loader_yields_records() {
    let loader = DATA_LOADERS.instance("custom_format").unwrap();
    let records: Vec<_> = loader("{\"a\": 1}\n\n  \n{\"a\": 2}\n").map(|record| record.unwrap()["a"].clone()).collect();
    assert_eq!(records, [1, 2]);
    assert!(loader("{").next().unwrap().is_err());
}

/// "Plugin Not Found"
#[test]
fn a_plugin_that_is_not_there_is_explained() {
    let error = METRICS.require("custom_acuracy").unwrap_err();
    assert!(error.to_string().contains("did you mean \"custom_accuracy\"?"));
}

/// "Unit Tests", "Integration Tests"
#[test]
fn plugins_can_be_tested() {
    assert!(is_near(custom_accuracy(&[1, 2, 3, 1], &[1, 2, 0, 1]), 0.75));
    assert!(is_near(METRICS.instance("custom_accuracy").unwrap()(&[1, 2, 3, 1], &[1, 2, 0, 1]), 0.75));
    assert!(is_near(custom_accuracy(&[], &[]), 0.0));
}
