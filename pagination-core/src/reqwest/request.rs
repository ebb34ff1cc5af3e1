//! What the asynchronous and the blocking client share: copies of the template, what came back, and the settings of a pager.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderMap};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;
use url::Url;

use crate::error::{BodyTooLarge, ForeignOrigin, Problem};
use crate::over_http::{self, Template};
use crate::pager::Pager;
use crate::recovery::{Retry, Retrying};
use crate::spec::Spec;
use crate::strategy::Strategy;
use crate::transport::{Ask, Reply, Transport};
use crate::{Paginated, redact};

/// A request of either client.
pub(super) trait AnyRequest: Sized {
    fn try_clone(&self) -> Option<Self>;
    fn url(&self) -> &Url;
    fn url_mut(&mut self) -> &mut Url;
    fn headers(&self) -> &HeaderMap;
    fn headers_mut(&mut self) -> &mut HeaderMap;
    fn body_bytes(&self) -> Option<&[u8]>;
    fn set_body(&mut self, body: Bytes);
}

macro_rules! any_request {
    ($($request:ty)*) => {$(
        impl AnyRequest for $request {
            fn try_clone(&self) -> Option<Self> {
                self.try_clone()
            }
            fn url(&self) -> &Url {
                self.url()
            }
            fn url_mut(&mut self) -> &mut Url {
                self.url_mut()
            }
            fn headers(&self) -> &HeaderMap {
                self.headers()
            }
            fn headers_mut(&mut self) -> &mut HeaderMap {
                self.headers_mut()
            }
            fn body_bytes(&self) -> Option<&[u8]> {
                self.body()?.as_bytes()
            }
            fn set_body(&mut self, body: Bytes) {
                *self.body_mut() = Some(body.into());
            }
        }
    )*};
}

any_request!(::reqwest::Request);
#[cfg(feature = "blocking")]
any_request!(::reqwest::blocking::Request);

/// A hook that changes every request before it goes.
type Hook<R> = Box<dyn FnMut(&mut R) + Send>;

/// The request that all requests are copies of.
pub(super) struct Copies<R> {
    /// `None` where reqwest could not build the request; that error is the first result.
    original: Option<(R, Template)>,
    error: Option<::reqwest::Error>,
    hook: Option<Hook<R>>,
    /// The most bytes that the body of an answer may have.
    pub(super) max_body: usize,
}

/// The most bytes that the body of an answer may have, unless the caller says otherwise.
const MAX_BODY: usize = 64 << 20;

impl<R: AnyRequest> Copies<R> {
    pub(super) fn new(request: Result<R, ::reqwest::Error>) -> Self {
        match request {
            Ok(request) => {
                let template = Template::new(request.url().clone(), request.headers(), request.body_bytes());
                Self { original: Some((request, template)), error: None, hook: None, max_body: MAX_BODY }
            }
            Err(error) => Self { original: None, error: Some(error), hook: None, max_body: MAX_BODY },
        }
    }

    pub(super) fn template(&self) -> Option<&Template> {
        self.original.as_ref().map(|(_, template)| template)
    }

    pub(super) fn template_mut(&mut self) -> Option<&mut Template> {
        self.original.as_mut().map(|(_, template)| template)
    }

    pub(super) fn set_hook(&mut self, hook: Hook<R>) {
        self.hook = Some(hook);
    }

    /// The error of the template, once.
    pub(super) fn take_error(&mut self) -> Option<::reqwest::Error> {
        self.error.take()
    }

    pub(super) fn request(&mut self, spec: &Spec, ask: &Ask) -> Result<R, Problem> {
        let Some((original, template)) = &self.original else {
            return Err(Problem::request("reqwest could not build the request"));
        };
        let prepared = template.prepare(spec, ask)?;
        let Some(mut request) = original.try_clone() else {
            return Err(Problem::request(
                "the body of the request is a stream, which cannot be sent again for every page; give it as bytes or as JSON",
            ));
        };
        *request.url_mut() = prepared.url;
        for (name, value) in prepared.headers {
            let _: (HeaderName, Option<HeaderValue>) = (name.clone(), request.headers_mut().insert(name, value));
        }
        if let Some(body) = prepared.body {
            request.headers_mut().remove(CONTENT_LENGTH);
            request.set_body(body);
        }
        if let Some(hook) = &mut self.hook {
            hook(&mut request);
        }
        Ok(request)
    }
}

/// What came back.
pub struct Received {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) url: Url,
    /// `None` where it is larger than the walk accepts.
    pub(super) body: Option<Bytes>,
}

impl Received {
    /// Reads the page, unless a redirect has led to an origin that was not asked.
    pub(super) fn read<P: DeserializeOwned>(
        self,
        copies: &Copies<impl AnyRequest>,
        spec: &'static Spec,
        ask: &Ask,
    ) -> Result<Reply<P>, Problem> {
        if let Some(template) = copies.template() {
            template.check_origin(spec, &self.url)?;
        }
        let Some(body) = &self.body else {
            return Err(Problem::BodyTooLarge(Box::new(BodyTooLarge {
                response: spec.response,
                url: redact::url(self.url.as_str()),
                limit: copies.max_body,
            })));
        };
        over_http::read(spec, ask, self.status, self.headers, &self.url, body)
    }
}

/// An error of reqwest, or the redirect that [`same_origin_redirects`](super::same_origin_redirects) refused.
pub(super) type Answered = Result<Received, ::reqwest::Error>;

/// A redirect that leaves the origin.
#[derive(Debug, Clone)]
pub(super) struct LeavesOrigin {
    pub(super) expected: String,
    pub(super) found: String,
}

impl std::fmt::Display for LeavesOrigin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a redirect leads from {} to {}", self.expected, self.found)
    }
}

impl std::error::Error for LeavesOrigin {}

/// The refused redirect among the sources of an error.
pub(super) fn refused_redirect(error: &::reqwest::Error) -> Option<Problem> {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(LeavesOrigin { expected, found }) = inner.downcast_ref() {
            let foreign = ForeignOrigin { expected: expected.clone(), found: found.clone() };
            return Some(Problem::ForeignOrigin(Box::new(foreign)));
        }
        source = inner.source();
    }
    None
}

/// Whether sending the same request again can help.
pub(super) fn can_pass(error: &::reqwest::Error) -> bool {
    !(error.is_builder() || error.is_redirect())
}

/// A client that the pager knows the request of.
pub trait Requests {
    #[doc(hidden)]
    fn set_max_body(&mut self, bytes: usize);
    #[doc(hidden)]
    fn allow_origin(&mut self, origin: &str) -> Result<(), Problem>;
}

impl<P: Paginated, T: Transport<P> + Requests, S: Strategy, M> Pager<P, T, S, M> {
    /// Asks for so many records a page. Where the API declares a maximum, more than that is an error.
    pub fn page_size(mut self, size: u64) -> Self {
        self.set_page_size(size);
        self
    }

    /// Asks for the same page again after errors that can pass. Off by default.
    pub fn retry(mut self, policy: impl Into<Retry>) -> Self {
        self.driver().set_recover(Box::new(Retrying::from(policy.into())));
        self
    }

    /// Makes requests no faster than this, for APIs whose every page counts against a limit.
    #[cfg(feature = "rate-limit")]
    pub fn rate_limit(mut self, limit: impl Into<crate::RateLimit>) -> Self {
        self.driver().set_pace(Box::new(limit.into()));
        self
    }

    /// Refuses an answer whose body is larger than so many bytes, 64 MiB unless set.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.transport().set_max_body(bytes);
        self
    }

    /// Another origin that links may name, for instance `https://files.example`: credentials go there too.
    pub fn allow_origin(mut self, origin: impl AsRef<str>) -> Self {
        if let Err(problem) = self.transport().allow_origin(origin.as_ref()) {
            self.refuse(problem);
        }
        self
    }
}
