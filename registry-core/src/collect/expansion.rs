//! What `#[register]` and `entry!` come down to, once the helper macro of the registry has added what only it knows:
//!
//! ```text
//! { "metrics" trait unique { "start" "end" } { meta } { "snake_case" "prefix" "suffix" } }     from #[registry]
//! { METRICS } (literal "f1" "f1" "") (default F1 { F1 }) { meta category { "x" } } { docs: .. }     from #[register]
//! ```

/// One registration: the entry under its symbol, and the row that the backend collects.
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    // the name was left out: a procedural macro derives it and comes back
    ({ $kind:literal $class:tt $policy:ident $symbol:tt $fields:tt { $case:literal $prefix:literal $suffix:literal } }
     $row:tt (derived $ident:literal) $($rest:tt)*) => {
        $crate::__private::derived_name! {
            { $crate } $case $prefix $suffix
            { { $kind $class $policy $symbol $fields {} } $row } $ident { $($rest)* }
        }
    };
    ({ $kind:literal $class:tt $policy:ident $symbol:tt $fields:tt $rules:tt }
     $row:tt (derived_shared $ident:literal) $($rest:tt)*) => {
        $crate::__register! { { $kind $class shared {} $fields $rules } $row (derived $ident) $($rest)* }
    };

    // SAFETY of the attribute: the symbol starts with `__registry_unique__` and ends with the fingerprint of its registry,
    // so nothing but a second registration of this name in this registry defines it, and that one is meant to collide.
    ({ $kind:literal $class:tt unique { $start:literal $end:literal } $fields:tt $rules:tt }
     $row:tt (literal $name:literal $readable:literal $escape:literal) $($rest:tt)*) => {
        $crate::__entry_static! {
            $kind $class $fields $row ($name)
            { #[unsafe(export_name = $crate::__private::concat!($start, $readable, $end, $escape))] }
            $($rest)*
        }
    };

    // names that may repeat, and names that only `const` evaluation knows, have no symbol
    ({ $kind:literal $class:tt $policy:ident $symbol:tt $fields:tt $rules:tt }
     $row:tt (literal $name:literal $readable:literal $escape:literal) $($rest:tt)*) => {
        $crate::__entry_static! { $kind $class $fields $row ($name) {} $($rest)* }
    };
    ({ $kind:literal $class:tt $policy:ident $symbol:tt $fields:tt $rules:tt }
     $row:tt (expression { $($name:tt)* }) $($rest:tt)*) => {
        $crate::__entry_static! {
            $kind $class $fields $row ($crate::__private::checked_name($($name)*)) {} $($rest)*
        }
    };
}

/// The entry, as a static in the row that the backend collects.
#[doc(hidden)]
#[macro_export]
macro_rules! __entry_static {
    ($kind:literal $class:tt $fields:tt { $($row:tt)* } ($name:expr) { $($symbol:tt)* }
     $component:tt $meta:tt { $item:literal $($details:tt)* }) => {
        $crate::__submit! { { $($row)* } {
            $($symbol)*
            static __REGISTRY_ENTRY: $crate::__private::EntryOf<$($row)*> = $crate::__private::entry(
                $name,
                $crate::__component!($class { $($row)* } $component),
                $crate::__meta!($fields { $($row)* } $meta),
                $crate::__private::Registration {
                    kind: $kind,
                    path: $crate::__private::concat!($crate::__private::module_path!(), "::", $item),
                    $($details)*
                    ..$crate::__private::Registration::EMPTY
                },
            );
            &__REGISTRY_ENTRY
        } }
    };
}

/// The component, by what the registry holds and what was annotated.
#[doc(hidden)]
#[macro_export]
macro_rules! __component {
    (trait { $($row:tt)* } (default $ident:ident { $($component:tt)* })) => {
        $crate::__private::Component::Constructor(
            <$($row)* as $crate::__private::Accepts<$($component)*>>::construct,
        )
    };
    (trait { $($row:tt)* } (constructor $ident:ident { $($function:tt)* })) => {
        $crate::__private::Component::Constructor(|| {
            #[allow(unused_imports)]
            use $crate::__private::{PlainReturn as _, ResultReturn as _};
            let value = $crate::__private::call($($function)*);
            $crate::__private::Returned::<$($row)*, _>::of(&value).construct(value)
        })
    };
    (trait { $($row:tt)* } (function $ident:ident { $($function:tt)* })) => {
        $crate::__private::Component::Value {
            value: &$($function)*,
            copy: $crate::__private::Option::Some(|_| {
                <$($row)* as $crate::__private::Accepts<_>>::boxed($($function)*)
            }),
        }
    };
    (trait { $($row:tt)* } (const $ident:ident { $value:ident } { $($type:tt)* })) => {{
        static __REGISTRY_VALUE: $($type)* = $value;
        $crate::__private::Component::Value {
            value: &__REGISTRY_VALUE,
            copy: $crate::__private::Option::Some(|_| {
                <$($row)* as $crate::__private::Accepts<_>>::boxed($value)
            }),
        }
    }};
    ($class:ident { $($row:tt)* } (static $ident:ident { $value:ident })) => {
        $crate::__private::Component::Value { value: &$value, copy: $crate::__private::Option::None }
    };
    (function { $($row:tt)* } (function $ident:ident { $function:ident })) => {{
        static __REGISTRY_VALUE: $crate::__private::ItemOf<$($row)*> = $function;
        $crate::__private::Component::Value {
            value: &__REGISTRY_VALUE,
            copy: $crate::__private::Option::Some($crate::__private::copy),
        }
    }};
    (value { $($row:tt)* } (function $ident:ident { $function:ident })) => {{
        static __REGISTRY_VALUE: $crate::__private::ItemOf<$($row)*> = $function;
        $crate::__private::Component::Value {
            value: &__REGISTRY_VALUE,
            copy: $crate::__private::Option::Some(|_| {
                $crate::__private::Box::<$crate::__private::ItemOf<$($row)*>>::new($function)
            }),
        }
    }};
    ($class:ident { $($row:tt)* } (const $ident:ident { $value:ident } { $($type:tt)* })) => {{
        static __REGISTRY_VALUE: $crate::__private::ItemOf<$($row)*> = $value;
        $crate::__private::Component::Value {
            value: &__REGISTRY_VALUE,
            copy: $crate::__private::Option::Some(|_| $crate::__private::Box::new($value)),
        }
    }};
    (function { $($row:tt)* } ($form:ident $ident:ident { $($component:tt)* })) => {
        $crate::__private::error_at! {
            { $ident } "this registry holds functions; register a function, or a static or constant of its type"
        }
    };
    (value { $($row:tt)* } ($form:ident $ident:ident { $($component:tt)* })) => {
        $crate::__private::error_at! {
            { $ident } "this registry holds values; register a static or a constant of its type"
        }
    };
}

/// The metadata: the fields that were given, in a struct that knows the defaults of the others.
#[doc(hidden)]
#[macro_export]
macro_rules! __meta {
    ({} { $($row:tt)* } {}) => {
        ()
    };
    ({} { $($row:tt)* } { $word:ident $($given:tt)* }) => {
        $crate::__private::error_at! {
            { $word } "this registry has no metadata; declare it as `Registry<_, YourMetadata>`"
        }
    };
    ({ meta } { $($row:tt)* } { $($word:ident)? }) => {
        $crate::__private::FieldsOf::<$($row)*>::NONE.build()
    };
    ({ meta } { $($row:tt)* } { $word:ident $($field:ident { $($value:tt)* })+ }) => {{
        type __RegistryFields = $crate::__private::FieldsOf<$($row)*>;
        __RegistryFields {
            $($field: $crate::__private::Option::Some($($value)*),)+
            ..__RegistryFields::NONE
        }
        .build()
    }};
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
            type_id: $crate::__private::TypeId::of::<$target>,
            value_type_id: $crate::__private::type_id_of(&$target),
            address: || $crate::__private::address(&$target),
        })
    }};
}

/// The entry behind a symbol.
#[doc(hidden)]
#[macro_export]
macro_rules! __entry {
    // SAFETY of the declaration: the symbol ends with the fingerprint of the registry, and only `__register!` above
    // defines such symbols, as a static of exactly this type.
    ({ $kind:literal $class:tt unique { $start:literal $end:literal } $fields:tt $rules:tt }
     { $($row:tt)* } (literal $name:literal $readable:literal $escape:literal)) => {{
        unsafe extern "Rust" {
            #[link_name = $crate::__private::concat!($start, $readable, $end, $escape)]
            safe static __REGISTRY_ENTRY: $crate::__private::EntryOf<$($row)*>;
        }
        &__REGISTRY_ENTRY
    }};
    ({ $($settings:tt)* } { $($row:tt)* } (literal $name:literal $($symbol:literal)*)) => {
        $crate::__private::error_at! {
            { $name } "`entry!` needs `duplicates = \"deny\"` on the registry: otherwise who holds a name is only known at run time"
        }
    };
}
