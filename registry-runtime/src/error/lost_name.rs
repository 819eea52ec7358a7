//! What did not get a name because of a problem.

use super::Problem;

impl Problem {
    /// The name or alias that a component did not get because of this, if that is what it is about.
    pub(crate) fn lost_name(&self) -> Option<&'static str> {
        match self {
            Self::Duplicate(duplicate) => Some(duplicate.name),
            Self::ApiMismatch { name, .. } => Some(name),
            Self::NotReplaced(failed) => Some(failed.name),
            Self::NotInPrimary(_) | Self::Overdue { .. } => None,
        }
    }
}
