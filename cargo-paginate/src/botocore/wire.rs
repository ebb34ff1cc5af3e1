//! Shapes as they are on the wire.

use serde_json::{Map, Value, json};

use crate::schema::{list, text};

/// How requests and responses of a service are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    Json,
    RestJson,
    Query,
    Ec2,
    RestXml,
    Cbor,
}

impl Protocol {
    pub(super) fn of(service: &Value) -> Self {
        let metadata = service.get("metadata").unwrap_or(&Value::Null);
        let others = list(metadata, "protocols");
        let speaks = |name: &str| others.iter().any(|other| other.as_str() == Some(name));
        match text(metadata, "protocol") {
            "rest-json" => Self::RestJson,
            "query" => Self::Query,
            "ec2" => Self::Ec2,
            "rest-xml" => Self::RestXml,
            "smithy-rpc-v2-cbor" if speaks("json") => Self::Json,
            "smithy-rpc-v2-cbor" if speaks("rest-json") => Self::RestJson,
            "smithy-rpc-v2-cbor" if speaks("query") => Self::Query,
            "smithy-rpc-v2-cbor" => Self::Cbor,
            _ => Self::Json,
        }
    }

    pub(super) fn is_xml(self) -> bool {
        matches!(self, Self::Query | Self::Ec2 | Self::RestXml)
    }
}

/// The shapes of a service as they are on the wire, with what its operations say of themselves.
pub fn schemas(service: &Value) -> Value {
    let protocol = Protocol::of(service);
    let mut schemas = Map::new();
    let shapes = service.get("shapes").and_then(Value::as_object);
    for (name, shape) in shapes.into_iter().flatten() {
        schemas.insert(name.clone(), schema(service, shape, protocol));
    }
    let mut operations = Map::new();
    for (name, operation) in service.get("operations").and_then(Value::as_object).into_iter().flatten() {
        let output = operation.get("output").unwrap_or(&Value::Null);
        let mut response = match payload(service, text(output, "shape")) {
            Some(payload) => json!({ "$ref": format!("#/schemas/{payload}") }),
            None => json!({ "$ref": format!("#/schemas/{}", text(output, "shape")) }),
        };
        let wrapper = text(output, "resultWrapper");
        if !wrapper.is_empty() {
            response = json!({ "type": "object", "properties": { wrapper: response }, "required": [wrapper] });
        }
        operations.insert(
            name.clone(),
            json!({ "response": response, "description": plain(text(operation, "documentation")) }),
        );
    }
    json!({ "schemas": schemas, "operations": operations })
}

/// The member that is the whole body.
fn payload<'s>(service: &'s Value, output: &str) -> Option<&'s str> {
    let shape = shape(service, output)?;
    let member = shape.get("members")?.get(text(shape, "payload"))?;
    let inner = text(member, "shape");
    (text(self::shape(service, inner)?, "type") == "structure").then_some(inner)
}

pub(super) fn shape<'s>(service: &'s Value, name: &str) -> Option<&'s Value> {
    service.get("shapes")?.get(name)
}

fn schema(service: &Value, shape: &Value, protocol: Protocol) -> Value {
    let reference = |member: &Value| json!({ "$ref": format!("#/schemas/{}", text(member, "shape")) });
    match text(shape, "type") {
        "structure" if shape.get("document").is_some() || shape.get("union").is_some() && protocol.is_xml() => {
            json!({})
        }
        "structure" => {
            let mut properties = Map::new();
            for (name, member) in shape.get("members").and_then(Value::as_object).into_iter().flatten() {
                if member.get("location").is_some() {
                    continue;
                }
                let wire = wire_name(service, name, member, protocol);
                properties.insert(wire, reference(member));
            }
            // A union has one of its members.
            let required: Vec<String> = list(shape, "required")
                .iter()
                .filter_map(Value::as_str)
                .filter(|_| shape.get("union").is_none())
                .filter_map(|name| Some(wire_name(service, name, shape.get("members")?.get(name)?, protocol)))
                .filter(|wire| properties.contains_key(wire))
                // An empty list is no element at all.
                .filter(|_| !protocol.is_xml())
                .collect();
            json!({ "type": "object", "properties": properties, "required": required })
        }
        "list" => {
            let member = shape.get("member").unwrap_or(&Value::Null);
            let items = json!({ "type": "array", "items": reference(member) });
            if !protocol.is_xml() || is_flat(shape) {
                return items;
            }
            json!({ "type": "object", "properties": { element(member): items } })
        }
        // As XML, a map is a list of entries, which no schema describes.
        "map" if protocol.is_xml() => json!({}),
        "map" => {
            json!({ "type": "object", "additionalProperties": reference(shape.get("value").unwrap_or(&Value::Null)) })
        }
        "string" | "character" | "blob" => json!({ "type": "string" }),
        "integer" | "long" | "short" | "byte" | "bigInteger" => json!({ "type": "integer" }),
        "float" | "double" | "bigDecimal" => json!({ "type": "number" }),
        "boolean" => json!({ "type": "boolean" }),
        "timestamp" if protocol.is_xml() || text(shape, "timestampFormat") == "iso8601" => json!({ "type": "string" }),
        _ => json!({}),
    }
}

pub(super) fn is_flat(list: &Value) -> bool {
    list.get("flattened").and_then(Value::as_bool) == Some(true)
}

/// The element of each entry of a list.
pub(super) fn element(member: &Value) -> &str {
    match text(member, "locationName") {
        "" => "member",
        name => name,
    }
}

pub(super) fn wire_name(service: &Value, name: &str, member: &Value, protocol: Protocol) -> String {
    let given = text(member, "locationName");
    match protocol {
        Protocol::Json | Protocol::Cbor => name.to_owned(),
        // The entries of a flat list stand for the list.
        _ if protocol.is_xml() && given.is_empty() => {
            let inner = shape(service, text(member, "shape")).unwrap_or(&Value::Null);
            let entry = inner.get("member").map(|member| text(member, "locationName")).unwrap_or_default();
            if text(inner, "type") == "list" && is_flat(inner) && !entry.is_empty() {
                entry.to_owned()
            } else {
                name.to_owned()
            }
        }
        _ if given.is_empty() => name.to_owned(),
        _ => given.to_owned(),
    }
}

/// HTML as text: the first sentence is all that is used.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}
