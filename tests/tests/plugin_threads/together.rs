//! What runs at once, and what does not.

use super::{LIMIT, block_on, poll, woken};
use registry_core::BoxError;
use registry_core::plugin::{Host, Inputs, NewPlugin, plugin};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};

#[test]
fn in_parallel_what_does_not_depend_on_each_other_is_loaded_at_once() {
    let host = Host::empty().parallel(2);
    // each waits for the other
    let ((to_left, from_right), (to_right, from_left)) = (channel::<()>(), channel::<()>());
    for (name, to, from) in [("left", to_right, from_right), ("right", to_left, from_left)] {
        let from = Mutex::new(from);
        let load = move |_: &Inputs| {
            to.send(())?;
            from.lock().unwrap().recv_timeout(LIMIT)?;
            Ok(1_u32)
        };
        host.add(NewPlugin::new(name, load)).unwrap();
    }
    host.add(NewPlugin::new("top", |_| Ok(0_u32)).requires::<u32>("left").requires::<u32>("right")).unwrap();
    host.load::<u32>("top").unwrap();
}

fn six(parallel: usize) -> (Vec<&'static str>, usize) {
    const NAMES: [&str; 6] = ["f", "b", "e", "a", "d", "c"];
    let host = Host::empty().parallel(parallel);
    let order: Arc<Mutex<Vec<&'static str>>> = Arc::default();
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    for name in NAMES {
        let (order, now, most) = (Arc::clone(&order), Arc::clone(&now), Arc::clone(&most));
        let load = move |_: &Inputs| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            order.lock().unwrap().push(name);
            std::thread::yield_now();
            now.fetch_sub(1, Ordering::SeqCst);
            Ok(1_u32)
        };
        host.add(NewPlugin::new(name, load)).unwrap();
    }
    let top = NAMES.iter().fold(NewPlugin::new("top", |_| Ok(0_u32)), |top, name| top.requires::<u32>(*name));
    host.add(top).unwrap();
    host.load::<u32>("top").unwrap();
    let order = order.lock().unwrap().clone();
    (order, most.load(Ordering::SeqCst))
}

#[test]
fn one_after_the_other_is_in_the_order_of_the_declarations() {
    assert_eq!(six(1), (vec!["f", "b", "e", "a", "d", "c"], 1));
}

#[test]
fn no_more_functions_run_at_once_than_were_allowed() {
    for parallel in [2, 3] {
        let (mut order, most) = six(parallel);
        order.sort_unstable();
        assert_eq!(order, ["a", "b", "c", "d", "e", "f"]);
        assert!(most <= parallel, "{most} of {parallel}");
    }
}

#[test]
fn a_failure_in_parallel_stops_what_has_not_begun() {
    let host = Host::empty().parallel(2);
    host.add(NewPlugin::new("bad", |_| Err::<u32, BoxError>("no".into()))).unwrap();
    host.add(NewPlugin::new("after", |_| Ok(1_u32)).requires::<u32>("bad")).unwrap();
    host.add(NewPlugin::new("good", |_| Ok(1_u32))).unwrap();
    host.add(NewPlugin::new("top", |_| Ok(0_u32)).requires::<u32>("after").requires::<u32>("good")).unwrap();
    let error = host.load::<u32>("top").unwrap_err();
    assert_eq!(error.to_string(), r#""bad" could not be loaded: no"#);
    assert!(!host.is_loaded("after") && !host.is_loaded("top"));
    // nothing is left behind that would be in the way
    host.replace("bad", NewPlugin::new("bad", |_| Ok(1_u32))).unwrap();
    host.load::<u32>("top").unwrap();
}

/// A place where futures meet.
#[derive(Default)]
struct Meeting(Mutex<(usize, Vec<Waker>)>);

impl Meeting {
    /// Ends when `number` have come.
    async fn of(&self, number: usize) {
        let mut has_come = false;
        poll_fn(|context| {
            let mut inner = self.0.lock().unwrap();
            inner.0 += usize::from(!has_come);
            has_come = true;
            if inner.0 >= number {
                inner.1.drain(..).for_each(Waker::wake);
                return Poll::Ready(());
            }
            inner.1.push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

#[test]
fn futures_that_do_not_depend_on_each_other_are_polled_together() {
    let meeting = Arc::new(Meeting::default());
    let host = Host::empty();
    for name in ["one", "two", "three"] {
        let meeting = Arc::clone(&meeting);
        host.add(NewPlugin::asynchronous(name, move |_| {
            let meeting = Arc::clone(&meeting);
            async move {
                meeting.of(3).await;
                Ok(Arc::new(1_u32))
            }
        }))
        .unwrap();
    }
    let top =
        NewPlugin::new("top", |_| Ok(0_u32)).requires::<u32>("one").requires::<u32>("two").requires::<u32>("three");
    host.add(top).unwrap();
    let (mut load, woken) = (pin!(host.load_async::<u32>("top")), woken());
    // one thread is enough
    for _ in 0..10 {
        if let Poll::Ready(loaded) = poll(load.as_mut(), &woken) {
            loaded.unwrap();
            return;
        }
    }
    panic!("it never ends");
}

static IS_CLOSED: AtomicBool = AtomicBool::new(false);

struct Connection;

impl Connection {
    async fn close(&self) -> Result<(), BoxError> {
        let mut polls = 0;
        poll_fn(|context| {
            polls += 1;
            context.waker().wake_by_ref();
            if polls < 4 { Poll::Pending } else { Poll::Ready(()) }
        })
        .await;
        IS_CLOSED.store(true, Ordering::SeqCst);
        Ok(())
    }
}

#[plugin(anonymous, unload = Connection::close)]
async fn connection() -> Connection {
    Connection
}

#[test]
fn an_unload_can_be_a_future() {
    let host = Host::empty();
    host.add(connection::handle()).unwrap();
    for waits in [true, false] {
        block_on(host.load_async::<Connection>("connection")).unwrap();
        IS_CLOSED.store(false, Ordering::SeqCst);
        if waits {
            assert!(host.unload("connection").unwrap());
        } else {
            assert!(block_on(host.unload_async("connection")).unwrap());
        }
        assert!(IS_CLOSED.load(Ordering::SeqCst));
        assert!(!host.is_loaded("connection"));
    }
    // if nobody waits for the end, it is as if nothing had happened
    block_on(host.load_async::<Connection>("connection")).unwrap();
    IS_CLOSED.store(false, Ordering::SeqCst);
    {
        let (mut unload, woken) = (pin!(host.unload_async("connection")), woken());
        assert!(poll(unload.as_mut(), &woken).is_pending());
    }
    assert!(host.is_loaded("connection") && !IS_CLOSED.load(Ordering::SeqCst));
    block_on(host.reload_async("connection")).unwrap();
    assert!(host.is_loaded("connection") && IS_CLOSED.load(Ordering::SeqCst));
}
