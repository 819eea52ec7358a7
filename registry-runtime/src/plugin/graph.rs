//! Who requires whom, as a drawing.

use std::fmt::{self, Write as _};
use std::sync::Arc;

/// Who requires whom in a host: what [`Host::graph`](super::Host::graph) gives. As text it is [Mermaid](https://mermaid.js.org).
///
/// ```
/// use registry_core::plugin::{Dep, Host, Lazy, plugin};
///
/// #[plugin]
/// fn clock() -> u64 {
///     0
/// }
///
/// #[plugin]
/// fn stamp(clock: Dep<u64>, zone: Option<Dep<String>>) -> String {
///     format!("{clock}{zone:?}")
/// }
///
/// let host = Host::new();
/// host.load(clock::handle())?;
/// assert_eq!(
///     host.graph().to_mermaid(),
///     r#"flowchart LR
///     n0["clock"]:::loaded
///     n1["stamp"]
///     n2["zone"]:::missing
///     n1 --> n0
///     n1 -.-> n2
///     classDef loaded stroke-width:3px
///     classDef missing stroke-dasharray:4"#,
/// );
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Graph {
    /// Sorted by name.
    pub(super) nodes: Vec<GraphNode>,
    /// Sorted by the nodes' places.
    pub(super) edges: Vec<GraphEdge>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GraphNode {
    pub(super) name: Arc<str>,
    pub(super) is_group: bool,
    pub(super) is_loaded: bool,
    /// It is required, and the host does not have it.
    pub(super) is_missing: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GraphEdge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Not a requirement that is always loaded before: an optional or a lazy one.
    pub(super) is_loose: bool,
}

impl Graph {
    /// For Mermaid: an arrow from each plugin to what it requires, dotted where that is optional or lazy. What is loaded has a thick border,
    /// what is missing a broken one; groups are round.
    #[must_use]
    pub fn to_mermaid(&self) -> String {
        let mut text = String::from("flowchart LR");
        for (place, node) in self.nodes.iter().enumerate() {
            let name = node.name.replace('#', "#35;").replace('"', "#quot;");
            let (open, close) = if node.is_group { ("([", "])") } else { ("[", "]") };
            let class = match node {
                GraphNode { is_loaded: true, .. } => ":::loaded",
                GraphNode { is_missing: true, .. } => ":::missing",
                _ => "",
            };
            let _ = write!(text, "\n    n{place}{open}\"{name}\"{close}{class}");
        }
        for edge in &self.edges {
            let arrow = if edge.is_loose { "-.->" } else { "-->" };
            let _ = write!(text, "\n    n{} {arrow} n{}", edge.from, edge.to);
        }
        text.push_str("\n    classDef loaded stroke-width:3px\n    classDef missing stroke-dasharray:4");
        text
    }

    /// For Graphviz, with the same meaning.
    ///
    /// ```
    /// use registry_core::plugin::{Host, NewPlugin};
    ///
    /// let host = Host::empty();
    /// host.add(NewPlugin::new("a", |_| Ok(1_u32)))?;
    /// host.add(NewPlugin::new("b", |_| Ok(2_u32)).requires::<u32>("a"))?;
    /// assert_eq!(
    ///     host.graph().to_dot(),
    ///     r#"digraph plugins {
    ///     rankdir=LR;
    ///     "a" [shape=box];
    ///     "b" [shape=box];
    ///     "b" -> "a";
    /// }"#,
    /// );
    /// # Ok::<(), registry_core::plugin::Error>(())
    /// ```
    #[must_use]
    pub fn to_dot(&self) -> String {
        let quoted =
            |place: usize| format!("\"{}\"", self.nodes[place].name.replace('\\', "\\\\").replace('"', "\\\""));
        let mut text = String::from("digraph plugins {\n    rankdir=LR;\n");
        for (place, node) in self.nodes.iter().enumerate() {
            let shape = if node.is_group { "ellipse" } else { "box" };
            let style = match node {
                GraphNode { is_loaded: true, .. } => ", penwidth=3",
                GraphNode { is_missing: true, .. } => ", style=dashed",
                _ => "",
            };
            let _ = writeln!(text, "    {} [shape={shape}{style}];", quoted(place));
        }
        for edge in &self.edges {
            let style = if edge.is_loose { " [style=dotted]" } else { "" };
            let _ = writeln!(text, "    {} -> {}{style};", quoted(edge.from), quoted(edge.to));
        }
        text.push('}');
        text
    }
}

/// As [Mermaid](Graph::to_mermaid).
impl fmt::Display for Graph {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_mermaid())
    }
}
