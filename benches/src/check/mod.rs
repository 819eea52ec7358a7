//! The check for CI: figures that hardly depend on the machine, and their limits.

mod limits;

use crate::build::Backend;
use crate::build::size::bytes_per_registration;
use crate::effort::Effort;
use crate::measured::Workspace;
use crate::run_time::instructions;
use limits::{Limit, MARGIN};
use std::error::Error;
use std::process::ExitCode;

/// So many are in one program, and twice as many in another.
const REGISTRATIONS: u32 = 200;

/// Where the limits are.
const FILE: &str = "benches/src/check/limits.rs";

pub(crate) fn run() -> Result<ExitCode, Box<dyn Error>> {
    let workspace = Workspace::write(Effort { quick: true })?;
    let figures = [
        (limits::HIT, instructions::of(&workspace, "hit")?),
        (limits::MISS, instructions::of(&workspace, "miss")?),
        (limits::INVENTORY, 100.0 * bytes_per_registration(Backend::Inventory, REGISTRATIONS)?),
        (limits::LINKME, 100.0 * bytes_per_registration(Backend::Linkme, REGISTRATIONS)?),
    ];
    let mut is_good = true;
    for (limit, measured) in figures {
        let judgement = limit.judge(measured);
        is_good &= judgement.is_ok();
        println!("{}", judgement.unwrap_or_else(|complaint| complaint));
    }
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Limit {
    /// What to say; an error if it is over the limit.
    fn judge(&self, measured: f64) -> Result<String, String> {
        let Self { what, unit, known, look_at } = self;
        let more = (measured / known - 1.0) * 100.0;
        if measured <= known * MARGIN {
            return Ok(format!("{what}: {measured:.1} {unit}, {known:.1} were known ({more:+.0} %)"));
        }
        let allowed = (MARGIN - 1.0) * 100.0;
        Err(format!(
            "{what} crept up: {measured:.1} {unit}, {more:.0} % more than the {known:.1} of {FILE}; {allowed:.0} % are allowed.\n  \
             See what changed in {look_at}. If the cost is meant, write the new figure into that file, and say why in the commit."
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOKUP: Limit = Limit { what: "a hit", unit: "instructions", known: 100.0, look_at: "`Registry::get`" };

    #[test]
    fn a_little_more_is_allowed() {
        assert_eq!(LOOKUP.judge(110.0), Ok("a hit: 110.0 instructions, 100.0 were known (+10 %)".to_owned()));
    }

    #[test]
    fn what_crept_up_is_said_with_what_to_do() {
        let complaint = LOOKUP.judge(120.0).unwrap_err();
        assert!(
            complaint.starts_with("a hit crept up: 120.0 instructions, 20 % more than the 100.0 of benches/"),
            "{complaint}"
        );
        assert!(complaint.contains("`Registry::get`"), "{complaint}");
    }
}
