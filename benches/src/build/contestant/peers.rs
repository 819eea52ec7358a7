//! Other registries.

use super::by_hand::read;
use super::{Contestant, Items};

/// A map that the linker fills, as the documentation of `scattered-collect` shows it.
pub(super) fn scattered(items: Items) -> Contestant {
    let component_type = items.component_type();
    Contestant {
        name: "`scattered-collect`, a map".to_owned(),
        dependencies: "scattered-collect = \"0.22.1\"".to_owned(),
        declaration: format!(
            "#[scattered_collect::gather] pub static METRICS: scattered_collect::map::ScatteredMap<&'static str, {component_type}>;"
        ),
        after: Box::new(move |number| {
            format!(
                "#[scattered_collect::scatter(METRICS)] static ENTRY{number}: (&'static str, {component_type}) = \
                 (\"metric_{number}\", {});",
                items.component(number)
            )
        }),
        read: read("(&METRICS).into_iter().map(|(_, component)| *std::hint::black_box(component))", items),
        ..Contestant::nothing()
    }
}

/// Each `impl` is a registration. It cannot be listed, so one of them is read from a config.
pub(super) fn typetag() -> Contestant {
    Contestant {
        name: "`typetag`".to_owned(),
        dependencies: "typetag = \"0.2.23\"\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\""
            .to_owned(),
        read:
            "serde_json::from_str::<Box<dyn Metric>>(r#\"{ \"metric_7\": { \"weight\": 1.0 } }\"#).unwrap().score(1, 2)"
                .to_owned(),
        before_impl: Box::new(|number| format!("#[typetag::deserialize(name = \"metric_{number}\")]")),
        ..Contestant::nothing()
    }
}
