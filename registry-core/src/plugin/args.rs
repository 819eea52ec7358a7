//! The arguments of a load.

use super::value::Value;
use std::borrow::Cow;
use std::fmt;

/// Named arguments of a load: see [`args!`](super::args).
#[derive(Clone, Default, PartialEq)]
pub struct Args {
    /// Each name once.
    values: Vec<(Cow<'static, str>, Value)>,
}

impl Args {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self { values: Vec::new() }
    }

    /// With one more; one of the same name is replaced.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        let (name, value) = (name.into(), value.into());
        match self.values.iter_mut().find(|(known, _)| *known == name) {
            Some((_, present)) => *present = value,
            None => self.values.push((name, value)),
        }
        self
    }

    /// What is given for the parameter with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// These with `others` on top.
    pub(super) fn overlaid(&self, others: &Self) -> Self {
        let mut all = self.clone();
        for (name, value) in &others.values {
            all = all.with(name.clone(), value.clone());
        }
        all
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.iter().map(|(name, value)| (&**name, value))
    }
}

impl fmt::Debug for Args {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.iter()).finish()
    }
}
