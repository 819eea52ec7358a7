//! Arguments of plugins: what a load is given, what it remembers, what it refuses, and what config says.

use registry_core::config::{Document, Format};
use registry_core::plugin::{Args, Conflict, Host, HostConfig, NewPlugin, Value, args};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[derive(Debug, PartialEq)]
struct Pool {
    size: u8,
    name: Option<String>,
}

/// A host with `pool`, and how often that was loaded.
fn host() -> (Host, Arc<AtomicUsize>) {
    let host = Host::empty();
    let loads = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&loads);
    let pool = NewPlugin::new("pool", move |inputs| {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok(Pool { size: inputs.argument("size")?, name: inputs.optional_argument("name")? })
    });
    host.add(pool.argument::<u8>("size").optional_argument::<String>("name")).unwrap();
    let user = NewPlugin::new("user", |inputs| Ok(inputs.dep::<Pool>("pool")?.size));
    host.add(user.requires::<Pool>("pool")).unwrap();
    (host, loads)
}

fn size(host: &Host) -> u8 {
    host.load::<Pool>("pool").unwrap().size
}

#[track_caller]
fn assert_error<T>(result: Result<T, impl std::fmt::Display>, expected: &str) {
    assert_eq!(result.err().expect("an error").to_string(), expected);
}

#[test]
fn equal_arguments_are_the_same_instance() {
    let (host, loads) = host();
    host.load_with("pool", args! { size: 4, name: "a" }).unwrap();
    let same = args! { name: String::from("a"), size: 4_u64 };
    for conflict in [Conflict::Replace, Conflict::KeepExisting, Conflict::Error] {
        host.load_with("pool", same.clone().on_conflict(conflict)).unwrap();
    }
    assert_eq!(loads.load(Ordering::Relaxed), 1);
}

#[test]
fn other_arguments_replace() {
    let (host, loads) = host();
    host.load_with("pool", args! { size: 4 }).unwrap();
    host.load_with("pool", args! { size: 5 }).unwrap();
    assert_eq!((size(&host), loads.load(Ordering::Relaxed)), (5, 2));
}

#[test]
fn or_are_ignored() {
    let (host, loads) = host();
    host.load_with("pool", args! { size: 4 }).unwrap();
    host.load_with("pool", args! { size: 5 }.on_conflict(Conflict::KeepExisting)).unwrap();
    assert_eq!((size(&host), loads.load(Ordering::Relaxed)), (4, 1));
}

#[test]
fn or_are_refused() {
    let (host, loads) = host();
    host.load_with("pool", args! { size: 4 }).unwrap();
    assert_error(
        host.load_with("pool", args! { size: 5 }.on_conflict(Conflict::Error)),
        r#""pool" is loaded with {"size": 4}, and was asked for with {"size": 5}"#,
    );
    assert_eq!((size(&host), loads.load(Ordering::Relaxed)), (4, 1));
}

#[test]
fn force_loads_again() {
    let (host, loads) = host();
    host.load_with("pool", args! { size: 4 }).unwrap();
    host.load_with("pool", args! { size: 4 }.on_conflict(Conflict::Force)).unwrap();
    host.load_with("pool", Conflict::Force).unwrap();
    assert_eq!((size(&host), loads.load(Ordering::Relaxed)), (4, 3));
}

#[test]
fn without_arguments_it_is_the_instance_there_is() {
    let (host, loads) = host();
    host.load_with("pool", args! { size: 4 }).unwrap();
    assert_eq!((size(&host), size(&host), loads.load(Ordering::Relaxed)), (4, 4, 1));
    assert_error(
        host.load_with("pool", args! {}),
        r#""pool" needs the argument `size: u8`; give it with `load_with` or `configure`"#,
    );
    assert_eq!(size(&host), 4);
}

#[test]
fn reloads_remember_arguments() {
    let (host, loads) = host();
    host.load_with("pool", args! { size: 4 }).unwrap();
    assert_eq!(*host.load::<u8>("user").unwrap(), 4);
    host.reload("pool").unwrap();
    assert_eq!((size(&host), loads.load(Ordering::Relaxed)), (4, 2));
    assert_eq!(*host.load::<u8>("user").unwrap(), 4);
}

#[test]
fn arguments_of_a_load_are_on_top_of_configured_ones() {
    let (host, _) = host();
    host.configure("pool", args! { size: 4, name: "configured" }).unwrap();
    assert_eq!(*host.load::<Pool>("pool").unwrap(), Pool { size: 4, name: Some("configured".into()) });
    host.load_with("pool", args! { size: 5 }).unwrap();
    assert_eq!(*host.load::<Pool>("pool").unwrap(), Pool { size: 5, name: Some("configured".into()) });
    host.unload("pool").unwrap();
    assert_eq!(size(&host), 4);
}

#[test]
fn what_is_given_is_not_loaded() {
    let (host, loads) = host();
    let pool = Arc::new(Pool { size: 9, name: None });
    let user = host.load_with("user", args! { pool: Arc::clone(&pool) }).unwrap();
    assert_eq!(*user.downcast::<u8>().unwrap(), 9);
    assert_eq!(loads.load(Ordering::Relaxed), 0);
    assert!(!host.is_loaded("pool"));
    // the same instance is the same argument
    let again = host.load_with("user", args! { pool: pool }.on_conflict(Conflict::Error)).unwrap();
    assert!(Arc::ptr_eq(&user.downcast::<u8>().unwrap(), &again.downcast::<u8>().unwrap()));
    let other = Arc::new(Pool { size: 9, name: None });
    assert!(host.load_with("user", args! { pool: other }.on_conflict(Conflict::Error)).is_err());
}

#[test]
fn what_is_given_has_the_type_of_the_requirement() {
    let (host, _) = host();
    assert_error(
        host.load_with("user", args! { pool: Arc::new(9_u8) }),
        "`pool: plugin_args::Pool` of \"user\": this requirement takes an `Arc` of its type, not a `u8`",
    );
    assert_error(
        host.configure("user", args! { pool: "memory" }),
        "`pool: plugin_args::Pool` of \"user\": this requirement takes an `Arc` of its type, not \"memory\"",
    );
}

#[test]
fn what_is_missing_or_unknown_or_wrong_is_said() {
    let (host, loads) = host();
    let needs =
        |path: &str| format!("\"pool\" needs the argument `size: u8`{path}; give it with `load_with` or `configure`");
    assert_error(host.load::<Pool>("pool"), &needs(""));
    assert_error(host.load::<u8>("user"), &needs(" (required by user -> pool)"));
    assert_error(host.load_with("pool", args! { sise: 4 }), r#""pool" has no parameter `sise`; did you mean `size`?"#);
    assert_error(
        host.load_with("pool", args! { colour: 4, size: 4 }),
        r#""pool" has no parameter `colour`; it has `size`, `name`"#,
    );
    assert_error(
        host.load_with("pool", args! { size: 300 }),
        r#"`size: u8` of "pool": expected an integer from 0 to 255, not 300"#,
    );
    assert_error(
        host.load_with("pool", args! { size: 4, name: 7 }),
        r#"`name: String` of "pool": expected a text, not 7"#,
    );
    assert_error(
        host.configure("pool", args! { size: "4" }),
        r#"`size: u8` of "pool": expected an integer from 0 to 255, not "4""#,
    );
    assert_eq!(loads.load(Ordering::Relaxed), 0);
}

#[test]
fn inputs_are_of_the_type_that_they_are_asked_for() {
    let host = Host::empty();
    let wrong = NewPlugin::new("wrong", |inputs| inputs.argument::<String>("size"));
    host.add(wrong.argument::<u8>("size")).unwrap();
    assert_error(
        host.load_with("wrong", args! { size: 4 }),
        "\"wrong\" could not be loaded: the argument `size`: expected a text, not 4",
    );
    let missing = NewPlugin::new("missing", |inputs| inputs.argument::<u8>("size"));
    host.add(missing.optional_argument::<u8>("size")).unwrap();
    assert_error(host.load::<u8>("missing"), "\"missing\" could not be loaded: the argument `size` is not given");
    host.add(NewPlugin::new("unknown", |inputs| inputs.argument::<u8>("size"))).unwrap();
    assert_error(
        host.load::<u8>("unknown"),
        "\"unknown\" could not be loaded: \"unknown\" has no parameter `size` that is an argument",
    );
}

#[derive(Clone, Debug, PartialEq)]
struct Limits(u8);

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Written {
    rows: u8,
}

#[test]
fn parameters_take_what_their_type_offers() {
    let made = registry_core::__argument!(Limits, args! { limits: Limits(1) }.get("limits").unwrap());
    assert_eq!(made.unwrap(), Limits(1));
    let made = registry_core::__argument!(Option<Limits>, args! { limits: Some(Limits(1)) }.get("limits").unwrap());
    assert_eq!(made.unwrap(), Some(Limits(1)));
    let table = BTreeMap::from([("rows".to_owned(), 7)]);
    let made = registry_core::__argument!(Written, args! { written: table.clone() }.get("written").unwrap());
    assert_eq!(made.unwrap(), Written { rows: 7 });
    let accepts = registry_core::__accepts!(Written);
    assert!(accepts(&table.into()).is_ok());
    assert_error(accepts(&Value::Table(vec![])), "rows: is missing");
    let made = registry_core::__argument!(Duration, &Value::from(Duration::ZERO));
    assert_eq!(made.unwrap(), Duration::ZERO);
}

fn config(text: &str) -> HostConfig {
    Document::parse(text, Format::Toml, "host.toml").unwrap().read().unwrap()
}

#[test]
fn config_is_applied() {
    let (host, _) = host();
    host.add(NewPlugin::new("cache.memory", |_| Ok(1_u8))).unwrap();
    host.add(NewPlugin::new("cache.disk", |_| Ok(2_u8))).unwrap();
    let text = r#"
disable = ["cache.*"]
enable = ["cache.memory"]

[plugins.pool]
size = 4
name = "a"
"#;
    host.apply(&config(text)).unwrap();
    assert!(host.is_enabled("cache.memory"));
    assert!(!host.is_enabled("cache.disk"));
    assert_eq!(*host.load::<Pool>("pool").unwrap(), Pool { size: 4, name: Some("a".into()) });
    host.load_with("pool", args! { size: 4 }.on_conflict(Conflict::Error)).unwrap();

    // what is loaded may match, as long as it is enabled again
    host.load::<u8>("cache.memory").unwrap();
    host.apply(&config(text)).unwrap();
    assert_error(
        host.apply(&config("disable = ['cache.*']")),
        r#"host.toml:1:12: "cache.memory" is loaded; unload it before you disable it"#,
    );
}

#[test]
fn all_problems_of_config_are_said_and_nothing_is_done() {
    let (host, _) = host();
    host.alias("connections", "pool").unwrap();
    let text = r#"
disable = ["user", "usr"]
enable = ["nothing_like_it"]

[plugins.pol]
size = 4

[plugins.connections]
size = 4

[plugins.pool]
size = 300
nam = "a"
name = 7
"#;
    let failures = host.apply(&config(text)).unwrap_err();
    let failures: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert_eq!(
        failures,
        [
            r#"host.toml:2:20: the host has no plugin "usr"; did you mean "user"?"#,
            r#"host.toml:3:11: the host has no plugin "nothing_like_it"; it has: pool, user"#,
            r#"host.toml:5:1: the host has no plugin "pol"; did you mean "pool"?"#,
            r#"host.toml:12:8: `size: u8` of "pool": expected an integer from 0 to 255, not 300"#,
            r#"host.toml:13:7: "pool" has no parameter `nam`; did you mean `name`?"#,
            r#"host.toml:14:8: `name: String` of "pool": expected a text, not 7"#,
            r#"host.toml:12:8: `size` of "pool" is given twice, under two names of the plugin"#,
        ],
    );
    assert!(host.is_enabled("user"));
    assert_error(
        host.load::<Pool>("pool"),
        r#""pool" needs the argument `size: u8`; give it with `load_with` or `configure`"#,
    );
}

#[test]
fn config_of_another_shape_is_refused() {
    let read = |text: &str| Document::parse(text, Format::Toml, "host.toml").unwrap().read::<HostConfig>();
    assert_error(read("disabel = []"), "host.toml:1:11: disabel: unknown field; did you mean \"disable\"?");
    assert_error(
        read("disable = [4]\nplugins.pool = 5"),
        "host.toml:1:12: disable[0]: expected the name of a plugin, not 4\n\
         host.toml:2:16: plugins.pool: expected a table of arguments, not 5",
    );
}

#[test]
fn variables_are_numbers_where_numbers_are_wanted() {
    let (host, _) = host();
    let document = Document::empty().set("plugins.pool.size=4").unwrap().set("plugins.pool.name=5").unwrap();
    host.apply(&document.read().unwrap()).unwrap();
    assert_eq!(*host.load::<Pool>("pool").unwrap(), Pool { size: 4, name: Some("5".into()) });
}

#[test]
fn config_travels() {
    let mut config = HostConfig::default();
    config.disable.push("cache.*".into());
    config.plugins.insert("pool".into(), args! { size: 4, names: ["a"], limits: None::<u8> });
    let text = serde_json::to_string(&config).unwrap();
    assert_eq!(text, r#"{"disable":["cache.*"],"plugins":{"pool":{"size":4,"names":["a"],"limits":null}}}"#);
    assert_eq!(serde_json::from_str::<HostConfig>(&text).unwrap(), config);

    config.plugins.insert("pool".into(), Args::new().with("limits", Value::other(Limits(1))));
    assert_error(serde_json::to_string(&config), "a `plugin_args::Limits` cannot be written down");
}
