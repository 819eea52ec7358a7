//! Values that follow one another, as what they are made from changes.
//!
//! Readers never wait but for a value that is being made: it is complete before it can be seen, and neither changes nor moves
//! afterwards. The newest is found in one step, however many came before.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) struct Versions<T> {
    /// The number of the newest, from 0.
    newest: AtomicUsize,
    /// Each has room for twice as many as the one before.
    blocks: [Block<T>; BLOCKS],
}

type Block<T> = OnceLock<Box<[OnceLock<T>]>>;

/// Room for more versions than a program can make.
const BLOCKS: usize = 32;

impl<T> Versions<T> {
    pub(super) const fn new() -> Self {
        Self { newest: AtomicUsize::new(0), blocks: [const { OnceLock::new() }; BLOCKS] }
    }

    /// The newest, if it is complete.
    pub(super) fn newest(&self) -> Option<&T> {
        self.cell(self.newest.load(Ordering::Acquire)).get()
    }

    /// The newest for which `is_current` holds, which `make` makes if there is none yet.
    pub(super) fn current(&self, is_current: impl Fn(&T) -> bool, make: impl Fn() -> T) -> &T {
        loop {
            let number = self.newest.load(Ordering::Acquire);
            let version = self.cell(number).get_or_init(&make);
            if is_current(version) {
                return version;
            }
            // if this fails, another thread was faster
            let _ = self.newest.compare_exchange(number, number + 1, Ordering::AcqRel, Ordering::Relaxed);
        }
    }

    fn cell(&self, number: usize) -> &OnceLock<T> {
        let place = number + 1;
        let block = place.ilog2();
        let cells =
            self.blocks[block as usize].get_or_init(|| (0..1_usize << block).map(|_| OnceLock::new()).collect());
        &cells[place - (1 << block)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn each_version_is_made_once_and_stays() {
        let versions = Versions::new();
        assert_eq!(versions.newest(), None);
        let wanted = AtomicUsize::new(0);
        let current = || {
            let wanted = || wanted.load(Ordering::Relaxed);
            versions.current(|version| *version == wanted(), wanted)
        };
        let mut seen = Vec::new();
        for number in 0..100 {
            wanted.store(number, Ordering::Relaxed);
            seen.push(current());
            assert_eq!(versions.newest(), Some(&number));
            assert!(std::ptr::eq(current(), seen[number]));
        }
        assert!(seen.iter().enumerate().all(|(number, version)| **version == number));
    }

    #[test]
    fn threads_share_what_one_of_them_makes() {
        let versions = Versions::new();
        let count = AtomicUsize::new(0);
        let wanted = AtomicUsize::new(1);
        for _ in 0..20 {
            thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        let wanted = wanted.load(Ordering::Relaxed);
                        let make = || {
                            count.fetch_add(1, Ordering::Relaxed);
                            wanted
                        };
                        assert_eq!(*versions.current(|version| *version == wanted, make), wanted);
                    });
                }
            });
            wanted.fetch_add(1, Ordering::Relaxed);
        }
        assert_eq!(count.load(Ordering::Relaxed), 20);
    }
}
