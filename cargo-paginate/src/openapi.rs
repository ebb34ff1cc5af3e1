//! OpenAPI 3.0 and 3.1, and Swagger 2.

pub mod completed;
mod dropshot;
mod fern;
mod pageable;
mod speakeasy;
pub mod stainless;

use serde_json::Value;

use crate::declaration::{Evidence, ItemsAt, Source, Target, WirePath};
use crate::expression::{Place, with_dotted_names};
use crate::found::{Declared, Found};
use crate::operation::{Header, Operation, Parameter, only_reads};
use crate::schema::{Kind, Node, Schemas, list, text};

const METHODS: &[&str] = &["get", "post", "put", "patch", "delete", "head", "options", "query"];

/// The operations of a document. `stainless` is the configuration beside it.
pub fn read<'a>(document: &'a Value, stainless: Option<&Value>) -> Vec<Found<'a>> {
    let schemas = Schemas::new(document);
    let configuration = stainless.map(stainless::Configuration::new);
    let mut found = Vec::new();
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let Some(item) = schemas.follow(item) else { continue };
        for method in METHODS {
            let Some(value) = item.get(*method).filter(|value| value.is_object()) else { continue };
            let operation = operation(path, method, value, item, document, schemas);
            let declared = declared(&operation, value, document, schemas, configuration.as_ref());
            found.push(Found { operation, declared });
        }
    }
    found
}

/// Whether the vendor's part of an operation is among those that are read.
pub const EXTENSIONS: &[&str] =
    &["x-speakeasy-pagination", "x-fern-pagination", "x-ms-pageable", "x-dropshot-pagination"];

fn declared<'a>(
    operation: &Operation<'a>,
    value: &'a Value,
    document: &'a Value,
    schemas: Schemas<'a>,
    stainless: Option<&stainless::Configuration<'_>>,
) -> Declared {
    if let Some(extension) = value.get("x-speakeasy-pagination").filter(|value| value.is_object()) {
        return speakeasy::read(extension, operation, schemas).into();
    }
    if let Some(extension) = value.get("x-fern-pagination") {
        let extension = match extension {
            Value::Bool(true) => document.get("x-fern-pagination"),
            Value::Bool(false) | Value::Null => None,
            extension => Some(extension),
        };
        if let Some(extension) = extension {
            return fern::read(extension, operation, schemas).into();
        }
    }
    if let Some(extension) = value.get("x-ms-pageable").filter(|value| value.is_object()) {
        return pageable::read(extension, operation, schemas).into();
    }
    if let Some(extension) =
        value.get("x-dropshot-pagination").filter(|value| !matches!(value, Value::Bool(false) | Value::Null))
    {
        return dropshot::read(extension, operation).into();
    }
    if let Some(draft) = stainless.and_then(|stainless| stainless.read(operation, schemas)) {
        return draft.into();
    }
    stainless::from_properties(value, operation, schemas).map_or(Declared::Nothing, Declared::from)
}

fn operation<'a>(
    path: &str,
    method: &str,
    value: &'a Value,
    item: &'a Value,
    document: &'a Value,
    schemas: Schemas<'a>,
) -> Operation<'a> {
    let method = method.to_ascii_uppercase();
    let id = match text(value, "operationId") {
        "" => format!("{} {path}", method.to_ascii_lowercase()),
        id => id.to_owned(),
    };
    let mut given: Vec<&'a Value> =
        list(value, "parameters").iter().filter_map(|parameter| schemas.follow(parameter)).collect();
    for shared in list(item, "parameters").iter().filter_map(|parameter| schemas.follow(parameter)) {
        let same =
            |other: &&Value| text(other, "name") == text(shared, "name") && text(other, "in") == text(shared, "in");
        if !given.iter().any(same) {
            given.push(shared);
        }
    }
    let mut parameters = Vec::new();
    for value in given {
        parameter(value, schemas, &mut parameters);
    }
    if let Some(body) = value.get("requestBody").and_then(|body| schemas.follow(body)) {
        request_body(body, schemas, &mut parameters);
    }
    let response = response(value, schemas);
    let body = response.and_then(|response| response_body(response, document));
    let headers = response
        .and_then(|response| response.get("headers")?.as_object())
        .into_iter()
        .flatten()
        .map(|(name, header)| Header {
            name,
            description: text(schemas.follow(header).unwrap_or(header), "description"),
        })
        .collect();
    let description = match text(value, "summary") {
        "" => text(value, "description"),
        summary => summary,
    };
    let is_xml = response.is_some_and(|response| answers_in_xml(response, value, document));
    let reads = only_reads(&method, path, &id);
    Operation { id, path: path.to_owned(), parameters, response: body, headers, description, reads, is_xml, method }
}

fn parameter<'a>(value: &'a Value, schemas: Schemas<'a>, into: &mut Vec<Parameter<'a>>) {
    let name = text(value, "name").to_owned();
    let schema = value.get("schema").or_else(|| value.get("content")?.as_object()?.values().next()?.get("schema"));
    let description = text(value, "description");
    let node = Node::of(schema.unwrap_or(value));
    match text(value, "in") {
        "query" => {
            let shape = schemas.shape(&node);
            if schema.is_some() && shape.kind == Kind::Object {
                let is_deep = text(value, "style") == "deepObject" || name.contains('[');
                for (member, inner) in &shape.members {
                    let sent = if is_deep { format!("{name}[{member}]") } else { (*member).to_owned() };
                    let target = Some(Target::Param(sent.clone()));
                    into.push(Parameter {
                        name: sent,
                        target,
                        node: Some(inner.node.clone()),
                        description: schemas.shape(&inner.node).description,
                    });
                }
                return;
            }
            into.push(Parameter { target: Some(Target::Param(name.clone())), name, node: Some(node), description });
        }
        "header" => {
            into.push(Parameter { target: Some(Target::Header(name.clone())), name, node: Some(node), description });
        }
        "formData" => {
            into.push(Parameter { target: Some(Target::Form(name.clone())), name, node: Some(node), description });
        }
        "body" => members(&node, schemas, "", "", into),
        _ => into.push(Parameter { target: None, name, node: Some(node), description }),
    }
}

fn request_body<'a>(body: &'a Value, schemas: Schemas<'a>, into: &mut Vec<Parameter<'a>>) {
    let Some(content) = body.get("content").and_then(Value::as_object) else { return };
    let json = content.iter().find(|(media, _)| media.contains("json") || media.starts_with("*/*"));
    if let Some(schema) = json.and_then(|(_, media)| media.get("schema")) {
        members(&Node::of(schema), schemas, "", "", into);
        return;
    }
    let form = content.iter().find(|(media, _)| media.starts_with("application/x-www-form-urlencoded"));
    let Some(schema) = form.and_then(|(_, media)| media.get("schema")) else { return };
    for (name, member) in &schemas.shape(&Node::of(schema)).members {
        let description = schemas.shape(&member.node).description;
        let name = (*name).to_owned();
        into.push(Parameter {
            target: Some(Target::Form(name.clone())),
            name,
            node: Some(member.node.clone()),
            description,
        });
    }
}

/// The members of a JSON body, and those of their objects.
pub(crate) fn members<'a>(
    node: &Node<'a>,
    schemas: Schemas<'a>,
    pointer: &str,
    dotted: &str,
    into: &mut Vec<Parameter<'a>>,
) {
    for (name, member) in &schemas.shape(node).members {
        let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
        let dotted = if dotted.is_empty() { (*name).to_owned() } else { format!("{dotted}.{name}") };
        let shape = schemas.shape(&member.node);
        into.push(Parameter {
            name: dotted.clone(),
            target: Some(Target::Body(pointer.clone())),
            node: Some(member.node.clone()),
            description: shape.description,
        });
        if shape.kind == Kind::Object && dotted.matches('.').count() < 1 {
            members(&member.node, schemas, &pointer, &dotted, into);
        }
    }
}

/// The responses that may be a page, the likeliest first.
const STATUSES: &[&str] = &["200", "206", "201", "202", "203", "2XX", "2xx", "default"];

fn response<'a>(operation: &'a Value, schemas: Schemas<'a>) -> Option<&'a Value> {
    let responses = operation.get("responses")?;
    let by_status = STATUSES.iter().find_map(|status| responses.get(*status))?;
    schemas.follow(by_status)
}

fn response_body<'a>(response: &'a Value, document: &Value) -> Option<Node<'a>> {
    if document.get("swagger").is_some() {
        return response.get("schema").map(Node::of);
    }
    let content = response.get("content")?.as_object()?;
    let json = content.get("application/json").or_else(|| {
        ["json", "*/*", "xml"]
            .iter()
            .find_map(|wanted| content.iter().find(|(media, _)| media.contains(wanted)))
            .map(|(_, media)| media)
    });
    json?.get("schema").map(Node::of)
}

/// Whether no JSON is among what it answers in, and XML is.
fn answers_in_xml(response: &Value, operation: &Value, document: &Value) -> bool {
    let media: Vec<&str> = if let Some(content) = response.get("content").and_then(Value::as_object) {
        content.keys().map(String::as_str).collect()
    } else {
        let own = list(operation, "produces");
        let all = if own.is_empty() { list(document, "produces") } else { own };
        all.iter().filter_map(Value::as_str).collect()
    };
    !media.iter().any(|media| media.contains("json")) && media.iter().any(|media| media.contains("xml"))
}

/// The target of what a vendor names, by its name in the document or on the wire.
fn target(name: &str, operation: &Operation<'_>) -> Result<Target, String> {
    let parameter = operation
        .parameter(name)
        .or_else(|| operation.parameters.iter().find(|parameter| parameter.name.eq_ignore_ascii_case(name)))
        .ok_or_else(|| format!("it names the parameter `{name}`, which the operation does not have"))?;
    parameter.target.clone().ok_or_else(|| format!("the position would go to `{name}`, a part of the path"))
}

/// A place of the body, where nothing else will do.
fn body_path(place: Place, operation: &Operation<'_>, schemas: Schemas<'_>) -> Result<WirePath, String> {
    match place {
        Place::Body(path) => Ok(with_dotted_names(&path, operation.response.as_ref(), schemas)),
        Place::LastItem { .. } | Place::FirstItem { .. } | Place::Each { .. } => {
            Err("it names an entry of a list where a member of the body is expected".to_owned())
        }
    }
}

/// The records.
fn items(place: Place, operation: &Operation<'_>, schemas: Schemas<'_>, evidence: Evidence) -> Result<ItemsAt, String> {
    let Place::Each { list, groups, each } = place else {
        return Ok(ItemsAt::list(body_path(place, operation, schemas)?, evidence));
    };
    let path = with_dotted_names(&list, operation.response.as_ref(), schemas);
    Ok(ItemsAt { groups, each, ..ItemsAt::list(path, evidence) })
}

/// A source of a cursor.
fn source(
    place: Place,
    items: Option<&ItemsAt>,
    operation: &Operation<'_>,
    schemas: Schemas<'_>,
) -> Result<Source, String> {
    let in_records = |list: &[String]| items.is_none_or(|items| items.path == list);
    match place {
        Place::LastItem { list, rest } if in_records(&list) => Ok(Source::LastItem(rest)),
        Place::FirstItem { list, rest } if in_records(&list) => Ok(Source::FirstItem(rest)),
        Place::LastItem { list, .. } | Place::FirstItem { list, .. } => {
            Err(format!("the position is in an entry of `{}`, which does not hold the records", list.join(".")))
        }
        Place::Each { .. } => Err("the position would be in every entry of a list".to_owned()),
        place @ Place::Body(_) => body_path(place, operation, schemas).map(Source::Field),
    }
}
