//! What is registered.

use std::fmt::Write;

/// Items of one sort.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::build) enum Items {
    /// Structs, with an `impl` of the trait that their registry holds.
    Structs,
    /// Functions of the type that their registry holds, each of so many statements.
    Functions(u32),
    /// Structs that a config can be read into, as `typetag` wants them.
    SerdeStructs,
}

impl Items {
    /// The same without what only a registration needs.
    pub(super) fn plain(self) -> Self {
        if self == Self::SerdeStructs { Self::Structs } else { self }
    }

    /// What all items need.
    pub(super) fn declaration(self) -> &'static str {
        match self {
            Self::Structs => "pub trait Metric: Send + Sync { fn score(&self, right: u64, all: u64) -> f64; }",
            Self::SerdeStructs => {
                "#[typetag::deserialize] pub trait Metric: Send + Sync { fn score(&self, right: u64, all: u64) -> f64; }"
            }
            Self::Functions(_) => "",
        }
    }

    pub(super) fn ident(self, number: u32) -> String {
        match self {
            Self::Structs | Self::SerdeStructs => format!("Metric{number}"),
            Self::Functions(_) => format!("metric_{number}"),
        }
    }

    /// The type of what an entry by hand has to hold.
    pub(super) fn component_type(self) -> &'static str {
        match self {
            Self::Structs | Self::SerdeStructs => "fn() -> Box<dyn Metric>",
            Self::Functions(_) => "fn(u64) -> u64",
        }
    }

    /// An expression of that type.
    pub(super) fn component(self, number: u32) -> String {
        match self {
            Self::Structs | Self::SerdeStructs => format!("|| Box::new({}::default())", self.ident(number)),
            Self::Functions(_) => self.ident(number),
        }
    }

    /// An expression that uses a component, which is called `component`.
    pub(super) fn used(self) -> &'static str {
        match self {
            Self::Structs | Self::SerdeStructs => "component().score(1, 2) as u64",
            Self::Functions(_) => "component(1)",
        }
    }

    /// The item, with what comes before its `impl`.
    pub(super) fn source(self, number: u32, before_impl: &str) -> String {
        let (docs, ident) = (docs(number), self.ident(number));
        match self {
            Self::Structs | Self::SerdeStructs => {
                let derives = if self == Self::SerdeStructs { "Default, serde::Deserialize" } else { "Default" };
                format!(
                    "/// {docs}\n#[derive({derives})]\npub struct {ident} {{\n    pub weight: f64,\n}}\n\n{before_impl}\n\
                     impl Metric for {ident} {{\n    fn score(&self, right: u64, all: u64) -> f64 {{\n        \
                     self.weight * right as f64 / all as f64 + {number}.0\n    }}\n}}"
                )
            }
            Self::Functions(statements) => function(&docs, &ident, number, statements),
        }
    }
}

/// The documentation of an item.
pub(super) fn docs(number: u32) -> String {
    format!("What number {number} makes of the predictions.")
}

fn function(docs: &str, ident: &str, number: u32, statements: u32) -> String {
    let mut source = format!("/// {docs}\npub fn {ident}(value: u64) -> u64 {{\n");
    if statements > 0 {
        source += "    let mut value = value;\n";
    }
    for statement in 0..statements {
        writeln!(source, "    value ^= (value >> {}) | {number};", statement % 60 + 1)
            .expect("a string takes everything");
    }
    source + "    value\n}"
}
