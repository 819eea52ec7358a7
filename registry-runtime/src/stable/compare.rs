//! From a snapshot and a program to what has become of the names.

use super::announced::Announced;
use super::config::{self, ConfigChange};
use super::fields::fields;
use super::{Program, StableChange, StableChanges, StableName, StableNames};
use crate::manifest::{ManifestEntry, Pair, difference, pairs, shown};
use serde_json::json;
use std::collections::BTreeMap;

const KEEP_NAME: &str = "keep it, or keep the name as an alias of what replaces it; to take it away, deprecate it first: it can \
    go two minor versions of its crate later";
const KEEP_REGISTRY: &str =
    "keep the registry, or if there still is one, link its crate and those that register into it into the test";
const KEEP_CONFIG: &str = "keep reading what could be written, or register what is new under another name";
const KEEP_STABLE: &str = "write `stable` again; to take it back, deprecate the component first: it can go two minor versions of its \
    crate later";

pub(super) fn compare(names: &StableNames, program: &Program) -> StableChanges {
    let renewed = names.renewed(program);
    let mut changes = Vec::new();
    for pair in pairs(names.iter(), renewed.iter(), |(registry, name, _)| (registry, name)) {
        match pair {
            Pair::New((registry, name, new)) => changes.push(StableChange::new(registry, name, arrival(new))),
            Pair::Old((registry, name, old)) => Promise { registry, name, old, program }.judge(None, &mut changes),
            Pair::Both((registry, name, old), (_, _, new)) => {
                Promise { registry, name, old, program }.judge(Some(new), &mut changes);
            }
        }
    }
    changes.sort_by_key(|change| !change.is_breaking());
    StableChanges::new(changes)
}

/// Of an alias of the entry `name`: a deprecation is one of an entry, so an alias by itself cannot have one.
fn keep_alias(alias: &str, name: &str) -> String {
    format!(
        "keep it; an alias cannot be deprecated by itself, so to take it away, register {alias:?} as an entry of its own that is \
         stable and deprecated, or deprecate {name:?} with all its names: it can go two minor versions of its crate later"
    )
}

/// A deprecation shows at once: it is the beginning of the end.
fn arrival(new: &StableName) -> String {
    match &new.deprecated {
        Some(since) => format!("is new, and deprecated since {since}"),
        None => "is new".to_owned(),
    }
}

/// What a snapshot says of one name, and the program that has to keep it.
struct Promise<'a> {
    registry: &'a str,
    name: &'a str,
    old: &'a StableName,
    program: &'a Program,
}

impl<'a> Promise<'a> {
    fn judge(&self, new: Option<&StableName>, changes: &mut Vec<StableChange>) {
        for (name, keeper) in self.keepers(changes) {
            self.judge_keeper(name, keeper, changes);
            if new.is_none() && keeper.stable && keeper.name == self.name {
                changes.push(self.change(self.name, self.whereabouts(keeper)));
            }
        }
        if let Some(new) = new {
            self.report_rest(new, changes);
        }
    }

    /// The entries to which the name and its aliases lead now, each with the first of these that does.
    fn keepers(&self, changes: &mut Vec<StableChange>) -> Vec<(&'a str, &'a ManifestEntry)> {
        let mut keepers: Vec<(&str, &ManifestEntry)> = Vec::new();
        for name in std::iter::once(self.name).chain(self.old.aliases.iter().map(String::as_str)) {
            let Some(entry) = self.program.find(self.registry, name) else {
                changes.push(self.gone(name));
                continue;
            };
            if entry.name != self.name && entry.name != name {
                changes.push(self.change(name, format!("leads to {:?} now", entry.name)));
            }
            if !keepers.iter().any(|(_, keeper)| std::ptr::eq(*keeper, entry)) {
                keepers.push((name, entry));
            }
        }
        keepers
    }

    fn change(&self, name: &str, change: impl Into<String>) -> StableChange {
        StableChange::new(self.registry, name, change)
    }

    fn announced(&self) -> Announced {
        let StableName { crate_name, deprecated, .. } = self.old;
        Announced::of(crate_name, deprecated.as_deref(), self.program.version_of(crate_name))
    }

    /// A broken promise, or what was announced.
    fn breach(&self, name: &str, what: &str, way_out: &str) -> StableChange {
        match self.announced() {
            Announced::InTime => self.change(name, format!("{what}, as announced")),
            reason => self.change(name, format!("{what}: {reason}")).breaking(way_out),
        }
    }

    /// Neither name nor alias of anything.
    fn gone(&self, name: &str) -> StableChange {
        let (what, way_out) = if name == self.name {
            ("is gone".to_owned(), KEEP_NAME.to_owned())
        } else {
            (format!("is gone, an alias of {:?}", self.name), keep_alias(name, self.name))
        };
        if self.program.has_registry(self.registry) {
            return self.breach(name, &what, &way_out);
        }
        self.breach(name, &format!("{what}, and so is its registry"), KEEP_REGISTRY)
    }

    /// Whether the entry that `name` leads to now keeps what was promised.
    fn judge_keeper(&self, name: &str, keeper: &ManifestEntry, changes: &mut Vec<StableChange>) {
        if !keeper.stable {
            changes.push(self.breach(name, "is no longer stable", KEEP_STABLE));
        }
        let now = keeper.config.as_ref().map(fields).unwrap_or_default();
        changes.extend(config::changes(&self.old.config, &now).into_iter().map(|change| match change {
            ConfigChange::Breaking(what) => self.breach(name, &what, KEEP_CONFIG),
            ConfigChange::Harmless(what) => self.change(name, what),
        }));
    }

    /// Why a name that is kept is not in the next snapshot under its registry.
    fn whereabouts(&self, keeper: &ManifestEntry) -> String {
        match self.program.stable().find(|(_, entry)| std::ptr::eq(*entry, keeper)) {
            Some((registry, _)) => format!("is in the registry {} now", self.program.label(registry)),
            None => format!("is not asked for any more: it is registered by {}", keeper.crate_name),
        }
    }

    /// What is no promise.
    fn report_rest(&self, new: &StableName, changes: &mut Vec<StableChange>) {
        let added = new.aliases.iter().filter(|alias| !self.old.aliases.contains(alias));
        changes.extend(added.map(|alias| self.change(self.name, format!("has the new alias {alias:?}"))));
        let judged =
            |name: &StableName| json!(StableName { aliases: Vec::new(), config: BTreeMap::new(), ..name.clone() });
        difference("", Some(&judged(self.old)), Some(&judged(new)), &mut |field, old, new| {
            changes.push(self.change(self.name, format!("has changed: {field}: {} -> {}", shown(old), shown(new))));
        });
    }
}
