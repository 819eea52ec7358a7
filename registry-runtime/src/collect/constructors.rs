//! WebAssembly outside of a system, as in a browser, has nothing that runs constructors before all else: the first read does it.
//!
//! The linker makes a function that calls them all. If nothing in the program refers to it, the linker puts a call of it into
//! every function that the module exports, so they run again and again. This file refers to it, and calls it once.

use core::sync::atomic::{AtomicBool, Ordering};

/// Arrives when constructors run.
struct Sign;
inventory::collect!(Sign);
inventory::submit!(Sign);

/// Runs the constructors, if nobody has.
pub(super) fn run() {
    static CALLED: AtomicBool = AtomicBool::new(false);
    let somebody_has = inventory::iter::<Sign>.into_iter().next().is_some();
    // noted before the call, because a constructor may read a registry
    if somebody_has || CALLED.swap(true, Ordering::Relaxed) {
        return;
    }
    #[allow(unsafe_code)]
    // SAFETY: the linker defines this function for each module. It does what a system does before `main`, and has not been called:
    // the sign would be there.
    unsafe {
        unsafe extern "C" {
            fn __wasm_call_ctors();
        }
        __wasm_call_ctors();
    }
}
