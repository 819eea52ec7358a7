//! A lookup by a key, whose hash is known before.

use crate::effort::Effort;
use crate::measured::Workspace;
use crate::report::thousands;
use crate::section::{Goal, Section, Table};
use std::error::Error;

const METHOD: &str = r#"
`METRICS.get_key(const { Key::new("..") })` by `METRICS.get(name)`, where the compiler does not see the name: hits of up to 64 names that
stand in the code, one after another. A key spares the hash and whatever depends on the length; the comparison with the name that is found
stays. "Elsewhere": keys of names from elsewhere, which are made before the clock starts, by plain lookups of the same. All numbers of names
take turns, in several processes each."#;

const AT_MOST: f64 = 0.6;

pub(crate) fn section(effort: Effort) -> Result<Section, Box<dyn Error>> {
    let workspace = Workspace::write(effort)?;
    let (processes, rounds) = effort.of((1, "21"), (11, "21"));
    let (mut rows, mut ratios) = (Vec::new(), Vec::new());
    for (size, samples) in workspace.lookups(effort.sizes(), "key", processes, |_| rounds)? {
        let ratio = samples.ratio(("time", "get_key"), ("time", "get"));
        let elsewhere = samples.ratio(("time", "get_key, elsewhere"), ("time", "get, elsewhere"));
        let [get, get_key] = ["get", "get_key"].map(|name| format!("{:.1} ns", samples.median("time", name)));
        rows.push(vec![thousands(size), get, get_key, format!("{ratio:.2}"), format!("{elsewhere:.2}")]);
        ratios.push((ratio, size));
    }
    let worst = ratios.into_iter().max_by(|one, other| one.0.total_cmp(&other.0));
    let goal = |(measured, size)| Goal {
        what: format!("`get_key`, by `get`; the worst is that of {} names", thousands(size)),
        at_most: AT_MOST,
        measured,
        digits: 2,
    };
    Ok(Section {
        title: "A key that is hashed before",
        method: METHOD.to_owned(),
        tables: vec![Table {
            caption: String::new(),
            header: ["names", "`get`", "`get_key`", "ratio", "ratio, elsewhere"].map(str::to_owned).to_vec(),
            rows,
        }],
        plots: Vec::new(),
        goals: worst.map(goal).into_iter().collect(),
    })
}
