//! Results that need not be computed again.

use crate::settings::Settings;
use registry_core::plugin::{Dep, plugin};
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// The last results.
pub(crate) struct Cache {
    size: usize,
    results: Mutex<Results>,
}

#[derive(Default)]
struct Results {
    by_input: HashMap<u32, u32>,
    /// The oldest first.
    order: VecDeque<u32>,
}

/// Keeps the last results. The service works without it: `--disable cache`.
#[plugin]
fn cache(settings: Dep<Settings>) -> Cache {
    Cache { size: settings.cached_results, results: Mutex::default() }
}

impl Cache {
    /// The result for `input`, which is computed if it is not known.
    pub(crate) fn get_or(&self, input: u32, compute: impl FnOnce(u32) -> u32) -> u32 {
        let known = self.lock().by_input.get(&input).copied();
        known.unwrap_or_else(|| {
            let result = compute(input);
            self.keep(input, result);
            result
        })
    }

    fn keep(&self, input: u32, result: u32) {
        let mut results = self.lock();
        if results.by_input.insert(input, result).is_none() {
            results.order.push_back(input);
        }
        while results.order.len() > self.size {
            let oldest = results.order.pop_front();
            oldest.map(|oldest| results.by_input.remove(&oldest));
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Results> {
        self.results.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
