//! Entries that are written by hand and submitted to `linkme` or `inventory`.

use super::items::docs;
use super::{Contestant, INVENTORY, Items, LINKME, UNCHANGED};

/// What an entry by hand knows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::build) enum Facts {
    /// A name, and the function or a constructor.
    Least,
    /// What an entry of ours knows, each in a field of its own.
    Same,
}

impl Facts {
    fn words(self) -> &'static str {
        match self {
            Self::Least => "name and component",
            Self::Same => "the same facts",
        }
    }

    fn fields(self, items: Items) -> String {
        let component = items.component_type();
        match self {
            Self::Least => format!("pub name: &'static str, pub component: {component}"),
            Self::Same => format!(
                "pub name: &'static str, pub component: {component}, pub docs: &'static str, pub module: &'static str, \
                 pub item: &'static str, pub kind: &'static str, pub file: &'static str, pub line: u32, pub column: u32, \
                 pub package: &'static str, pub version: &'static str"
            ),
        }
    }

    fn value(self, items: Items, number: u32) -> String {
        let component = items.component(number);
        match self {
            Self::Least => format!("MetricEntry {{ name: \"metric_{number}\", component: {component} }}"),
            Self::Same => format!(
                "MetricEntry {{ name: \"metric_{number}\", component: {component}, docs: \"{}\", \
                 module: module_path!(), item: \"{}\", kind: \"metrics\", file: file!(), line: line!(), \
                 column: column!(), package: env!(\"CARGO_PKG_NAME\"), version: env!(\"CARGO_PKG_VERSION\") }}",
                docs(number),
                items.ident(number)
            ),
        }
    }
}

pub(super) fn linkme(facts: Facts, items: Items) -> Contestant {
    match facts {
        Facts::Least => least_with_linkme(items),
        Facts::Same => Contestant {
            name: format!("`linkme` by hand, {}", facts.words()),
            dependencies: LINKME.to_owned(),
            declaration: format!(
                "pub struct MetricEntry {{ {} }}\n#[linkme::distributed_slice] pub static METRICS: [MetricEntry];",
                facts.fields(items)
            ),
            after: Box::new(move |number| {
                format!(
                    "#[linkme::distributed_slice(METRICS)] static ENTRY{number}: MetricEntry = {};",
                    facts.value(items, number)
                )
            }),
            read: read("METRICS.iter().map(|entry| std::hint::black_box(entry).component)", items),
            ..Contestant::nothing()
        },
    }
}

/// `linkme` does not ask for a type of one's own.
fn least_with_linkme(items: Items) -> Contestant {
    let entry = format!("(&'static str, {})", items.component_type());
    Contestant {
        name: format!("`linkme` by hand, {}", Facts::Least.words()),
        dependencies: LINKME.to_owned(),
        declaration: format!("#[linkme::distributed_slice] pub static METRICS: [{entry}];"),
        after: Box::new(move |number| {
            let component = items.component(number);
            format!(
                "#[linkme::distributed_slice(METRICS)] static ENTRY{number}: {entry} = (\"metric_{number}\", {component});"
            )
        }),
        read: read("METRICS.iter().map(|entry| std::hint::black_box(entry).1)", items),
        ..Contestant::nothing()
    }
}

/// The function alone: `linkme` makes the static.
pub(super) fn on_function(items: Items) -> Contestant {
    Contestant {
        name: "`#[distributed_slice]` on the function, no name".to_owned(),
        dependencies: LINKME.to_owned(),
        declaration: format!("#[linkme::distributed_slice] pub static METRICS: [{}];", items.component_type()),
        before: Box::new(|_| "#[linkme::distributed_slice(METRICS)]".to_owned()),
        read: read("METRICS.iter().map(|component| *std::hint::black_box(component))", items),
        ..Contestant::nothing()
    }
}

pub(super) fn inventory(facts: Facts, items: Items) -> Contestant {
    Contestant {
        name: format!("`inventory` by hand, {}", facts.words()),
        dependencies: INVENTORY.to_owned(),
        declaration: format!("pub struct MetricEntry {{ {} }}\ninventory::collect!(MetricEntry);", facts.fields(items)),
        after: Box::new(move |number| format!("inventory::submit! {{ {} }}", facts.value(items, number))),
        read: read("inventory::iter::<MetricEntry>().map(|entry| std::hint::black_box(entry).component)", items),
        ..Contestant::nothing()
    }
}

/// Behind an attribute that changes nothing, with a static of its own, because a symbol needs one.
pub(super) fn least(items: Items) -> Contestant {
    let by_hand = inventory(Facts::Least, items);
    Contestant {
        name: "the least: `inventory` by hand, with a symbol, behind an attribute that changes nothing".to_owned(),
        dependencies: format!("{INVENTORY}\n{UNCHANGED}"),
        declaration: by_hand.declaration.replace("collect!(", "collect!(&'static "),
        after: Box::new(move |number| {
            let value = Facts::Least.value(items, number);
            format!(
                "inventory::submit! {{ {{ #[unsafe(export_name = \"__metric_{number}\")] static ENTRY: MetricEntry = {value}; &ENTRY }} }}"
            )
        }),
        ..Contestant::unchanged()
    }
}

/// Uses each of the components.
pub(super) fn read(components: &str, items: Items) -> String {
    format!("{components}.map(|component| {}).fold(0, u64::wrapping_add)", items.used())
}
