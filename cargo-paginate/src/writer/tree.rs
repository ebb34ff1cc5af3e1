//! The members of a response that are named, as structs.

use std::collections::BTreeMap;

use crate::names::{Names, field, literal, type_name};
use crate::schema::{Kind, Node, Schemas};

/// What is at the end of a path.
#[derive(Clone, Debug)]
pub(super) enum Leaf {
    /// The list of records, with its type.
    Items(String),
    /// One record, with its type.
    Record(String),
    Position,
    Link,
    Links,
    Flag,
    Count,
    /// A value whose type is known.
    Typed(&'static str),
}

impl Leaf {
    /// The type by what the schema says.
    pub(super) fn with_kind(self, kind: Kind) -> Self {
        match (&self, kind) {
            (Self::Position | Self::Count, Kind::Text) => Self::Typed("String"),
            (Self::Position | Self::Count, Kind::Integer) => Self::Typed("i64"),
            (Self::Position | Self::Count, Kind::Number) => Self::Typed("serde_json::Number"),
            (Self::Position, Kind::Map | Kind::Object) => Self::Typed("serde_json::Map<String, serde_json::Value>"),
            (Self::Position | Self::Count, _) => Self::Typed("serde_json::Value"),
            _ => self,
        }
    }

    fn rust_type(&self, links: &str) -> String {
        match self {
            Self::Items(text) | Self::Record(text) => text.clone(),
            Self::Link => "String".to_owned(),
            Self::Flag => "bool".to_owned(),
            Self::Links => format!("Vec<{links}>"),
            Self::Typed(text) => (*text).to_owned(),
            Self::Position | Self::Count => "serde_json::Value".to_owned(),
        }
    }
}

/// A struct to be, or what a member of one holds.
#[derive(Debug, Default)]
pub(super) struct Tree {
    members: BTreeMap<String, Tree>,
    leaf: Option<Leaf>,
}

impl Tree {
    pub(super) fn insert(&mut self, path: &[String], leaf: Leaf) {
        match path.split_first() {
            None => self.leaf = Some(leaf),
            Some((first, rest)) => self.members.entry(first.clone()).or_default().insert(rest, leaf),
        }
    }

    /// The struct, and into `structs` those of its members.
    pub(super) fn render(
        &self,
        name: &str,
        node: Option<&Node<'_>>,
        schemas: Schemas<'_>,
        names: &mut Names,
        structs: &mut String,
    ) -> String {
        if let Some(leaf) = &self.leaf {
            return format!("#[serde(transparent)]\npub struct {name}(pub {});\n", leaf.rust_type(""));
        }
        let fields = self.fields(name, node, schemas, "Deserialize", names, structs);
        format!("pub struct {name} {{\n{fields}}}\n")
    }

    /// The same, with whatever else there is.
    pub(super) fn render_open(
        &self,
        name: &str,
        node: Option<&Node<'_>>,
        schemas: Schemas<'_>,
        names: &mut Names,
        structs: &mut String,
    ) -> String {
        let fields = self.fields(name, node, schemas, "Clone, Debug, Deserialize", names, structs);
        let mut rest = "rest".to_owned();
        while fields.contains(&format!("pub {rest}:")) {
            rest.push('_');
        }
        format!(
            "pub struct {name} {{\n{fields}    #[serde(flatten)]\n    pub {rest}: serde_json::Map<String, serde_json::Value>,\n}}\n"
        )
    }

    fn fields(
        &self,
        name: &str,
        node: Option<&Node<'_>>,
        schemas: Schemas<'_>,
        derive: &str,
        names: &mut Names,
        structs: &mut String,
    ) -> String {
        let shape = node.map(|node| schemas.shape(node));
        let mut text = String::new();
        for (wire, tree) in &self.members {
            let member = shape.as_ref().and_then(|shape| shape.members.get(wire.as_str()));
            let inner = match &tree.leaf {
                Some(Leaf::Links) => {
                    let links = names.take(&format!("{name}Link"));
                    structs.push_str(&format!(
                        "\n#[derive({derive})]\npub struct {links} {{\n    pub rel: Option<String>,\n    pub href: Option<String>,\n}}\n"
                    ));
                    format!("Vec<{links}>")
                }
                Some(leaf) => leaf.rust_type(""),
                None => {
                    let inner = names.take(&format!("{name}{}", type_name(wire)));
                    let mut deeper = String::new();
                    let node = member.map(|member| &member.node);
                    let fields = tree.fields(&inner, node, schemas, derive, names, &mut deeper);
                    structs.push_str(&format!("\n#[derive({derive})]\npub struct {inner} {{\n{fields}}}\n{deeper}"));
                    inner
                }
            };
            let is_record = matches!(tree.leaf, Some(Leaf::Record(_)));
            let inner =
                if is_record || tree.is_always_there(member, schemas) { inner } else { format!("Option<{inner}>") };
            let rust = field(wire);
            if rust != *wire {
                text.push_str(&format!("    #[serde(rename = {})]\n", literal(wire)));
            }
            text.push_str(&format!("    pub {rust}: {inner},\n"));
        }
        text
    }

    /// Positions and counts may be missing whatever the document says.
    fn is_always_there(&self, member: Option<&crate::schema::Member<'_>>, schemas: Schemas<'_>) -> bool {
        let is_container = self.leaf.is_none() || matches!(self.leaf, Some(Leaf::Items(_)));
        is_container && member.is_some_and(|member| member.required && !schemas.shape(&member.node).nullable)
    }

    /// Code that reads a value as an `Option` of a reference.
    pub(super) fn read(&self, path: &[String], node: Option<&Node<'_>>, schemas: Schemas<'_>) -> String {
        let mut text = "page".to_owned();
        let mut tree = self;
        let mut node = node.cloned();
        let mut optional = false;
        for segment in path {
            let Some(next) = tree.members.get(segment) else { break };
            let member = node.as_ref().and_then(|node| schemas.shape(node).members.get(segment.as_str()).cloned());
            let there = next.is_always_there(member.as_ref(), schemas);
            let name = field(segment);
            text = match (optional, there) {
                (false, true) => format!("{text}.{name}"),
                (false, false) => format!("{text}.{name}.as_ref()"),
                (true, true) => format!("{text}.map(|inner| &inner.{name})"),
                (true, false) => format!("{text}.and_then(|inner| inner.{name}.as_ref())"),
            };
            optional |= !there;
            tree = next;
            node = member.map(|member| member.node);
        }
        text
    }
}
