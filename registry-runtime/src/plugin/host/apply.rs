//! What config says, done as a whole or not at all.

use super::Host;
use super::arguments;
use super::gate::Alone;
use super::state::{NodeId, State};
use crate::plugin::args::Args;
use crate::plugin::error::{Error, Failures};
use crate::plugin::host_config::{HostConfig, Spot};
use crate::plugin::task::block_on;
use hashbrown::HashSet;
use std::sync::Arc;

impl Host {
    /// Does what config says: [`disable`](Self::disable), then [`enable`](Self::enable), then [`configure`](Self::configure). What is loaded
    /// stays as it is until its next load. See [`HostConfig`].
    ///
    /// # Errors
    /// Everything that is wrong: [`Error::NotFound`], [`Error::Argument`], [`Error::Group`], and [`Error::IsLoaded`] for what would be
    /// disabled; inside of [`Error::Config`] if the config was read from a document. Nothing is changed then. [`Error::Inside`] in code of a
    /// plugin.
    pub fn apply(&self, config: &HostConfig) -> Result<(), Failures> {
        self.shared.outside(|| "apply config".to_owned()).map_err(|error| Failures(vec![error]))?;
        let _alone = block_on(Alone::enter(&self.shared));
        let mut state = self.lock();
        let changes = Changes::of(&state, config)?;
        state.change(changes);
        Ok(())
    }
}

/// What is to be done, all of which can be.
#[derive(Default)]
struct Changes<'a> {
    /// What each pattern matches, and whether that is enabled.
    rules: Vec<(&'a str, bool, Vec<NodeId>)>,
    args: Vec<(NodeId, Args)>,
}

struct Check<'s, 'a> {
    state: &'s State,
    config: &'a HostConfig,
    changes: Changes<'a>,
    errors: Vec<Error>,
}

impl<'a> Changes<'a> {
    fn of(state: &State, config: &'a HostConfig) -> Result<Self, Failures> {
        let mut check = Check { state, config, changes: Self::default(), errors: Vec::new() };
        check.rules();
        check.args();
        Failures::none_of(check.errors)?;
        Ok(check.changes)
    }
}

impl<'a> Check<'_, 'a> {
    fn fault(&mut self, error: Error, spot: &Spot) {
        self.errors.push(match self.config.place(spot) {
            Some(place) => Error::Config { place: place.clone(), error: Box::new(error) },
            None => error,
        });
    }

    fn rules(&mut self) {
        let config = self.config;
        for pattern in &config.disable {
            self.rule(pattern, false, Spot::Disable);
        }
        for pattern in &config.enable {
            self.rule(pattern, true, Spot::Enable);
        }
        let enabled = self.changes.rules.iter().filter(|(_, enable, _)| *enable);
        let mut settled: HashSet<NodeId> = enabled.flat_map(|(.., matching)| matching).copied().collect();
        let mut loaded = Vec::new();
        for (pattern, _, matching) in self.changes.rules.iter().filter(|(_, enable, _)| !enable) {
            for &node in matching.iter().filter(|node| settled.insert(**node)) {
                loaded.extend(self.state.expect_unloaded(node, "disable").err().map(|error| (error, *pattern)));
            }
        }
        for (error, pattern) in loaded {
            self.fault(error, &Spot::Disable(pattern.to_owned()));
        }
    }

    fn rule(&mut self, pattern: &'a str, enable: bool, spot: fn(String) -> Spot) {
        match self.state.matching(pattern) {
            Ok(matching) => self.changes.rules.push((pattern, enable, matching)),
            Err(error) => self.fault(error, &spot(pattern.to_owned())),
        }
    }

    fn args(&mut self) {
        let config = self.config;
        for (plugin, args) in &config.plugins {
            let found = self.state.require(plugin).and_then(|node| Ok((node, self.state.configurable(node)?)));
            let (node, blueprint) = match found {
                Ok(found) => found,
                Err(error) => {
                    self.fault(error, &Spot::Plugin(plugin.clone()));
                    continue;
                }
            };
            let name = self.state.name(node);
            let spot = |argument: &str| Spot::Argument(plugin.clone(), argument.to_owned());
            for (argument, error) in arguments::faults(&name, blueprint, args) {
                self.fault(error, &spot(argument));
            }
            // it has been there under another of its names
            if let Some(index) = self.changes.args.iter().position(|(other, _)| *other == node) {
                let repeated: Vec<&str> = args.iter().map(|(argument, _)| argument).collect();
                for argument in repeated {
                    if self.changes.args[index].1.get(argument).is_some() {
                        self.fault(arguments::repeated(&name, argument), &spot(argument));
                    }
                }
                self.changes.args[index].1 = self.changes.args[index].1.overlaid(args);
            } else {
                self.changes.args.push((node, args.clone()));
            }
        }
    }
}

impl State {
    fn change(&mut self, changes: Changes<'_>) {
        for (pattern, enable, matching) in changes.rules {
            self.add_rule(pattern, enable, &matching);
        }
        for (node, args) in changes.args {
            self.nodes[node].configured = Arc::new(args);
        }
    }
}
