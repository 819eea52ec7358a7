//! How messages show plugins.

use std::fmt;
use std::sync::Arc;

/// How many plugins a message shows before it only counts.
const SHOWN: usize = 20;

/// `a -> b -> c`
pub(super) struct Arrows<'a>(pub(super) &'a [Arc<str>]);

impl fmt::Display for Arrows<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = match self.0.len() {
            length if length > SHOWN => (&self.0[..SHOWN / 2], &self.0[length - SHOWN / 2..]),
            _ => (self.0, &[][..]),
        };
        for (place, plugin) in start.iter().enumerate() {
            write!(formatter, "{}{plugin}", if place == 0 { "" } else { " -> " })?;
        }
        if !end.is_empty() {
            write!(formatter, " -> .. {} more ..", self.0.len() - SHOWN)?;
        }
        for plugin in end {
            write!(formatter, " -> {plugin}")?;
        }
        Ok(())
    }
}

/// ` (required by a -> b -> c)`, or nothing if the plugin was asked for itself.
pub(super) struct Path<'a>(pub(super) &'a [Arc<str>]);

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.len() < 2 {
            return Ok(());
        }
        write!(formatter, " (required by {})", Arrows(self.0))
    }
}

/// `, in "a" and "b"`
pub(super) struct Running<'a>(pub(super) &'a [Arc<str>]);

impl fmt::Display for Running<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, plugin) in self.0.iter().take(SHOWN).enumerate() {
            write!(formatter, "{}{plugin:?}", if place == 0 { ", in " } else { " and " })?;
        }
        Ok(())
    }
}
