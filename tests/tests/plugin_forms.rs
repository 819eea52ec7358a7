//! Every form of `#[plugin]`, on real loads.

use registry_core::plugin::{Dep, Error, Handle, Host, Lazy, LoadContext, PLUGINS, Value, args, plugin};
use registry_core::{Registry, register, registry};
use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Gives way once.
async fn yielded() {
    struct Yield(bool);
    impl Future for Yield {
        type Output = ();
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            context.waker().wake_by_ref();
            if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
        }
    }
    Yield(false).await;
}

fn chain(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {}", chain(source)),
        None => error.to_string(),
    }
}

pub trait Store: Send + Sync {
    fn label(&self) -> String;
}

#[derive(Debug)]
pub struct Disk(u32);

impl Store for Disk {
    fn label(&self) -> String {
        format!("disk {}", self.0)
    }
}

/// Each way to return an instance.
mod outputs {
    use super::*;

    #[plugin]
    pub fn plain() -> Disk {
        Disk(1)
    }

    #[plugin]
    pub fn nothing() {}

    #[plugin]
    pub fn shared() -> Arc<Disk> {
        Arc::new(Disk(2))
    }

    #[plugin]
    pub fn boxed_trait() -> Box<dyn Store> {
        Box::new(Disk(3))
    }

    #[plugin]
    pub fn shared_trait() -> Result<Arc<dyn Store>, String> {
        Ok(Arc::new(Disk(4)))
    }

    #[plugin]
    pub fn fallible() -> io::Result<Disk> {
        Err(io::Error::other("the disk is full"))
    }

    #[plugin]
    pub async fn asynchronous() -> Result<Box<Disk>, Box<dyn std::error::Error + Send + Sync>> {
        yielded().await;
        Ok(Box::new(Disk(5)))
    }

    #[plugin(type = dyn Store)]
    pub fn coerced() -> Disk {
        Disk(6)
    }

    #[plugin(type = dyn Store)]
    pub fn opaque() -> Result<impl Store, io::Error> {
        Ok(Disk(7))
    }

    pub type Outcome = Result<Box<Disk>, io::Error>;

    #[plugin(type = Disk)]
    pub fn alias_of_a_result() -> Outcome {
        Ok(Box::new(Disk(8)))
    }

    #[plugin]
    pub const fn constant() -> &'static str {
        "constant"
    }
}

#[test]
fn the_return_type_tells_the_instance() {
    let host = Host::new();
    assert_eq!(host.load(outputs::plain::handle()).unwrap().0, 1);
    let () = *host.load(outputs::nothing::handle()).unwrap();
    assert_eq!(host.load(outputs::shared::handle()).unwrap().0, 2);
    let store: Arc<dyn Store> = host.load("boxed_trait").unwrap();
    assert_eq!(store.label(), "disk 3");
    assert_eq!(host.load(outputs::shared_trait::handle()).unwrap().label(), "disk 4");
    assert!(chain(&host.load(outputs::fallible::handle()).unwrap_err()).contains("the disk is full"));
    assert!(host.load(outputs::asynchronous::handle()).is_err());
    assert_eq!(block_on(host.load_async(outputs::asynchronous::handle())).unwrap().0, 5);
    assert_eq!(host.load(outputs::coerced::handle()).unwrap().label(), "disk 6");
    assert_eq!(host.load(outputs::opaque::handle()).unwrap().label(), "disk 7");
    assert_eq!(host.load(outputs::alias_of_a_result::handle()).unwrap().0, 8);
    assert_eq!(*host.load(outputs::constant::handle()).unwrap(), "constant");
}

/// Each way to require something.
mod requirements {
    use super::outputs::{boxed_trait, plain, shared_trait};
    use super::*;

    pub trait Metric: Send + Sync {
        fn name(&self) -> &'static str;
    }

    #[registry]
    pub static METRICS: Registry<dyn Metric>;

    #[register(kind = "metrics")]
    #[derive(Default)]
    struct F1;

    impl Metric for F1 {
        fn name(&self) -> &'static str {
            "f1"
        }
    }

    #[register(kind = "metrics")]
    #[derive(Default)]
    struct Bleu;

    impl Metric for Bleu {
        fn name(&self) -> &'static str {
            "bleu"
        }
    }

    #[plugin(groups = ["stores"])]
    fn first_store() -> Box<dyn Store> {
        Box::new(Disk(10))
    }

    const STORES: &str = "stores";

    #[plugin(groups = [STORES, "others"], type = dyn Store)]
    fn second_store() -> Disk {
        Disk(20)
    }

    #[plugin(name = "dotted.name")]
    fn named() -> u32 {
        5
    }

    pub struct All {
        pub text: String,
        pub lazy: Lazy<Disk>,
    }

    #[plugin]
    pub fn all(
        plain: Dep<Disk>,
        boxed_trait: ::registry_core::plugin::Dep<dyn Store>,
        #[dep("dotted.name")] by_text: Dep<u32>,
        #[dep(named)] by_path: Dep<u32>,
        #[dep(super::outputs::coerced)] by_long_path: Dep<dyn Store>,
        absent: Option<Dep<Disk>>,
        #[dep("plain")] present: Option<Dep<Disk>>,
        stores: Vec<Dep<dyn Store>>,
        #[dep("others")] group: Vec<Dep<dyn Store>>,
        #[dep(kind = METRICS)] metrics: Vec<Dep<dyn Metric>>,
        #[dep(super::outputs::shared)] lazy: Lazy<Disk>,
        context: LoadContext,
    ) -> Result<All, Error> {
        assert!(absent.is_none());
        let inner = context.load(shared_trait::handle())?;
        let stores: Vec<String> = stores.iter().chain(&group).map(|store| store.label()).collect();
        let metrics: Vec<_> = metrics.iter().map(|metric| metric.name()).collect();
        let text = format!(
            "{} {} {by_text} {by_path} {} {} {stores:?} {metrics:?} {} {}",
            plain.0,
            boxed_trait.label(),
            by_long_path.label(),
            present.unwrap().0,
            context.name(),
            inner.label(),
        );
        Ok(All { text, lazy })
    }

    #[plugin]
    pub async fn asynchronous_user(plain: Dep<Disk>, context: LoadContext) -> Result<u32, Error> {
        yielded().await;
        let asynchronous = context.load_async(super::outputs::asynchronous::handle()).await?;
        Ok(plain.0 + asynchronous.0)
    }
}

#[test]
fn requirements_are_passed() {
    let host = Host::new();
    let all = host.load(requirements::all::handle()).unwrap();
    assert_eq!(all.text, r#"1 disk 3 5 5 disk 6 1 ["disk 10", "disk 20", "disk 20"] ["bleu", "f1"] all disk 4"#);
    assert!(!host.is_loaded("shared"));
    assert_eq!(all.lazy.get().unwrap().0, 2);
    assert!(host.is_loaded("shared"));
    assert_eq!(*block_on(host.load_async(requirements::asynchronous_user::handle())).unwrap(), 6);
}

/// Each way to take an argument.
mod arguments {
    use super::*;

    #[plugin]
    pub fn sized(
        size: u32,
        #[arg(default = 4)] count: u32,
        label: Option<String>,
        #[arg(default = Some(9))] limit: Option<u32>,
        mut r#type: String,
    ) -> String {
        r#type.push('!');
        format!("{size} {count} {label:?} {limit:?} {}", r#type)
    }
}

#[test]
fn arguments_are_passed() {
    let host = Host::new();
    let required = args! { size: 1, r#type: "t" };
    let sized = host.load_with(arguments::sized::handle(), required).unwrap();
    assert_eq!(*sized, "1 4 None Some(9) t!");
    let host = Host::new();
    let all = args! { size: 1, r#type: "t", count: 2, label: "l", limit: None::<u32> };
    assert_eq!(*host.load_with(arguments::sized::handle(), all).unwrap(), "1 2 Some(\"l\") None t!");
    let host = Host::new();
    let null = args! { size: 1, r#type: "t", label: Value::Null };
    assert_eq!(*host.load_with(arguments::sized::handle(), null).unwrap(), "1 4 None Some(9) t!");
    let missing = Host::new().load(arguments::sized::handle()).unwrap_err();
    assert!(chain(&missing).contains("`size: u32`"), "{missing}");
    let wrong = args! { size: true, r#type: "t" };
    assert!(chain(&host.load_with(arguments::sized::handle(), wrong).unwrap_err()).contains("u32"));
}

/// Hooks of each shape.
mod hooks {
    use super::*;

    pub static CALLS: Mutex<Vec<String>> = Mutex::new(Vec::new());

    pub fn note(what: &str) {
        CALLS.lock().unwrap().push(what.to_owned());
    }

    pub struct Client(pub u32);

    impl Client {
        fn check(&self) -> Result<(), String> {
            note("check");
            if self.0 == 0 { Err("zero is no client".to_owned()) } else { Ok(()) }
        }

        fn ready(&self) {
            note("ready");
        }

        async fn warm(&self) {
            yielded().await;
            note(&format!("warm {}", self.0));
        }

        async fn close(&self) -> Result<(), io::Error> {
            yielded().await;
            note(&format!("close {}", self.0));
            Ok(())
        }
    }

    #[plugin(check = Client::check, ready = [Client::ready, Client::warm], unload = Client::close)]
    pub async fn client(#[arg(default = 1)] number: u32) -> Client {
        Client(number)
    }

    fn closed(store: &dyn Store) {
        note(&store.label());
    }

    #[plugin(ready = closed, unload = <dyn Store>::label_it)]
    pub fn traited() -> Box<dyn Store> {
        Box::new(Disk(33))
    }

    impl dyn Store {
        fn label_it(&self) -> Result<(), String> {
            Err(self.label())
        }
    }
}

#[test]
fn hooks_are_called() {
    let host = Host::new();
    let zero = args! { number: 0 };
    let failed = block_on(host.load_with_async(hooks::client::handle(), zero)).err().unwrap();
    assert!(chain(&failed).contains("zero is no client"), "{failed}");
    block_on(host.load_async(hooks::client::handle())).unwrap();
    assert!(block_on(host.unload_async("client")).unwrap());
    assert_eq!(*hooks::CALLS.lock().unwrap(), ["check", "close 0", "check", "ready", "warm 1", "close 1"]);
    host.load(hooks::traited::handle()).unwrap();
    assert!(chain(&host.unload("traited").unwrap_err()).contains("disk 33"));
}

/// What else the attribute can be told.
mod names {
    use super::*;

    const COMPUTED: &str = "computed";

    /// Documented.
    #[plugin(name = COMPUTED, aliases = ["other", "third"])]
    pub fn by_expression() -> u32 {
        1
    }

    #[plugin(anonymous)]
    pub fn hidden(#[arg(default = 7)] number: u32) -> u32 {
        number
    }

    /// A module of the plugin's name.
    pub mod occupied {}

    #[plugin(handle = Occupied)]
    pub fn occupied() -> u32 {
        2
    }

    #[plugin]
    pub fn r#match() -> u32 {
        3
    }

    #[cfg(not(test))]
    #[plugin]
    pub fn left_out(missing: Dep<DoesNotExist>) -> DoesNotExist {
        missing
    }

    #[cfg(test)]
    #[deprecated]
    #[plugin]
    pub fn old() -> u32 {
        4
    }

    #[plugin]
    pub fn user_of_old(old: Dep<u32>) -> u32 {
        *old
    }
}

#[test]
fn names_and_handles() {
    let host = Host::new();
    assert_eq!(names::by_expression::handle().name(), "computed");
    assert_eq!(*host.load::<u32>("third").unwrap(), 1);
    let entry = PLUGINS.require("other").unwrap();
    assert_eq!((entry.name(), entry.docs()), ("computed", "Documented."));
    assert!(entry.origin().file.ends_with("plugin_forms.rs") && entry.origin().line > 300, "{:?}", entry.origin());
    assert_eq!(*host.load(names::Occupied::handle()).unwrap(), 2);
    assert_eq!(*host.load(names::r#match::handle()).unwrap(), 3);
    assert!(!host.contains("left_out") && !host.contains("hidden"));
    let handle: Handle<u32> = host.add_as("shown", names::hidden::handle()).unwrap();
    assert_eq!(*host.load(handle).unwrap(), 7);
    assert_eq!(*host.load(names::user_of_old::handle()).unwrap(), 4);
}

#[test]
fn a_plugin_can_stand_in_a_function() {
    static LOADS: AtomicU32 = AtomicU32::new(0);

    #[plugin]
    fn inner_one() -> u32 {
        LOADS.fetch_add(1, Ordering::Relaxed)
    }

    #[plugin(unload = drop_it)]
    fn inner_two(inner_one: Dep<u32>) -> u32 {
        *inner_one + 1
    }

    fn drop_it(_: &u32) {}

    assert_eq!(*Host::new().load(inner_two::handle()).unwrap(), 1);
    assert_eq!(LOADS.load(Ordering::Relaxed), 1);
    assert_eq!(inner_two(Dep::new(4)), 5);
}

macro_rules! plugins {
    ($visibility:vis $($name:ident: $type:ty = $value:expr;)*) => {
        $(
            #[plugin]
            $visibility fn $name(plain: Dep<$crate::Disk>, given: Option<$type>) -> $type {
                given.unwrap_or($value + plain.0)
            }
        )*
    };
}

plugins! {
    pub(crate) from_a_macro: u32 = 3;
}

#[test]
fn a_plugin_can_come_from_a_macro() {
    assert_eq!(*Host::new().load(from_a_macro::handle()).unwrap(), 4);
}

#[test]
fn everything_fits() {
    Host::new().check().unwrap();
}
