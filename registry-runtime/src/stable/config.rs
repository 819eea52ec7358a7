//! What has become of a config: whether all that could be written still can.

use super::StableField;
use super::fields::{ANYTHING, TABLE, WHOLE};
use super::wider::takes_all;
use crate::manifest::{Pair, pairs};
use std::collections::BTreeMap;

/// A change of a config, as a sentence that goes on after the name of the component.
#[derive(Debug, PartialEq)]
pub(super) enum ConfigChange {
    /// Something that could be written is refused now.
    Breaking(String),
    /// All that could be written still can.
    Harmless(String),
}

const NO_SCHEMA: &str = "because it does not implement `schemars::JsonSchema`";

type Fields = BTreeMap<String, StableField>;

pub(super) fn changes(old: &Fields, new: &Fields) -> Vec<ConfigChange> {
    match (is_unknown(old), is_unknown(new)) {
        (true, false) => return vec![ConfigChange::Harmless("has a config that is known now".to_owned())],
        (false, true) if !old.is_empty() => {
            return vec![ConfigChange::Breaking(format!("has a config that is not known any more, {NO_SCHEMA}"))];
        }
        _ => {}
    }
    pairs(old, new, |(path, _)| path).into_iter().filter_map(|pair| change(old, pair)).collect()
}

fn is_unknown(fields: &Fields) -> bool {
    fields.get(WHOLE).is_some_and(|whole| whole.type_name == ANYTHING)
}

fn change(fields: &Fields, pair: Pair<(&String, &StableField)>) -> Option<ConfigChange> {
    use ConfigChange::{Breaking, Harmless};

    match pair {
        Pair::Old((path, _)) => Some(Breaking(format!("lost its config field {path:?}"))),
        Pair::New((path, field)) if path == WHOLE => Some(arrival(fields, field)),
        Pair::New((path, field)) if field.required && is_within(fields, path) => {
            Some(Breaking(format!("has a new config field {path:?} that is required")))
        }
        Pair::New((path, _)) => Some(Harmless(format!("has the new config field {path:?}"))),
        Pair::Both((_, old), (_, new)) if old == new => None,
        Pair::Both((path, old), (_, new)) => {
            let StableField { type_name: before, .. } = old;
            let StableField { type_name: after, .. } = new;
            if !takes_all(before, after) {
                Some(Breaking(format!("has another type of config field {path:?}: {before} -> {after}")))
            } else if new.required && !old.required {
                Some(Breaking(format!("has the config field {path:?}, which became required")))
            } else if before == after {
                Some(Harmless(format!("has the config field {path:?}, which became optional")))
            } else {
                Some(Harmless(format!("takes more in the config field {path:?}: {before} -> {after}")))
            }
        }
    }
}

/// Of a config that is or may be no table, where there was a table, or nothing: a table without fields is the same as none.
fn arrival(fields: &Fields, whole: &StableField) -> ConfigChange {
    use ConfigChange::{Breaking, Harmless};

    let StableField { type_name, required } = whole;
    match (fields.is_empty(), required) {
        (false, _) if takes_all(TABLE, type_name) => Harmless(format!("takes more config than tables: {type_name}")),
        (false, _) => Breaking(format!("has a config that is no table any more: {type_name}")),
        (true, false) => Harmless("takes config now".to_owned()),
        (true, true) if type_name == ANYTHING => {
            Breaking(format!("takes config now, and whether it must be there is not known, {NO_SCHEMA}"))
        }
        (true, true) => Breaking("takes config now, which is required".to_owned()),
    }
}

/// Whether the table that the field `path` is in was there before: a new table may ask for what it likes.
fn is_within(fields: &Fields, path: &str) -> bool {
    match path.rsplit_once('.') {
        Some((table, _)) => fields.contains_key(table.trim_end_matches("[]")),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ConfigChange::{Breaking, Harmless};

    fn fields(fields: &[(&str, &str, bool)]) -> Fields {
        let field = |type_name: &str, required| StableField { type_name: type_name.to_owned(), required };
        fields.iter().map(|(path, type_name, required)| ((*path).to_owned(), field(type_name, *required))).collect()
    }

    #[track_caller]
    fn check(old: &[(&str, &str, bool)], new: &[(&str, &str, bool)], expected: &[ConfigChange]) {
        assert_eq!(changes(&fields(old), &fields(new)), expected);
    }

    #[test]
    fn what_breaks() {
        check(&[("a", "string", false)], &[], &[Breaking("lost its config field \"a\"".into())]);
        check(&[], &[("a", "string", true)], &[Breaking("has a new config field \"a\" that is required".into())]);
        check(
            &[("a", "string", false)],
            &[("a", "string", true)],
            &[Breaking("has the config field \"a\", which became required".into())],
        );
        check(
            &[("a", "string", false)],
            &[("a", "number", false)],
            &[Breaking("has another type of config field \"a\": string -> number".into())],
        );
        check(
            &[("a", "'x' | 'y'", false)],
            &[("a", "'x'", false)],
            &[Breaking("has another type of config field \"a\": 'x' | 'y' -> 'x'".into())],
        );
        check(
            &[("a", "table", false)],
            &[("a", "table", false), ("a.b", "string", true)],
            &[Breaking("has a new config field \"a.b\" that is required".into())],
        );
        check(
            &[("a", "integer (uint16)", true)],
            &[("a", "integer (uint8)", true)],
            &[Breaking("has another type of config field \"a\": integer (uint16) -> integer (uint8)".into())],
        );
        let unknown = "has a config that is not known any more, because it does not implement `schemars::JsonSchema`";
        check(&[("a", "string", true)], &[(WHOLE, ANYTHING, false)], &[Breaking(unknown.into())]);
    }

    #[test]
    fn what_does_not() {
        check(&[("a", "string", true)], &[("a", "string", true)], &[]);
        check(&[], &[("a", "string", false)], &[Harmless("has the new config field \"a\"".into())]);
        check(
            &[("a", "string", true)],
            &[("a", "string", false)],
            &[Harmless("has the config field \"a\", which became optional".into())],
        );
        check(
            &[("a", "'x'", false)],
            &[("a", "'w' | 'x'", false)],
            &[Harmless("takes more in the config field \"a\": 'x' -> 'w' | 'x'".into())],
        );
        check(
            &[],
            &[("a", "[table]", false), ("a[].b", "string", true)],
            &[Harmless("has the new config field \"a\"".into()), Harmless("has the new config field \"a[].b\"".into())],
        );
        check(
            &[(WHOLE, ANYTHING, false)],
            &[("a", "string", true)],
            &[Harmless("has a config that is known now".into())],
        );
        check(&[], &[(WHOLE, ANYTHING, false)], &[Harmless("takes config now".into())]);
        check(&[(WHOLE, ANYTHING, true)], &[(WHOLE, ANYTHING, true)], &[]);
        check(&[], &[(WHOLE, "table of string", false)], &[Harmless("takes config now".into())]);
        let wider = "takes more in the config field \"a\": integer (uint8) -> integer (uint16)";
        check(&[("a", "integer (uint8)", true)], &[("a", "integer (uint16)", true)], &[Harmless(wider.into())]);
    }

    #[test]
    fn what_is_or_was_more_than_a_table() {
        let (table, choice) = (("a", "string", false), (WHOLE, "string | table", false));
        check(&[table], &[choice, table], &[Harmless("takes more config than tables: string | table".into())]);
        check(&[choice, table], &[table], &[Breaking("lost its config field \"(whole)\"".into())]);
        check(
            &[table],
            &[(WHOLE, "[string]", true)],
            &[
                Breaking("has a config that is no table any more: [string]".into()),
                Breaking("lost its config field \"a\"".into()),
            ],
        );
    }

    #[test]
    fn config_where_there_was_none() {
        check(&[], &[(WHOLE, "[string]", true)], &[Breaking("takes config now, which is required".into())]);
        let unknown = "takes config now, and whether it must be there is not known, because it does not implement \
            `schemars::JsonSchema`";
        check(&[], &[(WHOLE, ANYTHING, true)], &[Breaking(unknown.into())]);
        check(
            &[],
            &[(WHOLE, "[table]", true), ("(whole)[].b", "string", true)],
            &[
                Breaking("takes config now, which is required".into()),
                Harmless("has the new config field \"(whole)[].b\"".into()),
            ],
        );
    }
}
