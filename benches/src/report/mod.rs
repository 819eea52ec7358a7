//! The report: on the terminal while it is made, and as a page of the book with its plots.

mod machine;
mod markdown;
mod plot;
mod terminal;
mod text;

pub(crate) use terminal::print;
pub(crate) use text::thousands;

use crate::section::Section;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Writes `performance.md` and the folder `performance` with the plots.
pub(crate) fn write(sections: &[Section], folder: &Path) -> Result<(), Box<dyn Error>> {
    let plots = folder.join("performance");
    fs::create_dir_all(&plots).map_err(|error| format!("{}: {error}", plots.display()))?;
    for plot in sections.iter().flat_map(|section| &section.plots) {
        plot::write(plot, &plots.join(format!("{}.svg", plot.name)))?;
    }
    let page = folder.join("performance.md");
    fs::write(&page, markdown::page(sections)?).map_err(|error| format!("{}: {error}", page.display()))?;
    eprintln!("written: {}", page.display());
    Ok(())
}
