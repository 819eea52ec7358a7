//! A value as a deserializer: it knows where it stands, and in a check it helps to find everything that is wrong.

use super::anything::Anything;
use super::context::{Context, Repair};
use super::fault::Fault;
use super::handover::{self, Located};
use super::key::Key;
use super::nearest::did_you_mean;
use super::path::Path;
use super::value::{Data, Table, Value};
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};

/// A value while it is read.
#[derive(Clone, Copy)]
pub struct Node<'v, 'p> {
    value: &'v Value,
    path: &'p Path<'p>,
    context: &'p Context,
    /// The fields of the struct around it, if it is the value of one.
    siblings: &'static [&'static str],
}

static NOTHING: Value = Value { data: Data::Null, place: None };

impl<'v, 'p> Node<'v, 'p> {
    #[inline]
    pub(super) fn new(value: &'v Value, path: &'p Path<'p>, context: &'p Context) -> Self {
        Self { value, path, context, siblings: &[] }
    }

    /// Reads with `read`, and says of a fault where it happened.
    #[inline]
    fn read<T>(self, read: impl FnOnce(Self) -> Result<T, Fault>) -> Result<T, Fault> {
        read(self).map_err(|fault| fault.at(|| self.path.to_string(), self.value.place()))
    }

    #[inline]
    fn repair(self) -> Repair {
        self.context.repair_of(|| self.path.to_string())
    }

    #[inline]
    fn takes_anything(self) -> bool {
        self.repair().anything
    }

    fn visit<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value.data {
            Data::Null => visitor.visit_unit(),
            Data::Bool(value) => visitor.visit_bool(*value),
            Data::Integer(value) => visit_integer(*value, visitor),
            Data::Float(value) => visitor.visit_f64(*value),
            Data::Text(text) | Data::Loose(text) => visitor.visit_borrowed_str(text),
            Data::List(list) => visitor.visit_seq(Items::new(list, self, false)),
            Data::Table(table) => visitor.visit_map(Entries::new(table, self, &[])),
        }
    }

    /// A list of as many items as there are: a check may leave some out.
    fn visit_items<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value.data {
            Data::List(list) => visitor.visit_seq(Items::new(list, self, true)),
            _ => self.visit(visitor),
        }
    }

    /// A number, also where it could only be written as text.
    fn visit_number<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        if let Data::Loose(text) = &self.value.data {
            if let Ok(number) = text.trim().parse::<i128>() {
                return visit_integer(number, visitor);
            }
            if let Ok(number) = text.trim().parse::<f64>() {
                return visitor.visit_f64(number);
            }
        }
        self.visit(visitor)
    }

    fn visit_bool<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value.data {
            Data::Loose(text) if text == "true" => visitor.visit_bool(true),
            Data::Loose(text) if text == "false" => visitor.visit_bool(false),
            _ => self.visit(visitor),
        }
    }

    fn visit_struct<V: Visitor<'v>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        match &self.value.data {
            Data::Table(table) => visitor.visit_map(Entries::new(table, self, fields)),
            Data::List(_) => Err(Fault::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.visit(visitor),
        }
    }

    fn visit_enum<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value.data {
            Data::Text(variant) | Data::Loose(variant) => visitor.visit_enum(BorrowedStrDeserializer::new(variant)),
            Data::Table(table) if table.len() == 1 => visitor.visit_enum(Variant { entry: &table[0], around: self }),
            _ => Err(Fault::other("expected the name of a variant, or a table with it as its only key")),
        }
    }
}

/// What a type asks for, unless anything will do.
macro_rules! ask {
    ($($method:ident: $visit:ident),+ $(,)?) => {
        $(fn $method<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.read(|node| {
                if node.takes_anything() { Anything::default().$method(visitor) } else { node.$visit(visitor) }
            })
        })+
    };
}

impl<'v> Deserializer<'v> for Node<'v, '_> {
    type Error = Fault;

    ask! {
        deserialize_any: visit,
        deserialize_bool: visit_bool,
        deserialize_i8: visit_number, deserialize_i16: visit_number, deserialize_i32: visit_number,
        deserialize_i64: visit_number, deserialize_i128: visit_number, deserialize_u8: visit_number,
        deserialize_u16: visit_number, deserialize_u32: visit_number, deserialize_u64: visit_number,
        deserialize_u128: visit_number, deserialize_f32: visit_number, deserialize_f64: visit_number,
        deserialize_char: visit, deserialize_str: visit, deserialize_string: visit, deserialize_bytes: visit,
        deserialize_byte_buf: visit, deserialize_unit: visit, deserialize_seq: visit_items, deserialize_map: visit,
        deserialize_identifier: visit,
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.read(|node| {
            if node.takes_anything() || matches!(node.value.data, Data::Null) {
                visitor.visit_none()
            } else {
                visitor.visit_some(node)
            }
        })
    }

    fn deserialize_unit_struct<V: Visitor<'v>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.read(|node| {
            if node.takes_anything() || node.value.is_empty() { visitor.visit_unit() } else { node.visit(visitor) }
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.read(|node| {
            if name == handover::MARK {
                handover::give(Located {
                    value: node.value.clone(),
                    path: node.path.to_string(),
                    context: node.context.clone(),
                    is_anything: node.takes_anything(),
                });
            }
            visitor.visit_newtype_struct(node)
        })
    }

    fn deserialize_tuple<V: Visitor<'v>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.read(|node| {
            if node.takes_anything() {
                Anything::default().deserialize_tuple(length, visitor)
            } else {
                node.visit(visitor)
            }
        })
    }

    fn deserialize_tuple_struct<V: Visitor<'v>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_struct<V: Visitor<'v>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.read(|node| {
            if node.takes_anything() {
                Anything::default().deserialize_struct(name, fields, visitor)
            } else {
                node.visit_struct(fields, visitor)
            }
        })
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.read(|node| {
            if node.takes_anything() {
                Anything::default().deserialize_enum(name, variants, visitor)
            } else {
                node.visit_enum(visitor)
            }
        })
    }

    /// Nobody wants it: a field that its struct does not know.
    fn deserialize_ignored_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        if let Path::Key(_, field) = self.path {
            let message = format!("unknown field{}", did_you_mean(field, self.siblings));
            self.context.report(self.path.to_string(), self.value.place(), message);
        }
        visitor.visit_unit()
    }
}

fn visit_integer<'v, V: Visitor<'v>>(value: i128, visitor: V) -> Result<V::Value, Fault> {
    match (i64::try_from(value), u64::try_from(value)) {
        (Ok(value), _) => visitor.visit_i64(value),
        (_, Ok(value)) => visitor.visit_u64(value),
        _ => visitor.visit_i128(value),
    }
}

/// The items of a list.
struct Items<'v, 'p> {
    list: std::iter::Enumerate<std::slice::Iter<'v, Value>>,
    around: Node<'v, 'p>,
    /// Whether a check may leave items out; in a tuple, each has its place.
    may_leave_out: bool,
}

impl<'v, 'p> Items<'v, 'p> {
    fn new(list: &'v [Value], around: Node<'v, 'p>, may_leave_out: bool) -> Self {
        Self { list: list.iter().enumerate(), around, may_leave_out }
    }
}

impl<'v> SeqAccess<'v> for Items<'v, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Node { path, context, .. } = self.around;
        for (index, value) in self.list.by_ref() {
            let path = Path::Index(path, index);
            let item = Node::new(value, &path, context);
            if !(self.may_leave_out && item.repair().last) {
                return item.read(|item| seed.deserialize(item)).map(Some);
            }
        }
        Ok(None)
    }

    fn size_hint(&self) -> Option<usize> {
        self.list.size_hint().1
    }
}

/// The entries of a table, repaired.
struct Entries<'v, 'p> {
    rest: Rest<'v>,
    value: Option<(&'v str, &'v Value)>,
    around: Node<'v, 'p>,
    fields: &'static [&'static str],
}

enum Rest<'v> {
    Table(std::slice::Iter<'v, (String, Value)>),
    /// Another order, or other entries.
    Repaired(std::vec::IntoIter<(&'v str, &'v Value)>),
}

impl<'v, 'p> Entries<'v, 'p> {
    fn new(table: &'v Table, around: Node<'v, 'p>, fields: &'static [&'static str]) -> Self {
        let rest = if around.context.is_check() {
            Rest::Repaired(repaired(table, around).into_iter())
        } else {
            Rest::Table(table.iter())
        };
        Self { rest, value: None, around, fields }
    }
}

/// The entries of a table in which something was wrong.
fn repaired<'v>(table: &'v Table, around: Node<'v, '_>) -> Vec<(&'v str, &'v Value)> {
    let mut entries: Vec<(&str, &Value)> = Vec::new();
    let mut last = Vec::new();
    for (key, value) in table {
        let path = Path::Key(around.path, key);
        match around.context.repair_of(|| path.to_string()) {
            Repair { removed: true, .. } => {}
            Repair { last: true, .. } => last.push((key.as_str(), value)),
            _ => entries.push((key, value)),
        }
    }
    entries.extend(last);
    entries.extend(around.context.added_to(|| around.path.to_string()).into_iter().map(|field| (field, &NOTHING)));
    entries
}

impl<'v> MapAccess<'v> for Entries<'v, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let next = match &mut self.rest {
            Rest::Table(entries) => entries.next().map(|(key, value)| (key.as_str(), value)),
            Rest::Repaired(entries) => entries.next(),
        };
        let Some((key, value)) = next else { return Ok(None) };
        self.value = Some((key, value));
        let path = Path::Key(self.around.path, key);
        let key = seed.deserialize(Key(key));
        key.map(Some).map_err(|fault| fault.at(|| path.to_string(), value.place()))
    }

    fn next_value_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let (key, value) = self.value.take().ok_or_else(|| Fault::other("the value is read before its key"))?;
        let path = Path::Key(self.around.path, key);
        let node = Node { value, path: &path, context: self.around.context, siblings: self.fields };
        // also what is only found out when the value has been read, as with `try_from`, is found out here
        node.read(|node| seed.deserialize(node))
    }

    fn size_hint(&self) -> Option<usize> {
        match &self.rest {
            Rest::Table(entries) => Some(entries.len()),
            Rest::Repaired(entries) => Some(entries.len()),
        }
    }
}

/// A variant with content: a table with one key.
struct Variant<'v, 'p> {
    entry: &'v (String, Value),
    around: Node<'v, 'p>,
}

impl<'v> EnumAccess<'v> for Variant<'v, '_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<(T::Value, Self), Fault> {
        let variant = seed.deserialize(Key(&self.entry.0))?;
        Ok((variant, self))
    }
}

impl<'v> Variant<'v, '_> {
    fn content<T>(self, read: impl FnOnce(Node<'v, '_>) -> Result<T, Fault>) -> Result<T, Fault> {
        let (key, value) = self.entry;
        Node::new(value, &Path::Key(self.around.path, key), self.around.context).read(read)
    }
}

impl<'v> VariantAccess<'v> for Variant<'v, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        self.content(|node| serde::Deserialize::deserialize(node))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<T::Value, Fault> {
        self.content(|node| seed.deserialize(node))
    }

    fn tuple_variant<V: Visitor<'v>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.content(|node| node.deserialize_tuple(length, visitor))
    }

    fn struct_variant<V: Visitor<'v>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.content(|node| node.deserialize_struct("", fields, visitor))
    }
}
