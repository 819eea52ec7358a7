//! What a program did between two marks.

use std::collections::HashMap;

/// Everything that a program executed between two calls of its function for marks.
#[derive(Default)]
pub(super) struct Stretch {
    /// Address and length of an instruction, and how often it was executed.
    pub(super) instructions: HashMap<(u64, usize), u64>,
    /// The addresses that were written to.
    pub(super) stores: Vec<u64>,
}

/// The stretches of a trace. What comes before the first mark, and after the last, is none of them.
pub(super) fn stretches(trace: &str, mark: u64) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (sort, address, length) in trace.lines().filter_map(event) {
        if sort == "I" && address == mark {
            stretches.push(Stretch::default());
        }
        let Some(stretch) = stretches.last_mut() else { continue };
        match sort {
            "I" => *stretch.instructions.entry((address, length)).or_default() += 1,
            "S" | "M" => stretch.stores.push(address),
            _ => {}
        }
    }
    stretches.pop();
    stretches
}

/// A line as `I  0401a2b0,3`: a load, a store or both have another letter.
fn event(line: &str) -> Option<(&str, u64, usize)> {
    let (sort, place) = line.trim_start().split_once(' ')?;
    let (address, length) = place.trim_start().split_once(',')?;
    if !matches!(sort, "I" | "L" | "S" | "M") {
        return None;
    }
    Some((sort, u64::from_str_radix(address, 16).ok()?, length.trim_end().parse().ok()?))
}
