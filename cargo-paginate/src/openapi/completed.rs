//! What a document shows beside its schemas, where they alone have no pages: examples, and a list that is described as one of its records.

use serde_json::{Map, Value, json};

use crate::found::{Declared, Found};
use crate::infer::{self, Inference};
use crate::operation::Operation;
use crate::schema::{Kind, Node, Schemas};
use crate::seen;

/// Marks a list that the document describes as a single record.
pub const SINGLE: &str = "x-described-as-a-single-record";

/// Fills in the responses of operations that declare nothing and have no pages by their schemas.
pub fn complete(document: &mut Value, stainless: Option<&Value>) {
    let mut changes = Vec::new();
    let schemas = Schemas::new(document);
    for Found { operation, declared } in super::read(document, stainless) {
        let is_open = matches!(declared, Declared::Nothing) && operation.reads;
        if !is_open || !matches!(infer::infer(&operation, schemas, ""), Inference::None) {
            continue;
        }
        let Some(place) = place(&operation, document) else { continue };
        let schema = document.pointer(&place).and_then(|media| media.get("schema"));
        let change = by_examples(document.pointer(&place), schemas).or_else(|| by_words(&operation, schema?, schemas));
        changes.extend(change.map(|schema| (place, schema)));
    }
    for (place, schema) in changes {
        if let Some(media) = document.pointer_mut(&place).and_then(Value::as_object_mut) {
            media.insert("schema".to_owned(), schema);
        }
    }
}

/// A pointer to what holds the schema of the response.
fn place(operation: &Operation<'_>, document: &Value) -> Option<String> {
    let path = operation.path.replace('~', "~0").replace('/', "~1");
    let method = operation.method.to_ascii_lowercase();
    let responses = format!("/paths/{path}/{method}/responses");
    let status = super::STATUSES.iter().find(|status| document.pointer(&format!("{responses}/{status}")).is_some())?;
    let own = format!("{responses}/{status}");
    let place = match document.pointer(&own)?.get("$ref").and_then(Value::as_str) {
        Some(reference) => reference.strip_prefix('#')?.to_owned(),
        None => own,
    };
    if document.get("swagger").is_some() {
        return Some(place);
    }
    let content = document.pointer(&place)?.get("content")?.as_object()?;
    let media = content.keys().find(|media| media.contains("json"))?;
    Some(format!("{place}/content/{}", media.replace('~', "~0").replace('/', "~1")))
}

/// The schema with what only examples have.
fn by_examples(media: Option<&Value>, schemas: Schemas<'_>) -> Option<Value> {
    let media = media?;
    let named = media.get("examples").and_then(Value::as_object).into_iter().flatten().filter_map(|(name, example)| {
        if name.contains('/') {
            // Swagger 2: by media type.
            return name.contains("json").then_some(example);
        }
        schemas.follow(example)?.get("value")
    });
    let schema = media.get("schema");
    let own = [media.get("example"), schema.and_then(|schema| schemas.follow(schema)?.get("example"))];
    let examples: Vec<&Value> =
        own.into_iter().flatten().chain(named).filter(|example| example.is_object() || example.is_array()).collect();
    if examples.is_empty() {
        return None;
    }
    let seen = seen::of(&examples);
    let Some(schema) = schema else { return Some(seen) };
    let shape = schemas.shape(&Node::of(schema));
    match shape.kind {
        Kind::Any => Some(seen),
        Kind::Object => missing(&Node::of(schema), &seen, schemas, 0).map(|more| json!({ "allOf": [schema, more] })),
        _ => None,
    }
}

/// The members of an example that a schema lacks.
fn missing(node: &Node<'_>, seen: &Value, schemas: Schemas<'_>, depth: usize) -> Option<Value> {
    let shape = schemas.shape(node);
    let mut more = Map::new();
    for (name, value) in seen.get("properties")?.as_object()? {
        match shape.members.get(name.as_str()) {
            None => {
                more.insert(name.clone(), value.clone());
            }
            Some(member) if depth < 4 => {
                let inner = schemas.shape(&member.node);
                // A list is none where the example has an object.
                if matches!(inner.kind, Kind::Object | Kind::Map | Kind::Any | Kind::List)
                    && let Some(inner) = missing(&member.node, value, schemas, depth + 1)
                {
                    more.insert(name.clone(), inner);
                }
            }
            Some(_) => {}
        }
    }
    (!more.is_empty()).then(|| json!({ "type": "object", "properties": more }))
}

/// A list of what is described, where the operation says that it lists, and takes the number and the size of a page.
fn by_words(operation: &Operation<'_>, schema: &Value, schemas: Schemas<'_>) -> Option<Value> {
    let shape = schemas.shape(&Node::of(schema));
    let holds_records = shape.members.values().any(|member| {
        let entries = schemas.shape(&member.node).entries;
        entries.is_some_and(|entries| schemas.shape(&entries).kind == Kind::Object)
    });
    let described = operation.description.to_lowercase();
    let says_list = described.starts_with("list ")
        || ["list of ", "list all ", "lists ", "get all ", "gets all ", "all the ", "returns all "]
            .iter()
            .any(|words| described.contains(words));
    let is_plural = operation.path.ends_with('s');
    let takes_pages = infer::takes_page_and_size(operation, schemas);
    (operation.method == "GET"
        && shape.kind == Kind::Object
        && !holds_records
        && takes_pages
        && (says_list || is_plural))
        .then(|| json!({ "type": "array", "items": schema, SINGLE: true }))
}

/// Why a response is a list.
pub fn why_list(response: &Node<'_>, schemas: Schemas<'_>) -> &'static str {
    if schemas.extension(response, SINGLE).is_some() {
        "the operation says that it lists, though the response is described as a single record"
    } else {
        "the response is a list"
    }
}
