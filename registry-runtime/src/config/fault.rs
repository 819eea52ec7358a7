//! Why a value could not be read.

use super::handover;
use super::nearest::did_you_mean;
use super::path::join;
use super::problem::Problem;
use super::value::Place;
use serde::de::{self, Unexpected};
use std::fmt;

/// The first thing that a type did not like about its value.
pub struct Fault(Box<Parts>);

struct Parts {
    cause: Cause,
    message: String,
    path: Option<String>,
    place: Option<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cause {
    MissingField(&'static str),
    UnknownField,
    Other,
    /// Nothing is wrong that is not reported, but there is nothing to go on with: a component is not built while it is only checked.
    Unfinished,
}

impl Fault {
    pub(super) fn new(cause: Cause, message: impl Into<String>) -> Self {
        Self(Box::new(Parts { cause, message: message.into(), path: None, place: None }))
    }

    /// Something that this says.
    pub(super) fn other(message: impl Into<String>) -> Self {
        Self::new(Cause::Other, message)
    }

    pub(super) fn unfinished() -> Self {
        Self::new(Cause::Unfinished, "it is only checked, not built")
    }

    /// The same, at this place, unless it already has one.
    pub(super) fn at(mut self, path: impl FnOnce() -> String, place: Option<&Place>) -> Self {
        if self.0.path.is_none() {
            self.0.path = Some(path());
            self.0.place = place.cloned();
        }
        self
    }

    pub(super) fn cause(&self) -> Cause {
        self.0.cause
    }

    pub(super) fn message(&self) -> &str {
        &self.0.message
    }

    pub(super) fn path(&self) -> &str {
        self.0.path.as_deref().unwrap_or_default()
    }

    pub(super) fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }
}

impl Fault {
    /// The same for people: a field that is missing is at its own path.
    pub(super) fn problem(&self) -> Problem {
        let path = match self.cause() {
            Cause::MissingField(field) => join(self.path(), field),
            _ => self.path().to_owned(),
        };
        Problem { place: self.0.place.clone(), path, message: self.0.message.clone() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem().fmt(formatter)
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        handover::raised().unwrap_or_else(|| Self::other(message.to_string()))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        match unexpected {
            // serde's word for it is "unit value", which is in no format
            Unexpected::Unit => Self::custom(format_args!("invalid type: null, expected {expected}")),
            _ => Self::custom(format_args!("invalid type: {unexpected}, expected {expected}")),
        }
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Cause::MissingField(field), "is missing")
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Cause::UnknownField, format!("unknown field{}", did_you_mean(field, expected)))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::other(format!("unknown variant {variant:?}{}", did_you_mean(variant, expected)))
    }
}
