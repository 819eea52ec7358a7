//! Building components from config, by entry and by registry.

use super::configured::{Failure, Input, refuse};
use super::context::Context;
use super::fault::Fault;
use super::node::Node;
use super::path::Path;
use super::value::{Data, Table, Value};
use crate::entry::{Component, Entry};
use crate::error::Error;
use crate::registry::Registry;
use serde::Deserializer;

/// The config of one who gives none.
static EMPTY: Value = Value { data: Data::Table(Table::new()), place: None };

impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    /// A component of the caller's own, built from config: whatever `config` gives must be what the component takes.
    ///
    /// `config` is any [`Deserializer`]: of JSON, TOML, YAML, a value that has been read. Only components that are registered with
    /// `config`, or have a constructor with one argument, take any; the others refuse all but an empty one.
    ///
    /// ```
    /// use registry_core::{Registry, register, registry};
    /// use serde::Deserialize;
    ///
    /// pub trait Metric: Send + Sync {
    ///     fn score(&self) -> f64;
    /// }
    ///
    /// #[registry]
    /// pub static METRICS: Registry<dyn Metric>;
    ///
    /// #[register(kind = "metrics", name = "f_beta", config)]
    /// #[derive(Deserialize)]
    /// struct FBeta {
    ///     beta: f64,
    /// }
    ///
    /// impl Metric for FBeta {
    ///     fn score(&self) -> f64 {
    ///         self.beta
    ///     }
    /// }
    ///
    /// let metric = METRICS.create_with("f_beta", serde_json::json!({ "beta": 0.5 }))?;
    /// assert_eq!(metric.score(), 0.5);
    /// let mut text = serde_json::Deserializer::from_str(r#"{"beta": 2}"#);
    /// assert_eq!(METRICS.create_with("f_beta", &mut text)?.score(), 2.0);
    ///
    /// let error = METRICS.create("f_beta").err().unwrap();
    /// assert!(error.to_string().ends_with("refuses its config: beta: is missing"), "{error}");
    /// # Ok::<(), registry_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Config`] with what is wrong with it, and those of [`create`](Self::create).
    pub fn create_with<'de, D: Deserializer<'de>>(&self, name: &str, config: D) -> Result<Box<I>, Error> {
        self.checked_entry(name)?.create_with(config)
    }
}

impl<I: ?Sized + 'static, M: 'static> Entry<I, M> {
    /// A component of the caller's own, built from config; see [`Registry::create_with`].
    ///
    /// # Errors
    /// [`Error::Config`] with what is wrong with it, and those of [`create`](Self::create).
    pub fn create_with<'de, D: Deserializer<'de>>(&self, config: D) -> Result<Box<I>, Error> {
        let mut config = <dyn erased_serde::Deserializer>::erase(config);
        self.build(Input::Any(&mut config))
    }

    /// With an empty config.
    pub(crate) fn create_without_config(&self) -> Result<Box<I>, Error> {
        self.build(Input::Value(Node::new(&EMPTY, &Path::Root(""), &Context::of_use(None))))
    }

    pub(super) fn build(&self, input: Input<'_, '_, '_>) -> Result<Box<I>, Error> {
        let built = match self.component() {
            Component::Configured(configured) => (configured.construct)(input),
            _ => match input.refuse() {
                Ok(()) => return self.create(),
                Err(failure) => Err(failure),
            },
        };
        built.map_err(|failure| match failure {
            Failure::Constructor(source) => self.failed(source),
            Failure::Config(fault) => self.refused(fault),
            Failure::Checked => self.refused(Fault::unfinished()),
        })
    }

    fn refused(&self, fault: Fault) -> Error {
        Error::Config { kind: self.kind(), name: self.name(), origin: Box::new(self.origin()), source: Box::new(fault) }
    }

    /// What describes its config, if it takes any.
    #[cfg(feature = "schema")]
    pub(crate) fn describe(&self) -> Option<super::Describe> {
        match self.component() {
            Component::Configured(configured) => Some(configured.schema),
            _ => None,
        }
    }

    /// Reads the config and builds nothing.
    pub(super) fn check_config(&self, config: Node<'_, '_>) -> Result<(), Fault> {
        let Component::Configured(configured) = self.component() else { return refuse(config) };
        match (configured.construct)(Input::Check(config)) {
            Err(Failure::Config(fault)) => Err(fault),
            Ok(_) | Err(Failure::Checked | Failure::Constructor(_)) => Ok(()),
        }
    }
}
