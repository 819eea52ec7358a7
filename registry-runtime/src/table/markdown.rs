//! Tables for documents.

use super::Table;
use comfy_table::presets::ASCII_MARKDOWN;

impl Table {
    /// The table as Markdown, without a line break at the end. What is Markdown in a doc comment stays so; a `|` gets a backslash,
    /// and a line break is `<br>`.
    ///
    /// ```
    /// # use registry_core::{Registry, register, registry};
    /// # #[registry]
    /// # static LEVELS: Registry<u32>;
    /// /// Low | lower.
    /// #[register(kind = "levels")]
    /// const LOW: u32 = 1;
    ///
    /// assert_eq!(
    ///     LEVELS.table(..)?.to_markdown(),
    ///     r"
    /// | name | description   |
    /// |------|---------------|
    /// | low  | Low \| lower. |".trim_start(),
    /// );
    /// # Ok::<(), registry_core::UnknownColumn>(())
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut table = comfy_table::Table::new();
        table.load_preset(ASCII_MARKDOWN).set_header(self.columns.iter().map(|name| escaped(name)));
        table.add_rows(self.rows.iter().map(|row| row.iter().map(|value| escaped(&value.to_string()))));
        table.to_string()
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut is_escaped = false;
    for character in text.trim().replace("\r\n", "\n").chars() {
        match character {
            '|' if !is_escaped => escaped.push_str("\\|"),
            '\n' | '\r' => escaped.push_str("<br>"),
            other => escaped.push(other),
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_cell_ends_early() {
        for (text, expected) in [
            ("a | b", r"a \| b"),
            (r"a \| b", r"a \| b"),
            (r"a \\| b", r"a \\\| b"),
            ("||", r"\|\|"),
            ("a\nb\r\n\rc\n", "a<br>b<br><br>c"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
