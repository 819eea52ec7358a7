//! Who may work.

use crate::run::{OLDER, WORKERS, complaint, output, printed};
use registry_core::manifest::Manifest;

fn manifest(program: &str) -> Manifest {
    serde_json::from_slice(&output(program, &["manifest"], "").stdout).unwrap()
}

#[test]
fn a_worker_that_was_built_differently_is_refused_with_the_difference() {
    let (own, older) = (manifest(WORKERS), manifest(OLDER));
    let expected = format!(
        r#"workers: worker 1 is refused: the other program was built differently: its manifest is {}, not {}. There,
  steps "replace": config.properties.to: {{"default":"","type":"string"}} -> nothing
  steps "replace": type: "workers::steps::replace::Replace" -> "workers_older::Remove"
  steps "shout": is new
Build both programs from the same sources, with the same features and the same Cargo.lock
"#,
        older.fingerprint(),
        own.fingerprint(),
    );
    assert_eq!(complaint(&["run", "--step", "trim", "--worker", OLDER], "x"), expected);
}

#[test]
fn all_workers_of_one_build_may_work() {
    assert_eq!(printed(&["run", "--step", "trim", "--worker", WORKERS], " x"), "x\n");
    assert_eq!(output(OLDER, &["run", "--step", "shout"], "x").stdout, b"x!\n");
}
