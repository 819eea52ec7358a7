//! Unloading, which nobody else does or loads beside.

use super::state::{NodeId, Status};
use super::{Attempt, Shared};
use crate::error::BoxError;
use crate::plugin::definition::Hook;
use crate::plugin::error::{Error, Failed, Phase};
use crate::plugin::event::Event;
use crate::plugin::instance::Instance;
use crate::plugin::task::{State, guarded};
use std::sync::Arc;
use std::time::Instant;

/// Unloads `node`, which nothing that is loaded requires.
///
/// # Errors
/// That of the plugin's own code. The plugin stays loaded then, unless it was the destructor of its instance.
pub(super) async fn unload(shared: &Arc<Shared>, node: NodeId) -> Result<(), Error> {
    let Some((attempt, hook, instance)) = begin(shared, node) else { return Ok(()) };
    let plugin = &attempt.plugin;
    shared.tell(&attempt, &Event::Unloading { plugin });
    let start = Instant::now();
    let unfinished = Unfinished { shared, node };
    let outcome = call_hook(shared, &attempt, hook.as_ref(), &instance).await;
    if let Err(source) = outcome {
        drop(unfinished);
        let error = Error::from(Failed::new(plugin, Phase::Unload, source));
        shared.tell(&attempt, &Event::Failed { plugin, error: &error, took: start.elapsed() });
        return Err(error);
    }
    let loaded = shared.lock().set_unloaded(node);
    drop(unfinished);
    let outcome = let_go(shared, &attempt, (instance, loaded)).await;
    let took = start.elapsed();
    shared.tell(&attempt, &Event::Unloaded { plugin, took });
    outcome.map_err(|source| {
        let error = Error::from(Failed::new(plugin, Phase::Drop, source));
        shared.tell(&attempt, &Event::Failed { plugin, error: &error, took });
        error
    })
}

fn begin(shared: &Arc<Shared>, node: NodeId) -> Option<(Attempt, Option<Hook>, Instance)> {
    let this = &mut shared.lock().nodes[node];
    this.loaded()?;
    let Status::Loaded(loaded) = std::mem::replace(&mut this.status, Status::Unloaded) else { return None };
    let attempt = Attempt { plugin: Arc::clone(&this.name), node, number: loaded.number };
    let instance = loaded.instance.clone();
    this.status = Status::Unloading(loaded);
    Some((attempt, this.unload_hook(), instance))
}

/// Makes the plugin loaded again if its own code failed, or is not waited for any more.
struct Unfinished<'a> {
    shared: &'a Shared,
    node: NodeId,
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        let this = &mut self.shared.lock().nodes[self.node];
        if let Status::Unloading(loaded) = std::mem::replace(&mut this.status, Status::Unloaded) {
            this.status = Status::Loaded(loaded);
        }
    }
}

/// Calls the plugin's own code for unloading.
///
/// # Errors
/// That of the plugin.
async fn call_hook(
    shared: &Shared,
    attempt: &Attempt,
    hook: Option<&Hook>,
    instance: &Instance,
) -> Result<(), BoxError> {
    match hook {
        Some(hook) => guarded(&shared.inside(State::Unloading, attempt), hook.call(instance)).await,
        None => Ok(()),
    }
}

/// Drops `what`, perhaps with the last reference to an instance.
///
/// # Errors
/// The panic of a destructor.
async fn let_go<T>(shared: &Shared, attempt: &Attempt, what: T) -> Result<(), BoxError> {
    guarded(&shared.inside(State::Unloading, attempt), async move {
        drop(what);
        Ok(())
    })
    .await
}

/// Unloads an instance that nobody will get. That it does not want to go is told to the subscribers alone: whoever asked for it gets the
/// error for which nobody gets it.
pub(super) async fn discard(shared: &Arc<Shared>, attempt: &Attempt, hook: Option<&Hook>, instance: Instance) {
    let start = Instant::now();
    let mut outcome = call_hook(shared, attempt, hook, &instance).await;
    let dropped = let_go(shared, attempt, instance).await;
    outcome = outcome.and(dropped);
    if let Err(source) = outcome {
        let plugin = &attempt.plugin;
        let error = Error::from(Failed::new(plugin, Phase::Discard, source));
        shared.tell(attempt, &Event::Failed { plugin, error: &error, took: start.elapsed() });
    }
}
