//! What expansions come down to that needs no other macro: the rest is in `registry-core`.

/// Claims the fingerprint of a registry that has symbols: a second registry with the same one does not build, so a symbol
/// that ends with it always is an entry of this registry.
#[doc(hidden)]
#[macro_export]
macro_rules! __declare {
    ($fingerprint:literal) => {
        const _: () = {
            // SAFETY: like the symbols of entries; a second definition is meant to collide.
            #[unsafe(export_name = ::core::concat!("__registry_declared__", $fingerprint))]
            static __REGISTRY_DECLARED: () = ();
        };
    };
}

/// An exported symbol of its own for each registration, on WebAssembly: there, nothing else makes the linker take an object file of
/// a library that nothing refers to, and what it registers would be missing. That includes a second component of one name: the
/// symbol of the name is defined without it.
#[doc(hidden)]
#[macro_export]
macro_rules! __keep {
    ($mark:literal $($row:tt)*) => {
        #[cfg(target_family = "wasm")]
        const _: () = {
            // SAFETY: mark, registry and place tell apart what one module registers; a second definition would be an error of the
            // compiler or linker.
            #[unsafe(export_name = ::core::concat!(
                "__registry_kept__", $mark, "__", ::core::stringify!($($row)*), "__", ::core::module_path!(), "__",
                ::core::line!(), "_", ::core::column!()
            ))]
            static __REGISTRY_KEPT: () = ();
        };
    };
}

/// Makes the row type shareable, without regard to what its registry holds.
///
/// Backends ask that rows are `Sync`. Granted here, a registry of something that is not `Sync` is one mistake, reported at
/// the registry, and the compiler is spared the proof in each registration.
#[doc(hidden)]
#[macro_export]
macro_rules! __share {
    ($row:ident) => {
        // SAFETY: a row is an entry, and those of this registry are `Sync`, or its static were not (its field `entries`); and a
        // static is `Sync`, or the crate does not compile.
        unsafe impl $crate::__private::Sync for $row {}
    };
}

/// What a registration replaces: `import` brings the component into scope over a fallback of the same name.
#[doc(hidden)]
#[macro_export]
macro_rules! __replaces {
    ($path:literal { $($import:tt)* } $target:ident) => {{
        #[allow(unused_imports)]
        use $crate::__private::fallback::*;
        #[allow(unused_imports)]
        $($import)*
        $crate::__private::Option::Some($crate::__private::Replaces {
            path: $path,
            module: ::core::module_path!(),
            of_type: $crate::__private::identity::<$target>,
            of_value: $crate::__private::identity_of(&$target),
            address: || $crate::__private::address(&$target),
        })
    }};
}

/// What the linker put in place of an external static.
#[cfg(not(target_family = "wasm"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __linked {
    ($name:literal $entry:ident) => {
        &$entry.entry
    };
}

/// The same where linkers may put in nothing.
#[cfg(target_family = "wasm")]
#[doc(hidden)]
#[macro_export]
macro_rules! __linked {
    ($name:literal $entry:ident) => {
        // SAFETY: it is the address of the static, or none.
        unsafe { &$crate::__private::linked_entry(&raw const $entry, $name).entry }
    };
}
