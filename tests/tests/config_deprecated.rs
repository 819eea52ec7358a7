//! A deprecated component works in files under all its names, and using it warns once. One test, because warnings are once for
//! each process.

#[path = "support/events.rs"]
mod events;

use events::Events;
use registry_core::config::{Document, Format, Spec};
use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry(config)]
pub static METRICS: Registry<dyn Metric>;

#[register(kind = "metrics", aliases = ["f"], deprecated(since = "1.2", note = "use `f1`"))]
#[derive(Default)]
struct OldF1;
impl Metric for OldF1 {}

#[register(kind = "metrics")]
#[derive(Default)]
struct F1;
impl Metric for F1 {}

#[test]
fn a_deprecated_component_warns_once() {
    let events = Events::hearing(|| {});
    let specs: Vec<Spec<dyn Metric>> = tracing::subscriber::with_default(events.clone(), || {
        let text = r#"["old_f1", { "name": "f" }, { "f": {} }, "f1"]"#;
        Document::parse(text, Format::Json, "metrics.json").unwrap().read().unwrap()
    });
    assert!(specs.iter().all(|spec| spec.build().is_ok()));
    assert_eq!(
        events.texts(),
        [
            r#"WARN message=config names a component that is deprecated since 1.2: use `f1` kind="metrics" name="old_f1""#
        ]
    );
}
