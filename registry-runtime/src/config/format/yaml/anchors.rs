//! The values that aliases stand for, and how much of them there may be.

use super::super::super::value::{Data, Value};
use std::collections::HashMap;

/// A few lines of aliases of aliases can stand for more than fits into memory.
const LARGEST: usize = 100_000_000;

#[derive(Default)]
pub(super) struct Anchors {
    values: HashMap<usize, Anchored>,
    /// The bytes of what aliases have stood for so far.
    size: usize,
}

struct Anchored {
    value: Value,
    size: usize,
    /// The tables and lists in one another.
    depth: usize,
}

impl Anchors {
    /// Remembers what has an anchor; the parser gives 0 to what has none.
    pub(super) fn add(&mut self, anchor: usize, value: &Value) {
        if anchor != 0 {
            let (size, depth) = measure(value);
            self.values.insert(anchor, Anchored { value: value.clone(), size, depth });
        }
    }

    /// What stands under the anchor, at most so deep.
    pub(super) fn get(&mut self, anchor: usize, depth: usize) -> Result<Value, String> {
        let Some(anchored) = self.values.get(&anchor) else {
            return Err("the alias stands for a value that contains it".to_owned());
        };
        if anchored.depth > depth {
            return Err(super::super::too_deep(super::DEEPEST));
        }
        self.size = self.size.saturating_add(anchored.size);
        if self.size > LARGEST {
            return Err(format!("the aliases stand for more than {} MB", LARGEST / 1_000_000));
        }
        Ok(anchored.value.clone())
    }
}

/// Bytes and depth.
fn measure(value: &Value) -> (usize, usize) {
    let around = |(size, depth), (more, deep): (usize, usize)| (size + more, usize::max(depth, deep + 1));
    let own = (size_of::<Value>(), 0);
    match &value.data {
        Data::Text(text) | Data::Loose(text) => (own.0 + text.len(), 0),
        Data::List(list) => list.iter().map(measure).fold((own.0, 1), around),
        Data::Table(table) => {
            let keys: usize = table.iter().map(|(key, _)| size_of::<String>() + key.len()).sum();
            table.iter().map(|(_, value)| measure(value)).fold((own.0 + keys, 1), around)
        }
        _ => own,
    }
}
