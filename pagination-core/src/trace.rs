//! A span for every page, with the feature `tracing`; without it, nothing. Cursors, tokens, queries and credentials are never
//! recorded.

use crate::error::Problem;
use crate::page::Page;
use crate::page_request::PageRequest;
use crate::spec::Spec;

/// The span of one page, from its request to its arrival, including retries.
///
/// Its target is `pagination` and its level is `DEBUG`. Its fields are `response`, `strategy` and `number` (of the page, from 1), and,
/// once they are known, `url` (without its query), `status`, `items` and `retries`.
#[cfg(feature = "tracing")]
pub(crate) struct PageSpan {
    span: Option<tracing::Span>,
    retries: u64,
}

#[cfg(feature = "tracing")]
impl PageSpan {
    pub(crate) fn none() -> Self {
        Self { span: None, retries: 0 }
    }

    /// A request is sent. This begins a span, or counts a retry if the previous request brought no page.
    pub(crate) fn sent(&mut self, spec: &'static Spec, request: &PageRequest) {
        if self.span.is_some() {
            self.retries += 1;
            return;
        }
        self.retries = 0;
        self.span = Some(tracing::debug_span!(
            target: "pagination",
            "page",
            response = spec.response,
            strategy = spec.strategy.name(),
            number = request.index + 1,
            url = tracing::field::Empty,
            status = tracing::field::Empty,
            items = tracing::field::Empty,
            retries = tracing::field::Empty,
        ));
    }

    /// Enters the span until the guard is dropped.
    pub(crate) fn enter(&self) -> Option<tracing::span::Entered<'_>> {
        self.span.as_ref().map(tracing::Span::enter)
    }

    /// The page has arrived. This ends the span.
    pub(crate) fn arrived<P>(&mut self, page: &Page<P>, items: u64) {
        let Some(span) = self.span.take() else { return };
        if !page.url().is_empty() {
            span.record("url", crate::redact::url(page.url()));
        }
        span.record("status", page.status().as_u16());
        span.record("items", items);
        span.record("retries", self.retries);
    }

    pub(crate) fn refused(&self, problem: &Problem) {
        let Some(span) = &self.span else { return };
        if let Problem::Status(status) | Problem::Expired(status) = problem {
            span.record("url", crate::redact::url(&status.url));
        }
        if let Some(status) = problem.status() {
            span.record("status", status.as_u16());
        }
        span.record("retries", self.retries);
        span.in_scope(
            || tracing::debug!(target: "pagination", is_transient = problem.is_transient(), "the page was refused"),
        );
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) struct PageSpan;

#[cfg(not(feature = "tracing"))]
pub(crate) struct Entered;

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self, reason = "the same calls as with the feature")]
impl PageSpan {
    pub(crate) fn none() -> Self {
        Self
    }
    pub(crate) fn sent(&mut self, _: &'static Spec, _: &PageRequest) {}
    pub(crate) fn enter(&self) -> Entered {
        Entered
    }
    pub(crate) fn arrived<P>(&mut self, _: &Page<P>, _: u64) {}
    pub(crate) fn refused(&self, _: &Problem) {}
}

/// Whether events are recorded.
pub(crate) const IS_ON: bool = cfg!(feature = "tracing");

/// Records an event at `WARN`.
#[cfg(feature = "tracing")]
pub(crate) fn warn(spec: &Spec, message: &str) {
    tracing::warn!(target: "pagination", response = spec.response, strategy = spec.strategy.name(), "{message}");
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn warn(_: &Spec, _: &str) {}
