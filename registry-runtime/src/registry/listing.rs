//! The entries of a registry, sorted by name, as one reader sees them.

use super::by_name::ByName;
use super::changed;
use crate::entry::Entry;

/// What [`Iter`](super::Iter) goes through.
pub(super) enum Listing<I: ?Sized + 'static, M: 'static> {
    /// Of a registry that nobody changed at run time.
    Linked(&'static ByName<I, M>),
    Changed(changed::Listing<I, M>),
}

impl<I: ?Sized, M> Clone for Listing<I, M> {
    fn clone(&self) -> Self {
        match self {
            Self::Linked(index) => Self::Linked(index),
            Self::Changed(slots) => Self::Changed(slots.clone()),
        }
    }
}

impl<I: ?Sized, M> Listing<I, M> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Linked(index) => index.len(),
            Self::Changed(slots) => slots.len(),
        }
    }

    pub(super) fn get(&self, place: usize) -> Option<&'static Entry<I, M>> {
        match self {
            Self::Linked(index) => index.nth(place),
            Self::Changed(slots) => slots.get(place).map(|slot| slot.entry()),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'static Entry<I, M>> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    /// How many names come before `name`.
    pub(super) fn place_of(&self, name: &str) -> usize {
        match self {
            Self::Linked(index) => index.place_of(name),
            Self::Changed(slots) => slots.partition_point(|slot| slot.entry().name() < name),
        }
    }
}
