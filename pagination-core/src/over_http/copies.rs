//! The copies of the caller's request, one for every page, and what comes back for them: what all HTTP clients share.

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use url::Url;

use super::{Template, read_with};
use crate::error::{BodyTooLarge, Problem};
use crate::page_request::PageRequest;
use crate::redact;
use crate::spec::Spec;
use crate::transport::{Decoder, Given, Reply};

/// A request of any HTTP client, as far as a walk changes it.
pub trait AnyRequest: Sized {
    /// `None` where the body is a stream.
    fn try_clone(&self) -> Option<Self>;
    /// Asks another URL.
    fn set_url(&mut self, url: Url) -> Result<(), Problem>;
    /// The headers.
    fn headers(&self) -> &HeaderMap;
    /// The headers, to be changed.
    fn headers_mut(&mut self) -> &mut HeaderMap;
    /// The body; `None` where it is a stream, or where there is none.
    fn body_bytes(&self) -> Option<&[u8]>;
    /// Sends another body.
    fn set_body(&mut self, body: Bytes);
}

/// Changes every request before it goes. The mutex is never locked: it makes a walk `Sync`, whatever the function holds.
pub(crate) type Hook<R> = Mutex<Box<dyn FnMut(&mut R) + Send>>;

/// The most bytes that the body of an answer may have, unless the caller says otherwise.
const MAX_BODY: usize = 64 << 20;

/// The request that all requests of a walk are copies of, and what the caller set for them: the inside of a transport over an HTTP
/// client. The transports of this crate are made of it, and so can those of other clients be.
///
/// ```
/// use std::convert::Infallible;
///
/// use bytes::Bytes;
/// use http::{HeaderMap, StatusCode};
/// use pagination_core::error::Problem;
/// use pagination_core::over_http::{AnyRequest, Copies, Received, Requests};
/// use pagination_core::spec::Spec;
/// use pagination_core::transport::{Decoder, Given, Reply, Running, Transport};
/// use pagination_core::{PageRequest, Blocking, Head, Page, Paginated, Pager};
/// use serde::de::DeserializeOwned;
/// use url::Url;
/// # use serde::Deserialize;
///
/// /// Stands for the request of a client that this crate does not know.
/// #[derive(Clone)]
/// struct Get { url: Url, headers: HeaderMap }
///
/// impl AnyRequest for Get {
///     fn try_clone(&self) -> Option<Self> { Some(self.clone()) }
///     fn set_url(&mut self, url: Url) -> Result<(), Problem> { self.url = url; Ok(()) }
///     fn headers(&self) -> &HeaderMap { &self.headers }
///     fn headers_mut(&mut self) -> &mut HeaderMap { &mut self.headers }
///     fn body_bytes(&self) -> Option<&[u8]> { None }
///     fn set_body(&mut self, _: Bytes) {}
/// }
///
/// /// Stands for the client.
/// fn send(request: Get) -> Result<Received, Infallible> {
///     let body = match request.url.query() {
///         Some("limit=2") => r#"{"data": [1, 2], "next": "b"}"#,
///         _ => r#"{"data": [3], "next": null}"#,
///     };
///     let (status, headers) = (StatusCode::OK, HeaderMap::new());
///     Ok(Received { status, headers, url: request.url, body: Some(body.into()) })
/// }
///
/// struct Client(Copies<Get>);
///
/// impl<P: DeserializeOwned> Transport<P> for Client {
///     type Error = Infallible;
///     type Reply = Received;
///     type Fetch = Running<Result<Received, Infallible>>;
///     type Head = Head;
///
///     fn fetch(&mut self, spec: &'static Spec, ask: &PageRequest, _: bool) -> Result<Self::Fetch, Problem> {
///         Ok(Running::done(send(self.0.request(spec, ask)?)))
///     }
///     fn read(
///         &mut self, spec: &'static Spec, ask: &PageRequest, reply: Received, decoder: Option<Decoder<P>>,
///     ) -> Result<Reply<P>, Problem> {
///         self.0.read(spec, ask, reply, decoder)
///     }
///     fn given(&mut self, spec: &'static Spec) -> Given { self.0.given(spec) }
///     fn resolve(&self, spec: &'static Spec, page: &Page<P>, link: &str) -> Result<String, Problem> {
///         self.0.resolve(spec, page.url(), link)
///     }
/// }
///
/// impl Requests for Client {
///     type Request = Get;
///     fn copies(&mut self) -> &mut Copies<Get> { &mut self.0 }
/// }
///
/// #[derive(Deserialize, Paginated)]
/// #[cursor(field = next)]
/// #[paginated(page_size(param = "limit"))]
/// struct Numbers { data: Vec<u64>, next: Option<String> }
///
/// let url = Url::parse("https://api.example/numbers")?;
/// let client = Client(Copies::new(Get { url: url.clone(), headers: HeaderMap::new() }, url));
/// let pager: Pager<Numbers, _, _, Blocking> = Pager::new(client);
/// let numbers: Vec<_> = pager.page_size(2).items().collect::<Result<_, _>>()?;
/// assert_eq!(numbers, [1, 2, 3]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub struct Copies<R> {
    /// Why there is no request is told once, by the first result.
    original: Result<(R, Template), Option<Problem>>,
    pub(super) hook: Option<Hook<R>>,
    pub(crate) max_body: usize,
}

impl<R> Copies<R> {
    /// There is no request to copy; the first result says why.
    pub fn refused(problem: Problem) -> Self {
        Self { original: Err(Some(problem)), hook: None, max_body: MAX_BODY }
    }

    fn template(&self) -> Option<&Template> {
        self.original.as_ref().ok().map(|(_, template)| template)
    }

    pub(super) fn allow_origin(&mut self, origin: &str) -> Result<(), Problem> {
        self.original.as_mut().map_or(Ok(()), |(_, template)| template.allow_origin(origin))
    }

    /// What [`Transport::given`](crate::transport::Transport::given) asks for.
    pub fn given(&self, spec: &Spec) -> Given {
        self.template().map(|template| template.given(spec)).unwrap_or_default()
    }

    /// What [`Transport::resolve`](crate::transport::Transport::resolve) asks for. `base` is the URL that answered.
    pub fn resolve(&self, spec: &Spec, base: &str, link: &str) -> Result<String, Problem> {
        self.template().map_or_else(|| Ok(link.to_owned()), |template| template.resolve(spec, base, link))
    }

    /// The most bytes that the body of an answer may have. A longer one need not be read to its end: [`Received::body`] is then
    /// `None`.
    pub fn max_body(&self) -> usize {
        self.max_body
    }

    /// Reads the page, unless a redirect has led to an origin that was not asked.
    pub fn read<P: DeserializeOwned>(
        &self,
        spec: &'static Spec,
        ask: &PageRequest,
        received: Received,
        decoder: Option<Decoder<P>>,
    ) -> Result<Reply<P>, Problem> {
        let Received { status, headers, url, body } = received;
        if let Some(template) = self.template() {
            template.check_origin(spec, &url)?;
        }
        let Some(body) = body else {
            return Err(Problem::BodyTooLarge(Box::new(BodyTooLarge {
                response: spec.response,
                url: redact::url(url.as_str()),
                limit: self.max_body,
            })));
        };
        read_with(spec, ask, status, headers, &url, &body, decoder)
    }
}

impl<R: AnyRequest> Copies<R> {
    /// Copies of this request. `url` is the one that it asks.
    pub fn new(request: R, url: Url) -> Self {
        let template = Template::new(url, request.headers(), request.body_bytes());
        Self { original: Ok((request, template)), hook: None, max_body: MAX_BODY }
    }

    /// The request for one page, changed by what the caller gave to [`each_request`](crate::Pager::each_request).
    pub fn request(&mut self, spec: &Spec, ask: &PageRequest) -> Result<R, Problem> {
        let (original, template) = match &mut self.original {
            Ok((original, template)) => (original, template),
            Err(problem) => {
                return Err(problem.take().unwrap_or_else(|| Problem::request("there is no request to copy")));
            }
        };
        let prepared = template.prepare(spec, ask)?;
        let Some(mut request) = original.try_clone() else {
            return Err(Problem::request(
                "the body of the request is a stream, which cannot be sent again for every page; give it as bytes or as JSON",
            ));
        };
        request.set_url(prepared.url)?;
        for (name, value) in prepared.headers {
            let _previous = request.headers_mut().insert(name, value);
        }
        if let Some(body) = prepared.body {
            request.headers_mut().remove(CONTENT_LENGTH);
            request.set_body(body);
        }
        if let Some(hook) = &mut self.hook {
            hook.get_mut().unwrap_or_else(PoisonError::into_inner)(&mut request);
        }
        Ok(request)
    }
}

/// What came back.
pub struct Received {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The URL that answered, after redirects.
    pub url: Url,
    /// `None` where it is larger than the walk accepts.
    pub body: Option<Bytes>,
}
