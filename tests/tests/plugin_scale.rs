//! Graphs of 100,000 plugins, in a thread with little stack: nothing in the host recurses along requirements.

use registry_core::plugin::{Host, Inputs, NewPlugin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

const PLUGINS: usize = 100_000;

/// What has run, by the numbers of the plugins.
#[derive(Default)]
struct Log {
    loads: Mutex<Vec<usize>>,
    unloads: Mutex<Vec<usize>>,
    live: AtomicUsize,
}

impl Log {
    fn take(&self) -> (Vec<usize>, Vec<usize>) {
        (std::mem::take(&mut self.loads.lock().unwrap()), std::mem::take(&mut self.unloads.lock().unwrap()))
    }
}

struct Thing(Arc<Log>);

impl Drop for Thing {
    fn drop(&mut self) {
        self.0.live.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A host with plugins that require plugins with lower numbers.
fn host(log: &Arc<Log>, requires: impl Fn(usize) -> Vec<usize>) -> Host {
    let host = Host::empty();
    for number in 0..PLUGINS {
        let (loading, unloading) = (Arc::clone(log), Arc::clone(log));
        let load = move |_: &Inputs| {
            loading.loads.lock().unwrap().push(number);
            loading.live.fetch_add(1, Ordering::Relaxed);
            Ok(Thing(Arc::clone(&loading)))
        };
        let unload = move |_: &Thing| {
            unloading.unloads.lock().unwrap().push(number);
            Ok(())
        };
        let new = NewPlugin::new(name(number), load).unload(unload);
        let new = requires(number).into_iter().fold(new, |new, required| new.requires::<Thing>(name(required)));
        host.add(new).unwrap();
    }
    host
}

fn name(number: usize) -> String {
    format!("n{number}")
}

/// Each once, after what it requires.
fn is_in_order(order: &[usize], requires: &impl Fn(usize) -> Vec<usize>) -> bool {
    let mut seen = vec![false; PLUGINS];
    order.len() == PLUGINS
        && order.iter().all(|number| {
            let is_ready = requires(*number).into_iter().all(|required| seen[required]);
            is_ready && !std::mem::replace(&mut seen[*number], true)
        })
}

/// `everything` requires all plugins, and all require `first`.
fn check(first: usize, everything: usize, requires: impl Fn(usize) -> Vec<usize> + Send + 'static) {
    let work = move || {
        let log = Arc::new(Log::default());
        let host = host(&log, &requires);
        let (first, everything) = (name(first), name(everything));
        host.check().unwrap();

        host.load::<Thing>(&everything).unwrap();
        let (loads, unloads) = log.take();
        assert!(is_in_order(&loads, &requires) && unloads.is_empty());

        host.reload(&first).unwrap();
        let (reloads, unloads) = log.take();
        assert!(unloads.iter().eq(loads.iter().rev()), "the last loaded goes first");
        assert_eq!(reloads, loads);
        assert_eq!(log.live.load(Ordering::Relaxed), PLUGINS);

        assert!(host.unload(&first).unwrap());
        let (none, unloads) = log.take();
        assert!(none.is_empty() && unloads.iter().eq(loads.iter().rev()));
        assert_eq!(log.live.load(Ordering::Relaxed), 0);

        host.load_all().unwrap();
        assert!(is_in_order(&log.take().0, &requires));
        drop(host);
        assert!(log.take().1.iter().eq(loads.iter().rev()));
        assert_eq!(Arc::strong_count(&log), 1);
    };
    thread::Builder::new().stack_size(256 * 1024).spawn(work).unwrap().join().unwrap();
}

#[test]
fn a_chain() {
    check(0, PLUGINS - 1, |number| number.checked_sub(1).into_iter().collect());
}

#[test]
fn a_fan() {
    check(0, PLUGINS - 1, |number| match number {
        0 => Vec::new(),
        number if number == PLUGINS - 1 => (1..number).collect(),
        _ => vec![0],
    });
}

/// Both plugins of a rung require both below: so many ways lead down that nobody can walk them all.
#[test]
fn a_ladder_of_diamonds() {
    check(0, PLUGINS - 1, |number| match number {
        0 => Vec::new(),
        1 | 2 => vec![0],
        number if number == PLUGINS - 1 => vec![number - 2, number - 1],
        number => {
            let rung = (number - 1) / 2;
            vec![2 * rung - 1, 2 * rung]
        }
    });
}

/// Of a group with as many members, all go and come back.
#[test]
fn a_group() {
    let work = || {
        let log = Arc::new(Log::default());
        let host = host(&log, |_| Vec::new());
        let group = registry_core::plugin::Group::new("all");
        host.add_group((0..PLUGINS).fold(group, |group, number| group.member(name(number)))).unwrap();
        host.load::<registry_core::plugin::Members>("all").unwrap();
        host.reload("all").unwrap();
        assert!(host.unload("all").unwrap());
        let (loads, unloads) = log.take();
        assert!(loads.into_iter().eq((0..PLUGINS).chain(0..PLUGINS)));
        assert!(unloads.into_iter().eq((0..PLUGINS).rev().chain((0..PLUGINS).rev())));
        assert_eq!(log.live.load(Ordering::Relaxed), 0);
    };
    thread::Builder::new().stack_size(256 * 1024).spawn(work).unwrap().join().unwrap();
}
