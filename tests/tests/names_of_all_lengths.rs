//! Names of every length are found by name and by key, and nothing else is: lengths are handled in different ways.

use registry_core::{Key, Registry, register, registry};

#[registry]
static LENGTHS: Registry<usize>;

#[register(kind = "lengths", name = "n")]
const L1: usize = 1;
#[register(kind = "lengths", name = "nn")]
const L2: usize = 2;
#[register(kind = "lengths", name = "nnn")]
const L3: usize = 3;
#[register(kind = "lengths", name = "nnnn")]
const L4: usize = 4;
#[register(kind = "lengths", name = "nnnnn")]
const L5: usize = 5;
#[register(kind = "lengths", name = "nnnnnnn")]
const L7: usize = 7;
#[register(kind = "lengths", name = "nnnnnnnn")]
const L8: usize = 8;
#[register(kind = "lengths", name = "nnnnnnnnn")]
const L9: usize = 9;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnn")]
const L15: usize = 15;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnnn")]
const L16: usize = 16;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnnnn")]
const L17: usize = 17;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnnnnnnnnnnn")]
const L24: usize = 24;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnnnnnnnnnnnn")]
const L25: usize = 25;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn")]
const L31: usize = 31;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn")]
const L32: usize = 32;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn")]
const L33: usize = 33;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn")]
const L40: usize = 40;
#[register(kind = "lengths", name = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn")]
const L64: usize = 64;
#[register(
    kind = "lengths",
    name = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
)]
const L127: usize = 127;
#[register(
    kind = "lengths",
    name = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
)]
const L128: usize = 128;

const REGISTERED: [usize; 20] = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 25, 31, 32, 33, 40, 64, 127, 128];

fn name(length: usize) -> String {
    "n".repeat(length)
}

fn found(name: &str) -> [Option<usize>; 2] {
    let by_name = LENGTHS.get(name);
    let by_key = LENGTHS.get_key(Key::new(name));
    [by_name, by_key].map(|entry| entry.map(|entry| *entry.instance().unwrap()))
}

#[test]
fn names_of_every_length_are_found() {
    for length in 0..200 {
        let expected = REGISTERED.contains(&length).then_some(length);
        assert_eq!(found(&name(length)), [expected; 2], "{length}");
        assert_eq!(LENGTHS.instance(&name(length)).ok().copied(), expected, "{length}");
        assert_eq!(LENGTHS.create(&name(length)).ok(), expected.map(Box::new), "{length}");
    }
}

#[test]
fn their_neighbours_are_not() {
    for length in REGISTERED {
        for place in 0..length {
            for other in ["m", "N", "ö"] {
                let mut neighbour = name(length);
                neighbour.replace_range(place..=place, other);
                assert_eq!(found(&neighbour), [None; 2], "{neighbour}");
            }
        }
    }
}

#[test]
fn a_key_may_be_made_when_the_program_is_compiled() {
    const KNOWN: Key<'static> = Key::new("nnnnnnnn");
    const UNKNOWN: Key<'static> = Key::new("mmmmmmmm");
    assert_eq!(KNOWN, Key::from(name(8).as_str()));
    assert_eq!((KNOWN.name(), LENGTHS.get_key(KNOWN).map(|entry| entry.name())), ("nnnnnnnn", Some("nnnnnnnn")));
    assert!(LENGTHS.get_key(UNKNOWN).is_none());
}

#[test]
fn a_key_finds_what_was_changed_at_run_time() {
    let changed = LENGTHS.fork();
    changed.register("another_name", 7.into()).unwrap();
    changed.unregister("nnnnnnnn").unwrap();
    let value = |name: &str| changed.get_key(Key::new(name)).map(|entry| *entry.instance().unwrap());
    assert_eq!((value("another_name"), value("nnnnnnnn"), value("nnnnnnnnn")), (Some(7), None, Some(9)));
}
