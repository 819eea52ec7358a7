//! Which plugins are enabled.

use super::Host;
use super::gate::Alone;
use super::state::{Node, NodeId, State};
use crate::glob::Glob;
use crate::plugin::error::Error;
use crate::plugin::task::block_on;

/// Something that was said about some plugins.
pub(super) struct Rule {
    pattern: String,
    enable: bool,
}

impl Host {
    /// Enables the plugins whose name or alias matches: `*` stands for any text, `?` for one character. The last word counts, also for
    /// plugins that are added later. Gives how many plugins match now.
    ///
    /// ```
    /// use registry_core::plugin::{Host, plugin};
    ///
    /// #[plugin(name = "cache.memory")]
    /// fn memory() -> u32 {
    ///     0
    /// }
    ///
    /// #[plugin(name = "cache.disk")]
    /// fn disk() -> u32 {
    ///     0
    /// }
    ///
    /// let host = Host::new();
    /// host.disable("cache.*")?;
    /// host.enable("cache.memory")?;
    /// assert!(host.load(memory::handle()).is_ok());
    /// let error = host.load(disk::handle()).unwrap_err();
    /// assert_eq!(error.to_string(), r#"the plugin "cache.disk" is disabled; `enable` it first"#);
    /// # Ok::<(), registry_core::plugin::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NotFound`] if this is no pattern, and nothing has that name. [`Error::Inside`] in code of a plugin.
    pub fn enable(&self, pattern: &str) -> Result<usize, Error> {
        self.set_enabled(pattern, true)
    }

    /// Disables the plugins whose name or alias matches, as [`enable`](Self::enable) enables them. What requires a disabled plugin cannot
    /// be loaded; `Option<Dep<T>>` and groups do without.
    ///
    /// # Errors
    /// Those of [`enable`](Self::enable), and [`Error::IsLoaded`]; nothing is disabled then.
    pub fn disable(&self, pattern: &str) -> Result<usize, Error> {
        self.set_enabled(pattern, false)
    }

    /// Whether the plugin is there and enabled.
    #[must_use]
    pub fn is_enabled(&self, name: &str) -> bool {
        let state = self.lock();
        state.find(name).is_some_and(|node| state.nodes[node].enabled)
    }

    fn set_enabled(&self, pattern: &str, enable: bool) -> Result<usize, Error> {
        let verb = if enable { "enable" } else { "disable" };
        self.shared.outside(|| format!("{verb} \"{pattern}\""))?;
        let _alone = block_on(Alone::enter(&self.shared));
        self.lock().set_enabled(pattern, enable)
    }
}

impl State {
    fn set_enabled(&mut self, pattern: &str, enable: bool) -> Result<usize, Error> {
        let matching = self.matching(pattern)?;
        if !enable {
            for &node in &matching {
                self.expect_unloaded(node, "disable")?;
            }
        }
        self.add_rule(pattern, enable, &matching);
        Ok(matching.len())
    }

    /// Says it about what matches now, and about what is added later.
    pub(super) fn add_rule(&mut self, pattern: &str, enable: bool, matching: &[NodeId]) {
        for &node in matching {
            self.nodes[node].enabled = enable;
        }
        self.rules.push(Rule { pattern: pattern.to_owned(), enable });
    }

    /// The nodes with a name or alias that matches, in the order in which they were added.
    ///
    /// # Errors
    /// [`Error::NotFound`], if this is no pattern, and nothing has that name.
    pub(super) fn matching(&self, pattern: &str) -> Result<Vec<NodeId>, Error> {
        if !is_pattern(pattern) {
            return Ok(vec![self.require(pattern)?]);
        }
        let glob = Glob::new(pattern);
        let names = self.names.iter().filter(|(name, _)| glob.matches(name));
        let mut matching: Vec<NodeId> = names.map(|(_, node)| *node).collect();
        matching.sort_unstable();
        matching.dedup();
        Ok(matching)
    }

    /// What was said about a plugin before it was added.
    pub(super) fn is_enabled_by_rules(&self, node: &Node) -> bool {
        let names = node.own_names();
        let applies = |rule: &&Rule| {
            let glob = Glob::new(&rule.pattern);
            names.iter().any(|name| glob.matches(name))
        };
        self.rules.iter().rev().find(applies).is_none_or(|rule| rule.enable)
    }
}

fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}
