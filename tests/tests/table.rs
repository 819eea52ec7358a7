//! Tables of entries and of registries.

use registry_core::{AnyEntry, Metadata, Registry, Table, catalog, register, registry};
use serde_json::{Value, json};

#[derive(Metadata)]
struct ModelInfo {
    #[metadata(required)]
    layers: u32,
    languages: &'static [&'static str],
    dropout: Option<f64>,
    r#type: &'static str,
}

/// Models of language.
///
/// Sorted by name.
#[registry(api = "v1")]
static MODELS: Registry<u32, ModelInfo>;

/// The small one | cased.
///
/// With a second paragraph.
#[register(
    kind = "models", aliases = ["bert", "b"], api = "v1", stable,
    meta(layers = 12, languages = &["en", "de"], dropout = Some(0.5), r#type = "encoder")
)]
const BERT_BASE: u32 = 110;

/// The large one.
#[register(kind = "models", deprecated(since = "1.2", note = "too large"), meta(layers = 24))]
const BERT_LARGE: u32 = 340;

#[register(kind = "models", meta(layers = 6, dropout = Some(0.25)))]
const DISTIL: u32 = 66;

#[registry]
static UNITS: Registry<&'static str>;

/// The metre.
#[register(kind = "units")]
const METRE: &str = "m";

#[registry]
static NOTHING: Registry<u32, ModelInfo>;

fn json_of(table: &Table) -> Value {
    serde_json::from_str(&table.to_json()).unwrap()
}

#[test]
fn a_registry_is_shown_with_its_metadata() {
    let expected = "\
┌────────────┬────────┬───────────┬─────────┬───────────┬────────────────────────┐
│ name       ┆ layers ┆ languages ┆ dropout ┆ meta.type ┆ description            │
╞════════════╪════════╪═══════════╪═════════╪═══════════╪════════════════════════╡
│ bert_base  ┆     12 ┆ en, de    ┆     0.5 ┆ encoder   ┆ The small one | cased. │
│ bert_large ┆     24 ┆           ┆         ┆           ┆ The large one.         │
│ distil     ┆      6 ┆           ┆    0.25 ┆           ┆                        │
└────────────┴────────┴───────────┴─────────┴───────────┴────────────────────────┘";
    assert_eq!(MODELS.to_string(), expected);
    assert_eq!(MODELS.table(..).unwrap().to_text(), expected);
    assert_eq!(catalog().registry("models").unwrap().to_string(), expected);
    assert_eq!(catalog().registry("models").unwrap().table(..).unwrap(), MODELS.table(..).unwrap());
}

#[test]
fn every_column_can_be_chosen() {
    let columns = [
        "name",
        "aliases",
        "description",
        "docs",
        "kind",
        "type",
        "crate",
        "version",
        "module",
        "api",
        "deprecated",
        "stable",
        "layers",
        "languages",
        "dropout",
        "meta.type",
        "meta.layers",
    ];
    let table = MODELS.table(columns).unwrap();
    assert_eq!(table.columns().collect::<Vec<_>>(), columns);
    let rows = json_of(&table);
    assert_eq!(
        rows[0],
        json!({
            "name": "bert_base",
            "aliases": ["bert", "b"],
            "description": "The small one | cased.",
            "docs": "The small one | cased.\n\nWith a second paragraph.",
            "kind": "models",
            "type": "table::BERT_BASE",
            "crate": "registry-tests",
            "version": "0.1.0",
            "module": "table",
            "api": "v1",
            "deprecated": null,
            "stable": true,
            "layers": 12,
            "languages": ["en", "de"],
            "dropout": 0.5,
            "meta.type": "encoder",
            "meta.layers": 12,
        })
    );
    assert_eq!(rows[1]["deprecated"], "deprecated since 1.2: too large");
    assert_eq!((&rows[1]["api"], &rows[1]["dropout"], &rows[1]["stable"]), (&Value::Null, &Value::Null, &json!(false)));

    let origin = MODELS.require("distil").unwrap().origin();
    let places = json_of(&MODELS.table(["origin", "file", "line"]).unwrap());
    assert_eq!(places[2], json!({ "origin": origin.to_string(), "file": origin.file, "line": origin.line }));
}

#[test]
fn a_selection_has_a_table_too() {
    let names =
        |table: Table| json_of(&table).as_array().unwrap().iter().map(|row| row["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names(Table::of(MODELS.matching("bert_*"), ..).unwrap()), ["bert_base", "bert_large"]);
    assert_eq!(names(Table::of(MODELS.filter(|entry| entry.meta().layers < 10), "name").unwrap()), ["distil"]);
    let models = catalog().registry("models").unwrap();
    let stable = models.iter().filter(|entry| entry.is_stable());
    assert_eq!(names(Table::of(stable, &["name".to_owned()][..]).unwrap()), ["bert_base"]);
    let backwards: Vec<AnyEntry> = MODELS.iter().rev().map(AnyEntry::from).collect();
    assert_eq!(names(Table::of(backwards, &vec!["name", "name"]).unwrap()), ["distil", "bert_large", "bert_base"]);
}

#[test]
fn entries_of_several_kinds_share_a_table() {
    let all: Vec<AnyEntry> =
        catalog().iter().flat_map(|registry| registry.iter().cloned().collect::<Vec<_>>()).collect();
    assert_eq!(
        Table::of(&all, ..).unwrap().to_text(),
        "\
┌────────┬────────────┬────────────────────────┐
│ kind   ┆ name       ┆ description            │
╞════════╪════════════╪════════════════════════╡
│ models ┆ bert_base  ┆ The small one | cased. │
│ models ┆ bert_large ┆ The large one.         │
│ models ┆ distil     ┆                        │
│ units  ┆ metre      ┆ The metre.             │
└────────┴────────────┴────────────────────────┘"
    );
    assert_eq!(json_of(&Table::of(&all, ["layers"]).unwrap())[3], json!({ "layers": null }));
}

#[test]
fn what_is_registered_at_run_time_is_a_row_too() {
    let units = UNITS.fork();
    units.new_entry("second", ()).docs("The second.").register_value("s").unwrap();
    assert_eq!(
        units.table(["name", "description"]).unwrap().to_markdown(),
        "\
| name   | description |
|--------|-------------|
| metre  | The metre.  |
| second | The second. |"
    );
}

#[test]
fn rows_are_sorted_by_any_column() {
    let layers = |table: Table| -> Vec<_> {
        json_of(&table).as_array().unwrap().iter().map(|row| row["layers"].clone()).collect()
    };
    let table = MODELS.table(["layers", "dropout"]).unwrap();
    assert_eq!(layers(table.clone()), [12, 24, 6]);
    assert_eq!(layers(table.clone().sorted_by("layers").unwrap()), [6, 12, 24]);
    assert_eq!(layers(table.clone().sorted_by("dropout").unwrap()), [6, 12, 24]);
    assert_eq!(
        table.sorted_by("name").unwrap_err().to_string(),
        "there is no column \"name\". Columns: layers, dropout"
    );
}

#[test]
fn an_unknown_column_is_an_error_with_the_nearest() {
    let error = MODELS.table(["name", "layer"]).unwrap_err();
    assert_eq!((error.name(), error.nearest()), ("layer", &["layers".to_owned()][..]));
    assert_eq!(
        error.to_string(),
        "there is no column \"layer\"; did you mean \"layers\"? Columns: name, aliases, description, docs, kind, path, type, \
         origin, crate, version, module, file, line, api, deprecated, stable, layers, languages, dropout, meta.type"
    );
    assert!(UNITS.table(["layers"]).is_err());
}

#[test]
fn without_entries_there_is_nothing_to_compare_with() {
    let table = NOTHING.table(["name", "layers"]).unwrap();
    assert!(table.is_empty());
    assert_eq!(table.to_json(), "[]");
    assert_eq!(table.to_markdown(), "| name | layers |\n|------|--------|");
    assert_eq!(Table::of(MODELS.matching("gpt*"), ..).unwrap().columns().collect::<Vec<_>>(), ["name", "description"]);
}

#[test]
fn markdown_stays_one_table() {
    assert_eq!(
        Table::of(MODELS.matching("bert_base"), ["name", "docs"]).unwrap().to_markdown(),
        "\
| name      | docs                                                    |
|-----------|---------------------------------------------------------|
| bert_base | The small one \\| cased.<br><br>With a second paragraph. |"
    );
}

#[test]
fn text_fits_the_width() {
    let text = MODELS.table(..).unwrap().width(60).to_text();
    assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
    assert!(text.contains("│ bert_large ┆"), "{text}");
    let narrow = MODELS.table(["name", "description"]).unwrap().width(3).to_text();
    assert!(narrow.contains("bert_large"), "{narrow}");
    // wider than asked for, but not letter by letter
    assert!(narrow.contains("┆ descri │"), "{narrow}");
}

#[test]
fn the_catalog_has_a_row_for_each_registry() {
    let expected = "\
┌─────────┬─────────┬─────┬─────────────────────┐
│ kind    ┆ entries ┆ api ┆ description         │
╞═════════╪═════════╪═════╪═════════════════════╡
│ models  ┆       3 ┆ v1  ┆ Models of language. │
│ nothing ┆       0 ┆     ┆                     │
│ units   ┆       1 ┆     ┆                     │
└─────────┴─────────┴─────┴─────────────────────┘";
    assert_eq!(catalog().to_string(), expected);
    let by_entries = catalog().table().sorted_by("entries").unwrap();
    assert_eq!(json_of(&by_entries)[0], json!({ "kind": "nothing", "entries": 0, "api": null, "description": "" }));
}
