//! Random sequences of run-time operations, on registries and on a model of plain maps.

use proptest::prelude::*;
use registry_core::{Duplicates, Refused, Registry, register, registry};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

macro_rules! linked {
    ($registry:ident, $policy:literal, $kind:literal) => {
        /// With a base, over which the changes go.
        #[registry(duplicates = $policy)]
        static $registry: Registry<u32>;

        const _: () = {
            #[register(kind = $kind, name = "a", aliases = ["b"])]
            static A: u32 = 100;
            #[register(kind = $kind, name = "e")]
            static E: u32 = 101;
        };
    };
}

linked!(DENYING, "deny", "denying");
linked!(KEEPING, "keep_first", "keeping");
linked!(REPLACING, "replace", "replacing");

const KEYS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

#[derive(Clone, Debug)]
enum Operation {
    Register { name: &'static str, aliases: Vec<&'static str>, object: usize, replacing: bool },
    Unregister(&'static str),
    Lock(bool),
    Fork,
    Merge(usize, Duplicates),
}

/// A registry as it should be.
#[derive(Clone, Debug, Default, PartialEq)]
struct Model {
    /// Entry and whether the key is its name.
    keys: BTreeMap<&'static str, (usize, bool)>,
    /// Name, who keeps it, who lost it: by where they were registered.
    duplicates: BTreeSet<(&'static str, Place, Place)>,
    locked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Object {
    Linked(u32),
    Own(usize),
}

/// Where an entry was registered: each linked one has its line, and all that are made at run time have one.
type Place = Option<u32>;

fn place(object: Object) -> Place {
    match object {
        Object::Linked(value) => Some(value),
        Object::Own(_) => None,
    }
}

/// Every entry there ever was, in any of the registries: they share them.
type Entries = Vec<(&'static str, Object)>;

impl Model {
    fn linked(entries: &mut Entries) -> Self {
        entries.extend([("a", Object::Linked(100)), ("e", Object::Linked(101))]);
        Self { keys: [("a", (0, true)), ("b", (0, false)), ("e", (1, true))].into(), ..Self::default() }
    }

    fn remove(&mut self, entry: usize) {
        self.keys.retain(|_, (holder, _)| *holder != entry);
    }

    /// Whether the name is free for `entry` now.
    fn claim(&mut self, entries: &Entries, key: &'static str, entry: usize, is_name: bool, policy: Duplicates) -> bool {
        if let Some((holder, holds_name)) = self.keys.get(key).copied() {
            if holder == entry {
                return true;
            }
            let keeps = match (holds_name, is_name) {
                (true, false) => true,
                (false, true) => false,
                _ => policy == Duplicates::KeepFirst,
            };
            let (kept, dropped) = if keeps { (holder, entry) } else { (entry, holder) };
            self.duplicates.insert((key, place(entries[kept].1), place(entries[dropped].1)));
            if keeps {
                return false;
            }
            if holds_name {
                self.remove(holder);
            }
        }
        self.keys.insert(key, (entry, is_name));
        true
    }

    fn denies(&self, keys: &[&'static str], except: Option<usize>, policy: Duplicates) -> bool {
        let other = |key: &&str| self.keys.get(*key).is_some_and(|(holder, _)| Some(*holder) != except);
        policy == Duplicates::Deny && keys.iter().any(other)
    }

    fn register(
        &mut self,
        entries: &mut Entries,
        name: &'static str,
        aliases: &[&'static str],
        object: usize,
        replacing: bool,
        policy: Duplicates,
    ) -> bool {
        if self.locked {
            return false;
        }
        let present = self.keys.get(name).map(|(entry, _)| *entry);
        if !replacing && present.is_some_and(|entry| entries[entry].1 == Object::Own(object)) {
            return true;
        }
        let replaced = present.filter(|_| replacing);
        let keys: Vec<_> = [name].into_iter().chain(aliases.iter().copied()).collect();
        if replacing && replaced.is_none() || self.denies(&keys, replaced, policy) {
            return false;
        }
        match replaced {
            Some(replaced) => {
                let entry = entries.len();
                entries.push((entries[replaced].0, Object::Own(object)));
                for (holder, _) in self.keys.values_mut().filter(|(holder, _)| *holder == replaced) {
                    *holder = entry;
                }
                for alias in aliases {
                    self.claim(entries, alias, entry, false, policy);
                }
            }
            None => {
                let entry = entries.len();
                entries.push((name, Object::Own(object)));
                if self.claim(entries, name, entry, true, policy) {
                    for alias in aliases {
                        self.claim(entries, alias, entry, false, policy);
                    }
                }
            }
        }
        true
    }

    fn unregister(&mut self, name: &str) -> bool {
        match self.keys.get(name).copied() {
            Some((entry, _)) if !self.locked => {
                self.remove(entry);
                true
            }
            _ => false,
        }
    }

    fn merge(&mut self, entries: &Entries, other: &Self, policy: Duplicates) -> bool {
        if self.locked {
            return false;
        }
        let mut merged = self.clone();
        for (name, (entry, _)) in other.keys.iter().filter(|(_, (_, is_name))| *is_name) {
            let aliases = other.keys.iter().filter(|(key, (holder, _))| holder == entry && key != &name);
            let aliases: Vec<_> = aliases.map(|(key, _)| *key).collect();
            let keys: Vec<_> = [*name].into_iter().chain(aliases.iter().copied()).collect();
            if merged.denies(&keys, Some(*entry), policy) {
                return false;
            }
            if merged.claim(entries, name, *entry, true, policy) {
                for alias in aliases {
                    merged.claim(entries, alias, *entry, false, policy);
                }
            }
        }
        *self = merged;
        true
    }
}

struct Pair {
    registry: Registry<u32>,
    model: Model,
}

impl Pair {
    fn compare(&self, entries: &Entries) {
        let Self { registry, model } = self;
        let names: Vec<_> = model.keys.iter().filter(|(_, (_, is_name))| *is_name).map(|(key, _)| *key).collect();
        assert_eq!(registry.names().collect::<Vec<_>>(), names);
        assert_eq!(registry.len(), names.len());
        assert_eq!(registry.duplicates().len(), model.duplicates.len());
        assert_eq!(registry.is_locked(), model.locked);
        for key in KEYS {
            let expected = model.keys.get(key).map(|(entry, _)| entries[*entry]);
            let found = registry.get(key).map(|entry| (entry.name(), *entry.instance().unwrap()));
            let value = |object| match object {
                Object::Linked(value) => value,
                Object::Own(number) => u32::try_from(number).unwrap(),
            };
            assert_eq!(found, expected.map(|(name, object)| (name, value(object))), "{key}");
        }
        for (place, entry) in registry.iter().enumerate() {
            assert_eq!(registry.get(entry.name()).map(std::ptr::from_ref), Some(std::ptr::from_ref(entry)));
            assert!(place == 0 || names[place - 1] < entry.name());
        }
    }
}

fn run(linked: &Registry<u32>, policy: Duplicates, operations: &[(usize, Operation)]) {
    let mut entries = Entries::new();
    let objects: Vec<Arc<u32>> = (0..64).map(Arc::new).collect();
    let local = Pair { registry: Registry::new("local").with_duplicates(policy), model: Model::default() };
    let mut pairs = vec![Pair { registry: linked.fork(), model: Model::linked(&mut entries) }, local];
    for (which, operation) in operations {
        let which = which % pairs.len();
        match operation {
            Operation::Register { name, aliases, object, replacing } => {
                let Pair { registry, model } = &mut pairs[which];
                let entry = registry.new_entry(name, ()).aliases(aliases.iter().copied());
                let entry = if *replacing { entry.replacing() } else { entry };
                let done = entry.register(objects[*object].clone()).is_ok();
                assert_eq!(done, model.register(&mut entries, name, aliases, *object, *replacing, policy));
            }
            Operation::Unregister(name) => {
                let Pair { registry, model } = &mut pairs[which];
                let result = registry.unregister(name);
                assert_eq!(matches!(result, Err(Refused::Locked { .. })), model.locked);
                assert_eq!(result.is_ok(), model.unregister(name));
            }
            Operation::Lock(locked) => {
                let Pair { registry, model } = &mut pairs[which];
                model.locked = *locked;
                if *locked { registry.lock() } else { registry.unlock() }
            }
            Operation::Fork if pairs.len() < 4 => {
                let registry = pairs[which].registry.fork();
                pairs.push(Pair { registry, model: Model { locked: false, ..pairs[which].model.clone() } });
            }
            Operation::Fork => {}
            Operation::Merge(other, policy) => {
                let other = other % pairs.len();
                if other != which {
                    let theirs = pairs[other].model.clone();
                    let done = pairs[which].registry.merge(&pairs[other].registry, *policy).is_ok();
                    assert_eq!(done, pairs[which].model.merge(&entries, &theirs, *policy));
                }
            }
        }
        pairs.iter().for_each(|pair| pair.compare(&entries));
    }
}

fn policies() -> impl Strategy<Value = Duplicates> {
    prop_oneof![Just(Duplicates::Deny), Just(Duplicates::KeepFirst), Just(Duplicates::Replace)]
}

fn operations() -> impl Strategy<Value = Operation> {
    let key = || prop::sample::select(&KEYS[..]);
    let register = (key(), prop::collection::vec(key(), 0..3), 0..6_usize, prop::bool::weighted(0.3));
    prop_oneof![
        8 => register.prop_map(|(name, aliases, object, replacing)| Operation::Register { name, aliases, object, replacing }),
        4 => key().prop_map(Operation::Unregister),
        1 => any::<bool>().prop_map(Operation::Lock),
        1 => Just(Operation::Fork),
        2 => (any::<usize>(), policies()).prop_map(|(other, policy)| Operation::Merge(other, policy)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(4), ..ProptestConfig::default() })]

    #[test]
    fn registries_do_what_plain_maps_do(operations in prop::collection::vec((any::<usize>(), operations()), 1..40)) {
        run(&DENYING, Duplicates::Deny, &operations);
        run(&KEEPING, Duplicates::KeepFirst, &operations);
        run(&REPLACING, Duplicates::Replace, &operations);
    }
}
