//! The copies of the caller's request, one for every page, and what comes back for them: what all HTTP clients share.

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use url::Url;

use super::{Template, read_with};
use crate::error::{BodyTooLarge, Problem};
use crate::redact;
use crate::spec::Spec;
use crate::transport::{Ask, Decoder, Given, Reply};

/// A request of any HTTP client, as far as a walk changes it.
pub trait AnyRequest: Sized {
    /// `None` where the body is a stream.
    fn try_clone(&self) -> Option<Self>;
    fn set_url(&mut self, url: Url) -> Result<(), Problem>;
    fn headers(&self) -> &HeaderMap;
    fn headers_mut(&mut self) -> &mut HeaderMap;
    fn body_bytes(&self) -> Option<&[u8]>;
    fn set_body(&mut self, body: Bytes);
}

/// Changes every request before it goes.
pub(crate) type Hook<R> = Box<dyn FnMut(&mut R) + Send>;

/// The most bytes that the body of an answer may have, unless the caller says otherwise.
const MAX_BODY: usize = 64 << 20;

/// The request that all requests are copies of, and what the caller set for them.
pub struct Copies<R> {
    /// Why there is no request is told once, by the first result.
    original: Result<(R, Template), Option<Problem>>,
    pub(super) hook: Option<Hook<R>>,
    pub(crate) max_body: usize,
}

impl<R> Copies<R> {
    /// There is no request to copy.
    pub(crate) fn refused(problem: Problem) -> Self {
        Self { original: Err(Some(problem)), hook: None, max_body: MAX_BODY }
    }

    fn template(&self) -> Option<&Template> {
        self.original.as_ref().ok().map(|(_, template)| template)
    }

    pub(super) fn allow_origin(&mut self, origin: &str) -> Result<(), Problem> {
        self.original.as_mut().map_or(Ok(()), |(_, template)| template.allow_origin(origin))
    }

    pub(crate) fn given(&self, spec: &Spec) -> Given {
        self.template().map(|template| template.given(spec)).unwrap_or_default()
    }

    pub(crate) fn resolve(&self, spec: &Spec, base: &str, link: &str) -> Result<String, Problem> {
        self.template().map_or_else(|| Ok(link.to_owned()), |template| template.resolve(spec, base, link))
    }

    /// Reads the page, unless a redirect has led to an origin that was not asked.
    pub(crate) fn read<P: DeserializeOwned>(
        &self,
        spec: &'static Spec,
        ask: &Ask,
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
    /// `url` is that of the request.
    pub(crate) fn new(request: R, url: Url) -> Self {
        let template = Template::new(url, request.headers(), request.body_bytes());
        Self { original: Ok((request, template)), hook: None, max_body: MAX_BODY }
    }

    /// The request for one page.
    pub(crate) fn request(&mut self, spec: &Spec, ask: &Ask) -> Result<R, Problem> {
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
            hook(&mut request);
        }
        Ok(request)
    }
}

/// What came back.
pub struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The URL that answered, after redirects.
    pub(crate) url: Url,
    /// `None` where it is larger than the walk accepts.
    pub(crate) body: Option<Bytes>,
}
