//! A manifest with its references and parameters filled in, and a schema of each response.

use serde_json::{Map, Value, json};

use super::items;
use super::template::{self, Root};
use crate::schema::{list, text};

/// How deep a manifest may be nested, and how many values it may have when its references are filled in.
const DEPTH: usize = 64;
const VALUES: usize = 400_000;

/// The streams of a manifest with references and parameters filled in, and a schema of each response.
pub fn schemas(manifest: &Value) -> Value {
    let mut streams = Vec::new();
    let mut resolver = Resolver { root: manifest, left: VALUES };
    for stream in list(manifest, "streams") {
        let stream = resolver.resolve(stream, &Map::new(), 0);
        let paginator = stream.pointer("/retriever/paginator").cloned().unwrap_or_default();
        let response = response(&stream, &paginator);
        streams.push(json!({ "stream": stream, "response": response }));
    }
    json!({ "streams": streams })
}

struct Resolver<'m> {
    root: &'m Value,
    left: usize,
}

impl Resolver<'_> {
    /// `$ref` gives members that are not given beside it; `$parameters` are known to everything inside.
    fn resolve(&mut self, value: &Value, parameters: &Map<String, Value>, depth: usize) -> Value {
        if depth > DEPTH || self.left == 0 {
            return Value::Null;
        }
        self.left -= 1;
        match value {
            Value::String(reference) if reference.starts_with("#/") => {
                match self.root.pointer(reference.trim_start_matches('#')) {
                    Some(target) => self.resolve(&target.clone(), parameters, depth + 1),
                    None => value.clone(),
                }
            }
            Value::String(text) => template::with_parameters(text, parameters),
            Value::Array(values) => values.iter().map(|value| self.resolve(value, parameters, depth + 1)).collect(),
            Value::Object(object) => {
                let mut merged = Map::new();
                self.merge(object, &mut merged, depth);
                let mut inner = parameters.clone();
                if let Some(Value::Object(own)) = merged.remove("$parameters") {
                    for (name, value) in own {
                        let value = self.resolve(&value, parameters, depth + 1);
                        inner.insert(name, value);
                    }
                }
                // What the object itself does not say, its parameters may.
                let fills: &[&str] = match () {
                    () if merged.contains_key("retriever") => &["name", "primary_key"],
                    () if merged.contains_key("url_base") => &["path"],
                    () => &[],
                };
                for name in fills {
                    if let Some(value) = inner.get(*name).filter(|_| !merged.contains_key(*name)) {
                        merged.insert((*name).to_owned(), value.clone());
                    }
                }
                merged
                    .into_iter()
                    .map(|(name, value)| {
                        let value = self.resolve(&value, &inner, depth + 1);
                        (name, value)
                    })
                    .collect::<Map<_, _>>()
                    .into()
            }
            value => value.clone(),
        }
    }

    fn merge(&self, object: &Map<String, Value>, into: &mut Map<String, Value>, depth: usize) {
        for (name, value) in object.iter().filter(|(name, _)| *name != "$ref") {
            match (into.get_mut(name), value) {
                (None, value) => {
                    into.insert(name.clone(), value.clone());
                }
                (Some(Value::Object(kept)), Value::Object(given)) if name == "$parameters" => {
                    for (name, value) in given {
                        kept.entry(name.clone()).or_insert_with(|| value.clone());
                    }
                }
                _ => {}
            }
        }
        let target = object
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| self.root.pointer(reference.trim_start_matches('#')));
        if let Some(Value::Object(target)) = target.filter(|_| depth < DEPTH) {
            self.merge(target, into, depth + 1);
        }
    }
}

/// A schema with what the manifest names: the records, and members that nothing describes.
fn response(stream: &Value, paginator: &Value) -> Value {
    let loader = match stream.get("schema_loader") {
        Some(Value::Array(loaders)) => loaders.first().unwrap_or(&Value::Null),
        Some(loader) => loader,
        None => &Value::Null,
    };
    let record = loader.get("schema").filter(|schema| schema.is_object()).cloned().unwrap_or_else(|| json!({}));
    let mut record = record;
    let strategy = paginator.get("pagination_strategy").unwrap_or(&Value::Null);
    for access in template::accesses(text(strategy, "cursor_value")) {
        // The manifest's schema of a record need not have all of it.
        if access.root == Root::LastRecord && record.get("properties").is_some() {
            merge_schema(&mut record, placed(&access.path, json!({})));
        }
    }
    let mut schema = Value::Null;
    if let Ok(items) = items(stream) {
        let mut entry = record;
        for name in items.each.iter().rev() {
            entry = json!({ "type": "object", "properties": { name: entry }, "required": [name] });
        }
        for group in items.groups.iter().rev() {
            entry = placed(group, json!({ "type": "array", "items": entry }));
        }
        schema = placed(&items.path, json!({ "type": "array", "items": entry }));
    }
    for name in ["cursor_value", "stop_condition"] {
        for access in template::accesses(text(strategy, name)) {
            if access.root == Root::Response && !access.path.is_empty() {
                merge_schema(&mut schema, placed(&access.path, json!({})));
            }
        }
    }
    schema
}

fn placed(path: &[String], leaf: Value) -> Value {
    path.iter().rev().fold(leaf, |inner, name| json!({ "type": "object", "properties": { name: inner } }))
}

fn merge_schema(into: &mut Value, other: Value) {
    match other {
        Value::Object(other) => match into {
            Value::Object(object) if !object.is_empty() => {
                // What holds the records is no object.
                if object.get("type").is_some_and(|kind| kind == "array") {
                    return;
                }
                if let Some(Value::Object(properties)) = other.get("properties") {
                    let own = object.entry("properties").or_insert_with(|| json!({}));
                    for (name, value) in properties {
                        match own.get_mut(name) {
                            Some(inner) => merge_schema(inner, value.clone()),
                            None => {
                                if let Some(own) = own.as_object_mut() {
                                    own.insert(name.clone(), value.clone());
                                }
                            }
                        }
                    }
                }
            }
            _ => *into = Value::Object(other),
        },
        other if into.is_null() => *into = other,
        _ => {}
    }
}
