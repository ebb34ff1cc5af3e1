//! Prepares one request: what is written, where, and in which order.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue};
use url::Url;

use super::format::{self, Missing, Values};
use super::json_body::JsonBody;
use super::path_target::PathTarget;
use super::query_pairs::QueryPairs;
use super::template::{Body, Template, counted};
use crate::error::Problem;
use crate::outside_text;
use crate::page_request::{PageRequest, SizeChange};
use crate::position::Position;
use crate::spec::{FirstOnly, Spec, Target};

/// What changes in a copy of the caller's request before it is sent.
pub(super) struct Prepared {
    /// The URL.
    pub(super) url: Url,
    /// Headers to set; each replaces the one of its name.
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    /// The body; `None` where the caller's stays.
    pub(super) body: Option<Bytes>,
    /// Whether it is a GET without a body, whatever the template is.
    pub(super) bare_get: bool,
}

/// Prepares the request for one page.
///
/// It begins as the template every time, so that nothing of an earlier page remains. On the URL of a link, the strategy's own
/// parameters and the page size are left out, unless `keep` names them: a link is complete.
pub(super) fn prepare(template: &Template, spec: &Spec, request: &PageRequest) -> Result<Prepared, Problem> {
    Draft::new(template, spec, request).prepare(spec, request)
}

/// A request that is being prepared.
struct Draft<'t> {
    template: &'t Template,
    url: Url,
    query: QueryPairs,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// `None` where the template's stays.
    body: Option<Body>,
    /// The position that a `format` may use.
    position: Option<&'t Position>,
    /// The page size that a `format` may use.
    size: Option<u64>,
    is_counted: bool,
    bare_get: bool,
}

/// A value that is written into a request.
#[derive(Clone, Copy)]
enum Value<'v> {
    Position(&'v Position),
    SyncToken(&'v Position),
    PageSize(u64),
    Anchor(&'v Position),
}

impl Value<'_> {
    /// As messages name it.
    fn name(self) -> &'static str {
        match self {
            Self::Position(_) => "position",
            Self::SyncToken(_) => "sync token",
            Self::PageSize(_) => "page size",
            Self::Anchor(_) => "value of the anchor",
        }
    }
}

impl<'t> Draft<'t> {
    fn new(template: &'t Template, spec: &Spec, request: &'t PageRequest) -> Self {
        Self {
            template,
            url: template.url.clone(),
            query: QueryPairs::query(template.url.query().unwrap_or_default()),
            headers: Vec::new(),
            body: None,
            position: request.position.as_ref(),
            size: request.page_size.or(spec.page_size.default),
            is_counted: spec.strategy.is_counted(),
            bare_get: false,
        }
    }

    fn prepare(mut self, spec: &Spec, request: &'t PageRequest) -> Result<Prepared, Problem> {
        let target = target(spec, request);
        match followed(spec, request, target) {
            Some(link) => self.on_link(spec, request, link)?,
            None => self.on_template(spec, request, target)?,
        }
        Ok(self.finish())
    }

    /// The URL is that of a link, which is complete.
    fn on_link(&mut self, spec: &Spec, request: &'t PageRequest, link: &Position) -> Result<(), Problem> {
        let Some(link) = link.as_str() else {
            return Err(Problem::request("the position of a next link has to be a URL, but it is not a string"));
        };
        let first = if spec.keep.is_empty() { None } else { Some(self.first_query(spec, request)?) };
        self.url = self.template.follow(spec, &self.template.url, link)?;
        self.query = QueryPairs::query(self.url.query().unwrap_or_default());
        if let Some(first) = first {
            for name in spec.keep {
                if self.query.get(name).is_none() {
                    first.all(name).for_each(|piece| self.query.push(piece.to_owned()));
                }
            }
        }
        self.bare_get = spec.links_by_get;
        let has_body = !self.bare_get;
        if !request.first && spec.first_only == FirstOnly::Everything {
            self.empty_body();
        }
        // A link says nothing about what is not in the URL.
        if let Some((target, size)) = spec.page_size.target.zip(request.page_size)
            && (has_body || !in_body(target))
            // One that has changed replaces the one in the link.
            && (request.size_change == SizeChange::Changed || (!in_url(target) && is_kept(spec, target)))
        {
            self.write(target, Value::PageSize(size))?;
        }
        if let Some((target, since)) = spec.sync.zip(request.since.as_ref())
            && !in_url(target)
            && (has_body || !in_body(target))
        {
            self.write(target, Value::SyncToken(since))?;
        }
        if let (false, FirstOnly::These(names)) = (request.first, spec.first_only)
            && has_body
        {
            self.remove_from_body(names)?;
        }
        Ok(())
    }

    /// The query of the walk's first request.
    fn first_query(&self, spec: &Spec, request: &'t PageRequest) -> Result<QueryPairs, Problem> {
        let mut first = Self::new(self.template, spec, request);
        for (name, value) in spec.query {
            first.query.set_unencoded(name, value);
        }
        if let Some((target, size)) = spec.page_size.target.zip(request.page_size)
            && in_url(target)
        {
            first.write(target, Value::PageSize(size))?;
        }
        if let Some((target, since)) = spec.sync.zip(request.since.as_ref())
            && in_url(target)
            && target != Target::Link
        {
            first.write(target, Value::SyncToken(since))?;
        }
        Ok(first.query)
    }

    /// The URL is the template's own.
    fn on_template(&mut self, spec: &Spec, request: &PageRequest, target: Target) -> Result<(), Problem> {
        if let (false, Some(path)) = (request.first, spec.continue_at) {
            self.url = self.template.follow(spec, &self.template.url, path)?;
            if let Some(query) = self.url.query() {
                self.query = QueryPairs::query(query);
            }
        }
        if !request.first && spec.first_only == FirstOnly::Everything {
            self.query.clear();
            self.empty_body();
        } else {
            for (name, value) in spec.query {
                self.query.set_unencoded(name, value);
            }
            if let Some((target, size)) = spec.page_size.target.zip(request.page_size) {
                self.write(target, Value::PageSize(size))?;
            }
            // Before the position: the two may share one parameter.
            if let Some((target, since)) = spec.sync.zip(request.since.as_ref())
                && target != Target::Link
            {
                self.write(target, Value::SyncToken(since))?;
            }
        }
        if let (false, FirstOnly::These(names)) = (request.first, spec.first_only) {
            for name in names.iter().filter(|name| !name.starts_with('/')) {
                self.query.remove(name);
            }
            self.remove_from_body(names)?;
        }
        if let (Some(anchor), Some(value)) = (spec.anchor, request.anchor()) {
            self.write(anchor.target, Value::Anchor(value))?;
        }
        match &request.position {
            Some(position) => {
                // A request has one position: that of the previous page replaces the one that the template began with.
                if request.backwards && target != spec.target {
                    self.remove(spec.target)?;
                }
                let position = if spec.strategy.is_counted() { &counted(position.clone()) } else { position };
                self.write(target, Value::Position(position))?;
                // A map that is merged may have brought the size of the page before.
                if let (SizeChange::Changed, Some((target, size))) =
                    (request.size_change, spec.page_size.target.zip(request.page_size))
                    && matches!(spec.target, Target::MergeQuery | Target::MergeBody(_))
                {
                    self.write(target, Value::PageSize(size))?;
                }
                Ok(())
            }
            // The API reads a body, also where the first request has no position.
            None => match target.innermost() {
                Target::Path(pattern) => self.check_path(pattern),
                Target::Body(_) | Target::MergeBody(_) => self.json("position", target).map(|_| ()),
                Target::Form(_) => self.form("position", target).map(|_| ()),
                _ => Ok(()),
            },
        }
    }

    /// Writes one value, in the text that is declared around it.
    fn write(&mut self, target: Target, value: Value<'_>) -> Result<(), Problem> {
        let what = value.name();
        match (target, value) {
            (Target::Format(place, format), _) => self.write_filled(*place, format, value),
            (_, Value::Position(position) | Value::SyncToken(position) | Value::Anchor(position)) => {
                self.put(target, position, what)
            }
            (_, Value::PageSize(size)) => self.put(target, &Position::count(size), what),
        }
    }

    /// Writes the text around a value.
    fn write_filled(&mut self, place: Target, format: &str, value: Value<'_>) -> Result<(), Problem> {
        let what = value.name();
        let (position, size) = match value {
            Value::Position(position) | Value::SyncToken(position) | Value::Anchor(position) => {
                (Some(text(position, what, place)?), self.size)
            }
            Value::PageSize(size) => (self.position.and_then(Position::to_text), Some(size)),
        };
        let filled = format::fill(format, Values { position: position.as_deref(), size }).map_err(|missing| {
            let reason = match missing {
                Missing::Position => "this request has no position",
                Missing::Number => "`{last}` is computed from a position that is a number",
                Missing::Size => {
                    "no page size is known; declare one, `#[paginated(page_size(default = 50))]`, or call `.page_size(50)`"
                }
            };
            Problem::request(format!("the {what} goes into {}, as `{format}`, but {reason}", describe(place)))
        })?;
        match place {
            Target::Param(name) => {
                self.query.set_filled(name, &filled);
                Ok(())
            }
            place => self.put(place, &Position::text(filled.text()), what),
        }
    }

    fn path_target<'p>(&self, pattern: &'p str) -> PathTarget<'p> {
        PathTarget { pattern, is_counted: self.is_counted }
    }

    /// The URL has to have a place for later positions.
    fn check_path(&self, pattern: &str) -> Result<(), Problem> {
        self.path_target(pattern).check(&self.url)
    }

    /// Puts a value at a target. Messages contain `what` it is, never the value.
    fn put(&mut self, target: Target, value: &Position, what: &str) -> Result<(), Problem> {
        match target {
            Target::Param(name) => {
                let text = text(value, what, target)?;
                self.query.set(name, &text);
            }
            Target::Form(name) => {
                let text = text(value, what, target)?;
                self.form(what, target)?.set(name, &text);
            }
            Target::Header(name) => self.write_header(name, &text(value, what, target)?, what)?,
            Target::Body(pointer) => {
                let body = self.json(what, target)?;
                // A count that the template writes as a string stays a string while it is the same.
                let same = body
                    .get(pointer)
                    .and_then(Position::json)
                    .is_some_and(|there| there == *value || (value.as_u64().is_some() && counted(there) == *value));
                if !same {
                    body.set(pointer, &value.to_json())?;
                }
            }
            Target::MergeQuery => {
                let mut values = Vec::new();
                for (name, value) in map(value, what)? {
                    // A null is an absent parameter.
                    let Some(value) = Position::json(value.clone()) else { continue };
                    let Some(value) = value.to_text() else {
                        let name = outside_text::shortened(name, 60);
                        return Err(Problem::request(format!(
                            "the {what} is merged into the query, but its entry `{name}` is itself a list or a map, which cannot be written \
                             there; use `merge, body = \"\"` where the API takes JSON"
                        )));
                    };
                    values.push((name.as_str(), value.into_owned().into()));
                }
                self.query.set_all(&values);
            }
            Target::MergeBody(pointer) => self.json(what, target)?.merge(pointer, map(value, what)?)?,
            Target::Path(pattern) => {
                let text = text(value, what, target)?;
                self.path_target(pattern).write(&mut self.url, &text, what)?;
            }
            Target::Format(place, _) => self.put(*place, value, what)?,
            Target::Link => {
                return Err(Problem::request(format!(
                    "the {what} cannot be sent as a link; declare a parameter for it"
                )));
            }
        }
        Ok(())
    }

    fn write_header(&mut self, name: &str, text: &str, what: &str) -> Result<(), Problem> {
        let header = HeaderName::from_bytes(name.as_bytes())
            .map_err(|error| Problem::request_because(format!("`{name}` is not a valid header name"), error))?;
        self.headers.retain(|(set, _)| *set != header);
        if self.template.headers.get(&header).is_some_and(|there| there.as_bytes() == text.as_bytes()) {
            return Ok(());
        }
        let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| {
            Problem::request(format!(
                "the {what} is sent in the header `{name}`, but has characters that a header must not contain"
            ))
        })?;
        // It may be a secret: clients keep a sensitive value out of their logs.
        value.set_sensitive(true);
        self.headers.push((header, value));
        Ok(())
    }

    fn remove(&mut self, target: Target) -> Result<(), Problem> {
        match target {
            Target::Param(name) => self.query.remove(name),
            Target::Form(name) => {
                if let Body::Form(form) = self.body_mut() {
                    form.remove(name);
                }
            }
            Target::Body(pointer) => {
                if let Body::Json(body) = self.body_mut() {
                    body.remove(pointer)?;
                }
            }
            Target::Path(pattern) => self.path_target(pattern).remove(&mut self.url),
            Target::Format(place, _) => self.remove(*place)?,
            Target::Header(_) | Target::MergeQuery | Target::MergeBody(_) | Target::Link => {}
        }
        Ok(())
    }

    fn remove_from_body(&mut self, names: &[&str]) -> Result<(), Problem> {
        match self.body_mut() {
            Body::Json(body) => {
                names.iter().filter(|name| name.starts_with('/')).try_for_each(|pointer| body.remove(pointer))
            }
            Body::Form(form) => {
                names.iter().filter(|name| !name.starts_with('/')).for_each(|name| form.remove(name));
                Ok(())
            }
            Body::None | Body::Other => Ok(()),
        }
    }

    fn empty_body(&mut self) {
        if !matches!(self.template.body, Body::None) {
            self.body = Some(Body::None);
        }
    }

    fn body_mut(&mut self) -> &mut Body {
        self.body.get_or_insert_with(|| self.template.body.clone())
    }

    fn json(&mut self, what: &str, target: Target) -> Result<&mut JsonBody, Problem> {
        if matches!(self.body_mut(), Body::None) {
            self.body = Some(Body::Json(JsonBody::empty()));
            self.content_type("application/json");
        }
        match self.body_mut() {
            Body::Json(body) => Ok(body),
            _ => Err(Problem::request(format!(
                "the {what} goes into {}, but the request's body is not JSON; build the request with `.json(…)`, or declare where \
                 this API takes it: `param`, `form` or `request_header`",
                describe(target)
            ))),
        }
    }

    fn form(&mut self, what: &str, target: Target) -> Result<&mut QueryPairs, Problem> {
        if matches!(self.body_mut(), Body::None) {
            self.body = Some(Body::Form(QueryPairs::form("")));
            self.content_type("application/x-www-form-urlencoded");
        }
        match self.body_mut() {
            Body::Form(form) => Ok(form),
            _ => Err(Problem::request(format!(
                "the {what} goes into {}, but the request's body is not a form; build the request with `.form(…)`, or declare \
                 where this API takes it: `param`, `body` or `request_header`",
                describe(target)
            ))),
        }
    }

    fn content_type(&mut self, kind: &'static str) {
        if !self.template.headers.contains_key(CONTENT_TYPE) {
            self.headers.retain(|(name, _)| *name != CONTENT_TYPE);
            self.headers.push((CONTENT_TYPE, HeaderValue::from_static(kind)));
        }
    }

    fn finish(mut self) -> Prepared {
        let query = self.query.text();
        if self.query.is_empty() {
            // A `?` without a query stays.
            if self.url.query().is_some_and(|there| !there.is_empty()) {
                self.url.set_query(None);
            }
        } else if self.url.query() != Some(&query) {
            self.url.set_query(Some(&query));
        }
        let body = match (self.body, &self.template.body) {
            _ if self.bare_get => Some(Bytes::new()),
            (None, _) | (Some(Body::None), Body::None) => None,
            (Some(body), _) => body.bytes(),
        };
        Prepared { url: self.url, headers: self.headers, body, bare_get: self.bare_get }
    }
}

/// The link that is the URL of this request: the position, or the stored link that an incremental sync begins with.
fn followed<'a>(spec: &Spec, request: &'a PageRequest, target: Target) -> Option<&'a Position> {
    match &request.position {
        Some(position) => (target == Target::Link).then_some(position),
        None => request.since.as_ref().filter(|_| spec.sync == Some(Target::Link)),
    }
}

/// Whether the request for this page is a GET without a body, whatever the template is.
pub(super) fn is_bare_get(spec: &Spec, request: &PageRequest) -> bool {
    spec.links_by_get && followed(spec, request, target(spec, request)).is_some()
}

/// Where the position of this page is written.
fn target(spec: &Spec, request: &PageRequest) -> Target {
    if request.backwards { spec.prev.unwrap_or(spec.target) } else { spec.target }
}

fn in_url(target: Target) -> bool {
    matches!(target.innermost(), Target::Param(_) | Target::MergeQuery | Target::Link | Target::Path(_))
}

fn in_body(target: Target) -> bool {
    matches!(target, Target::Body(_) | Target::MergeBody(_) | Target::Form(_))
}

fn is_kept(spec: &Spec, target: Target) -> bool {
    match target {
        Target::Param(name) | Target::Form(name) | Target::Body(name) => spec.keep.contains(&name),
        Target::Header(name) => spec.keep.iter().any(|kept| kept.eq_ignore_ascii_case(name)),
        Target::Format(place, _) => is_kept(spec, *place),
        Target::MergeQuery | Target::MergeBody(_) | Target::Link | Target::Path(_) => false,
    }
}

fn text<'a>(value: &'a Position, what: &str, target: Target) -> Result<std::borrow::Cow<'a, str>, Problem> {
    value.to_text().ok_or_else(|| {
        Problem::request(format!(
            "the {what} is a list or a map, which cannot be written into {}; send it as JSON with `body = \"/…\"`, or a map with `merge`",
            describe(target)
        ))
    })
}

fn map<'a>(value: &'a Position, what: &str) -> Result<&'a serde_json::Map<String, serde_json::Value>, Problem> {
    value.as_map().ok_or_else(|| Problem::request(format!("the {what} is sent with `merge`, but it is not a map")))
}

fn describe(target: Target) -> String {
    match target {
        Target::Param(name) => format!("the query parameter `{name}`"),
        Target::Body(pointer) | Target::MergeBody(pointer) => format!("the body, at `{pointer}`"),
        Target::Form(name) => format!("the form field `{name}`"),
        Target::Header(name) => format!("the header `{name}`"),
        Target::MergeQuery => "the query".to_owned(),
        Target::Link => "the URL".to_owned(),
        Target::Path(_) => "the URL's path".to_owned(),
        Target::Format(place, _) => describe(*place),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;
