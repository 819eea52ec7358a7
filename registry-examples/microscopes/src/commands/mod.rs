//! What the program does; each command gives the text that it prints.

mod channels;
mod list;
mod locate;
mod show;

pub(crate) use channels::channels;
pub(crate) use list::list;
pub(crate) use locate::locate;
pub(crate) use show::show;
