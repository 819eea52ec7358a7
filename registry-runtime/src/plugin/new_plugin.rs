//! Plugins that are made at run time.

use super::argument::Argument;
use super::definition::{ArgumentType, Blueprint, BoxFuture, Hook, Hooks, Load, Parameter, Parts, Role};
use super::inputs::Inputs;
use super::instance::{Instance, TypeOf};
use super::value::Value;
use crate::error::BoxError;
use std::any::type_name;
use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

/// A plugin that is made at run time, by the builder's way. What can be written down is better written down with
/// `#[plugin]`, where the compiler checks it.
///
/// ```
/// use registry_core::plugin::{Host, NewPlugin};
/// use std::sync::Arc;
///
/// let host = Host::empty();
/// host.add(NewPlugin::new("base", |_| Ok(2_u32)))?;
/// let square = NewPlugin::new("square", |inputs| {
///     let base = inputs.dep::<u32>("base")?;
///     Ok(*base * *base)
/// });
/// let square = host.add(square.requires::<u32>("base"))?;
/// assert_eq!(*host.load(&square)?, 4);
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[must_use]
pub struct NewPlugin<T: ?Sized> {
    parts: Parts,
    output: PhantomData<fn() -> Arc<T>>,
}

impl<T: Send + Sync + 'static> NewPlugin<T> {
    /// A plugin without requirements and arguments. `load` makes its instance.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        load: impl Fn(&Inputs) -> Result<T, BoxError> + Send + Sync + 'static,
    ) -> Self {
        Self::with(name, Load::Closure(Arc::new(move |inputs| Ok(Instance::sized(Arc::new(load(&inputs)?))))))
    }
}

impl<T: ?Sized + Send + Sync + 'static> NewPlugin<T> {
    /// The same with an instance in an `Arc`, as for `dyn Trait`.
    pub fn shared(
        name: impl Into<Cow<'static, str>>,
        load: impl Fn(&Inputs) -> Result<Arc<T>, BoxError> + Send + Sync + 'static,
    ) -> Self {
        Self::with(name, Load::Closure(Arc::new(move |inputs| load(&inputs).map(Instance::new))))
    }

    /// The same for what is `async`.
    pub fn asynchronous<F>(
        name: impl Into<Cow<'static, str>>,
        load: impl Fn(Inputs) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Arc<T>, BoxError>> + Send + 'static,
    {
        let load = move |inputs| -> BoxFuture<Result<Instance, BoxError>> {
            let instance = load(inputs);
            Box::pin(async move { instance.await.map(Instance::new) })
        };
        Self::with(name, Load::LaterClosure(Arc::new(load)))
    }

    fn with(name: impl Into<Cow<'static, str>>, load: Load) -> Self {
        let parts = Parts {
            name: name.into(),
            groups: Vec::new(),
            parameters: Cow::Borrowed(&[]),
            output: TypeOf::of::<T>,
            load,
            hooks: Hooks::NONE,
            docs: "",
            origin: None,
            aliases: Vec::new(),
        };
        Self { parts, output: PhantomData }
    }

    /// With the plugin `plugin`, whose instance is a `D`, as a requirement: `inputs.dep(plugin)`.
    pub fn requires<D: ?Sized + 'static>(self, plugin: impl Into<Cow<'static, str>>) -> Self {
        let plugin = plugin.into();
        let role = Role::One { plugin: plugin.clone(), output: TypeOf::of::<D>, optional: false };
        self.parameter(plugin, role)
    }

    /// The same for a requirement that may be missing: `inputs.optional(plugin)`.
    pub fn requires_optionally<D: ?Sized + 'static>(self, plugin: impl Into<Cow<'static, str>>) -> Self {
        let plugin = plugin.into();
        let role = Role::One { plugin: plugin.clone(), output: TypeOf::of::<D>, optional: true };
        self.parameter(plugin, role)
    }

    /// With the members of a group, which are `D`s: `inputs.all(group)`.
    pub fn requires_all<D: ?Sized + 'static>(self, group: impl Into<Cow<'static, str>>) -> Self {
        let group = group.into();
        let role = Role::All { group: group.clone(), output: TypeOf::of::<D> };
        self.parameter(group, role)
    }

    /// With a plugin that is loaded when it is first used: `inputs.lazy(plugin)`.
    pub fn lazy<D: ?Sized + 'static>(self, plugin: impl Into<Cow<'static, str>>) -> Self {
        let plugin = plugin.into();
        let role = Role::Lazy { plugin: plugin.clone(), output: TypeOf::of::<D> };
        self.parameter(plugin, role)
    }

    /// With an argument that must be given: `inputs.argument(name)`.
    ///
    /// ```
    /// use registry_core::plugin::{Host, NewPlugin, args};
    ///
    /// let host = Host::empty();
    /// let pool = NewPlugin::new("pool", |inputs| {
    ///     let name = inputs.optional_argument::<String>("name")?;
    ///     Ok((name.unwrap_or_default(), inputs.argument::<u8>("size")?))
    /// });
    /// host.add(pool.argument::<u8>("size").optional_argument::<String>("name"))?;
    ///
    /// let error = host.load_with("pool", args! { size: 300 }).unwrap_err();
    /// assert_eq!(error.to_string(), r#"`size: u8` of "pool": expected an integer from 0 to 255, not 300"#);
    /// let pool = host.load_with("pool", args! { size: 30 })?;
    /// assert_eq!(*pool.downcast::<(String, u8)>()?, (String::new(), 30));
    /// # Ok::<(), registry_core::plugin::Error>(())
    /// ```
    pub fn argument<A: Argument>(self, name: impl Into<Cow<'static, str>>) -> Self {
        self.typed_argument::<A>(name.into(), true)
    }

    /// With an argument that may be given: `inputs.optional_argument(name)`.
    pub fn optional_argument<A: Argument>(self, name: impl Into<Cow<'static, str>>) -> Self {
        self.typed_argument::<A>(name.into(), false)
    }

    fn typed_argument<A: Argument>(self, name: Cow<'static, str>, required: bool) -> Self {
        let accepts = |value: &Value| A::from_value(value).map(drop);
        self.parameter(name, Role::Argument(ArgumentType { name: short_name(type_name::<A>()), required, accepts }))
    }

    fn parameter(mut self, name: Cow<'static, str>, role: Role) -> Self {
        self.parts.parameters.to_mut().push(Parameter { name, role });
        self
    }

    /// As a member of a group.
    pub fn in_group(mut self, group: impl Into<Cow<'static, str>>) -> Self {
        self.parts.groups.push(group.into());
        self
    }

    /// With a look at each new instance; if it fails, so does the load.
    pub fn check(mut self, check: impl Fn(&T) -> Result<(), BoxError> + Send + Sync + 'static) -> Self {
        self.parts.hooks.check = Some(hook(check));
        self
    }

    /// With code that runs before an instance goes. If it fails, the plugin stays loaded.
    pub fn unload(mut self, unload: impl Fn(&T) -> Result<(), BoxError> + Send + Sync + 'static) -> Self {
        self.parts.hooks.unload = Some(hook(unload));
        self
    }
}

impl<T: ?Sized> NewPlugin<T> {
    pub(super) fn build(self) -> Blueprint {
        Blueprint::new(self.parts)
    }
}

fn hook<T: ?Sized + 'static>(hook: impl Fn(&T) -> Result<(), BoxError> + Send + Sync + 'static) -> Hook {
    Hook::Closure(Arc::new(move |instance| hook(&*instance.downcast::<T>()?)))
}

/// The name of a type without the modules that it is in, as it is usually written.
fn short_name(name: &'static str) -> &'static str {
    let end = name.find(|character: char| !(character.is_alphanumeric() || "_:".contains(character)));
    let start = name[..end.unwrap_or(name.len())].rfind("::").map_or(0, |place| place + "::".len());
    &name[start..]
}

impl<T: ?Sized> fmt::Debug for NewPlugin<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "NewPlugin({:?})", self.parts.name)
    }
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn names_of_types_are_as_they_are_written() {
        assert_eq!(short_name("u8"), "u8");
        assert_eq!(short_name("alloc::string::String"), "String");
        assert_eq!(short_name("alloc::vec::Vec<u8>"), "Vec<u8>");
        assert_eq!(short_name("[u8; 2]"), "[u8; 2]");
        assert_eq!(short_name("(a::B, u8)"), "(a::B, u8)");
    }
}
