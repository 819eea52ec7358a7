//! `assert_healthy!` with everything that can be wrong. What it does when nothing is: its own example.

use registry_core::{Registry, assert_healthy, register, registry};
use std::panic::{catch_unwind, set_hook, take_hook};
use std::sync::Mutex;

#[registry(duplicates = "keep_first")]
static SIZES: Registry<u32>;

#[register(kind = "sizes", name = "large")]
const FIRST: u32 = 1;
#[register(kind = "sizes", name = "large")]
const SECOND: u32 = 2;
#[register(kind = "sizes", deprecated(remove_in = "0.0.9"))]
const HUGE: u32 = 3;

#[registry(api = "v2")]
static CODECS: Registry<u32>;

#[register(kind = "codecs", api = "v1")]
const OLD: u32 = 1;

#[registry]
static FINE: Registry<u32>;

#[register(kind = "fine")]
const ALL_IS_WELL: u32 = 1;

static PLACE: Mutex<Option<(String, u32)>> = Mutex::new(None);

#[test]
fn it_says_everything_at_once_and_where_it_stands() {
    let hook = take_hook();
    set_hook(Box::new(|panic| {
        *PLACE.lock().unwrap() = panic.location().map(|place| (place.file().to_owned(), place.line()));
    }));
    let (panic, line) = (catch_unwind(|| assert_healthy!()).unwrap_err(), line!());
    set_hook(hook);
    assert_eq!(PLACE.lock().unwrap().take(), Some((file!().to_owned(), line)));

    let text = panic.downcast_ref::<String>().unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(
        lines[0],
        "3 problems in 2 of 3 registries; each line says where and what to do, and `registry_core::catalog().check()` \
         returns them"
    );
    assert_eq!(lines.len(), 4, "{text}");
    for (line, part) in lines[1..].iter().zip(["healthy::OLD at ", "healthy::HUGE at ", "healthy::FIRST at "]) {
        assert!(line.contains(part), "no {part:?} in {line:?}");
    }
}
