//! What is loaded: graphs of singletons, the same for all contestants.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

/// How many singletons each graph has.
pub(crate) const SIZE: usize = 10_000;

/// The group that `Requires::All` is about.
pub(crate) const PARTS: &str = "parts";

pub(crate) struct Graph {
    pub(crate) title: &'static str,
    /// What each requires.
    pub(crate) requires: Vec<Requires>,
    /// What a program asks for; everything else is required by these.
    pub(crate) wanted: Vec<usize>,
    /// What each is when it is loaded.
    pub(crate) expected: Vec<u32>,
    /// The order of registration, if it is not that of requirements.
    shuffled: Vec<usize>,
}

pub(crate) enum Requires {
    Each(Vec<usize>),
    /// These, which are everything that is part of something.
    All(Vec<usize>),
}

impl Requires {
    pub(crate) fn places(&self) -> &[usize] {
        match self {
            Self::Each(places) | Self::All(places) => places,
        }
    }
}

/// Whatever is required comes before what requires it.
pub(crate) static GRAPHS: LazyLock<[Graph; 3]> = LazyLock::new(|| [layers(), chain(), fan()]);

/// Constructors that are plain functions have no other way to know which graph they are in.
static CURRENT: AtomicUsize = AtomicUsize::new(0);

/// Names like those of modules, which all contestants can borrow.
static NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| (0..SIZE).map(|place| &*format!("component_{place:04}").leak()).collect());

/// How many constructors have run.
static MADE: AtomicU32 = AtomicU32::new(0);

pub(crate) fn current() -> &'static Graph {
    &GRAPHS[CURRENT.load(Ordering::Relaxed)]
}

pub(crate) fn set_current(place: usize) {
    CURRENT.store(place, Ordering::Relaxed);
}

pub(crate) fn name(place: usize) -> &'static str {
    NAMES[place]
}

/// The work of a constructor, which has added up what it requires.
pub(crate) fn made_of(sum: u32) -> u32 {
    MADE.fetch_add(1, Ordering::Relaxed);
    sum.wrapping_add(1)
}

/// How many constructors have run since the last call.
pub(crate) fn take_made() -> u32 {
    MADE.swap(0, Ordering::Relaxed)
}

impl Graph {
    fn new(title: &'static str, requires: Vec<Requires>, wanted: Vec<usize>) -> Self {
        assert_eq!(requires.len(), SIZE);
        let mut expected: Vec<u32> = Vec::new();
        for requires in &requires {
            let sum = requires.places().iter().fold(0_u32, |sum, place| sum.wrapping_add(expected[*place]));
            expected.push(sum.wrapping_add(1));
        }
        let mut random = Random(7);
        let mut shuffled: Vec<usize> = (0..SIZE).collect();
        for place in (1..SIZE).rev() {
            shuffled.swap(place, random.below(place + 1));
        }
        Self { title, requires, wanted, expected, shuffled }
    }

    /// The order of registration.
    pub(crate) fn order(&self, in_order: bool) -> Vec<usize> {
        if in_order { (0..SIZE).collect() } else { self.shuffled.clone() }
    }

    /// What is in the group, if there is one.
    pub(crate) fn parts(&self) -> Vec<bool> {
        let mut parts = vec![false; SIZE];
        for requires in &self.requires {
            if let Requires::All(places) = requires {
                for &place in places {
                    parts[place] = true;
                }
            }
        }
        parts
    }
}

/// The usual shape of an application: 100 layers of 100, each of which requires three of the layer before.
fn layers() -> Graph {
    let mut random = Random(42);
    let requires = (0..SIZE).map(|place| {
        let Some(below) = place.checked_sub(100) else { return Requires::Each(Vec::new()) };
        let layer = below - below % 100;
        // the one right below, so that everything is required by something
        let mut places = vec![below];
        while places.len() < 3 {
            let other = layer + random.below(100);
            if !places.contains(&other) {
                places.push(other);
            }
        }
        Requires::Each(places)
    });
    Graph::new("100 layers of 100, each requires 3", requires.collect(), (SIZE - 100..SIZE).collect())
}

fn chain() -> Graph {
    let requires = (0..SIZE).map(|place| Requires::Each(place.checked_sub(1).into_iter().collect()));
    Graph::new("a chain of 10,000", requires.collect(), vec![SIZE - 1])
}

/// One that all require, and one that requires all.
fn fan() -> Graph {
    let requires = (0..SIZE).map(|place| match place {
        0 => Requires::Each(Vec::new()),
        place if place == SIZE - 1 => Requires::All((1..SIZE - 1).collect()),
        _ => Requires::Each(vec![0]),
    });
    Graph::new("a fan: one, 9,998 that require it, one that requires those", requires.collect(), vec![SIZE - 1])
}

/// The same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let number = usize::try_from(self.0 >> 33).expect("it has 31 bits");
        number % end
    }
}
