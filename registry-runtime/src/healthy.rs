//! One test of everything that is linked.

use crate::catalog::catalog;
use crate::counted::counted;
use alloc::{string::String, string::ToString, vec::Vec};

/// Panics if [`check`](crate::Catalog::check) finds a problem in any registry that is linked, with a line for each.
///
/// One test with it, in the program or in a crate that links all plugins, finds what each of them alone cannot see:
///
/// ```standalone_crate
/// # use registry_core::{Registry, register, registry};
/// # #[registry]
/// # static METRICS: Registry<u32>;
/// # #[register(kind = "metrics")]
/// # const BLEU: u32 = 1;
/// // as a `#[test]`
/// fn all_registrations_are_as_they_were_meant() {
///     registry_core::assert_healthy!();
/// }
/// # all_registrations_are_as_they_were_meant();
/// ```
///
/// Crates that only register have to be linked there: name them with [`link!`](crate::link).
#[macro_export]
macro_rules! assert_healthy {
    () => {
        $crate::__private::assert_healthy()
    };
}

/// What [`assert_healthy!`](crate::assert_healthy) calls.
///
/// # Panics
/// With every problem there is.
#[track_caller]
pub fn assert_healthy() {
    let registries: Vec<_> = catalog().iter().collect();
    let wrong: Vec<_> = registries.iter().filter_map(|registry| registry.check().err()).collect();
    if wrong.is_empty() {
        return;
    }
    let lines: Vec<String> = wrong.iter().flat_map(|problems| problems.iter().map(ToString::to_string)).collect();
    panic!(
        "{} in {} of {}; each line says where and what to do, and `registry_core::catalog().check()` returns them\n{}",
        counted(lines.len(), "problem", "problems"),
        wrong.len(),
        counted(registries.len(), "registry", "registries"),
        lines.join("\n"),
    );
}
