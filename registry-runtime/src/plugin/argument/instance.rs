//! Instances.

use super::Argument;
use super::text::text;
use crate::error::BoxError;
use crate::plugin::dep::Dep;
use crate::plugin::instance::Instance;
use crate::plugin::value::Value;
use std::any::{Any, type_name};
use std::sync::Arc;

/// An instance; an `Arc<str>` is also made of a text.
impl<T: ?Sized + 'static> Argument for Arc<T> {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        let given = match value {
            Value::Instance(instance) => instance.downcast().ok(),
            _ => text(value).and_then(from_text),
        };
        given.ok_or_else(|| value.unexpected(format_args!("an `Arc<{}>`", type_name::<T>())))
    }
}

/// `text`, if `T` is `str`.
fn from_text<T: ?Sized + 'static>(text: &str) -> Option<Arc<T>> {
    (&Arc::<str>::from(text) as &dyn Any).downcast_ref().cloned()
}

impl<T: ?Sized + 'static> Argument for Dep<T> {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        Arc::from_value(value).map(Self::from)
    }
}

impl Argument for Instance {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        match value {
            Value::Instance(instance) => Ok(instance.clone()),
            _ => Err(value.unexpected("an `Arc`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_error, assert_made};
    use super::*;

    #[test]
    fn instances() {
        let shared = Arc::new(4_u8);
        assert!(Arc::ptr_eq(&shared, &Arc::<u8>::from_value(&Value::from(Arc::clone(&shared))).unwrap()));
        assert_eq!(*Dep::<u8>::from_value(&Value::from(shared)).unwrap(), 4);
        assert_made("x", Arc::<str>::from("x"));
        assert_made(Arc::<str>::from("x"), Arc::<str>::from("x"));
        assert_error::<Arc<u8>>(4, "expected an `Arc<u8>`, not 4");
        assert_error::<Arc<u8>>("x", r#"expected an `Arc<u8>`, not "x""#);
        assert_error::<Arc<u8>>(Arc::new(4_u16), "expected an `Arc<u8>`, not an `Arc<u16>`");
        assert_error::<Instance>(4, "expected an `Arc`, not 4");
    }
}
