//! A page as it arrived, and what it says about the walk.

use std::borrow::Cow;
use std::fmt;
use std::mem;
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
    /// Public for generated code alone, which it spares the way through [`Deref`]: rustc looks up an impl for every use of it.
    #[doc(hidden)]
    pub __response: P,
    head: Option<Box<Head>>,
    asked: Asked,
}

static NO_HEADERS: std::sync::LazyLock<HeaderMap> = std::sync::LazyLock::new(HeaderMap::new);

impl<P> Page<P> {
    /// A page without a head, as a function that returns the response alone gives it.
    pub fn new(response: P) -> Self {
        Self { __response: response, head: None, asked: Asked::default() }
    }

    /// A page with the head of its response. A function that returns this can serve strategies that read headers.
    pub fn with_head(response: P, head: Head) -> Self {
        Self { __response: response, head: Some(Box::new(head)), asked: Asked::default() }
    }

    #[inline]
    pub(crate) fn answering(self, asked: Asked) -> Self {
        Self { asked, ..self }
    }

    #[inline]
    pub(crate) fn take_asked(&mut self) -> Asked {
        mem::take(&mut self.asked)
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
        self.__response
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
        &self.__response
    }
}

impl<P> DerefMut for Page<P> {
    fn deref_mut(&mut self) -> &mut P {
        &mut self.__response
    }
}

impl<P: fmt::Debug> fmt::Debug for Page<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("response", &self.__response).field("head", &self.head).finish_non_exhaustive()
    }
}

impl<P: Paginated> IntoIterator for Page<P> {
    type Item = P::Item;
    type IntoIter = std::vec::IntoIter<P::Item>;
    fn into_iter(mut self) -> Self::IntoIter {
        self.__response.take_items().into_iter()
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
        (&self.__response).into_iter()
    }
}

/// Few positions are longer, in bytes.
const LONG: usize = 256;

/// What a page says about the walk, as [`PaginatedBy::info`](crate::PaginatedBy::info) writes it down: extraction only, no decision.
///
/// Every method takes an `Option`: what the response does not say is `None`, and has no opinion.
#[derive(Default)]
pub struct PageInfo {
    pub(crate) next: Option<Token>,
    pub(crate) prev: Option<Token>,
    pub(crate) sync: Option<Token>,
    pub(crate) more: Option<bool>,
    pub(crate) total: Option<u64>,
    pub(crate) total_pages: Option<u64>,
    pub(crate) step: Option<u64>,
    pub(crate) unsendable: Option<BoxError>,
    /// Whether one of the rarer things was said, which take memory: `prev`, `sync` or `unsendable`.
    is_rich: bool,
    /// That of a position which is of no use any more: the next one is written into its memory.
    spare: Option<Token>,
    second: Option<Token>,
}

/// Without what has been forgotten.
impl fmt::Debug for PageInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { next, prev, sync, more, total, total_pages, step, unsendable, .. } = self;
        f.debug_struct("PageInfo")
            .field("next", next)
            .field("prev", prev)
            .field("sync", sync)
            .field("more", more)
            .field("total", total)
            .field("total_pages", total_pages)
            .field("step", step)
            .field("unsendable", unsendable)
            .finish()
    }
}

impl PageInfo {
    /// A page that says nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets what the page before said, but for the totals, which hold until another is said.
    #[inline]
    pub(crate) fn begin(&mut self) {
        self.more = None;
        self.step = None;
        if self.next.is_some() || self.is_rich {
            self.forget();
        }
    }

    #[cold]
    fn forget(&mut self) {
        self.next = None;
        self.prev = None;
        self.sync = None;
        self.unsendable = None;
        self.is_rich = false;
    }

    /// Takes memory for positions, before the first page arrives: were it taken afterwards, it would lie behind the records and outlive
    /// them, and keep the allocator from joining their memory to the free memory behind it. In glibc's, each record of the next page
    /// then costs some twenty instructions more.
    #[cold]
    pub(crate) fn take_room(&mut self) {
        self.spare = Some(Token::text(String::with_capacity(LONG)));
        self.second = Some(Token::text(String::with_capacity(LONG)));
    }

    /// The same for one position of about this length, unless there is memory for it.
    #[inline]
    pub(crate) fn make_room(&mut self, length: usize) {
        if self.spare.is_none() {
            self.spare = self.second.take().or_else(|| Some(Token::text(String::with_capacity(length + 8))));
        }
    }

    /// A position is of no use any more.
    #[inline]
    pub(crate) fn reuse(&mut self, position: &mut Option<Token>) {
        mem::swap(&mut self.spare, position);
    }

    #[inline]
    fn position<T: Serialize + ?Sized>(
        &mut self,
        value: Option<&T>,
        set: impl FnOnce(&mut Self, Option<Token>),
    ) -> &mut Self {
        match Token::of(value, self.spare.take()) {
            Ok(token) => set(self, token),
            Err(error) => {
                self.unsendable = Some(error.into());
                self.is_rich = true;
            }
        }
        self
    }

    /// The position of the next page.
    #[inline]
    pub fn next<T: Serialize + ?Sized>(&mut self, position: Option<&T>) -> &mut Self {
        self.position(position, |info, token| info.next = token)
    }

    /// The position of the next page, where what was given before is absent or empty.
    pub fn or_next<T: Serialize + ?Sized>(&mut self, position: Option<&T>) -> &mut Self {
        if self.next.as_ref().is_some_and(|next| !next.is_empty()) {
            return self;
        }
        self.position(position, |info, token| info.next = token.or(info.next.take()))
    }

    /// The position of the page before.
    #[inline]
    pub fn prev<T: Serialize + ?Sized>(&mut self, position: Option<&T>) -> &mut Self {
        self.is_rich = true;
        self.position(position, |info, token| info.prev = token)
    }

    /// The sync token. It is kept only where the walk ends with this page.
    #[inline]
    pub fn sync<T: Serialize + ?Sized>(&mut self, token: Option<&T>) -> &mut Self {
        self.is_rich = true;
        self.position(token, |info, token| info.sync = token)
    }

    /// The sync token, where what was given before is absent or empty.
    pub fn or_sync<T: Serialize + ?Sized>(&mut self, token: Option<&T>) -> &mut Self {
        if self.sync.as_ref().is_some_and(|sync| !sync.is_empty()) {
            return self;
        }
        self.is_rich = true;
        self.position(token, |info, token| info.sync = token.or(info.sync.take()))
    }

    /// Whether more pages follow.
    pub fn more(&mut self, more: Option<bool>) -> &mut Self {
        self.more = more;
        self
    }

    /// The total number of records.
    pub fn total(&mut self, total: Option<u64>) -> &mut Self {
        if total.is_some() {
            self.total = total;
        }
        self
    }

    /// The total number of pages.
    pub fn total_pages(&mut self, pages: Option<u64>) -> &mut Self {
        if pages.is_some() {
            self.total_pages = pages;
        }
        self
    }

    /// How far the offset moves, by the server's own figure.
    pub fn step(&mut self, step: Option<u64>) -> &mut Self {
        self.step = step;
        self
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_a_position_is_used_again_and_shows_nothing_of_it() {
        let mut info = PageInfo::new();
        info.next(Some("a secret of twenty-five.."));
        let before = info.next.as_ref().unwrap().as_str().unwrap().as_ptr();
        let mut used = info.next.take();
        info.reuse(&mut used);
        assert!(!format!("{info:?}").contains("secret"));
        info.next(Some("another"));
        let next = info.next.as_ref().unwrap().as_str().unwrap();
        assert_eq!((next, next.as_ptr()), ("another", before));
    }

    #[test]
    fn a_page_begins_without_what_the_page_before_said_but_for_the_totals() {
        let mut info = PageInfo::new();
        info.next(Some("a")).prev(Some("b")).sync(Some("c")).more(Some(true)).step(Some(1)).total(Some(2));
        info.begin();
        assert!(info.next.is_none() && info.prev.is_none() && info.sync.is_none());
        assert_eq!((info.more, info.step, info.total), (None, None, Some(2)));
        assert_eq!(info.total(None).total, Some(2));
    }
}
