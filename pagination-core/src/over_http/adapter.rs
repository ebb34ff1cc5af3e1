//! The transport of every HTTP client.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use serde::de::DeserializeOwned;

use super::client::{HttpClient, HttpRequest, HttpResponse};
use super::likely_positions::likely_positions;
#[cfg(feature = "testing")]
use super::observer::{ObservedRequest, Observer};
use super::prepare::{is_bare_get, prepare};
use super::read::read;
use super::reported_failure::reported_failure;
use super::template::Template;
use crate::error::{BodyTooLarge, Error, Problem};
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::redact;
use crate::spec::Spec;
use crate::transport::{Decoder, MaybeSend, Pause, Preset, Received, Threads, Transport, Waits};

/// The most bytes that the body of a response may have, unless the caller says otherwise.
const MAX_BODY: usize = 64 << 20;

/// Larger bodies are not searched for a failure report.
const LARGEST_FAILURE: usize = 64 << 10;

/// Changes every request before it is sent. The mutex is never locked: it makes a walk `Sync`, whatever the function holds.
type EachRequest<R> = Mutex<Box<dyn Change<R>>>;

pub(super) trait Change<R>: FnMut(&mut R) + MaybeSend {}
impl<R, F: FnMut(&mut R) + MaybeSend> Change<R> for F {}

/// The transport of an HTTP client: it makes the requests of a walk from the caller's own, and reads the responses.
///
/// The clients of this crate are used with it. For another client, implement [`HttpClient`]; the guide
/// [when attributes are not enough](crate::guide::beyond_attributes) shows one whole.
pub struct Http<C: HttpClient> {
    pub(crate) client: C,
    /// The reason why there is no request is reported once, in the first result.
    original: Result<Original<C::Request>, Option<Error<C::Error>>>,
    pub(super) each_request: Option<EachRequest<C::Request>>,
    pub(super) max_body: usize,
    /// The body of the last page, where it may be needed for a message: that of page one, and one that is small enough to be a failure.
    last_body: Option<Bytes>,
    /// Whether `each_request` changes methods: then the method of a request is not known when its response is read.
    changes_methods: bool,
    #[cfg(feature = "testing")]
    observer: Option<Box<dyn Observer>>,
}

/// The request that every request of a walk is made from.
struct Original<R> {
    request: R,
    template: Template,
}

impl<C: HttpClient> Http<C> {
    /// A transport that makes every request from this one.
    pub fn new(client: C, request: C::Request) -> Self {
        let original = request.url().map_err(|problem| Some(problem.into_error())).map(|url| {
            let template = Template::new(url, request.headers(), request.body());
            Original { request, template }
        });
        Self::made_from(client, original)
    }

    /// The caller's request could not be built: the first result reports why.
    pub fn refused(client: C, error: Error<C::Error>) -> Self {
        Self::made_from(client, Err(Some(error)))
    }

    fn made_from(client: C, original: Result<Original<C::Request>, Option<Error<C::Error>>>) -> Self {
        Self {
            client,
            original,
            each_request: None,
            max_body: MAX_BODY,
            last_body: None,
            changes_methods: false,
            #[cfg(feature = "testing")]
            observer: None,
        }
    }

    /// From now on, `observer` sees the requests and their responses.
    #[cfg(feature = "testing")]
    pub(crate) fn observe(&mut self, observer: impl Observer + 'static) {
        self.observer = Some(Box::new(observer));
    }

    fn template(&self) -> Option<&Template> {
        self.original.as_ref().ok().map(|original| &original.template)
    }

    pub(super) fn allow_origin(&mut self, origin: &str) -> Result<(), Problem> {
        match &mut self.original {
            Ok(original) => original.template.origins.allow(origin),
            Err(_) => Ok(()),
        }
    }

    /// The request for one page, changed by what the caller gave to [`each_request`](crate::Pager::each_request).
    fn request(&mut self, spec: &Spec, request: &PageRequest) -> Result<C::Request, Error<C::Error>> {
        let original = match &mut self.original {
            Ok(original) => original,
            Err(error) => {
                let error = error.take();
                return Err(error.unwrap_or_else(|| Problem::request("there is no request to send").into_error()));
            }
        };
        let mut request = original.at(spec, request).map_err(Problem::into_error)?;
        if let Some(change) = &mut self.each_request {
            let method = request.method().clone();
            change.get_mut().unwrap_or_else(PoisonError::into_inner)(&mut request);
            self.changes_methods |= *request.method() != method;
        }
        Ok(request)
    }

    /// Refuses a response to another method than the request was sent with: a redirect has changed it, and the list is another one.
    fn check_method(&self, spec: &Spec, request: &PageRequest, response: &HttpResponse) -> Result<(), Problem> {
        let (Some(answered), Ok(original), false) = (&response.method, &self.original, self.changes_methods) else {
            return Ok(());
        };
        let sent = if is_bare_get(spec, request) { &Method::GET } else { original.request.method() };
        if answered == sent {
            return Ok(());
        }
        Err(Problem::request(format!(
            "a redirect turned the {sent} request into a {answered} on the way to {}, which lists something else; send the request to the \
             URL that the API has now, or have the API redirect with 307 or 308, which keep the method",
            redact::url(response.url.as_str())
        )))
    }
}

impl<R: HttpRequest> Original<R> {
    /// A copy with the position and the page size.
    fn at(&self, spec: &Spec, request: &PageRequest) -> Result<R, Problem> {
        let prepared = prepare(&self.template, spec, request)?;
        let mut request = self.request.try_clone().ok_or_else(|| {
            Problem::request(
                "the body of the request is a stream, which cannot be sent again for every page; give it as bytes or as JSON",
            )
        })?;
        request.set_url(prepared.url)?;
        if prepared.bare_get {
            request.set_method(Method::GET);
            for name in [CONTENT_TYPE, CONTENT_ENCODING, TRANSFER_ENCODING] {
                request.headers_mut().remove(name);
            }
        }
        for (name, value) in prepared.headers {
            let _previous = request.headers_mut().insert(name, value);
        }
        if let Some(body) = prepared.body {
            request.headers_mut().remove(CONTENT_LENGTH);
            request.set_body(body);
        }
        Ok(request)
    }
}

impl<P: DeserializeOwned, C: HttpClient> Transport<P> for Http<C> {
    type Mode = C::Mode;
    type Error = C::Error;
    type Response = HttpResponse;
    type Fetch = C::Sending;
    type Head = Head;

    fn fetch(&mut self, spec: &'static Spec, request: &PageRequest) -> Result<C::Sending, Error<C::Error>> {
        let built = self.request(spec, request)?;
        #[cfg(feature = "testing")]
        if let Some(observer) = &mut self.observer {
            let sent = ObservedRequest::new(&built).map_err(Problem::into_error)?;
            observer.sent(spec, request, sent).map_err(Problem::into_error)?;
        }
        self.client.send(built, self.max_body).map_err(Problem::into_error)
    }

    /// Reads the page, unless a redirect has led to an origin that may not be requested.
    fn read(
        &mut self,
        spec: &'static Spec,
        request: &PageRequest,
        response: HttpResponse,
        decoder: Option<Decoder<P>>,
    ) -> Result<Received<P>, Problem> {
        if let Some(template) = self.template() {
            template.check_origin(spec, &response.url)?;
        }
        self.check_method(spec, request, &response)?;
        #[cfg(feature = "testing")]
        if let Some(observer) = &mut self.observer {
            observer.received(spec, request, &response)?;
        }
        let HttpResponse { status, headers, url, body, .. } = response;
        let Some(body) = body.filter(|body| body.len() <= self.max_body) else {
            return Err(Problem::BodyTooLarge(Box::new(BodyTooLarge {
                response: spec.response,
                url: redact::url(url.as_str()),
                limit: self.max_body,
            })));
        };
        let read = read(spec, request, Head { status, headers, url: url.into() }, &body, decoder);
        self.last_body = (request.starts_list || body.len() <= LARGEST_FAILURE).then_some(body);
        read
    }

    fn preset(&mut self, spec: &'static Spec) -> Preset {
        self.template().map(|template| template.preset(spec)).unwrap_or_default()
    }

    fn resolve(&self, spec: &'static Spec, page: &Page<P>, link: &str) -> Result<String, Problem> {
        self.template().map_or_else(|| Ok(link.to_owned()), |template| template.resolve(spec, page.url(), link))
    }

    fn likely_positions(&self) -> Vec<String> {
        self.last_body.as_deref().map(likely_positions).unwrap_or_default()
    }

    fn reported_failure(&self) -> Option<String> {
        self.last_body.as_deref().and_then(reported_failure)
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        self.client.pause(wait)
    }

    fn deadline(&mut self, limit: Duration) -> Option<Pause> {
        self.client.deadline(limit)
    }

    fn is_timeout(error: &C::Error) -> bool {
        C::is_timeout(error)
    }

    fn url(&self, spec: &'static Spec, request: &PageRequest) -> String {
        let url = self.original.as_ref().ok().and_then(|original| original.at(spec, request).ok()?.url().ok());
        url.map_or_else(String::new, |url| redact::url(url.as_str()))
    }

    fn problem(error: &C::Error) -> Option<Problem> {
        C::problem(error)
    }

    fn may_run_ahead(&mut self) -> bool {
        self.client.may_run_ahead()
    }

    fn is_transient(error: &C::Error) -> bool {
        C::is_transient(error)
    }

    fn path(&self, spec: &'static Spec) -> Option<Cow<'_, str>> {
        self.template().map(|template| template.path(spec))
    }
}

impl<C: HttpClient> Waits for Http<C> {}

impl<C: HttpClient + Threads> Threads for Http<C> {
    fn use_threads(&mut self) {
        self.client.use_threads();
    }
}
