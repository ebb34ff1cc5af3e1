//! Schemas as all readers see them: references followed, `allOf` merged, alternatives joined.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::declaration::ItemsAt;

/// How far references and `allOf` are followed.
const DEPTH: usize = 24;

/// What a value is, as far as Rust's types need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An object with named members.
    Object,
    /// A list.
    List,
    /// An object whose names are data.
    Map,
    /// A string.
    Text,
    /// An integer.
    Integer,
    /// Any number.
    Number,
    /// A boolean.
    Flag,
    /// Not known, or of several kinds.
    Any,
}

impl Kind {
    /// Neither an object nor a list.
    pub fn is_scalar(self) -> bool {
        matches!(self, Self::Text | Self::Integer | Self::Number | Self::Flag)
    }
}

/// A schema: all of these hold.
#[derive(Clone, Debug)]
pub struct Node<'a>(Vec<&'a Value>);

impl<'a> Node<'a> {
    /// A single schema.
    pub fn of(value: &'a Value) -> Self {
        Self(vec![value])
    }

    /// What tells it from every other schema of the document.
    pub fn identity(&self) -> Vec<usize> {
        self.0.iter().map(|value| std::ptr::from_ref::<Value>(value) as usize).collect()
    }

    /// The reference, if the schema is one and nothing else.
    pub fn reference(&self) -> Option<&'a str> {
        match self.0.as_slice() {
            [only] => only.get("$ref")?.as_str(),
            _ => None,
        }
    }
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// Its schema.
    pub node: Node<'a>,
    /// Whether it is always there.
    pub required: bool,
}

/// A schema with its references followed, one level deep.
#[derive(Clone, Debug)]
pub struct Shape<'a> {
    /// What it is.
    pub kind: Kind,
    /// Whether it may be null.
    pub nullable: bool,
    /// The members of an object.
    pub members: BTreeMap<&'a str, Member<'a>>,
    /// What a list or a map holds.
    pub entries: Option<Node<'a>>,
    /// Such as `uri` or `int64`.
    pub format: &'a str,
    /// The first description on the way.
    pub description: &'a str,
    /// The value that the server takes where none is sent.
    pub default: Option<&'a Value>,
    /// The least value.
    pub minimum: Option<&'a Value>,
    /// The greatest value.
    pub maximum: Option<&'a Value>,
    /// A value as it may occur.
    pub example: Option<&'a Value>,
}

/// The schemas of one document.
#[derive(Clone, Copy, Debug)]
pub struct Schemas<'a> {
    root: &'a Value,
}

#[derive(Default)]
struct Parts<'a> {
    kinds: Vec<Kind>,
    nullable: bool,
    members: BTreeMap<&'a str, Member<'a>>,
    required: Vec<&'a str>,
    entries: Option<Node<'a>>,
    additional: Option<&'a Value>,
    format: &'a str,
    description: &'a str,
    default: Option<&'a Value>,
    minimum: Option<&'a Value>,
    maximum: Option<&'a Value>,
    example: Option<&'a Value>,
    unknown: bool,
}

static ANYTHING: Value = Value::Null;

impl<'a> Schemas<'a> {
    /// References are looked up in this document.
    pub fn new(root: &'a Value) -> Self {
        Self { root }
    }

    /// The value behind references. One that leads to nothing, or out of the file, is `None`.
    pub fn follow(self, value: &'a Value) -> Option<&'a Value> {
        let mut value = value;
        for _ in 0..DEPTH {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return Some(value) };
            value = self.root.pointer(&pointer(reference)?)?;
        }
        None
    }

    /// What a schema says.
    pub fn shape(self, node: &Node<'a>) -> Shape<'a> {
        let mut parts = Parts::default();
        for value in &node.0 {
            self.collect(value, &mut parts, 0);
        }
        parts.finish()
    }

    /// The schema at a path through objects.
    pub fn at(self, node: &Node<'a>, path: &[String]) -> Option<Node<'a>> {
        let mut node = node.clone();
        for segment in path {
            let shape = self.shape(&node);
            node = match shape.members.get(segment.as_str()) {
                Some(member) => member.node.clone(),
                None if shape.kind == Kind::Map => shape.entries?,
                None => return None,
            };
        }
        Some(node)
    }

    /// The schema of a record.
    pub fn record(self, response: &Node<'a>, items: &ItemsAt) -> Option<Node<'a>> {
        let mut entry = self.shape(&self.at(response, &items.path)?).entries?;
        for group in &items.groups {
            entry = self.shape(&self.at(&entry, group)?).entries?;
        }
        self.at(&entry, &items.each)
    }

    /// A vendor's member of a schema, wherever it stands on the way.
    pub fn extension(self, node: &Node<'a>, name: &str) -> Option<&'a Value> {
        node.0.iter().find_map(|value| value.get(name).or_else(|| self.follow(value)?.get(name)))
    }

    fn collect(self, value: &'a Value, parts: &mut Parts<'a>, depth: usize) {
        if depth > DEPTH {
            parts.unknown = true;
            return;
        }
        if value.get("$ref").is_some() {
            match self.follow(value) {
                Some(target) => self.collect(target, parts, depth + 1),
                None => parts.unknown = true,
            }
            if parts.description.is_empty() {
                parts.description = text(value, "description");
            }
            return;
        }
        parts.own(value);
        for member in list(value, "allOf") {
            self.collect(member, parts, depth + 1);
        }
        for alternatives in ["oneOf", "anyOf"] {
            self.alternatives(list(value, alternatives), parts, depth);
        }
    }

    fn alternatives(self, alternatives: &'a [Value], parts: &mut Parts<'a>, depth: usize) {
        let some: Vec<&Value> = alternatives.iter().filter(|value| !is_null(value)).collect();
        parts.nullable |= some.len() < alternatives.len();
        if let [only] = some.as_slice() {
            self.collect(only, parts, depth + 1);
            return;
        }
        let shapes: Vec<Parts<'a>> = some
            .iter()
            .map(|value| {
                let mut parts = Parts::default();
                self.collect(value, &mut parts, depth + 1);
                parts
            })
            .collect();
        let Some(kind) = shapes.first().map(Parts::kind) else { return };
        if shapes.iter().any(|shape| shape.kind() != kind || shape.unknown) {
            parts.unknown = parts.members.is_empty();
            return;
        }
        parts.kinds.push(kind);
        let mut entries = None;
        for shape in shapes {
            parts.nullable |= shape.nullable;
            for (name, member) in shape.members {
                let taken = parts.members.entry(name).or_insert_with(|| Member { required: false, ..member.clone() });
                if taken.node.0 != member.node.0 {
                    taken.node = Node::of(&ANYTHING);
                }
            }
            entries = match (entries, shape.entries) {
                (None, found) => found,
                (Some(Node(one)), Some(Node(other))) if one == other => Some(Node(one)),
                _ => Some(Node::of(&ANYTHING)),
            };
        }
        parts.entries = parts.entries.take().or(entries);
    }
}

impl<'a> Parts<'a> {
    fn own(&mut self, value: &'a Value) {
        match value.get("type") {
            Some(Value::String(kind)) => self.kind_named(kind),
            Some(Value::Array(kinds)) => {
                kinds.iter().filter_map(Value::as_str).for_each(|kind| self.kind_named(kind));
            }
            _ => {}
        }
        let flag = |name| value.get(name).and_then(Value::as_bool) == Some(true);
        let values = list(value, "enum");
        self.nullable |= flag("nullable") || flag("x-nullable") || values.iter().any(Value::is_null);
        if value.get("type").is_none() && !values.is_empty() && values.iter().all(Value::is_string) {
            self.kinds.push(Kind::Text);
        }
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            for (name, schema) in properties {
                match self.members.get_mut(name.as_str()) {
                    Some(member) => member.node.0.push(schema),
                    None => {
                        self.members.insert(name, Member { node: Node::of(schema), required: false });
                    }
                }
            }
        }
        self.required.extend(list(value, "required").iter().filter_map(Value::as_str));
        if let Some(items) = value.get("items") {
            match &mut self.entries {
                Some(node) => node.0.push(items),
                None => self.entries = Some(Node::of(items)),
            }
        }
        if let Some(additional) =
            value.get("additionalProperties").filter(|additional| *additional != &Value::Bool(false))
        {
            self.additional = Some(additional);
        }
        first(&mut self.format, text(value, "format"));
        first(&mut self.description, text(value, "description"));
        self.default = self.default.or(value.get("default"));
        self.minimum = self.minimum.or(value.get("minimum"));
        self.maximum = self.maximum.or(value.get("maximum"));
        self.example = self.example.or(value.get("example")).or_else(|| list(value, "examples").first());
    }

    fn kind_named(&mut self, name: &str) {
        self.kinds.push(match name {
            "object" => Kind::Object,
            "array" => Kind::List,
            "string" | "file" => Kind::Text,
            "integer" => Kind::Integer,
            "number" => Kind::Number,
            "boolean" => Kind::Flag,
            "null" => {
                self.nullable = true;
                return;
            }
            _ => Kind::Any,
        });
    }

    fn kind(&self) -> Kind {
        let mut kinds = self.kinds.clone();
        kinds.dedup();
        let named = match kinds.as_slice() {
            [] => None,
            [kind] => Some(*kind),
            [Kind::Integer, Kind::Number] | [Kind::Number, Kind::Integer] => Some(Kind::Number),
            _ if kinds.iter().all(|kind| Some(kind) == kinds.first()) => kinds.first().copied(),
            _ => Some(Kind::Any),
        };
        match named {
            Some(Kind::Object) | None if !self.members.is_empty() => Kind::Object,
            Some(Kind::Object) if self.unknown => Kind::Any,
            Some(Kind::Object) => Kind::Map,
            None if self.entries.is_some() => Kind::List,
            None if self.additional.is_some() => Kind::Map,
            None => Kind::Any,
            Some(kind) => kind,
        }
    }

    fn finish(mut self) -> Shape<'a> {
        let kind = if self.unknown && self.members.is_empty() { Kind::Any } else { self.kind() };
        for name in self.required.drain(..) {
            if let Some(member) = self.members.get_mut(name) {
                member.required = true;
            }
        }
        let entries = match kind {
            Kind::Map => Some(Node::of(self.additional.filter(|value| value.is_object()).unwrap_or(&ANYTHING))),
            Kind::List => Some(self.entries.unwrap_or_else(|| Node::of(&ANYTHING))),
            _ => None,
        };
        Shape {
            kind,
            nullable: self.nullable,
            members: if kind == Kind::Object { self.members } else { BTreeMap::new() },
            entries,
            format: self.format,
            description: self.description,
            default: self.default,
            minimum: self.minimum,
            maximum: self.maximum,
            example: self.example,
        }
    }
}

fn is_null(value: &Value) -> bool {
    value.get("type").and_then(Value::as_str) == Some("null")
        || matches!(list(value, "enum"), [Value::Null])
        || value.get("const").is_some_and(Value::is_null)
}

fn first<'a>(kept: &mut &'a str, other: &'a str) {
    if kept.is_empty() {
        *kept = other;
    }
}

/// A text member of a document, or nothing.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A list member of a document, or nothing.
pub fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The JSON pointer of a reference within the file.
fn pointer(reference: &str) -> Option<String> {
    let fragment = reference.strip_prefix('#')?;
    Some(percent_decoded(fragment))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let decoded = match (byte, after) {
            (b'%', [high, low, ..]) => char::from(*high)
                .to_digit(16)
                .zip(char::from(*low).to_digit(16))
                .and_then(|(high, low)| u8::try_from(high * 16 + low).ok()),
            _ => None,
        };
        bytes.push(decoded.unwrap_or(*byte));
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_and_all_of_are_merged() {
        let document = json!({
            "schemas": {
                "Envelope": { "properties": { "next": { "type": ["string", "null"] }, "data": {} }, "required": ["next"] },
                "a/b": { "allOf": [
                    { "$ref": "#/schemas/Envelope" },
                    { "properties": { "data": { "type": "array", "items": { "type": "string" } } } },
                ] },
            },
            "page": { "$ref": "#/schemas/a~1b" },
        });
        let schemas = Schemas::new(&document);
        let shape = schemas.shape(&Node::of(&document["page"]));
        assert_eq!(shape.kind, Kind::Object);
        assert!(shape.members["next"].required);
        assert!(schemas.shape(&shape.members["next"].node).nullable);
        assert_eq!(schemas.shape(&shape.members["data"].node).kind, Kind::List);
    }

    #[test]
    fn alternatives_are_joined_where_they_are_of_one_kind() {
        let document = json!({
            "nullable": { "oneOf": [{ "type": "null" }, { "type": "string" }] },
            "objects": { "anyOf": [{ "properties": { "a": { "type": "string" } } }, { "properties": { "b": {} } }] },
            "mixed": { "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "a": {} } }] },
        });
        let schemas = Schemas::new(&document);
        let shape = |name: &str| schemas.shape(&Node::of(&document[name]));
        assert_eq!((shape("nullable").kind, shape("nullable").nullable), (Kind::Text, true));
        assert_eq!(shape("objects").members.keys().copied().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(shape("mixed").kind, Kind::Any);
    }

    #[test]
    fn circles_end() {
        let document = json!({ "a": { "$ref": "#/b" }, "b": { "$ref": "#/a" }, "c": { "allOf": [{ "$ref": "#/c" }] } });
        let schemas = Schemas::new(&document);
        assert_eq!(schemas.shape(&Node::of(&document["a"])).kind, Kind::Any);
        assert_eq!(schemas.shape(&Node::of(&document["c"])).kind, Kind::Any);
    }
}
