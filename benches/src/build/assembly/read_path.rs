//! A lookup takes no lock and writes nothing that another thread could see.

use super::image::Image;
use super::trace::{Stretch, stretches};
use crate::build::project::{Workshop, registry_core};
use crate::section::{Goal, Section, Table};
use crate::valgrind;
use std::error::Error;
use std::fmt::Write;

/// How many names are looked up.
const NAMES: u32 = 100;

/// What the program does between its marks.
const STRETCHES: [&str; 2] = ["`METRICS.get(name)`", "the same in a `RwLock<HashMap>`"];

/// Looks up each name between two marks, and prints where its mark, its stack and its code are.
const MAIN: &str = r#"
#[inline(never)]
fn mark(number: u64) {
    black_box(number);
}

fn main() {
    let names: Vec<&str> = METRICS.iter().map(|entry| entry.name()).collect();
    let map: HashMap<&str, &Entry<fn(u64) -> u64>> = METRICS.iter().map(|entry| (entry.name(), entry)).collect();
    // where other threads could see it
    let locked = Box::new(RwLock::new(map));
    let mut found = [0_usize; 2];
    mark(0);
    for name in &names {
        found[0] += usize::from(METRICS.get(black_box(name)).is_some());
    }
    mark(1);
    for name in &names {
        found[1] += usize::from(locked.read().unwrap().get(black_box(name)).is_some());
    }
    mark(2);
    assert_eq!(found, [names.len(); 2]);
    println!("{:x}", mark as fn(u64) as usize);
    println!("{:x}", std::ptr::from_ref(&found).addr());
    println!("{}", std::fs::read_to_string("/proc/self/maps").unwrap());
}
"#;

pub(super) fn measure(workshop: &Workshop, section: &mut Section) -> Result<(), Box<dyn Error>> {
    let project = workshop.project("read_path").dependencies(registry_core("")).program(source()?).write()?;
    project.cargo(&["build", "--release", "--quiet"])?;
    let (trace, printed) = valgrind::trace(&project.executable("release"))?;
    let mut lines = printed.lines();
    let mut address = || u64::from_str_radix(lines.next().unwrap_or_default(), 16);
    let (mark, stack) = (address()?, address()?);
    let image = Image::new(lines)?;
    let seen: Vec<Seen> =
        stretches(&trace, mark).iter().map(|stretch| Seen::of(stretch, stack, &image)).collect::<Result<_, _>>()?;
    let [ours, locked] = &seen[..] else { return Err("the program has other marks than expected".into()) };
    if locked.locked == 0 || locked.elsewhere == 0 {
        return Err("a lock was not seen, so nothing is proved of what has none".into());
    }
    write!(
        section.method,
        "\n\nA release program looks up {NAMES} names in a registry that is indexed, and then in a map behind a lock, while valgrind \
         (`lackey`) writes down each instruction and each access to memory. Of the writes, those that are not to the thread's stack \
         are counted; of the instructions, those that lock the bus. The lock's row shows that both would be seen."
    )?;
    section.tables.push(Table {
        caption: format!("{NAMES} lookups that find an entry:"),
        header: ["", "instructions", "writes to the stack", "other writes", "locked instructions"]
            .map(str::to_owned)
            .to_vec(),
        rows: STRETCHES.iter().zip(&seen).map(|(what, seen)| seen.row(what)).collect(),
    });
    let goal = |what: &str, measured| Goal { what: what.to_owned(), at_most: 0.0, measured, digits: 0 };
    section.goals.push(goal("writes outside of the stack in `METRICS.get`", f64::from(ours.elsewhere)));
    section.goals.push(goal("locked instructions in `METRICS.get`", f64::from(ours.locked)));
    Ok(())
}

fn source() -> Result<String, std::fmt::Error> {
    let mut source = "use registry_core::{Entry, Registry, register, registry};\nuse std::collections::HashMap;\n\
                      use std::hint::black_box;\nuse std::sync::RwLock;\n\n#[registry]\nstatic METRICS: Registry<fn(u64) -> u64>;\n"
        .to_owned();
    for number in 0..NAMES {
        write!(
            source,
            "\n#[register(kind = \"metrics\", name = \"metric_{number}\")]\nfn metric_{number}(value: u64) -> u64 {{\n    \
             value + {number}\n}}\n"
        )?;
    }
    Ok(source + MAIN)
}

/// What was counted.
struct Seen {
    instructions: u64,
    to_stack: u32,
    elsewhere: u32,
    locked: u32,
}

impl Seen {
    fn of(stretch: &Stretch, stack: u64, image: &Image) -> Result<Self, Box<dyn Error>> {
        // from what is called below, to the frames above
        let stack = stack - 0x10_0000..stack + 0x1_0000;
        let mut seen = Self { instructions: stretch.instructions.values().sum(), to_stack: 0, elsewhere: 0, locked: 0 };
        for store in &stretch.stores {
            *if stack.contains(store) { &mut seen.to_stack } else { &mut seen.elsewhere } += 1;
        }
        for ((address, length), times) in &stretch.instructions {
            if image.is_locked(*address, *length)? {
                seen.locked += u32::try_from(*times)?;
            }
        }
        Ok(seen)
    }

    fn row(&self, what: &str) -> Vec<String> {
        let Self { instructions, to_stack, elsewhere, locked } = self;
        vec![what.to_owned(), instructions.to_string(), to_stack.to_string(), elsewhere.to_string(), locked.to_string()]
    }
}
