//! What the attributes come down to without the feature `serde`: constructors take no config, and asking for it is an error.

#[doc(hidden)]
#[macro_export]
macro_rules! __configured {
    ($word:ident $row:tt $configured:tt) => {
        $crate::__private::error_at! { { $word } "`config` needs the feature `serde` of `registry-core`" }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __constructor {
    ($row:tt {} { $($plain:tt)* } $with_config:tt) => {
        $crate::__private::Component::Constructor($($plain)*)
    };
    ($row:tt { $argument:tt } $plain:tt $with_config:tt) => {
        $crate::__private::error_at! {
            { $argument } "the argument of a constructor is its config, which needs the feature `serde` of `registry-core`"
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __configurable {
    ($word:ident $($rest:tt)*) => {
        $crate::__private::error_at! { { $word } "`config` needs the feature `serde` of `registry-core`" }
    };
}
