//! Libraries that are loaded at run time and have a copy of the framework of their own. Needs the feature `dynamic`.
//!
//! A library that *shares* the program's copy, because both were linked with `-C prefer-dynamic`, needs nothing of this: open it with
//! `libloading`, and what it registers is in the registries (backend `inventory`). A `cdylib` that was built for itself has copies of the
//! framework and of the crate that declares the registries, so it registers in its own. [`load`] compares how the two were built, opens
//! the library, and lets the program's registries take in what it has for them.
//!
//! In the plugin, a `cdylib`:
//!
//! ```standalone_crate
//! # mod api {
//! #     pub trait Metric: Send + Sync { fn score(&self) -> f64; }
//! #     #[registry_core::registry]
//! #     pub static METRICS: registry_core::Registry<dyn Metric>;
//! # }
//! use api::{METRICS, Metric};
//! use registry_core::register;
//!
//! registry_core::export_plugin!();
//!
//! #[register(kind = "metrics")]
//! #[derive(Default)]
//! struct Half;
//!
//! impl Metric for Half {
//!     fn score(&self) -> f64 {
//!         0.5
//!     }
//! }
//! ```
//!
//! In the program:
//!
//! ```no_run
//! use registry_core::dynamic;
//!
//! // SAFETY: the plugins are ours, and were built with the program.
//! let report = unsafe { dynamic::load_dir("plugins") };
//! println!("{report}");
//! ```

mod describe;
mod error;
mod export;
mod file;
mod fit;
mod handed;
mod library;
mod loaded;
mod report;

pub use describe::bytes;
pub use error::{Difference, Error, Reason};
pub use handed::Exported;
pub(crate) use handed::Port;
pub use loaded::{Loaded, LoadedRegistry};
pub use report::LoadReport;

#[cfg(not(any(unix, windows)))]
compile_error!("the feature `dynamic` of `registry-core` needs a system with dynamic libraries: Unix or Windows");

use crate::collect::backend;
use crate::registry::Arrival;
use describe::Description;
use handed::{Handed, Taken};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Those that are loaded. Held while one is.
static LOADED: Mutex<Vec<Loaded>> = Mutex::new(Vec::new());

/// Loads a library with `export_plugin!()`, and takes in what it registers: all of it, or nothing.
///
/// The file is read before it is opened. It is refused if another compiler built it, for another target, with another version or build
/// of the framework or of a crate that declares registries, or for another version of an API: none of its code has run then. See
/// [`Reason`] for all that can be wrong.
///
/// Its entries are then in the program's registries as if they were linked: the policies for duplicates hold, and under
/// [`Duplicates::Deny`](crate::Duplicates::Deny) a library with a name that is taken is refused. So is one for a registry that is
/// locked. The library is never closed. Loading it again does nothing, and [`Loaded::is_new`] says so.
///
/// # Safety
/// Opening a library runs its constructors, and using its entries runs its code. What is compared makes it most likely that both sides
/// agree on all types; it is no proof. The caller promises:
///
/// - **Nobody means harm**, and the file is not changed while it is loaded: what it says of itself is believed.
/// - **The same compiler flags** where they change types or calls, such as `-Z randomize-layout`: Cargo does not count `RUSTFLAGS` as a
///   part of a build.
/// - **The same sources of all types that are shared.** Changes are noticed in `src` of the framework and of each crate that declares a
///   shared registry, and in the version, features and profile of these and of all crates that they depend on. A changed *source* of a
///   crate that only they depend on, or what a build script writes, is not noticed: raise its version.
/// - **One allocator.** What one side allocates, the other may free: a `String` that is returned, the `Box` of
///   [`create`](crate::Registry::create). So neither side has a `#[global_allocator]`; two copies of one allocator are two allocators.
/// - **No panics across.** A panic that leaves the library is one of a foreign language to the program, and ends it.
/// - **Constructors that are sound** in this program, also those of other libraries that the library needs.
///
/// # Errors
/// [`Error`], and nothing of it is in any registry.
#[allow(unsafe_code, reason = "a library is code that the compiler has not seen")]
pub unsafe fn load(path: impl AsRef<Path>) -> Result<Loaded, Error> {
    let path = path.as_ref();
    // SAFETY: the caller's.
    unsafe { load_file(path) }.map_err(|reason| Error::new(path, reason))
}

/// [Loads](load) the libraries in a folder, in the order of the names of their files, and says what came of each file. One that is
/// refused does not stop the others. Folders in it are passed over, and so are files that are no plugins.
///
/// # Safety
/// As for [`load`], of each library in the folder.
#[allow(unsafe_code, reason = "a library is code that the compiler has not seen")]
pub unsafe fn load_dir(folder: impl AsRef<Path>) -> LoadReport {
    let folder = folder.as_ref().to_owned();
    let files = match paths(&folder) {
        // SAFETY: the caller's.
        Ok(paths) => paths.into_iter().map(|path| (path.clone(), unsafe { load(&path) })).collect(),
        Err(error) => vec![(folder.clone(), Err(Error::new(&folder, Reason::Unreadable(error))))],
    };
    LoadReport { folder, files }
}

fn paths(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// # Safety
/// See [`load`].
#[allow(unsafe_code, reason = "a library is code that the compiler has not seen")]
unsafe fn load_file(path: &Path) -> Result<Loaded, Reason> {
    let path = fs::canonicalize(path).map_err(Reason::Unreadable)?;
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(before) = loaded.iter().find(|loaded| loaded.path == path) {
        return Ok(before.again());
    }
    let found = file::described(&path)?;
    let own = Description::own(backend::registries().map(|row| row.port().description)).map_err(Reason::Damaged)?;
    fit::check(&found, &own)?;
    // SAFETY: compiler and framework are the same, and for all else the caller answers.
    let exported = unsafe { library::open(&path) }?;
    let address = std::ptr::from_ref(exported).addr();
    if let Some(before) = loaded.iter().find(|loaded| loaded.address == address) {
        return Ok(before.again());
    }
    let (registries, unknown) = take_in((exported.hand_over)())?;
    let (package, version) = found.plugin.unwrap_or_default();
    let new = Loaded { path, package, version, registries, unknown, address, is_new: true };
    loaded.push(new.clone());
    Ok(new)
}

/// Lets the program's registries take in what a library has for them, if all of them do. Also says for which the program has none.
fn take_in(handed: &[Handed]) -> Result<(Vec<LoadedRegistry>, Vec<&'static str>), Reason> {
    let (mut ready, mut refused, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    let mut handed: Vec<_> = handed.iter().filter(|handed| !handed.entries.is_empty()).collect();
    // link order means nothing
    handed.sort_by_key(|handed| (handed.kind, handed.path));
    for handed in handed {
        let mut namesakes = backend::registries().filter(|row| row.path() == handed.path).peekable();
        if namesakes.peek().is_none() {
            unknown.push(handed.path);
            continue;
        }
        let taken = namesakes.map(|row| (row.port().take_in)(handed));
        match taken.fold(Taken::OtherType, Taken::or) {
            Taken::Ready(arrival) => ready.push(arrival),
            Taken::Refused(reason) => refused.push(reason),
            Taken::Interposed(name) => return Err(Reason::Interposed { kind: handed.kind, name }),
            Taken::OtherType => return Err(Reason::OtherTypes(handed.path.to_owned())),
        }
    }
    if !refused.is_empty() {
        return Err(Reason::Refused(refused));
    }
    Ok((accepted(ready), unknown))
}

fn accepted(mut ready: Vec<Box<dyn Arrival>>) -> Vec<LoadedRegistry> {
    for arrival in &mut ready {
        arrival.accept();
    }
    for arrival in &mut ready {
        arrival.release();
    }
    ready.iter().map(|arrival| loaded(&**arrival)).collect()
}

fn loaded(arrival: &dyn Arrival) -> LoadedRegistry {
    let (names, lost) = arrival.names();
    LoadedRegistry { kind: arrival.kind(), names, lost }
}
