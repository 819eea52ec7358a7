//! What code of a plugin can ask of its host.

use super::in_thread;
use registry_core::BoxError;
use registry_core::plugin::{Args, Conflict, Error, Host, Inputs, LoadContext, NewPlugin, Value};
use std::sync::{Arc, Mutex};
use std::thread;

fn number(name: &'static str) -> NewPlugin<u32> {
    NewPlugin::new(name, |_| Ok(1)).optional_argument::<u32>("x")
}

fn with_x(x: i128) -> Args {
    Args::new().with("x", Value::Integer(x))
}

#[test]
fn a_function_loads_in_threads_of_its_own() {
    let host = Host::empty();
    for name in ["one", "two"] {
        host.add(number(name)).unwrap();
    }
    let load = |inputs: &Inputs| {
        let context = inputs.context();
        thread::scope(|scope| {
            let loads = ["one", "two"].map(|name| {
                let context = context.clone();
                scope.spawn(move || context.load::<u32>(name))
            });
            let mut sum = 0;
            for load in loads {
                sum += *load.join().expect("no panic")?;
            }
            Ok(sum)
        })
    };
    host.add(NewPlugin::new("sum", load)).unwrap();
    let asked = host.clone();
    assert_eq!(*in_thread(move || asked.load::<u32>("sum"))().unwrap(), 2);
    // both are requirements
    for name in ["one", "two"] {
        host.load::<u32>("sum").unwrap();
        assert!(host.unload(name).unwrap());
        assert!(!host.is_loaded("sum"));
    }
}

#[test]
fn a_thread_of_a_function_cannot_reload() {
    let host = Host::empty();
    host.add(number("one")).unwrap();
    host.load_with("one", with_x(1)).unwrap();
    let load = |inputs: &Inputs| {
        let context = inputs.context();
        let outcome = thread::scope(|scope| scope.spawn(move || context.load_with("one", with_x(2))).join());
        outcome.expect("no panic")?;
        Ok(0_u32)
    };
    host.add(NewPlugin::new("other", load)).unwrap();
    let asked = host.clone();
    let error = in_thread(move || asked.load::<u32>("other"))().unwrap_err();
    assert_eq!(
        error.to_string(),
        r#""other" could not be loaded: cannot reload "one" from inside of "other", which is being loaded; do it after that"#
    );
}

#[test]
fn what_is_loaded_through_the_host_is_a_requirement_too() {
    let host = Host::empty();
    host.add(number("one")).unwrap();
    let load = |inputs: &Inputs| {
        let host = inputs.context().weak_host().upgrade().ok_or("it is gone")?;
        Ok(*host.load::<u32>("one")? + 1)
    };
    host.add(NewPlugin::new("next", load)).unwrap();
    host.load::<u32>("next").unwrap();
    host.unload("one").unwrap();
    assert!(!host.is_loaded("next"));
}

#[test]
fn a_context_ends_with_its_load() {
    let kept: Arc<Mutex<Option<LoadContext>>> = Arc::default();
    let keeping = Arc::clone(&kept);
    let host = Host::empty();
    host.add(number("one")).unwrap();
    let load = move |inputs: &Inputs| {
        *keeping.lock().unwrap() = Some(inputs.context());
        Ok(0_u32)
    };
    host.add(NewPlugin::new("keeper", load)).unwrap();
    host.load::<u32>("keeper").unwrap();
    let context = kept.lock().unwrap().take().unwrap();
    assert!(matches!(context.load::<u32>("one"), Err(Error::LoadIsOver { .. })));
    assert!(!host.is_loaded("one"));
    drop(host);
    assert!(matches!(context.load::<u32>("one"), Err(Error::HostIsGone { .. })));
}

/// All that cannot be done while a plugin is loaded or unloaded.
fn forbidden(host: &Host) -> Vec<Result<(), Error>> {
    let failures = host.shutdown().map_err(|failures| failures.iter().next().cloned().unwrap());
    vec![
        host.unload("other").map(drop),
        host.reload("other"),
        host.replace("other", number("newcomer")),
        host.remove("other"),
        host.disable("other").map(drop),
        host.enable("other").map(drop),
        host.load_with("other", with_x(5)).map(drop),
        host.load_with("other", Conflict::Force).map(drop),
        failures,
    ]
}

fn all_are_inside(host: &Host, state: &str) -> Result<(), BoxError> {
    for outcome in forbidden(host) {
        match outcome {
            Err(Error::Inside { plugin, state: found, .. }) if &*plugin == "asks" && found == state => {}
            outcome => return Err(format!("{outcome:?}").into()),
        }
    }
    Ok(())
}

#[test]
fn a_function_cannot_unload() {
    let host = Host::empty();
    host.add(number("other")).unwrap();
    host.load_with("other", with_x(1)).unwrap();
    let load = |inputs: &Inputs| {
        all_are_inside(&inputs.context().weak_host().upgrade().ok_or("it is gone")?, "loaded")?;
        Ok(0_u32)
    };
    host.add(NewPlugin::new("asks", load)).unwrap();
    let asked = host.clone();
    in_thread(move || asked.load::<u32>("asks"))().unwrap();
    assert!(host.is_loaded("other"));
}

#[test]
fn code_for_an_unload_can_use_what_is_loaded_and_nothing_else() {
    let host = Host::empty();
    host.add(number("other")).unwrap();
    host.add(number("absent")).unwrap();
    host.load_with("other", with_x(1)).unwrap();
    let weak = host.downgrade();
    let unload = move |_: &u32| {
        let host = weak.upgrade().ok_or("it is gone")?;
        all_are_inside(&host, "unloaded")?;
        host.load::<u32>("other")?;
        match host.load::<u32>("absent") {
            Err(Error::Inside { .. }) => Ok(()),
            outcome => Err(format!("{outcome:?}").into()),
        }
    };
    host.add(NewPlugin::new("asks", |_| Ok(0_u32)).unload(unload)).unwrap();
    host.load::<u32>("asks").unwrap();
    let asked = host.clone();
    assert!(in_thread(move || asked.unload("asks"))().unwrap());
    assert!(host.is_loaded("other") && !host.is_loaded("absent"));
}

#[test]
fn another_host_is_not_inside() {
    let inner = Host::empty();
    inner.add(number("one")).unwrap();
    let host = Host::empty();
    let asked = inner.clone();
    let load = move |_: &Inputs| {
        let one = asked.load::<u32>("one")?;
        asked.reload("one")?;
        asked.unload("one")?;
        Ok(*one)
    };
    host.add(NewPlugin::new("outer", load)).unwrap();
    assert_eq!(*host.load::<u32>("outer").unwrap(), 1);
}

#[test]
fn a_plugin_may_have_the_last_host() {
    let (sender, unloaded) = std::sync::mpsc::channel();
    let host = Host::empty();
    let kept: Arc<Mutex<Option<Host>>> = Arc::new(Mutex::new(Some(host.clone())));
    let dropping = Arc::clone(&kept);
    let load = move |_: &Inputs| {
        dropping.lock().unwrap().take();
        Ok(0_u32)
    };
    let unload = move |_: &u32| Ok(sender.send(())?);
    host.add(NewPlugin::new("last", load).unload(unload)).unwrap();
    let load = host.downgrade();
    let load = in_thread(move || load.upgrade().map(|host| host.load::<u32>("last")));
    drop(host);
    // the thread may come too late
    if let Some(loaded) = load() {
        loaded.unwrap();
        unloaded.recv_timeout(super::LIMIT).unwrap();
    }
}
