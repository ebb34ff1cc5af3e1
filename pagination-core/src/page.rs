//! A page as it arrived, and what it says about the walk.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};
use serde::Serialize;

use crate::link_header;
use crate::token::Token;
use crate::{BoxError, Paginated, redact};

/// Status, headers and URL of a response.
#[derive(Clone)]
pub struct Head {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The URL that answered, after redirects.
    pub url: String,
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.keys().collect();
        f.debug_struct("Head")
            .field("status", &self.status)
            .field("headers", &names)
            .field("url", &redact::url(&self.url))
            .finish()
    }
}

/// What a request asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub(crate) position: Option<Token>,
    pub(crate) size: Option<u64>,
    pub(crate) index: u64,
}

impl Asked {
    /// The position that was sent; `None` for a first request that carries none.
    pub fn position(&self) -> Option<&Token> {
        self.position.as_ref()
    }

    /// The page size that was sent, as far as it is known.
    pub fn page_size(&self) -> Option<u64> {
        self.size
    }

    /// The number of pages that this walk received before, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }
}

/// One page: the response (through [`Deref`]), its status, headers and URL, and what was asked.
pub struct Page<P> {
    response: P,
    head: Option<Box<Head>>,
    asked: Asked,
}

static NO_HEADERS: std::sync::LazyLock<HeaderMap> = std::sync::LazyLock::new(HeaderMap::new);

impl<P> Page<P> {
    /// A page without a head, as a function that returns the response alone gives it.
    pub fn new(response: P) -> Self {
        Self { response, head: None, asked: Asked::default() }
    }

    /// A page with the head of its response. A function that returns this can serve strategies that read headers.
    pub fn with_head(response: P, head: Head) -> Self {
        Self { response, head: Some(Box::new(head)), asked: Asked::default() }
    }

    pub(crate) fn set_asked(&mut self, asked: Asked) {
        self.asked = asked;
    }

    /// The status; 200 where the page came from a function that returned no head.
    pub fn status(&self) -> StatusCode {
        self.head.as_ref().map_or(StatusCode::OK, |head| head.status)
    }

    /// The headers; empty where the page came from a function that returned no head.
    pub fn headers(&self) -> &HeaderMap {
        self.head.as_ref().map_or(&*NO_HEADERS, |head| &head.headers)
    }

    /// The URL that answered, after redirects; empty where the page came from a function that returned no head.
    pub fn url(&self) -> &str {
        self.head.as_ref().map_or("", |head| &head.url)
    }

    /// What was asked for.
    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    /// The response itself.
    pub fn into_inner(self) -> P {
        self.response
    }

    /// A response header as text.
    pub fn header(&self, name: &str) -> Option<Cow<'_, str>> {
        self.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()))
    }

    /// The target of the `Link` header (RFC 8288) with this relation type, as it stands there.
    pub fn link(&self, rel: &str) -> Option<String> {
        link_header::find(self.headers(), rel, self.url()).map(|link| link.target.to_owned())
    }

    /// As [`link`](Self::link), but `None` where the link carries the attribute `name` with this `value`.
    pub fn link_unless(&self, rel: &str, name: &str, value: &str) -> Option<String> {
        link_header::find(self.headers(), rel, self.url())
            .filter(|link| link.attribute(name).as_deref() != Some(value))
            .map(|link| link.target.to_owned())
    }
}

impl<P> Deref for Page<P> {
    type Target = P;
    fn deref(&self) -> &P {
        &self.response
    }
}

impl<P> DerefMut for Page<P> {
    fn deref_mut(&mut self) -> &mut P {
        &mut self.response
    }
}

impl<P: fmt::Debug> fmt::Debug for Page<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("response", &self.response).field("head", &self.head).finish_non_exhaustive()
    }
}

impl<P: Paginated> IntoIterator for Page<P> {
    type Item = P::Item;
    type IntoIter = P::Items;
    fn into_iter(mut self) -> P::Items {
        self.response.take_items()
    }
}

#[allow(clippy::into_iter_without_iter, reason = "the response behind `Deref` may have an `iter` of its own")]
impl<'a, P> IntoIterator for &'a Page<P>
where
    &'a P: IntoIterator,
{
    type Item = <&'a P as IntoIterator>::Item;
    type IntoIter = <&'a P as IntoIterator>::IntoIter;
    fn into_iter(self) -> Self::IntoIter {
        (&self.response).into_iter()
    }
}

/// What a page says about the walk: extraction only, no decision.
///
/// Every method takes an `Option`: what the response does not say is `None`, and has no opinion.
#[derive(Debug, Default)]
#[must_use]
pub struct PageInfo {
    pub(crate) next: Option<Token>,
    pub(crate) prev: Option<Token>,
    pub(crate) sync: Option<Token>,
    pub(crate) more: Option<bool>,
    pub(crate) total: Option<u64>,
    pub(crate) total_pages: Option<u64>,
    pub(crate) step: Option<u64>,
    pub(crate) unsendable: Option<BoxError>,
}

impl PageInfo {
    /// A page that says nothing.
    pub fn new() -> Self {
        Self::default()
    }

    fn token<T: Serialize + ?Sized>(&mut self, value: Option<&T>) -> Option<Token> {
        match Token::new(value?) {
            Ok(token) => token,
            Err(error) => {
                self.unsendable = Some(error.into());
                None
            }
        }
    }

    /// The position of the next page.
    pub fn next<T: Serialize + ?Sized>(mut self, position: Option<&T>) -> Self {
        self.next = self.token(position);
        self
    }

    /// The position of the next page, where what was given before is absent or empty.
    pub fn or_next<T: Serialize + ?Sized>(mut self, position: Option<&T>) -> Self {
        if self.next.as_ref().is_none_or(Token::is_empty) {
            self.next = self.token(position).or(self.next);
        }
        self
    }

    /// The position of the page before.
    pub fn prev<T: Serialize + ?Sized>(mut self, position: Option<&T>) -> Self {
        self.prev = self.token(position);
        self
    }

    /// The sync token. It is kept only where the walk ends with this page.
    pub fn sync<T: Serialize + ?Sized>(mut self, token: Option<&T>) -> Self {
        self.sync = self.token(token);
        self
    }

    /// The sync token, where what was given before is absent or empty.
    pub fn or_sync<T: Serialize + ?Sized>(mut self, token: Option<&T>) -> Self {
        if self.sync.as_ref().is_none_or(Token::is_empty) {
            self.sync = self.token(token).or(self.sync);
        }
        self
    }

    /// Whether more pages follow.
    pub fn more(mut self, more: Option<bool>) -> Self {
        self.more = more;
        self
    }

    /// The total number of records.
    pub fn total(mut self, total: Option<u64>) -> Self {
        self.total = total;
        self
    }

    /// The total number of pages.
    pub fn total_pages(mut self, pages: Option<u64>) -> Self {
        self.total_pages = pages;
        self
    }

    /// How far the offset moves, by the server's own figure.
    pub fn step(mut self, step: Option<u64>) -> Self {
        self.step = step;
        self
    }
}
