//! A component that is built from config: what `#[register(config)]` and a constructor come down to.

use super::fault::Fault;
use super::node::Node;
use crate::collect::Row;
use crate::constructor::{Accepts, Returned};
use crate::error::BoxError;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What the config is read from.
pub enum Input<'v, 'p, 'd> {
    /// The user's own deserializer.
    Any(&'d mut dyn erased_serde::Deserializer<'v>),
    /// A value that has been read.
    Value(Node<'v, 'p>),
    /// A value that has been read, and is not to be used: [`Failure::Checked`] follows.
    Check(Node<'v, 'p>),
}

/// Why there is no component.
pub enum Failure {
    /// The config is wrong.
    Config(Fault),
    /// The constructor returned an error.
    Constructor(BoxError),
    /// The config is right, and more was not asked.
    Checked,
}

/// A component, for one who has its config.
pub struct Configured<I: ?Sized + 'static> {
    /// Builds it.
    pub construct: fn(Input<'_, '_, '_>) -> Result<Box<I>, Failure>,
    /// Describes the config, if it can.
    pub schema: Describe,
}

/// Gives the JSON Schema of a config, if there is one.
#[cfg(feature = "schema")]
pub type Describe = fn(&mut schemars::SchemaGenerator) -> Option<schemars::Schema>;

/// Nobody asks for a JSON Schema.
#[cfg(not(feature = "schema"))]
pub type Describe = ();

/// What can be read from config.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from config",
    label = "`Deserialize` is not implemented for `{Self}`, without lifetimes",
    note = "write `#[derive(serde::Deserialize)]` on it"
)]
pub trait Config: DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> Config for T {}

impl<I: ?Sized> Configured<I> {
    /// A type that is its own config.
    #[must_use]
    pub const fn of_type<R: Row<Item = I> + Accepts<T>, T: Config>(schema: Describe) -> Self {
        Self { schema, construct: |input| input.read::<T>().map(R::boxed) }
    }
}

impl Input<'_, '_, '_> {
    /// The config.
    ///
    /// # Errors
    /// What the type does not like about it.
    pub fn read<C: Config>(self) -> Result<C, Failure> {
        let read = match self {
            Self::Any(deserializer) => C::deserialize(deserializer).map_err(|error| Fault::other(error.to_string())),
            Self::Value(node) => C::deserialize(node),
            Self::Check(node) => {
                return Err(C::deserialize(node).map_or_else(Failure::Config, |_| Failure::Checked));
            }
        };
        read.map_err(Failure::Config)
    }

    /// That there is no config.
    ///
    /// # Errors
    /// If there is one, and it is not empty.
    pub fn refuse(self) -> Result<(), Failure> {
        match self {
            Self::Any(deserializer) => {
                let result = deserializer.deserialize_any(Nothing).map_err(|error| Fault::other(error.to_string()));
                result.map_err(Failure::Config)
            }
            Self::Value(node) => refuse(node).map_err(Failure::Config),
            Self::Check(node) => Err(refuse(node).map_or_else(Failure::Config, |()| Failure::Checked)),
        }
    }
}

/// That `node` says nothing.
pub(super) fn refuse(node: Node<'_, '_>) -> Result<(), Fault> {
    node.deserialize_any(Nothing)
}

/// No config: null, or a table or list without content.
struct Nothing;

impl<'de> Visitor<'de> for Nothing {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no config: this component takes none")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        match items.next_element::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(taken()),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        match entries.next_key::<String>()? {
            None => Ok(()),
            Some(_) => Err(taken()),
        }
    }
}

fn taken<E: serde::de::Error>() -> E {
    E::custom("this component takes no config")
}

/// A constructor function: its traits tell whether it takes config. `Shape` tells the implementations apart, as handlers do in
/// `axum` and systems in `bevy`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a constructor",
    label = "a constructor takes nothing, or its config: one argument that implements `Deserialize`, without lifetimes"
)]
pub trait Constructor<Shape> {
    /// What it returns.
    type Output;
    /// The type of what it returned, for the registry with row type `R`. Not `Returned<R, Self::Output>`: of a function that is no
    /// constructor, the compiler then knows no method, and says so but once.
    type Returned<R>;

    /// # Errors
    /// What is wrong with the config.
    fn call<R>(&self, input: Input<'_, '_, '_>) -> Result<(Self::Output, Self::Returned<R>), Failure>;
}

impl<F: Fn() -> V, V> Constructor<(V,)> for F {
    type Output = V;
    type Returned<R> = Returned<R, V>;

    fn call<R>(&self, input: Input<'_, '_, '_>) -> Result<(V, Returned<R, V>), Failure> {
        input.refuse()?;
        let value = self();
        let returned = Returned::of(&value);
        Ok((value, returned))
    }
}

impl<F: Fn(C) -> V, C: DeserializeOwned, V> Constructor<(C, V)> for F {
    type Output = V;
    type Returned<R> = Returned<R, V>;

    fn call<R>(&self, input: Input<'_, '_, '_>) -> Result<(V, Returned<R, V>), Failure> {
        let value = self(input.read()?);
        let returned = Returned::of(&value);
        Ok((value, returned))
    }
}

/// Calls a constructor of the registry with row type `R`.
///
/// # Errors
/// What is wrong with the config.
#[allow(clippy::needless_pass_by_value, reason = "constructors are functions, which are copied")]
pub fn call<R, F: Constructor<Shape>, Shape>(
    constructor: F,
    input: Input<'_, '_, '_>,
) -> Result<(F::Output, F::Returned<R>), Failure> {
    constructor.call(input)
}
