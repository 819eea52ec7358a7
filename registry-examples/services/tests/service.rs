//! The service as a program: what it prints, what it answers over HTTP, how it ends.

use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

fn services(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_services"));
    command.args(arguments);
    command
}

fn text(output: &[u8]) -> &str {
    std::str::from_utf8(output).unwrap()
}

fn run(arguments: &[&str]) -> Output {
    services(arguments).output().unwrap()
}

#[test]
fn a_run_does_every_job_once_although_the_database_is_reloaded() {
    let output = run(&["run", "--jobs", "300", "--reloads", "4", "--verbose"]);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{err}");
    assert_eq!(out.lines().filter(|line| line.starts_with("reloaded the database when")).count(), 4, "{out}");
    assert!(out.contains(r#"{"done":300,"running":0,"waiting":0}"#), "{out}");
    assert!(out.ends_with("300 jobs, each done once; everything is unloaded\n"), "{out}");
    let events = |what: &str| err.lines().filter(|line| line.starts_with(&format!("  {what} in"))).count();
    for (plugin, times) in
        [("database", 5), ("schema", 5), ("workers", 5), ("queue", 1), ("endpoint", 1), ("settings", 1)]
    {
        assert_eq!(events(&format!("loaded {plugin}")), times, "{plugin}: {err}");
        assert_eq!(events(&format!("unloaded {plugin}")), times, "{plugin}: {err}");
    }
}

#[test]
fn what_is_required_is_unloaded_after_what_requires_it() {
    let output = run(&["run", "--jobs", "10", "--reloads", "0", "--verbose"]);
    let err = text(&output.stderr);
    let place = |plugin: &str| {
        let line = format!("  unloaded {plugin} in");
        err.lines().position(|found| found.starts_with(&line)).unwrap_or_else(|| panic!("{plugin}: {err}"))
    };
    assert!(place("workers") < place("database") && place("database") < place("settings"));
    assert!(place("endpoint") < place("queue"));
}

#[test]
fn it_works_without_a_cache() {
    let output = run(&["run", "--jobs", "50", "--disable", "cache"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("disabled"));
}

#[test]
fn jobs_outlive_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("database={}", folder.path().join("jobs.sqlite").display());
    for done in [20, 40] {
        let output = run(&["run", "--jobs", "20", "--set", &database]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains(&format!("{done} jobs, each done once")), "{}", text(&output.stdout));
    }
}

#[cfg(unix)]
#[test]
fn it_serves_its_status_until_it_is_told_to_stop() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("database={}", folder.path().join("jobs.sqlite").display());
    let mut child = services(&["serve", "--set", &database]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.next().unwrap().unwrap();
    let address = address.strip_suffix("/status.txt").unwrap();

    let get = |path: &str| ureq::get(format!("{address}{path}")).call().unwrap().body_mut().read_to_string().unwrap();
    let status: serde_json::Value = serde_json::from_str(&get("/status")).unwrap();
    let plugins = status["plugins"].as_array().unwrap();
    let database = plugins.iter().find(|plugin| plugin["name"] == "database").unwrap();
    assert_eq!((&database["state"], &database["requires"][0]), (&"loaded".into(), &"settings".into()));
    assert!(get("/status.txt").contains("│ workers "));
    assert!(get("/graph").starts_with("flowchart LR\n"));

    let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert!(child.wait().unwrap().success());
    let rest: Vec<String> = lines.map(Result::unwrap).collect();
    assert!(rest.iter().any(|line| line.contains("workers")) && !rest.iter().any(|line| line.contains(" loaded ")));
}

#[test]
fn wrong_settings_are_refused_before_anything_is_opened() {
    for (arguments, expected) in [
        (&["run", "--set", "workerz=2"][..], "workerz"),
        (&["run", "--set", "workers=many"], "workers"),
        (&["run", "--set", "workers=0"], "workers"),
        (&["run", "--settings", "missing.toml"], "missing.toml"),
        (&["run", "--disable", "cach"], r#"did you mean "cache"?"#),
        (&["run", "--disable", "cash"], "it has: cache, database, endpoint"),
        (&["run", "--disable", "database"], r#"the plugin "database" is disabled"#),
    ] {
        let output = run(arguments);
        let err = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {err}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}

#[test]
fn everything_fits_together() {
    let output = run(&["check"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&run(&["graph"]).stdout).contains("-.->"));
}
