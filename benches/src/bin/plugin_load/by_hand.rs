//! The least that finds singletons by name and makes each after what it requires.
//!
//! It shows how much of the time is there to be saved. It checks nothing, knows no errors, and can do nothing with what it has made.

use crate::Container;
use crate::graph::{Graph, made_of, name};
use std::collections::HashMap;
use std::sync::Arc;

type Constructor = Box<dyn Fn(&[Arc<u32>]) -> Arc<u32>>;

struct Definition {
    requires: Vec<&'static str>,
    constructor: Constructor,
    instance: Option<Arc<u32>>,
}

#[derive(Default)]
struct ByHand {
    definitions: Vec<Definition>,
    places: HashMap<&'static str, usize>,
}

pub(crate) fn build(graph: &'static Graph, order: &[usize]) -> Box<dyn Container> {
    let mut this = ByHand::default();
    for &place in order {
        let constructor =
            |values: &[Arc<u32>]| Arc::new(made_of(values.iter().fold(0, |sum: u32, value| sum.wrapping_add(**value))));
        this.places.insert(name(place), this.definitions.len());
        this.definitions.push(Definition {
            requires: graph.requires[place].places().iter().map(|place| name(*place)).collect(),
            constructor: Box::new(constructor),
            instance: None,
        });
    }
    Box::new(this)
}

impl ByHand {
    fn make(&mut self, place: usize) -> Arc<u32> {
        if let Some(instance) = &self.definitions[place].instance {
            return Arc::clone(instance);
        }
        let values: Vec<Arc<u32>> = (0..self.definitions[place].requires.len())
            .map(|number| self.make(self.places[self.definitions[place].requires[number]]))
            .collect();
        let instance = (self.definitions[place].constructor)(&values);
        self.definitions[place].instance = Some(Arc::clone(&instance));
        instance
    }
}

impl Container for ByHand {
    fn load(&mut self, graph: &Graph) {
        for &place in &graph.wanted {
            self.make(self.places[name(place)]);
        }
    }

    fn value(&mut self, place: usize) -> u32 {
        *self.make(self.places[name(place)])
    }
}
