//! Constructing shared instances without the feature `std`: once each, and whoever comes meanwhile gets an error.
//!
//! Nothing here knows threads, so nobody can be made to wait, and a constructor that asks for its own instance looks like another
//! thread that does.

use super::shared::{Key, Shared};
use crate::error::Error;
use crate::once::OnceLock;
use alloc::boxed::Box;
use core::sync::atomic::{AtomicBool, Ordering};
use once_cell::race::OnceRef;

/// The shared instances of one registry, by the addresses of their entries: a list, to whose end anybody adds.
pub(crate) struct Instances<I: ?Sized + 'static>(OnceLock<Box<Node<I>>>);

struct Node<I: ?Sized + 'static> {
    address: usize,
    shared: OnceRef<'static, &'static I>,
    is_claimed: AtomicBool,
    rest: Instances<I>,
}

impl<I: ?Sized> Instances<I> {
    pub(crate) const fn new() -> Self {
        Self(OnceLock::new())
    }

    fn node(&self, address: usize) -> &Node<I> {
        let mut instances = self;
        loop {
            let node = instances.0.get_or_init(|| Box::new(Node::new(address)));
            if node.address == address {
                return node;
            }
            instances = &node.rest;
        }
    }
}

impl<I: ?Sized> Node<I> {
    fn new(address: usize) -> Self {
        Self { address, shared: OnceRef::new(), is_claimed: AtomicBool::new(false), rest: Instances::new() }
    }
}

/// The instance of the entry, which `construct` makes if there is none yet.
///
/// # Errors
/// Those of `construct`; the next call tries again. [`Error::Busy`] while it is being made.
pub(super) fn once<I: ?Sized>(
    key: Key,
    instances: &Instances<I>,
    construct: impl FnOnce() -> Result<Box<I>, Error>,
) -> Result<Shared<I>, Error> {
    let node = instances.node(key.address);
    let claim = Claim::of(&node.is_claimed);
    // after the claim, so that what another has made since is seen
    if let Some(shared) = node.shared.get() {
        return Ok(shared);
    }
    if claim.is_none() {
        return Err(Error::Busy { kind: key.kind, name: key.name });
    }
    let instance: &'static I = Box::leak(construct()?);
    Ok(node.shared.get_or_init(|| Box::leak(Box::new(instance))))
}

/// The right to construct an instance; given up also if that fails or panics.
struct Claim<'a>(&'a AtomicBool);

impl<'a> Claim<'a> {
    /// Nothing while another has it.
    fn of(is_claimed: &'a AtomicBool) -> Option<Self> {
        (!is_claimed.swap(true, Ordering::AcqRel)).then_some(Self(is_claimed))
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = Key { address: 1, kind: "numbers", name: "one" };

    fn number(instances: &Instances<u32>, address: usize, number: u32) -> u32 {
        **once(Key { address, ..KEY }, instances, || Ok(Box::new(number))).expect("it is free")
    }

    #[test]
    fn each_entry_has_an_instance_of_its_own_which_is_built_once() {
        let instances = Instances::new();
        assert_eq!([number(&instances, 1, 10), number(&instances, 2, 20), number(&instances, 3, 30)], [10, 20, 30]);
        assert_eq!([number(&instances, 3, 31), number(&instances, 1, 11), number(&instances, 2, 21)], [30, 10, 20]);
    }

    #[test]
    fn what_is_being_constructed_cannot_be_had() {
        let instances = Instances::new();
        let mut meanwhile = None;
        let shared = once(KEY, &instances, || {
            meanwhile = std::thread::scope(|scope| {
                scope.spawn(|| once(KEY, &instances, || Ok(Box::new(2))).err()).join().expect("it does not panic")
            });
            Ok(Box::new(1))
        });
        assert_eq!(
            meanwhile.expect("an error").to_string(),
            "numbers \"one\" is being constructed, by another thread or by what needs it here; without the feature `std` of \
             `registry-core` nobody waits for it: ask again later, or not in its constructor"
        );
        assert_eq!(**shared.expect("nothing else was constructed"), 1);
        assert_eq!(number(&instances, 1, 2), 1);
    }

    #[test]
    fn what_failed_is_tried_again() {
        let instances = Instances::new();
        let busy = || Error::Busy { kind: "numbers", name: "two" };
        assert!(once::<u32>(KEY, &instances, || Err(busy())).is_err());
        let panics = || once::<u32>(KEY, &instances, || panic!("not today"));
        assert!(std::panic::catch_unwind(core::panic::AssertUnwindSafe(panics)).is_err());
        assert_eq!(number(&instances, 1, 1), 1);
    }
}
