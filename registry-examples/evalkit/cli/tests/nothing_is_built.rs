//! As long as something is wrong with a config, nothing in it is built.

registry_core::link!(evalkit_metrics, evalkit_loaders);

use evalkit_api::registry_core::register;
use evalkit_api::{DATA_LOADERS, DataLoader, Example, Input, METRICS, Metric, MetricError, Rows};
use std::fs::write;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

static BUILT: AtomicU32 = AtomicU32::new(0);

#[register(kind = "metrics", name = "counted", new = Counted::new, meta(category = "any"))]
struct Counted;

impl Counted {
    fn new() -> Self {
        BUILT.fetch_add(1, Relaxed);
        Self
    }
}

impl Metric for Counted {
    fn update(&mut self, _: &Example<'_>) -> Result<(), MetricError> {
        Ok(())
    }

    fn finish(&self) -> Result<f64, MetricError> {
        Ok(1.0)
    }
}

#[register(kind = "data_loaders", name = "counted", new = CountedLoader::new, meta(extensions = &["counted"]))]
struct CountedLoader;

impl CountedLoader {
    fn new() -> Self {
        BUILT.fetch_add(1, Relaxed);
        Self
    }
}

impl DataLoader for CountedLoader {
    fn rows(&self, input: Input) -> Rows {
        evalkit_loaders::Csv::default().rows(input)
    }
}

const GOOD: &str = "data = { path = \"rows.csv\", loader = \"counted\" }\nmetrics = [\"counted\"";

fn file(name: &str, content: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn unless_all_is_well() {
    file("rows.csv", "prediction,reference\na,b\n");
    for wrong in [
        ", \"conted\"]",
        ", { f1 = { average = \"mirco\" } }]",
        ", \"counted\"]",
        "]\nother = 1",
        "]\nmetrics = []",
        "",
    ] {
        let config = file("wrong.toml", &format!("{GOOD}{wrong}\n"));
        assert!(evalkit::run(["evalkit", "run", &config]).is_err(), "{wrong}");
        assert_eq!(BUILT.load(Relaxed), 0, "{wrong}");
    }

    let config = file("good.toml", &format!("{GOOD}]\n"));
    evalkit::run(["evalkit", "check", &config]).unwrap();
    assert_eq!(BUILT.load(Relaxed), 0, "a check builds nothing");
    assert_eq!(
        evalkit::run(["evalkit", "run", &config, "--json"]).unwrap(),
        "{\"n\": 1, \"metrics\": {\"counted\": 1.0}}\n"
    );
    assert_eq!(BUILT.load(Relaxed), 2);
}
