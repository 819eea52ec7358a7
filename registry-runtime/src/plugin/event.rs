//! What happens in a host, for those who want to know.

use super::error::Error;
use super::sync::{Arc, Mutex};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Something that happened to a plugin: what subscribers of a host get, in the thread where it happens.
///
/// ```
/// use registry_core::plugin::{Event, Host, plugin};
/// use std::sync::{Arc, Mutex};
///
/// #[plugin]
/// fn cache() -> u32 {
///     0
/// }
///
/// let seen = Arc::new(Mutex::new(Vec::new()));
/// let host = Host::new();
/// let log = Arc::clone(&seen);
/// host.subscribe(move |event| {
///     if let Event::Loaded { plugin, took, .. } = event {
///         log.lock().unwrap().push(format!("{plugin}: {}", took.as_secs()));
///     }
/// });
/// host.load(cache::handle())?;
/// assert_eq!(*seen.lock().unwrap(), ["cache: 0"]);
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Its requirements are loaded, and its function is about to be called.
    #[non_exhaustive]
    Loading {
        /// The plugin.
        plugin: &'a str,
    },
    /// It is checked, ready, and loaded.
    #[non_exhaustive]
    Loaded {
        /// The plugin.
        plugin: &'a str,
        /// How long its own code took.
        took: Duration,
    },
    /// Nothing that is loaded requires it any more, and it is about to be unloaded.
    #[non_exhaustive]
    Unloading {
        /// The plugin.
        plugin: &'a str,
    },
    /// It is unloaded, and the host has let go of its instance.
    #[non_exhaustive]
    Unloaded {
        /// The plugin.
        plugin: &'a str,
        /// How long its own code took.
        took: Duration,
    },
    /// Its own code failed while it was loaded or unloaded.
    #[non_exhaustive]
    Failed {
        /// The plugin.
        plugin: &'a str,
        /// What went wrong.
        error: &'a Error,
        /// How long its own code took.
        took: Duration,
    },
}

type Subscriber = Arc<dyn Fn(&Event<'_>) + Send + Sync>;

/// Who is told.
#[derive(Default)]
pub(super) struct Subscribers {
    /// So that a load that nobody watches takes no lock for it.
    exist: AtomicBool,
    all: Mutex<Vec<Subscriber>>,
}

impl Subscribers {
    pub(super) fn add(&self, subscriber: impl Fn(&Event<'_>) + Send + Sync + 'static) {
        self.lock().push(Arc::new(subscriber));
        self.exist.store(true, Ordering::Release);
    }

    pub(super) fn exist(&self) -> bool {
        self.exist.load(Ordering::Acquire)
    }

    /// Tells all. One that panics, which the panic hook has shown by then, is not told any more: what it hears of is done
    /// either way.
    pub(super) fn tell(&self, event: &Event<'_>) {
        let subscribers = self.lock().clone();
        for subscriber in subscribers {
            if catch_unwind(AssertUnwindSafe(|| subscriber(event))).is_err() {
                self.lock().retain(|other| !Arc::ptr_eq(other, &subscriber));
            }
        }
    }

    fn lock(&self) -> super::sync::MutexGuard<'_, Vec<Subscriber>> {
        self.all.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
