//! Every metric and variant against what scikit-learn, sacrebleu and rouge-score compute on the same files.

use evalkit_api::{DataLoader, Example, Metric};
use evalkit_loaders::{Csv, JsonLines};
use evalkit_metrics::{Average, Bleu, ExactMatch, F1, Perplexity, Rouge, RougeVariant, TokenAccuracy};
use serde_json::Value;
use std::fs::{File, read_to_string};
use std::io::BufReader;
use std::path::{Path, PathBuf};

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(file)
}

fn expected(file: &str) -> Value {
    serde_json::from_str(&read_to_string(data(file)).unwrap()).unwrap()
}

fn metric(figure: &str) -> Option<Box<dyn Metric>> {
    Some(match figure {
        "accuracy" | "token_accuracy" => Box::new(TokenAccuracy::default()),
        "exact_match" => Box::new(ExactMatch::default()),
        "f1_macro" => Box::new(F1::default()),
        "f1_micro" => Box::new(F1::with_average(Average::Micro)),
        "f1_weighted" => Box::new(F1::with_average(Average::Weighted)),
        "perplexity" => Box::new(Perplexity::default()),
        "bleu" => Box::new(Bleu::default()),
        "rouge1_f" => Box::new(Rouge::with_variant(RougeVariant::One)),
        "rouge2_f" => Box::new(Rouge::with_variant(RougeVariant::Two)),
        "rougeL_f" => Box::new(Rouge::default()),
        _ => return None,
    })
}

fn score(file: &str, mut metric: Box<dyn Metric>, prediction: &str, reference: &str) -> (u64, f64) {
    let path = data(file);
    let csv = Csv::default();
    let loader: &dyn DataLoader =
        if path.extension().is_some_and(|extension| extension == "csv") { &csv } else { &JsonLines };
    let mut count = 0;
    for row in loader.rows(Box::new(BufReader::new(File::open(path).unwrap()))) {
        metric.update(&Example::new(&row.unwrap(), prediction, reference)).unwrap();
        count += 1;
    }
    (count, metric.finish().unwrap())
}

/// Every number among the expected figures but `n` is one metric's, and `count` of them there are.
#[track_caller]
fn check(file: &str, figures: &Value, [prediction, reference]: [&str; 2], count: usize) {
    let mut checked = 0;
    for (figure, value) in figures.as_object().unwrap() {
        let Some((metric, value)) = metric(figure).zip(value.as_f64()) else { continue };
        let (rows, score) = score(file, metric, prediction, reference);
        assert_eq!(figures["n"], rows);
        assert!((score - value).abs() < 1e-9, "{file}: {figure} is {score}, not {value}");
        checked += 1;
    }
    assert_eq!(checked, count, "{figures}");
}

#[test]
fn bundled_files() {
    let expected = expected("expected.json");
    check("digits-predictions.csv", &expected["digits-predictions"], ["prediction", "label"], 5);
    check("text-pairs.jsonl", &expected["text-pairs"], ["prediction", "reference"], 5);
}

#[test]
fn more_files() {
    let expected = expected("more/expected.json");
    let files = expected["files"].as_object().unwrap();
    assert_eq!(files.len(), 3);
    for (file, figures) in files {
        let columns = ["prediction", "reference"].map(|column| figures[column].as_str().unwrap());
        let count = figures.as_object().unwrap().len() - "prediction reference n".split(' ').count();
        check(&format!("more/{file}"), figures, columns, count);
    }
}
