//! The commands that show what is registered.

#![cfg(feature = "cli")]

#[path = "support/commands.rs"]
mod commands;

use commands::run;
use registry_core::{Metadata, Registry, register, registry};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

pub trait Metric: Send + Sync {}

#[derive(Metadata)]
pub struct MetricInfo {
    #[metadata(required)]
    category: &'static str,
    requires: &'static [&'static str],
}

/// What is measured.
#[registry(config, api = "v1")]
pub static METRICS: Registry<dyn Metric, MetricInfo>;

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(dead_code)]
enum Average {
    Macro,
    Micro,
}

/// The harmonic mean.
///
/// Of precision and recall.
#[register(kind = "metrics", aliases = ["f-measure"], api = "v1", stable, config, meta(category = "labels"), secondary(by_tool["R plots"] = bars))]
#[derive(Deserialize, JsonSchema)]
#[allow(dead_code)]
struct F1 {
    /// How labels become one.
    average: Average,
    /// The weight of recall.
    #[serde(default = "one")]
    beta: f64,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    weights: Vec<Weight>,
}

#[derive(Deserialize, JsonSchema, serde::Serialize)]
#[allow(dead_code)]
struct Weight {
    /// Of the label.
    name: String,
    of: Option<Box<Weight>>,
}

impl Metric for F1 {}

fn one() -> f64 {
    1.0
}

#[register(
    kind = "metrics", name = "old", factory, meta(category = "text", requires = &["words"]),
    deprecated(since = "0.0.1", note = "use `f1`", remove_in = "0.1")
)]
fn old(_: Undescribed) -> Plain {
    Plain
}
struct Plain;
impl Metric for Plain {}

#[derive(Deserialize)]
struct Undescribed {}

#[register(kind = "metrics", config, meta(category = "labels"))]
#[derive(Deserialize, JsonSchema)]
#[allow(dead_code)]
struct Threshold(f64);
impl Metric for Threshold {}

#[registry(secondary_of = "metrics")]
static PLOTS: Registry<fn()>;

/// By what they are drawn with.
#[registry]
static BY_TOOL: Registry<fn()>;

/// A curve.
#[register(kind = "plots")]
fn f1() {}

fn bars() {}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let outcome = run(arguments);
    assert_eq!((outcome.code, outcome.complaint.as_str()), (0, ""));
    outcome.output
}

#[track_caller]
fn json_of(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).unwrap()
}

#[track_caller]
fn complaint(arguments: &[&str]) -> String {
    let outcome = run(arguments);
    assert_eq!((outcome.code, outcome.output.as_str()), (2, ""));
    outcome.complaint
}

#[test]
fn all_or_one_kind_is_listed() {
    assert_eq!(
        printed(&["list", "--format", "markdown"]),
        "\
| kind    | name      | description        |
|---------|-----------|--------------------|
| by_tool | R plots   | The harmonic mean. |
| metrics | f1        | The harmonic mean. |
| metrics | old       |                    |
| metrics | threshold |                    |
| plots   | f1        | A curve.           |
"
    );
    assert_eq!(
        printed(&["list", "metrics"]),
        "\
┌───────────┬──────────┬──────────┬────────────────────┐
│ name      ┆ category ┆ requires ┆ description        │
╞═══════════╪══════════╪══════════╪════════════════════╡
│ f1        ┆ labels   ┆          ┆ The harmonic mean. │
│ old       ┆ text     ┆ words    ┆                    │
│ threshold ┆ labels   ┆          ┆                    │
└───────────┴──────────┴──────────┴────────────────────┘
"
    );
}

#[test]
fn columns_and_order_can_be_chosen() {
    let arguments = ["list", "metrics", "--columns", "name,stable", "--sort", "stable"];
    let expected = json!([
        { "name": "old", "stable": false },
        { "name": "threshold", "stable": false },
        { "name": "f1", "stable": true },
    ]);
    assert_eq!(json_of(&[&arguments[..], &["--json"]].concat()), expected);
    assert_eq!(json_of(&[&arguments[..], &["--format", "json"]].concat()), expected);
    assert!(
        complaint(&["list", "--columns", "nam"])
            .starts_with("error: there is no column \"nam\"; did you mean \"name\"? ")
    );
    assert_eq!(
        complaint(&["list", "--columns", "name", "--sort", "kind"]),
        "error: the rows cannot be sorted by \"kind\", which is not listed: add it, as in `--columns name,kind`\n"
    );
    assert!(
        complaint(&["list", "--sort", "kin"])
            .starts_with("error: there is no column \"kin\"; did you mean \"kind\"? Columns: name, aliases, ")
    );
}

#[test]
fn a_component_is_shown_from_every_registry_that_has_it() {
    let origin = METRICS.require("f1").unwrap().origin();
    let plot = PLOTS.require("f1").unwrap().origin();
    assert_eq!(
        printed(&["show", "f1"]),
        format!(
            "\
f1 (metrics)

The harmonic mean.

Of precision and recall.

registered at  {origin}
type           cli::F1
aliases        f-measure
api            v1
stable         yes
secondaries    by_tool \"R plots\": bars, plots \"f1\": cli::f1

category       labels

config:
┌────────────────┬───────────────────┬──────────┬─────────┬────────────────────────┐
│ name           ┆ type              ┆ required ┆ default ┆ description            │
╞════════════════╪═══════════════════╪══════════╪═════════╪════════════════════════╡
│ average        ┆ \"macro\" | \"micro\" ┆ yes      ┆         ┆ How labels become one. │
│ beta           ┆ number            ┆ no       ┆ 1.0     ┆ The weight of recall.  │
│ labels         ┆ array of string   ┆ no       ┆ []      ┆                        │
│ weights        ┆ array of Weight   ┆ no       ┆ []      ┆                        │
│ weights[].name ┆ string            ┆ yes      ┆         ┆ Of the label.          │
│ weights[].of   ┆ Weight | null     ┆ no       ┆         ┆                        │
└────────────────┴───────────────────┴──────────┴─────────┴────────────────────────┘

f1 (plots)

A curve.

registered at  {plot}
type           cli::f1
secondary of   metrics
"
        )
    );
    let text = printed(&["show", "f-measure"]);
    assert!(text.starts_with("f1 (metrics)\n") && !text.contains("f1 (plots)"), "{text}");
    assert!(printed(&["show", "f1", "--kind", "plots"]).starts_with("f1 (plots)\n"));
}

#[test]
fn config_that_is_not_known_or_no_table_is_said_to_be_so() {
    let old = printed(&["show", "old"]);
    assert!(old.ends_with("config: not known, because it does not implement `schemars::JsonSchema`\n"), "{old}");
    assert!(old.contains("deprecation    deprecated since 0.0.1, to be removed in 0.1: use `f1`\n"), "{old}");
    assert!(printed(&["show", "threshold"]).ends_with("config: number\n"));
}

#[test]
fn a_component_is_json() {
    let shown = json_of(&["show", "f1", "--json"]);
    let [metric, plot] = shown.as_array().unwrap().as_slice() else { panic!("{shown}") };
    let origin = METRICS.require("f1").unwrap().origin();
    assert_eq!(
        *metric,
        json!({
            "kind": "metrics",
            "path": "cli::METRICS",
            "name": "f1",
            "aliases": ["f-measure"],
            "docs": "The harmonic mean.\n\nOf precision and recall.",
            "type": "cli::F1",
            "origin": {
                "crate": "registry-tests", "version": "0.1.0", "module": "cli", "file": origin.file, "line": origin.line,
                "column": origin.column,
            },
            "api": "v1",
            "stable": true,
            "deprecation": null,
            "metadata": { "category": "labels", "requires": [] },
            "config": [
                {
                    "name": "average", "type": "\"macro\" | \"micro\"", "required": true, "default": null,
                    "description": "How labels become one.",
                },
                {
                    "name": "beta", "type": "number", "required": false, "default": 1.0,
                    "description": "The weight of recall.",
                },
                { "name": "labels", "type": "array of string", "required": false, "default": [], "description": "" },
                { "name": "weights", "type": "array of Weight", "required": false, "default": [], "description": "" },
                {
                    "name": "weights[].name", "type": "string", "required": true, "default": null,
                    "description": "Of the label.",
                },
                { "name": "weights[].of", "type": "Weight | null", "required": false, "default": null, "description": "" },
            ],
            "secondary_of": null,
            "secondaries": [
                { "kind": "by_tool", "path": "cli::BY_TOOL", "name": "R plots", "type": "bars" },
                { "kind": "plots", "path": "cli::PLOTS", "name": "f1", "type": "cli::f1" },
            ],
        })
    );
    assert_eq!((&plot["config"], &plot["metadata"]), (&json!([]), &json!({})));
    let old = &json_of(&["show", "old", "--json"])[0];
    assert_eq!(old["config"], Value::Null);
    assert_eq!(old["deprecation"], json!({ "since": "0.0.1", "note": "use `f1`", "remove_in": "0.1" }));
    assert_eq!(json_of(&["show", "threshold", "--json"])[0]["config"], json!({ "type": "number" }));
}

#[test]
fn an_unknown_name_or_kind_is_an_error_with_the_nearest() {
    assert_eq!(
        complaint(&["show", "f2"]),
        "error: nothing has the name \"f2\"; did you mean \"f1\" of \"metrics\" and \"plots\"? Kinds: by_tool, metrics, plots\n"
    );
    assert_eq!(
        complaint(&["show", "f-mesure", "--kind", "metrics"]),
        "error: nothing in \"metrics\" has the name \"f-mesure\"; did you mean \"f-measure\"? Registered: f1, old, \
         threshold\n"
    );
    for arguments in [&["list", "metric"][..], &["show", "f1", "--kind", "metric"], &["schema", "metric"]] {
        assert_eq!(
            complaint(arguments),
            "error: there is no registry of the kind \"metric\"; did you mean \"metrics\"? Kinds: by_tool, metrics, plots\n"
        );
    }
}

#[test]
fn a_check_says_everything_and_has_exit_code_1() {
    let outcome = run(&["check"]);
    assert_eq!((outcome.code, outcome.complaint.as_str()), (1, ""));
    let lines: Vec<_> = outcome.output.lines().collect();
    assert!(
        lines[0].starts_with("cli::old at ") && lines[0].contains("to be removed from \"metrics\" in 0.1"),
        "{lines:?}"
    );
    assert_eq!(lines[1..], ["1 problem in 3 registries with 5 entries"]);

    let outcome = run(&["check", "--json"]);
    assert_eq!(outcome.code, 1);
    let result: Value = serde_json::from_str(&outcome.output).unwrap();
    assert_eq!((&result["registries"], &result["entries"]), (&json!(3), &json!(5)));
    let problem = json!({ "kind": "metrics", "fatal": false, "message": lines[0] });
    assert_eq!(result["problems"], json!([problem]));
}

#[test]
fn the_schema_is_that_of_the_catalog_or_of_a_registry() {
    assert_eq!(json_of(&["schema"])["properties"]["metrics"]["$ref"], "#/$defs/metrics");
    assert_eq!(json_of(&["schema", "metrics"]), *METRICS.json_schema().as_value());
}

#[test]
fn a_manifest_is_printed_and_compared() {
    let manifest = printed(&["manifest"]);
    let fingerprint = printed(&["manifest", "--fingerprint"]);
    assert_eq!(fingerprint.trim(), registry_core::catalog().manifest().fingerprint());

    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let same = file("same.json", &manifest);
    assert_eq!(printed(&["manifest", "--compare", &same]), format!("as in {same}: {fingerprint}"));

    let other = file("other.json", &manifest.replace("f-measure", "f-score"));
    let outcome = run(&["manifest", "--compare", &other]);
    assert_eq!((outcome.code, outcome.complaint.as_str()), (1, ""));
    assert_eq!(
        outcome.output,
        format!("metrics \"f1\": aliases: [\"f-score\"] -> [\"f-measure\"]\n1 difference from {other}\n")
    );

    let broken = file("broken.json", "{}");
    assert!(
        complaint(&["manifest", "--compare", &broken])
            .starts_with(&format!("error: {broken} is not a manifest that can be"))
    );
    let missing = format!("{broken}.not");
    assert!(complaint(&["manifest", "--compare", &missing]).contains("No such file"));
}
