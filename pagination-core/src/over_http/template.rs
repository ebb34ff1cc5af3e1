//! The template: the caller's own request, from which every request of a walk is made.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use url::Url;

use super::format;
use super::json_body::JsonBody;
use super::origin::Origins;
use super::path_target::PathTarget;
use super::query_pairs::QueryPairs;
use crate::error::Problem;
use crate::position::Position;
use crate::redact;
use crate::spec::{Spec, StrategyKind, Target};
use crate::transport::Preset;

/// What a request is made from.
pub(super) struct Template {
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) origins: Origins,
}

/// The body of the caller's request.
#[derive(Clone)]
pub(super) enum Body {
    None,
    Json(JsonBody),
    Form(QueryPairs),
    /// Anything else: it is sent as it is, and nothing can be written into it.
    Other,
}

impl Body {
    fn new(headers: &HeaderMap, body: Option<&[u8]>) -> Self {
        let Some(body) = body.filter(|body| !body.is_empty()) else { return Self::None };
        let Ok(text) = std::str::from_utf8(body) else { return Self::Other };
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().trim_start();
        let form = "application/x-www-form-urlencoded";
        if kind.get(..form.len()).is_some_and(|kind| kind.eq_ignore_ascii_case(form)) {
            return Self::Form(QueryPairs::form(text));
        }
        // Whatever its content type: many requests carry JSON with none, or with one of their own.
        JsonBody::new(text).map_or(Self::Other, Self::Json)
    }

    /// The bytes of a body that can be edited.
    pub(super) fn bytes(&self) -> Option<Bytes> {
        match self {
            Self::None => Some(Bytes::new()),
            Self::Json(body) => Some(body.text().to_owned().into()),
            Self::Form(form) => Some(form.text().into()),
            Self::Other => None,
        }
    }
}

impl Template {
    /// Takes over a request as the caller built it. A `body` is `None` where the request has none.
    pub(super) fn new(mut url: Url, headers: &HeaderMap, body: Option<&[u8]>) -> Self {
        url.set_fragment(None);
        Self { origins: Origins::new(&url), url, headers: headers.clone(), body: Body::new(headers, body) }
    }

    /// The position and the page size that the request carries already, wherever the strategy writes them.
    ///
    /// A parameter that is there and empty is a position. A link has none: the URL itself is where the walk begins.
    pub(super) fn preset(&self, spec: &Spec) -> Preset {
        let position = match spec.strategy {
            StrategyKind::NextLink => None,
            strategy => self.position_at(spec).map(|found| if strategy.is_counted() { counted(found) } else { found }),
        };
        let page_size = self.size_at(spec, position.as_ref());
        Preset { position, page_size, ..Preset::default() }
    }

    fn position_at(&self, spec: &Spec) -> Option<Position> {
        match spec.target {
            Target::Path(pattern) => PathTarget::new(pattern, spec).read(&self.url).map(Position::text),
            Target::Format(place, format) => {
                self.text_at(*place).and_then(|text| format::read(format, &text)?.position.map(Position::text))
            }
            target => self.at(target),
        }
    }

    /// The page size: at its own target, or else in the text around the position.
    fn size_at(&self, spec: &Spec, position: Option<&Position>) -> Option<u64> {
        let in_text = |place: Target, format: &str, position: Option<u64>| {
            self.text_at(place).and_then(|text| format::read(format, &text)?.size(position))
        };
        let own = match spec.page_size.target {
            Some(Target::Format(place, format)) => {
                in_text(*place, format, position.map_or(Some(spec.first), Position::as_u64))
            }
            Some(target) => self.at(target).and_then(|found| counted(found).as_u64()),
            None => None,
        };
        own.or_else(|| match spec.target {
            Target::Format(place, format) => in_text(*place, format, None),
            _ => None,
        })
    }

    fn text_at(&self, place: Target) -> Option<String> {
        self.at(place)?.to_text().map(Cow::into_owned)
    }

    /// The path, without what a `path` target writes into it.
    pub(super) fn path(&self, spec: &Spec) -> Cow<'_, str> {
        let Target::Path(pattern) = spec.target else { return self.url.path().into() };
        let mut url = self.url.clone();
        PathTarget::new(pattern, spec).remove(&mut url);
        url.path().to_owned().into()
    }

    /// Refuses a URL of an origin that may not be requested.
    pub(super) fn check_origin(&self, spec: &Spec, url: &Url) -> Result<(), Problem> {
        self.origins.check(spec, url)
    }

    fn at(&self, target: Target) -> Option<Position> {
        match (target, &self.body) {
            (Target::Param(name), _) => QueryPairs::query(self.url.query()?).get(name).map(Position::text),
            (Target::Body(pointer), Body::Json(body)) => Position::json(body.get(pointer)?),
            (Target::Form(name), Body::Form(form)) => form.get(name).map(Position::text),
            (Target::Header(name), _) => {
                let value = self.headers.get(name)?;
                std::str::from_utf8(value.as_bytes()).ok().map(Position::text)
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Template").field("url", &redact::url(self.url.as_str())).finish_non_exhaustive()
    }
}

/// A numeric text as the count that it is.
pub(super) fn counted(position: Position) -> Position {
    let digits = position.as_str().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    match digits.and_then(|digits| digits.parse().ok()) {
        Some(count) => Position::count(count),
        None => position,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;
