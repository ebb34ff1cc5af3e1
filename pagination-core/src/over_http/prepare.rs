//! How one request is made: what is written, where, and in which order.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue};
use url::Url;

use super::json_body::JsonBody;
use super::pairs::Pairs;
use super::template::{Body, Template, counted};
use crate::error::Problem;
use crate::page_request::PageRequest;
use crate::position::Position;
use crate::spec::{FirstOnly, Spec, Target};

/// What is to be changed in a copy of the caller's request before it is sent.
pub struct Prepared {
    /// The URL to ask.
    pub url: Url,
    /// Headers to set; each replaces the one of its name.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body to send; `None` where the caller's stays.
    pub body: Option<Bytes>,
}

/// A request in the making.
pub(super) struct Draft<'t> {
    template: &'t Template,
    url: Url,
    query: Pairs,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// `None` as long as the template's stays.
    body: Option<Body>,
}

impl<'t> Draft<'t> {
    pub(super) fn new(template: &'t Template) -> Self {
        Self {
            template,
            url: template.url.clone(),
            query: Pairs::query(template.url.query().unwrap_or_default()),
            headers: Vec::new(),
            body: None,
        }
    }

    pub(super) fn prepare(mut self, spec: &Spec, ask: &PageRequest) -> Result<Prepared, Problem> {
        let target = if ask.backwards { spec.prev.unwrap_or(spec.target) } else { spec.target };
        match followed(spec, ask, target) {
            Some(link) => self.on_link(spec, ask, link)?,
            None => self.on_template(spec, ask, target)?,
        }
        Ok(self.finish())
    }

    /// The URL is that of a link, which is complete.
    fn on_link(&mut self, spec: &Spec, ask: &PageRequest, link: &Position) -> Result<(), Problem> {
        let Some(link) = link.as_str() else {
            return Err(Problem::request("the position of a link is a URL, but it is something other than a text"));
        };
        let first = if spec.keep.is_empty() { None } else { Some(self.first_query(spec, ask)?) };
        self.url = self.template.follow(spec, &self.template.url, link)?;
        self.query = Pairs::query(self.url.query().unwrap_or_default());
        if let Some(first) = first {
            for name in spec.keep {
                if self.query.get(name).is_none() {
                    first.all(name).for_each(|piece| self.query.push(piece.to_owned()));
                }
            }
        }
        if !ask.first && spec.first_only == FirstOnly::Everything {
            self.empty_body();
        }
        // What is no part of the URL does not come with the link.
        if let Some((target, size)) = spec.page_size.target.zip(ask.page_size)
            && !in_url(target)
            && is_kept(spec, target)
        {
            self.write(target, &Position::count(size), "page size")?;
        }
        if let Some((target, since)) = spec.sync.zip(ask.since.as_ref())
            && !in_url(target)
        {
            self.write(target, since, "sync token")?;
        }
        if let (false, FirstOnly::These(names)) = (ask.first, spec.first_only) {
            self.remove_from_body(names)?;
        }
        Ok(())
    }

    /// The query of the walk's first request.
    fn first_query(&self, spec: &Spec, ask: &PageRequest) -> Result<Pairs, Problem> {
        let mut first = Self::new(self.template);
        for (name, value) in spec.query {
            first.query.set_as_it_stands(name, value);
        }
        if let Some((target, size)) = spec.page_size.target.zip(ask.page_size)
            && in_url(target)
        {
            first.write(target, &Position::count(size), "page size")?;
        }
        if let Some((target, since)) = spec.sync.zip(ask.since.as_ref())
            && in_url(target)
            && target != Target::Link
        {
            first.write(target, since, "sync token")?;
        }
        Ok(first.query)
    }

    /// The URL is the template's own.
    fn on_template(&mut self, spec: &Spec, ask: &PageRequest, target: Target) -> Result<(), Problem> {
        if let (false, Some(path)) = (ask.first, spec.continue_at) {
            self.url = self.template.follow(spec, &self.template.url, path)?;
            if let Some(query) = self.url.query() {
                self.query = Pairs::query(query);
            }
        }
        if !ask.first && spec.first_only == FirstOnly::Everything {
            self.query.clear();
            self.empty_body();
        } else {
            for (name, value) in spec.query {
                self.query.set_as_it_stands(name, value);
            }
            if let Some((target, size)) = spec.page_size.target.zip(ask.page_size) {
                self.write(target, &Position::count(size), "page size")?;
            }
            // Before the position: the two may share one parameter.
            if let Some((target, since)) = spec.sync.zip(ask.since.as_ref())
                && target != Target::Link
            {
                self.write(target, since, "sync token")?;
            }
        }
        if let (false, FirstOnly::These(names)) = (ask.first, spec.first_only) {
            for name in names.iter().filter(|name| !name.starts_with('/')) {
                self.query.remove(name);
            }
            self.remove_from_body(names)?;
        }
        match &ask.position {
            Some(position) => {
                // A request has one position: that of the way back takes the place of the one that the template began with.
                if ask.backwards && target != spec.target {
                    self.remove(spec.target)?;
                }
                let position = if spec.kind.is_counted() { &counted(position.clone()) } else { position };
                self.write(target, position, "position")
            }
            // The API reads a body, even where there is nothing to say yet.
            None => match target {
                Target::Body(_) | Target::MergeBody(_) => self.json("position", target).map(|_| ()),
                Target::Form(_) => self.form("position", target).map(|_| ()),
                _ => Ok(()),
            },
        }
    }

    /// Writes one value. `what` it is goes into messages, the value never does.
    fn write(&mut self, target: Target, token: &Position, what: &str) -> Result<(), Problem> {
        match target {
            Target::Param(name) => {
                let text = text(token, what, target)?;
                self.query.set(name, &text);
            }
            Target::Form(name) => {
                let text = text(token, what, target)?;
                self.form(what, target)?.set(name, &text);
            }
            Target::Header(name) => self.write_header(name, &text(token, what, target)?, what)?,
            Target::Body(pointer) => {
                let body = self.json(what, target)?;
                // A count that the template writes as a text stays one while it is the same.
                let same = body
                    .get(pointer)
                    .and_then(Position::json)
                    .is_some_and(|there| there == *token || (token.as_u64().is_some() && counted(there) == *token));
                if !same {
                    body.set(pointer, &token.to_json())?;
                }
            }
            Target::MergeQuery => {
                for (name, value) in map(token, what)? {
                    // A null is an absent parameter.
                    let Some(value) = Position::json(value.clone()) else { continue };
                    let Some(value) = value.to_text() else {
                        return Err(Problem::request(format!(
                            "the {what} is merged into the query, but its entry `{name}` is itself a list or a map, which has no \
                             form there; use `merge, body = \"\"` where the API takes JSON"
                        )));
                    };
                    self.query.set(name, &value);
                }
            }
            Target::MergeBody(pointer) => self.json(what, target)?.merge(pointer, map(token, what)?)?,
            Target::Link => {
                return Err(Problem::request(format!("the {what} cannot be sent as a link; name a parameter for it")));
            }
        }
        Ok(())
    }

    fn write_header(&mut self, name: &str, text: &str, what: &str) -> Result<(), Problem> {
        let header = HeaderName::from_bytes(name.as_bytes())
            .map_err(|error| Problem::request_because(format!("`{name}` is not the name of a header"), error))?;
        self.headers.retain(|(set, _)| *set != header);
        if self.template.headers.get(&header).is_some_and(|there| there.as_bytes() == text.as_bytes()) {
            return Ok(());
        }
        let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| {
            Problem::request(format!(
                "the {what} holds characters that may not stand in a header, and it goes into `{name}`"
            ))
        })?;
        // It may be a secret: clients then keep it out of their logs.
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
                place(target)
            ))),
        }
    }

    fn form(&mut self, what: &str, target: Target) -> Result<&mut Pairs, Problem> {
        if matches!(self.body_mut(), Body::None) {
            self.body = Some(Body::Form(Pairs::form("")));
            self.content_type("application/x-www-form-urlencoded");
        }
        match self.body_mut() {
            Body::Form(form) => Ok(form),
            _ => Err(Problem::request(format!(
                "the {what} goes into {}, but the request's body is not a form; build the request with `.form(…)`, or declare \
                 where this API takes it: `param`, `body` or `request_header`",
                place(target)
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
            // A lone `?` stays where it was.
            if self.url.query().is_some_and(|there| !there.is_empty()) {
                self.url.set_query(None);
            }
        } else if self.url.query() != Some(&query) {
            self.url.set_query(Some(&query));
        }
        let body = match (self.body, &self.template.body) {
            (None, _) | (Some(Body::None), Body::None) => None,
            (Some(body), _) => body.bytes(),
        };
        Prepared { url: self.url, headers: self.headers, body }
    }
}

/// The link that gives this request its URL: the position, or the stored one that an incremental sync begins with.
fn followed<'a>(spec: &Spec, ask: &'a PageRequest, target: Target) -> Option<&'a Position> {
    match &ask.position {
        Some(position) => (target == Target::Link).then_some(position),
        None => ask.since.as_ref().filter(|_| spec.sync == Some(Target::Link)),
    }
}

fn in_url(target: Target) -> bool {
    matches!(target, Target::Param(_) | Target::MergeQuery | Target::Link)
}

fn is_kept(spec: &Spec, target: Target) -> bool {
    match target {
        Target::Param(name) | Target::Form(name) | Target::Body(name) => spec.keep.contains(&name),
        Target::Header(name) => spec.keep.iter().any(|kept| kept.eq_ignore_ascii_case(name)),
        Target::MergeQuery | Target::MergeBody(_) | Target::Link => false,
    }
}

fn text<'a>(token: &'a Position, what: &str, target: Target) -> Result<std::borrow::Cow<'a, str>, Problem> {
    token.to_text().ok_or_else(|| {
        Problem::request(format!(
            "the {what} is a list or a map, which has no form in {}; send it as JSON with `body = \"/…\"`, or a map with `merge`",
            place(target)
        ))
    })
}

fn map<'a>(token: &'a Position, what: &str) -> Result<&'a serde_json::Map<String, serde_json::Value>, Problem> {
    token.as_map().ok_or_else(|| Problem::request(format!("the {what} is to be merged (`merge`), but it is not a map")))
}

fn place(target: Target) -> String {
    match target {
        Target::Param(name) => format!("the query parameter `{name}`"),
        Target::Body(pointer) | Target::MergeBody(pointer) => format!("the body, at `{pointer}`"),
        Target::Form(name) => format!("the form field `{name}`"),
        Target::Header(name) => format!("the header `{name}`"),
        Target::MergeQuery => "the query".to_owned(),
        Target::Link => "the URL".to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;
