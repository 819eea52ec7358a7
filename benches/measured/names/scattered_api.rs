//! What the names are gathered in. Each number of names has its own: a common one would hold all of them.

use scattered_collect::{gather, map::ScatteredMap};

#[gather]
pub static SCATTERED: ScatteredMap<&'static str, &'static str>;
