//! What the compiler makes of `entry!` and of a lookup, instruction by instruction.

mod entry;
mod image;
mod read_path;
mod trace;

use super::project::Workshop;
use crate::section::Section;
use crate::valgrind;
use std::error::Error;

pub(crate) fn measure() -> Result<Section, Box<dyn Error>> {
    let mut section = Section {
        title: "Instructions",
        method: String::new(),
        tables: Vec::new(),
        plots: Vec::new(),
        goals: Vec::new(),
    };
    if !cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        "Not measured: this reads programs for Linux on x86-64.".clone_into(&mut section.method);
        return Ok(section);
    }
    let workshop = Workshop::new()?;
    eprintln!("assembly: entry!");
    entry::measure(&workshop, &mut section)?;
    if valgrind::is_installed() {
        eprintln!("assembly: the path of a read");
        read_path::measure(&workshop, &mut section)?;
    }
    Ok(section)
}
