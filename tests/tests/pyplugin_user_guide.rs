//! The examples of pyplugin's user guide that concern its registry: names, registering and unregistering, anonymous plugins,
//! replacing. What it says of loading is another matter.

use registry_core::{Refused, Registry, register, registry};
use std::collections::BTreeMap;
use std::sync::Arc;

type Documents = BTreeMap<u32, String>;

/// A plugin is a callable.
#[registry]
static PLUGINS: Registry<fn(&str) -> Documents>;

/// `@plugin`: under its own name.
#[register(kind = "plugins")]
fn db_client(uri: &str) -> Documents {
    Documents::from([(0, uri.to_owned())])
}

/// `@plugin(name="my_plugin")`
#[register(kind = "plugins", name = "my_plugin")]
fn another_client(uri: &str) -> Documents {
    Documents::from([(1, uri.to_owned())])
}

/// `@plugin(anonymous=True)`: a function without the attribute.
fn replacement_for_db_client(_: &str) -> Documents {
    Documents::new()
}

#[test]
fn plugins_have_the_name_of_the_function_or_another() {
    assert_eq!(PLUGINS.names().collect::<Vec<_>>(), ["db_client", "my_plugin"]);
    assert_eq!(PLUGINS.instance("db_client").unwrap()("localhost")[&0], "localhost");
    assert_eq!(PLUGINS.require("db_client").unwrap().type_name(), "pyplugin_user_guide::db_client");
}

/// `register(replacement_for_db_client, name="special_name")`, and `unregister()`
#[test]
fn an_anonymous_plugin_is_registered_later() -> Result<(), Refused> {
    let plugins = PLUGINS.fork();
    assert!(!plugins.contains("replacement_for_db_client"));
    plugins.new_entry("special_name", ()).register_value(replacement_for_db_client)?;
    assert_eq!(plugins.names().collect::<Vec<_>>(), ["db_client", "my_plugin", "special_name"]);
    plugins.unregister("special_name")?;
    assert!(!plugins.contains("special_name"));
    Ok(())
}

/// `replace_registered_plugin("db_client", DictDB)`
#[test]
fn a_plugin_is_replaced_behind_its_name() -> Result<(), Refused> {
    let plugins = PLUGINS.fork();
    plugins.new_entry("db_client", ()).replacing().register_value(replacement_for_db_client)?;
    assert!(plugins.instance("db_client").unwrap()("mongodb://localhost:27018").is_empty());
    assert_eq!(PLUGINS.instance("db_client").unwrap()("localhost").len(), 1, "only where it was replaced");

    let error = plugins.new_entry("db_clinet", ()).replacing().register_value(replacement_for_db_client);
    assert!(error.unwrap_err().to_string().contains("did you mean \"db_client\"?"));
    Ok(())
}

trait Database: Send + Sync {
    fn insert_one(&self, document: &str) -> usize;
}

#[registry]
static DATABASES: Registry<dyn Database>;

#[register(kind = "databases")]
#[derive(Default)]
struct Remote;

impl Database for Remote {
    fn insert_one(&self, _: &str) -> usize {
        0 // there is no server
    }
}

/// What the guide's `db_writer` does with whatever client there is.
fn db_writer(databases: &Registry<dyn Database>, document: &str) -> usize {
    databases.instance("remote").map_or(0, |database| database.insert_one(document))
}

/// "Now whenever db_writer is used, it will use the new DictDB."
#[test]
fn those_who_use_the_name_get_the_replacement() -> Result<(), Refused> {
    #[derive(Default)]
    struct DictDb(std::sync::Mutex<Vec<String>>);

    impl Database for DictDb {
        fn insert_one(&self, document: &str) -> usize {
            let mut documents = self.0.lock().unwrap();
            documents.push(document.to_owned());
            documents.len()
        }
    }

    let databases = DATABASES.fork();
    databases.replace("remote", Arc::new(DictDb::default()))?;
    assert_eq!((db_writer(&databases, "a"), db_writer(&databases, "b")), (1, 2));
    Ok(())
}
