//! `entry!(METRICS, "f1")` is an address, like `&STATIC` of another crate.

use crate::build::project::{Workshop, registry_core};
use crate::section::{Goal, Section, Table};
use object::{Object, ObjectSection, ObjectSymbol};
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::process::Command;

/// The crate that has the registry, its entry, and a static to compare with.
const OTHER: &str = r#"
pub trait Metric: Send + Sync {}

#[registry_core::registry]
pub static METRICS: registry_core::Registry<dyn Metric>;

#[registry_core::register(kind = "metrics", name = "f1")]
#[derive(Default)]
pub struct F1;

impl Metric for F1 {}

pub static FOREIGN: std::sync::OnceLock<String> = std::sync::OnceLock::new();
"#;

/// Fails if the entry is another than the one that is looked up.
const PROGRAM: &str = r#"
use other::{METRICS, Metric};
use std::hint::black_box;

#[unsafe(no_mangle)]
#[inline(never)]
pub fn by_entry() -> &'static registry_core::Entry<dyn Metric> {
    registry_core::entry!(METRICS, "f1")
}

#[unsafe(no_mangle)]
#[inline(never)]
pub fn by_foreign() -> &'static std::sync::OnceLock<String> {
    &other::FOREIGN
}

fn main() {
    let by_foreign = black_box(by_foreign as fn() -> &'static std::sync::OnceLock<String>);
    assert!(by_foreign().get().is_none());
    let by_entry = black_box(by_entry as fn() -> &'static registry_core::Entry<dyn Metric>);
    assert!(std::ptr::eq(by_entry(), METRICS.get("f1").unwrap()));
}
"#;

pub(super) fn measure(workshop: &Workshop, section: &mut Section) -> Result<(), Box<dyn Error>> {
    let other = workshop.project("other").dependencies(registry_core("")).library(OTHER).write()?;
    let dependencies = format!("{}\nother = {{ path = '{}' }}", registry_core(""), other.folder().display());
    let project = workshop.project("entry").dependencies(dependencies).program(PROGRAM).write()?;
    project.cargo(&["build", "--release", "--quiet"])?;
    let program = project.executable("release");
    if !Command::new(&program).status()?.success() {
        return Err("`entry!` gives another entry than a lookup".into());
    }
    let file = fs::read(program)?;
    let [entry, foreign] = [Function::find(&file, "by_entry")?, Function::find(&file, "by_foreign")?];
    section.method += "`entry!(METRICS, \"f1\")` and `&FOREIGN`, a static of another crate, each as all that a function returns, in a \
                       linked release program. Both are one instruction that takes an address, and the return. ";
    section.tables.push(Table {
        caption: "What the functions are:".to_owned(),
        header: ["returns", "machine code", "is"].map(str::to_owned).to_vec(),
        rows: vec![entry.row("`entry!(METRICS, \"f1\")`"), foreign.row("`&FOREIGN`")],
    });
    section.goals.push(Goal {
        what: "bytes of machine code of `entry!`, by `&FOREIGN`".to_owned(),
        at_most: 1.0,
        measured: entry.length() / foreign.length(),
        digits: 2,
    });
    section.goals.push(Goal {
        what: "functions of the two that are more than an address".to_owned(),
        at_most: 0.0,
        measured: [&entry, &foreign].map(|function| f64::from(u8::from(function.symbol.is_none()))).iter().sum(),
        digits: 0,
    });
    Ok(())
}

/// The machine code of a function.
struct Function {
    code: Vec<u8>,
    /// The symbol whose address it returns, if it does nothing else.
    symbol: Option<String>,
}

impl Function {
    fn find(file: &[u8], name: &str) -> Result<Self, Box<dyn Error>> {
        let file = object::File::parse(file)?;
        let symbol = file.symbol_by_name(name).ok_or("the program has no such function")?;
        let section = file.section_by_index(symbol.section_index().ok_or("the function is not defined")?)?;
        let code = section.data_range(symbol.address(), symbol.size())?.ok_or("the function has no code")?.to_vec();
        let symbol = returned_address(&file, &code, symbol.address()).and_then(|address| {
            let is_there = |symbol: &object::Symbol| symbol.address() == address && symbol.size() > 0;
            Some(file.symbols().find(is_there)?.name().ok()?.to_owned())
        });
        Ok(Self { code, symbol })
    }

    #[allow(clippy::cast_precision_loss, reason = "a function is shorter than that")]
    fn length(&self) -> f64 {
        self.code.len() as f64
    }

    fn row(&self, what: &str) -> Vec<String> {
        let code = self.code.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x} ").expect("a string takes everything");
            text
        });
        let meaning = self.symbol.as_ref().map_or("something else".to_owned(), |symbol| {
            let start: String = symbol.chars().take(40).collect();
            format!("the address of `{start}..`, return")
        });
        vec![what.to_owned(), format!("`{}`", code.trim_end()), meaning]
    }
}

/// The address that a function at `start` returns, if it does no more: `lea rax, [rip + offset]` or, from the table of addresses
/// that the dynamic linker fills in, `mov rax, [rip + offset]`; then `ret`.
fn returned_address(file: &object::File, code: &[u8], start: u64) -> Option<u64> {
    let [0x48, operation @ (0x8b | 0x8d), 0x05, a, b, c, d, 0xc3] = code else { return None };
    let place = (start + 7).checked_add_signed(i64::from(i32::from_le_bytes([*a, *b, *c, *d])))?;
    if *operation == 0x8d {
        return Some(place);
    }
    let (_, filled_in) = file.dynamic_relocations()?.find(|(address, _)| *address == place)?;
    u64::try_from(filled_in.addend()).ok()
}
