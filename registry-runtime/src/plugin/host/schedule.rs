//! Which step of a plan can be done next.

use super::plan::{Plan, Step};
use super::state::NodeId;
use hashbrown::HashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The steps of a plan, each handed out when those before it are done; of several, the first by the plan.
pub(super) struct Schedule {
    steps: Vec<Scheduled>,
    ready: BinaryHeap<Reverse<usize>>,
}

struct Scheduled {
    /// Until it is handed out.
    step: Option<Step>,
    /// How many steps it waits for.
    pending: usize,
    /// The steps that wait for it.
    dependents: Vec<usize>,
    skipped: bool,
}

impl Schedule {
    pub(super) fn new(plan: Plan) -> Self {
        let places: HashMap<NodeId, usize> =
            plan.steps.iter().enumerate().map(|(place, step)| (step.node, place)).collect();
        let mut steps: Vec<Scheduled> = Vec::with_capacity(plan.steps.len());
        for (place, step) in plan.steps.into_iter().enumerate() {
            let mut pending = 0;
            for required in step.requires.iter().flatten().filter_map(|required| places.get(required)) {
                steps[*required].dependents.push(place);
                pending += 1;
            }
            steps.push(Scheduled { step: Some(step), pending, dependents: Vec::new(), skipped: false });
        }
        let ready = (0..steps.len()).filter(|place| steps[*place].pending == 0).map(Reverse).collect();
        Self { steps, ready }
    }

    /// The next step, with its place.
    pub(super) fn next(&mut self) -> Option<(usize, Step)> {
        let Reverse(place) = self.ready.pop()?;
        Some((place, self.steps[place].step.take()?))
    }

    /// What waited for this step only can be done now.
    pub(super) fn done(&mut self, place: usize) {
        for dependent in std::mem::take(&mut self.steps[place].dependents) {
            let step = &mut self.steps[dependent];
            step.pending -= 1;
            if step.pending == 0 && !step.skipped {
                self.ready.push(Reverse(dependent));
            }
        }
    }

    /// What waits for this step, directly or not, cannot be done.
    pub(super) fn failed(&mut self, place: usize) {
        let mut rest = vec![place];
        while let Some(place) = rest.pop() {
            for dependent in std::mem::take(&mut self.steps[place].dependents) {
                self.steps[dependent].skipped = true;
                rest.push(dependent);
            }
        }
    }

    /// Nothing more is to be done.
    pub(super) fn stop(&mut self) {
        self.ready.clear();
    }
}
