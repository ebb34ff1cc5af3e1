//! An operation of an API, whichever format describes it.

use crate::declaration::Target;
use crate::schema::{Kind, Node, Schemas, Shape};

/// A value that a request may carry.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// Its name in the document.
    pub name: String,
    /// Where it goes, if a position can go there.
    pub target: Option<Target>,
    /// Its schema, where there is one.
    pub node: Option<Node<'a>>,
    /// What the document says about it.
    pub description: &'a str,
}

impl<'a> Parameter<'a> {
    /// Its schema, followed.
    pub fn shape(&self, schemas: Schemas<'a>) -> Option<Shape<'a>> {
        self.node.as_ref().map(|node| schemas.shape(node))
    }

    /// Its kind. A parameter without a schema may be anything.
    pub fn kind(&self, schemas: Schemas<'a>) -> Kind {
        self.shape(schemas).map_or(Kind::Any, |shape| shape.kind)
    }
}

/// A header of the response.
#[derive(Clone, Debug)]
pub struct Header<'a> {
    /// Its name.
    pub name: &'a str,
    /// What the document says about it.
    pub description: &'a str,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation<'a> {
    /// Its name, or what stands for it.
    pub id: String,
    /// In capitals.
    pub method: String,
    /// With its parameters in braces.
    pub path: String,
    /// What a request may carry.
    pub parameters: Vec<Parameter<'a>>,
    /// The body of a response that succeeded.
    pub response: Option<Node<'a>>,
    /// The headers of such a response.
    pub headers: Vec<Header<'a>>,
    /// What the document says about it.
    pub description: &'a str,
    /// Whether it only reads, by method or by name.
    pub reads: bool,
    /// Whether it answers in XML.
    pub is_xml: bool,
}

impl<'a> Operation<'a> {
    /// The parameter with this name in the document.
    pub fn parameter(&self, name: &str) -> Option<&Parameter<'a>> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The parameter that is sent here.
    pub fn parameter_at(&self, target: &Target) -> Option<&Parameter<'a>> {
        self.parameters.iter().find(|parameter| parameter.target.as_ref() == Some(target))
    }
}

/// Whether an operation only reads: GET, and what calls itself a search.
pub fn only_reads(method: &str, path: &str, id: &str) -> bool {
    const WORDS: &[&str] = &["search", "query", "list", "find", "lookup", "scroll", "filter", "browse"];
    let last = path.rsplit('/').find(|segment| !segment.starts_with('{')).unwrap_or_default().to_ascii_lowercase();
    let id = id.to_ascii_lowercase();
    method == "GET" || method == "POST" && WORDS.iter().any(|word| last.contains(word) || id.contains(word))
}
