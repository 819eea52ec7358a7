//! What values are read for: to be used, or to find everything that is wrong with them.

use super::fault::{Cause, Fault};
use super::node::Node;
use super::path::{Path, join, parent};
use super::problem::Problem;
use super::sharing::Scope;
use super::value::{Place, Value};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

/// What all values of one reading have in common.
#[derive(Clone)]
pub(super) struct Context {
    /// The components that the document shares, if it does.
    pub(super) scope: Option<Arc<Scope>>,
    /// Whether everything that is wrong is to be found.
    pub(super) check: Option<Rc<RefCell<Check>>>,
}

/// What has been found, and how to read on over it.
///
/// A type stops at the first value it does not like. To find the next one, it is read again, with something else in the
/// place of what was wrong.
#[derive(Default)]
pub(super) struct Check {
    problems: Vec<Problem>,
    repairs: HashMap<String, Repair>,
    /// The missing fields that each table is to have.
    added: HashMap<String, Vec<&'static str>>,
    /// What has been checked to the end, and need not be again.
    finished: HashSet<String>,
    /// The shared components that are being checked, each for the one before it.
    entered: Vec<String>,
}

/// What is done about a value that was wrong. Repairs are only ever added, so a check comes to an end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Repair {
    /// Any value will do.
    pub(super) anything: bool,
    /// The field is not there.
    pub(super) removed: bool,
    /// The field comes after all others, because reading ends there; an item of a list is left out.
    pub(super) last: bool,
}

const ANYTHING: Repair = Repair { anything: true, removed: false, last: false };
const REMOVED: Repair = Repair { anything: false, removed: true, last: false };
const LAST: Repair = Repair { anything: false, removed: false, last: true };

impl Repair {
    fn and(self, other: Self) -> Self {
        Self {
            anything: self.anything || other.anything,
            removed: self.removed || other.removed,
            last: self.last || other.last,
        }
    }
}

impl Context {
    /// To use the values.
    #[inline]
    pub(super) fn of_use(scope: Option<Arc<Scope>>) -> Self {
        Self { scope, check: None }
    }

    /// To find what is wrong.
    pub(super) fn of_check(scope: Option<Arc<Scope>>) -> Self {
        Self { scope, check: Some(Rc::default()) }
    }

    #[inline]
    pub(super) fn is_check(&self) -> bool {
        self.check.is_some()
    }

    pub(super) fn report(&self, path: String, place: Option<&Place>, message: impl Into<String>) {
        if let Some(check) = &self.check {
            check.borrow_mut().report(path, place, message.into());
        }
    }

    /// Reports `fault` in a check, to read on; otherwise it is an error.
    pub(super) fn judge(&self, fault: Fault) -> Result<(), Fault> {
        if !self.is_check() {
            return Err(fault);
        }
        self.report(fault.path().to_owned(), fault.place(), fault.message());
        Ok(())
    }

    /// In a check, that what stands at `path` is not built: reading ends there.
    pub(super) fn may_build(&self, path: String) -> Result<(), Fault> {
        if self.is_check() { Err(Fault::unfinished().at(|| path, None)) } else { Ok(()) }
    }

    /// Whether this is the first time that `config` is checked, and this is a check.
    pub(super) fn begin(&self, config: &str) -> bool {
        self.check.as_ref().is_some_and(|check| check.borrow_mut().finished.insert(config.to_owned()))
    }

    #[inline]
    pub(super) fn repair_of(&self, path: impl FnOnce() -> String) -> Repair {
        // outside of a check, this is asked of every value
        self.check.as_ref().map_or_else(Repair::default, |check| repair_in(check, path))
    }

    pub(super) fn added_to(&self, path: impl FnOnce() -> String) -> Vec<&'static str> {
        let Some(check) = &self.check else { return Vec::new() };
        let check = check.borrow();
        if check.added.is_empty() { Vec::new() } else { check.added.get(&path()).cloned().unwrap_or_default() }
    }

    /// Reads `value` until everything that is wrong with it is reported. What was read, unless that needs what is only built
    /// outside of a check.
    pub(super) fn check<T>(
        &self,
        value: &Value,
        path: &str,
        read: impl Fn(Node<'_, '_>) -> Result<T, Fault>,
    ) -> Option<T> {
        loop {
            let fault = match read(Node::new(value, &Path::Root(path), self)) {
                Ok(read) => return Some(read),
                Err(fault) => fault.at(|| path.to_owned(), value.place()),
            };
            let goes_on = self.check.as_ref().is_some_and(|check| check.borrow_mut().repair(&fault, path));
            if !goes_on {
                return None;
            }
        }
    }

    /// Checks the shared component `name`, of which there is one for each type, unless that is going on: then, who needs whom.
    pub(super) fn enter(&self, name: &str) -> Result<(), Vec<String>> {
        let Some(check) = &self.check else { return Ok(()) };
        let mut check = check.borrow_mut();
        if let Some(start) = check.entered.iter().position(|entered| entered == name) {
            let mut cycle = check.entered[start..].to_vec();
            cycle.push(name.to_owned());
            return Err(cycle);
        }
        check.entered.push(name.to_owned());
        Ok(())
    }

    pub(super) fn leave(&self) {
        if let Some(check) = &self.check {
            check.borrow_mut().entered.pop();
        }
    }

    pub(super) fn take_problems(&self) -> Vec<Problem> {
        self.check.as_ref().map(|check| std::mem::take(&mut check.borrow_mut().problems)).unwrap_or_default()
    }
}

#[cold]
fn repair_in(check: &RefCell<Check>, path: impl FnOnce() -> String) -> Repair {
    let check = check.borrow();
    if check.repairs.is_empty() { Repair::default() } else { check.repairs.get(&path()).copied().unwrap_or_default() }
}

impl Check {
    fn report(&mut self, path: String, place: Option<&Place>, message: String) {
        let problem = Problem { place: place.cloned(), path, message };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Reports `fault` and makes the next reading go on behind it. False if there is nothing more to find below `root`.
    pub(super) fn repair(&mut self, fault: &Fault, root: &str) -> bool {
        let path = fault.path();
        if let Some(refused) = self.stand_in(path, root) {
            // what is put there will not do either
            return self.postpone(&refused, root);
        }
        if self.leaves_out_items_of(path) {
            // what a list says with items left out need not be so with all of them
            return self.postpone(path, root);
        }
        match fault.cause() {
            Cause::Unfinished => self.postpone(path, root),
            Cause::MissingField(field) => {
                let field_path = join(path, field);
                self.report(field_path.clone(), fault.place(), fault.message().to_owned());
                if !self.add(&field_path, ANYTHING) {
                    return self.postpone(path, root);
                }
                self.added.entry(path.to_owned()).or_default().push(field);
                true
            }
            Cause::UnknownField => self.report_and_add(fault, REMOVED) || self.postpone(path, root),
            Cause::Other => self.report_and_add(fault, ANYTHING) || self.postpone(path, root),
        }
    }

    fn leaves_out_items_of(&self, list: &str) -> bool {
        let is_item = |path: &str| path.ends_with(']') && parent(path) == Some(list);
        self.repairs.iter().any(|(path, repair)| repair.last && is_item(path))
    }

    fn report_and_add(&mut self, fault: &Fault, repair: Repair) -> bool {
        self.report(fault.path().to_owned(), fault.place(), fault.message().to_owned());
        self.add(fault.path(), repair)
    }

    /// Whether that is news.
    fn add(&mut self, path: &str, repair: Repair) -> bool {
        let present = self.repairs.entry(path.to_owned()).or_default();
        let both = present.and(repair);
        std::mem::replace(present, both) != both
    }

    /// Reads what stands beside `path` before it; and what stands beside that, once nothing is left.
    fn postpone(&mut self, path: &str, root: &str) -> bool {
        let mut path = path;
        while path != root {
            if self.add(path, LAST) {
                return true;
            }
            let Some(around) = parent(path) else { return false };
            path = around;
        }
        false
    }

    /// `path`, or what is around it, if anything has been put there.
    fn stand_in(&self, path: &str, root: &str) -> Option<String> {
        let mut path = path;
        loop {
            if self.repairs.get(path).is_some_and(|repair| repair.anything) {
                return Some(path.to_owned());
            }
            if path == root {
                return None;
            }
            path = parent(path)?;
        }
    }
}
