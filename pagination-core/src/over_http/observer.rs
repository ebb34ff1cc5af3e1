//! What sees the requests of a walk and their responses: recordings and probes.

use bytes::Bytes;
use http::{HeaderMap, Method};
use url::Url;

use super::client::{HttpRequest, HttpResponse};
use crate::error::Problem;
use crate::page_request::PageRequest;
use crate::spec::Spec;

/// A request as it is sent.
#[derive(Clone)]
pub(crate) struct ObservedRequest {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl ObservedRequest {
    pub(super) fn new(request: &impl HttpRequest) -> Result<Self, Problem> {
        Ok(Self {
            method: request.method().clone(),
            url: request.url()?,
            headers: request.headers().clone(),
            body: Bytes::copy_from_slice(request.body().unwrap_or_default()),
        })
    }
}

/// Sees the requests of a walk and their responses. Several may be in flight, and a request may be sent again.
pub(crate) trait Observer: Send + Sync {
    /// A request is sent.
    fn sent(&mut self, spec: &Spec, request: &PageRequest, sent: ObservedRequest) -> Result<(), Problem>;
    /// Its response has come, and is read next.
    fn received(&mut self, spec: &Spec, request: &PageRequest, response: &HttpResponse) -> Result<(), Problem>;
}

/// The requests whose responses have not been read, for an observer that needs both.
#[derive(Default)]
pub(crate) struct InFlight(Vec<(PageRequest, ObservedRequest)>);

impl InFlight {
    pub(crate) fn add(&mut self, request: &PageRequest, sent: ObservedRequest) {
        // The same page again, after an error.
        let _before = self.take(request);
        self.0.push((request.clone(), sent));
    }

    /// The request for this page.
    pub(crate) fn take(&mut self, request: &PageRequest) -> Option<ObservedRequest> {
        let is_same = |sent: &PageRequest| {
            sent.position == request.position && sent.page_size == request.page_size && sent.since == request.since
        };
        let at = self.0.iter().position(|(sent, _)| is_same(sent))?;
        Some(self.0.remove(at).1)
    }
}
