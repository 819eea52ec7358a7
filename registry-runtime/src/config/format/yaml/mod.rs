//! YAML, from the events of its parser.

mod anchors;
mod scalar;

use super::super::problem::Problems;
use super::super::value::{Data, Place, Table, Value};
use super::entries::Entries;
use super::source::Source;
use anchors::Anchors;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

/// Values in values are read by recursion, which takes stack.
const DEEPEST: usize = 128;

pub(super) fn parse(source: &Source<'_>) -> Result<Value, Problems> {
    let parser = Parser::new_from_str(source.text());
    let mut reader = Reader { source, parser, anchors: Anchors::default() };
    let mut root = None;
    loop {
        match reader.next()? {
            (Event::StreamStart | Event::DocumentEnd, _) => {}
            (Event::StreamEnd, _) => break,
            (Event::DocumentStart(_), span) if root.is_some() => {
                return Err(reader.problem(span, "a second document begins; there can be one in a file"));
            }
            (Event::DocumentStart(_), _) => {
                let first = reader.next()?;
                root = Some(reader.value(first, DEEPEST)?);
            }
            (_, span) => return Err(reader.problem(span, UNEXPECTED)),
        }
    }
    Ok(root.filter(|root| !matches!(root.data, Data::Null)).unwrap_or_else(|| empty(source)))
}

/// A document that says nothing changes nothing as a layer.
fn empty(source: &Source<'_>) -> Value {
    Value::new(Data::Table(Table::new()), Some(source.place(0)))
}

/// An event where the parser never gives it.
const UNEXPECTED: &str = "there is no value";

const NO_MERGE: &str = "YAML 1.2 has no merge keys; write out the keys, or put \"<<\" in quotes if it is one";

struct Reader<'s, 't> {
    source: &'s Source<'t>,
    parser: Parser<'t, StrInput<'t>>,
    anchors: Anchors,
}

type Spanned<'t> = (Event<'t>, Span);

impl<'t> Reader<'_, 't> {
    fn next(&mut self) -> Result<Spanned<'t>, Problems> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn syntax(&self, error: &ScanError) -> Problems {
        let text = self.source.text();
        // the parser takes the end of a text for the end of a line
        let is_end = error.marker().index() >= text.chars().count();
        let place = if is_end { self.source.place(text.len()) } else { self.place(*error.marker()) };
        Problems::one(Some(place), "", error.info())
    }

    fn place(&self, marker: Marker) -> Place {
        self.source.place_in_line(marker.line().max(1), marker.col() + 1)
    }

    fn problem(&self, span: Span, message: impl Into<String>) -> Problems {
        Problems::one(Some(self.place(span.start)), "", message)
    }

    fn value(&mut self, (event, span): Spanned<'t>, depth: usize) -> Result<Value, Problems> {
        let (data, anchor) = match event {
            Event::Alias(anchor) => (self.alias(anchor, span, depth)?.data, 0),
            Event::Scalar(text, style, anchor, tag) => (self.scalar(&text, style, tag.as_deref(), span)?, anchor),
            Event::SequenceStart(anchor, tag) => {
                self.untagged(tag.as_deref(), "seq", span)?;
                (Data::List(self.list(self.inside(span, depth)?)?), anchor)
            }
            Event::MappingStart(anchor, tag) => {
                self.untagged(tag.as_deref(), "map", span)?;
                (Data::Table(self.table(self.inside(span, depth)?)?), anchor)
            }
            _ => return Err(self.problem(span, UNEXPECTED)),
        };
        let value = Value::new(data, Some(self.place(span.start)));
        self.anchors.add(anchor, &value);
        Ok(value)
    }

    fn alias(&mut self, anchor: usize, span: Span, depth: usize) -> Result<Value, Problems> {
        self.anchors.get(anchor, depth).map_err(|message| self.problem(span, message))
    }

    fn inside(&self, span: Span, depth: usize) -> Result<usize, Problems> {
        depth.checked_sub(1).ok_or_else(|| self.problem(span, super::too_deep(DEEPEST)))
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Value>, Problems> {
        let mut list = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(list),
                item => list.push(self.value(item, depth)?),
            }
        }
    }

    fn table(&mut self, depth: usize) -> Result<Table, Problems> {
        let mut entries = Entries::default();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                return Ok(entries.into_table());
            }
            let key = self.key(event, span)?;
            entries.claim(&key).map_err(|message| self.problem(span, message))?;
            let first = self.next()?;
            entries.push(key, self.value(first, depth)?);
        }
    }

    /// Scalars as they are written: `1.10` is no number here.
    fn key(&mut self, event: Event<'t>, span: Span) -> Result<String, Problems> {
        match event {
            Event::Scalar(text, ScalarStyle::Plain, _, _) if text == "<<" => Err(self.problem(span, NO_MERGE)),
            Event::Scalar(text, style, anchor, tag) => {
                let data = self.scalar(&text, style, tag.as_deref(), span)?;
                self.anchors.add(anchor, &Value::new(data, Some(self.place(span.start))));
                Ok(text.into_owned())
            }
            Event::Alias(anchor) => match self.alias(anchor, span, DEEPEST)?.data {
                Data::Text(text) => Ok(text),
                _ => Err(self.problem(span, "a key that is an alias must stand for text")),
            },
            _ => Err(self.problem(span, "a list or a table cannot be a key")),
        }
    }

    fn scalar(&self, text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Result<Data, Problems> {
        let plain = || {
            let message = format!("{}; put it in quotes if it is text", super::OUT_OF_RANGE);
            scalar::plain(text).ok_or_else(|| self.problem(span, message))
        };
        let Some(tag) = tag else {
            return if style == ScalarStyle::Plain { plain() } else { Ok(Data::Text(text.to_owned())) };
        };
        if is_core(tag, "str") || is_bare(tag) {
            return Ok(Data::Text(text.to_owned()));
        }
        match plain()? {
            data @ Data::Null if is_core(tag, "null") => Ok(data),
            data @ Data::Bool(_) if is_core(tag, "bool") => Ok(data),
            data @ Data::Integer(_) if is_core(tag, "int") => Ok(data),
            data @ (Data::Float(_) | Data::Integer(_)) if is_core(tag, "float") => Ok(data),
            _ => Err(self.refuse(tag, span)),
        }
    }

    /// That a list or table has no tag but that of all lists or tables.
    fn untagged(&self, tag: Option<&Tag>, own: &str, span: Span) -> Result<(), Problems> {
        match tag {
            Some(tag) if !is_core(tag, own) && !is_bare(tag) => Err(self.refuse(tag, span)),
            _ => Ok(()),
        }
    }

    fn refuse(&self, tag: &Tag, span: Span) -> Problems {
        let name = full(tag).replace(CORE, "!!");
        self.problem(span, format!("the tag `{name}` has no meaning here"))
    }
}

/// The prefix of the tags of the core schema, which `!!` stands for.
const CORE: &str = "tag:yaml.org,2002:";

fn full(tag: &Tag) -> String {
    format!("{}{}", tag.handle, tag.suffix)
}

fn is_core(tag: &Tag, name: &str) -> bool {
    full(tag).strip_prefix(CORE) == Some(name)
}

/// `!`, which says that it is not what it looks like, but text.
fn is_bare(tag: &Tag) -> bool {
    full(tag) == "!"
}
