//! `${NAME}` in the texts of a document.

use super::path::Path;
use super::problem::Problem;
use super::value::{Data, Value};

/// Puts what `lookup` knows into each text in `value`, and tells what is wrong with them.
pub(super) fn expand(
    value: &mut Value,
    path: &Path<'_>,
    lookup: &mut dyn FnMut(&str) -> Option<String>,
    problems: &mut Vec<Problem>,
) {
    match &mut value.data {
        Data::Text(text) | Data::Loose(text) if text.contains('$') => {
            let is_loose = text.contains("${");
            let mut report = |message| {
                problems.push(Problem { place: value.place.clone(), path: path.to_string(), message });
            };
            let expanded = expand_text(text, lookup, &mut report);
            value.data = match value.data {
                Data::Text(_) if !is_loose => Data::Text(expanded),
                _ => Data::Loose(expanded),
            };
        }
        Data::List(list) => {
            for (index, item) in list.iter_mut().enumerate() {
                expand(item, &Path::Index(path, index), lookup, problems);
            }
        }
        Data::Table(table) => {
            for (key, entry) in table {
                expand(entry, &Path::Key(path, key), lookup, problems);
            }
        }
        _ => {}
    }
}

fn expand_text(text: &str, lookup: &mut dyn FnMut(&str) -> Option<String>, report: &mut dyn FnMut(String)) -> String {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        expanded.push_str(before);
        rest = after;
        if let Some(after) = rest.strip_prefix('$') {
            expanded.push('$');
            rest = after;
        } else if let Some(after) = rest.strip_prefix('{') {
            let Some((inside, after)) = after.split_once('}') else {
                report(format!("`${{{after}` has no `}}`; a `${{` that is text is written `$${{`"));
                return expanded;
            };
            match substitute(inside, lookup) {
                Ok(substitute) => expanded.push_str(&substitute),
                Err(message) => report(message),
            }
            rest = after;
        } else {
            expanded.push('$');
        }
    }
    expanded + rest
}

/// What stands for `NAME` or `NAME:-default`.
fn substitute(inside: &str, lookup: &mut dyn FnMut(&str) -> Option<String>) -> Result<String, String> {
    let (name, default) = match inside.split_once(":-") {
        Some((name, default)) => (name, Some(default)),
        None => (inside, None),
    };
    if default.is_some_and(|default| default.contains("${")) {
        return Err(format!("the default of `{name}` has a `${{` in it; what is put in is never expanded itself"));
    }
    if !is_name(name) {
        return Err(format!(
            "`${{{inside}}}` names no variable: names are made of letters of ASCII, digits and `_`, and a default follows `:-`"
        ));
    }
    match (lookup(name), default) {
        (Some(found), None) => Ok(found),
        (Some(found), Some(_)) if !found.is_empty() => Ok(found),
        (_, Some(default)) => Ok(default.to_owned()),
        (None, None) => Err(format!("the variable `{name}` is not set; `${{{name}:-default}}` would do without")),
    }
}

fn is_name(name: &str) -> bool {
    let letters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    letters && !name.is_empty() && !name.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str) -> Result<String, Vec<String>> {
        let mut lookup = |name: &str| match name {
            "HOME" => Some("/home/me".to_owned()),
            "EMPTY" => Some(String::new()),
            "AGAIN" => Some("${HOME} $$".to_owned()),
            _ => None,
        };
        let mut problems = Vec::new();
        let expanded = expand_text(text, &mut lookup, &mut |message| problems.push(message));
        if problems.is_empty() { Ok(expanded) } else { Err(problems) }
    }

    #[test]
    fn variables_are_put_in() {
        for (text, expected) in [
            ("${HOME}/data", "/home/me/data"),
            ("ä${HOME}ä${HOME}", "ä/home/meä/home/me"),
            ("${EMPTY}", ""),
            ("${EMPTY:-x}", "x"),
            ("${UNSET:-}", ""),
            ("${UNSET:-a:-b}", "a:-b"),
            ("${AGAIN}", "${HOME} $$"),
            ("$${HOME}", "${HOME}"),
            ("$$${HOME}", "$/home/me"),
            ("$HOME costs 5$", "$HOME costs 5$"),
        ] {
            assert_eq!(expanded(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let wrong = expanded("${A} ${} ${1A:-x} ${A-x} ${A:-${B}} ${").unwrap_err();
        let names = "names are made of letters of ASCII, digits and `_`, and a default follows `:-`";
        assert_eq!(
            wrong,
            [
                "the variable `A` is not set; `${A:-default}` would do without".to_owned(),
                format!("`${{}}` names no variable: {names}"),
                format!("`${{1A:-x}}` names no variable: {names}"),
                format!("`${{A-x}}` names no variable: {names}"),
                "the default of `A` has a `${` in it; what is put in is never expanded itself".to_owned(),
                "`${` has no `}`; a `${` that is text is written `$${`".to_owned(),
            ]
        );
    }
}
