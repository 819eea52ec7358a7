//! Deprecated entries that should be gone by now.

use super::resolve::Claim;
use crate::error::Problem;
use crate::version::has_reached;
use alloc::vec::Vec;

/// A problem for each entry whose crate has reached the version that was to be without it.
pub(super) fn problems(claims: &[Claim], kind: &'static str) -> Vec<Problem> {
    claims.iter().filter_map(|claim| problem(claim, kind)).collect()
}

fn problem(claim: &Claim, kind: &'static str) -> Option<Problem> {
    let remove_in = claim.registration().details().deprecation?.remove_in?;
    let origin = claim.origin();
    has_reached(origin.version, remove_in).then(|| Problem::Overdue {
        kind,
        name: claim.name(),
        component: claim.registration().type_name(),
        origin,
        remove_in,
    })
}
