//! What the attributes come down to where config is wanted.

/// A type that is its own config.
#[doc(hidden)]
#[macro_export]
macro_rules! __configured {
    ($word:ident { $($row:tt)* } { $($configured:tt)* }) => {
        $crate::__private::Component::Configured({
            static __REGISTRY_CONFIGURED: $crate::__private::Configured<$crate::__private::ItemOf<$($row)*>> =
                $($configured)*;
            &__REGISTRY_CONFIGURED
        })
    };
}

/// A constructor function: without config, and with it.
#[doc(hidden)]
#[macro_export]
macro_rules! __constructor {
    ({ $($row:tt)* } $argument:tt $plain:tt { $($fields:tt)* }) => {
        $crate::__private::Component::Configured({
            static __REGISTRY_CONFIGURED: $crate::__private::Configured<$crate::__private::ItemOf<$($row)*>> =
                $crate::__private::Configured { $($fields)* };
            &__REGISTRY_CONFIGURED
        })
    };
}

/// A registry whose components config can name.
#[doc(hidden)]
#[macro_export]
macro_rules! __configurable {
    ($word:ident $registry:ident { $item:ty } { $meta:ty }) => {
        impl $crate::config::Configurable for $item {
            type Meta = $meta;

            fn registry() -> &'static $crate::Registry<$item, $meta> {
                &$registry
            }
        }

        $crate::__schema_of_item! { $item }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $crate::__private::Box<$item> {
            fn deserialize<__Deserializer>(
                deserializer: __Deserializer,
            ) -> $crate::__private::Result<Self, __Deserializer::Error>
            where
                __Deserializer: $crate::__private::serde::Deserializer<'de>,
            {
                $crate::config::boxed::deserialize(deserializer)
            }
        }
    };
}

/// How to describe a type that is its own config.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_of_type {
    ($($component:tt)*) => {
        |generator| {
            #[allow(unused_imports)]
            use $crate::__private::NoSchema as _;
            (&$crate::__private::Probe::<$($component)*>::NEW).schema(generator)
        }
    };
}

#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_of_type {
    ($($component:tt)*) => {
        ()
    };
}

/// How to describe the config of a constructor.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_of_constructor {
    ($($path:tt)*) => {
        |generator| {
            #[allow(unused_imports)]
            use $crate::__private::{ConfigSchema as _, NoConfigSchema as _, NoSchema as _};
            (&&$crate::__private::ProbeConstructor($($path)*)).schema(generator)
        }
    };
}

#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_of_constructor {
    ($($path:tt)*) => {
        ()
    };
}

/// Boxes and `Arc`s of the item are described like specs of it.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_of_item {
    ($item:ty) => {
        impl $crate::__private::schemars::JsonSchema for $item {
            fn schema_name() -> $crate::__private::Cow<'static, ::core::primitive::str> {
                <$crate::config::Spec<$item> as $crate::__private::schemars::JsonSchema>::schema_name()
            }

            fn schema_id() -> $crate::__private::Cow<'static, ::core::primitive::str> {
                <$crate::config::Spec<$item> as $crate::__private::schemars::JsonSchema>::schema_id()
            }

            fn json_schema(
                generator: &mut $crate::__private::schemars::SchemaGenerator,
            ) -> $crate::__private::schemars::Schema {
                <$crate::config::Spec<$item> as $crate::__private::schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}

#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __schema_of_item {
    ($item:ty) => {};
}
