//! Whole documents: everything that is wrong is found at once, and nothing is built before.

use registry_core::config::{Document, Format, Shared, Spec};
use registry_core::{Registry, register, registry};
use serde::Deserialize;
use std::cell::Cell;
use std::sync::Arc;

pub trait Part: Send + Sync {
    fn describe(&self) -> String;
}

#[registry(config)]
pub static PARTS: Registry<dyn Part>;

thread_local! {
    static BUILT: Cell<u32> = const { Cell::new(0) };
}

#[derive(Deserialize)]
struct Wheels {
    count: u32,
    #[serde(default)]
    material: Material,
}

#[derive(Default, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Material {
    #[default]
    Rubber,
    Steel,
}

struct Built(String);

impl Part for Built {
    fn describe(&self) -> String {
        self.0.clone()
    }
}

#[register(kind = "parts", factory)]
fn wheels(config: Wheels) -> Built {
    BUILT.set(BUILT.get() + 1);
    Built(format!("{} of {:?}", config.count, config.material))
}

#[register(kind = "parts", factory)]
fn engine() -> Built {
    BUILT.set(BUILT.get() + 1);
    Built("engine".to_owned())
}

/// Two parts, whole or by reference.
#[register(kind = "parts", config)]
#[derive(Deserialize)]
struct Both {
    left: Shared<dyn Part>,
    right: Shared<dyn Part>,
}

impl Part for Both {
    fn describe(&self) -> String {
        format!("{} and {}", self.left.get().unwrap().describe(), self.right.get().unwrap().describe())
    }
}

#[register(kind = "parts", factory)]
fn boxed(config: Inner) -> Built {
    Built(format!("[{}] {}", config.inner.describe(), config.weight))
}

#[derive(Deserialize)]
struct Inner {
    inner: Box<dyn Part>,
    weight: f64,
}

#[derive(Debug, Deserialize)]
struct Car {
    #[serde(default)]
    name: String,
    doors: u8,
    parts: Vec<Spec<dyn Part>>,
}

fn car(text: &str) -> Document {
    Document::parse(text, Format::Toml, "car.toml").unwrap().share("shared")
}

fn problems(text: &str) -> String {
    BUILT.set(0);
    let problems = car(text).read::<Car>().unwrap_err().to_string();
    assert_eq!(BUILT.get(), 0, "a check builds nothing");
    problems
}

#[test]
fn every_mistake_is_found_at_once() {
    let problems = problems(
        r#"
doors = "four"
colour = "red"

[[parts]]
name = "whels"

[[parts]]
name = "wheels"
config = { count = -1, material = "stel" }

[[parts]]
name = "wheels"
config = { material = "steel", size = 3 }

[[parts]]
name = "engine"
config = { power = 100 }

[[parts]]
engine = {}
"#,
    );
    let expected = [
        r#"car.toml:2:9: doors: invalid type: string "four", expected u8"#,
        r#"car.toml:3:10: colour: unknown field; expected one of name, doors, parts"#,
        r#"car.toml:6:8: parts[0].name: nothing in "parts" has the name "whels"; did you mean "wheels"? Registered: both, boxed, counted, engine, wheels"#,
        r#"car.toml:10:20: parts[1].config.count: invalid value: integer `-1`, expected u32"#,
        r#"car.toml:10:35: parts[1].config.material: unknown variant "stel"; did you mean "steel"?"#,
        r#"car.toml:14:10: parts[2].config.count: is missing"#,
        r#"car.toml:14:39: parts[2].config.size: unknown field; expected one of count, material"#,
        r#"car.toml:18:10: parts[3].config: this component takes no config"#,
    ];
    assert_eq!(problems.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_good_document_builds() {
    let text = "doors = 4\nparts = [\"engine\", { name = \"wheels\", config = { count = 4, material = \"steel\" } }]";
    let car: Car = car(text).read().unwrap();
    let parts: Vec<String> = car.parts.iter().map(|part| part.build().unwrap().describe()).collect();
    assert_eq!((car.name.as_str(), car.doors, parts), ("", 4, vec!["engine".to_owned(), "4 of Steel".to_owned()]));
}

#[test]
fn components_in_components_are_checked_too() {
    let problems = problems(
        r#"
doors = 4

[[parts]]
both = { left = "engin", right = { wheels = { count = "x" } } }

[[parts]]
boxed = { inner = { wheels = { cnt = 1 } }, weight = "heavy" }
"#,
    );
    let expected = [
        r#"car.toml:5:17: parts[0].both.left: nothing in "parts" has the name "engin"; did you mean "engine"? Registered: both, boxed, counted, engine, wheels"#,
        r#"car.toml:5:55: parts[0].both.right.wheels.count: invalid type: string "x", expected u32"#,
        r#"car.toml:8:30: parts[1].boxed.inner.wheels.count: is missing"#,
        r#"car.toml:8:38: parts[1].boxed.inner.wheels.cnt: unknown field; expected one of count, material"#,
        r#"car.toml:8:54: parts[1].boxed.weight: invalid type: string "heavy", expected f64"#,
    ];
    assert_eq!(problems.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn boxed_components_are_built_by_reading() {
    let text = "doors = 1\n[[parts]]\nboxed = { inner = { wheels = { count = 1 } }, weight = 2 }";
    let car: Car = car(text).read().unwrap();
    assert_eq!(car.parts[0].build().unwrap().describe(), "[1 of Rubber] 2");
}

#[test]
fn what_is_shared_is_built_once() {
    let text = r#"
doors = 1
[[parts]]
both = { left = { ref = "one" }, right = { ref = "one" } }
[[parts]]
both = { left = { ref = "one" }, right = "engine" }
[shared.one]
wheels = { count = 1 }
"#;
    let car: Car = car(text).read().unwrap();
    BUILT.set(0);
    for part in &car.parts {
        part.build().unwrap().describe();
    }
    assert_eq!(BUILT.get(), 2, "one of wheels, and one engine");
}

#[derive(Debug, Deserialize)]
struct Two {
    one: Shared<dyn Part>,
    #[serde(with = "registry_core::config::shared")]
    other: Arc<dyn Part>,
}

impl std::fmt::Debug for dyn Part {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.describe())
    }
}

#[test]
fn a_field_can_hold_what_is_shared() {
    let text = "one.ref = 'e'\nother.ref = 'e'\nshared.e = 'engine'";
    let two: Two = car(text).read().unwrap();
    assert!(Arc::ptr_eq(&two.one.get().unwrap(), &two.other));
}

#[test]
fn references_are_checked() {
    let problems = problems(
        r#"
doors = 1
[[parts]]
both = { left = { ref = "on" }, right = { ref = "bad" } }
[shared]
one = "engine"
bad = { wheels = {} }
"#,
    );
    let expected = [
        r#"car.toml:4:25: parts[0].both.left.ref: nothing is shared as "on"; did you mean "one"? Shared: one, bad"#,
        r#"car.toml:7:18: shared.bad.wheels.count: is missing"#,
    ];
    assert_eq!(problems.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn cycles_are_found_before_anything_is_built() {
    let problems = problems(
        r#"
doors = 1
parts = [{ both = { left = { ref = "a" }, right = "engine" } }]
[shared]
a = { both = { left = "engine", right = { ref = "b" } } }
b = { both = { left = { ref = "a" }, right = "engine" } }
"#,
    );
    assert_eq!(
        problems,
        "car.toml:6:31: shared.b.both.left.ref: the component needs itself: parts/a -> parts/b -> parts/a"
    );
}

/// Refuses some texts, and with them whatever a check puts in their place.
#[derive(Deserialize)]
#[serde(try_from = "char")]
struct Sign;

impl TryFrom<char> for Sign {
    type Error = String;

    fn try_from(sign: char) -> Result<Self, String> {
        if sign.is_alphabetic() { Err(format!("{sign:?} is no sign")) } else { Ok(Self) }
    }
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Signs {
    sign: Sign,
    signs: Vec<Sign>,
    size: u8,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Nested {
    signs: Signs,
    count: u8,
}

#[test]
fn a_type_that_refuses_every_stand_in_hides_nothing() {
    let text = "signs = { sign = 'xx', signs = ['y', '+', 'zz'], size = 'large' }\ncount = -1";
    let problems = car(text).check::<Nested>().unwrap_err().to_string();
    let expected = [
        r#"car.toml:1:18: signs.sign: invalid value: string "xx", expected a character"#,
        r#"car.toml:1:33: signs.signs[0]: 'y' is no sign"#,
        r#"car.toml:1:43: signs.signs[2]: invalid value: string "zz", expected a character"#,
        r#"car.toml:1:57: signs.size: invalid type: string "large", expected u8"#,
        r#"car.toml:2:9: count: invalid value: integer `-1`, expected u8"#,
    ];
    assert_eq!(problems.lines().collect::<Vec<_>>(), expected);
    // what is missing too is only found once this is mended: there is no sign to go on with
    let problems = car("signs = { sgn = '+', signs = [] }\ncount = 'x'").check::<Nested>().unwrap_err().to_string();
    let expected = [
        "car.toml:1:9: signs.sign: is missing",
        "car.toml:1:17: signs.sgn: unknown field; did you mean \"sign\"?",
        r#"car.toml:2:9: count: invalid type: string "x", expected u8"#,
    ];
    assert_eq!(problems.lines().collect::<Vec<_>>(), expected);
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Boxes {
    first: Box<dyn Part>,
    folds: u8,
}

#[test]
fn what_only_building_finds_has_its_path_too() {
    let problems = car("first = 'engine'").read::<Boxes>().err().unwrap().to_string();
    assert_eq!(problems, "car.toml:1:1: folds: is missing");
}

/// Holds itself, so that nothing can stand in for it.
#[derive(Deserialize)]
#[allow(dead_code)]
struct Chain {
    spec: Spec<dyn Part>,
    next: Link,
}

#[derive(Deserialize)]
#[allow(dead_code)]
enum Link {
    More(Box<Chain>),
    End,
}

#[test]
fn a_check_leaves_nothing_behind() {
    let problems = car("spec = 'engine'").check::<Chain>().unwrap_err().to_string();
    assert_eq!(problems, "car.toml:1:1: next: is missing");
    let spec: Spec<dyn Part> = serde_json::from_str(r#"{"wheels": {"count": 1}}"#).unwrap();
    assert_eq!(spec.build().unwrap().describe(), "1 of Rubber");
}

pub trait Tool: Send + Sync {}

#[registry(config)]
pub static TOOLS: Registry<dyn Tool>;

/// Has the name of a part, and another config.
#[register(kind = "tools", name = "wheels", config)]
#[derive(Deserialize)]
#[allow(dead_code)]
struct Lathe {
    speed: u32,
}
impl Tool for Lathe {}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Workshop {
    part: Shared<dyn Part>,
    tool: Shared<dyn Tool>,
}

#[test]
fn what_is_shared_by_two_registries_is_checked_for_both() {
    let text = "part.ref = 'w'\ntool.ref = 'w'\nshared.w = { wheels = { count = 1, speed = 2 } }";
    let problems = car(text).check::<Workshop>().unwrap_err().to_string();
    let expected = [
        "car.toml:3:44: shared.w.wheels.speed: unknown field; expected one of count, material",
        "car.toml:3:33: shared.w.wheels.count: unknown field; expected one of speed",
    ];
    assert!(expected.iter().all(|line| problems.contains(line)), "{problems}");
}

/// At least one, or it is no list.
#[derive(Deserialize)]
#[serde(try_from = "Vec<Box<dyn Part>>")]
struct NotEmpty;

impl TryFrom<Vec<Box<dyn Part>>> for NotEmpty {
    type Error = &'static str;

    fn try_from(parts: Vec<Box<dyn Part>>) -> Result<Self, &'static str> {
        if parts.is_empty() { Err("there are none") } else { Ok(Self) }
    }
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Lists {
    pair: (Box<dyn Part>, u8),
    some: NotEmpty,
    count: u8,
}

#[test]
fn what_is_only_checked_is_no_mistake_of_its_list() {
    let text = "pair = ['engine', 1]\nsome = ['engine']\ncount = 1";
    assert_eq!(car(text).check::<Lists>(), Ok(()));
    car(text).read::<Lists>().unwrap();
    let text = "pair = ['engine', 1]\nsome = ['engine', 'engin', 'engine']\ncount = 'x'";
    let problems = car(text).read::<Lists>().err().unwrap().to_string();
    let places: Vec<&str> = problems.lines().map(|line| line.split(": ").nth(1).unwrap()).collect();
    assert_eq!(places, ["some[1]", "count"], "{problems}");
    let problems = car("pair = ['engine', 1]\nsome = []\ncount = 1").read::<Lists>().err().unwrap().to_string();
    assert_eq!(problems, "car.toml:2:8: some: there are none");
}

#[test]
fn a_shared_field_is_built_once_however_many_threads_ask() {
    static BUILDS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);

    #[register(kind = "parts", factory)]
    fn counted() -> Built {
        BUILDS.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        std::thread::yield_now();
        Built("counted".to_owned())
    }

    let barrier = std::sync::Barrier::new(16);
    let shared: Shared<dyn Part> = serde_json::from_str(r#""counted""#).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                barrier.wait();
                shared.get().unwrap();
            });
        }
    });
    assert_eq!(BUILDS.load(std::sync::atomic::Ordering::SeqCst), 1);
}
