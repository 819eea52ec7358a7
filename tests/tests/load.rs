//! Constructing everything at once, whatever becomes of each.

use registry_core::{Error, Panicked, Problem, Registry, register, registry};
use std::error::Error as _;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub trait Store: Send + Sync {}

#[registry(duplicates = "keep_first", api = "v2")]
static STORES: Registry<dyn Store>;

static BUILT: AtomicU32 = AtomicU32::new(0);

struct Memory;
impl Store for Memory {}

#[register(kind = "stores", factory, aliases = ["ram"])]
fn memory() -> Memory {
    BUILT.fetch_add(1, Relaxed);
    Memory
}

#[register(kind = "stores", factory)]
fn broken() -> Result<Memory, &'static str> {
    Err("no disk")
}

#[register(kind = "stores", factory)]
fn panicking() -> Memory {
    panic!("disk {} burns", 1 + 1)
}

/// Loses its alias, and is there under its name.
#[register(kind = "stores", factory, aliases = ["ram"])]
fn paper() -> Memory {
    Memory
}

/// Loses its name.
#[register(kind = "stores", factory, name = "memory")]
fn another() -> Memory {
    unreachable!("it has no name")
}

#[register(kind = "stores", factory, api = "v1")]
fn old() -> Memory {
    unreachable!("it is for another version")
}

#[test]
fn one_bad_entry_never_stops_the_others() {
    let report = STORES.load_all();
    assert_eq!(report.kind, "stores");
    assert_eq!(report.loaded, ["memory", "paper"]);
    assert!(!report.is_complete());
    assert_eq!(BUILT.load(Relaxed), 1);
    STORES.instance("ram").unwrap();
    assert_eq!(STORES.load_all().loaded, ["memory", "paper"]);
    assert_eq!(BUILT.load(Relaxed), 1, "instances are shared");

    let names: Vec<_> = report.errors.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["broken", "panicking"]);
    let panic = &report.errors[1].1;
    assert!(matches!(panic, Error::Construction { name: "panicking", .. }));
    assert_eq!(panic.source().unwrap().downcast_ref::<Panicked>().unwrap().message(), "disk 2 burns");

    let skipped: Vec<_> = report.skipped.iter().map(|(name, _)| *name).collect();
    assert_eq!(skipped, ["old", "memory", "ram"]);
    assert!(matches!(report.skipped[0].1, Problem::ApiMismatch { .. }));
    assert!(matches!(report.skipped[1].1, Problem::Duplicate(_)));
}

#[test]
fn the_report_can_be_read() {
    let text = STORES.load_all().to_string();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[..2], ["stores: 2 loaded, 3 skipped, 2 failed", "loaded: memory, paper"]);
    for (line, (start, end)) in lines[2..].iter().zip([
        ("skipped old: load::old at ", "is made for API \"v1\" of \"stores\", which has \"v2\"; it was kept out"),
        ("skipped memory: \"memory\" is registered twice in \"stores\": ", "was dropped"),
        ("skipped ram: \"ram\" is registered twice in \"stores\": ", "was dropped"),
        ("failed broken: stores \"broken\", registered at ", "could not be constructed: no disk"),
        (
            "failed panicking: stores \"panicking\", registered at ",
            "could not be constructed: it panicked: disk 2 burns",
        ),
    ]) {
        assert!(line.starts_with(start) && line.ends_with(end), "{line}");
    }
    assert_eq!(lines.len(), 7, "{text}");
}

#[registry]
static CONTESTED: Registry<u32>;

const NAME: &str = "same";
#[register(kind = "contested", name = NAME)]
const ONE: u32 = 1;
#[register(kind = "contested", name = NAME)]
const TWO: u32 = 2;
#[register(kind = "contested")]
const OTHER: u32 = 3;

#[test]
fn what_cannot_be_read_is_not_loaded() {
    let report = CONTESTED.load_all();
    assert!(report.loaded.is_empty());
    let names: Vec<_> = report.errors.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["other", "same"]);
    assert!(report.errors.iter().all(|(_, error)| matches!(error, Error::Inconsistent(_))));
    assert_eq!(report.skipped.len(), 1);
}

#[registry]
static VALUES: Registry<u32>;

#[register(kind = "values")]
static LARGE: u32 = 1;

#[test]
fn what_is_registered_at_run_time_is_loaded_too() {
    let values = VALUES.fork();
    values.new_entry("broken", ()).register_constructor(|| Err("no".into())).unwrap();
    values.new_entry("panicking", ()).register_constructor(|| panic!("never")).unwrap();
    let report = values.load_all();
    assert_eq!((report.loaded.as_slice(), report.errors.len()), (&["large"][..], 2), "{report}");
}

#[test]
fn where_nothing_is_wrong_the_report_is_complete() {
    let report = VALUES.load_all();
    assert!(report.is_complete());
    assert_eq!(report.to_string(), "values: 1 loaded, 0 skipped, 0 failed\nloaded: large");
    assert_eq!(format!("{report:?}"), r#"LoadReport { kind: "values", loaded: ["large"], skipped: [], errors: [] }"#);
}
