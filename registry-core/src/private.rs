//! What the macros' expansions call. Not public API: it changes without notice.

pub use registry_macros::{__derived_name as derived_name, __error_at as error_at, __same_kind as same_kind};
pub use registry_runtime::__private::*;
