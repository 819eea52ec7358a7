//! Whether everything that a host has fits together.

use super::Host;
use super::plan::{Question, plan};
use super::state::NodeId;
use crate::plugin::error::Failures;

impl Host {
    /// Whether every plugin and group could be loaded, as far as that can be seen without loading: requirements exist and are of the type
    /// that is asked for, and none are circular. What is disabled is looked at too; whether arguments are missing only a load can tell.
    ///
    /// ```
    /// use registry_core::plugin::{Dep, Host, plugin};
    ///
    /// #[plugin]
    /// fn clock() -> u64 {
    ///     0
    /// }
    ///
    /// #[plugin]
    /// fn stamp(#[dep("clock")] time: Dep<u32>, zone: Dep<String>) -> String {
    ///     format!("{time} {zone}")
    /// }
    ///
    /// let problems = Host::new().check().unwrap_err();
    /// let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     problems,
    ///     [
    ///         r#"`time` of "stamp" requires a `u32`, but "clock" is a `u64`"#,
    ///         r#"the host has no plugin "zone" (required by stamp -> zone); it has: clock, stamp"#,
    ///     ],
    /// );
    /// ```
    ///
    /// # Errors
    /// Every error that a load would give, each once.
    pub fn check(&self) -> Result<(), Failures> {
        let state = self.lock();
        let all: Vec<NodeId> = state.live().map(|(node, _)| node).collect();
        let question = Question { collect: true, only_graph: true, asynchronous: true, ..Question::default() };
        let mut errors = state.broken.clone();
        match plan(&state, &all, &question) {
            Ok(plan) => errors.extend(plan.errors),
            Err(error) => errors.push(error),
        }
        Failures::none_of(errors)
    }
}
