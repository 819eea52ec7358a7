//! Components that a document defines once and refers to from several places.

use super::configurable::Configurable;
use super::context::Context;
use super::fault::Fault;
use super::handover::{Located, raise};
use super::path::join;
use super::spec::{Spec, locate};
use super::value::{Data, Table, Value};
use crate::error::{Error, nearest};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The components that a document shares.
pub(super) struct Scope {
    /// Where they stand in the document.
    pub(super) path: String,
    pub(super) definitions: Table,
    /// The components by name and type; each is an `Arc<I>` once it is built.
    built: Mutex<HashMap<(String, TypeId), Cell>>,
}

/// Locked while the component is built.
type Cell = Arc<Mutex<Option<Arc<dyn Any + Send + Sync>>>>;

thread_local! {
    /// What this thread is building, so that it does not wait for itself.
    static BUILDING: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

impl Scope {
    pub(super) fn new(path: String, definitions: Table) -> Self {
        Self { path, definitions, built: Mutex::default() }
    }

    fn definition(&self, name: &str) -> Option<&Value> {
        self.definitions.iter().find(|(defined, _)| defined == name).map(|(_, value)| value)
    }

    fn located(&self, name: &str, context: Context) -> Option<Located> {
        let value = self.definition(name)?.clone();
        Some(Located { value, path: join(&self.path, name), context, is_anything: false })
    }

    /// The shared component, which is built at the first call.
    fn get<I: ?Sized + Configurable + Send + Sync>(self: &Arc<Self>, name: &str) -> Result<Arc<I>, Error> {
        let key = (name.to_owned(), TypeId::of::<I>());
        let cell = Arc::clone(self.built.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default());
        let _building = Building::of::<I>(name)?;
        let mut cell = cell.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(component) = cell.as_ref().and_then(|component| component.downcast_ref::<Arc<I>>()) {
            return Ok(Arc::clone(component));
        }
        let component: Arc<I> = self.build::<I>(name)?.into();
        *cell = Some(Arc::new(Arc::clone(&component)));
        Ok(component)
    }

    fn build<I: ?Sized + Configurable>(self: &Arc<Self>, name: &str) -> Result<Box<I>, Error> {
        let kind = I::registry().kind();
        let refused = |source| Error::Document { kind, source: Box::new(source) };
        let located = self
            .located(name, Context::of_use(Some(Arc::clone(self))))
            .ok_or_else(|| refused(Fault::other(not_shared(self, name))))?;
        Spec::<I>::of_located(located).map_err(refused)?.build()
    }
}

/// That this thread builds a shared component.
struct Building;

impl Building {
    fn of<I: ?Sized + Configurable>(name: &str) -> Result<Self, Error> {
        let name = format!("{}/{name}", I::registry().kind());
        BUILDING.with_borrow_mut(|building| {
            if let Some(start) = building.iter().position(|known| *known == name) {
                let path = building[start..].iter().cloned().chain([name]).collect();
                return Err(Error::Cycle { path });
            }
            building.push(name);
            Ok(Self)
        })
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        BUILDING.with_borrow_mut(Vec::pop);
    }
}

/// A component that several places of a document can have in common: a field for your own config structs, and for those
/// of components.
///
/// It is written as a [`Spec`], or as `{ ref = "name" }`: then it is the component that the document defines under that name, in the
/// table that [`Document::share`](crate::config::Document::share) names, built once however many refer to it.
///
/// ```
/// # #[cfg(feature = "toml")] {
/// # use registry_core::{Registry, register, registry};
/// # pub trait Tokenizer: Send + Sync {}
/// # #[registry(config)]
/// # pub static TOKENIZERS: Registry<dyn Tokenizer>;
/// # #[register(kind = "tokenizers", config)]
/// # #[derive(serde::Deserialize)]
/// # struct Bpe { #[allow(dead_code)] merges: u32 }
/// # impl Tokenizer for Bpe {}
/// use registry_core::config::{Document, Format, Shared};
///
/// #[derive(serde::Deserialize)]
/// struct Pair {
///     source: Shared<dyn Tokenizer>,
///     target: Shared<dyn Tokenizer>,
/// }
///
/// let text = r#"
/// source = { ref = "tokens" }
/// target = { ref = "tokens" }
///
/// [components.tokens]
/// name = "bpe"
/// config = { merges = 32000 }
/// "#;
/// let pair: Pair = Document::parse(text, Format::Toml, "pair.toml")?.share("components").read()?;
/// assert!(std::sync::Arc::ptr_eq(&pair.source.get()?, &pair.target.get()?));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Shared<I: ?Sized + Configurable> {
    source: Source<I>,
    component: OnceLock<Arc<I>>,
    building: Mutex<()>,
}

enum Source<I: ?Sized + Configurable> {
    Own(Spec<I>),
    /// `{ ref = "name" }`
    Reference {
        name: String,
        scope: Arc<Scope>,
    },
}

const REF: &str = "ref";

impl<I: ?Sized + Configurable + Send + Sync> Shared<I> {
    /// The component, which is built at the first call.
    ///
    /// # Errors
    /// Those of [`Spec::build`], and [`Error::Cycle`] if the component needs itself.
    pub fn get(&self) -> Result<Arc<I>, Error> {
        if let Some(component) = self.component.get() {
            return Ok(Arc::clone(component));
        }
        let component = match &self.source {
            Source::Own(spec) => return self.own(spec),
            Source::Reference { name, scope } => scope.get(name)?,
        };
        Ok(Arc::clone(self.component.get_or_init(|| component)))
    }

    /// Of its own, and so no other component waits for it.
    fn own(&self, spec: &Spec<I>) -> Result<Arc<I>, Error> {
        let _building = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(component) = self.component.get() {
            return Ok(Arc::clone(component));
        }
        let component = spec.build()?.into();
        Ok(Arc::clone(self.component.get_or_init(|| component)))
    }
}

impl<I: ?Sized + Configurable> Shared<I> {
    pub(super) fn of_located(located: Located) -> Result<Self, Fault> {
        let source = match (reference(&located.value), located.is_anything) {
            (Some(name), false) => Self::of_reference(&name, &located)?,
            _ => Source::Own(Spec::of_located(located)?),
        };
        Ok(Self { source, component: OnceLock::new(), building: Mutex::new(()) })
    }

    fn of_reference(name: &str, located: &Located) -> Result<Source<I>, Fault> {
        let Located { value, path, context, .. } = located;
        let fault = |message| Fault::other(message).at(|| join(path, REF), value.get(REF).and_then(Value::place));
        let Some(scope) = &context.scope else {
            return Err(fault(
                "nothing is shared here: only a `Document` that says `share` has shared components".into(),
            ));
        };
        let located = scope.located(name, context.clone()).ok_or_else(|| fault(not_shared(scope, name)))?;
        if context.is_check() {
            let entered = format!("{}/{name}", I::registry().kind());
            context
                .enter(&entered)
                .map_err(|cycle| fault(format!("the component needs itself: {}", cycle.join(" -> "))))?;
            let checked = Spec::<I>::of_located(located);
            context.leave();
            checked?;
        }
        Ok(Source::Reference { name: name.to_owned(), scope: Arc::clone(scope) })
    }
}

/// The name in `{ ref = "name" }`.
fn reference(value: &Value) -> Option<String> {
    match (&value.data, value.get(REF).map(|name| &name.data)) {
        (Data::Table(table), Some(Data::Text(name) | Data::Loose(name))) if table.len() == 1 => Some(name.clone()),
        _ => None,
    }
}

fn not_shared(scope: &Scope, name: &str) -> String {
    let defined: Vec<&str> = scope.definitions.iter().map(|(defined, _)| defined.as_str()).collect();
    if defined.is_empty() {
        return format!("nothing is shared as {name:?}: the table `{}` is empty or missing", scope.path);
    }
    let near = nearest(name, defined.iter().copied());
    let question = near.first().map_or_else(|| ".".to_owned(), |near| format!("; did you mean {near:?}?"));
    format!("nothing is shared as {name:?}{question} Shared: {}", defined.join(", "))
}

impl<'de, I: ?Sized + Configurable> Deserialize<'de> for Shared<I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of_located(locate::<I, D>(deserializer)?).map_err(raise)
    }
}

impl<I: ?Sized + Configurable> Serialize for Shared<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.source {
            Source::Own(spec) => spec.serialize(serializer),
            Source::Reference { name, .. } => serializer.collect_map([(REF, name)]),
        }
    }
}

impl<I: ?Sized + Configurable> fmt::Debug for Shared<I> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Own(spec) => formatter.debug_struct("Shared").field("own", spec).finish_non_exhaustive(),
            Source::Reference { name, .. } => formatter.debug_struct("Shared").field(REF, name).finish_non_exhaustive(),
        }
    }
}
