//! botocore's `paginators-1.json` with the `service-2.json` beside it.

mod paginator;
mod wire;

use std::collections::HashMap;

use serde_json::Value;

use crate::declaration::Target;
use crate::found::{Declared, Found};
use crate::operation::{Header, Operation, Parameter};
use crate::schema::{Node, text};

use paginator::Reader;
use wire::{Protocol, shape};

pub use wire::schemas;

/// The operations of a service.
pub fn read<'a>(paginators: &'a Value, service: &'a Value, schemas: &'a Value) -> Vec<Found<'a>> {
    let protocol = Protocol::of(service);
    let mut found = Vec::new();
    let declared: HashMap<&str, &Value> = paginators
        .get("pagination")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    for (name, value) in service.get("operations").and_then(Value::as_object).into_iter().flatten() {
        let operation = operation(name, value, service, schemas, protocol);
        let declared = match declared.get(name.as_str()) {
            Some(paginator) => Reader { service, value, operation: &operation, protocol }.read(paginator).into(),
            None => Declared::Nothing,
        };
        found.push(Found { operation, declared });
    }
    let known = service.get("operations");
    for name in declared.keys().filter(|name| known.and_then(|known| known.get(**name)).is_none()) {
        let operation = Operation {
            id: (*name).to_owned(),
            method: "POST".to_owned(),
            path: "/".to_owned(),
            parameters: Vec::new(),
            response: None,
            headers: Vec::new(),
            description: "",
            reads: true,
            is_xml: false,
        };
        found.push(Found { operation, declared: Declared::Refused("the service has no such operation".to_owned()) });
    }
    found
}

fn operation<'a>(
    name: &str,
    value: &'a Value,
    service: &'a Value,
    schemas: &'a Value,
    protocol: Protocol,
) -> Operation<'a> {
    const READS: &[&str] =
        &["List", "Describe", "Get", "Search", "Query", "Scan", "Lookup", "Select", "Filter", "Find", "View", "Lists"];
    let http = value.get("http").unwrap_or(&Value::Null);
    let known = schemas.get("operations").and_then(|operations| operations.get(name));
    let members = |of: &str| {
        shape(service, text(value.get(of).unwrap_or(&Value::Null), "shape"))
            .and_then(|shape| shape.get("members")?.as_object())
    };
    let mut parameters = Vec::new();
    for (name, member) in members("input").into_iter().flatten() {
        let node = schemas.get("schemas").and_then(|schemas| schemas.get(text(member, "shape"))).map(Node::of);
        parameters.push(Parameter {
            name: name.clone(),
            target: target(name, member, protocol),
            node,
            description: "",
        });
    }
    let headers = members("output")
        .into_iter()
        .flatten()
        .filter(|(_, member)| text(member, "location") == "header")
        .map(|(name, member)| Header {
            name: if text(member, "locationName").is_empty() { name } else { text(member, "locationName") },
            description: "",
        })
        .collect();
    let has_output = value.get("output").is_some();
    Operation {
        id: name.to_owned(),
        method: text(http, "method").to_owned(),
        path: text(http, "requestUri").to_owned(),
        parameters,
        response: known.filter(|_| has_output).and_then(|known| known.get("response")).map(Node::of),
        headers,
        description: known.map(|known| text(known, "description")).unwrap_or_default(),
        reads: value.get("readonly").and_then(Value::as_bool) == Some(true)
            || READS.iter().any(|verb| name.starts_with(verb)),
        is_xml: protocol.is_xml(),
    }
}

/// Where a member of the input is sent.
fn target(name: &str, member: &Value, protocol: Protocol) -> Option<Target> {
    let given = text(member, "locationName");
    let wire = if given.is_empty() { name } else { given };
    match protocol {
        Protocol::Json => Some(Target::Body(pointer(name))),
        Protocol::Query => Some(Target::Form(wire.to_owned())),
        Protocol::Ec2 => {
            let query = text(member, "queryName");
            let mut letters = wire.chars();
            let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            Some(Target::Form(if query.is_empty() { capital } else { query.to_owned() }))
        }
        Protocol::Cbor => None,
        Protocol::RestJson | Protocol::RestXml => match text(member, "location") {
            "querystring" => Some(Target::Param(wire.to_owned())),
            "header" => Some(Target::Header(wire.to_owned())),
            "" if protocol == Protocol::RestJson => Some(Target::Body(pointer(wire))),
            _ => None,
        },
    }
}

fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}
