//! What came from another registry is shown as what it is in this one, with the names that lead to it here.

use registry_core::{AnyEntry, Duplicates, Registry, Table, catalog, register, registry};

#[registry(duplicates = "keep_first")]
static LEVELS: Registry<u32>;

/// Low.
#[register(kind = "levels", aliases = ["small", "flat"])]
static LOW: u32 = 1;

mod replacing {
    use super::{LEVELS, LOW};
    use registry_core::register;

    #[register(kind = "levels", name = "low", replaces = LOW, aliases = ["tiny"])]
    static LOWER: u32 = 0;
}

#[register(kind = "levels", aliases = ["high"])]
const TALL: u32 = 8;

/// Takes `high` away from the one above: names come before aliases.
#[register(kind = "levels")]
const HIGH: u32 = 9;

#[registry]
static MERGED: Registry<u32>;

#[registry]
static OTHERS: Registry<u32>;

#[register(kind = "others", aliases = ["x"])]
const EXTRA: u32 = 5;

#[register(kind = "merged")]
const PLAIN: u32 = 3;

#[test]
fn an_entry_is_of_the_kind_of_its_registry() {
    MERGED.merge(&OTHERS, Duplicates::Deny).unwrap();
    assert_eq!(MERGED.require("extra").unwrap().kind(), "others");

    let table = MERGED.table(..).unwrap();
    assert_eq!(table.columns().collect::<Vec<_>>(), ["name", "description"]);
    assert!(!MERGED.to_string().contains("kind"), "{MERGED}");
    let merged = catalog().registry("merged").unwrap();
    assert!(merged.iter().all(|entry| entry.kind() == "merged"));
    assert_eq!(merged.get("x").unwrap().path(), Some("merged_table::MERGED"));
    assert_eq!(merged.to_string(), MERGED.to_string());
    assert_eq!(AnyEntry::from(MERGED.require("extra").unwrap()).path(), None);

    // a registry of one's own is no other
    let own: Registry<u32> = Registry::new("own");
    own.merge(&OTHERS, Duplicates::Deny).unwrap();
    let kinds: Table = own.table(["kind", "aliases"]).unwrap();
    assert_eq!(kinds.to_markdown().lines().last(), Some("| own  | x       |"));
}

#[test]
fn aliases_are_what_leads_to_an_entry() {
    let expected = "\
| name | aliases           |
|------|-------------------|
| high |                   |
| low  | tiny, flat, small |
| tall |                   |";
    assert_eq!(LEVELS.table(["name", "aliases"]).unwrap().to_markdown(), expected);
    let levels = catalog().registry("levels").unwrap();
    assert_eq!(levels.table(["name", "aliases"]).unwrap().to_markdown(), expected);
}
