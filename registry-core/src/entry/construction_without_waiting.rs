//! Constructing shared instances without the feature `std`: once each, and whoever comes meanwhile gets an error.
//!
//! Nothing here knows threads, so nobody can be made to wait, and a constructor that asks for its own instance looks like another
//! thread that does.

use crate::error::Error;
use crate::once::OnceLock;
use alloc::boxed::Box;
use core::sync::atomic::{AtomicBool, Ordering};
use once_cell::race::OnceRef;

/// The entry that is being constructed.
#[derive(Clone, Copy)]
pub(super) struct Key {
    /// Entries never move: the address tells them apart.
    pub(super) address: usize,
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
}

/// The shared instances of one registry, by the addresses of their entries: a list, to whose end anybody adds.
pub(crate) struct Instances<I: ?Sized + 'static>(OnceLock<Box<Node<I>>>);

struct Node<I: ?Sized + 'static> {
    address: usize,
    shared: OnceRef<'static, &'static I>,
    is_claimed: AtomicBool,
    rest: Instances<I>,
}

/// A reference to the reference, which is thin also where `I` has no size.
pub(crate) type Shared<I> = &'static &'static I;

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
