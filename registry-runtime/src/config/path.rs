//! Where in a document a value stands: `metrics[2].config.average`.

use std::fmt;

/// A path that grows on the stack while values are read, so that it costs nothing unless it is shown.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    /// Where reading began: the document, or a value that was taken out of it.
    Root(&'p str),
    Key(&'p Self, &'p str),
    Index(&'p Self, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(path) => formatter.write_str(path),
            Self::Key(parent, key) => {
                let start = parent.to_string();
                formatter.write_str(&join(&start, key))
            }
            Self::Index(parent, index) => write!(formatter, "{parent}[{index}]"),
        }
    }
}

/// `path.key`; a key that is no plain word stands in quotes.
pub(super) fn join(path: &str, key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || "_-".contains(letter));
    let key = if plain { key.to_owned() } else { format!("{key:?}") };
    if path.is_empty() { key } else { format!("{path}.{key}") }
}

/// The path of the value around; of the document's root, none.
pub(super) fn parent(path: &str) -> Option<&str> {
    if path.is_empty() {
        return None;
    }
    let mut quoted = false;
    let mut start = 0;
    let mut letters = path.char_indices();
    while let Some((place, letter)) = letters.next() {
        match letter {
            '\\' if quoted => {
                letters.next();
            }
            '"' => quoted = !quoted,
            '.' | '[' if !quoted => start = place,
            _ => {}
        }
    }
    Some(&path[..start])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_and_cut() {
        let root = Path::Root("");
        let metrics = Path::Key(&root, "metrics");
        let third = Path::Index(&metrics, 2);
        let config = Path::Key(&third, "a.\"b");
        assert_eq!(config.to_string(), r#"metrics[2]."a.\"b""#);
        let mut path = config.to_string();
        let mut cut = Vec::new();
        while let Some(shorter) = parent(&path) {
            path = shorter.to_owned();
            cut.push(path.clone());
        }
        assert_eq!(cut, ["metrics[2]", "metrics", ""]);
    }
}
