//! What config says to a host.

use super::args::Args;
use super::value::Value;
use crate::config::{self, Data, Place};
use serde::de::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// What config says to a [`Host`](super::Host): which plugins are enabled, and their arguments. [`Host::apply`](super::Host::apply) does it.
///
/// It can be read from any format. Read through a [`Document`](crate::config::Document), it remembers where everything stands.
///
/// ```
/// # #[cfg(feature = "toml")] {
/// use registry_core::config::{Document, Format};
/// use registry_core::plugin::{Host, HostConfig, NewPlugin};
///
/// let host = Host::empty();
/// host.add(NewPlugin::new("pool", |inputs| inputs.argument::<u8>("size")).argument::<u8>("size"))?;
/// host.add(NewPlugin::new("cache.memory", |_| Ok(0_u32)))?;
/// host.add(NewPlugin::new("cache.disk", |_| Ok(0_u32)))?;
///
/// let text = r#"
/// disable = ["cache.*"]
/// enable = ["cache.memory"]
///
/// [plugins.pool]
/// size = 4
/// "#;
/// let config: HostConfig = Document::parse(text, Format::Toml, "host.toml")?.read()?;
/// host.apply(&config)?;
/// assert!(host.is_enabled("cache.memory") && !host.is_enabled("cache.disk"));
/// assert_eq!(*host.load_with("pool", registry_core::plugin::Args::new())?.downcast::<u8>()?, 4);
///
/// let config: HostConfig = Document::parse("[plugins.pool]\nsize = 400", Format::Toml, "host.toml")?.read()?;
/// let failures = host.apply(&config).unwrap_err();
/// assert_eq!(
///     failures.to_string(),
///     r#"host.toml:2:8: `size: u8` of "pool": expected an integer from 0 to 255, not 400"#,
/// );
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(from = "Written")]
pub struct HostConfig {
    /// Plugins that are disabled: names and patterns, as of [`Host::disable`](super::Host::disable).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disable: Vec<String>,
    /// Exceptions: plugins that are enabled after that, as by [`Host::enable`](super::Host::enable).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enable: Vec<String>,
    /// The arguments of plugins by their names, as of [`Host::configure`](super::Host::configure).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub plugins: BTreeMap<String, Args>,
    #[serde(skip)]
    places: BTreeMap<Spot, Place>,
}

/// What a problem is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    Disable(String),
    Enable(String),
    Plugin(String),
    Argument(String, String),
}

impl HostConfig {
    pub(super) fn place(&self, spot: &Spot) -> Option<&Place> {
        self.places.get(spot)
    }
}

/// Where something was written does not matter.
impl PartialEq for HostConfig {
    fn eq(&self, other: &Self) -> bool {
        let Self { disable, enable, plugins, places: _ } = self;
        *disable == other.disable && *enable == other.enable && *plugins == other.plugins
    }
}

/// The same, as it is read.
#[derive(Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    disable: Vec<WrittenText>,
    enable: Vec<WrittenText>,
    plugins: BTreeMap<String, WrittenArgs>,
}

struct WrittenText(String, Option<Place>);

impl<'de> Deserialize<'de> for WrittenText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let config::Value { data, place } = config::Value::deserialize(deserializer)?;
        match data {
            Data::Text(text) | Data::Loose(text) => Ok(Self(text, place)),
            other => Err(unexpected("the name of a plugin", other)),
        }
    }
}

struct WrittenArgs(Vec<(String, config::Value)>, Option<Place>);

impl<'de> Deserialize<'de> for WrittenArgs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let config::Value { data, place } = config::Value::deserialize(deserializer)?;
        match data {
            Data::Table(args) => Ok(Self(args, place)),
            // a key without anything below it, in YAML
            Data::Null => Ok(Self(Vec::new(), place)),
            other => Err(unexpected("a table of arguments", other)),
        }
    }
}

fn unexpected<E: serde::de::Error>(expected: &str, found: Data) -> E {
    E::custom(Value::from(config::Value::from(found)).unexpected(expected))
}

impl From<Written> for HostConfig {
    fn from(written: Written) -> Self {
        let mut config = Self::default();
        for WrittenText(pattern, place) in written.disable {
            config.remember(Spot::Disable(pattern.clone()), place);
            config.disable.push(pattern);
        }
        for WrittenText(pattern, place) in written.enable {
            config.remember(Spot::Enable(pattern.clone()), place);
            config.enable.push(pattern);
        }
        for (plugin, WrittenArgs(args, place)) in written.plugins {
            config.remember(Spot::Plugin(plugin.clone()), place);
            for (name, value) in &args {
                config.remember(Spot::Argument(plugin.clone(), name.clone()), value.place.clone());
            }
            config.plugins.insert(plugin, args.into_iter().collect());
        }
        config
    }
}

impl HostConfig {
    fn remember(&mut self, spot: Spot, place: Option<Place>) {
        self.places.extend(place.map(|place| (spot, place)));
    }
}
