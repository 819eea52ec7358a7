//! Entries are read by all threads.

use crate::entry::Entry;

// SAFETY: an entry is its fields, and all of them are `Sync` under these bounds, or `Entry::has_only_sync_fields` would not compile.
// The compiler would find that out for itself, but in each registration again, through all that an entry may refer to: that took
// it a tenth of the time of a registration.
#[allow(unsafe_code)]
unsafe impl<I: ?Sized + Sync + 'static, M: Sync + 'static> Sync for Entry<I, M> {}
