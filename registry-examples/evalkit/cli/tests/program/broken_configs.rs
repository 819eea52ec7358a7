//! Every broken config: exit code 2, a line for each mistake, with its place and its path.

use crate::run::{complaints, config, own_file};
use std::fs::read_dir;

/// Each file in `configs/broken`, and what the program says about it behind the name of the file.
pub(crate) const BROKEN: [(&str, &str); 27] = [
    ("config-for-none.toml", "7:10: metrics[0].config: this component takes no config"),
    ("five-mistakes.json", "3:13: data.path: "),
    ("five-mistakes.toml", "2:8: data.path: "),
    ("five-mistakes.yaml", "2:9: data.path: "),
    ("key-twice.yaml", "3:3: the key \"path\" is there twice"),
    (
        "letter-as-delimiter.toml",
        "5:32: data.loader.csv.delimiter: 'x' cannot stand between values; a tab, a space and punctuation can",
    ),
    ("no-component.toml", "1:18: metrics[1]: expected a component"),
    ("no-data.toml", "1:1: data: is missing"),
    ("no-metrics.toml", "1:11: metrics: there are none; `evalkit list metrics`"),
    ("no-name.toml", "5:1: metrics[0]: which component? Its `name` is missing"),
    ("no-path.toml", "3:1: data.path: is missing"),
    (
        "same-key-twice.toml",
        "8:1: metrics[1]: another metric has the key \"f1\" in the result; give one of them another",
    ),
    ("syntax.json", "2:58: "),
    ("syntax.toml", "2:42: "),
    ("syntax.yaml", "3:1: "),
    ("unknown-config-field.toml", "7:21: metrics[0].config.averge: unknown field; did you mean \"average\"?"),
    (
        "unknown-extension.toml",
        "4:8: data.path: no loader knows the extension \"parquet\"; name one with `data.loader`",
    ),
    ("unknown-field.toml", "1:10: metric: unknown field; did you mean \"metrics\"?"),
    ("unknown-format.ini", "has none of the extensions that tell a format: .toml, .yaml, .yml, .json"),
    (
        "unknown-loader.toml",
        "5:19: data.loader.name: nothing in \"data_loaders\" has the name \"cvs\"; did you mean \"csv\"?",
    ),
    ("unknown-metric.toml", "1:18: metrics[1]: nothing in \"metrics\" has the name \"rogue\"; did you mean \"rouge\"?"),
    ("unknown-variant.toml", "7:22: metrics[0].config.variant: unknown variant \"rouge3\"; did you mean \"rouge1\"?"),
    ("unknown-word-beside-name.toml", "7:6: metrics[0].sa: unknown field; did you mean \"as\"?"),
    (
        "wrong-config-type.toml",
        "7:10: metrics[0].config: invalid type: string \"micro\", expected a table, as { average",
    ),
    ("wrong-delimiter.toml", "5:32: data.loader.csv.delimiter: invalid value: string \", \", expected a character"),
    ("wrong-label-type.toml", "7:6: metrics[0].as: invalid type: integer `1`, expected a string"),
    ("wrong-type.toml", "5:13: data.reference: invalid type: sequence, expected a string"),
];

#[test]
fn each_says_what_is_wrong_and_where() {
    for (file, message) in BROKEN {
        let path = config(&format!("broken/{file}"));
        for command in ["check", "run"] {
            let lines = complaints(&[command, &path]);
            let mistakes = if file.starts_with("five-mistakes") { 5 } else { 1 };
            assert_eq!(lines.len(), mistakes, "{lines:#?}");
            assert!(lines[0].contains(&path) && lines[0].contains(message), "{message:?} in {lines:#?}");
        }
    }
}

#[test]
fn none_is_forgotten() {
    let files = read_dir(config("broken")).unwrap();
    let mut files: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, BROKEN.map(|(file, _)| file));
}

/// The place of each mistake differs from format to format; path and message do not.
#[test]
fn five_mistakes_give_five_lines() {
    for (file, places) in [
        ("five-mistakes.toml", ["2:8", "3:10", "4:12", "8:22", "12:10"]),
        ("five-mistakes.yaml", ["2:9", "3:11", "4:13", "9:16", "11:13"]),
        ("five-mistakes.json", ["3:13", "4:15", "5:17", "8:44", "9:43"]),
    ] {
        let path = config(&format!("broken/{file}"));
        let messages = [
            "data.path: invalid type: integer `5`, expected a string",
            "data.loader: nothing in \"data_loaders\" has the name \"cvs\"; did you mean \"csv\"? Registered: csv, jsonl, lines",
            "data.refrence: unknown field; did you mean \"reference\"?",
            "metrics[0].config.average: unknown variant \"mirco\"; did you mean \"micro\"?",
            "metrics[1].config: this component takes no config",
        ];
        let expected: Vec<String> =
            places.iter().zip(messages).map(|(place, message)| format!("{path}:{place}: {message}")).collect();
        for arguments in [&["check", &path][..], &["run", &path], &["run", &path, "--json"]] {
            assert_eq!(complaints(arguments), expected);
        }
    }
}

#[test]
fn files_that_are_not_there_or_tell_no_format_are_all_named() {
    let lines = complaints(&["check", "no/such.toml", &own_file("eval.conf", ""), "no/such.yaml"]);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("evalkit: `no/such.toml` cannot be read: "), "{lines:?}");
    assert!(lines[1].contains("eval.conf` has none of the extensions that tell a format"), "{lines:?}");
    assert!(lines[2].starts_with("evalkit: `no/such.yaml` cannot be read: "), "{lines:?}");
}

#[test]
fn data_that_are_not_there_are_an_error_of_the_run_alone() {
    let config = own_file("no-data.toml", "metrics = [\"f1\"]\ndata.path = \"none.csv\"\n");
    assert!(crate::run::printed(&["check", &config]).contains("nothing wrong"));
    let lines = complaints(&["run", &config]);
    assert!(lines.len() == 1 && lines[0].contains("none.csv: "), "{lines:?}");
}

#[test]
fn a_document_of_another_shape_is_one_mistake() {
    for (file, content) in [("number.json", "5"), ("list.yaml", "- f1\n")] {
        let lines = complaints(&["check", &own_file(file, content)]);
        assert!(lines.len() == 1 && lines[0].contains(":1:1: invalid type: "), "{lines:?}");
    }
    let lines = complaints(&["check", &own_file("empty.toml", "")]);
    assert_eq!(lines.len(), 2, "data and metrics: {lines:?}");
}

#[test]
fn wrong_metrics_have_no_key_that_could_be_there_twice() {
    let lines =
        complaints(&["check", &own_file("keys.yaml", "data: { path: a.csv }\nmetrics: [f3, f3, 5, 6, f1, f1]\n")]);
    assert_eq!(lines.len(), 5, "{lines:#?}");
    assert!(lines[4].contains("metrics[5]: another metric has the key \"f1\""), "{lines:#?}");
}
