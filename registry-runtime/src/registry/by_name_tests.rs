//! Which entry gets which name, on entries made by hand: the outcome must not depend on the order in which they come.

use super::*;
use crate::entry::Replaces;
use crate::entry::{Component, Details, Identity, Secondary, Subject};
use crate::registry::Duplicates;
use crate::registry::Registry;

type Found = &'static Entry<u32>;

static VALUES: [u32; 4] = [0, 1, 2, 3];

/// Nothing is asked of it: each value is its own instance.
fn no_registry() -> Option<&'static Registry<u32>> {
    unreachable!("these entries belong to no registry")
}

fn no_type() -> Identity {
    crate::__private::identity::<()>()
}

/// Entry `number` of crate `package`, whose value is `VALUES[number]`.
fn entry(name: &'static str, package: &'static str, number: usize, details: Details) -> Found {
    let facts = format!("values\n{package}::VALUE{number}\nVALUE{number}\n{package}@1.0.0\nlib.rs:1:1\n").leak();
    let component = Component::Value(&VALUES[number], |_| None);
    let details: &'static Details = Box::leak(Box::new(Details { subject: Subject::Static, ..details }));
    Box::leak(Box::new(Entry::new(no_registry, component, name, (), facts).with_details(details)))
}

fn plain(name: &'static str, package: &'static str, number: usize) -> Found {
    entry(name, package, number, Details::NONE)
}

fn with_aliases(name: &'static str, package: &'static str, number: usize, aliases: &'static [&'static str]) -> Found {
    entry(name, package, number, Details { aliases, ..Details::NONE })
}

/// An entry that replaces the one with the value `VALUES[0]` or `VALUES[1]`.
fn replacing(name: &'static str, package: &'static str, number: usize, target: usize) -> Found {
    entry(name, package, number, Details { replaces: Some(target_at(target)), ..Details::NONE })
}

/// An entry that came with the item `VALUES[number]`, whose `replaces` names another.
fn beside(name: &'static str, package: &'static str, number: usize, target: Option<usize>) -> Found {
    let owner: fn() -> usize = match number {
        0 => || std::ptr::from_ref(&VALUES[0]).addr(),
        1 => || std::ptr::from_ref(&VALUES[1]).addr(),
        _ => || std::ptr::from_ref(&VALUES[2]).addr(),
    };
    let secondary = Some(Secondary { component: "BESIDE", owner: Some(owner), primary: None });
    entry(name, package, number, Details { secondary, replaces: target.map(target_at), ..Details::NONE })
}

fn target_at(target: usize) -> Replaces {
    let address: fn() -> usize = match target {
        0 => || std::ptr::from_ref(&VALUES[0]).addr(),
        _ => || std::ptr::from_ref(&VALUES[1]).addr(),
    };
    let path = if target == 0 { "a::VALUE0" } else { "a::VALUE1" };
    Replaces { path, module: "a", of_type: no_type, of_value: no_type, address }
}

const fn settings(duplicates: Duplicates) -> Settings {
    Settings { kind: "values", docs: "", api: "", duplicates }
}

/// What each name leads to, and the problems, for every order of the entries.
fn resolved(entries: &[Found], duplicates: Duplicates) -> (Vec<(&'static str, u32)>, Vec<String>) {
    let mut outcomes: Vec<_> = permutations(entries).into_iter().map(|order| outcome(&order, duplicates)).collect();
    outcomes.dedup();
    assert_eq!(outcomes.len(), 1, "the outcome depends on the order");
    outcomes.remove(0)
}

fn outcome(entries: &[Found], duplicates: Duplicates) -> (Vec<(&'static str, u32)>, Vec<String>) {
    let index = ByName::of(entries, &settings(duplicates));
    let mut names: Vec<_> =
        index.keys().map(|(key, _)| (key, *index.get(Key::new(key)).unwrap().instance().unwrap())).collect();
    names.sort_unstable();
    assert!(index.by_name().is_sorted_by_key(|slot| slot.entry().name()));
    (names, index.problems().iter().map(ToString::to_string).collect())
}

fn permutations(entries: &[Found]) -> Vec<Vec<Found>> {
    if entries.is_empty() {
        return vec![Vec::new()];
    }
    (0..entries.len())
        .flat_map(|first| {
            let mut rest = entries.to_vec();
            let first = rest.remove(first);
            permutations(&rest).into_iter().map(move |mut order| {
                order.push(first);
                order
            })
        })
        .collect()
}

/// Free rows have no key, and neither has an empty name.
#[test]
fn nothing_has_an_empty_name() {
    for count in 1..100 {
        let entry = |number: usize| plain(format!("n{number}").leak(), "p", number % VALUES.len());
        let entries: Vec<_> = (0..count).map(entry).collect();
        let index = ByName::of(&entries, &settings(Duplicates::Deny));
        assert!(index.get(Key::new("")).is_none() && index.unusual(Key::new("")).is_none(), "{count}");
    }
}

#[test]
fn the_first_by_origin_keeps_a_name() {
    let entries = [plain("x", "b", 1), plain("x", "a", 0), plain("y", "c", 2)];
    let (names, problems) = resolved(&entries, Duplicates::KeepFirst);
    assert_eq!(names, [("x", 0), ("y", 2)]);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].contains("a::VALUE0 at ") && problems[0].contains("b::VALUE1 at "), "{problems:?}");
}

#[test]
fn the_last_by_origin_takes_a_name() {
    let (names, problems) =
        resolved(&[plain("x", "b", 1), plain("x", "a", 0), plain("x", "c", 2)], Duplicates::Replace);
    assert_eq!((names, problems.len()), (vec![("x", 2)], 2));
}

#[test]
fn a_denied_duplicate_leaves_nothing_to_be_found_by_luck() {
    let (names, problems) = resolved(&[plain("x", "b", 1), plain("x", "a", 0), plain("y", "c", 2)], Duplicates::Deny);
    assert_eq!((names, problems.len()), (vec![], 1));
}

#[test]
fn two_that_the_linker_merged_are_a_duplicate() {
    let entry = plain("x", "a", 0);
    let (names, problems) = resolved(&[entry, entry, plain("y", "b", 1)], Duplicates::Deny);
    assert_eq!((names, problems.len()), (vec![], 1));
    let end = "and by another component, which the linker dropped; rename one of them; a debug build with the linker lld names both \
               crates";
    assert!(problems[0].starts_with(r#""x" is registered twice in "values": by a::VALUE0 at "#), "{problems:?}");
    assert!(problems[0].ends_with(end), "{problems:?}");
}

#[test]
fn a_name_comes_before_an_alias() {
    let entries = [with_aliases("x", "a", 0, &["y", "z"]), plain("y", "b", 1)];
    for policy in [Duplicates::KeepFirst, Duplicates::Replace] {
        let (names, problems) = resolved(&entries, policy);
        assert_eq!((names, problems.len()), (vec![("x", 0), ("y", 1), ("z", 0)], 1));
    }
    assert_eq!(resolved(&entries, Duplicates::Deny).1.len(), 1);
}

#[test]
fn between_two_aliases_the_policy_decides() {
    let entries = [with_aliases("x", "a", 0, &["z"]), with_aliases("y", "b", 1, &["z"])];
    assert_eq!(resolved(&entries, Duplicates::KeepFirst).0, [("x", 0), ("y", 1), ("z", 0)]);
    assert_eq!(resolved(&entries, Duplicates::Replace).0, [("x", 0), ("y", 1), ("z", 1)]);
}

#[test]
fn replacements_follow_one_another() {
    let entries = [with_aliases("x", "a", 0, &["z"]), replacing("x", "c", 1, 0), replacing("x", "b", 2, 1)];
    assert_eq!(resolved(&entries, Duplicates::Deny), (vec![("x", 2), ("z", 2)], vec![]));
}

#[test]
fn of_two_replacements_of_one_component_the_second_fails() {
    let entries = [plain("x", "a", 0), replacing("x", "b", 1, 0), replacing("x", "c", 2, 0)];
    let (names, problems) = resolved(&entries, Duplicates::KeepFirst);
    assert_eq!((names, problems.len()), (vec![], 1));
    assert!(problems[0].starts_with("c::VALUE2 at "), "{problems:?}");
    assert!(problems[0].contains(r#"replaces a::VALUE0 as "x" in "values", but b::VALUE1 at "#), "{problems:?}");
    assert!(
        problems[0]
            .ends_with("a::VALUE0 has no name there: it is not registered, was replaced by another, or is a constant")
    );
}

#[test]
fn a_replacement_of_nothing_fails() {
    let (_, problems) = resolved(&[replacing("x", "b", 1, 0)], Duplicates::Deny);
    assert!(problems[0].contains("but nothing has that name; a::VALUE0 has no name there"), "{problems:?}");
}

#[test]
fn what_stands_beside_a_replaced_component_stays() {
    let entries = [beside("x", "a", 0, None), beside("y", "b", 1, Some(0))];
    assert_eq!(resolved(&entries, Duplicates::Deny), (vec![("x", 0), ("y", 1)], vec![]));
}

#[test]
fn what_stands_beside_the_newcomer_takes_its_place_under_any_policy() {
    let entries = [beside("x", "b", 0, None), beside("x", "a", 1, Some(0)), beside("x", "c", 2, Some(1))];
    for policy in [Duplicates::Deny, Duplicates::KeepFirst, Duplicates::Replace] {
        assert_eq!(resolved(&entries, policy), (vec![("x", 2)], vec![]));
    }
}

#[test]
fn it_takes_a_key_that_is_free() {
    assert_eq!(resolved(&[beside("x", "b", 1, Some(0))], Duplicates::Deny), (vec![("x", 1)], vec![]));
    // and whatever replaces the newcomer takes it from there, also if it comes first by origin
    let entries = [beside("x", "b", 1, Some(0)), beside("x", "a", 2, Some(1))];
    assert_eq!(resolved(&entries, Duplicates::Deny), (vec![("x", 2)], vec![]));
}

#[test]
fn the_key_of_another_is_a_matter_of_the_policy() {
    let entries = [plain("x", "b", 3), beside("x", "a", 1, Some(0))];
    assert_eq!(resolved(&entries, Duplicates::KeepFirst).0, [("x", 1)]);
    assert_eq!(resolved(&entries, Duplicates::Replace).0, [("x", 3)]);
    let (names, problems) = resolved(&entries, Duplicates::Deny);
    assert_eq!((names, problems.len()), (vec![], 1));
    assert!(problems[0].starts_with(r#""x" is registered twice in "values": by BESIDE at "#), "{problems:?}");
    assert!(problems[0].ends_with("; give one of them another key, or leave one of them out"), "{problems:?}");
}

#[test]
fn a_component_can_replace_what_came_with_another() {
    let entries = [beside("x", "a", 0, None), replacing("x", "b", 1, 0)];
    assert_eq!(resolved(&entries, Duplicates::Deny), (vec![("x", 1)], vec![]));
}

#[test]
fn two_that_replace_each_other_still_end() {
    let entries = [beside("x", "a", 0, Some(1)), beside("x", "b", 1, Some(0))];
    assert_eq!(resolved(&entries, Duplicates::Deny), (vec![("x", 1)], vec![]));
}

#[test]
fn who_only_looks_for_entries_needs_no_slots() {
    let index = ByName::of(&[plain("a", "p", 0), plain("b", "p", 1)], &settings(Duplicates::Deny));
    assert_eq!((index.get(Key::new("b")).unwrap().name(), index.nth(0).unwrap().name()), ("b", "a"));
    assert!(index.slots.get().is_none());
    assert!(std::ptr::eq(index.slot(Key::new("b")).unwrap().entry(), index.get(Key::new("b")).unwrap()));
    assert!(index.slots.get().is_some());
}
