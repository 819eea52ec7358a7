//! A worker of the same build that does what no worker should, if a line says so. The tests show what the parent makes of it.

use std::process;
use workers::Step;
use workers::worker::{apply, serve};

fn main() -> std::io::Result<()> {
    serve(|steps: &[Box<dyn Step>], line: &str| match line {
        "abort" => process::abort(),
        "exit" => process::exit(7),
        "nonsense" => {
            println!("what?");
            String::new()
        }
        "silence" => loop {
            std::thread::park();
        },
        line => apply(steps, line),
    })
}
