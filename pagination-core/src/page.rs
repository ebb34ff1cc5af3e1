//! A page as received.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, LazyLock};

use http::{HeaderMap, StatusCode};

use crate::checkpoint::Checkpoint;
use crate::link_header;
use crate::page_request::PageRequest;
use crate::redact;

/// The status, headers and URL of a response.
///
/// A function returns it with its page ([`Page::with_head`]) for strategies that read headers:
///
/// ```
/// use http::{HeaderMap, HeaderValue, StatusCode, header::LINK};
/// use pagination_core::{Head, Page};
///
/// let headers = HeaderMap::from_iter([(LINK, HeaderValue::from_static(r#"</list?page=2>; rel="next""#))]);
/// let head = Head { status: StatusCode::OK, headers, url: "https://api.example/list".to_owned() };
/// assert_eq!(Page::with_head([1, 2], head).link("next").as_deref(), Some("/list?page=2"));
/// ```
#[derive(Clone)]
pub struct Head {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The URL of the response, after redirects.
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

/// One page: the response (through [`Deref`]), its status, headers and URL, and what was requested.
///
/// ```
/// let page = pagination_core::Page::new(vec!["ann", "bob"]);
/// assert_eq!(page.len(), 2); // `Vec::len`
/// assert_eq!(page.status(), 200);
/// assert_eq!(page.into_inner(), ["ann", "bob"]);
/// ```
pub struct Page<P> {
    /// Public only for generated code: every use of [`Deref`] there would make rustc search for an impl.
    #[doc(hidden)]
    pub __response: P,
    head: Option<Arc<Head>>,
    /// `None` for a page that no walk gave.
    request: Option<Arc<PageRequest>>,
    /// Where the walk goes on after it.
    checkpoint: Option<Arc<Checkpoint>>,
}

static NO_REQUEST: LazyLock<PageRequest> = LazyLock::new(PageRequest::default);
static NO_HEADERS: LazyLock<HeaderMap> = LazyLock::new(HeaderMap::new);

impl<P> Page<P> {
    /// A page without a head, for functions that return only the response.
    pub fn new(response: P) -> Self {
        Self { __response: response, head: None, request: None, checkpoint: None }
    }

    /// A page with the head of its response, for strategies that read headers.
    pub fn with_head(response: P, head: Head) -> Self {
        Self { head: Some(Arc::new(head)), ..Self::new(response) }
    }

    /// The response, and the same page without it.
    pub(crate) fn split(self) -> (P, Page<()>) {
        let Self { __response, head, request, checkpoint } = self;
        (__response, Page { __response: (), head, request, checkpoint })
    }

    /// The same page with another response.
    pub(crate) fn with_response<Q>(self, response: Q) -> Page<Q> {
        let Self { head, request, checkpoint, .. } = self;
        Page { __response: response, head, request, checkpoint }
    }

    pub(crate) fn set_request(&mut self, request: Arc<PageRequest>) {
        self.request = Some(request);
    }

    pub(crate) fn shared_request(&self) -> Option<Arc<PageRequest>> {
        self.request.clone()
    }

    pub(crate) fn set_checkpoint(&mut self, checkpoint: Arc<Checkpoint>) {
        self.checkpoint = Some(checkpoint);
    }

    #[cfg_attr(not(feature = "http"), allow(dead_code, reason = "only HTTP transports read it"))]
    pub(crate) fn shared_head(&self) -> Option<Arc<Head>> {
        self.head.clone()
    }

    /// The status; 200 for a page without a head.
    pub fn status(&self) -> StatusCode {
        self.head.as_ref().map_or(StatusCode::OK, |head| head.status)
    }

    /// The headers; empty for a page without a head.
    pub fn headers(&self) -> &HeaderMap {
        self.head.as_ref().map_or(&*NO_HEADERS, |head| &head.headers)
    }

    /// The URL of the response, after redirects; empty for a page without a head.
    pub fn url(&self) -> &str {
        self.head.as_ref().map_or("", |head| &head.url)
    }

    /// What was requested: the position and the page size.
    pub fn request(&self) -> &PageRequest {
        self.request.as_ref().map_or(&*NO_REQUEST, |request| request)
    }

    /// Where to resume after this page; `None` for a page that no walk gave.
    ///
    /// For pages that are used later or side by side: store the checkpoint of a page that was used.
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        self.checkpoint.as_deref().cloned()
    }

    /// The response itself.
    pub fn into_inner(self) -> P {
        self.__response
    }

    /// The first value of this response header, as text. Bytes that are not UTF-8 become U+FFFD.
    pub fn header(&self, name: &str) -> Option<Cow<'_, str>> {
        self.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()))
    }

    /// The target of the `Link` header (RFC 8288) with this relation type, exactly as sent.
    pub fn link(&self, rel: &str) -> Option<String> {
        link_header::find(self.headers(), rel, self.url()).map(|link| link.target.to_owned())
    }

    /// As [`link`](Self::link), but `None` if the link's attribute `name` has this `value`.
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

#[allow(clippy::into_iter_without_iter, reason = "the response may have an `iter` of its own, found through `Deref`")]
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
