//! Code that a host calls and that asks the host: subscribers, progress, hooks, arguments, errors, destructors.

use registry_core::plugin::{Conflict, Error, Event, Group, Host, LoadOptions, NewPlugin, args, plugin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn one(name: &'static str) -> NewPlugin<u32> {
    NewPlugin::new(name, |_| Ok(1))
}

#[test]
fn what_subscribers_and_progress_ask_is_asked_from_inside() {
    let host = Host::empty();
    host.add(one("a")).unwrap();
    host.add(one("b")).unwrap();
    let said = Arc::new(Mutex::new(Vec::new()));
    let (weak, log) = (host.downgrade(), Arc::clone(&said));
    host.subscribe(move |event| {
        let host = weak.upgrade().unwrap();
        let outcome = match event {
            Event::Loading { plugin, .. } => host.load::<u32>(*plugin).map(drop),
            Event::Loaded { .. } => host.unload("b").map(drop),
            _ => Ok(()),
        };
        log.lock().unwrap().extend(outcome.err().map(|error| error.to_string()));
    });
    let (weak, log) = (host.downgrade(), Arc::clone(&said));
    let options = LoadOptions::new().progress(move |_| {
        let outcome = weak.upgrade().unwrap().disable("b");
        log.lock().unwrap().extend(outcome.err().map(|error| error.to_string()));
    });
    host.load_with("a", options).unwrap();
    let expected = ["load \"a\"", "unload \"b\"", "disable \"b\""].map(|what| {
        format!("cannot {what} from inside of \"a\", which is being told to subscribers; do it after that")
    });
    assert_eq!(*said.lock().unwrap(), expected);
}

#[test]
fn progress_that_panics_changes_nothing() {
    let host = Host::empty();
    host.add(one("a")).unwrap();
    assert!(host.load_with("a", LoadOptions::new().progress(|_| panic!("no terminal"))).is_ok());
}

/// An endpoint that answers what was asked before it goes, and answers by a plugin that is gone already.
#[test]
fn a_host_that_goes_down_loads_nothing_more() {
    let host = Host::empty();
    let loads = Arc::new(AtomicUsize::new(0));
    let of_late = Arc::clone(&loads);
    host.add(NewPlugin::new("late", move |_| Ok(of_late.fetch_add(1, Ordering::Relaxed)))).unwrap();
    let said = Arc::new(Mutex::new(String::new()));
    let of_hook = Arc::clone(&said);
    let lazy = Arc::new(Mutex::new(None));
    let of_load = Arc::clone(&lazy);
    let endpoint = NewPlugin::new("endpoint", move |inputs| {
        *of_load.lock().unwrap() = Some(inputs.lazy::<usize>("late")?);
        Ok(1_u32)
    });
    let endpoint = endpoint.lazy::<usize>("late").unload(move |_| {
        let lazy = lazy.lock().unwrap().take().unwrap();
        let outcome = thread::spawn(move || lazy.get()).join().unwrap();
        *of_hook.lock().unwrap() = outcome.unwrap_err().to_string();
        Ok(())
    });
    host.add(endpoint).unwrap();
    host.load::<u32>("endpoint").unwrap();
    host.shutdown().unwrap();
    assert_eq!(*said.lock().unwrap(), "the host of \"late\" is gone, or going");
    assert_eq!(loads.load(Ordering::Relaxed), 0);
    assert!(host.load::<usize>("late").is_ok(), "after a shutdown it can be used");
}

/// Equal to nothing, not even to itself.
#[derive(Clone)]
struct Never;
impl PartialEq for Never {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

#[plugin(anonymous)]
fn counted(never: Never, count: Arc<AtomicUsize>) -> usize {
    let _ = never;
    count.fetch_add(1, Ordering::Relaxed)
}

#[test]
fn arguments_that_are_not_equal_to_themselves_are_loaded_once() {
    let host = Host::empty();
    host.add(counted::handle()).unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    host.load_with("counted", args! { never: Never, count: Arc::clone(&count) }).unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 1);
    host.load_with("counted", args! { never: Never, count: Arc::clone(&count) }).unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 2, "who asks again asks for something else");
}

#[test]
fn a_time_beyond_all_clocks_is_none() {
    let host = Host::empty();
    host.add(one("a")).unwrap();
    assert!(host.load_with("a", args! {}.timeout(Duration::MAX)).is_ok());
}

/// Asks the host when it is dropped; under the host's lock, that would be for ever.
struct Asks(registry_core::plugin::WeakHost);
impl Drop for Asks {
    fn drop(&mut self) {
        if let Some(host) = self.0.upgrade() {
            assert!(!host.names().is_empty());
        }
    }
}

#[derive(Debug)]
struct Talks(registry_core::plugin::WeakHost);
impl std::fmt::Display for Talks {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "one of {}", self.0.upgrade().map_or(0, |host| host.names().len()))
    }
}
impl std::error::Error for Talks {}

#[test]
fn what_a_host_lets_go_of_is_dropped_without_its_lock() {
    let host = Host::empty();
    let asks = || Arc::new(Asks(host.downgrade()));
    host.add(one("a").optional_argument::<Arc<Asks>>("x")).unwrap();
    host.configure("a", args! { x: asks() }).unwrap();
    host.configure("a", args! { x: asks() }).unwrap();
    host.configure("unknown", args! { x: asks() }).unwrap_err();
    let held = asks();
    host.add_group(Group::new("a").wrap(move |_| Err(format!("{:p}", &*held).into()))).unwrap_err();
    let held = asks();
    host.on_ready("a", move |_: &u32| if Arc::strong_count(&held) > 0 { Ok(()) } else { Err("".into()) }).unwrap();
    let held = asks();
    host.add(NewPlugin::new("b", move |_| Ok(Arc::strong_count(&held)))).unwrap();
    host.replace("b", NewPlugin::new("b", |_| Ok(0_usize))).unwrap();
    host.remove("a").unwrap();

    let weak = host.downgrade();
    let fails = AtomicUsize::new(0);
    host.add(NewPlugin::<u32>::new("c", move |_| match fails.fetch_add(1, Ordering::Relaxed) {
        0 | 1 => Err(Talks(weak.clone()).into()),
        _ => Ok(1),
    }))
    .unwrap();
    host.load::<u32>("c").unwrap_err();
    assert_eq!(host.status().get("c").unwrap().error.as_deref(), Some("\"c\" could not be loaded: one of 2"));
    host.load::<u32>("c").unwrap_err();
    host.load::<u32>("c").unwrap();
}

#[test]
fn what_is_removed_is_gone() {
    let host = Host::empty();
    let held = Arc::new(());
    for _ in 0..3 {
        let held = Arc::clone(&held);
        host.add(NewPlugin::new("a", move |_| Ok(Arc::strong_count(&held)))).unwrap();
        host.remove("a").unwrap();
    }
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn a_wrapper_that_says_nothing_of_an_error_does_not_hide_it() {
    let host = Host::empty();
    host.add(NewPlugin::<u32>::new("bad", |_| Err("no".into()))).unwrap();
    host.add_group(Group::new("group").member("bad").wrap(|load| {
        load.load().ok();
        Ok(())
    }))
    .unwrap();
    let error = host.load_with("group", Conflict::default()).unwrap_err();
    assert_eq!(error.to_string(), "\"group\" could not be loaded: \"bad\" could not be loaded: no");
    assert!(matches!(error, Error::Failed(_)));
}

#[test]
fn a_function_does_not_wait_for_what_its_own_thread_has_to_poll() {
    /// Not before it is polled again.
    async fn later(_: &u32) {
        let mut is_first = true;
        std::future::poll_fn(|context| {
            context.waker().wake_by_ref();
            if std::mem::take(&mut is_first) { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
        })
        .await;
    }
    #[plugin(anonymous, ready = later)]
    fn slow() -> u32 {
        1
    }
    #[plugin(anonymous)]
    fn asks(context: registry_core::plugin::LoadContext) -> Result<u64, Error> {
        Ok((*context.load::<u32>("slow")?).into())
    }
    let host = Host::empty();
    host.add(slow::handle()).unwrap();
    host.add(asks::handle()).unwrap();
    host.add(NewPlugin::new("both", |_| Ok(())).requires::<u32>("slow").requires::<u64>("asks")).unwrap();
    let mut load = std::pin::pin!(host.load_async::<()>("both"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let error = loop {
        if let std::task::Poll::Ready(outcome) = load.as_mut().poll(&mut context) {
            break outcome.unwrap_err();
        }
    };
    assert_eq!(
        error.to_string(),
        "\"asks\" could not be loaded: \"slow\" is or has an `async fn`; use the method that ends with `_async`"
    );
}

#[plugin(anonymous)]
fn sized(#[arg(default = 1)] size: u32, #[arg(default = 1)] depth: u32) -> u32 {
    size * depth
}

#[test]
fn what_is_configured_meanwhile_does_not_keep_a_dependent_from_coming_back() {
    let host = Host::empty();
    host.add(sized::handle()).unwrap();
    let asks = NewPlugin::new("asks", |inputs| Ok(*inputs.context().load_with(sized::handle(), args! { size: 2 })?));
    host.add(asks).unwrap();
    host.load::<u32>("asks").unwrap();
    host.configure("sized", args! { depth: 3 }).unwrap();
    host.reload("sized").unwrap();
    assert_eq!(host.get::<u32>("asks").unwrap().as_deref(), Some(&2), "with its previous arguments");
    host.unload("sized").unwrap();
    assert_eq!(*host.load::<u32>("asks").unwrap(), 6, "a load of its own takes what is configured");
}

#[test]
fn a_wrapper_gives_arguments_also_when_everything_is_loaded() {
    let host = Host::empty();
    host.add(sized::handle()).unwrap();
    host.add_group(Group::new("group").member("sized").wrap(|load| {
        load.args("sized", args! { size: 7 });
        load.load()?;
        Ok(())
    }))
    .unwrap();
    host.load_all().unwrap();
    assert_eq!(host.get(sized::handle()).unwrap().as_deref(), Some(&7));
}

struct Unreadable;
impl registry_core::plugin::Argument for Unreadable {
    fn from_value(_: &registry_core::plugin::Value) -> Result<Self, registry_core::BoxError> {
        panic!("too faint")
    }
}

#[test]
fn a_panic_while_an_argument_is_read_is_an_error() {
    let host = Host::empty();
    host.add(one("a").argument::<Unreadable>("x")).unwrap();
    let error = host.load_with("a", args! { x: 1 }).unwrap_err();
    assert!(error.to_string().ends_with("of \"a\": it panicked: too faint"), "{error}");
    assert!(host.status().get("a").is_some(), "the host can be used");
}
