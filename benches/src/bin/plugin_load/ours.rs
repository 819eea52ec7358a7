//! `registry_core::plugin::Host`, with plugins that are made at run time.

use crate::Container;
use crate::graph::{Graph, PARTS, Requires, made_of, name};
use registry_core::plugin::{Host, NewPlugin};

struct Ours(Host);

pub(crate) fn build(graph: &'static Graph, order: &[usize]) -> Box<dyn Container> {
    let host = Host::empty();
    let parts = graph.parts();
    for &place in order {
        let mut plugin = plugin(place, &graph.requires[place]);
        if parts[place] {
            plugin = plugin.in_group(PARTS);
        }
        host.add(plugin).expect("a name of its own");
    }
    Box::new(Ours(host))
}

fn plugin(place: usize, requires: &'static Requires) -> NewPlugin<u32> {
    match requires {
        Requires::Each(places) => {
            let plugin = NewPlugin::new(name(place), move |inputs| {
                let mut sum = 0_u32;
                for &place in places {
                    sum = sum.wrapping_add(*inputs.dep::<u32>(name(place))?);
                }
                Ok(made_of(sum))
            });
            places.iter().fold(plugin, |plugin, place| plugin.requires::<u32>(name(*place)))
        }
        Requires::All(_) => {
            let plugin = NewPlugin::new(name(place), |inputs| {
                let parts = inputs.all::<u32>(PARTS)?;
                Ok(made_of(parts.iter().fold(0, |sum, part| sum.wrapping_add(**part))))
            });
            plugin.requires_all::<u32>(PARTS)
        }
    }
}

impl Container for Ours {
    fn load(&mut self, _: &Graph) {
        self.0.load_all().expect("nothing fails");
    }

    fn value(&mut self, place: usize) -> u32 {
        *self.0.get::<u32>(name(place)).expect("it was added").expect("it is loaded")
    }
}
