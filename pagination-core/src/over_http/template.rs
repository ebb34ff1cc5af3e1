//! The caller's own request, from which every request of a walk is made.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use url::Url;

use super::json_body::JsonBody;
use super::origin::{self, Origin};
use super::pairs::Pairs;
use super::prepare::{Draft, Prepared};
use crate::error::{ForeignOrigin, Problem};
use crate::page_request::PageRequest;
use crate::position::Position;
use crate::redact;
use crate::spec::{Kind, Spec, Target};
use crate::transport::Given;

/// The request that every request of a walk is made from.
pub struct Template {
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    origin: Option<Origin>,
    allowed: Vec<Origin>,
}

/// What the caller's request carries.
#[derive(Clone)]
pub(super) enum Body {
    None,
    Json(JsonBody),
    Form(Pairs),
    /// Of another kind: it is sent as it is, and nothing can be written into it.
    Other,
}

impl Body {
    fn new(headers: &HeaderMap, body: Option<&[u8]>) -> Self {
        let Some(body) = body.filter(|body| !body.is_empty()) else { return Self::None };
        let Ok(text) = std::str::from_utf8(body) else { return Self::Other };
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().trim_start();
        let form = "application/x-www-form-urlencoded";
        if kind.get(..form.len()).is_some_and(|kind| kind.eq_ignore_ascii_case(form)) {
            return Self::Form(Pairs::form(text));
        }
        // Whatever it calls itself: many requests carry JSON under no type, or one of their own.
        JsonBody::new(text).map_or(Self::Other, Self::Json)
    }
}

impl Template {
    /// Takes over a request as the caller built it. A `body` is `None` where the request has none.
    pub fn new(mut url: Url, headers: &HeaderMap, body: Option<&[u8]>) -> Self {
        url.set_fragment(None);
        let origin = Origin::of(&url);
        Self { url, headers: headers.clone(), body: Body::new(headers, body), origin, allowed: Vec::new() }
    }

    /// The URL of the caller's request.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Another origin that links may name, as a URL: `https://files.example`. Its path does not matter.
    pub fn allow_origin(&mut self, origin: &str) -> Result<(), Problem> {
        let Some(parsed) = Origin::parse(origin) else {
            return Err(Problem::request(format!(
                "`{}` is not an origin; write a scheme, a host and, if need be, a port: `https://files.example`",
                redact::url(origin)
            )));
        };
        self.allowed.push(parsed);
        Ok(())
    }

    /// The position and the page size that the request carries already, wherever the strategy writes them.
    ///
    /// A parameter that is there and empty is a position. A link has none: the URL itself is where the walk begins.
    pub fn given(&self, spec: &Spec) -> Given {
        let position = match spec.kind {
            Kind::NextLink => None,
            kind => self.at(spec.target).map(|token| if kind.is_counted() { counted(token) } else { token }),
        };
        let size = spec.page_size.target.and_then(|target| self.at(target)).and_then(|token| counted(token).as_u64());
        Given { position, size }
    }

    fn at(&self, target: Target) -> Option<Position> {
        match (target, &self.body) {
            (Target::Param(name), _) => Pairs::query(self.url.query()?).get(name).map(Position::text),
            (Target::Body(pointer), Body::Json(body)) => Position::json(body.get(pointer)?),
            (Target::Form(name), Body::Form(form)) => form.get(name).map(Position::text),
            (Target::Header(name), _) => {
                let value = self.headers.get(name)?;
                std::str::from_utf8(value.as_bytes()).ok().map(Position::text)
            }
            _ => None,
        }
    }

    /// The request for one page.
    ///
    /// It begins as the template every time, so that nothing of an earlier page stays behind. On the URL of a link, the
    /// strategy's own parameters and the page size are left out, unless `keep` names them: a link is complete.
    pub fn prepare(&self, spec: &Spec, ask: &PageRequest) -> Result<Prepared, Problem> {
        Draft::new(self).prepare(spec, ask)
    }

    /// A link as it stands in a response, made whole: joined on `base`, the URL that answered (RFC 3986 §5; the template's
    /// where it is empty), without its fragment, and of an origin that may be asked.
    ///
    /// Userinfo in a link stays, as it is no part of its origin: `https://api.example@evil.example/` is refused for its host.
    pub fn resolve(&self, spec: &Spec, base: &str, link: &str) -> Result<String, Problem> {
        let followed = if base.is_empty() {
            self.follow(spec, &self.url, link)
        } else {
            let base = Url::parse(base).map_err(|error| {
                let reason = format!("the URL that answered, `{}`, cannot be read", redact::url(base));
                Problem::request_because(reason, error)
            })?;
            self.follow(spec, &base, link)
        };
        followed.map(String::from)
    }

    /// Refuses a URL of another origin than the first request's, unless it was allowed: by the attribute, or at run time.
    pub fn check_origin(&self, spec: &Spec, url: &Url) -> Result<(), Problem> {
        let found = Origin::of(url);
        let is_first = found.is_some() && found == self.origin;
        if is_first || found.as_ref().is_some_and(|found| self.is_allowed(spec, found)) {
            return Ok(());
        }
        Err(Problem::ForeignOrigin(Box::new(ForeignOrigin {
            expected: origin::name(&self.url),
            found: origin::name(url),
        })))
    }

    fn is_allowed(&self, spec: &Spec, origin: &Origin) -> bool {
        self.allowed.contains(origin)
            || spec.origins.iter().any(|allowed| Origin::parse(allowed).as_ref() == Some(origin))
    }

    /// The URL that a link leads to, if it may be asked.
    pub(super) fn follow(&self, spec: &Spec, base: &Url, link: &str) -> Result<Url, Problem> {
        // Joined, it would give the same URL once more.
        if link.is_empty() {
            return Err(Problem::request("the link to the next page is empty"));
        }
        let mut url = base.join(link).map_err(|error| {
            Problem::request_because(format!("the link to the next page, `{}`, is not a URL", shown(link)), error)
        })?;
        url.set_fragment(None);
        if spec.upgrade_scheme && url.scheme() == "http" && self.url.scheme() == "https" {
            let allowed = Origin::of(&url).is_some_and(|origin| self.is_allowed(spec, &origin));
            if !allowed && url.set_scheme("https").is_err() {
                return Err(Problem::request("a link of scheme `http` could not be turned into `https`"));
            }
        }
        self.check_origin(spec, &url)?;
        Ok(url)
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Template").field("url", &redact::url(self.url.as_str())).finish_non_exhaustive()
    }
}

impl Body {
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

/// Of a link that cannot be read, what may be shown. Even without a scheme it may begin with userinfo.
fn shown(link: &str) -> String {
    const MOST: usize = 120;
    let bare = redact::url(link);
    let bare = match bare.split_once("://") {
        Some(_) => bare.as_str(),
        None => bare.rsplit_once('@').map_or(bare.as_str(), |(_, rest)| rest),
    };
    bare.chars().take(MOST).collect()
}

/// A numeric text as the count that it is.
pub(super) fn counted(token: Position) -> Position {
    let digits = token.as_str().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    match digits.and_then(|digits| digits.parse().ok()) {
        Some(count) => Position::count(count),
        None => token,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod properties;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;
