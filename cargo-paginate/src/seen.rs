//! A schema of values that were seen.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// More names than a person would give to one struct: they are data.
const NAMES: usize = 120;
const DEPTH: usize = 64;

/// A schema that all of these values fit.
pub fn of(values: &[&Value]) -> Value {
    schema(values, 0)
}

fn schema(values: &[&Value], depth: usize) -> Value {
    let some: Vec<&Value> = values.iter().copied().filter(|value| !value.is_null()).collect();
    let nullable = some.len() < values.len();
    let Some(first) = some.first().filter(|_| depth < DEPTH) else { return json!({}) };
    let all = |test: fn(&Value) -> bool| some.iter().all(|value| test(value));
    let kind = match first {
        Value::Object(_) if all(Value::is_object) => return or_null(object(&some, depth), nullable),
        Value::Array(_) if all(Value::is_array) => {
            let entries: Vec<&Value> = some.iter().filter_map(|value| value.as_array()).flatten().collect();
            return or_null(json!({ "type": "array", "items": schema(&entries, depth + 1) }), nullable);
        }
        Value::String(_) if all(Value::is_string) => "string",
        Value::Bool(_) if all(Value::is_boolean) => "boolean",
        Value::Number(_) if all(Value::is_i64) => "integer",
        Value::Number(_) if all(Value::is_number) => "number",
        _ => return json!({}),
    };
    or_null(json!({ "type": kind }), nullable)
}

fn object(values: &[&Value], depth: usize) -> Value {
    let mut members: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for value in values {
        for (name, member) in value.as_object().into_iter().flatten() {
            members.entry(name).or_default().push(member);
        }
    }
    let names_are_data = !members.is_empty() && members.keys().all(|name| is_data(name)) || members.len() > NAMES;
    if names_are_data {
        let inner: Vec<&Value> = members.values().flatten().copied().collect();
        return json!({ "type": "object", "additionalProperties": schema(&inner, depth + 1) });
    }
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, seen) in members {
        if seen.len() == values.len() {
            required.push(name);
        }
        properties.insert(name.to_owned(), schema(&seen, depth + 1));
    }
    json!({ "type": "object", "properties": properties, "required": required })
}

/// An id, an address or a number in the place of a name.
fn is_data(name: &str) -> bool {
    name.contains('@')
        || !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
        || name.len() >= 16
            && name.bytes().any(|byte| byte.is_ascii_digit())
            && name.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn or_null(mut schema: Value, nullable: bool) -> Value {
    if nullable && let Some(object) = schema.as_object_mut() {
        object.insert("nullable".to_owned(), Value::Bool(true));
    }
    schema
}
