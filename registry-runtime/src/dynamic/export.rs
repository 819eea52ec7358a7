//! What a plugin says to be one.

/// Makes the library a plugin, which [`dynamic::load`](crate::dynamic::load) opens: what is registered in it, and in crates that it
/// links, can be handed over to a program. Needs the feature `dynamic`.
///
/// Write it once, in the crate with `crate-type = ["cdylib"]`. A second one in the same library does not link.
///
/// ```standalone_crate
/// // in plugin/src/lib.rs
/// registry_core::export_plugin!();
/// ```
///
/// In code that is also linked into programs, tests included, only one crate of each may have it: keep components in an ordinary
/// library if they are used both ways, and let the plugin be a small crate that links it.
#[macro_export]
macro_rules! export_plugin {
    () => {
        const _: () = {
            // SAFETY of the attribute: a second definition is meant to collide.
            #[unsafe(export_name = "__registry_core_plugin")]
            static __REGISTRY_PLUGIN: $crate::__private::Exported =
                $crate::__private::Exported::new($crate::__describe!(
                    "plugin\t",
                    ::core::env!("CARGO_PKG_NAME"),
                    "\t",
                    ::core::env!("CARGO_PKG_VERSION")
                ));
        };
    };
}
