//! What is changed at run time is in the manifest of that moment.

use registry_core::manifest::Manifest;
use registry_core::{Registry, catalog, register, registry};
use std::sync::Arc;

#[registry]
static LEVELS: Registry<u32>;

#[register(kind = "levels", aliases = ["small"])]
static LOW: u32 = 1;

fn levels() -> Vec<(String, Vec<String>)> {
    let manifest: Manifest = catalog().manifest();
    let levels = manifest.registries().iter().find(|registry| registry.kind == "levels").unwrap();
    levels.entries.iter().map(|entry| (entry.name.clone(), entry.aliases.clone())).collect()
}

#[test]
fn a_manifest_is_a_picture() {
    let low = ("low".to_owned(), vec!["small".to_owned()]);
    assert_eq!(levels(), std::slice::from_ref(&low));
    LEVELS.register("high", Arc::new(9)).unwrap();
    assert_eq!(levels(), [("high".to_owned(), vec![]), low.clone()]);
    let text = serde_json::to_string(&catalog().manifest()).unwrap();
    assert!(text.contains("\"high\"") && !text.contains(".rs"), "{text}");
    LEVELS.unregister("high").unwrap();
    assert_eq!(levels(), [low]);
}
