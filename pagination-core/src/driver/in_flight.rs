//! One request in flight.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::page_request::PageRequest;
use crate::spec::Spec;
use crate::trace::PageSpan;
use crate::transport::Pause;

/// One request in flight, or none. Its box outlives the request, and is used again.
pub(super) struct InFlight<F: Future> {
    /// Whether it was sent, and its result was not taken yet.
    pub(super) is_sent: bool,
    pub(super) span: PageSpan,
    fetch: Pin<Box<Option<F>>>,
    result: Option<F::Output>,
    /// Completes when the page is late.
    deadline: Option<Pause>,
}

impl<F: Future> InFlight<F> {
    pub(super) fn new() -> Self {
        Self { is_sent: false, span: PageSpan::none(), fetch: Box::pin(None), result: None, deadline: None }
    }

    /// The request is about to be sent, for the first time or again.
    pub(super) fn begin(&mut self, spec: &'static Spec, request: &PageRequest, deadline: Option<Pause>) {
        self.span.sent(spec, request);
        self.deadline = deadline;
    }

    /// The request is sent.
    pub(super) fn run(&mut self, fetch: F) {
        self.fetch.set(Some(fetch));
        self.is_sent = true;
    }

    /// The result, for the consumer.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<F::Output> {
        // A request that panics is sent again, and never polled again.
        self.is_sent = false;
        if let Some(result) = self.result.take() {
            return Poll::Ready(result);
        }
        let Some(fetch) = self.fetch.as_mut().as_pin_mut() else { return Poll::Pending };
        let polled = {
            let _span = self.span.enter();
            fetch.poll(cx)
        };
        match polled {
            Poll::Pending => {
                self.is_sent = true;
                Poll::Pending
            }
            Poll::Ready(result) => {
                self.fetch.set(None);
                Poll::Ready(result)
            }
        }
    }

    /// Lets the request proceed; its result is kept.
    pub(super) fn advance(&mut self, cx: &mut Context<'_>) {
        if self.is_sent
            && self.result.is_none()
            && let Poll::Ready(result) = self.poll(cx)
        {
            self.result = Some(result);
            self.is_sent = true;
        }
    }

    /// Whether the time that the request may take is over. Only while it is pending: a page that is there is never late.
    pub(super) fn is_late(&mut self, cx: &mut Context<'_>) -> bool {
        self.deadline.as_mut().is_some_and(|deadline| deadline.as_mut().poll(cx).is_ready())
    }

    /// Drops the request. Its span goes on, until its page arrives.
    pub(super) fn give_up(&mut self) {
        self.is_sent = false;
        self.fetch.set(None);
        self.result = None;
        self.deadline = None;
    }

    pub(super) fn clear(&mut self) {
        self.give_up();
        self.span = PageSpan::none();
    }
}
