//! The host: it owns what is loaded.

mod adding;
#[cfg(feature = "serde")]
mod apply;
mod arguments;
mod check;
mod claim;
mod enabled;
mod gate;
mod load;
mod loading;
mod naming;
mod plan;
mod reload;
mod replace;
mod request;
mod schedule;
mod shutdown;
pub(super) mod state;
mod step;
mod unload;
mod unloading;
mod view;

pub use adding::Plugin;

use super::error::Error;
use super::event::{Event, Subscribers};
use super::sync::{Mutex, MutexGuard};
use super::task::{self, Inside};
use state::{NodeId, State};
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, Weak};

/// Loads, reloads and unloads plugins, and owns those that are loaded.
///
/// There is no global state: two hosts are independent. A clone is the same host; when the last one is dropped, everything is
/// [shut down](Self::shutdown). All methods can be called from any thread, at any time: loads run side by side, and whatever unloads waits
/// until they are done and then has the host for itself.
///
/// After any sequence of calls, failures included, what is loaded has all its requirements loaded.
///
/// ```
/// use registry_core::plugin::{Dep, Host, args, plugin};
/// use std::sync::Arc;
///
/// pub struct DbClient {
///     url: String,
/// }
///
/// impl DbClient {
///     fn close(&self) {}
/// }
///
/// #[plugin(unload = DbClient::close)]
/// fn db_client(url: String) -> DbClient {
///     DbClient { url }
/// }
///
/// pub struct DbWriter {
///     db_client: Dep<DbClient>,
/// }
///
/// #[plugin]
/// fn db_writer(db_client: Dep<DbClient>) -> DbWriter {
///     DbWriter { db_client }
/// }
///
/// let host = Host::new(); // with every plugin that is linked
/// host.load_with("db_client", args! { url: "sqlite::memory:" })?;
/// let writer: Arc<DbWriter> = host.load("db_writer")?;
/// assert_eq!(writer.db_client.url, "sqlite::memory:");
///
/// host.reload("db_client")?; // `db_writer` comes back with the new client
/// host.unload("db_client")?; // `db_writer` goes first
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[derive(Clone)]
pub struct Host {
    shared: Arc<Shared>,
    /// When the last one is dropped, so is what is loaded.
    owner: Arc<Owner>,
}

/// A [`Host`] that may be gone: what a plugin keeps of the host that owns it.
#[derive(Clone)]
pub struct WeakHost {
    shared: Weak<Shared>,
    owner: Weak<Owner>,
}

struct Owner(Arc<Shared>);

/// What all clones of a host share.
pub(super) struct Shared {
    state: Mutex<State>,
    subscribers: Subscribers,
    /// How many ordinary functions of one load may run at once.
    parallel: AtomicUsize,
    owner: OnceLock<Weak<Owner>>,
}

/// A particular load of a plugin.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) plugin: Arc<str>,
    pub(super) node: NodeId,
    pub(super) number: u64,
}

impl Host {
    /// With every plugin that is linked into the program, but for anonymous ones.
    #[must_use]
    pub fn new() -> Self {
        let host = Self::empty();
        host.add_linked();
        host
    }

    /// Without any plugin.
    #[must_use]
    pub fn empty() -> Self {
        let shared = Arc::new(Shared {
            state: Mutex::new(State::default()),
            subscribers: Subscribers::default(),
            parallel: AtomicUsize::new(1),
            owner: OnceLock::new(),
        });
        let owner = Arc::new(Owner(Arc::clone(&shared)));
        shared.owner.get_or_init(|| Arc::downgrade(&owner));
        Self { shared, owner }
    }

    /// Up to `functions` ordinary functions of one load are called at once, each in a thread of its own. Without this, one is called after the
    /// other, in the order of the declarations.
    ///
    /// ```
    /// use registry_core::plugin::Host;
    ///
    /// let host = Host::new().parallel(4);
    /// # let _ = host;
    /// ```
    ///
    /// # Panics
    /// If `functions` is zero.
    #[must_use]
    pub fn parallel(self, functions: usize) -> Self {
        assert!(functions > 0, "at least one function runs at a time");
        self.shared.parallel.store(functions, Ordering::Relaxed);
        self
    }

    /// Tells `subscriber` of everything that happens to plugins, as long as the host lives. It is called in the thread where it happens, so
    /// it should be quick, and it can ask the host for what is loaded, but not change it: that is [`Error::Inside`]. To have the host in it,
    /// capture a [`WeakHost`]. One that panics is not told any more.
    pub fn subscribe(&self, subscriber: impl Fn(&Event<'_>) + Send + Sync + 'static) {
        self.shared.subscribers.add(subscriber);
    }

    /// This host, without keeping it alive.
    #[must_use]
    pub fn downgrade(&self) -> WeakHost {
        WeakHost { shared: Arc::downgrade(&self.shared), owner: Arc::downgrade(&self.owner) }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.lock()
    }
}

impl WeakHost {
    /// The host, if it is still there.
    #[must_use]
    pub fn upgrade(&self) -> Option<Host> {
        Some(Host { shared: self.shared.upgrade()?, owner: self.owner.upgrade()? })
    }

    /// The host, also while it is being shut down.
    pub(super) fn require(&self, plugin: &str) -> Result<Arc<Shared>, Error> {
        self.shared.upgrade().ok_or_else(|| Error::HostIsGone { plugin: plugin.into() })
    }
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn weak(self: &Arc<Self>) -> WeakHost {
        let owner = self.owner.get().cloned().unwrap_or_default();
        WeakHost { shared: Arc::downgrade(self), owner }
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// That code of the plugin runs.
    fn inside(&self, state: task::State, attempt: &Attempt) -> Inside {
        Inside { host: self.address(), state, attempt: attempt.clone() }
    }

    /// Tells subscribers what happens to a plugin. What they ask of the host is asked from inside of that.
    fn tell(&self, attempt: &Attempt, event: &Event<'_>) {
        if self.subscribers.exist() {
            let _entered = self.inside(task::State::Told, attempt).enter();
            self.subscribers.tell(event);
        }
    }

    /// Which code of a plugin of this host runs in this thread.
    fn current(&self) -> Option<Inside> {
        task::current(self.address())
    }

    /// # Errors
    /// [`Error::Inside`], if code of a plugin runs in this thread.
    fn outside(&self, what: impl FnOnce() -> String) -> Result<(), Error> {
        match self.current() {
            None => Ok(()),
            Some(Inside { state, attempt, .. }) => {
                Err(Error::Inside { plugin: attempt.plugin, state: state.participle(), what: what() })
            }
        }
    }
}

impl Default for Host {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Host").field("plugins", &self.names()).finish_non_exhaustive()
    }
}

impl fmt::Debug for WeakHost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WeakHost")
    }
}
