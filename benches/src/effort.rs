//! How much is measured.

#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// To try things: the figures are worth less.
    pub(crate) quick: bool,
}

impl Effort {
    pub(crate) fn of<T>(self, quick: T, full: T) -> T {
        if self.quick { quick } else { full }
    }

    /// How many names there are.
    pub(crate) fn sizes(self) -> &'static [usize] {
        self.of(&[8, 100, 1_000], &[8, 100, 1_000, 10_000, 100_000])
    }
}
