//! What a program should be told though it can go on.

use crate::error::Problem;

/// Warns of each problem; those that are fatal are errors where the registry is read.
#[cfg(feature = "tracing")]
pub(super) fn warn(problems: &[Problem]) {
    for problem in problems.iter().filter(|problem| !problem.is_fatal()) {
        tracing::warn!("{problem}");
    }
}

/// Without the feature `tracing`, [`check`](crate::Registry::check) alone tells.
#[cfg(not(feature = "tracing"))]
pub(super) fn warn(_: &[Problem]) {}
