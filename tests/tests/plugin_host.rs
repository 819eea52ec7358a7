//! What a host tells: events, progress, tables, drawings; and what it is given: names, rules.

use registry_core::plugin::{Event, Failures, Group, Host, LoadOptions, Members, NewPlugin, PluginState};
use std::sync::{Arc, Mutex};

type Log = Arc<Mutex<Vec<String>>>;

fn one(name: &'static str) -> NewPlugin<u32> {
    NewPlugin::new(name, |_| Ok(1))
}

/// `base <- left, right <- top`
fn diamond() -> Host {
    let host = Host::empty();
    host.add(one("top").requires::<u32>("left").requires::<u32>("right")).unwrap();
    host.add(one("right").requires::<u32>("base")).unwrap();
    host.add(one("left").requires::<u32>("base")).unwrap();
    host.add(one("base")).unwrap();
    host
}

/// What the host tells, a line each.
fn watch(host: &Host) -> Log {
    let log = Log::default();
    let of_events = Arc::clone(&log);
    host.subscribe(move |event| {
        let line = match event {
            Event::Loading { plugin, .. } => format!("loading {plugin}"),
            Event::Loaded { plugin, .. } => format!("loaded {plugin}"),
            Event::Unloading { plugin, .. } => format!("unloading {plugin}"),
            Event::Unloaded { plugin, .. } => format!("unloaded {plugin}"),
            Event::Failed { plugin, .. } => format!("failed {plugin}"),
            _ => "something new".into(),
        };
        of_events.lock().unwrap().push(line);
    });
    log
}

fn taken(log: &Log) -> Vec<String> {
    std::mem::take(&mut log.lock().unwrap())
}

#[test]
fn events_come_in_order() {
    let host = diamond();
    let log = watch(&host);
    host.load::<u32>("left").unwrap();
    assert_eq!(taken(&log), ["loading base", "loaded base", "loading left", "loaded left"]);
    host.load::<u32>("top").unwrap();
    assert_eq!(taken(&log), ["loading right", "loaded right", "loading top", "loaded top"]);
    host.load::<u32>("top").unwrap();
    assert!(taken(&log).is_empty(), "it is loaded");
    host.unload("left").unwrap();
    assert_eq!(taken(&log), ["unloading top", "unloaded top", "unloading left", "unloaded left"]);
    host.replace("left", NewPlugin::<u32>::new("left", |_| Err("no".into()))).unwrap();
    host.load::<u32>("top").unwrap_err();
    assert_eq!(taken(&log), ["loading left", "failed left"]);
    drop(host);
    assert_eq!(taken(&log), ["unloading right", "unloaded right", "unloading base", "unloaded base"]);
}

#[test]
fn a_subscriber_that_panics_is_not_told_any_more() {
    let host = diamond();
    let calls = Arc::new(Mutex::new(0));
    let of_events = Arc::clone(&calls);
    host.subscribe(move |_| {
        *of_events.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += 1;
        panic!("not interested");
    });
    let log = watch(&host);
    host.load::<u32>("base").unwrap();
    assert_eq!(*calls.lock().unwrap_or_else(std::sync::PoisonError::into_inner), 1);
    assert_eq!(taken(&log), ["loading base", "loaded base"], "others are");
}

#[test]
fn a_subscriber_can_ask_the_host() {
    let host = diamond();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (weak, of_events) = (host.downgrade(), Arc::clone(&seen));
    host.subscribe(move |event| {
        if let (Event::Loaded { .. }, Some(host)) = (event, weak.upgrade()) {
            of_events.lock().unwrap().push(host.status().count(PluginState::Loaded));
        }
    });
    host.load::<u32>("top").unwrap();
    assert_eq!(*seen.lock().unwrap(), [1, 2, 3, 4]);
}

#[test]
fn progress_is_told_after_each_plugin() {
    let host = diamond();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let of_progress = Arc::clone(&seen);
    let options = LoadOptions::new().progress(move |progress| {
        of_progress.lock().unwrap().push((progress.plugin.to_owned(), progress.done, progress.total));
    });
    host.load_all_with(options).unwrap();
    let expected = [("base", 1, 4), ("left", 2, 4), ("right", 3, 4), ("top", 4, 4)];
    assert_eq!(*seen.lock().unwrap(), expected.map(|(plugin, done, total)| (plugin.to_owned(), done, total)));
}

#[test]
fn what_cannot_be_loaded_does_not_stop_the_rest() {
    let host = diamond();
    host.replace("left", NewPlugin::<u32>::new("left", |_| Err("no".into()))).unwrap();
    host.add(one("lonely").requires::<u32>("nobody")).unwrap();
    let failures: Failures = host.load_all().unwrap_err();
    let texts: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[0].starts_with("the host has no plugin \"nobody\" (required by lonely -> nobody)"), "{texts:?}");
    assert_eq!(texts[1], "\"left\" could not be loaded: no");
    let loaded: Vec<_> = host.names().into_iter().filter(|name| host.is_loaded(name)).collect();
    assert_eq!(loaded.iter().map(|name| &**name).collect::<Vec<_>>(), ["base", "right"]);
}

#[test]
fn the_table_shows_everything() {
    let host = diamond();
    host.add(NewPlugin::<u32>::new("bad", |_| Err("no".into()))).unwrap();
    host.disable("right").unwrap();
    host.load::<u32>("left").unwrap();
    host.load::<u32>("bad").unwrap_err();
    let table = host.status().to_string();
    let cells = |line: &str| line.split(['│', '┆']).map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    // the time that it took is another one each time
    let rows: Vec<[String; 4]> = table
        .lines()
        .filter(|line| line.starts_with('│'))
        .map(|line| {
            let cells = cells(line);
            [1, 2, 3, 5].map(|cell| cells[cell].clone())
        })
        .collect();
    assert_eq!(
        rows,
        [
            ["name", "state", "requires", "remark"],
            ["bad", "failed", "", "\"bad\" could not be loaded: no"],
            ["base", "loaded", "", ""],
            ["left", "loaded", "base", ""],
            ["right", "disabled", "base", ""],
            ["top", "unloaded", "left", ""],
            ["", "", "right", ""],
        ]
    );
    let base = host.status();
    let base = base.get("base").unwrap();
    assert_eq!((base.dependents.len(), &*base.dependents[0], base.type_name), (1, "left", "u32"));
}

#[test]
fn drawings_show_groups_and_what_was_found_while_loading() {
    let host = Host::empty();
    host.add(one("a")).unwrap();
    host.add(one("finds").lazy::<u32>("later").in_group("all")).unwrap();
    let finds = NewPlugin::new("dynamic", |inputs| Ok(*inputs.context().load::<u32>("a")?));
    host.add(finds).unwrap();
    host.add_group(Group::new("all").member("a").requires("dynamic")).unwrap();
    host.load::<Members>("all").unwrap();
    assert!(
        host.check().unwrap_err().to_string().contains("the host has no plugin \"later\" (required by"),
        "nobody has asked yet"
    );
    host.add(one("later")).unwrap();
    assert_eq!(
        host.graph().to_dot(),
        r#"digraph plugins {
    rankdir=LR;
    "a" [shape=box, penwidth=3];
    "all" [shape=ellipse, penwidth=3];
    "dynamic" [shape=box, penwidth=3];
    "finds" [shape=box, penwidth=3];
    "later" [shape=box];
    "all" -> "a";
    "all" -> "dynamic";
    "all" -> "finds";
    "dynamic" -> "a";
    "finds" -> "later" [style=dotted];
}"#
    );
}

#[test]
fn names_lead_to_one_plugin_until_it_is_removed() {
    let host = diamond();
    host.alias("bottom", "base").unwrap();
    let base = host.load::<u32>("base").unwrap();
    assert!(Arc::ptr_eq(&base, &host.load::<u32>("bottom").unwrap()));
    assert_eq!(host.names().len(), 4, "an alias is no plugin");
    host.unload("bottom").unwrap();
    host.remove("base").unwrap();
    assert!(!host.contains("bottom") && !host.contains("base"));
    assert!(host.load::<u32>("left").is_err());
    host.add(one("base")).unwrap();
    assert!(host.load::<u32>("left").is_ok(), "requirements go by name");
}

#[test]
fn rules_hold_for_plugins_that_come_later() {
    let host = Host::empty();
    assert_eq!(host.disable("cache.*").unwrap(), 0);
    assert_eq!(host.enable("cache.m*").unwrap(), 0);
    host.add(one("cache.disk")).unwrap();
    host.add(one("cache.memory")).unwrap();
    assert!(!host.is_enabled("cache.disk") && host.is_enabled("cache.memory"));
    assert_eq!(host.enable("*").unwrap(), 2);
    assert!(host.is_enabled("cache.disk"));
}

#[test]
fn hosts_are_independent_and_clones_are_not() {
    let (one_host, other) = (diamond(), diamond());
    one_host.load::<u32>("base").unwrap();
    assert!(!other.is_loaded("base"));
    let clone = one_host.clone();
    drop(one_host);
    assert!(clone.is_loaded("base"), "not the last one");
    let log = watch(&clone);
    drop(clone);
    assert_eq!(taken(&log), ["unloading base", "unloaded base"]);
}

#[test]
fn futures_can_be_sent() {
    fn sent<T: Send>(_: &T) {}
    let host = diamond();
    sent(&host.load_async::<u32>("base"));
    sent(&host.load_with_async("base", LoadOptions::new()));
    sent(&host.load_all_async(LoadOptions::new()));
    sent(&host.unload_async("base"));
    sent(&host.reload_async("base"));
    sent(&host.shutdown_async());
}
