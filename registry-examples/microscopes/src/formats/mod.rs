//! One file for each maker's format. Nothing but these lines names them.

mod folder;
mod imagexpress;
mod opera_phenix;
