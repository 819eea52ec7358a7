//! A whole document: several sources over one another, checked at once.

use super::context::Context;
use super::environment;
use super::format::{Format, decode};
use super::node::Node;
use super::overrides;
use super::path::Path;
use super::problem::Problems;
use super::sharing::Scope;
use super::value::{Data, Table, Value};
use serde::de::DeserializeOwned;
use std::fs;
use std::sync::Arc;

/// A document, from one source or from several over one another, which is checked as a whole when it is read.
///
/// Nothing happens to it that was not asked for: no file is looked for, no variable put in.
///
/// ```
/// # #[cfg(all(feature = "toml", feature = "yaml"))] {
/// use registry_core::config::{Document, Format, Problems};
///
/// #[derive(serde::Deserialize)]
/// struct Evaluation {
///     folds: u8,
///     threads: usize,
///     output: String,
///     data: Data,
/// }
///
/// #[derive(serde::Deserialize)]
/// struct Data {
///     loader: String,
///     shuffle: bool,
/// }
///
/// // `Document::open("eval.toml")?` for what is in a file
/// let base = Document::parse(
///     r#"
/// folds = 5
/// threads = "${THREADS:-4}"
/// output = "out/$${run}"
///
/// [data]
/// loader = "csv"
/// shuffle = false
/// "#,
///     Format::Toml,
///     "eval.toml",
/// )?;
/// let own = Document::parse("data:\n  loader: ${LOADER}\n", Format::Yaml, "own.yaml")?;
///
/// let variables = |name: &str| (name == "LOADER").then(|| "parquet".to_owned());
/// let evaluation: Evaluation =
///     base.clone().layer(own.clone()).expand(variables)?.set("data.shuffle=true")?.read()?;
/// assert_eq!((evaluation.folds, evaluation.threads), (5, 4));
/// assert_eq!((&*evaluation.output, &*evaluation.data.loader), ("out/${run}", "parquet"));
/// assert!(evaluation.data.shuffle);
///
/// // a document that is wrong says everything that is wrong with it, and where
/// let other = Document::parse("threads: 8\ndata:\n  shufle: yes\n  loader: 3\n", Format::Yaml, "other.yaml")?;
/// let problems: Problems = base.layer(other).check::<Evaluation>().unwrap_err();
/// assert_eq!(
///     problems.to_string(),
///     "other.yaml:3:11: data.shufle: unknown field; did you mean \"shuffle\"?\n\
///      other.yaml:4:11: data.loader: invalid type: integer `3`, expected a string",
/// );
/// # }
/// # Ok::<(), registry_core::config::Problems>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    value: Value,
    shared: Option<String>,
}

impl Document {
    /// The document in a file, in the [format of its extension](Format::of_path).
    ///
    /// ```
    /// # #[cfg(feature = "toml")] {
    /// use registry_core::config::Document;
    ///
    /// let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    /// assert!(Document::open(manifest)?.value().get("package").is_some());
    ///
    /// let problems = Document::open("none/eval.toml").unwrap_err().to_string();
    /// assert!(problems.starts_with("`none/eval.toml` cannot be read: "), "{problems}");
    /// # }
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    ///
    /// # Errors
    /// The file cannot be read, its extension tells no format, it is not UTF-8, and all of [`parse`](Self::parse).
    pub fn open(path: impl AsRef<std::path::Path>) -> Result<Self, Problems> {
        let path = path.as_ref();
        let format = Format::of_path(path)?;
        let file = path.display().to_string();
        let unreadable = |error| Problems::one(None, "", format!("`{file}` cannot be read: {error}"));
        let text = decode(fs::read(path).map_err(unreadable)?, &file)?;
        Self::parse(&text, format, &file)
    }

    /// The document that `text` is; problems name it `file`.
    ///
    /// ```
    /// # #[cfg(feature = "json")] {
    /// use registry_core::config::{Document, Format};
    ///
    /// let document = Document::parse(r#"{"folds": 5}"#, Format::Json, "eval.json")?;
    /// assert_eq!(document.value().get("folds").unwrap().place().unwrap().column, 11);
    ///
    /// let problems = Document::parse("{\n  \"folds\" 5\n}", Format::Json, "eval.json").unwrap_err();
    /// assert_eq!(problems.to_string(), "eval.json:2:11: expected `:`");
    /// # }
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    ///
    /// # Errors
    /// The text is not of that format, a key is there twice, or the feature of the format is off.
    pub fn parse(text: &str, format: Format, file: &str) -> Result<Self, Problems> {
        Ok(Self { value: format.parse(text, file)?, shared: None })
    }

    /// A document that says nothing: what to start from if there may be no file.
    ///
    /// ```
    /// use registry_core::config::Document;
    ///
    /// let folds: std::collections::BTreeMap<String, u8> = Document::empty().set("folds=5")?.read()?;
    /// assert_eq!(folds["folds"], 5);
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    #[must_use]
    pub fn empty() -> Self {
        Self { value: Data::Table(Table::new()).into(), shared: None }
    }

    /// What says just `value`.
    #[cfg(feature = "plugin")]
    pub(crate) fn of(value: Value) -> Self {
        Self { value, shared: None }
    }

    /// This, with what `other` says on top: tables merge, anything else is replaced, lists as a whole.
    ///
    /// ```
    /// # #[cfg(feature = "json")] {
    /// use registry_core::config::{Document, Format};
    ///
    /// let base = Document::parse(r#"{"data": {"folds": 5, "columns": [1, 2]}}"#, Format::Json, "base.json")?;
    /// let own = Document::parse(r#"{"data": {"columns": [3]}}"#, Format::Json, "own.json")?;
    /// let both = base.layer(own);
    /// assert_eq!(serde_json::to_string(both.value()).unwrap(), r#"{"data":{"folds":5,"columns":[3]}}"#);
    /// # }
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    #[must_use]
    pub fn layer(mut self, other: Self) -> Self {
        self.value.layer(other.value);
        self.shared = other.shared.or(self.shared);
        self
    }

    /// This, with one value set as on a command line: `path=value`.
    ///
    /// The path is made of keys and of indices of lists: `metrics.0.config.average` or `metrics[0].config.average`. A key in
    /// double quotes may hold anything. Tables that are missing are made; the index behind the last item adds one. The value is
    /// everything after the `=`, and is read as a number or a boolean where one is wanted, else as text.
    ///
    /// ```
    /// use registry_core::config::Document;
    ///
    /// let document = Document::empty().set("metrics.0=accuracy")?.set("data.\"split.ratio\"=0.2")?;
    /// assert_eq!(
    ///     serde_json::to_string(document.value()).unwrap(),
    ///     r#"{"metrics":["accuracy"],"data":{"split.ratio":"0.2"}}"#,
    /// );
    ///
    /// let problems = document.set("metrics.2=f1").unwrap_err().to_string();
    /// assert!(problems.starts_with("command line:1:1: metrics: the list has 1 item, so 2 is no index of it"), "{problems}");
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    ///
    /// # Errors
    /// The setting has another form, or the document has something else at the path: a list or a single value where the path has a
    /// key, a table or a single value where it has an index, a list that is too short.
    pub fn set(mut self, setting: &str) -> Result<Self, Problems> {
        overrides::set(&mut self.value, setting)?;
        Ok(self)
    }

    /// This, with the variables of the environment put into its texts, as by [`expand`](Self::expand).
    ///
    /// A variable that is not UTF-8 counts as not set.
    ///
    /// ```
    /// use registry_core::config::Document;
    ///
    /// let document = Document::empty().set("root=${CARGO_MANIFEST_DIR:-.}/data")?.expand_environment()?;
    /// assert_ne!(serde_json::to_string(document.value()).unwrap(), r#"{"root":"${CARGO_MANIFEST_DIR:-.}/data"}"#);
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`expand`](Self::expand).
    pub fn expand_environment(self) -> Result<Self, Problems> {
        self.expand(|name| std::env::var(name).ok())
    }

    /// This, with variables put into its texts: `${NAME}`, and `${NAME:-default}` for one that may be missing or empty; `$$` stands
    /// for `$`.
    ///
    /// Keys are left alone, and so is what was put in. A text with a variable is read as a number or a boolean where one is
    /// wanted.
    ///
    /// ```
    /// use registry_core::config::Document;
    ///
    /// let document = Document::empty().set("folds=${FOLDS:-5}")?.set("user=${USER}")?;
    /// let problems = document.clone().expand(|_| None).unwrap_err();
    /// assert_eq!(
    ///     problems.to_string(),
    ///     "command line:1:1: user: the variable `USER` is not set; `${USER:-default}` would do without",
    /// );
    /// let document = document.expand(|_| Some("9".to_owned()))?;
    /// assert_eq!(document.read::<std::collections::BTreeMap<String, u8>>()?["folds"], 9);
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    ///
    /// # Errors
    /// Every variable that is missing and has no default, every `${` that is not closed, every name that can be none.
    pub fn expand(mut self, mut lookup: impl FnMut(&str) -> Option<String>) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        environment::expand(&mut self.value, &Path::Root(""), &mut lookup, &mut problems);
        Problems::none_of(problems)?;
        Ok(self)
    }

    /// This, with the components in the table `key`, at the top, for every [`Shared`](crate::config::Shared) in it to refer to.
    ///
    /// That table is not read otherwise: the type that is read has no field for it. It may be missing.
    ///
    /// ```
    /// # #[cfg(feature = "json")] {
    /// use registry_core::config::{Document, Format};
    /// use std::collections::BTreeMap;
    ///
    /// let document = Document::parse(r#"{"components": {}, "folds": 5}"#, Format::Json, "eval.json")?.share("components");
    /// assert_eq!(document.read::<BTreeMap<String, u8>>()?.len(), 1);
    /// # }
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    #[must_use]
    pub fn share(mut self, key: impl Into<String>) -> Self {
        self.shared = Some(key.into());
        self
    }

    /// What it says.
    ///
    /// ```
    /// use registry_core::config::Document;
    ///
    /// assert!(Document::empty().value().get("folds").is_none());
    /// ```
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Whether the document can be read as a `T`: without building anything.
    ///
    /// ```
    /// use registry_core::config::Document;
    /// use std::collections::BTreeMap;
    ///
    /// let document = Document::empty().set("folds=many")?;
    /// assert!(document.check::<BTreeMap<String, u8>>().is_err());
    /// assert!(document.check::<BTreeMap<String, String>>().is_ok());
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn check<T: DeserializeOwned>(&self) -> Result<(), Problems> {
        let (value, scope) = self.scope()?;
        checked::<T>(&value, scope).map(drop)
    }

    /// Reads the document as a `T`, if nothing is wrong with it.
    ///
    /// ```
    /// use registry_core::config::Document;
    ///
    /// let folds: std::collections::BTreeMap<String, u8> = Document::empty().set("folds=5")?.read()?;
    /// assert_eq!(folds["folds"], 5);
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problems> {
        let (value, scope) = self.scope()?;
        if let Some(read) = checked(&value, scope.clone())? {
            return Ok(read);
        }
        T::deserialize(Node::new(&value, &Path::Root(""), &Context::of_use(scope)))
            .map_err(|fault| Problems::of(fault.problem()))
    }

    /// What is read, and what is shared.
    fn scope(&self) -> Result<(Value, Option<Arc<Scope>>), Problems> {
        let mut value = self.value.clone();
        let Some(shared) = &self.shared else { return Ok((value, None)) };
        let definitions = take_definitions(&mut value, shared)?;
        Ok((value, Some(Arc::new(Scope::new(shared.clone(), definitions)))))
    }
}

/// Everything that is wrong with `value`; or a `T`, unless that needs what is only built outside of a check.
fn checked<T: DeserializeOwned>(value: &Value, scope: Option<Arc<Scope>>) -> Result<Option<T>, Problems> {
    let context = Context::of_check(scope);
    let read = context.check(value, "", |node| T::deserialize(node));
    Problems::none_of(context.take_problems())?;
    Ok(read)
}

/// Takes the components that are shared out of what is read.
fn take_definitions(value: &mut Value, shared: &str) -> Result<Table, Problems> {
    let Data::Table(table) = &mut value.data else { return Ok(Table::new()) };
    let Some(index) = table.iter().position(|(key, _)| key == shared) else { return Ok(Table::new()) };
    let Value { data, place } = table.remove(index).1;
    match data {
        Data::Table(definitions) => Ok(definitions),
        Data::Null => Ok(Table::new()),
        _ => Err(Problems::one(place, shared, "the shared components stand here: a table of them by name")),
    }
}

#[cfg(all(test, feature = "toml", feature = "yaml", feature = "json"))]
mod tests;
