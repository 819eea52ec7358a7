//! Adding a metric takes its crate and one word here: the program knows it at once.

registry_core::link!(evalkit_metrics, evalkit_loaders, evalkit_extra);

use std::process::Command;

#[test]
fn it_is_listed_and_applies() -> Result<(), evalkit::Error> {
    assert!(evalkit::run(["evalkit", "list"])?.contains("letters in a prediction"));
    assert!(evalkit::run(["evalkit"])?.contains("length_ratio"));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/more/short-answers.csv");
    let json = evalkit::run(["evalkit", "score", file, "--metrics", "length_ratio", "--json"])?;
    assert_eq!(json, "{\"n\": 5, \"metrics\": {\"length_ratio\": 1.3571428571428572}}\n");
    Ok(())
}

#[test]
fn without_that_word_it_is_not_there() {
    let output = Command::new(env!("CARGO_BIN_EXE_evalkit")).arg("list").output().unwrap();
    assert!(output.status.success());
    assert!(!String::from_utf8_lossy(&output.stdout).contains("length_ratio"));
}
