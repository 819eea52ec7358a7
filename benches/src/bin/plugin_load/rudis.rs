//! `rudi`: singletons with names, made when they are asked for, or all at once.
//!
//! Singletons with types of their own would be found by the same hash map of name and type, but 10,000 of them take the compiler too long.

use crate::Container;
use crate::graph::{Graph, current, made_of, name};
use rudi::{Context, DynProvider, Module, ResolveModule, singleton};
use std::cell::RefCell;

thread_local! {
    /// The order of registration: a module is a type, which has no other way to know it.
    static ORDER: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

pub(crate) fn lazily(_: &'static Graph, order: &[usize]) -> Box<dyn Container> {
    Box::new(Rudi { context: context::<Components>(order, false), eager: false })
}

pub(crate) fn eagerly(_: &'static Graph, order: &[usize]) -> Box<dyn Container> {
    Box::new(Rudi { context: context::<Components>(order, true), eager: true })
}

/// `Context::create` in two steps, of which `flush`, which makes what is eager, is the second.
fn context<M: Module + 'static>(order: &[usize], eager: bool) -> Context {
    ORDER.with_borrow_mut(|known| order.clone_into(known));
    let mut context = Context::options().eager_create(eager).create(Vec::new());
    context.load_modules(vec![ResolveModule::new::<M>()]);
    context
}

fn providers(provider: impl Fn(usize) -> DynProvider) -> Vec<DynProvider> {
    ORDER.with_borrow(|order| order.iter().map(|place| provider(*place)).collect())
}

struct Rudi {
    context: Context,
    eager: bool,
}

struct Components;

impl Module for Components {
    fn providers() -> Vec<DynProvider> {
        let graph = current();
        providers(|place| {
            let requires = graph.requires[place].places();
            let constructor = move |context: &mut Context| {
                let values = requires.iter().map(|place| context.resolve_with_name::<u32>(name(*place)));
                made_of(values.fold(0, u32::wrapping_add))
            };
            singleton(constructor).name(name(place)).into()
        })
    }
}

impl Container for Rudi {
    fn load(&mut self, graph: &Graph) {
        self.context.flush();
        if !self.eager {
            for &place in &graph.wanted {
                self.context.resolve_with_name::<u32>(name(place));
            }
        }
    }

    fn value(&mut self, place: usize) -> u32 {
        *self.context.get_single_with_name::<u32>(name(place))
    }
}
