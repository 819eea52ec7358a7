//! The end of a host.

use super::gate::{Alone, Closed};
use super::state::NodeId;
use super::unload::unload;
use super::{Host, Owner, Shared};
use crate::plugin::error::{Error, Failures};
use crate::plugin::sync::thread;
use crate::plugin::task::block_on;
use std::sync::Arc;

impl Host {
    /// Unloads everything, the last loaded first. A plugin that cannot be unloaded stays loaded with all that it requires, and does not stop
    /// the rest. The host can be used after that.
    ///
    /// It also happens when the last clone of the host is dropped; then only subscribers hear of errors.
    ///
    /// # Errors
    /// Every [`Error::Failed`]; [`Error::Inside`] in code of a plugin.
    pub fn shutdown(&self) -> Result<(), Failures> {
        block_on(self.shutdown_async())
    }

    /// The same for code that is `async`.
    ///
    /// # Errors
    /// Those of [`shutdown`](Self::shutdown).
    pub async fn shutdown_async(&self) -> Result<(), Failures> {
        self.shared.outside(|| "shut down".into()).map_err(|error| Failures(vec![error]))?;
        Failures::none_of(self.shared.shutdown().await)
    }
}

impl Shared {
    async fn shutdown(self: &Arc<Self>) -> Vec<Error> {
        let alone = Alone::enter(self).await;
        // whoever asks for something meanwhile, through a `Lazy` in another thread, may be waited for by what is unloaded
        let is_closed = self.lock().is_closed();
        let _closed = (!is_closed).then(|| Closed::begin(self));
        let all: Vec<NodeId> = (0..self.lock().nodes.len()).collect();
        let order = self.lock().with_dependents(&all);
        let mut errors = Vec::new();
        for node in order {
            let is_required = self.lock().dependents(node).next().is_some();
            if is_required {
                continue;
            }
            if let Err(error) = unload(self, node).await {
                errors.push(error);
            }
        }
        drop(alone);
        errors
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        let shared = Arc::clone(&self.0);
        Closed::begin(&shared).forever();
        if shared.current().is_none() {
            block_on(shared.shutdown());
            return;
        }
        // code of a plugin had the last clone: this has to wait until that has returned
        thread::spawn(move || block_on(shared.shutdown()));
    }
}
