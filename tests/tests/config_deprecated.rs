//! A deprecated component works in files under all its names, and using it warns once. One test, because warnings are once for
//! each process.

use registry_core::config::{Document, Format, Spec};
use registry_core::{Registry, register, registry};
use std::fmt;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span;

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

/// Keeps the text of every event.
#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<String>>>);

impl tracing::Subscriber for Events {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut text = Text(event.metadata().level().to_string());
        event.record(&mut text);
        self.0.lock().unwrap().push(text.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }
}

#[test]
fn a_deprecated_component_warns_once() {
    let events = Events::default();
    let specs: Vec<Spec<dyn Metric>> = tracing::subscriber::with_default(events.clone(), || {
        let text = r#"["old_f1", { "name": "f" }, { "f": {} }, "f1"]"#;
        Document::parse(text, Format::Json, "metrics.json").unwrap().read().unwrap()
    });
    assert!(specs.iter().all(|spec| spec.build().is_ok()));
    assert_eq!(
        *events.0.lock().unwrap(),
        [
            r#"WARN message=config names a component that is deprecated since 1.2: use `f1` kind="metrics" name="old_f1""#
        ]
    );
}
