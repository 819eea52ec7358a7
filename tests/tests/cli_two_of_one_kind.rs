//! The commands in a program with two registries of one kind: they are told apart by their paths.

#![cfg(feature = "cli")]

#[path = "support/commands.rs"]
mod commands;

use commands::run;
use registry_core::catalog;
use serde_json::{Value, json};

mod one {
    use registry_core::{Registry, register, registry};

    #[registry]
    pub(crate) static METRICS: Registry<u32>;

    /// Of the first crate.
    #[register(kind = "metrics")]
    const F1: u32 = 1;

    #[registry(secondary_of = "metrics")]
    pub(crate) static LABELS: Registry<&'static str>;

    #[register(kind = "labels", name = "f1")]
    const LABEL: &str = "F1";
}

mod two {
    use registry_core::{Registry, register, registry};

    #[registry]
    pub(crate) static METRICS: Registry<u32>;

    /// Of the second crate.
    #[register(kind = "metrics")]
    const F1: u32 = 2;
}

fn printed(arguments: &[&str]) -> String {
    run(arguments).output
}

#[test]
fn rows_are_told_apart() {
    assert_eq!(
        printed(&["list", "metrics", "--format", "markdown"]),
        "\
| path                              | name | description          |
|-----------------------------------|------|----------------------|
| cli_two_of_one_kind::one::METRICS | f1   | Of the first crate.  |
| cli_two_of_one_kind::two::METRICS | f1   | Of the second crate. |
"
    );
    let all = printed(&["list", "--format", "markdown"]);
    assert!(all.starts_with("| kind    | path                              | name | description "), "{all}");
    let registries = catalog().table();
    assert_eq!(registries.columns().collect::<Vec<_>>(), ["kind", "path", "entries", "api", "description"]);
}

#[test]
fn titles_and_secondaries_have_paths() {
    let shown = printed(&["show", "f1"]);
    let titles: Vec<_> = shown.lines().filter(|line| line.starts_with("f1 (")).collect();
    assert_eq!(
        titles,
        [
            "f1 (metrics, cli_two_of_one_kind::one::METRICS)",
            "f1 (metrics, cli_two_of_one_kind::two::METRICS)",
            // its primary comes first
            "f1 (labels)",
        ]
    );
    assert!(shown.contains("secondary of   metrics (cli_two_of_one_kind::one::METRICS)\n"), "{shown}");
    let objects: Value = serde_json::from_str(&printed(&["show", "f1", "--json"])).unwrap();
    let label = json!({
        "kind": "labels", "path": "cli_two_of_one_kind::one::LABELS", "name": "f1", "type": "cli_two_of_one_kind::one::LABEL",
    });
    assert_eq!((&objects[0]["secondaries"], &objects[1]["secondaries"]), (&json!([label]), &json!([])));
    assert_eq!(objects[2]["secondary_of"], json!({ "kind": "metrics", "path": "cli_two_of_one_kind::one::METRICS" }));
    assert_eq!(objects[1]["path"], "cli_two_of_one_kind::two::METRICS");
}

#[test]
fn a_schema_takes_components_of_both() {
    let schema: Value = serde_json::from_str(&printed(&["schema", "metrics"])).unwrap();
    assert_eq!(schema["title"], "metrics");
    let branches = schema["anyOf"].as_array().unwrap();
    assert_eq!(branches.len(), 2);
    for branch in branches {
        let definition = branch["$ref"].as_str().unwrap().strip_prefix('#').unwrap();
        assert!(schema.pointer(definition).is_some(), "{schema:#}");
    }
    assert!(schema.get("properties").is_none() && schema["$defs"].get("labels").is_none(), "{schema:#}");
}

#[test]
fn an_unknown_name_names_a_kind_once() {
    for arguments in [&["show", "f2"][..], &["show", "f2", "--kind", "metrics"]] {
        let complaint = run(arguments).complaint;
        assert!(complaint.contains("did you mean \"f1\" of ") && !complaint.contains("\"metrics\" and \"metrics\""));
    }
}
