//! `springtime-di`: components that are registered by hand, where its derive macro would have a static do it.
//!
//! A component is a type, and its constructor a plain function, so there is no way without 10,000 types. To spare the compiler, the types
//! are only what components are registered as; all instances are `Value`s, and the typed methods are written out here for that.

use crate::Container;
use crate::graph::{Graph, current, made_of, name};
use crate::types::{Node, for_each_node};
use springtime_di::component_registry::conditional::SimpleContextFactory;
use springtime_di::component_registry::{
    ComponentDefinitionRegistry, ComponentMetadata, Constructor, StaticComponentDefinitionRegistry,
};
use springtime_di::factory::{ComponentFactory, ComponentFactoryBuilder};
use springtime_di::instance_provider::{
    ComponentInstanceAnyPtr, ComponentInstanceProvider, ComponentInstanceProviderError, ComponentInstancePtr,
};
use springtime_di::scope::SINGLETON;
use std::any::{Any, TypeId, type_name};
use std::sync::LazyLock;

type Constructed = Result<ComponentInstanceAnyPtr, ComponentInstanceProviderError>;

/// What is known of a type.
struct Entry {
    type_id: TypeId,
    type_name: &'static str,
    constructor: Constructor,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(entries);

for_each_node!(entries: Entry from entry);

#[inline(never)]
fn entry<const A: u8, const B: u8, const C: u8, const D: u8>() -> Entry {
    Entry {
        type_id: TypeId::of::<Node<A, B, C, D>>(),
        type_name: type_name::<Node<A, B, C, D>>(),
        constructor: |provider| construct(Node::<A, B, C, D>::PLACE, provider),
    }
}

/// An instance.
struct Value(u32);

#[inline(never)]
fn construct(place: usize, provider: &mut dyn ComponentInstanceProvider) -> Constructed {
    let mut sum = 0_u32;
    for &place in current().requires[place].places() {
        sum = sum.wrapping_add(resolve(place, provider)?.0);
    }
    Ok(ComponentInstancePtr::new(Value(made_of(sum))))
}

/// What `#[derive(Component)]` writes.
fn cast(instance: ComponentInstanceAnyPtr) -> Result<Box<dyn Any>, ComponentInstanceAnyPtr> {
    instance.downcast::<Value>().map(|instance| Box::new(instance) as Box<dyn Any>)
}

/// What `primary_instance_typed` does.
fn resolve(
    place: usize,
    provider: &mut dyn ComponentInstanceProvider,
) -> Result<ComponentInstancePtr<Value>, ComponentInstanceProviderError> {
    let Entry { type_id, type_name, .. } = ENTRIES[place];
    let (instance, cast) = provider.primary_instance(type_id)?;
    let instance = cast(instance).ok().and_then(|instance| instance.downcast().ok());
    let instance = instance.map(|instance: Box<ComponentInstancePtr<Value>>| (*instance).clone());
    instance.ok_or_else(|| ComponentInstanceProviderError::IncompatibleComponent {
        type_id,
        type_name: type_name.to_owned(),
    })
}

struct Springtime(ComponentFactory);

pub(crate) fn build(_: &'static Graph, order: &[usize]) -> Box<dyn Container> {
    let mut registry =
        StaticComponentDefinitionRegistry::new(false, &SimpleContextFactory).expect("nothing registers itself");
    for &place in order {
        let Entry { type_id, type_name, constructor } = ENTRIES[place];
        let metadata = ComponentMetadata {
            names: [name(place).to_owned()].into_iter().collect(),
            scope: SINGLETON.to_owned(),
            constructor,
            cast,
        };
        registry.register_component(type_id, type_name, &metadata).expect("a type of its own");
    }
    let builder = ComponentFactoryBuilder::new().expect("nothing registers itself");
    Box::new(Springtime(builder.with_definition_registry(Box::new(registry)).build()))
}

impl Container for Springtime {
    fn load(&mut self, graph: &Graph) {
        for &place in &graph.wanted {
            resolve(place, &mut self.0).expect("nothing fails");
        }
    }

    fn value(&mut self, place: usize) -> u32 {
        resolve(place, &mut self.0).expect("it was made").0
    }
}
