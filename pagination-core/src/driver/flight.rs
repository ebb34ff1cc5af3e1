//! One request on its way.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::error::Problem;
use crate::page_request::PageRequest;
use crate::spec::Spec;
use crate::trace::PageSpan;

/// One request on its way, or none. Its box outlives the request, and is used again.
pub(super) struct Flight<F: Future> {
    /// Whether it was asked for, and its answer was not taken yet.
    pub(super) asked: bool,
    pub(super) span: PageSpan,
    fetch: Pin<Box<Option<F>>>,
    answer: Option<F::Output>,
}

impl<F: Future> Flight<F> {
    pub(super) fn new() -> Self {
        Self { asked: false, span: PageSpan::none(), fetch: Box::pin(None), answer: None }
    }

    /// Makes the request; once more, where the page has not arrived by the one before.
    #[inline]
    pub(super) fn ask(
        &mut self,
        spec: &'static Spec,
        ask: &PageRequest,
        fetch: impl FnOnce() -> Result<F, Problem>,
    ) -> Result<(), Problem> {
        self.span.asked(spec, ask);
        self.fetch.set(Some(self.span.within(fetch)?));
        self.asked = true;
        Ok(())
    }

    /// The answer, for the consumer.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "what is to be inlined is that the answer is not copied")]
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<F::Output> {
        // Until it is known to be still on its way: a request that panics is made anew, and not polled again.
        self.asked = false;
        if self.answer.is_some() {
            return self.answer.take().map_or(Poll::Pending, Poll::Ready);
        }
        let Some(fetch) = self.fetch.as_mut().as_pin_mut() else { return Poll::Pending };
        match self.span.within(|| fetch.poll(cx)) {
            Poll::Pending => {
                self.asked = true;
                Poll::Pending
            }
            Poll::Ready(answer) => {
                self.fetch.set(None);
                Poll::Ready(answer)
            }
        }
    }

    /// Lets the request go on; its answer is kept. One that has panicked waits to be made anew, when its page is due.
    #[cold]
    pub(super) fn advance(&mut self, cx: &mut Context<'_>) {
        if self.asked
            && self.answer.is_none()
            && let Poll::Ready(answer) = self.poll(cx)
        {
            self.answer = Some(answer);
            self.asked = true;
        }
    }

    pub(super) fn clear(&mut self) {
        self.asked = false;
        self.span = PageSpan::none();
        self.fetch.set(None);
        self.answer = None;
    }
}
