//! What is offered to a registry at run time, and the entry that is made of it if the registry takes it.

use super::super::Settings;
use crate::constructor::Constructed;
use crate::entry::{self, Deprecation, Details, Entry, Home, Origin, RunTime, Subject};
use std::any::{TypeId, type_name};
use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::panic::Location;
use std::sync::Arc;

/// What is said about a component.
pub(in crate::registry) struct Offer<M> {
    pub(in crate::registry) name: String,
    pub(in crate::registry) aliases: Vec<String>,
    pub(in crate::registry) meta: M,
    pub(in crate::registry) docs: String,
    /// Empty: none declared.
    pub(in crate::registry) api: String,
    pub(in crate::registry) deprecation: Option<Deprecation>,
    pub(in crate::registry) stable: bool,
    pub(in crate::registry) replacing: bool,
    place: &'static Location<'static>,
}

impl<M> Offer<M> {
    pub(in crate::registry) fn new(name: &str, meta: M, place: &'static Location<'static>) -> Self {
        Self {
            name: name.to_owned(),
            aliases: Vec::new(),
            meta,
            docs: String::new(),
            api: String::new(),
            deprecation: None,
            stable: false,
            replacing: false,
            place,
        }
    }

    /// That it is to have the name and all other `keys` of another entry.
    pub(super) fn take_names_of(&mut self, name: &'static str, keys: Vec<&'static str>) {
        name.clone_into(&mut self.name);
        self.aliases.extend(keys.into_iter().map(str::to_owned));
        self.name_once();
    }

    /// Leaves out aliases that say again what is said already.
    pub(super) fn name_once(&mut self) {
        let mut known = BTreeSet::from([self.name.clone()]);
        self.aliases.retain(|alias| known.insert(alias.clone()));
    }

    /// The name and the aliases.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name].into_iter().chain(&self.aliases).map(String::as_str)
    }

    /// Where it comes from. Of a call, only the place is known.
    pub(super) fn origin(&self) -> Origin {
        let (line, column) = (self.place.line(), self.place.column());
        Origin { crate_name: "", version: "", module: "", file: self.place.file(), line, column }
    }

    /// Whether it says nothing of what is in [`Details`].
    fn is_plain(&self) -> bool {
        self.aliases.is_empty() && self.api.is_empty() && self.deprecation.is_none() && !self.stable
    }

    fn details(&mut self, home: &'static dyn Home) -> Details {
        let aliases: Vec<&'static str> = self.aliases.drain(..).map(|alias| &*alias.leak()).collect();
        Details {
            aliases: aliases.leak(),
            api: std::mem::take(&mut self.api).leak(),
            deprecation: self.deprecation,
            stable: self.stable,
            ..plain_details(home)
        }
    }

    /// The entry, which stays for good. Those that are `plain` share their details.
    pub(super) fn into_entry<I: ?Sized>(
        mut self,
        settings: &Settings,
        component: Component<I>,
        home: &'static dyn Home,
        plain: impl FnOnce() -> &'static Details,
    ) -> &'static Entry<I, M> {
        let (kind, item, place) = (settings.kind, component.type_name, self.place);
        let (line, column) = (place.line(), place.column());
        let facts = format!("{kind}\n{item}\n{item}\n\n{}:{line}:{column}\n{}", place.file(), self.docs).leak();
        let details = if self.is_plain() { plain() } else { Box::leak(Box::new(self.details(home))) };
        Box::leak(Box::new(Entry::at_run_time(component.made.into(), self.name.leak(), self.meta, facts, details)))
    }
}

/// Those of an entry that says nothing of the sort.
pub(in crate::registry) const fn plain_details(home: &'static dyn Home) -> Details {
    Details { subject: Subject::Const, home: Some(AssertUnwindSafe(home)), ..Details::NONE }
}

/// What is registered.
pub(in crate::registry) struct Component<I: ?Sized + 'static> {
    type_name: &'static str,
    made: Made<I>,
    same: fn(&Made<I>, &entry::Component<I>) -> bool,
}

pub(super) enum Made<I: ?Sized + 'static> {
    Object(Arc<I>),
    Value(Box<I>, fn(&I) -> Option<Box<I>>),
    Constructor(RunTime<I>),
}

impl<I: ?Sized> Component<I> {
    pub(in crate::registry) fn object(object: Arc<I>) -> Self {
        Self { type_name: type_name::<I>(), made: Made::Object(object), same: is_same_object }
    }

    pub(in crate::registry) fn value(value: I) -> Self
    where
        I: Sized + Clone + PartialEq,
    {
        let made = Made::Value(Box::new(value), |value| Some(Box::new(value.clone())));
        Self { type_name: type_name::<I>(), made, same: is_same_value }
    }

    pub(in crate::registry) fn constructor<F: 'static>(
        construct: Box<dyn Fn() -> Constructed<I> + Send + Sync>,
    ) -> Self {
        // a type without a value in it has but one
        let identity = (size_of::<F>() == 0).then(TypeId::of::<F>);
        let made = Made::Constructor(RunTime::new(construct, identity));
        Self { type_name: type_name::<F>(), made, same: is_same_constructor }
    }

    pub(super) fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// Whether `entry` has this very component.
    pub(super) fn is_that_of<M>(&self, entry: &Entry<I, M>) -> bool {
        (self.same)(&self.made, entry.component())
    }
}

fn is_same_object<I: ?Sized>(made: &Made<I>, present: &entry::Component<I>) -> bool {
    match (made, present) {
        (Made::Object(object), entry::Component::Value(value, _)) => std::ptr::addr_eq(&raw const **object, *value),
        _ => false,
    }
}

fn is_same_value<I: PartialEq>(made: &Made<I>, present: &entry::Component<I>) -> bool {
    match (made, present) {
        (Made::Value(new, _), entry::Component::Value(value, _)) => **new == **value,
        _ => false,
    }
}

fn is_same_constructor<I: ?Sized>(made: &Made<I>, present: &entry::Component<I>) -> bool {
    match (made, present) {
        (Made::Constructor(new), entry::Component::RunTime(present)) => {
            new.identity.is_some() && new.identity == present.identity
        }
        _ => false,
    }
}

impl<I: ?Sized> From<Made<I>> for entry::Component<I> {
    fn from(made: Made<I>) -> Self {
        match made {
            Made::Object(object) => {
                let object: &'static Arc<I> = Box::leak(Box::new(object));
                Self::Value(&**object, |_| None)
            }
            Made::Value(value, copy) => Self::Value(Box::leak(value), copy),
            Made::Constructor(run_time) => Self::RunTime(Box::leak(Box::new(run_time))),
        }
    }
}
