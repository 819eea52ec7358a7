//! What programs write by hand: an entry with the same facts, collected by `inventory`.

use api::Metric;

pub struct Entry {
    pub name: &'static str,
    pub create: fn() -> Box<dyn Metric>,
    pub docs: &'static str,
    pub module: &'static str,
    pub item: &'static str,
    pub file: &'static str,
    pub line: u32,
    pub package: &'static str,
    pub version: &'static str,
}

inventory::collect!(Entry);

pub fn entries() -> impl Iterator<Item = &'static Entry> {
    inventory::iter::<Entry>.into_iter()
}
