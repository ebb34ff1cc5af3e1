//! Google Discovery documents. Lists follow one convention: `pageToken` asks for the page that `nextPageToken` names.

use serde_json::{Map, Value, json};

use crate::declaration::{Draft, Evidence, Next, PageSize, Source, Strategy, SyncToken, Target};
use crate::found::{Declared, Found};
use crate::openapi::members;
use crate::operation::{Operation, Parameter, only_reads};
use crate::schema::{Kind, Node, Schemas, text};

const TOKENS: &[&str] = &["pageToken", "page_token", "_page_token", "nextPageToken"];
const SIZES: &[&str] = &["maxResults", "pageSize", "max_results", "page_size", "_count"];

/// The document with its references as paths, and repeated parameters as lists.
pub fn schemas(document: &Value) -> Value {
    rewritten(document, 0)
}

fn rewritten(value: &Value, depth: usize) -> Value {
    match value {
        _ if depth > 200 => Value::Null,
        Value::Object(object) => {
            let mut changed = Map::new();
            for (name, inner) in object {
                let inner = match (name.as_str(), inner) {
                    ("$ref", Value::String(target)) if !target.starts_with('#') => json!(format!("#/schemas/{target}")),
                    _ => rewritten(inner, depth + 1),
                };
                changed.insert(name.clone(), inner);
            }
            if object.get("repeated") == Some(&Value::Bool(true)) {
                return json!({ "type": "array", "items": changed });
            }
            Value::Object(changed)
        }
        Value::Array(values) => values.iter().map(|value| rewritten(value, depth + 1)).collect(),
        value => value.clone(),
    }
}

/// The methods of a document that [`schemas`] has rewritten.
pub fn read(document: &Value) -> Vec<Found<'_>> {
    let schemas = Schemas::new(document);
    let mut found = Vec::new();
    methods(document, document, schemas, &mut found, 0);
    found
}

fn methods<'a>(at: &'a Value, document: &'a Value, schemas: Schemas<'a>, found: &mut Vec<Found<'a>>, depth: usize) {
    if depth > 32 {
        return;
    }
    for (name, method) in at.get("methods").and_then(Value::as_object).into_iter().flatten() {
        let operation = operation(name, method, document, schemas);
        let declared = declared(&operation, schemas);
        found.push(Found { operation, declared });
    }
    for resource in at.get("resources").and_then(Value::as_object).into_iter().flat_map(|resources| resources.values())
    {
        methods(resource, document, schemas, found, depth + 1);
    }
}

fn operation<'a>(name: &str, method: &'a Value, document: &'a Value, schemas: Schemas<'a>) -> Operation<'a> {
    let id = match text(method, "id") {
        "" => name.to_owned(),
        id => id.to_owned(),
    };
    let path = match text(method, "flatPath") {
        "" => text(method, "path"),
        path => path,
    };
    let path = format!("{}{path}", text(document, "servicePath"));
    let mut parameters = Vec::new();
    for (name, parameter) in method.get("parameters").and_then(Value::as_object).into_iter().flatten() {
        let is_query = text(parameter, "location") == "query"
            || parameter.get("items").is_some_and(|item| text(item, "location") == "query");
        let target = is_query.then(|| Target::Param(name.clone()));
        parameters.push(Parameter {
            name: name.clone(),
            target,
            node: Some(Node::of(parameter)),
            description: text(parameter, "description"),
        });
    }
    if let Some(request) = method.get("request") {
        members(&Node::of(request), schemas, "", "", &mut parameters);
    }
    let verb = text(method, "httpMethod").to_owned();
    let reads = only_reads(&verb, &path, &id);
    Operation {
        id,
        path,
        parameters,
        response: method.get("response").map(Node::of),
        headers: Vec::new(),
        description: text(method, "description"),
        reads,
        is_xml: false,
        method: verb,
    }
}

fn declared(operation: &Operation<'_>, schemas: Schemas<'_>) -> Declared {
    let Some(response) = &operation.response else { return Declared::Nothing };
    let response = schemas.shape(response);
    let parameter = TOKENS.iter().find_map(|name| operation.parameter(name));
    let answer = response.members.get("nextPageToken");
    let said = |what: &str| Evidence::declared(format!("Google's convention for lists: {what}"));
    match (parameter, answer) {
        (None, None) => Declared::Nothing,
        (Some(parameter), None) if operation.method != "GET" || !parameter.name.contains("ageToken") => {
            Declared::Nothing
        }
        (Some(parameter), None) => {
            Declared::Refused(format!("it takes `{}`, and the response has no `nextPageToken`", parameter.name))
        }
        (None, Some(_)) => Declared::Refused("the response has a `nextPageToken`, which no parameter takes".to_owned()),
        (Some(parameter), Some(_)) => {
            let Some(target) = parameter.target.clone() else {
                return Declared::Refused("its page token is a part of the path".to_owned());
            };
            let source = Source::Field(vec!["nextPageToken".to_owned()]);
            let next = Next::Cursor { source, or: None, target, end: None, initial: None };
            let mut draft = Draft::of(Strategy::new(next, said("`nextPageToken` and `pageToken`")));
            let size = SIZES.iter().find_map(|name| operation.parameter(name));
            if let Some(size) = size.filter(|size| matches!(size.kind(schemas), Kind::Integer | Kind::Text)) {
                draft.parts.page_size = Some(PageSize {
                    target: size.target.clone(),
                    default: None,
                    max: None,
                    send: None,
                    evidence: said(&format!("`{}`", size.name)),
                });
            }
            let sync = operation.parameter("syncToken").and_then(|parameter| parameter.target.clone());
            if let Some(target) = sync.filter(|_| response.members.contains_key("nextSyncToken")) {
                draft.parts.sync_token = Some(SyncToken {
                    path: vec!["nextSyncToken".to_owned()],
                    target,
                    evidence: said("`nextSyncToken` and `syncToken`"),
                });
            }
            Declared::Draft(Box::new(draft))
        }
    }
}
