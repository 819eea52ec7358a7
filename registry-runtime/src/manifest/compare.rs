//! From two manifests to their differences.

use super::difference::difference;
use super::pairs::{Pair, pairs};
use super::{Change, Difference, Differences, Manifest, ManifestEntry, ManifestRegistry};
use serde_json::{Value, json};

pub(super) fn compare(old: &Manifest, new: &Manifest) -> Differences {
    let mut differences = Vec::new();
    for pair in registries(old, new) {
        let (Pair::Both(registry, _) | Pair::Old(registry) | Pair::New(registry)) = pair;
        let is_one_of_several = [old, new].iter().any(|manifest| manifest.count(&registry.kind) > 1);
        let path = is_one_of_several.then(|| registry.path.clone());
        let mut add = |name: Option<&str>, change| {
            let (kind, path, name) = (registry.kind.clone(), path.clone(), name.map(str::to_owned));
            differences.push(Difference { kind, path, name, change });
        };
        match pair {
            Pair::Old(_) => add(None, Change::Missing),
            Pair::New(_) => add(None, Change::New),
            Pair::Both(old, new) => {
                compare_fields(&head(old), &head(new), |change| add(None, change));
                compare_entries(&old.entries, &new.entries, add);
            }
        }
    }
    Differences::new(differences)
}

impl Manifest {
    /// How many registries have this kind.
    fn count(&self, kind: &str) -> usize {
        self.registries.iter().filter(|registry| registry.kind == kind).count()
    }
}

/// Registries belong together by kind and path; of what is left over, by kind alone.
fn registries<'a>(old: &'a Manifest, new: &'a Manifest) -> Vec<Pair<&'a ManifestRegistry>> {
    let mut pairs = pairs(&old.registries, &new.registries, |registry| (&registry.kind, &registry.path));
    while let Some((missing, extra)) = left_over(&pairs) {
        if let (Pair::Old(old), Pair::New(new)) = (pairs[missing], pairs[extra]) {
            pairs[missing] = Pair::Both(old, new);
        }
        pairs.remove(extra);
    }
    pairs
}

/// The places of two of one kind that have no counterpart.
fn left_over(pairs: &[Pair<&ManifestRegistry>]) -> Option<(usize, usize)> {
    pairs.iter().enumerate().find_map(|(missing, pair)| {
        let Pair::Old(old) = pair else { return None };
        let extra = pairs.iter().position(|pair| matches!(pair, Pair::New(new) if new.kind == old.kind))?;
        Some((missing, extra))
    })
}

fn compare_entries(old: &[ManifestEntry], new: &[ManifestEntry], mut add: impl FnMut(Option<&str>, Change)) {
    for pair in pairs(old, new, |entry| &entry.name) {
        match pair {
            Pair::Old(entry) => add(Some(&entry.name), Change::Missing),
            Pair::New(entry) => add(Some(&entry.name), Change::New),
            Pair::Both(old, new) => {
                compare_fields(&json!(old), &json!(new), |change| add(Some(&old.name), change));
            }
        }
    }
}

/// What a manifest says of a registry without its entries.
fn head(registry: &ManifestRegistry) -> Value {
    let mut head = json!(registry);
    head.as_object_mut().map(|fields| fields.remove("entries"));
    head
}

fn compare_fields(old: &Value, new: &Value, mut add: impl FnMut(Change)) {
    difference("", Some(old), Some(new), &mut |field, old, new| {
        add(Change::Different { field: field.to_owned(), old: old.cloned(), new: new.cloned() });
    });
}
