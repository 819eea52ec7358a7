//! The command line.

use clap::{Parser, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  microscopes list
  microscopes show phenix --json
  microscopes locate imagexpress B03_s2_w1.tif
  microscopes channels \"molecular devices\" plate.HTD
  microscopes channels revvity Index.xml --storage memorystorage";

/// Tells what is in a file of a microscope.
#[derive(Debug, Parser)]
#[command(name = "microscopes", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists the microscopes and the storage backends.
    List {
        /// Prints a JSON array instead of a table.
        #[arg(long)]
        json: bool,
    },
    /// Tells what is known about a microscope.
    Show {
        /// Its name.
        name: String,
        /// Prints a JSON object instead of lines.
        #[arg(long)]
        json: bool,
    },
    /// Tells the place of each image from the name of its file.
    Locate {
        /// The name of the microscope.
        name: String,
        /// Names of files; nothing is opened.
        #[arg(required = true)]
        files: Vec<String>,
    },
    /// Lists the channels in a metadata file, by the maker of the microscope.
    Channels {
        /// The maker.
        vendor: String,
        /// The metadata file.
        file: PathBuf,
        /// The storage backend that has the file.
        #[arg(long, default_value = "diskstorage", value_name = "NAME")]
        storage: String,
    },
}
