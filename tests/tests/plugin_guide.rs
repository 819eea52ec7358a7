//! The examples of pyplugin's user guide that concern loading, with the outcome that the guide promises. Those that concern names are in
//! `pyplugin_user_guide.rs`.

use registry_core::plugin::{Conflict, Dep, Error, Group, Handle, Host, LoadContext, Members, NewPlugin, args, plugin};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// A document store, of which the guide has two.
pub trait Db: Send + Sync {
    fn insert_one(&self, id: u32, document: &str) -> usize;
    fn uri(&self) -> &str;
}

#[derive(Default)]
struct Client {
    uri: String,
    documents: Mutex<BTreeMap<u32, String>>,
    log: Option<Log>,
}

type Log = Arc<Mutex<Vec<String>>>;

impl Db for Client {
    fn insert_one(&self, id: u32, document: &str) -> usize {
        let mut documents = self.documents.lock().unwrap();
        documents.insert(id, document.to_owned());
        documents.len()
    }

    fn uri(&self) -> &str {
        &self.uri
    }
}

/// `@plugin def db_client(uri): return db_library.connect(uri)`
#[plugin(type = dyn Db)]
fn db_client(uri: String) -> Client {
    Client { uri, ..Client::default() }
}

/// Writes a document, and gives how many there are.
type Insert = dyn Fn(u32, &str) -> usize + Send + Sync;

/// `@plugin(requires="db_client") def db_writer(db_client)`, which returns a function
#[plugin]
fn db_writer(db_client: Dep<dyn Db>) -> Box<Insert> {
    Box::new(move |id, document| db_client.insert_one(id, document))
}

fn host() -> Host {
    let host = Host::empty();
    host.add(db_client::handle()).unwrap();
    host.add(db_writer::handle()).unwrap();
    host
}

#[test]
fn defining_and_naming() -> Result<(), Error> {
    #[plugin(name = "guide.my_plugin")]
    fn named(uri: String) -> String {
        uri
    }
    assert_eq!(named::handle().name(), "guide.my_plugin");
    // `@plugin(bind=True)`: the plugin itself is passed
    #[plugin(anonymous)]
    fn bound(context: LoadContext) -> String {
        context.name().to_owned()
    }
    let host = Host::new();
    assert!(host.contains("guide.my_plugin") && host.contains("db_client") && !host.contains("bound"));
    // `register(replacement_for_db_client, name="special_name")`
    let special = host.add_as("special_name", bound::handle())?;
    assert_eq!(*host.load(&special)?, "special_name");
    Ok(())
}

#[test]
fn requirements_are_loaded_or_passed_in() -> Result<(), Error> {
    let host = host();
    let error = host.load(db_writer::handle()).err().unwrap();
    let expected = "\"db_client\" needs the argument `uri: String` (required by db_writer -> db_client); \
                    give it with `load_with` or `configure`";
    assert_eq!(error.to_string(), expected);

    host.load_with("db_client", args! { uri: "localhost" })?;
    assert_eq!(host.load(db_writer::handle())?(1, "a"), 1);

    let own: Arc<dyn Db> = Arc::new(Client::default());
    let other = self::host();
    other.load_with("db_writer", args! { db_client: own })?;
    assert!(!other.is_loaded("db_client"), "what is passed in is not loaded");
    Ok(())
}

#[plugin(anonymous)]
fn upstream(#[arg(default = 4)] arg: u32) -> u32 {
    arg
}

#[plugin(anonymous)]
fn dyn_plugin(context: LoadContext) -> Result<u32, Error> {
    Ok(*context.load::<u32>("upstream")?)
}

/// `assert dyn_plugin() == 4; upstream(arg=5); assert dyn_plugin.instance == 5`
#[test]
fn dynamic_requirements() -> Result<(), Error> {
    let host = Host::empty();
    host.add(upstream::handle())?;
    host.add(dyn_plugin::handle())?;
    assert_eq!(*host.load(dyn_plugin::handle())?, 4);
    host.load_with("upstream", args! { arg: 5 })?;
    assert_eq!(host.get(dyn_plugin::handle())?.as_deref(), Some(&5));
    Ok(())
}

/// `class DictDB(dict)`, once replaced before and once after `db_writer` is loaded
#[test]
fn replacing_plugins() -> Result<(), Error> {
    // option 1: the original, loaded with something else
    let first = host();
    first.load_with("db_client", args! { uri: "mongodb://localhost:27018" })?;
    assert_eq!(first.load::<dyn Db>("db_client")?.uri(), "mongodb://localhost:27018");

    // option 2: another implementation
    let dict_db =
        || NewPlugin::<dyn Db>::shared("DictDB", |_| Ok(Arc::new(Client { uri: "dict".into(), ..Client::default() })));
    let second = host();
    second.replace("db_client", dict_db())?;
    assert_eq!(second.load(db_writer::handle())?(1, "a"), 1);
    assert_eq!(second.load::<dyn Db>("db_client")?.uri(), "dict");

    first.load(db_writer::handle())?(1, "a");
    first.replace("db_client", dict_db())?;
    assert_eq!(first.load(db_writer::handle())?(2, "b"), 1, "the writer came back with the empty one");

    let error = first.replace("db_client", upstream::handle()).unwrap_err();
    assert!(error.to_string().starts_with("the replacement is a `u32`, but \"db_client\" is a `dyn"), "{error}");
    Ok(())
}

#[test]
fn load_conflicts() -> Result<(), Error> {
    let host = Host::empty();
    host.add(upstream::handle())?;
    let load = |arg: u32, conflict| host.load_with(upstream::handle(), args! { arg: arg }.on_conflict(conflict));
    let first = load(1, Conflict::Replace)?;
    assert!(Arc::ptr_eq(&first, &load(1, Conflict::Replace)?), "the same arguments: the same instance");
    assert_eq!(*load(2, Conflict::KeepExisting)?, 1);
    assert_eq!(*load(2, Conflict::Replace)?, 2);
    let second = load(2, Conflict::Error)?;
    assert!(!Arc::ptr_eq(&second, &load(2, Conflict::Force)?), "forced, although nothing differs");
    assert!(matches!(load(3, Conflict::Error), Err(Error::Conflict { .. })));
    assert_eq!(*load(2, Conflict::Error)?, 2);
    Ok(())
}

#[test]
fn callbacks_are_called_in_order_after_each_load() -> Result<(), Error> {
    let host = Host::empty();
    host.add(upstream::handle())?;
    let seen = Arc::new(Mutex::new(Vec::new()));
    for name in ["first", "second"] {
        let seen = Arc::clone(&seen);
        host.on_ready(upstream::handle(), move |arg| {
            seen.lock().unwrap().push(format!("{name} {arg}"));
            Ok(())
        })?;
    }
    host.load(upstream::handle())?;
    host.load_with("upstream", args! { arg: 5 })?;
    assert_eq!(*seen.lock().unwrap(), ["first 4", "second 4", "first 5", "second 5"]);
    Ok(())
}

/// `@plugin(unload_callable=lambda instance: instance.disconnect())`
#[test]
fn unloading_takes_dependents_first() -> Result<(), Error> {
    fn disconnect(client: &Client) {
        client.log.as_ref().unwrap().lock().unwrap().push("disconnected".into());
    }
    #[plugin(anonymous, name = "client", unload = disconnect)]
    fn client(log: Log) -> Client {
        Client { log: Some(log), ..Client::default() }
    }
    let host = Host::empty();
    let log = Log::default();
    host.add(client::handle())?;
    let of_user = Arc::clone(&log);
    let user = NewPlugin::new("user", |_| Ok(1_u32)).requires::<Client>("client").unload(move |_| {
        of_user.lock().unwrap().push("user".into());
        Ok(())
    });
    host.add(user)?;
    host.configure("client", args! { log: Arc::clone(&log) })?;
    host.load::<u32>("user")?;
    assert!(host.unload("client")?);
    assert_eq!(*log.lock().unwrap(), ["user", "disconnected"]);
    assert!(!host.unload("client")?, "already unloaded: nothing happens");
    Ok(())
}

#[plugin(anonymous)]
fn plugin1() -> u32 {
    1
}

#[plugin(anonymous)]
fn plugin2() -> u32 {
    2
}

fn numbers(group: &Members) -> Result<Vec<u32>, Error> {
    Ok(group.all::<u32>()?.iter().map(|number| **number).collect())
}

/// `my_group = PluginGroup(name="my_group", plugins=["plugin1", plugin2])`, then `my_group() == [1, 2]`
#[test]
fn groups() -> Result<(), Error> {
    let host = Host::empty();
    let plugin1: Handle<u32> = host.add(plugin1::handle())?;
    host.add(plugin2::handle())?;
    host.add_group(Group::new("my_group").member(&plugin1).member("plugin2"))?;
    let group = host.load::<Members>("my_group")?;
    assert_eq!((group.len(), numbers(&group)?), (2, vec![1, 2]));
    assert_eq!(group.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["plugin1", "plugin2"]);

    // `my_group.remove(plugin1)`
    assert!(host.remove_from_group("my_group", &plugin1)?);
    host.reload("my_group")?;
    assert_eq!(numbers(&*host.load::<Members>("my_group")?)?, [2]);

    // "Membership by name .. will remain dynamic"
    host.add_to_group("my_group", "plugin3")?;
    let error = host.reload("my_group").unwrap_err();
    assert!(error.to_string().contains("the host has no plugin \"plugin3\" (required by my_group"), "{error}");
    assert!(host.is_loaded("my_group"), "found before anything was unloaded");
    host.add(NewPlugin::new("plugin3", |_| Ok(3_u32)))?;
    host.reload("my_group")?;
    assert_eq!(numbers(&*host.load::<Members>("my_group")?)?, [2, 3]);
    Ok(())
}

/// "Groups can declare dependencies that must be loaded before"
#[test]
fn a_group_has_requirements() -> Result<(), Error> {
    let host = Host::empty();
    host.add(plugin1::handle())?;
    host.add(plugin2::handle())?;
    host.add_group(Group::new("my_group").member("plugin1").requires("plugin2"))?;
    assert_eq!(numbers(&*host.load::<Members>("my_group")?)?, [1], "what is required is no member");
    assert!(host.is_loaded("plugin2"));
    host.unload("my_group")?;
    assert!(!host.is_loaded("plugin1") && host.is_loaded("plugin2"));
    Ok(())
}

/// `@group def loader(plugins, ..): print("Before loading"); yield ..; print("After loading")`
#[test]
fn a_wrapper_changes_order_and_arguments() -> Result<(), Error> {
    let host = Host::empty();
    host.add(plugin1::handle())?;
    host.add(plugin2::handle())?;
    host.add(upstream::handle())?;
    let log = Log::default();
    let of_wrapper = Arc::clone(&log);
    let group = Group::new("loader").member("plugin1").member("plugin2").member("upstream").wrap(move |load| {
        of_wrapper.lock().unwrap().push("before".to_owned());
        load.retain(|name| name != "plugin1");
        load.sort_by_key(|name| std::cmp::Reverse(name.to_owned()));
        load.args("upstream", args! { arg: 9 });
        load.load()?;
        of_wrapper.lock().unwrap().push("after".to_owned());
        Ok(())
    });
    host.add_group(group)?;
    let of_events = Arc::clone(&log);
    host.subscribe(move |event| {
        if let registry_core::plugin::Event::Loading { plugin, .. } = event {
            of_events.lock().unwrap().push((*plugin).to_owned());
        }
    });
    assert_eq!(numbers(&*host.load::<Members>("loader")?)?, [9, 2]);
    assert_eq!(*log.lock().unwrap(), ["loader", "before", "upstream", "plugin2", "after"]);
    assert!(!host.is_loaded("plugin1"));
    Ok(())
}

/// "By setting enforce_type, this allows you to define a group that will only accept certain plugins": whoever requires it says which.
#[test]
fn a_group_of_one_type() -> Result<(), Error> {
    let host = Host::empty();
    host.add(plugin1::handle())?;
    host.add(NewPlugin::new("text", |_| Ok(String::new())))?;
    host.add_group(Group::new("members").member("plugin1").member("text"))?;
    let sum =
        NewPlugin::new("sum", |inputs| Ok(inputs.all::<u32>("members")?.iter().map(|number| **number).sum::<u32>()));
    host.add(sum.requires_all::<u32>("members"))?;
    let error = host.check().unwrap_err();
    assert_eq!(error.to_string(), "`members` of \"sum\" requires a `u32`, but \"text\" is a `alloc::string::String`");
    assert!(matches!(host.load::<u32>("sum"), Err(Error::WrongType(_))));
    assert!(!host.is_loaded("plugin1"), "nothing was loaded");
    host.remove_from_group("members", "text")?;
    assert_eq!(*host.load::<u32>("sum")?, 1);
    Ok(())
}
