//! The macro, in a process of its own for each case: it reads an environment variable.

use expect_test::expect;
use registry_core::{Metadata, Registry, register, registry};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;

pub trait Metric: Send + Sync {}

#[derive(Metadata)]
pub struct MetricInfo {
    #[metadata(required)]
    pub category: &'static str,
}

#[registry]
pub static METRICS: Registry<dyn Metric, MetricInfo>;

#[register(kind = "metrics", config, aliases = ["f"], stable, meta(category = "classification"))]
#[derive(Deserialize, JsonSchema)]
#[allow(dead_code)]
struct FBeta {
    beta: f64,
    average: Option<Average>,
}
impl Metric for FBeta {}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(dead_code)]
enum Average {
    /// Each label weighs the same.
    Macro,
    Micro,
}

#[register(kind = "metrics", stable, deprecated(note = "use `f_beta`"), meta(category = "classification"))]
#[derive(Default)]
struct F1;
impl Metric for F1 {}

#[register(kind = "metrics", meta(category = "text"))]
#[derive(Default)]
struct Bleu;
impl Metric for Bleu {}

/// By itself, with the snapshot as it should be; the others run it with theirs.
#[test]
fn promised() {
    registry_core::assert_stable_names!(given("promised", WRITTEN));
}

#[test]
fn promised_by_others() {
    let nothing = "{\n  \"format\": 1,\n  \"registries\": {}\n}\n";
    registry_core::assert_stable_names!(given("promised_by_others", nothing), crates = ["another-crate"]);
}

/// The path of the snapshot that another test asks for, or of one with this content.
fn given(name: &str, content: &str) -> String {
    std::env::var("SNAPSHOT").unwrap_or_else(|_| snapshot(name, Some(content)).to_str().unwrap().to_owned())
}

/// What `test` says when it fails, of the snapshot at `path`.
fn run(test: &str, path: &Path, update: Option<&str>) -> Result<(), String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", &format!("asserted::{test}"), "--nocapture"])
        .env("SNAPSHOT", path)
        .env("RUST_BACKTRACE", "0");
    match update {
        Some(update) => command.env("UPDATE_STABLE_NAMES", update),
        None => command.env_remove("UPDATE_STABLE_NAMES"),
    };
    let output = command.output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("running 1 test"));
    if output.status.success() {
        return Ok(());
    }
    let words = String::from_utf8(output.stderr).unwrap();
    let (_, message) = words.split_once(":\n").unwrap();
    let message = message.split("\nnote: run with").next().unwrap();
    Err(message.replace(path.to_str().unwrap(), "SNAPSHOT"))
}

/// A path of this test alone, and what is in it at first.
fn snapshot(name: &str, content: Option<&str>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stable_names").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("names.json");
    if let Some(content) = content {
        std::fs::write(&path, content).unwrap();
    }
    path
}

const WRITTEN: &str = r#"{
  "format": 1,
  "registries": {
    "metrics": {
      "f1": {
        "crate": "registry-tests",
        "deprecated": "0.1.0",
        "metadata": {
          "category": "classification"
        },
        "version": "0.1.0"
      },
      "f_beta": {
        "aliases": [
          "f"
        ],
        "config": {
          "average": {
            "required": false,
            "type": "'macro' | 'micro' | null"
          },
          "beta": {
            "required": true,
            "type": "number"
          }
        },
        "crate": "registry-tests",
        "metadata": {
          "category": "classification"
        },
        "version": "0.1.0"
      }
    }
  }
}
"#;

#[test]
fn a_snapshot_is_written_on_demand() {
    let path = snapshot("missing", None);
    expect!["there is no snapshot of the stable names yet; to write SNAPSHOT: UPDATE_STABLE_NAMES=1 cargo test -p registry-tests asserted::promised"]
        .assert_eq(&run("promised", &path, None).unwrap_err());
    assert!(!path.exists());
    run("promised", &path, Some("1")).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), WRITTEN);
    run("promised", &path, None).unwrap();
    assert_eq!(path.parent().unwrap().read_dir().unwrap().count(), 1);
}

#[test]
#[cfg(unix)]
fn a_snapshot_can_be_read_by_all() {
    use std::os::unix::fs::PermissionsExt;

    let path = snapshot("permissions", None);
    run("promised", &path, Some("1")).unwrap();
    let plain = path.with_file_name("plain");
    std::fs::write(&plain, "").unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&path), mode(&plain));
}

#[test]
fn what_is_new_makes_it_out_of_date() {
    let content = WRITTEN.replace("\"f1\"", "\"f_beta\"").replacen("\"f_beta\"", "\"f1\"", 1);
    let without_alias = content.replace("\"aliases\": [\n          \"f\"\n        ],", "");
    let path = snapshot("out_of_date", Some(&without_alias));
    expect![[r#"
        SNAPSHOT is out of date:
        metrics "f_beta" has the new alias "f"
        To bring it up to date: UPDATE_STABLE_NAMES=1 cargo test -p registry-tests asserted::promised"#]]
    .assert_eq(&run("promised", &path, None).unwrap_err());
    // an empty variable is none
    assert_eq!(run("promised", &path, Some("")), run("promised", &path, None));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), without_alias);
    run("promised", &path, Some("1")).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), WRITTEN);
}

#[test]
fn a_broken_promise_is_written_only_if_that_is_meant() {
    let content = WRITTEN.replace("\"f_beta\"", "\"f_two\"");
    let path = snapshot("broken", Some(&content));
    for update in [None, Some("1")] {
        expect![[r#"
            stable names are promised to stay, and SNAPSHOT is not kept:
            metrics "f_two" is gone: it was not deprecated; keep it, or keep the name as an alias of what replaces it; to take it away, deprecate it first: it can go two minor versions of its crate later
            metrics "f_beta" is new
            metrics "f" leads to "f_beta" now
            If this is meant, write the snapshot all the same: UPDATE_STABLE_NAMES=break cargo test -p registry-tests asserted::promised"#]]
        .assert_eq(&run("promised", &path, update).unwrap_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
    }
    run("promised", &path, Some("break")).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), WRITTEN);
}

#[test]
fn what_cannot_be_used_is_an_error() {
    let path = snapshot("unusable", Some("{ \"format\": 1,\n<<<<<<< HEAD"));
    expect!["SNAPSHOT: key must be a string at line 2 column 1; if it cannot be repaired, take the version that was committed last"]
        .assert_eq(&run("promised", &path, Some("1")).unwrap_err());
    std::fs::write(&path, "{ \"format\": 7, \"names\": [] }").unwrap();
    expect!["SNAPSHOT: this is a snapshot of format 7, and this version of registry-core knows only format 1: test with the version that wrote it; if it cannot be repaired, take the version that was committed last"]
        .assert_eq(&run("promised", &path, None).unwrap_err());
    expect![[r#"UPDATE_STABLE_NAMES is "yes": `1` writes the snapshot unless a promise is broken, `break` writes it even then"#]]
        .assert_eq(&run("promised", &path, Some("yes")).unwrap_err());
    let folder = path.parent().unwrap();
    assert!(run("promised", folder, None).unwrap_err().starts_with("SNAPSHOT: "));
    assert!(run("promised", &folder.join("missing/names.json"), Some("1")).is_err());
}

#[test]
fn crates_can_be_chosen() {
    let path = snapshot("crates", None);
    run("promised_by_others", &path, Some("1")).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\n  \"format\": 1,\n  \"registries\": {}\n}\n");
    run("promised_by_others", &path, None).unwrap();
}
