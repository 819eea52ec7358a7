//! A host with plugins that do what a script says, and write down what they do.

use super::operations::{Arguments, Dynamic, Given, Group, How, Moment, Name, Need, Plugin, is_group, names};
use super::outcome::{self, Scripted};
use registry_core::BoxError;
use registry_core::plugin::{
    Args, Dep, Error, Host, Inputs, Instance, LoadContext, LoadOptions, Members, NewPlugin, Value,
};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What a plugin's code has done, with the number of the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Load(Name, usize),
    Check(Name, usize),
    Unload(Name, usize),
    Drop(Name, usize),
}

/// What a plugin got for a requirement, by the numbers of the instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Got {
    FromHost(Vec<usize>),
    Supplied(Vec<usize>),
    Nothing,
}

/// The instance of every plugin.
pub(crate) struct Thing {
    pub(crate) name: Name,
    pub(crate) serial: usize,
    /// Which implementation made it.
    pub(crate) version: usize,
    pub(crate) arguments: [Option<u8>; 2],
    pub(crate) got: Vec<(Name, Got)>,
    script: Option<Arc<Script>>,
}

#[derive(Default)]
pub(crate) struct Script {
    pub(crate) fails: Mutex<BTreeMap<(Name, Moment), How>>,
    pub(crate) dynamics: Mutex<BTreeMap<Name, Vec<Dynamic>>>,
    pub(crate) log: Mutex<Vec<Entry>>,
    serials: AtomicUsize,
}

impl Script {
    fn write(&self, entry: Entry) {
        self.log.lock().unwrap().push(entry);
    }

    /// Fails if it is told to. The panic does not call the hook: nobody wants to read thousands of them.
    fn play(&self, name: Name, moment: Moment) -> Result<(), BoxError> {
        let fails = self.fails.lock().unwrap().remove(&(name, moment));
        match fails {
            None => Ok(()),
            Some(How::Error) => Err(Scripted.into()),
            Some(How::Panic) => resume_unwind(Box::new("as it was told")),
        }
    }
}

impl Drop for Thing {
    fn drop(&mut self) {
        if let Some(script) = &self.script {
            script.write(Entry::Drop(self.name, self.serial));
            // it has no way to fail but to panic
            let fails = script.fails.lock().unwrap().remove(&(self.name, Moment::Drop));
            if fails.is_some() {
                resume_unwind(Box::new("as it was told"));
            }
        }
    }
}

pub(crate) struct Machine {
    pub(crate) host: Host,
    pub(crate) script: Arc<Script>,
    supplied: Vec<Instance>,
    /// Arguments are given in one order and then in the other: that makes no difference.
    reverses: Cell<bool>,
}

impl Machine {
    pub(crate) fn new() -> Self {
        let thing =
            |serial| Thing { name: "", serial, version: 0, arguments: [None; 2], got: Vec::new(), script: None };
        let supplied = (0..3).map(|serial| Instance::new(Arc::new(thing(1_000_000 + serial)))).collect();
        Self { host: Host::empty(), script: Arc::default(), supplied, reverses: Cell::new(false) }
    }

    pub(crate) fn args(&self, args: &Arguments) -> Args {
        self.reverses.set(!self.reverses.get());
        if self.reverses.get() {
            to_args(args.iter().rev(), &self.supplied)
        } else {
            to_args(args.iter(), &self.supplied)
        }
    }

    pub(crate) fn options(&self, args: Option<&Arguments>) -> LoadOptions {
        match args {
            Some(args) => LoadOptions::new().args(self.args(args)),
            None => LoadOptions::new(),
        }
    }

    pub(crate) fn plugin(&self, name: Name, plugin: &Plugin, version: usize) -> NewPlugin<Thing> {
        let load = self.load(name, plugin.clone(), version);
        let (checking, unloading) = (Arc::clone(&self.script), Arc::clone(&self.script));
        let mut new = NewPlugin::new(name, load)
            .check(move |thing: &Thing| {
                checking.write(Entry::Check(name, thing.serial));
                checking.play(name, Moment::Check)
            })
            .unload(move |thing: &Thing| {
                unloading.write(Entry::Unload(name, thing.serial));
                unloading.play(name, Moment::Unload)
            });
        for (target, need) in &plugin.requires {
            new = match need {
                Need::One if is_group(target) => new.requires::<Members>(*target),
                Need::One => new.requires::<Thing>(*target),
                Need::Optional if is_group(target) => new.requires_optionally::<Members>(*target),
                Need::Optional => new.requires_optionally::<Thing>(*target),
                Need::All => new.requires_all::<Thing>(*target),
            };
        }
        new = match plugin.argument {
            None => new,
            Some(true) => new.argument::<u32>("x").optional_argument::<u32>("y"),
            Some(false) => new.optional_argument::<u32>("x").optional_argument::<u32>("y"),
        };
        plugin.groups.iter().fold(new, |new, group| new.in_group(*group))
    }

    fn load(
        &self,
        name: Name,
        plugin: Plugin,
        version: usize,
    ) -> impl Fn(&Inputs) -> Result<Thing, BoxError> + Send + Sync + use<> {
        let (script, supplied) = (Arc::clone(&self.script), self.supplied.clone());
        move |inputs| {
            let serial = script.serials.fetch_add(1, Ordering::Relaxed) + 1;
            script.write(Entry::Load(name, serial));
            let arguments = ["x", "y"].map(|name| match inputs.value(name) {
                Some(Value::Integer(number)) => u8::try_from(*number).ok(),
                _ => None,
            });
            let mut got = Vec::new();
            for (target, need) in &plugin.requires {
                got.push((*target, serials(inputs, target, *need)?));
            }
            let dynamics = script.dynamics.lock().unwrap().get(name).cloned().unwrap_or_default();
            for dynamic in &dynamics {
                match ask(&inputs.context(), dynamic, &supplied) {
                    Ok(serials) => got.push((dynamic.target, Got::FromHost(serials))),
                    Err(_) if dynamic.tolerant => {}
                    Err(error) => {
                        // what was to fail has failed
                        script.fails.lock().unwrap().remove(&(name, Moment::Load));
                        return Err(error.into());
                    }
                }
            }
            script.play(name, Moment::Load)?;
            Ok(Thing { name, serial, version, arguments, got, script: Some(Arc::clone(&script)) })
        }
    }

    pub(crate) fn group(name: Name, group: &Group) -> registry_core::plugin::Group {
        let mut new = registry_core::plugin::Group::new(name);
        new = group.members.iter().fold(new, |new, member| new.member(*member));
        new = group.requires.iter().fold(new, |new, required| new.requires(*required));
        new = group.groups.iter().fold(new, |new, group| new.in_group(group));
        match group.wrapped {
            None => new,
            Some(beside) => new.wrap(move |load| {
                if let Some(beside) = beside {
                    load.context().load_with(beside, LoadOptions::new())?;
                }
                load.load()?;
                Ok(())
            }),
        }
    }

    /// What is loaded now, and that all of it got what is loaded now.
    pub(crate) fn loaded(&self) -> BTreeMap<Name, Vec<usize>> {
        let mut loaded = BTreeMap::new();
        let mut things: Vec<Arc<Thing>> = Vec::new();
        for name in names().filter(|name| self.host.is_loaded(name)) {
            let serials = if is_group(name) {
                let members = self.host.get::<Members>(name).unwrap().unwrap();
                things.extend(members.all::<Thing>().unwrap());
                serials_of(&members)
            } else {
                let thing = self.host.get::<Thing>(name).unwrap().unwrap();
                assert_eq!(thing.name, name);
                things.push(thing);
                vec![things.last().unwrap().serial]
            };
            loaded.insert(name, serials);
        }
        for thing in &things {
            assert_eq!(loaded.get(thing.name), Some(&vec![thing.serial]), "{} is held, but not loaded", thing.name);
            for (required, got) in &thing.got {
                let Got::FromHost(serials) = got else { continue };
                // a group that nobody had made
                if !serials.is_empty() {
                    assert_eq!(loaded.get(required), Some(serials), "what {} got of {required}", thing.name);
                }
            }
        }
        loaded
    }

    pub(crate) fn thing(&self, name: Name) -> Arc<Thing> {
        self.host.get::<Thing>(name).unwrap().unwrap()
    }
}

fn to_args<'a>(args: impl Iterator<Item = (&'a Name, &'a Given)>, supplied: &[Instance]) -> Args {
    args.fold(Args::new(), |args, (name, given)| {
        let value = match given {
            Given::Number(number) => Value::Integer(i128::from(*number)),
            Given::Supplied(thing) => Value::Instance(supplied[*thing].clone()),
        };
        args.with(*name, value)
    })
}

fn serials_of(members: &Members) -> Vec<usize> {
    members.all::<Thing>().unwrap().iter().map(|thing| thing.serial).collect()
}

/// What the plugin got for a requirement. Things that were supplied have high numbers.
fn serials(inputs: &Inputs, target: Name, need: Need) -> Result<Got, BoxError> {
    let one = |thing: Dep<Thing>| vec![thing.serial];
    let all = |members: Dep<Members>| serials_of(&members);
    let serials = match need {
        Need::One if is_group(target) => inputs.dep(target).map(all)?,
        Need::One => inputs.dep(target).map(one)?,
        Need::Optional => {
            let got = match is_group(target) {
                true => inputs.optional(target)?.map(all),
                false => inputs.optional(target)?.map(one),
            };
            match got {
                Some(got) => got,
                None => return Ok(Got::Nothing),
            }
        }
        Need::All => inputs.all::<Thing>(target)?.iter().map(|thing| thing.serial).collect(),
    };
    let is_supplied = serials.iter().any(|serial| *serial >= 1_000_000);
    Ok(if is_supplied { Got::Supplied(serials) } else { Got::FromHost(serials) })
}

fn ask(context: &LoadContext, dynamic: &Dynamic, supplied: &[Instance]) -> Result<Vec<usize>, Error> {
    let options = match &dynamic.args {
        Some(args) => LoadOptions::new().args(to_args(args.iter(), supplied)),
        None => LoadOptions::new(),
    };
    let instance = if dynamic.through_host {
        let host = context.weak_host().upgrade().expect("the host is used");
        host.load_with(dynamic.target, options)?
    } else {
        context.load_with(dynamic.target, options)?
    };
    match instance.downcast::<Members>() {
        Ok(members) => Ok(serials_of(&members)),
        Err(_) => Ok(vec![instance.downcast::<Thing>()?.serial]),
    }
}

impl Machine {
    pub(crate) fn set_dynamics(&self, name: Name, dynamics: &[Dynamic]) {
        self.script.dynamics.lock().unwrap().insert(name, dynamics.to_vec());
    }

    pub(crate) fn take_log(&self) -> Vec<Entry> {
        std::mem::take(&mut self.script.log.lock().unwrap())
    }

    /// Gives what `Host::unload` says; other operations give `false`.
    pub(crate) fn done(result: Result<(), impl Into<outcome::Given>>) -> Result<bool, outcome::Given> {
        result.map(|()| false).map_err(Into::into)
    }
}
