//! What was measured when the limits were set. Nothing else is to be changed when a figure changes on purpose.

/// How much more is allowed: other compilers and processors have other figures.
pub(super) const MARGIN: f64 = 1.15;

pub(super) struct Limit {
    pub(super) what: &'static str,
    pub(super) unit: &'static str,
    /// The figure that was measured.
    pub(super) known: f64,
    /// Where a change comes from, most likely.
    pub(super) look_at: &'static str,
}

const LOOKUP: Limit = Limit {
    what: "",
    unit: "instructions",
    known: 0.0,
    look_at: "`Registry::get` and what it calls (registry-runtime/src/registry)",
};

pub(super) const HIT: Limit = Limit { what: "a lookup that finds its name", known: 114.0, ..LOOKUP };
pub(super) const MISS: Limit = Limit { what: "a lookup of a name that is missing", known: 134.0, ..LOOKUP };

const SIZE: Limit = Limit {
    what: "",
    unit: "% of the bytes of the same by hand",
    known: 0.0,
    look_at: "what `#[register]` expands to (registry-macros/src/register, registry-core/src/expansion.rs)",
};

pub(super) const INVENTORY: Limit = Limit { what: "the size of a registration on `inventory`", known: 90.0, ..SIZE };
pub(super) const LINKME: Limit = Limit { what: "the size of a registration on `linkme`", known: 96.0, ..SIZE };
