//! What is not in its registry because of a problem.

use super::Problem;
use crate::entry::Origin;

/// An entry that did not get its name, or not one of its aliases.
#[derive(Clone, Copy)]
pub(crate) struct KeptOut {
    /// The name that it was to have.
    pub(crate) name: &'static str,
    /// The registered type or function.
    pub(crate) component: &'static str,
    pub(crate) origin: Origin,
}

impl Problem {
    /// The entry that lost a name by this, if one did.
    pub(crate) fn kept_out(&self) -> Option<KeptOut> {
        match self {
            Self::Duplicate(duplicate) => {
                Some(KeptOut { name: duplicate.name, component: duplicate.dropped, origin: duplicate.dropped_origin })
            }
            Self::ApiMismatch { name, component, origin, .. } => Some(KeptOut { name, component, origin: *origin }),
            Self::NotReplaced(failed) => {
                Some(KeptOut { name: failed.name, component: failed.component, origin: failed.origin })
            }
            Self::Overdue { .. } => None,
        }
    }
}
