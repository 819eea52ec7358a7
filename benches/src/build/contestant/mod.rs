//! The ways to register that are compared, as source text.

mod by_hand;
mod items;
mod ours;
mod peers;

pub(super) use by_hand::Facts;
pub(super) use items::Items;

use super::project::Workshop;
use std::error::Error;
use std::fmt::Write;

/// The versions of the peers, as lines of a manifest.
pub(super) const LINKME: &str = "linkme = \"0.3.37\"";
pub(super) const INVENTORY: &str = "inventory = \"0.3.25\"";

/// A project beside the others of its workshop.
const UNCHANGED: &str = "unchanged = { path = '../unchanged' }";

/// Writes a crate with an attribute that gives its item back: what the compiler itself takes for any attribute.
pub(super) fn write_unchanged(workshop: &Workshop) -> Result<(), Box<dyn Error>> {
    let source = "use proc_macro::TokenStream;\n\n#[proc_macro_attribute]\n\
                  pub fn unchanged(_: TokenStream, item: TokenStream) -> TokenStream {\n    item\n}\n";
    workshop.project("unchanged").manifest("[lib]\nproc-macro = true\n").library(source).write().map(drop)
}

/// The backends of `registry-core`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backend {
    Inventory,
    Linkme,
}

/// A way to register.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Not at all: what all others are compared with.
    Nothing,
    Ours(Backend),
    ByHand(Backend, Facts),
    /// What an attribute, `inventory` and a symbol take by themselves, without anything of ours.
    Least,
    /// The attribute of `linkme` on the function itself, as its documentation shows it; nothing has a name then.
    OnFunction,
    /// A map of `scattered-collect`, by name.
    Scattered,
    /// Structs only.
    Typetag,
}

/// A way to register items of one sort.
pub(super) struct Contestant {
    pub(super) name: String,
    /// Lines of the manifest.
    pub(super) dependencies: String,
    /// What collects the registrations.
    declaration: String,
    /// What comes before an item.
    before: Box<dyn Fn(u32) -> String>,
    /// What comes before the `impl` of a struct.
    before_impl: Box<dyn Fn(u32) -> String>,
    /// What comes after an item.
    after: Box<dyn Fn(u32) -> String>,
    /// A block that reads all registrations and gives a number.
    read: String,
}

impl Way {
    pub(super) fn contestant(self, items: Items) -> Contestant {
        match self {
            Self::Nothing => Contestant::nothing(),
            Self::Ours(backend) => ours::contestant(backend, items),
            Self::ByHand(Backend::Linkme, facts) => by_hand::linkme(facts, items),
            Self::ByHand(Backend::Inventory, facts) => by_hand::inventory(facts, items),
            Self::Least => by_hand::least(items),
            Self::OnFunction => by_hand::on_function(items),
            Self::Scattered => peers::scattered(items),
            Self::Typetag => peers::typetag(),
        }
    }
}

impl Contestant {
    fn nothing() -> Self {
        Self {
            name: "nothing".to_owned(),
            dependencies: String::new(),
            declaration: String::new(),
            before: Box::new(|_| String::new()),
            before_impl: Box::new(|_| String::new()),
            after: Box::new(|_| String::new()),
            read: "0".to_owned(),
        }
    }

    /// The attribute of [`write_unchanged`], on each item.
    pub(super) fn unchanged() -> Self {
        Self {
            dependencies: UNCHANGED.to_owned(),
            before: Box::new(|_| "#[unchanged::unchanged]".to_owned()),
            ..Self::nothing()
        }
    }

    /// The source of a library that declares what collects, and registers so many items.
    pub(super) fn registering(&self, items: Items, numbers: std::ops::Range<u32>) -> String {
        let mut source = self.declaring(items);
        self.items(&mut source, items, numbers);
        source
    }

    /// The source of a library with the same items, but no registrations.
    pub(super) fn not_registering(&self, items: Items, numbers: std::ops::Range<u32>) -> String {
        let items = items.plain();
        let mut source = self.declaring(items);
        Self::nothing().items(&mut source, items, numbers);
        source
    }

    /// The source of a program that registers and then reads all.
    pub(super) fn reading(&self, items: Items, numbers: std::ops::Range<u32>) -> String {
        let source = self.registering(items, numbers);
        format!("#![allow(dead_code)]\n{source}\nfn main() {{\n    println!(\"{{}}\", {});\n}}\n", self.read)
    }

    /// What collects, without any items.
    pub(super) fn declaring(&self, items: Items) -> String {
        format!("{}\n{}\n", items.declaration(), self.declaration)
    }

    /// Appends the items with their registrations.
    pub(super) fn items(&self, source: &mut String, items: Items, numbers: std::ops::Range<u32>) {
        for number in numbers {
            let (before, after) = ((self.before)(number), (self.after)(number));
            let item = items.source(number, &(self.before_impl)(number));
            writeln!(source, "{before}\n{item}\n{after}").expect("a string takes everything");
        }
    }
}
