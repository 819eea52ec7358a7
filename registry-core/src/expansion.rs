//! What `#[register]` and `entry!` come down to, once the helper macro of the registry has chosen what fits it and added
//! what only it knows:
//!
//! ```text
//! "metrics" { "start" "end" } { "snake_case" "prefix" "suffix" }                                               from #[registry]
//! { METRICS } (literal "f1" "f1" "") { static .. } { { new } { component, } } { metadata } { mark facts } { details }   from #[register]
//! ```

/// One registration: a reference to the row that the backend collects, which is the entry.
#[doc(hidden)]
#[macro_export]
macro_rules! __registration {
    // SAFETY of the attribute: the symbol starts with `__registry_unique__` and ends with the fingerprint of its registry,
    // so nothing but a second registration of this name in this registry defines it, and that one is meant to collide.
    ($kind:literal { $start:literal $end:literal } $rules:tt { $($row:tt)* }
     (literal $name:literal $readable:literal $escape:literal)
     { $($head:tt)* } { { $($new:tt)* } { $($component:tt)* } } { $($meta:tt)* }
     { $mark:literal $($facts:tt)* } { $($details:tt)* }) => {{
        #[unsafe(export_name = ::core::concat!($start, $readable, $end, $escape))]
        $($head)*: $($row)* = $($new)*(
            $($component)*
            $name,
            $($meta)*,
            ::core::concat!($kind, ::core::module_path!(), $($facts)*),
        ) $($details)*;
        &__REGISTRY_ENTRY
    }};

    // names that may repeat, and names that only `const` evaluation knows, have no symbol
    ($kind:literal {} $rules:tt $row:tt (literal $name:literal $readable:literal $escape:literal) $($rest:tt)*) => {
        $crate::__register! { $kind {} $rules $row (expression { $name }) $($rest)* }
    };
    ($kind:literal $symbol:tt $rules:tt { $($row:tt)* } (expression { $($name:tt)* })
     { $($head:tt)* } { { $($new:tt)* } { $($component:tt)* } } { $($meta:tt)* }
     { $mark:literal $($facts:tt)* } { $($details:tt)* }) => {{
        $($head)*: $($row)* = $($new)*(
            $($component)*
            $($name)*,
            $($meta)*,
            ::core::concat!($kind, ::core::module_path!(), $($facts)*),
        ) $($details)*;
        &__REGISTRY_ENTRY
    }};

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

    // a function in a registry of `dyn Trait`: written here, because most functions are in registries of functions; with the
    // tokens that come, because errors are to point at the function
    ($kind:literal $symbol:tt $rules:tt { $($row:tt)* } $name:tt $head:tt
     { { $($at:tt)* } $and:tt $function:tt } $($rest:tt)*) => {
        $crate::__register! { $kind $symbol $rules { $($row)* } $name $head {
            { $($row)*::entry_of }
            { $crate::__private::Component::Value(
                $and $function,
                |_| $crate::__private::Option::Some(<$($at)* as $crate::__private::Accepts<_>>::boxed($function)),
            ), }
        } $($rest)* }
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

/// What is called for it: on WebAssembly this, which adds to each complete registration what makes the linker keep it, and elsewhere
/// the macro above itself. What `cfg` leaves out of an expansion takes the compiler time as well.
#[cfg(target_family = "wasm")]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($kind:literal { $start:literal $end:literal } $rules:tt { $($row:tt)* } (literal $($name:literal)*) $head:tt
     { $new:tt $component:tt } $meta:tt { $mark:literal $($facts:tt)* } $details:tt) => {{
        $crate::__keep!($mark $($row)*);
        $crate::__registration! {
            $kind { $start $end } $rules { $($row)* } (literal $($name)*) $head
            { $new $component } $meta { $mark $($facts)* } $details
        }
    }};
    ($kind:literal $symbol:tt $rules:tt { $($row:tt)* } (expression $name:tt) $head:tt
     { $new:tt $component:tt } $meta:tt { $mark:literal $($facts:tt)* } $details:tt) => {{
        $crate::__keep!($mark $($row)*);
        $crate::__registration! {
            $kind $symbol $rules { $($row)* } (expression $name) $head
            { $new $component } $meta { $mark $($facts)* } $details
        }
    }};
    // not complete yet: it comes back
    ($($registration:tt)*) => {
        $crate::__registration! { $($registration)* }
    };
}

/// The entry behind a symbol.
#[doc(hidden)]
#[macro_export]
macro_rules! __entry {
    // SAFETY of the declaration: the symbol ends with the fingerprint of the registry, which `__declare!` keeps unique, and only
    // `__registration!` above defines such symbols, as a static of exactly this type.
    ({ $start:literal $end:literal } { $($row:tt)* } (literal $name:literal $readable:literal $escape:literal)) => {{
        unsafe extern "Rust" {
            #[link_name = ::core::concat!($start, $readable, $end, $escape)]
            safe static __REGISTRY_ENTRY: $($row)*;
        }
        $crate::__linked! { $name __REGISTRY_ENTRY }
    }};
    ({} { $($row:tt)* } (literal $name:literal $($symbol:literal)*)) => {
        $crate::__private::error_at! {
            { $name } "`entry!` needs `duplicates = \"deny\"` on the registry: otherwise who holds a name is only known at run time"
        }
    };
}
