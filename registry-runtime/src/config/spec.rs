//! A component as config names it.

use super::configurable::Configurable;
use super::configured::Input;
use super::context::Context;
use super::deprecated;
use super::fault::Fault;
use super::handover::{self, Located, raise};
use super::node::Node;
use super::path::{Path, join};
use super::sharing::Scope;
use super::value::{Data, Table, Value, ValueVisitor};
use crate::entry::Entry;
use crate::error::{Error, NotFound};
use serde::de::{self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A component as a file names it: a field for your own config structs.
///
/// It is written as `"f1"`, as `{ name = "f1", config = { average = "micro" } }`, or as `{ f1 = { average = "micro" } }`. Reading it
/// checks the name; [`build`](Self::build) makes the component, as often as it is called. It serialises to what was read, so it
/// can travel to another program and be built there.
///
/// `X` is for keys of your own beside `name` and `config`.
///
/// ```
/// # use registry_core::{Registry, register, registry};
/// # pub trait Metric: Send + Sync { fn average(&self) -> &str; }
/// # #[registry(config)]
/// # pub static METRICS: Registry<dyn Metric>;
/// # #[register(kind = "metrics", config)]
/// # #[derive(serde::Deserialize)]
/// # struct F1 { #[serde(default)] average: String }
/// # impl Metric for F1 { fn average(&self) -> &str { &self.average } }
/// use registry_core::config::Spec;
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// struct Evaluation {
///     metrics: Vec<Spec<dyn Metric, Extra>>,
/// }
///
/// #[derive(Deserialize)]
/// struct Extra {
///     r#as: Option<String>,
/// }
///
/// let evaluation: Evaluation = serde_json::from_str(
///     r#"{ "metrics": ["f1", { "name": "f1", "as": "f1_micro", "config": { "average": "micro" } }] }"#,
/// )?;
/// let metric = evaluation.metrics[1].build()?;
/// assert_eq!((metric.average(), evaluation.metrics[1].extra().r#as.as_deref()), ("micro", Some("f1_micro")));
///
/// let error = serde_json::from_str::<Spec<dyn Metric>>(r#""f2""#).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"nothing in "metrics" has the name "f2"; did you mean "f1"? Registered: f1 at line 1 column 4"#,
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Spec<I: ?Sized + Configurable, X = ()> {
    source: Value,
    name: String,
    /// The entry of that name when it was read; none in the place of what was wrong.
    entry: Option<&'static Entry<I, I::Meta>>,
    form: Form,
    extra: X,
    path: String,
    scope: Option<Arc<Scope>>,
    item: PhantomData<fn() -> Box<I>>,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    /// `"f1"`
    Name,
    /// `{ name = "f1", config = { .. } }`
    Named,
    /// `{ f1 = { .. } }`
    Tagged,
}

pub(super) const NAME: &str = "name";
pub(super) const CONFIG: &str = "config";

impl<I: ?Sized + Configurable, X> Spec<I, X> {
    /// The kind of the registry that has the component: it is known by the type, so it is not written.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        I::registry().kind()
    }

    /// The name or alias, as it was written.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The config, if there is any; null is none.
    #[must_use]
    pub fn config(&self) -> Option<&Value> {
        config(&self.source, &self.name, self.form)
    }

    /// What stands beside `name` and `config`.
    #[must_use]
    pub fn extra(&self) -> &X {
        &self.extra
    }

    /// The entry that it named when it was read.
    ///
    /// # Errors
    /// [`NotFound`] only while a document is checked, for one that stands for what was wrong.
    pub fn entry(&self) -> Result<&'static Entry<I, I::Meta>, NotFound> {
        self.entry.map_or_else(|| I::registry().require(&self.name), Ok)
    }

    /// Builds the component.
    ///
    /// # Errors
    /// [`Error::Config`] if it does not take its config, [`Error::Construction`] with its constructor's error.
    pub fn build(&self) -> Result<Box<I>, Error> {
        let entry = self.entry()?;
        let Some(config) = self.config() else { return entry.create() };
        let key = if self.form == Form::Tagged { &self.name } else { CONFIG };
        let root = Path::Root(&self.path);
        let context = Context::of_use(self.scope.clone());
        entry.build(Input::Value(Node::new(config, &Path::Key(&root, key), &context)))
    }
}

/// The config that stands in `value`.
fn config<'v>(value: &'v Value, name: &str, form: Form) -> Option<&'v Value> {
    let config = match form {
        Form::Name => None,
        Form::Named => value.get(CONFIG),
        Form::Tagged => value.get(name),
    };
    config.filter(|config| !matches!(config.data, Data::Null))
}

/// Where the config of the spec at `path` stands.
fn config_path(path: &str, form: Form, name: &str) -> String {
    join(path, if form == Form::Tagged { name } else { CONFIG })
}

impl<I: ?Sized + Configurable, X: DeserializeOwned> Spec<I, X> {
    /// Reads `located`; what is wrong with it is reported in a check, and returned otherwise.
    pub(super) fn of_located(located: Located) -> Result<Self, Fault> {
        let Located { value, path, context, is_anything } = located;
        if is_anything {
            return Self::anything();
        }
        let (name, form) = match written(&value, |name| I::registry().checked_entry(name).is_ok()) {
            Ok(written) => written,
            Err(message) => {
                context.judge(Fault::other(message).at(|| path, value.place()))?;
                return Self::anything();
            }
        };
        let entry = check(I::registry().checked_entry(&name), &value, &name, form, &path, &context)?;
        let extra = extra(&value, form, &path, &context)?;
        Ok(Self { name, entry, form, extra, path, scope: context.scope.clone(), item: PhantomData, source: value })
    }

    /// One that stands for what was wrong.
    fn anything() -> Result<Self, Fault> {
        let extra = X::deserialize(super::anything::Anything::default())?;
        Ok(Self {
            source: Value::default(),
            name: String::new(),
            entry: None,
            form: Form::Name,
            extra,
            path: String::new(),
            scope: None,
            item: PhantomData,
        })
    }
}

/// The name and how it is written, or what is wrong.
fn written(value: &Value, is_component: impl Fn(&str) -> bool) -> Result<(String, Form), String> {
    match &value.data {
        Data::Text(name) | Data::Loose(name) => Ok((name.clone(), Form::Name)),
        Data::Table(table) => match (value.get(NAME).map(|name| &name.data), table.as_slice()) {
            (Some(Data::Text(name) | Data::Loose(name)), _) => Ok((name.clone(), Form::Named)),
            (Some(_), _) => Err("the `name` of a component is a text".to_owned()),
            (None, [(name, _)]) if name != CONFIG => Ok((name.clone(), Form::Tagged)),
            (None, _) => Err(match table.iter().find(|(key, _)| is_component(key)) {
                Some((name, _)) => format!("beside other keys, {name:?} is written `name = {name:?}, config = ..`"),
                None => "which component? Its `name` is missing".to_owned(),
            }),
        },
        _ => Err("expected a component: its name, or `{ name = \"..\", config = { .. } }`".to_owned()),
    }
}

/// That there is such a component, and in a check that it takes its config.
fn check<I: ?Sized + 'static, M: 'static>(
    entry: Result<&'static Entry<I, M>, Error>,
    value: &Value,
    name: &str,
    form: Form,
    path: &str,
    context: &Context,
) -> Result<Option<&'static Entry<I, M>>, Fault> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => {
            let (path, place) = match form {
                Form::Name => (path.to_owned(), value.place()),
                Form::Named => (join(path, NAME), value.get(NAME).and_then(Value::place)),
                Form::Tagged => (join(path, name), value.get(name).and_then(Value::place)),
            };
            context.judge(Fault::other(error.to_string()).at(|| path, place))?;
            return Ok(None);
        }
    };
    deprecated::warn(entry);
    let config_path = config_path(path, form, name);
    // what is shared may be a component of several registries
    if !context.begin(&format!("{config_path} {}", entry.kind())) {
        return Ok(Some(entry));
    }
    let config = config(value, name, form);
    let empty = Value::new(Data::Table(Table::new()), value.place().cloned());
    context.check(config.unwrap_or(&empty), &config_path, |node| entry.check_config(node));
    Ok(Some(entry))
}

/// What stands beside name and config.
fn extra<X: DeserializeOwned>(value: &Value, form: Form, path: &str, context: &Context) -> Result<X, Fault> {
    let mut table = Table::new();
    if let (Form::Named, Data::Table(entries)) = (form, &value.data) {
        table = entries.iter().filter(|(key, _)| key != NAME && key != CONFIG).cloned().collect();
    }
    let rest = Value::new(Data::Table(table), value.place().cloned());
    if size_of::<X>() == 0 {
        refuse_extra(&rest, path, context)?;
        return X::deserialize(super::anything::Anything::default());
    }
    if context.is_check() {
        return context
            .check(&rest, path, |node| X::deserialize(node))
            .ok_or_else(|| Fault::unfinished().at(|| path.to_owned(), None));
    }
    X::deserialize(Node::new(&rest, &Path::Root(path), context))
}

/// That there is nothing beside name and config.
fn refuse_extra(rest: &Value, path: &str, context: &Context) -> Result<(), Fault> {
    let Data::Table(table) = &rest.data else { return Ok(()) };
    for (key, value) in table {
        let message = format!("unknown field{}", super::nearest::did_you_mean(key, &[NAME, CONFIG]));
        context.judge(Fault::other(message).at(|| join(path, key), value.place()))?;
    }
    Ok(())
}

impl<'de, I: ?Sized + Configurable, X: DeserializeOwned> Deserialize<'de> for Spec<I, X> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of_located(locate::<I, D>(deserializer)?).map_err(raise)
    }
}

/// The component in one of its forms, with its place if the deserializer knows that.
pub(super) fn locate<'de, I: ?Sized + Configurable, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Located, D::Error> {
    deserializer.deserialize_newtype_struct(handover::MARK, LocatedVisitor::<I>(PhantomData))
}

/// Takes a component in any of its forms. From a deserializer that knows places only by itself, the name is checked where
/// it is read.
struct LocatedVisitor<I: ?Sized>(PhantomData<fn() -> Box<I>>);

fn unlocated(value: Value) -> Located {
    Located { value, path: String::new(), context: Context::of_use(None), is_anything: false }
}

impl<'de, I: ?Sized + Configurable> Visitor<'de> for LocatedVisitor<I> {
    type Value = Located;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a component: its name, or its name and config")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Located, D::Error> {
        match handover::take() {
            Some(located) => Ok(located),
            None => deserializer.deserialize_any(self),
        }
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Located, E> {
        I::registry().checked_entry(name).map_err(E::custom)?;
        Ok(unlocated(Data::Text(name.to_owned()).into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Located, A::Error> {
        let mut table = Table::new();
        while let Some(key) = entries.next_key::<String>()? {
            if table.iter().any(|(known, _)| *known == key) {
                return Err(de::Error::custom(format_args!("the key {key:?} is there twice")));
            }
            let value = if key == NAME { entries.next_value_seed(NameSeed(self.0))? } else { entries.next_value()? };
            table.push((key, value));
        }
        Ok(unlocated(Data::Table(table).into()))
    }
}

/// The name of a component.
struct NameSeed<I: ?Sized>(PhantomData<fn() -> Box<I>>);

impl<'de, I: ?Sized + Configurable> DeserializeSeed<'de> for NameSeed<I> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<I: ?Sized + Configurable> Visitor<'_> for NameSeed<I> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a component")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Value, E> {
        I::registry().checked_entry(name).map_err(E::custom)?;
        ValueVisitor.visit_str(name)
    }
}

impl<I: ?Sized + Configurable, X> Serialize for Spec<I, X> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.source.serialize(serializer)
    }
}

impl<I: ?Sized + Configurable, X: Clone> Clone for Spec<I, X> {
    fn clone(&self) -> Self {
        Self {
            source: self.source.clone(),
            name: self.name.clone(),
            entry: self.entry,
            form: self.form,
            extra: self.extra.clone(),
            path: self.path.clone(),
            scope: self.scope.clone(),
            item: PhantomData,
        }
    }
}

/// What was read.
impl<I: ?Sized + Configurable, X> fmt::Debug for Spec<I, X> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Spec").field(&self.source).finish()
    }
}

/// Two specs are equal if they say the same.
impl<I: ?Sized + Configurable, X> PartialEq for Spec<I, X> {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}
