//! Sends the request that is due, and those ahead of it.

use std::task::Context;
use std::time::Duration;

use super::Driver;
use super::in_flight::InFlight;
use crate::error::Error;
use crate::page_request::PageRequest;
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::transport::{Mode, Transport};

/// Sends a request.
fn start<P, S, T>(
    transport: &mut T,
    request: &mut InFlight<T::Fetch>,
    due: &PageRequest,
    limit: Option<Duration>,
) -> Result<(), Error<T::Error>>
where
    P: PaginatedBy<S>,
    T: Transport<P>,
    S: Strategy,
{
    let spec = const { &<P as PaginatedBy<S>>::SPEC };
    let deadline = limit.and_then(|limit| transport.deadline(limit));
    request.begin(spec, due, deadline);
    let fetch = {
        let _span = request.span.enter();
        transport.fetch(spec, due)?
    };
    request.run(fetch);
    Ok(())
}

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
        start::<P, S, T>(transport, front, walk.due(), options.timeout)?;
        if T::Mode::POLLED && self.options.ahead {
            self.front.advance(cx);
        }
        Ok(())
    }

    /// Sends the requests for the pages after the one that is due. One that cannot be sent may not be needed, since the list can end
    /// before it. If it is, the error comes again, and is reported, when the page is due.
    fn send_queued(&mut self, cx: &mut Context<'_>) {
        for ahead in self.queued.len() + 1..self.options.width {
            let Some(planned) = self.walk.plan(ahead) else { break };
            if !self.may_send_now() {
                break;
            }
            let mut request = InFlight::new();
            if start::<P, S, T>(&mut self.transport, &mut request, &planned, self.options.timeout).is_err() {
                break;
            }
            if T::Mode::POLLED {
                request.advance(cx);
            }
            self.queued.push_back((planned, request));
        }
    }

    fn may_send_now(&mut self) -> bool {
        self.options.pace.throttle.is_none() || self.is_within_rate()
    }

    /// Asks the rate limit. Where it is reached, a pause begins.
    fn is_within_rate(&mut self) -> bool {
        let in_flight = usize::from(self.front.is_sent).saturating_add(self.queued.len());
        let wait = self.options.pace.wait(in_flight);
        if let Some(wait) = wait {
            self.options.pace.pause_for(self.transport.pause(wait));
        }
        wait.is_none()
    }

    /// The first queued request becomes the one that is due. Those that rest on a guess which the last page did not confirm are dropped.
    pub(super) fn advance_queue(&mut self) {
        let mut right = 0;
        while let Some((sent, _)) = self.queued.get(right)
            && self.walk.confirms(right, sent)
        {
            right += 1;
        }
        self.queued.truncate(right);
        if let Some((_, next)) = self.queued.pop_front() {
            self.front = next;
        }
    }
}
