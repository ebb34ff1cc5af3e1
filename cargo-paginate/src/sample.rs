//! From responses that were really sent to a declaration: a page or two as files, or a HAR file.
//!
//! Only names are written: no value of a request or a response, so that no credential is.

mod evidence;
mod har;

use serde_json::{Value, json};
use url::Url;

use crate::declaration::{Draft, Target};
use crate::finish::finish;
use crate::import::{Imported, Outcome};
use crate::infer::{self, Inference};
use crate::names;
use crate::openapi::members;
use crate::operation::{Header, Operation, Parameter};
use crate::origin::Origin;
use crate::schema::{Node, Schemas};
use crate::seen;
use crate::writer::{self, Entry, RecordTypes};

pub use har::{is_har, read as read_har};

/// What was asked and what was answered.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// In capitals.
    pub method: String,
    /// The URL, where it is known.
    pub url: Option<Url>,
    /// The JSON body of the request.
    pub body: Option<Value>,
    /// The form of the request.
    pub form: Vec<(String, String)>,
    /// The headers of the request that may carry a position: none that identifies the caller or the browser.
    pub request_headers: Vec<(String, String)>,
    /// The headers of the response.
    pub headers: Vec<(String, String)>,
    /// The response.
    pub page: Value,
}

impl Exchange {
    /// A page without its request.
    pub fn of_page(page: Value, url: Option<Url>) -> Self {
        Self { method: "GET".to_owned(), url, page, ..Self::default() }
    }

    /// What the request carries, by target, as text.
    fn parameters(&self) -> Vec<(Target, String)> {
        let mut found: Vec<(Target, String)> = Vec::new();
        if let Some(url) = &self.url {
            found.extend(url.query_pairs().map(|(name, value)| (Target::Param(name.into_owned()), value.into_owned())));
        }
        found.extend(self.form.iter().map(|(name, value)| (Target::Form(name.clone()), value.clone())));
        found.extend(self.request_headers.iter().map(|(name, value)| (Target::Header(name.clone()), value.clone())));
        if let Some(body) = &self.body {
            leaves_of_body(body, "", &mut found, 0);
        }
        found
    }
}

fn leaves_of_body(value: &Value, pointer: &str, into: &mut Vec<(Target, String)>, depth: usize) {
    let Value::Object(object) = value else { return };
    for (name, value) in object {
        let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
        match value {
            Value::String(text) => into.push((Target::Body(pointer), text.clone())),
            Value::Number(number) => into.push((Target::Body(pointer), number.to_string())),
            Value::Object(_) if depth < 4 => leaves_of_body(value, &pointer, into, depth + 1),
            _ => {}
        }
    }
}

/// An endpoint, with its exchanges in the order in which they were made.
#[derive(Debug)]
struct Endpoint<'e> {
    id: String,
    method: String,
    path: String,
    exchanges: Vec<&'e Exchange>,
}

/// What became of the exchanges.
#[derive(Debug)]
pub struct Sampled {
    /// The module.
    pub module: String,
    /// For each endpoint its name, and why it is not written if it is not.
    pub endpoints: Vec<(String, Result<usize, String>)>,
}

/// Reads the exchanges, and writes what they show.
pub fn sample(source: &str, exchanges: &[Exchange], types: RecordTypes) -> Sampled {
    let endpoints = endpoints(exchanges);
    // Owned first: operations borrow from it.
    let documents: Vec<Value> = endpoints.iter().map(document).collect();
    let root = Value::Array(documents);
    let schemas = Schemas::new(&root);
    let mut read = Vec::new();
    for (index, endpoint) in endpoints.iter().enumerate() {
        let document = root.get(index).unwrap_or(&Value::Null);
        let operation = operation(endpoint, document, schemas);
        let outcome = outcome(&operation, endpoint, exchanges, schemas);
        read.push(Imported { operation, is_declared: true, outcome });
    }
    let entries: Vec<Entry<'_, '_>> = read
        .iter()
        .filter_map(|imported| {
            let readings = match &imported.outcome {
                Outcome::Converted(declaration) => std::slice::from_ref(declaration.as_ref()),
                Outcome::Ambiguous(readings) => readings.as_slice(),
                _ => return None,
            };
            Some(Entry { operation: &imported.operation, readings })
        })
        .collect();
    let module = writer::module(source, Origin::Responses, &entries, schemas, types);
    let endpoints = read
        .iter()
        .map(|imported| {
            let operation = &imported.operation;
            let is_known = !operation.path.is_empty();
            let name = if is_known { format!("{} {}", operation.method, operation.path) } else { source.to_owned() };
            let result = match &imported.outcome {
                Outcome::Converted(_) => Ok(1),
                Outcome::Ambiguous(readings) => Ok(readings.len()),
                Outcome::NotConverted(reason) => Err(reason.clone()),
                Outcome::NoPages if is_known => Err("nothing in it looks like a list with pages".to_owned()),
                Outcome::NoPages => {
                    Err("no request shows how the next page is asked for: give the URL of each page with `--request`"
                        .to_owned())
                }
            };
            (name, result)
        })
        .collect();
    Sampled { module, endpoints }
}

fn endpoints(exchanges: &[Exchange]) -> Vec<Endpoint<'_>> {
    let mut endpoints: Vec<Endpoint<'_>> = Vec::new();
    for (index, exchange) in exchanges.iter().enumerate() {
        // After a link, the path may be another.
        let followed =
            exchanges.get(..index).and_then(|before| before.iter().find(|first| evidence::follows(first, exchange)));
        if let Some(first) = followed {
            let own = endpoints
                .iter_mut()
                .find(|endpoint| endpoint.exchanges.iter().any(|other| std::ptr::eq(*other, first)));
            if let Some(endpoint) = own {
                endpoint.exchanges.push(exchange);
                continue;
            }
        }
        let path = exchange.url.as_ref().map(shown_path).unwrap_or_default();
        let place = |url: &Url| (url.origin(), url.path().to_owned());
        let own = exchange.url.as_ref().map(place);
        let known = endpoints.iter_mut().find(|endpoint| {
            endpoint.method == exchange.method
                && endpoint
                    .exchanges
                    .first()
                    .is_some_and(|first| own.is_none() || first.url.is_none() || first.url.as_ref().map(place) == own)
        });
        if let Some(endpoint) = known {
            endpoint.exchanges.push(exchange);
            continue;
        }
        let name =
            path.rsplit('/').find(|segment| !segment.is_empty() && !segment.starts_with('{')).unwrap_or("Listing");
        let id = names::type_name(name);
        endpoints.push(Endpoint { id, method: exchange.method.clone(), path, exchanges: vec![exchange] });
    }
    endpoints
}

/// A path whose ids, and whatever may be a secret, are replaced.
fn shown_path(url: &Url) -> String {
    let segments: Vec<&str> = url
        .path()
        .split('/')
        .map(|segment| {
            let has_digit = segment.bytes().any(|byte| byte.is_ascii_digit());
            let is_version = segment.len() < 6 && segment.starts_with('v');
            let is_plain = segment.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_' | b'.'));
            if segment.is_empty()
                || is_version
                || is_plain && segment.len() < 40
                || !has_digit && segment.len() < 24 && !segment.contains('%')
            {
                segment
            } else {
                "{…}"
            }
        })
        .collect();
    segments.join("/")
}

fn document(endpoint: &Endpoint<'_>) -> Value {
    let pages: Vec<&Value> = endpoint.exchanges.iter().map(|exchange| &exchange.page).collect();
    let bodies: Vec<&Value> = endpoint.exchanges.iter().filter_map(|exchange| exchange.body.as_ref()).collect();
    let mut query = serde_json::Map::new();
    let mut form = serde_json::Map::new();
    let mut headers = serde_json::Map::new();
    for exchange in &endpoint.exchanges {
        for (target, value) in exchange.parameters() {
            let (into, name) = match target {
                Target::Param(name) => (&mut query, name),
                Target::Form(name) => (&mut form, name),
                Target::Header(name) => (&mut headers, name),
                _ => continue,
            };
            let kind = if value.parse::<i64>().is_ok() { "integer" } else { "string" };
            let before = into.get(&name).and_then(|schema| schema.get("type")?.as_str());
            let kind = if before == Some("string") { "string" } else { kind };
            into.insert(name, json!({ "type": kind }));
        }
    }
    json!({ "response": seen::of(&pages), "body": seen::of(&bodies), "query": query, "form": form, "headers": headers })
}

fn operation<'a>(endpoint: &Endpoint<'a>, document: &'a Value, schemas: Schemas<'a>) -> Operation<'a> {
    let mut parameters = Vec::new();
    for (place, make) in
        [("query", Target::Param as fn(String) -> Target), ("form", Target::Form), ("headers", Target::Header)]
    {
        for (name, schema) in document.get(place).and_then(Value::as_object).into_iter().flatten() {
            parameters.push(Parameter {
                name: name.clone(),
                target: Some(make(name.clone())),
                node: Some(Node::of(schema)),
                description: "",
            });
        }
    }
    if let Some(body) = document.get("body") {
        members(&Node::of(body), schemas, "", "", &mut parameters);
    }
    let mut headers: Vec<Header<'a>> = Vec::new();
    for exchange in &endpoint.exchanges {
        for (name, _) in &exchange.headers {
            if !headers.iter().any(|header| header.name.eq_ignore_ascii_case(name)) {
                headers.push(Header { name, description: "" });
            }
        }
    }
    Operation {
        id: endpoint.id.clone(),
        method: endpoint.method.clone(),
        path: endpoint.path.clone(),
        parameters,
        response: document.get("response").map(Node::of),
        headers,
        description: "",
        reads: true,
        is_xml: false,
    }
}

fn outcome(operation: &Operation<'_>, endpoint: &Endpoint<'_>, all: &[Exchange], schemas: Schemas<'_>) -> Outcome {
    let Some(response) = &operation.response else { return Outcome::NoPages };
    let ranked = infer::ranked_items(response, operation, schemas);
    let differing: Vec<_> =
        ranked.iter().filter(|(_, items)| evidence::differs(&endpoint.exchanges, &items.path)).cloned().collect();
    let lists = infer::best(if differing.is_empty() { ranked } else { differing });
    if lists.is_empty() {
        return Outcome::NoPages;
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for items in &lists {
        drafts.extend(evidence::read(&endpoint.exchanges, all, items, operation));
    }
    if drafts.is_empty() {
        match infer::infer(operation, schemas, "") {
            Inference::None => drafts.extend(evidence::alone(&endpoint.exchanges, &lists, operation)),
            Inference::One(draft) => drafts.push(*draft),
            Inference::Several(several) => drafts = several,
        }
    }
    let mut readings = Vec::new();
    let mut reason = None;
    for draft in drafts {
        match finish(draft, operation, schemas) {
            Ok(declaration) if !readings.contains(&declaration) => readings.push(declaration),
            Ok(_) => {}
            Err(why) => reason = Some(why),
        }
    }
    match (readings.len(), reason) {
        (0, None) => Outcome::NoPages,
        (0, Some(reason)) => Outcome::NotConverted(reason),
        (1, _) => readings.pop().map_or(Outcome::NoPages, |reading| Outcome::Converted(Box::new(reading))),
        _ => Outcome::Ambiguous(readings),
    }
}
