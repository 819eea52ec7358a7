//! Loads that take too long, and loads that nobody waits for any more.

use super::{LIMIT, block_on, in_thread, poll, slow, woken};
use registry_core::plugin::{Error, Host, Inputs, LoadOptions, NewPlugin};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

fn soon() -> LoadOptions {
    LoadOptions::new().timeout(Duration::from_millis(1))
}

/// Loads `name` until its load is given up while the function of `slow` runs: a time may also be over before that has begun.
fn give_up(host: &Host, name: &str) {
    for milliseconds in 1.. {
        let outcome = host.load_with(name, LoadOptions::new().timeout(Duration::from_millis(milliseconds)));
        let Err(Error::Timeout { running, .. }) = &outcome else { panic!("{outcome:?}") };
        let text = format!("loading {name:?} takes longer than {milliseconds}ms");
        assert!(outcome.as_ref().unwrap_err().to_string().starts_with(&text));
        if running.iter().any(|plugin| **plugin == *"slow") {
            return;
        }
    }
}

/// Loads `slow` as soon as the function that was given up has ended.
fn load_again(host: &Host) -> Result<Arc<u32>, Error> {
    let start = Instant::now();
    loop {
        match host.load::<u32>("slow") {
            Err(Error::StillRunning { .. }) if start.elapsed() < LIMIT => thread::yield_now(),
            outcome => return outcome,
        }
    }
}

#[test]
fn a_function_that_takes_too_long_goes_on_alone() {
    let host = Host::empty();
    let (keeper, calls) = slow(&host, || Ok(7));
    let (sender, unloaded) = channel();
    // the same function, with code for the unload
    let (gate, gates) = super::gate();
    let counted = Arc::clone(&calls);
    let load = move |_: &Inputs| {
        counted.fetch_add(1, Ordering::SeqCst);
        gate.pass()?;
        Ok(7_u32)
    };
    host.replace("slow", NewPlugin::new("slow", load).unload(move |_| Ok(sender.send(())?))).unwrap();
    drop(keeper);
    host.add(NewPlugin::new("base", |_| Ok(1_u32))).unwrap();
    host.add(
        NewPlugin::new("top", |inputs| Ok(*inputs.dep::<u32>("slow")?)).requires::<u32>("base").requires::<u32>("slow"),
    )
    .unwrap();

    give_up(&host, "top");
    gates.until_arrived();
    assert!(host.is_loaded("base") && !host.is_loaded("slow") && !host.is_loaded("top"));
    for name in ["slow", "top"] {
        assert!(matches!(host.load::<u32>(name), Err(Error::StillRunning { .. })), "{name}");
    }
    // the rest of the host can be used
    host.reload("base").unwrap();
    host.unload("base").unwrap();

    gates.open();
    unloaded.recv_timeout(LIMIT).unwrap();
    gates.open();
    assert_eq!(*load_again(&host).unwrap(), 7);
    assert_eq!(*host.load::<u32>("top").unwrap(), 7);
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    assert!(unloaded.try_recv().is_err(), "this one is wanted");
}

#[test]
fn a_function_that_fails_after_the_time_is_over_leaves_nothing() {
    let host = Host::empty();
    let (keeper, calls) = slow(&host, || Err("too late anyway".into()));
    give_up(&host, "slow");
    keeper.until_arrived();
    keeper.open();
    keeper.open();
    assert!(matches!(load_again(&host), Err(Error::Failed(_))));
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[test]
fn a_load_in_time_is_a_load() {
    let host = Host::empty();
    host.add(NewPlugin::new("quick", |_| Ok(3_u32))).unwrap();
    let instance = host.load_with("quick", LoadOptions::new().timeout(LIMIT)).unwrap();
    assert_eq!(*instance.downcast::<u32>().unwrap(), 3);
    assert!(host.is_loaded("quick"));
}

#[test]
fn a_host_can_go_while_a_function_that_was_given_up_runs() {
    let host = Host::empty();
    let (keeper, _) = slow(&host, || Ok(7));
    give_up(&host, "slow");
    keeper.until_arrived();
    in_thread(move || drop(host))();
    keeper.open();
}

/// A future that ends when it is told to.
fn never() -> impl Future<Output = ()> + Send {
    std::future::pending()
}

#[test]
fn a_future_that_takes_too_long_is_dropped() {
    let host = Host::empty();
    host.add(NewPlugin::<u32>::asynchronous("never", |_| async {
        never().await;
        Ok(Arc::new(1))
    }))
    .unwrap();
    for _ in 0..2 {
        let Err(Error::Timeout { running, .. }) = block_on(host.load_with_async("never", soon())) else { panic!("no") };
        assert_eq!(running.iter().map(|plugin| &**plugin).collect::<Vec<_>>(), ["never"]);
        assert!(!host.is_loaded("never"));
    }
}

#[test]
fn a_load_that_is_dropped_leaves_what_was_under_way_unloaded() {
    let drops = Arc::new(AtomicUsize::new(0));
    struct Counted(Arc<AtomicUsize>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    let host = Host::empty();
    let counted = Arc::clone(&drops);
    let (sender, begun) = channel();
    host.add(NewPlugin::<u32>::asynchronous("waits", move |_| {
        let held = Counted(Arc::clone(&counted));
        let sender = sender.clone();
        async move {
            sender.send(())?;
            never().await;
            drop(held);
            Ok(Arc::new(1))
        }
    }))
    .unwrap();
    host.add(NewPlugin::new("top", |_| Ok(2_u32)).requires::<u32>("waits")).unwrap();
    for round in 1..4 {
        {
            let (mut load, woken) = (pin!(host.load_async::<u32>("top")), woken());
            assert!(poll(load.as_mut(), &woken).is_pending());
            begun.try_recv().unwrap();
        }
        assert_eq!(drops.load(Ordering::SeqCst), round);
        assert!(!host.is_loaded("waits") && !host.is_loaded("top"));
        // nobody has the right to load or unload any more
        assert!(!host.unload("waits").unwrap());
    }
    // whoever waits for a load that is dropped begins it anew
    let (woken, other) = (woken(), woken());
    let mut second = pin!(host.load_async::<u32>("top"));
    {
        let mut first = pin!(host.load_async::<u32>("top"));
        assert!(poll(first.as_mut(), &woken).is_pending());
        assert!(poll(second.as_mut(), &other).is_pending());
        assert_eq!(begun.try_iter().count(), 1);
    }
    assert!(other.0.load(Ordering::SeqCst) > 0);
    assert!(poll(second.as_mut(), &other).is_pending());
    assert_eq!(begun.try_iter().count(), 1);
}

/// It runs while something is unloaded, which no load does.
#[test]
fn a_function_that_was_given_up_loads_nothing_more() {
    type Answers = Vec<Result<(), String>>;
    let host = Host::empty();
    let (load_gate, loads) = super::gate();
    let (unload_gate, unloads) = super::gate();
    let (sender, answers) = channel::<Answers>();
    let load = move |inputs: &Inputs| {
        load_gate.pass()?;
        let host = inputs.context().weak_host().upgrade().ok_or("it is gone")?;
        let answers = vec![
            host.load_all().map_err(|error| error.to_string()),
            host.load::<u32>("top").map(drop).map_err(|error| error.to_string()),
            inputs.context().load::<u32>("top").map(drop).map_err(|error| error.to_string()),
        ];
        sender.send(answers)?;
        Ok(1_u32)
    };
    host.add(NewPlugin::new("slow", load)).unwrap();
    host.add(NewPlugin::new("base", |_| Ok(1_u32)).unload(move |_| Ok(unload_gate.pass()?))).unwrap();
    host.add(NewPlugin::new("top", |_| Ok(2_u32)).requires::<u32>("base")).unwrap();
    host.load::<u32>("base").unwrap();
    give_up(&host, "slow");
    loads.until_arrived();
    let unload = in_thread({
        let host = host.clone();
        move || host.unload("base")
    });
    unloads.until_arrived();
    loads.open();
    let answers = answers.recv_timeout(LIMIT).unwrap();
    assert!(answers.iter().all(|answer| answer.as_ref().is_err_and(|error| error.contains("is over"))), "{answers:?}");
    unloads.open();
    assert!(unload().unwrap());
    assert!(!host.is_loaded("base") && !host.is_loaded("top"));
}
