//! The text of a document, and where in it something stands.

use super::super::problem::Problems;
use super::super::value::Place;
use std::sync::Arc;

/// A text that finds the place of a byte without counting from its start.
pub(super) struct Source<'t> {
    text: &'t str,
    file: Arc<str>,
    /// The start of each line, and places within long ones.
    marks: Vec<Mark>,
}

#[derive(Clone, Copy)]
struct Mark {
    offset: usize,
    line: usize,
    column: usize,
}

/// A whole document may be in one line, so lines are marked every so many characters.
const BETWEEN_MARKS: usize = 256;

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str, file: &str) -> Self {
        // written by some editors of Windows; no part of the text
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { text, file: file.into(), marks: marks(text) }
    }

    #[cfg(any(test, feature = "toml", feature = "yaml", feature = "json"))]
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The place of a byte, or of the end of the text.
    pub(super) fn place(&self, offset: usize) -> Place {
        let after = self.marks.partition_point(|mark| mark.offset <= offset);
        let mark = self.marks.get(after.saturating_sub(1)).copied().unwrap_or(START);
        let characters = self.text[mark.offset..].char_indices();
        let passed = characters.take_while(|(distance, _)| mark.offset + distance < offset).count();
        self.place_in_line(mark.line, mark.column + passed)
    }

    /// The place of a line and column, both from 1.
    pub(super) fn place_in_line(&self, line: usize, column: usize) -> Place {
        Place { file: Arc::clone(&self.file), line, column }
    }

    /// Something that is wrong with the text.
    pub(super) fn problem(&self, offset: usize, message: impl Into<String>) -> Problems {
        Problems::one(Some(self.place(offset)), "", message)
    }
}

const START: Mark = Mark { offset: 0, line: 1, column: 1 };

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = vec![START];
    let mut here = START;
    for (offset, character) in text.char_indices() {
        let offset = offset + character.len_utf8();
        here = match character {
            '\n' => Mark { offset, line: here.line + 1, column: 1 },
            _ => Mark { offset, line: here.line, column: here.column + 1 },
        };
        if here.column % BETWEEN_MARKS == 1 {
            marks.push(here);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(usize, usize)> {
        let source = Source::new(text, "a");
        let offsets = source.text().char_indices().map(|(offset, _)| offset).chain([source.text().len()]);
        offsets.map(|offset| source.place(offset)).map(|place| (place.line, place.column)).collect()
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(places(""), [(1, 1)]);
        assert_eq!(places("\u{feff}äb\n\nc"), [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2)]);
    }

    #[test]
    fn long_lines_are_counted_right() {
        let line = "ä".repeat(3 * BETWEEN_MARKS);
        let expected: Vec<_> = (1..=3 * BETWEEN_MARKS + 1).map(|column| (1, column)).collect();
        assert_eq!(places(&line), expected);
    }
}
