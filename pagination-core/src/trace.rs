//! A span for every page, with the feature `tracing`; without it, nothing. No cursor, token, query or credential is written.

use crate::error::Problem;
use crate::page::Page;
use crate::spec::Spec;
use crate::transport::Ask;

/// The span of one page, from its request to its arrival, the retries included.
///
/// Its target is `pagination`, its level `DEBUG`, and its fields are `response`, `strategy`, `number` (of the page, from 1), and, as
/// soon as they are known, `url` (without its query), `status`, `items` and `retries`.
#[cfg(feature = "tracing")]
pub(crate) struct PageSpan {
    span: tracing::Span,
    retries: u64,
}

#[cfg(feature = "tracing")]
impl PageSpan {
    pub(crate) fn new(spec: &'static Spec, ask: &Ask) -> Self {
        let span = tracing::debug_span!(
            target: "pagination",
            "page",
            response = spec.response,
            strategy = spec.kind.name(),
            number = ask.index + 1,
            url = tracing::field::Empty,
            status = tracing::field::Empty,
            items = tracing::field::Empty,
            retries = tracing::field::Empty,
        );
        Self { span, retries: 0 }
    }

    pub(crate) fn within<R>(&self, work: impl FnOnce() -> R) -> R {
        self.span.in_scope(work)
    }

    pub(crate) fn arrived<P>(&self, page: &Page<P>, items: u64) {
        if !page.url().is_empty() {
            self.span.record("url", crate::redact::url(page.url()));
        }
        self.span.record("status", page.status().as_u16());
        self.span.record("items", items);
        self.span.record("retries", self.retries);
    }

    pub(crate) fn refused(&self, problem: &Problem) {
        if let Problem::Status(status) | Problem::Expired(status) = problem {
            self.span.record("url", crate::redact::url(&status.url));
        }
        if let Some(status) = problem.status() {
            self.span.record("status", status.as_u16());
        }
        self.span.record("retries", self.retries);
        self.span
            .in_scope(|| tracing::debug!(target: "pagination", can_pass = problem.can_pass(), "the page was refused"));
    }

    pub(crate) fn asked_again(&mut self) {
        self.retries += 1;
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) struct PageSpan;

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self, reason = "the same calls as with the feature")]
impl PageSpan {
    pub(crate) fn new(_: &'static Spec, _: &Ask) -> Self {
        Self
    }
    pub(crate) fn within<R>(&self, work: impl FnOnce() -> R) -> R {
        work()
    }
    pub(crate) fn arrived<P>(&self, _: &Page<P>, _: u64) {}
    pub(crate) fn refused(&self, _: &Problem) {}
    pub(crate) fn asked_again(&mut self) {}
}
