//! Unloading, as users see it.

use super::gate::Alone;
use super::state::{NodeId, State, What};
use super::unload::unload;
use super::{Host, Shared};
use crate::plugin::error::Error;
use crate::plugin::group::Members;
use crate::plugin::handle::Target;
use crate::plugin::task::block_on;
use hashbrown::HashSet;
use std::sync::Arc;

impl Host {
    /// Unloads a plugin, after everything that is loaded and requires it, directly or not, the last loaded first. Of a group, the members go
    /// too. Gives whether it was loaded.
    ///
    /// An `unload` that is an `async fn` is waited for, in this thread.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Inside`] in code of a plugin, and [`Error::Failed`] of the first plugin that could not be unloaded: it
    /// stays loaded, with all that it requires.
    pub fn unload(&self, plugin: impl Target) -> Result<bool, Error> {
        let node = self.unloadable(plugin.name())?;
        block_on(unload_all(&self.shared, node))
    }

    /// The same for code that is `async`. If the future is dropped, the plugin that is being unloaded counts as loaded.
    ///
    /// # Errors
    /// Those of [`unload`](Self::unload).
    pub async fn unload_async(&self, plugin: impl Target) -> Result<bool, Error> {
        let node = self.unloadable(plugin.name())?;
        drop(plugin);
        unload_all(&self.shared, node).await
    }

    fn unloadable(&self, plugin: &str) -> Result<NodeId, Error> {
        self.shared.outside(|| format!("unload \"{plugin}\""))?;
        self.lock().require(plugin)
    }
}

async fn unload_all(shared: &Arc<Shared>, node: NodeId) -> Result<bool, Error> {
    let _alone = Alone::enter(shared).await;
    let (was_loaded, order) = {
        let state = shared.lock();
        (state.nodes[node].is_loaded(), state.with_dependents(&state.with_members(node)))
    };
    for node in order {
        unload(shared, node).await?;
    }
    Ok(was_loaded)
}

impl State {
    /// The plugin, and if it is a group that is loaded its members, with theirs.
    pub(super) fn with_members(&self, node: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut rest = vec![node];
        while let Some(node) = rest.pop() {
            if !seen.insert(node) {
                continue;
            }
            found.push(node);
            let this = &self.nodes[node];
            // what it required beside them stays, and what was a member only after that is none yet
            let members = this.loaded().and_then(|loaded| loaded.instance.downcast::<Members>().ok());
            if let (What::Group(_), Some(members)) = (&this.what, members) {
                rest.extend(members.iter().filter_map(|(member, _)| self.find(member)));
            }
        }
        found
    }
}
