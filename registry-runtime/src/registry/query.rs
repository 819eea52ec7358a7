//! Reading many entries at once.

use super::Registry;
use super::listing::Listing;
use crate::entry::Entry;
use crate::glob::Glob;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ops::Range;

impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    /// The names, sorted by their bytes; without aliases.
    #[track_caller]
    pub fn names(&self) -> impl ExactSizeIterator<Item = &'static str> + DoubleEndedIterator {
        self.iter().map(Entry::name)
    }

    /// The entries, sorted by name.
    #[track_caller]
    pub fn iter(&self) -> Iter<'_, I, M> {
        self.readable();
        let listing = self.listing();
        Iter { rest: 0..listing.len(), listing, registry: PhantomData }
    }

    /// The entries for which `keep` holds, sorted by name.
    ///
    /// ```
    /// # use registry_core::{Registry, register, registry};
    /// # #[registry]
    /// # static LEVELS: Registry<u32>;
    /// # #[register(kind = "levels")]
    /// # const LOW: u32 = 1;
    /// # #[register(kind = "levels", stable)]
    /// # const HIGH: u32 = 9;
    /// let stable: Vec<_> = LEVELS.filter(|entry| entry.is_stable()).map(|entry| entry.name()).collect();
    /// assert_eq!(stable, ["high"]);
    /// ```
    #[track_caller]
    pub fn filter(&self, mut keep: impl FnMut(&'static Entry<I, M>) -> bool) -> vec::IntoIter<&'static Entry<I, M>> {
        self.iter().filter(|entry| keep(entry)).collect::<Vec<_>>().into_iter()
    }

    /// The entries whose name matches a pattern, or any of several, sorted by name. `*` stands for any text, `?` for one
    /// character.
    ///
    /// ```
    /// # use registry_core::{Registry, register, registry};
    /// # #[registry]
    /// # static MODELS: Registry<u32>;
    /// # #[register(kind = "models")]
    /// # const BERT_BASE: u32 = 1;
    /// # #[register(kind = "models")]
    /// # const BERT_LARGE: u32 = 2;
    /// # #[register(kind = "models")]
    /// # const GPT2: u32 = 3;
    /// # #[register(kind = "models")]
    /// # const T5: u32 = 4;
    /// let names = |entries: std::vec::IntoIter<&'static registry_core::Entry<u32>>| -> Vec<_> {
    ///     entries.map(|entry| entry.name()).collect()
    /// };
    /// assert_eq!(names(MODELS.matching("bert_*")), ["bert_base", "bert_large"]);
    /// assert_eq!(names(MODELS.matching(["*_large", "gpt?"])), ["bert_large", "gpt2"]);
    /// ```
    #[track_caller]
    #[allow(clippy::needless_pass_by_value, reason = "`[&str; N]` by value is what reads best in a call")]
    pub fn matching(&self, patterns: impl Patterns) -> vec::IntoIter<&'static Entry<I, M>> {
        let patterns = patterns.compile();
        self.filter(|entry| patterns.iter().any(|pattern| pattern.matches(entry.name())))
    }
}

/// The entries of a [`Registry`], sorted by name; made by [`Registry::iter`].
pub struct Iter<'a, I: ?Sized + 'static, M: 'static> {
    listing: Listing<I, M>,
    rest: Range<usize>,
    registry: PhantomData<&'a Registry<I, M>>,
}

impl<I: ?Sized, M> Clone for Iter<'_, I, M> {
    fn clone(&self) -> Self {
        Self { listing: self.listing.clone(), rest: self.rest.clone(), registry: PhantomData }
    }
}

impl<I: ?Sized, M> fmt::Debug for Iter<'_, I, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.clone()).finish()
    }
}

impl<I: ?Sized, M> Iterator for Iter<'_, I, M> {
    type Item = &'static Entry<I, M>;

    fn next(&mut self) -> Option<Self::Item> {
        self.listing.get(self.rest.next()?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rest.size_hint()
    }
}

impl<I: ?Sized, M> DoubleEndedIterator for Iter<'_, I, M> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.listing.get(self.rest.next_back()?)
    }
}

impl<I: ?Sized, M> ExactSizeIterator for Iter<'_, I, M> {}
impl<I: ?Sized, M> FusedIterator for Iter<'_, I, M> {}

impl<'a, I: ?Sized, M> IntoIterator for &'a Registry<I, M> {
    type Item = &'static Entry<I, M>;
    type IntoIter = Iter<'a, I, M>;

    #[track_caller]
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One glob pattern or several, for [`Registry::matching`].
pub trait Patterns: sealed::Sealed {}

mod sealed {
    use super::{Glob, Vec};

    pub trait Sealed {
        fn compile(&self) -> Vec<Glob>;
    }
}

impl Patterns for &str {}
impl sealed::Sealed for &str {
    fn compile(&self) -> Vec<Glob> {
        vec![Glob::new(self)]
    }
}

impl Patterns for &String {}
impl sealed::Sealed for &String {
    fn compile(&self) -> Vec<Glob> {
        self.as_str().compile()
    }
}

impl<P: AsRef<str>> Patterns for &[P] {}
impl<P: AsRef<str>> sealed::Sealed for &[P] {
    fn compile(&self) -> Vec<Glob> {
        self.iter().map(|pattern| Glob::new(pattern.as_ref())).collect()
    }
}

impl<P: AsRef<str>, const N: usize> Patterns for [P; N] {}
impl<P: AsRef<str>, const N: usize> sealed::Sealed for [P; N] {
    fn compile(&self) -> Vec<Glob> {
        self.as_slice().compile()
    }
}

impl<P: AsRef<str>> Patterns for &Vec<P> {}
impl<P: AsRef<str>> sealed::Sealed for &Vec<P> {
    fn compile(&self) -> Vec<Glob> {
        self.as_slice().compile()
    }
}
