//! What follows a failure: the same request again, a smaller one, or the error.

use std::time::Duration;

use super::Driver;
use super::pace::{Failure, Pace, Seen};
use crate::error::{Error, Problem, Timeout, Transient};
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::transport::Transport;
use crate::walk::Walk;

/// What follows a problem.
enum Remedy {
    /// What follows a page that did not arrive in time.
    Timeout,
    /// The same request is sent again, after the pause of the caller's own function.
    Hook,
    /// The same request is sent again, after so long.
    Retry(Duration),
    /// A smaller page is requested.
    Shrink,
    /// The walk goes on beyond the last item.
    BeyondAnchor,
    /// The error is reported, and the walk begins again.
    Restart,
    /// The error is reported, and the same request is sent when the caller goes on.
    Report,
    /// The error ends the walk.
    End,
    /// Another error ends the walk: a smaller page cannot be requested.
    EndWith(Problem),
}

impl Remedy {
    fn of(problem: &Problem, walk: &mut Walk, pace: &mut Pace) -> Self {
        let spec = walk.spec();
        let is_too_large = match (&spec.shrink, problem) {
            (Some(shrink), Problem::Status(status)) => shrink.is_for(status),
            (shrink, Problem::BodyTooLarge(_)) => shrink.is_some(),
            _ => false,
        };
        if is_too_large && let Some(remedy) = Self::smaller_page(walk) {
            return remedy;
        }
        match problem {
            Problem::Timeout(_) => Self::Timeout,
            Problem::Status(status) if pace.runs_hook(status.status) => Self::Hook,
            Problem::Status(status) => {
                let failure = Failure::Status(status.status, &status.headers);
                Self::retry(walk, pace, failure, Problem::is_transient_status(status.status))
            }
            Problem::Check(check) => match check.transient().map(Transient::wait) {
                Some(wait) => Self::retry(walk, pace, Failure::Check(wait), true),
                None => Self::End,
            },
            Problem::Expired(status) if walk.restart_at_anchor(status.status.as_u16()) => Self::BeyondAnchor,
            Problem::Expired(_) if walk.restart() => Self::Restart,
            _ => Self::End,
        }
    }

    /// `None` where the page cannot be smaller.
    fn smaller_page(walk: &mut Walk) -> Option<Self> {
        match walk.shrink() {
            Ok(is_smaller) => is_smaller.then_some(Self::Shrink),
            Err(problem) => Some(Self::EndWith(problem)),
        }
    }

    fn retry(walk: &Walk, pace: &mut Pace, failure: Failure<'_>, is_transient: bool) -> Self {
        // What was read by a position that is used up cannot be read again.
        let wait = if walk.spec().session { None } else { pace.wait_after(failure) };
        match wait {
            Some(wait) => Self::Retry(wait),
            None if is_transient => Self::Report,
            None => Self::End,
        }
    }

    /// After a timeout, for which the API may have declared a smaller page.
    fn of_timeout(walk: &mut Walk) -> Option<Self> {
        if walk.spec().shrink.is_some() { Self::smaller_page(walk) } else { None }
    }
}

impl<P, T, S> Driver<P, T, S>
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P>,
    S: Strategy,
{
    /// The transport's own error, unless the request is sent again.
    pub(super) fn after_transport_error(&mut self, error: T::Error) -> Option<Error<T::Error>> {
        let is_timeout = T::is_timeout(&error);
        self.nothing_arrived();
        if let Some(problem) = T::problem(&error) {
            self.fail();
            return Some(problem.into_error());
        }
        if !T::is_transient(&error) {
            self.fail();
            return Some(Error::Client(error));
        }
        if is_timeout && self.options.timeout.is_some() {
            return self.after_timeout();
        }
        if is_timeout && let Some(remedy) = Remedy::of_timeout(&mut self.walk) {
            return self.follow(remedy, Error::Transport(error));
        }
        let is_worth_it = self.options.retry_if.as_mut().is_none_or(|retry_if| retry_if.is_worth_it(&error));
        let remedy = if is_worth_it {
            Remedy::retry(&self.walk, &mut self.options.pace, Failure::NoResponse, true)
        } else {
            Remedy::Report
        };
        self.follow(remedy, Error::Transport(error))
    }

    /// The page did not arrive in time. The request is dropped, and is sent again, or the error is reported.
    #[cold]
    pub(super) fn after_timeout(&mut self) -> Option<Error<T::Error>> {
        self.front.give_up();
        self.nothing_arrived();
        let remedy = match Remedy::of_timeout(&mut self.walk) {
            Some(remedy) => remedy,
            None => Remedy::retry(&self.walk, &mut self.options.pace, Failure::NoResponse, true),
        };
        let (spec, due) = (const { &<P as PaginatedBy<S>>::SPEC }, self.walk.due());
        let timeout = Timeout {
            response: spec.response,
            page: due.index.saturating_add(1),
            url: self.transport.url(spec, due),
            limit: self.options.timeout.unwrap_or_default(),
        };
        self.follow(remedy, Error::Timeout(Box::new(timeout)))
    }

    /// The walk's own error, unless the request is sent again.
    pub(super) fn after_problem(&mut self, problem: Problem) -> Option<Error<T::Error>> {
        let remedy = Remedy::of(&problem, &mut self.walk, &mut self.options.pace);
        self.follow(remedy, problem.into_error())
    }

    /// Does what follows a failure. Returns the error if it is reported.
    fn follow(&mut self, remedy: Remedy, error: Error<T::Error>) -> Option<Error<T::Error>> {
        match remedy {
            Remedy::Timeout => return self.after_timeout(),
            Remedy::Hook | Remedy::Shrink => self.queued.clear(),
            Remedy::Retry(wait) => self.options.pace.pause_for(self.transport.pause(wait)),
            Remedy::BeyondAnchor => self.cancel_requests(),
            Remedy::Restart => {
                self.cancel_requests();
                return Some(match error {
                    Error::Expired(status) => Error::Restarted(status),
                    error => error,
                });
            }
            Remedy::Report => {
                if self.options.pace.counts_too_many() || self.walk.spec().session {
                    self.fail();
                }
                return Some(error);
            }
            Remedy::End => {
                self.fail();
                return Some(error);
            }
            Remedy::EndWith(problem) => {
                self.finish();
                return Some(problem.into_error());
            }
        }
        None
    }

    /// A request has finished without a response that could say something about a limit.
    fn nothing_arrived(&mut self) {
        self.options.pace.request_is_over(&Seen::nothing(), self.queued.len());
    }
}
