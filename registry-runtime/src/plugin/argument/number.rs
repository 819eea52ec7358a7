//! Numbers.

use super::Argument;
use crate::error::BoxError;
use crate::plugin::value::Value;
use std::num::NonZero;

/// The integer that `value` is.
fn integer(value: &Value) -> Option<i128> {
    match value {
        Value::Integer(value) => Some(*value),
        Value::Loose(text) => text.trim().parse().ok(),
        _ => None,
    }
}

macro_rules! integers {
    ($($type:ty),+) => {
        $(impl Argument for $type {
            fn from_value(value: &Value) -> Result<Self, BoxError> {
                integer(value).and_then(|value| Self::try_from(value).ok()).ok_or_else(|| {
                    value.unexpected(format_args!("an integer from {} to {}", Self::MIN, Self::MAX))
                })
            }
        }

        impl Argument for NonZero<$type> {
            fn from_value(value: &Value) -> Result<Self, BoxError> {
                Self::new(<$type>::from_value(value)?).ok_or_else(|| value.unexpected("an integer other than 0"))
            }
        })+
    };
}

integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl Argument for i128 {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        integer(value).ok_or_else(|| value.unexpected("an integer"))
    }
}

impl Argument for u128 {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        let integer = match value {
            Value::Loose(text) => text.trim().parse().ok(),
            // what is larger than any `i128`
            Value::Other(_) => value.as_other().copied(),
            _ => integer(value).and_then(|value| Self::try_from(value).ok()),
        };
        integer.ok_or_else(|| value.unexpected("an integer from 0"))
    }
}

impl Argument for f64 {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        match value {
            Value::Float(value) => Some(*value),
            #[expect(clippy::cast_precision_loss, reason = "as for a literal: the nearest one")]
            Value::Integer(value) => Some(*value as Self),
            Value::Loose(text) => text.trim().parse().ok(),
            _ => None,
        }
        .ok_or_else(|| value.unexpected("a number"))
    }
}

impl Argument for f32 {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        let wide = f64::from_value(value)?;
        #[expect(clippy::cast_possible_truncation, reason = "the nearest one; what becomes infinite is refused")]
        let narrow = wide as Self;
        if narrow.is_infinite() && wide.is_finite() {
            return Err(value.unexpected(format_args!("a number from {:e} to {:e}", Self::MIN, Self::MAX)));
        }
        Ok(narrow)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_error, assert_made, loose};
    use super::*;

    #[test]
    fn integers_of_their_range() {
        assert_made(255, 255_u8);
        assert_made(i128::MIN, i128::MIN);
        assert_made(u128::MAX, u128::MAX);
        assert_made(7, 7_u128);
        assert_made(loose(" 7 "), 7_u8);
        assert_made(loose(&u128::MAX.to_string()), u128::MAX);
        assert_made(7, NonZero::<u8>::new(7).unwrap());
        assert_error::<u8>(300, "expected an integer from 0 to 255, not 300");
        assert_error::<u8>(-1, "expected an integer from 0 to 255, not -1");
        assert_error::<i8>("4", r#"expected an integer from -128 to 127, not "4""#);
        assert_error::<i8>(4.0, "expected an integer from -128 to 127, not 4.0");
        assert_error::<u8>(loose("many"), r#"expected an integer from 0 to 255, not "many""#);
        assert_error::<u8>(u128::MAX, "expected an integer from 0 to 255, not a `u128`");
        assert_error::<i128>("4", r#"expected an integer, not "4""#);
        assert_error::<u128>(-4, "expected an integer from 0, not -4");
        assert_error::<NonZero<u8>>(0, "expected an integer other than 0, not 0");
    }

    #[test]
    fn floats_of_any_number() {
        assert_made(0.1_f32, 0.1_f32);
        assert_made(0.1_f64, 0.1_f64);
        assert_made(3, 3.0_f64);
        assert_made(3, 3.0_f32);
        assert_made(f64::INFINITY, f32::INFINITY);
        assert_made(loose("2.5"), 2.5_f64);
        assert_error::<f64>("2.5", r#"expected a number, not "2.5""#);
        assert_error::<f32>(1e300, "expected a number from -3.4028235e38 to 3.4028235e38, not 1e300");
    }
}
