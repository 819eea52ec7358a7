//! Linking crates that nothing names.

/// Links crates for their registrations alone.
///
/// A dependency that no line of the program names is not linked, and what it registers is not there
/// ([rust-lang/rust#64731](https://github.com/rust-lang/rust/issues/64731)). Name it here, once, in the program or in any
/// crate that is linked:
///
/// ```
/// // in a program with two plugin crates: registry_core::link!(plugin_a, plugin_b);
/// registry_core::link!(std);
/// ```
#[macro_export]
macro_rules! link {
    ($($name:ident),+ $(,)?) => {
        $(extern crate $name as _;)+
    };
}
