//! Plugins that are loaded together.

use super::args::Args;
use super::context::LoadContext;
use super::error::Error;
use super::handle::Target;
use super::instance::Instance;
use super::options::LoadOptions;
use crate::error::BoxError;
use hashbrown::HashSet;
use std::fmt;
use std::sync::Arc;

type Wrapper = Arc<dyn Fn(&mut GroupLoad) -> Result<(), BoxError> + Send + Sync>;

/// Plugins that are loaded together, in order, and unloaded in reverse: see [`Host::add_group`](super::Host::add_group).
///
/// A group is a plugin itself, whose instance is [`Members`]: it can be required, and be a member of another group. A plugin can also
/// declare to be in a group (`groups = ["handlers"]`); those come after the members that are given here, sorted by name.
///
/// ```
/// use registry_core::plugin::{Group, Host, Members, plugin};
///
/// #[plugin(anonymous)]
/// fn one() -> u32 {
///     1
/// }
///
/// #[plugin(anonymous)]
/// fn two() -> u32 {
///     2
/// }
///
/// let host = Host::empty();
/// host.add(one::handle())?;
/// host.add(two::handle())?;
/// host.add_group(Group::new("numbers").member("two").member(one::handle()))?;
///
/// let numbers = host.load::<Members>("numbers")?;
/// let numbers: Vec<u32> = numbers.all::<u32>()?.iter().map(|number| **number).collect();
/// assert_eq!(numbers, [2, 1]);
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct Group {
    name: Arc<str>,
    members: Vec<Arc<str>>,
    /// The same, to be found.
    has: HashSet<Arc<str>>,
    requires: Vec<Arc<str>>,
    groups: Vec<Arc<str>>,
    wrapper: Option<Wrapper>,
    /// It exists because plugins declare to be in it.
    is_only_declared: bool,
}

impl Group {
    /// One without members.
    pub fn new(name: impl AsRef<str>) -> Self {
        Self {
            name: name.as_ref().into(),
            members: Vec::new(),
            has: HashSet::new(),
            requires: Vec::new(),
            groups: Vec::new(),
            wrapper: None,
            is_only_declared: false,
        }
    }

    /// One that plugins declare to be in.
    pub(super) fn declared(name: &str) -> Self {
        Self { is_only_declared: true, ..Self::new(name) }
    }

    pub(super) fn is_only_declared(&self) -> bool {
        self.is_only_declared
    }

    /// With a member, by name or handle. Names are looked up at each load.
    pub fn member(mut self, plugin: impl Target) -> Self {
        self.insert(plugin.name());
        self
    }

    /// With a plugin that is loaded before the members.
    pub fn requires(mut self, plugin: impl Target) -> Self {
        self.requires.push(plugin.name().into());
        self
    }

    /// As a member of another group.
    pub fn in_group(mut self, group: impl AsRef<str>) -> Self {
        self.groups.push(group.as_ref().into());
        self
    }

    /// With code around the load of the members. It can change what is loaded and how, and must call [`GroupLoad::load`].
    ///
    /// ```
    /// use registry_core::plugin::{Group, Host, Members, args, plugin};
    ///
    /// #[plugin(anonymous)]
    /// fn first(size: u32) -> u32 {
    ///     size
    /// }
    ///
    /// #[plugin(anonymous)]
    /// fn second() -> u32 {
    ///     0
    /// }
    ///
    /// let host = Host::empty();
    /// host.add(first::handle())?;
    /// host.add(second::handle())?;
    /// let group = Group::new("sizes").member("first").member("second").wrap(|load| {
    ///     load.retain(|name| name != "second");
    ///     load.args("first", args! { size: 7 });
    ///     load.load()?; // before this line nothing is loaded, after it everything
    ///     Ok(())
    /// });
    /// host.add_group(group)?;
    ///
    /// assert_eq!(*host.load::<Members>("sizes")?.all::<u32>()?[0], 7);
    /// assert!(!host.is_loaded("second"));
    /// # Ok::<(), registry_core::plugin::Error>(())
    /// ```
    pub fn wrap(mut self, wrapper: impl Fn(&mut GroupLoad) -> Result<(), BoxError> + Send + Sync + 'static) -> Self {
        self.wrapper = Some(Arc::new(wrapper));
        self
    }

    pub(super) fn name(&self) -> &Arc<str> {
        &self.name
    }

    pub(super) fn members(&self) -> &[Arc<str>] {
        &self.members
    }

    pub(super) fn requirements(&self) -> &[Arc<str>] {
        &self.requires
    }

    pub(super) fn groups(&self) -> &[Arc<str>] {
        &self.groups
    }

    pub(super) fn wrapper(&self) -> Option<&Wrapper> {
        self.wrapper.as_ref()
    }

    /// Whether it was not a member.
    pub(super) fn insert(&mut self, member: &str) -> bool {
        let member: Arc<str> = member.into();
        let is_new = self.has.insert(Arc::clone(&member));
        if is_new {
            self.members.push(member);
        }
        is_new
    }

    /// Whether it was a member.
    pub(super) fn remove(&mut self, member: &str) -> bool {
        let was_member = self.has.remove(member);
        if was_member {
            self.members.retain(|known| **known != *member);
        }
        was_member
    }
}

impl fmt::Debug for Group {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Group")
            .field("name", &self.name)
            .field("members", &self.members)
            .finish_non_exhaustive()
    }
}

/// The load of a group, around which a [wrapper](Group::wrap) stands.
pub struct GroupLoad {
    context: LoadContext,
    members: Vec<(Arc<str>, Option<Args>)>,
    loaded: Option<Members>,
    failure: Option<Error>,
}

impl GroupLoad {
    pub(super) fn new(context: LoadContext, members: Vec<Arc<str>>) -> Self {
        Self {
            context,
            members: members.into_iter().map(|member| (member, None)).collect(),
            loaded: None,
            failure: None,
        }
    }

    /// The members that will be loaded, in their order.
    #[must_use]
    pub fn members(&self) -> impl ExactSizeIterator<Item = &str> {
        self.members.iter().map(|(member, _)| &**member)
    }

    /// Drops the members for which `keep` does not hold.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.members.retain(|(member, _)| keep(member));
    }

    /// Sorts the members by what `key` gives for their names; those with equal keys keep their order.
    pub fn sort_by_key<K: Ord>(&mut self, mut key: impl FnMut(&str) -> K) {
        self.members.sort_by_key(|(member, _)| key(member));
    }

    /// Loads `member` with arguments. Of a name that is no member, nothing happens.
    pub fn args(&mut self, member: &str, args: Args) {
        if let Some((_, given)) = self.members.iter_mut().find(|(name, _)| **name == *member) {
            *given = Some(args);
        }
    }

    /// What the group can load beside its members; it becomes a requirement of the group.
    #[must_use]
    pub fn context(&self) -> &LoadContext {
        &self.context
    }

    /// Loads the members.
    ///
    /// # Errors
    /// That of the first member that cannot be loaded.
    pub fn load(&mut self) -> Result<&Members, Error> {
        match self.load_members() {
            Ok(members) => Ok(self.loaded.insert(members)),
            Err(error) => {
                self.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    fn load_members(&self) -> Result<Members, Error> {
        let mut members = Vec::new();
        for (member, args) in &self.members {
            let options = LoadOptions { args: args.clone(), ..LoadOptions::new() };
            members.push((Arc::clone(member), self.context.load_with(&**member, options)?));
        }
        Ok(Members(members))
    }

    /// # Errors
    /// The members are not loaded: that of their load, if the wrapper has called it.
    pub(super) fn finish(self) -> Result<Members, BoxError> {
        match (self.loaded, self.failure) {
            (Some(members), _) => Ok(members),
            (None, Some(failure)) => Err(failure.into()),
            (None, None) => Err("the group's wrapper has not called `load`".into()),
        }
    }
}

impl fmt::Debug for GroupLoad {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.members()).finish()
    }
}

/// The instance of a [`Group`]: the instances of its members, in their order.
#[derive(Clone, Debug)]
pub struct Members(pub(super) Vec<(Arc<str>, Instance)>);

impl Members {
    /// Names and instances.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Instance)> {
        self.0.iter().map(|(name, instance)| (&**name, instance))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The instances as what they are, those of groups inside in their place.
    ///
    /// # Errors
    /// An instance is not a `T`.
    pub fn all<T: ?Sized + 'static>(&self) -> Result<Vec<Arc<T>>, Error> {
        Self::flat_of(self.instances().collect()).iter().map(|instance| Ok(instance.downcast()?)).collect()
    }

    /// `instances`, with those of groups in the place of the group.
    pub(super) fn flat_of(mut instances: Vec<Instance>) -> Vec<Instance> {
        instances.reverse();
        let mut flat = Vec::new();
        while let Some(instance) = instances.pop() {
            match instance.downcast::<Self>() {
                Ok(members) => instances.extend(members.instances().rev()),
                Err(_) => flat.push(instance),
            }
        }
        flat
    }

    fn instances(&self) -> impl DoubleEndedIterator<Item = Instance> {
        self.0.iter().map(|(_, instance)| instance.clone())
    }
}
