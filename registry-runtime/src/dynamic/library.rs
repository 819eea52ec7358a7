//! Opening a library, for good.

use super::error::Reason;
use super::handed::Exported;
use std::path::Path;

/// The symbol that `export_plugin!()` defines.
const SYMBOL: &[u8] = b"__registry_core_plugin\0";

/// Opens the library and gives what it exports. It is never closed.
///
/// # Safety
/// Opening runs the library's constructors, which must be sound in this program. It must have been built with the same compiler
/// and the same framework as this program, so that its export is an [`Exported`] as it is here.
#[allow(unsafe_code, reason = "a library is code that the compiler has not seen")]
pub(super) unsafe fn open(path: &Path) -> Result<&'static Exported, Reason> {
    let open = |error: libloading::Error| Reason::Open(error.into());
    // SAFETY: the caller answers for the constructors.
    let library = unsafe { open_library(path) }.map_err(open)?;
    // its statics, functions and threads may be used from now on
    let library: &'static Library = Box::leak(Box::new(library));
    // SAFETY: the symbol is that of `export_plugin!()`, whose static has this type in the same version of the framework.
    let exported = unsafe { library.get::<*const Exported>(SYMBOL) }.map_err(open)?;
    // SAFETY: the address of a static in a library that is never closed.
    Ok(unsafe { &**exported })
}

#[cfg(unix)]
use libloading::os::unix::Library;
#[cfg(not(unix))]
use libloading::os::windows::Library;

/// # Safety
/// See [`open`].
#[cfg(unix)]
#[allow(unsafe_code, reason = "see `open`")]
unsafe fn open_library(path: &Path) -> Result<Library, libloading::Error> {
    use libloading::os::unix::{RTLD_LOCAL, RTLD_NOW};
    // now, so that a missing symbol is an error here and not later; local, so that libraries do not see each other's symbols
    // SAFETY: the caller's.
    unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL) }
}

/// # Safety
/// See [`open`].
#[cfg(not(unix))]
#[allow(unsafe_code, reason = "see `open`")]
unsafe fn open_library(path: &Path) -> Result<Library, libloading::Error> {
    // SAFETY: the caller's.
    unsafe { Library::new(path) }
}
