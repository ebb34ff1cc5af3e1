//! Sends the request that is due, and those ahead of it.

use std::task::Context;

use super::Driver;
use super::in_flight::InFlight;
use crate::error::Error;
use crate::page_request::PageRequest;
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::transport::{Mode, Transport};

impl<P, T, S> Driver<P, T, S>
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P>,
    S: Strategy,
{
    /// Sends the request that is due, and those that the plan names, up to the width. Only while nothing is paused.
    pub(super) fn send(&mut self, cx: &mut Context<'_>) -> Result<(), Error<T::Error>> {
        if !self.front.is_sent {
            self.send_due(cx)?;
        }
        if self.front.is_sent && self.options.width > 1 {
            self.send_queued(cx);
        }
        Ok(())
    }

    fn send_due(&mut self, cx: &mut Context<'_>) -> Result<(), Error<T::Error>> {
        if !self.walk.is_within_limits(0) || !self.may_send_now() {
            return Ok(());
        }
        let Self { walk, transport, front, options, .. } = self;
        let (spec, due) = (const { &<P as PaginatedBy<S>>::SPEC }, walk.due());
        let deadline = options.timeout.and_then(|limit| transport.deadline(limit));
        front.send(spec, due, deadline, || transport.fetch(spec, due))?;
        if T::Mode::POLLED && self.options.ahead {
            self.front.advance(cx);
        }
        Ok(())
    }

    /// Sends the requests for the pages after the one that is due. One that cannot be sent may not be needed, since the list can end
    /// before it. If it is, the error comes again, and is reported, when the page is due.
    fn send_queued(&mut self, cx: &mut Context<'_>) {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        for ahead in self.queued.len() + 1..self.options.width {
            let Some(planned) = self.walk.plan(ahead) else { break };
            if !self.may_send_now() {
                break;
            }
            let mut request = InFlight::new();
            let deadline = self.options.timeout.and_then(|limit| self.transport.deadline(limit));
            if request.send(spec, &planned, deadline, || self.transport.fetch(spec, &planned)).is_err() {
                break;
            }
            if T::Mode::POLLED {
                request.advance(cx);
            }
            self.queued.push_back((planned, request));
        }
    }

    fn may_send_now(&mut self) -> bool {
        self.options.throttle.is_none() || self.is_within_rate()
    }

    /// Asks the rate limit. Where it is reached, a pause begins.
    fn is_within_rate(&mut self) -> bool {
        let Some(throttle) = &mut self.options.throttle else { return true };
        let in_flight = usize::from(self.front.is_sent).saturating_add(self.queued.len());
        let Some(wait) = throttle.wait(in_flight) else { return true };
        self.pause = Some(self.transport.pause(wait));
        false
    }

    /// The first queued request becomes the one that is due. Those that rest on a guess which the last page did not confirm are dropped.
    pub(super) fn advance_queue(&mut self) {
        let Self { walk, queued, .. } = self;
        let is_right = |(ahead, (sent, _)): &(usize, &(PageRequest, InFlight<T::Fetch>))| {
            walk.plan(*ahead).is_some_and(|planned| {
                planned.position == sent.position
                    && planned.page_size == sent.page_size
                    && planned.anchor == sent.anchor
            })
        };
        let right = queued.iter().enumerate().take_while(is_right).count();
        queued.truncate(right);
        if let Some((_, next)) = queued.pop_front() {
            self.front = next;
        }
    }
}
