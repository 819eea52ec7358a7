//! Entries and registries made by hand, for unit tests.

use super::Registry;
use crate::entry::{Component, Details, Entry};
use std::any::Any;

pub(super) type Number = dyn Any + Send + Sync;
pub(super) type Found = &'static Entry<Number>;

/// A registry whose entries arrive when a test says so.
macro_rules! registry {
    ($registry:ident, $arrived:ident, $duplicates:ident) => {
        static $arrived: std::sync::Mutex<Vec<crate::registry::testing::Found>> = std::sync::Mutex::new(Vec::new());
        static $registry: crate::registry::Registry<crate::registry::testing::Number> = crate::registry::Registry::with(
            crate::registry::Settings {
                kind: "numbers",
                docs: "",
                api: "",
                duplicates: crate::registry::Duplicates::$duplicates,
            },
            crate::registry::generation::Generations::new(crate::collect::Source::test(
                |take| $arrived.lock().unwrap().iter().for_each(|entry| take(entry)),
                || $arrived.lock().unwrap().len(),
            )),
        );
    };
}

fn build() -> Box<Number> {
    Box::new(1)
}

/// An entry of crate `package`, by which it comes first or last among others of its name.
pub(super) fn entry(
    registry: fn() -> Option<&'static Registry<Number>>,
    name: &'static str,
    package: &'static str,
) -> Found {
    entry_with_aliases(registry, name, package, &[])
}

pub(super) fn entry_with_aliases(
    registry: fn() -> Option<&'static Registry<Number>>,
    name: &'static str,
    package: &'static str,
    aliases: &'static [&'static str],
) -> Found {
    let facts = format!("numbers\n{package}::NUMBER\nNUMBER\n{package}@1.0.0\nlib.rs:1:1\n").leak();
    let details: &'static Details = Box::leak(Box::new(Details { aliases, ..Details::NONE }));
    let entry = Entry::new(registry, Component::Default(build), name, (), facts).with_details(details);
    Box::leak(Box::new(entry))
}

pub(super) use registry;
