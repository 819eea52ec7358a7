//! What `#[register]` and `entry!` come down to, once the helper macro of the registry has chosen what fits it and added
//! what only it knows:
//!
//! ```text
//! "metrics" { "start" "end" } { "snake_case" "prefix" "suffix" }                                               from #[registry]
//! { METRICS } (literal "f1" "f1" "") { static .. } { { new } { component, } } { metadata } { mark facts } { details }   from #[register]
//! ```

/// One registration: the row that the backend collects, with the entry inside.
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    // SAFETY of the attribute: the symbol starts with `__registry_unique__` and ends with the fingerprint of its registry,
    // so nothing but a second registration of this name in this registry defines it, and that one is meant to collide.
    ($kind:literal { $start:literal $end:literal } $rules:tt { $($row:tt)* }
     (literal $name:literal $readable:literal $escape:literal)
     { $($head:tt)* } { { $($new:tt)* } { $($component:tt)* } } { $($meta:tt)* }
     { $mark:literal $($facts:tt)* } { $($details:tt)* }) => {
        $($row)* { entry: {
            #[cfg(target_family = "wasm")]
            $crate::__keep!($mark $($row)*);
            #[unsafe(export_name = ::core::concat!($start, $readable, $end, $escape))]
            $($head)*: <$($row)* as $crate::__private::Row>::Entry = $($new)*(
                $($component)*
                $name,
                $($meta)*,
                ::core::concat!($kind, ::core::module_path!(), $($facts)*),
            ) $($details)*;
            &__REGISTRY_ENTRY
        } }
    };

    // names that may repeat, and names that only `const` evaluation knows, have no symbol
    ($kind:literal {} $rules:tt $row:tt (literal $name:literal $readable:literal $escape:literal) $($rest:tt)*) => {
        $crate::__register! { $kind {} $rules $row (expression { $name }) $($rest)* }
    };
    ($kind:literal $symbol:tt $rules:tt { $($row:tt)* } (expression { $($name:tt)* })
     { $($head:tt)* } { { $($new:tt)* } { $($component:tt)* } } { $($meta:tt)* }
     { $mark:literal $($facts:tt)* } { $($details:tt)* }) => {
        $($row)* { entry: {
            #[cfg(target_family = "wasm")]
            $crate::__keep!($mark $($row)*);
            $($head)*: <$($row)* as $crate::__private::Row>::Entry = $($new)*(
                $($component)*
                $($name)*,
                $($meta)*,
                ::core::concat!($kind, ::core::module_path!(), $($facts)*),
            ) $($details)*;
            &__REGISTRY_ENTRY
        } }
    };

    // the name was left out: a procedural macro derives it and comes back
    ($kind:literal $symbol:tt { $case:literal $prefix:literal $suffix:literal } $row:tt (derived $ident:literal)
     $($rest:tt)*) => {
        $crate::__private::derived_name! {
            { $crate } $case $prefix $suffix { $kind $symbol {} $row } $ident { $($rest)* }
        }
    };
    ($kind:literal $symbol:tt $rules:tt $row:tt (derived_shared $ident:literal) $($rest:tt)*) => {
        $crate::__register! { $kind {} $rules $row (derived $ident) $($rest)* }
    };

    // a component beside the item; what replaces another has no symbol
    ($kind:literal $symbol:tt $rules:tt $row:tt (secondary $primary:tt unique $name:tt) $($rest:tt)*) => {
        $crate::__register! { $kind $symbol $rules $row $name $($rest)* }
    };
    ($kind:literal $symbol:tt $rules:tt $row:tt (secondary $primary:tt shared $name:tt) $($rest:tt)*) => {
        $crate::__register! { $kind {} $rules $row $name $($rest)* }
    };

    // the same under a name that was left out, asked of the primary: it comes back with the name, for the secondary registry
    ($kind:literal $symbol:tt { $case:literal $prefix:literal $suffix:literal } $row:tt
     (of_secondary $registry:tt $ident:literal $registration:tt) $($rest:tt)*) => {
        $crate::__private::derived_name! {
            { $crate } $case $prefix $suffix { secondary $registry } $ident $registration
        }
    };
    (secondary { { $($registry:tt)* } $core:tt $row:tt $primary:tt $sort:ident } $name:tt $($rest:tt)*) => {
        $($registry)*! { $core _ $row (secondary $primary $sort $name) $($rest)* }
    };

    // what `secondary_of` asks of the primary
    ($kind:literal $symbol:tt $rules:tt $row:tt (primary_value { $($primary:tt)* }) $($rest:tt)*) => {
        $crate::__private::Primary::of::<$($primary)*>()
    };
    ($kind:literal $symbol:tt $rules:tt $row:tt (primary_items $primary:tt { $($written:literal)? } { $($items:tt)* })
     $($rest:tt)*) => {
        $($items)*
        $($crate::__private::same_kind! { $kind $primary $written })?
    };
}

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
        // SAFETY: only the expansion of `#[register]` makes a row, of a reference to a static; and a static is `Sync`, or the
        // crate does not compile.
        unsafe impl $crate::__private::Sync for $row {}
        // SAFETY: a reference to what is `Sync` can be sent.
        unsafe impl $crate::__private::Send for $row {}
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

/// The entry behind a symbol.
#[doc(hidden)]
#[macro_export]
macro_rules! __entry {
    // SAFETY of the declaration: the symbol ends with the fingerprint of the registry, which `__declare!` keeps unique, and only
    // `__register!` above defines such symbols, as a static of exactly this type.
    ({ $start:literal $end:literal } { $($row:tt)* } (literal $name:literal $readable:literal $escape:literal)) => {{
        unsafe extern "Rust" {
            #[link_name = ::core::concat!($start, $readable, $end, $escape)]
            safe static __REGISTRY_ENTRY: <$($row)* as $crate::__private::Row>::Entry;
        }
        $crate::__linked! { $name __REGISTRY_ENTRY }
    }};
    ({} { $($row:tt)* } (literal $name:literal $($symbol:literal)*)) => {
        $crate::__private::error_at! {
            { $name } "`entry!` needs `duplicates = \"deny\"` on the registry: otherwise who holds a name is only known at run time"
        }
    };
}

/// What the linker put in place of an external static.
#[cfg(not(target_family = "wasm"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __linked {
    ($name:literal $entry:ident) => {
        &$entry
    };
}

/// The same where linkers may put in nothing.
#[cfg(target_family = "wasm")]
#[doc(hidden)]
#[macro_export]
macro_rules! __linked {
    ($name:literal $entry:ident) => {
        // SAFETY: it is the address of the static, or none.
        unsafe { $crate::__private::linked_entry(&raw const $entry, $name) }
    };
}
