//! Linking crates that nothing names.

/// Links crates for their registrations alone.
///
/// A dependency that no line of the program names is not linked, and what it registers is not there
/// ([rust-lang/rust#64731](https://github.com/rust-lang/rust/issues/64731)). Name it here, once, in the program or in any
/// crate that is linked:
///
/// ```
/// # mod plugins { extern crate std as plugin_a; extern crate core as plugin_b; }
/// # macro_rules! ignore { ($($token:tt)*) => {} }
/// # ignore! {
/// registry_core::link!(plugin_a, plugin_b);
/// # }
/// registry_core::link!(std, core);
/// ```
#[macro_export]
macro_rules! link {
    ($($name:ident),+ $(,)?) => {
        $(extern crate $name as _;)+
    };
}
