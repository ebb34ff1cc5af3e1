//! A Stainless configuration beside the document, and `x-stainless-pagination-property` within it.

use serde_json::Value;

use crate::declaration::{
    Count, CountPlace, Draft, Evidence, Flag, ItemsAt, LinkSource, Next, PageSize, Source, Step, Stop, Strategy,
    Target, WirePath,
};
use crate::infer::first_position;
use crate::operation::Operation;
use crate::schema::{Kind, Node, Schemas, list, text};

const PROPERTY: &str = "x-stainless-pagination-property";

/// The schemes of a configuration, and which endpoints use them.
pub struct Configuration<'c> {
    schemes: Vec<Scheme>,
    endpoints: Vec<(String, Use<'c>)>,
}

/// What an endpoint says about its scheme.
enum Use<'c> {
    /// Nothing: the first that fits is used.
    Any,
    Named(&'c str),
    None,
}

#[derive(Default)]
struct Scheme {
    name: String,
    kind: String,
    in_body: bool,
    request: Vec<(String, String)>,
    response: Vec<Property>,
    here: String,
}

#[derive(Clone)]
struct Property {
    path: WirePath,
    purpose: String,
    header: Option<String>,
    is_list: bool,
}

impl<'c> Configuration<'c> {
    /// Reads it.
    pub fn new(configuration: &'c Value) -> Self {
        let schemes = list(configuration, "pagination").iter().map(scheme).collect();
        let mut endpoints = Vec::new();
        resources(configuration.get("resources"), &mut endpoints);
        Self { schemes, endpoints }
    }

    /// What it says about an operation.
    pub(super) fn read(&self, operation: &Operation<'_>, schemas: Schemas<'_>) -> Option<Result<Draft, String>> {
        let endpoint = format!("{} {}", operation.method.to_ascii_lowercase(), operation.path);
        let (_, used) = self.endpoints.iter().find(|(given, _)| *given == endpoint)?;
        match used {
            Use::None => None,
            Use::Named(name) => {
                let Some(scheme) = self.schemes.iter().find(|scheme| scheme.name == *name) else {
                    return Some(Err(format!("the Stainless configuration has no pagination `{name}`")));
                };
                Some(scheme.draft(operation, schemas))
            }
            Use::Any => self
                .schemes
                .iter()
                .find(|scheme| scheme.fits(operation, schemas))
                .map(|scheme| scheme.draft(operation, schemas)),
        }
    }
}

fn resources<'c>(value: Option<&'c Value>, into: &mut Vec<(String, Use<'c>)>) {
    for resource in value.and_then(Value::as_object).into_iter().flat_map(|resources| resources.values()) {
        for method in
            resource.get("methods").and_then(Value::as_object).into_iter().flat_map(|methods| methods.values())
        {
            let (endpoint, used) = match method {
                Value::String(endpoint) => (endpoint.as_str(), Use::Any),
                method => {
                    let used = match method.get("paginated") {
                        Some(Value::String(name)) => Use::Named(name),
                        Some(Value::Bool(false)) => Use::None,
                        _ => Use::Any,
                    };
                    (text(method, "endpoint"), used)
                }
            };
            if let Some((verb, path)) = endpoint.split_once(' ') {
                into.push((format!("{} {}", verb.to_ascii_lowercase(), path.trim()), used));
            }
        }
        resources(resource.get("subresources"), into);
    }
}

fn scheme(value: &Value) -> Scheme {
    let name = text(value, "name").to_owned();
    let here = format!("Stainless configuration, pagination `{name}`");
    let mut scheme = Scheme {
        name,
        kind: text(value, "type").to_owned(),
        in_body: text(value, "param_location") == "body",
        here,
        ..Scheme::default()
    };
    for (name, schema) in value.get("request").and_then(Value::as_object).into_iter().flatten() {
        scheme.request.push((name.clone(), purpose(schema)));
    }
    for (name, schema) in value.get("response").and_then(Value::as_object).into_iter().flatten() {
        properties(schema, &mut vec![name.clone()], &mut scheme.response, 0);
    }
    scheme
}

fn purpose(schema: &Value) -> String {
    schema.get(PROPERTY).map(|property| text(property, "purpose")).unwrap_or_default().to_owned()
}

fn properties(schema: &Value, path: &mut WirePath, into: &mut Vec<Property>, depth: usize) {
    if depth > 8 {
        return;
    }
    let given = schema.get(PROPERTY).unwrap_or(&Value::Null);
    let is_list = text(schema, "type") == "array";
    let is_top = given.get("is_top_level_array").and_then(Value::as_bool) == Some(true);
    let header = given.get("from_header").and_then(Value::as_str).map(str::to_owned);
    let purpose = if is_top { "items" } else { text(given, "purpose") };
    if is_list || !purpose.is_empty() {
        let path = if is_top { Vec::new() } else { path.clone() };
        into.push(Property { path, purpose: purpose.to_owned(), header, is_list });
    }
    let inner = schema.get("items").filter(|_| is_list).unwrap_or(schema);
    for (name, schema) in inner.get("properties").and_then(Value::as_object).into_iter().flatten() {
        path.push(name.clone());
        properties(schema, path, into, depth + 1);
        path.pop();
    }
}

/// Purposes that stand in the document itself.
pub(super) fn from_properties(
    value: &Value,
    operation: &Operation<'_>,
    schemas: Schemas<'_>,
) -> Option<Result<Draft, String>> {
    let mut scheme = Scheme { here: PROPERTY.to_owned(), ..Scheme::default() };
    for parameter in list(value, "parameters") {
        let own = purpose(parameter);
        let inner = parameter.get("schema").map(purpose).unwrap_or_default();
        let found = if own.is_empty() { inner } else { own };
        if !found.is_empty() {
            scheme.request.push((text(parameter, "name").to_owned(), found));
        }
    }
    let response = operation.response.as_ref()?;
    marked(response, schemas, &mut Vec::new(), &mut scheme.response, 0);
    let has = |purpose: &str| scheme.response.iter().any(|property| property.purpose == purpose);
    let asks = |purpose: &str| scheme.request.iter().any(|(_, given)| given == purpose);
    let kind = if has("cursor_url_field") {
        "cursor_url"
    } else if asks("next_cursor_id_param") {
        "cursor_id"
    } else if asks("next_cursor_param") {
        "cursor"
    } else if asks("offset_count_param") {
        "offset"
    } else if asks("page_number_param") {
        "page_number"
    } else {
        return None;
    };
    kind.clone_into(&mut scheme.kind);
    Some(scheme.draft(operation, schemas))
}

fn marked(node: &Node<'_>, schemas: Schemas<'_>, path: &mut WirePath, into: &mut Vec<Property>, depth: usize) {
    if depth > 4 {
        return;
    }
    let shape = schemas.shape(node);
    let property = schemas.extension(node, PROPERTY);
    if let Some(property) = property {
        let is_top = property.get("is_top_level_array").and_then(Value::as_bool) == Some(true);
        let header = property.get("from_header").and_then(Value::as_str).map(str::to_owned);
        let purpose = if is_top { "items" } else { text(property, "purpose") };
        let path = if is_top { Vec::new() } else { path.clone() };
        into.push(Property { path, purpose: purpose.to_owned(), header, is_list: shape.kind == Kind::List });
    }
    match shape.kind {
        Kind::Object => {
            for (name, member) in &shape.members {
                path.push((*name).to_owned());
                marked(&member.node, schemas, path, into, depth + 1);
                path.pop();
            }
        }
        Kind::List => {
            if let Some(entries) = &shape.entries {
                marked(entries, schemas, path, into, depth + 1);
            }
        }
        _ => {}
    }
}

impl Scheme {
    fn parameter(&self, purpose: &str) -> Option<&str> {
        self.request.iter().find(|(_, given)| given == purpose).map(|(name, _)| name.as_str())
    }

    fn property(&self, purpose: &str) -> Option<&Property> {
        self.response.iter().find(|property| property.purpose == purpose)
    }

    fn items(&self) -> Option<&Property> {
        self.property("items").or_else(|| self.response.iter().find(|property| property.is_list))
    }

    /// Whether the operation has everything that the scheme names.
    fn fits(&self, operation: &Operation<'_>, schemas: Schemas<'_>) -> bool {
        let Some(response) = &operation.response else { return false };
        let asks = self.request.iter().all(|(name, _)| operation.parameter(name).is_some());
        let items = self.items().map(|property| property.path.clone()).unwrap_or_default();
        let answers = self
            .response
            .iter()
            .filter(|property| {
                property.header.is_none()
                    && !(property.path.len() > items.len() && property.path.starts_with(&items) && !items.is_empty())
            })
            .all(|property| {
                if property.path.is_empty() {
                    schemas.shape(response).kind == Kind::List
                } else {
                    schemas.at(response, &property.path).is_some()
                }
            });
        !self.request.is_empty() && asks && answers
    }

    fn page_size(&self, operation: &Operation<'_>) -> Option<PageSize> {
        let (name, _) =
            self.request.iter().find(|(name, purpose)| purpose.is_empty() && crate::infer::is_page_size(name))?;
        let target = super::target(name, operation).ok()?;
        let evidence = Evidence::declared(format!("{}, `{name}`", self.here));
        Some(PageSize { target: Some(target), default: None, max: None, send: None, evidence })
    }

    fn draft(&self, operation: &Operation<'_>, schemas: Schemas<'_>) -> Result<Draft, String> {
        let said = |what: &str| Evidence::declared(format!("{}, `{what}`", self.here));
        let target = |purpose: &str| -> Result<Target, String> {
            let name = self
                .parameter(purpose)
                .ok_or_else(|| format!("no parameter of {} has the purpose `{purpose}`", self.here))?;
            super::target(name, operation)
                .or_else(|reason| if self.in_body { Ok(Target::Body(format!("/{name}"))) } else { Err(reason) })
        };
        let items = self.items().map(|property| ItemsAt::list(property.path.clone(), said("items")));
        let at = items.as_ref().map(|items| items.path.clone()).unwrap_or_default();
        let within = |path: &[String]| path.strip_prefix(at.as_slice()).map(<[String]>::to_vec);

        let mut strategy = match self.kind.as_str() {
            "cursor" => {
                let field = self
                    .property("next_cursor_field")
                    .ok_or_else(|| format!("{} has no `next_cursor_field`", self.here))?;
                let source = match &field.header {
                    Some(header) => Source::Header(header.to_ascii_lowercase()),
                    None => Source::Field(field.path.clone()),
                };
                let next =
                    Next::Cursor { source, or: None, target: target("next_cursor_param")?, end: None, initial: None };
                Strategy::new(next, said("next_cursor_field"))
            }
            "cursor_id" => {
                let field =
                    self.property("cursor_item_id").ok_or_else(|| format!("{} has no `cursor_item_id`", self.here))?;
                let id = within(&field.path)
                    .filter(|id| !id.is_empty())
                    .ok_or("its `cursor_item_id` is not in the records")?;
                let next = Next::Cursor {
                    source: Source::LastItem(id),
                    or: None,
                    target: target("next_cursor_id_param")?,
                    end: None,
                    initial: None,
                };
                Strategy::new(next, said("cursor_item_id"))
            }
            "cursor_url" => {
                let field = self
                    .property("cursor_url_field")
                    .ok_or_else(|| format!("{} has no `cursor_url_field`", self.here))?;
                let source = match &field.header {
                    Some(header) if header.eq_ignore_ascii_case("link") => LinkSource::Rel("next".to_owned()),
                    Some(header) => LinkSource::Header(header.to_ascii_lowercase()),
                    None => LinkSource::Field(field.path.clone()),
                };
                Strategy::new(Next::Link(source), said("cursor_url_field"))
            }
            kind @ ("offset" | "page_number") => {
                let is_page = kind == "page_number";
                let purpose = if is_page { "page_number_param" } else { "offset_count_param" };
                let target = target(purpose)?;
                let first = operation.parameter_at(&target).and_then(|parameter| first_position(parameter, schemas));
                let next = if is_page {
                    Next::Page { target, first: first.unwrap_or(1) }
                } else {
                    Next::Offset { target, first: first.unwrap_or(0), step: Step::Received }
                };
                Strategy::new(next, said(purpose))
            }
            "fake_page" => return Err(format!("{} is a `fake_page`: the list is a single page", self.here)),
            other => return Err(format!("{} has a type that is not known: `{other}`", self.here)),
        };
        let flag = self.property("has_next_page").map(|property| Flag {
            path: property.path.clone(),
            is_last: false,
            evidence: said("has_next_page"),
        });
        let count = |purpose: &str| {
            self.property(purpose).map(|property| Count {
                place: match &property.header {
                    Some(header) => CountPlace::Header(header.to_ascii_lowercase()),
                    None => CountPlace::Field(property.path.clone()),
                },
                evidence: said(purpose),
            })
        };
        let total = count("offset_total_count_field").filter(|_| self.kind == "offset");
        let total_pages = count("total_page_count_field").filter(|_| self.kind == "page_number");
        // Stainless's clients stop at a page without records.
        if flag.is_none() && total.is_none() && total_pages.is_none() && self.kind != "cursor_url" {
            strategy.stop.push(Stop::EmptyPage);
        }
        let mut draft = Draft::of(strategy);
        draft.items = items;
        draft.parts.flag = flag;
        draft.parts.total = total;
        draft.parts.total_pages = total_pages;
        draft.parts.page_size = self.page_size(operation);
        Ok(draft)
    }
}
