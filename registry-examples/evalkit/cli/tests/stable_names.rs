//! What people write in their evaluations keeps working: names of metrics and loaders, and their configs.

registry_core::link!(evalkit_metrics, evalkit_loaders);

#[test]
fn stable_names() {
    registry_core::assert_stable_names!("tests/stable-names.json");
}
