//! Whatever a type asks for: what a check reads in the place of what was wrong, to find what else is.

use super::context::Context;
use super::fault::Fault;
use super::handover::{self, Located};
use super::value::Value;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, SeqAccess, VariantAccess, Visitor};
use std::iter;

/// A value of any type, inside of so many others of the kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Anything {
    depth: u8,
}

/// A type that contains itself is not followed further.
const DEEPEST: u8 = 32;

impl Anything {
    fn inside(self) -> Result<Self, Fault> {
        if self.depth == DEEPEST { Err(Fault::unfinished()) } else { Ok(Self { depth: self.depth + 1 }) }
    }
}

/// As many as are wanted.
struct Endless(Anything);

impl<'de> SeqAccess<'de> for Endless {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        seed.deserialize(self.0).map(Some)
    }
}

macro_rules! answers {
    ($($method:ident: $visit:ident($value:expr)),+ $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit($value)
        })+
    };
}

impl<'de> Deserializer<'de> for Anything {
    type Error = Fault;

    answers! {
        deserialize_bool: visit_bool(false),
        deserialize_i8: visit_i8(0), deserialize_i16: visit_i16(0), deserialize_i32: visit_i32(0),
        deserialize_i64: visit_i64(0), deserialize_i128: visit_i128(0), deserialize_u8: visit_u8(0),
        deserialize_u16: visit_u16(0), deserialize_u32: visit_u32(0), deserialize_u64: visit_u64(0),
        deserialize_u128: visit_u128(0), deserialize_f32: visit_f32(0.0), deserialize_f64: visit_f64(0.0),
        deserialize_char: visit_char('a'), deserialize_str: visit_borrowed_str(""),
        deserialize_string: visit_borrowed_str(""), deserialize_bytes: visit_borrowed_bytes(b""),
        deserialize_byte_buf: visit_borrowed_bytes(b""), deserialize_identifier: visit_borrowed_str(""),
        deserialize_seq: visit_seq(SeqDeserializer::new(iter::empty::<()>())),
        deserialize_map: visit_map(MapDeserializer::new(iter::empty::<((), ())>())),
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        let inside = self.inside()?;
        if name == handover::MARK {
            handover::give(Located {
                value: Value::default(),
                path: String::new(),
                context: Context::of_check(None),
                is_anything: true,
            });
        }
        visitor.visit_newtype_struct(inside)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Endless(self.inside()?))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    /// As a sequence: the names of the fields have aliases among them.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(fields.len(), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let variant = variants.first().ok_or_else(Fault::unfinished)?;
        visitor.visit_enum(Variant { variant, content: self.inside()? })
    }
}

struct Variant {
    variant: &'static str,
    content: Anything,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Fault;
    type Variant = Anything;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Anything), Fault> {
        Ok((seed.deserialize(self.variant.into_deserializer())?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Anything {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_tuple(fields.len(), visitor)
    }
}
