//! What each error of a host says.

use registry_core::plugin::{
    Conflict, Error, Failed, Group, Handle, Host, LoadContext, LoadOptions, NewPlugin, Phase, PluginState, args, plugin,
};
use std::error::Error as _;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

fn one(name: &'static str) -> NewPlugin<u32> {
    NewPlugin::new(name, |_| Ok(1))
}

#[track_caller]
fn says<T>(outcome: Result<T, Error>, text: &str) -> Error {
    let error = outcome.err().expect("an error");
    assert_eq!(error.to_string(), text);
    assert_eq!(format!("{error:?}"), text, "a `main` that returns it prints this");
    error
}

#[test]
fn names() {
    let host = Host::empty();
    says(
        host.load::<u32>("a"),
        "the host has no plugin \"a\"; it has none at all: `add` them, or, if they are linked, name their crate: \
         `registry_core::link!(that_crate);`",
    );
    host.add(one("reader")).unwrap();
    host.add(one("writer")).unwrap();
    says(host.load::<u32>("raeder"), "the host has no plugin \"raeder\"; did you mean \"reader\"?");
    says(host.load::<u32>("cache"), "the host has no plugin \"cache\"; it has: reader, writer");
    says(
        host.add(one("reader")),
        "the host has a plugin \"reader\" already; give this one another name with `add_as`, or `replace` that one",
    );
    says(
        host.add(one("two words")),
        "\"two words\" cannot be the name of a plugin: a name must not contain white space",
    );
    says(host.add_to_group("reader", "writer"), "\"reader\" is not a group; it has no members");
    says(host.add(one("x").in_group("writer")), "\"writer\" is not a group; nothing can be in it");
    host.add_group(Group::new("all")).unwrap();
    says(host.replace("all", one("y")), "\"all\" is a group; change its members instead of replacing it");
    says(
        host.configure("all", args! { size: 1 }),
        "\"all\" is a group; it has no arguments, but its members may have some",
    );
    let handle: Handle<u32> = host.add(one("z")).unwrap();
    says(Host::empty().load(&handle).map(drop), {
        "the host has no plugin \"z\"; it has none at all: `add` them, or, if they are linked, name their crate: \
         `registry_core::link!(that_crate);`"
    });
}

#[test]
fn before_anything_is_loaded() {
    let host = Host::empty();
    host.add(one("base")).unwrap();
    host.add(one("middle").requires::<u32>("base").requires::<u32>("other")).unwrap();
    host.add(one("top").requires::<u32>("middle")).unwrap();
    says(
        host.load::<u32>("top"),
        "the host has no plugin \"other\" (required by top -> middle -> other); it has: base, middle, top",
    );
    host.add(one("other").requires::<u32>("top")).unwrap();
    says(
        host.load::<u32>("top"),
        "these plugins require each other: top -> middle -> other -> top; make one of the requirements a `Lazy`",
    );
    host.replace("other", one("other").requires::<String>("base")).unwrap();
    says(
        host.load::<u32>("top"),
        "`base` of \"other\" requires a `alloc::string::String`, but \"base\" is a `u32` (required by top -> middle -> other)",
    );
    says(host.load::<String>("top"), "the caller asks for a `alloc::string::String`, but \"top\" is a `u32`");
    host.replace("other", one("other")).unwrap();
    host.disable("b*").unwrap();
    says(
        host.load::<u32>("top"),
        "the plugin \"base\" is disabled (required by top -> middle -> base); `enable` it first",
    );
    host.enable("base").unwrap();
    host.replace("other", NewPlugin::<u32>::asynchronous("other", |_| async { Ok(Arc::new(1)) })).unwrap();
    says(
        host.load::<u32>("top"),
        "\"other\" is or has an `async fn` (required by top -> middle -> other); use the method that ends with `_async`",
    );
    assert_eq!(host.status().count(PluginState::Loaded), 0, "nothing was loaded");
}

#[test]
fn code_that_fails() {
    #[derive(Debug, PartialEq, thiserror::Error)]
    #[error("no disk")]
    struct NoDisk;
    let host = Host::empty();
    host.add(NewPlugin::<u32>::new("load", |_| Err(NoDisk.into()))).unwrap();
    let error = says(host.load::<u32>("load"), "\"load\" could not be loaded: no disk");
    let Error::Failed(failed) = &error else { panic!("{error}") };
    assert_eq!((failed.plugin(), failed.phase()), ("load", Phase::Load));
    assert_eq!(error.source().unwrap().downcast_ref::<NoDisk>(), Some(&NoDisk), "the error is the plugin's own");
    assert_eq!(host.status().get("load").unwrap().error.as_deref(), Some("\"load\" could not be loaded: no disk"));

    host.add(NewPlugin::<u32>::new("panic", |_| panic!("out of paper"))).unwrap();
    says(host.load::<u32>("panic"), "\"panic\" could not be loaded: it panicked: out of paper");
    host.add(one("check").check(|_| Err("too small".into()))).unwrap();
    says(host.load::<u32>("check"), "\"check\" did not pass its check: too small");
    host.add(one("ready")).unwrap();
    host.on_ready("ready", |_: &u32| Err("no light".into())).unwrap();
    says(host.load::<u32>("ready"), "\"ready\" was loaded and did not get ready: no light");

    host.add(one("unload").unload(|_| Err("busy".into()))).unwrap();
    host.load::<u32>("unload").unwrap();
    says(host.unload("unload"), "\"unload\" could not be unloaded and stays loaded: busy");
    says(host.remove("unload"), "\"unload\" is loaded; unload it before you remove it");
    says(host.disable("unload"), "\"unload\" is loaded; unload it before you disable it");
    let failures = host.shutdown().unwrap_err();
    assert_eq!(failures.to_string(), "\"unload\" could not be unloaded and stays loaded: busy");
    assert_eq!(failures.iter().len(), 1);
}

#[test]
fn a_destructor_that_panics() {
    struct Bad;
    impl Drop for Bad {
        fn drop(&mut self) {
            panic!("jammed");
        }
    }
    let host = Host::empty();
    host.add(NewPlugin::new("bad", |_| Ok(Bad))).unwrap();
    host.load::<Bad>("bad").unwrap();
    says(host.unload("bad"), "\"bad\" was unloaded, but not dropped well: it panicked: jammed");
    assert!(!host.is_loaded("bad"));
}

#[test]
fn what_is_given_up_is_told_to_subscribers() {
    let host = Host::empty();
    let plugin = one("a").check(|_| Err("too small".into())).unload(|_| Err("busy".into()));
    host.add(plugin).unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    host.subscribe(move |event| {
        if let registry_core::plugin::Event::Failed { error, .. } = event {
            log.lock().unwrap().push(error.to_string());
        }
    });
    says(host.load::<u32>("a"), "\"a\" did not pass its check: too small");
    let expected = ["\"a\" was given up and could not be unloaded: busy", "\"a\" did not pass its check: too small"];
    assert_eq!(*told.lock().unwrap(), expected);
}

#[test]
fn a_reload_says_what_is_not_loaded_any_more() {
    let host = Host::empty();
    let fails = Arc::new(Mutex::new(false));
    let of_plugin = Arc::clone(&fails);
    let middle =
        NewPlugin::new("middle", move |_| if *of_plugin.lock().unwrap() { Err("no luck".into()) } else { Ok(1_u32) });
    host.add(one("base")).unwrap();
    host.add(middle.requires::<u32>("base")).unwrap();
    host.add(one("top").requires::<u32>("middle")).unwrap();
    host.add(one("beside").requires::<u32>("base")).unwrap();
    host.load_all().unwrap();
    *fails.lock().unwrap() = true;
    let error = says(
        host.reload("base"),
        "\"base\" was not reloaded completely: \"middle\" could not be loaded: no luck; now unloaded: middle, top",
    );
    let Error::Reload(failed) = &error else { panic!("{error}") };
    assert_eq!(failed.unloaded().collect::<Vec<_>>(), ["middle", "top"]);
    let source = error.source().unwrap().downcast_ref::<Error>().unwrap();
    assert!(matches!(source, Error::Failed(failed) if failed.plugin() == "middle"));
    assert!(host.is_loaded("beside"));
}

#[test]
fn conflicts_and_code_inside_of_plugins() {
    #[plugin(anonymous)]
    fn sized(size: u32) -> u32 {
        size
    }
    #[plugin(anonymous)]
    fn asks(context: LoadContext) -> Result<LoadContext, Error> {
        context.load_with("sized", args! { size: 9 })?;
        Ok(context)
    }
    #[plugin(anonymous)]
    fn keeps(context: LoadContext) -> LoadContext {
        context
    }
    let host = Host::empty();
    host.add(sized::handle()).unwrap();
    host.add(asks::handle()).unwrap();
    host.add(keeps::handle()).unwrap();
    host.load_with("sized", args! { size: 4 }).unwrap();
    says(
        host.load_with("sized", args! { size: 5 }.on_conflict(Conflict::Error)),
        "\"sized\" is loaded with {\"size\": 4}, and was asked for with {\"size\": 5}",
    );
    says(
        host.load(asks::handle()).map(drop),
        "\"asks\" could not be loaded: cannot reload \"sized\" from inside of \"asks\", which is being loaded; do it after that",
    );
    let context = host.load(keeps::handle()).unwrap();
    says(
        context.load::<u32>("sized"),
        "the load of \"keeps\" is over, so nothing can become a requirement of it; keep a `Lazy` or a `WeakHost`",
    );
    let weak = context.weak_host();
    drop(host);
    assert!(weak.upgrade().is_none());
    says(context.load::<u32>("sized"), "the host of \"sized\" is gone, or going");
}

#[test]
fn a_load_that_takes_too_long() {
    let host = Host::empty();
    let (go, wait) = mpsc::channel::<()>();
    let wait = Mutex::new(wait);
    let slow = NewPlugin::new("slow", move |_| {
        // an error, too, lets it go on
        let _ = wait.lock().unwrap().recv();
        Ok(1_u32)
    });
    host.add(slow).unwrap();
    host.add(one("top").requires::<u32>("slow")).unwrap();
    // the time may be over before the function has begun
    for milliseconds in 1.. {
        let options = LoadOptions::new().timeout(Duration::from_millis(milliseconds));
        let error = host.load_with("top", options).unwrap_err();
        if matches!(&error, Error::Timeout { running, .. } if !running.is_empty()) {
            says(Err::<(), _>(error), &format!("loading \"top\" takes longer than {milliseconds}ms, in \"slow\""));
            break;
        }
    }
    assert_eq!(host.status().get("slow").unwrap().state, PluginState::Abandoned);
    says(host.load::<u32>("top"), "\"slow\" is still being loaded for a request that has timed out; try again later");
    drop(go);
}

#[test]
fn a_failure_can_be_told_apart() {
    fn is_failure_of(error: &Error, plugin: &str) -> bool {
        matches!(error, Error::Failed(failed) if Failed::plugin(failed) == plugin)
    }
    let host = Host::empty();
    host.add(NewPlugin::<u32>::new("a", |_| Err("no".into()))).unwrap();
    host.add(one("b").requires::<u32>("a")).unwrap();
    assert!(is_failure_of(&host.load::<u32>("b").unwrap_err(), "a"), "not of what requires it");
}
