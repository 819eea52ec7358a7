//! What a host has and what is loaded, for people.

use crate::entry::Origin;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What a host has, sorted by name: what [`Host::status`](super::Host::status) gives. As text it is a table.
///
/// ```
/// use registry_core::plugin::{Dep, Host, plugin};
///
/// #[plugin]
/// fn clock() -> u64 {
///     0
/// }
///
/// #[plugin]
/// fn stamp(clock: Dep<u64>) -> String {
///     clock.to_string()
/// }
///
/// let host = Host::new();
/// host.load(clock::handle())?;
/// let status = host.status();
/// let states: Vec<_> = status.iter().map(|plugin| (&*plugin.name, plugin.state.to_string())).collect();
/// assert_eq!(states, [("clock", "loaded".into()), ("stamp", "unloaded".into())]);
/// println!("{status}");
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Status {
    pub(super) plugins: Vec<PluginStatus>,
}

/// A plugin or group of a host, as it was when the host was asked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PluginStatus {
    /// Its name in the host.
    pub name: Arc<str>,
    /// What it is.
    pub state: PluginState,
    /// Whether it is a group.
    pub is_group: bool,
    /// The type of its instance.
    pub type_name: &'static str,
    /// The doc comment of its function.
    pub docs: &'static str,
    /// Where its function is, if it was written down.
    pub origin: Option<Origin>,
    /// While it is loaded, the names of what it was given, sorted; before, of what it declares.
    pub requires: Vec<Arc<str>>,
    /// The names of loaded plugins that require it, sorted.
    pub dependents: Vec<Arc<str>>,
    /// The arguments that it was loaded with, if there are any.
    pub args: Option<String>,
    /// How long its own code took to load it.
    pub took: Option<Duration>,
    /// Why it could not be loaded the last time.
    pub error: Option<String>,
}

/// What can be said of a plugin at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PluginState {
    /// It can be loaded.
    Unloaded,
    /// It cannot be loaded before it is enabled.
    Disabled,
    /// It is not loaded, and the last load failed.
    Failed,
    /// Its function is running.
    Loading,
    /// Its function is running, for a request that has timed out.
    Abandoned,
    /// It is loaded.
    Loaded,
    /// Its code for unloading is running.
    Unloading,
}

impl Status {
    /// Every plugin and group, sorted by name.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &PluginStatus> {
        self.plugins.iter()
    }

    /// The plugin or group with this name, which is no alias.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&PluginStatus> {
        let place = self.plugins.binary_search_by(|plugin| (*plugin.name).cmp(name)).ok()?;
        self.plugins.get(place)
    }

    /// How many are in this state.
    #[must_use]
    pub fn count(&self, state: PluginState) -> usize {
        self.plugins.iter().filter(|plugin| plugin.state == state).count()
    }
}

impl PluginStatus {
    /// The last column of the table: what matters most about it.
    fn remark(&self) -> String {
        match (&self.error, &self.args) {
            (Some(error), _) => error.clone(),
            (None, Some(args)) => args.clone(),
            (None, None) => self.docs.lines().next().unwrap_or_default().to_owned(),
        }
    }
}

impl fmt::Display for PluginState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Unloaded => "unloaded",
            Self::Disabled => "disabled",
            Self::Failed => "failed",
            Self::Loading => "loading",
            Self::Abandoned => "abandoned",
            Self::Loaded => "loaded",
            Self::Unloading => "unloading",
        })
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = comfy_table::Table::new();
        table.load_preset(UTF8_FULL_CONDENSED).set_header(["name", "state", "requires", "took", "remark"]);
        table.add_rows(self.plugins.iter().map(|plugin| {
            [
                plugin.name.to_string(),
                plugin.state.to_string(),
                plugin.requires.join("\n"),
                plugin.took.map(|took| format!("{took:.1?}")).unwrap_or_default(),
                plugin.remark(),
            ]
        }));
        write!(formatter, "{table}")
    }
}

#[cfg(feature = "serde")]
mod json {
    use super::{PluginStatus, Status};
    use serde::ser::{Serialize, SerializeStruct, Serializer};

    /// A list of objects.
    impl Serialize for Status {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(&self.plugins)
        }
    }

    /// An object with the names of the fields; `took` is `took_seconds`.
    impl Serialize for PluginStatus {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("PluginStatus", 11)?;
            fields.serialize_field("name", &*self.name)?;
            fields.serialize_field("state", &self.state.to_string())?;
            fields.serialize_field("is_group", &self.is_group)?;
            fields.serialize_field("type_name", self.type_name)?;
            fields.serialize_field("docs", self.docs)?;
            fields.serialize_field("origin", &self.origin.map(|origin| origin.to_string()))?;
            fields.serialize_field("requires", &names(&self.requires))?;
            fields.serialize_field("dependents", &names(&self.dependents))?;
            fields.serialize_field("args", &self.args)?;
            fields.serialize_field("took_seconds", &self.took.map(|took| took.as_secs_f64()))?;
            fields.serialize_field("error", &self.error)?;
            fields.end()
        }
    }

    fn names(names: &[std::sync::Arc<str>]) -> Vec<&str> {
        names.iter().map(|name| &**name).collect()
    }
}
