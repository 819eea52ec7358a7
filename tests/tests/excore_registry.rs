//! The examples of the document on ExCore's `Registry`: extra fields, force, lock, merge, filter, match, tables, find, the global
//! registry.

use registry_core::{Duplicates, Metadata, Refused, Registry, Table, catalog, register, registry};
use std::sync::Arc;

trait Module: Send + Sync {}

/// `extra_field=['is_backbone']`; a field that is not given is not `None`, but has a default.
#[derive(Metadata)]
struct ModelInfo {
    is_backbone: bool,
    layers: u32,
}

/// `MODEL = Registry('Model', extra_field=['is_backbone'])`
#[registry(kind = "Model", case = "verbatim")]
static MODEL: Registry<dyn Module, ModelInfo>;

macro_rules! modules {
    ($($name:ident)+) => {
        $(impl Module for $name {})+
    };
}

/// `@MODEL.registry(force=False, is_backbone=True) class ResNet`
#[register(kind = MODEL, meta(is_backbone = true, layers = 50))]
#[derive(Default)]
struct ResNet;

#[register(kind = MODEL, name = "VGG", meta(is_backbone = true, layers = 19))]
#[derive(Default)]
struct Vgg;

#[register(kind = MODEL)]
#[derive(Default)]
struct BertHead;

#[register(kind = MODEL, meta(layers = 12))]
#[derive(Default)]
struct BertBase;

modules!(ResNet Vgg BertHead BertBase);

/// Another pool member, for `find`.
#[registry(kind = "Loss", case = "verbatim")]
static LOSS: Registry<dyn Module>;

#[register(kind = LOSS, aliases = ["ResNet"])]
#[derive(Default)]
struct PerceptualLoss;
modules!(PerceptualLoss);

struct Other;
modules!(Other);

/// `get_extra_info(key, name)`: an unknown field is an error there when it runs, and here does not compile.
#[test]
fn extra_fields_are_metadata() {
    let info = MODEL.require("ResNet").unwrap().meta();
    assert_eq!((info.is_backbone, info.layers), (true, 50));
    assert!(!MODEL.require("BertHead").unwrap().meta().is_backbone);
}

/// `MODEL.filter('is_backbone')`, and with a function
#[test]
fn entries_are_filtered_by_their_fields() {
    let names = |keep: fn(&ModelInfo) -> bool| {
        MODEL.filter(|entry| keep(entry.meta())).map(|entry| entry.name()).collect::<Vec<_>>()
    };
    assert_eq!(names(|info| info.is_backbone), ["ResNet", "VGG"]);
    assert_eq!(names(|info| info.is_backbone && info.layers < 20), ["VGG"]);
}

/// `register_module(module, force)`
#[test]
fn a_name_that_exists_needs_force() -> Result<(), Refused> {
    let registry: Registry<dyn Module> = Registry::new("Model");
    registry.register("ResNet", Arc::new(Other))?;
    let error = registry.register("ResNet", Arc::new(Other)).unwrap_err();
    assert!(error.to_string().starts_with("\"ResNet\" is taken in \"Model\""));
    registry.replace("ResNet", Arc::new(Other))?;
    Ok(())
}

/// `register_all`
#[test]
fn several_are_registered() -> Result<(), Refused> {
    let registry: Registry<dyn Module> = Registry::new("Model");
    let modules: [(&str, Arc<dyn Module>); 2] = [("ResNet", Arc::new(Other)), ("VGG", Arc::new(Other))];
    for (name, module) in modules {
        registry.register(name, module)?;
    }
    assert_eq!(registry.len(), 2);
    Ok(())
}

/// `lock_register`: there, a registration is dropped with a log line, and `registry[name] = x` still works.
#[test]
fn a_locked_registry_takes_nothing() -> Result<(), Refused> {
    let registry = LOSS.fork();
    registry.lock();
    assert!(matches!(registry.register("L1", Arc::new(Other)), Err(Refused::Locked { .. })));
    registry.unlock();
    registry.register("L1", Arc::new(Other))?;
    Ok(())
}

/// `_name_re`: letters, digits and underscores there; here all that has no white space and no control character.
#[test]
fn names_have_rules() {
    let registry: Registry<dyn Module> = Registry::new("Model");
    registry.register("res-net.v2", Arc::new(Other)).unwrap();
    assert!(matches!(registry.register("res net", Arc::new(Other)), Err(Refused::Name { .. })));
}

/// `Registry.find("ResNet")`: the first hit there, every owner here.
#[test]
fn a_name_is_found_in_every_registry() {
    let owners = |name: &str| catalog().find(name).map(|registry| registry.kind()).collect::<Vec<_>>();
    assert_eq!(owners("ResNet"), ["Loss", "Model"]);
    assert_eq!(owners("VGG"), ["Model"]);
    assert!(owners("vgg").is_empty());
}

/// There, a miss is cached for ever.
#[test]
fn a_miss_is_not_remembered() -> Result<(), Refused> {
    #[registry]
    static LATE: Registry<u32>;

    assert_eq!(catalog().find("late_one").count(), 0);
    LATE.register("late_one", Arc::new(1))?;
    assert_eq!(catalog().find("late_one").count(), 1);
    Ok(())
}

/// `registry.merge(others, force)`: there, the extra information is lost.
#[test]
fn merging_keeps_the_extra_fields() -> Result<(), Refused> {
    let merged: Registry<dyn Module, ModelInfo> = Registry::new("Merged");
    merged.merge(&MODEL, Duplicates::Deny)?;
    assert_eq!(merged.names().collect::<Vec<_>>(), ["BertBase", "BertHead", "ResNet", "VGG"]);
    assert_eq!(merged.require("ResNet").unwrap().meta().layers, 50);

    let others: Registry<dyn Module, ModelInfo> = Registry::new("Others");
    others.register("VGG", Arc::new(Other))?;
    assert!(matches!(merged.merge(&others, Duplicates::Deny), Err(Refused::Taken(_))));
    merged.merge(&others, Duplicates::Replace)?;
    assert_eq!(merged.require("VGG").unwrap().meta().layers, 0);
    Ok(())
}

/// `make_global`: there a copy, after which registering breaks. Here the catalog, which is a view.
#[test]
fn all_registries_are_in_the_catalog() {
    let kinds: Vec<_> = catalog().kinds().collect();
    assert_eq!(kinds, ["Loss", "Model", "late"]);
    assert_eq!(catalog().registry("Model").unwrap().names().len(), MODEL.len());
    assert!(catalog().registry("Models").is_none());
}

/// `registry_table()`
#[test]
fn the_registries_are_a_table() {
    let text = catalog().table().to_markdown();
    let kinds: Vec<_> = text.lines().skip(2).map(|line| line.split('|').nth(1).unwrap().trim().to_owned()).collect();
    assert_eq!(kinds, ["Loss", "Model", "late"]);
}

/// `module_table(filter="Bert*", select_info="is_backbone")`
#[test]
fn the_modules_are_a_table_with_chosen_columns() {
    let table = Table::of(MODEL.matching("Bert*"), ["name", "is_backbone"]).unwrap();
    assert_eq!(
        table.to_text(),
        "\
┌──────────┬─────────────┐
│ name     ┆ is_backbone │
╞══════════╪═════════════╡
│ BertBase ┆ false       │
│ BertHead ┆ false       │
└──────────┴─────────────┘"
    );
    let error = MODEL.table(["is_backone"]).unwrap_err();
    assert!(error.to_string().contains("did you mean \"is_backbone\"?"), "{error}");
}

/// There, only the last of several filters counts.
#[test]
fn several_patterns_are_a_union() {
    let names: Vec<_> = MODEL.matching(["Bert*", "V?G"]).map(|entry| entry.name()).collect();
    assert_eq!(names, ["BertBase", "BertHead", "VGG"]);
}

/// `__repr__ = __str__`: a table of names and where they come from.
#[test]
fn a_registry_shows_itself_as_a_table() {
    assert_eq!(LOSS.to_string(), LOSS.table(..).unwrap().to_text());
    assert!(LOSS.to_string().contains("PerceptualLoss"));
}
