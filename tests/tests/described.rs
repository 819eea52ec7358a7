//! Entries whose types the reader does not know: metadata as values.

use registry_core::{Metadata, MetadataValue, Registry, catalog, register, registry};

#[derive(Clone, Copy, Debug)]
enum Cost {
    Dear,
}

/// Neither `Debug` nor shown.
#[derive(Clone, Copy)]
struct Secret;

#[derive(Metadata)]
struct Info {
    #[metadata(required)]
    category: &'static str,
    #[metadata(default = Cost::Dear)]
    cost: Cost,
    #[metadata(default = Secret)]
    #[allow(dead_code, reason = "there to be left out")]
    secret: Secret,
    requires: &'static [&'static str],
    limit: Option<u32>,
    r#type: char,
}

/// Things with facts.
#[registry]
static THINGS: Registry<u32, Info>;

/// The first thing.
#[register(
    kind = "things", aliases = ["uno"], api = "v1", stable, deprecated(since = "1.2", note = "use `two`"),
    meta(category = "number", requires = &["numpy", "scipy"], limit = Some(3), r#type = 'x')
)]
const ONE: u32 = 1;

#[test]
fn the_fields_of_metadata_are_values() {
    let things = catalog().registry("things").unwrap();
    let entry = things.get("uno").unwrap();
    let requires = MetadataValue::List(vec!["numpy".into(), "scipy".into()]);
    let expected = [
        ("category", "number".into()),
        ("cost", MetadataValue::Text("Dear".into())),
        ("requires", requires),
        ("limit", MetadataValue::Integer(3)),
        ("type", MetadataValue::Text("x".into())),
    ];
    assert_eq!(entry.metadata(), expected);
    assert_eq!(THINGS.require("one").unwrap().meta().fields(), expected);
}

#[test]
fn all_else_is_as_the_typed_entry_has_it() {
    let things = catalog().registry("things").unwrap();
    assert_eq!(things.iter().len(), 1);
    let (entry, typed) = (things.get("one").unwrap(), THINGS.require("one").unwrap());
    assert_eq!((entry.name(), entry.kind(), entry.aliases()), (typed.name(), typed.kind(), typed.aliases()));
    assert_eq!((entry.docs(), entry.type_name(), entry.origin()), (typed.docs(), typed.type_name(), typed.origin()));
    assert_eq!((entry.api(), entry.is_stable(), entry.deprecation()), (typed.api(), true, typed.deprecation()));
    assert!(things.get("two").is_none());
}
