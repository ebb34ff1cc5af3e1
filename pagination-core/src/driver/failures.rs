//! What follows a failure: the same request again, a smaller one, or the error.

use http::StatusCode;

use super::Driver;
use super::options::{Failure, Seen};
use crate::error::{Error, Problem, Timeout, Transient};
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::transport::Transport;

/// So many transient errors in a row end a walk.
const MOST_FAILURES: u32 = 16;

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
        if is_timeout
            && <P as PaginatedBy<S>>::SPEC.shrink.is_some()
            && let Some(shrinks) = self.shrinks()
        {
            return shrinks.err();
        }
        let is_worth_it = self.options.retry_if.as_mut().is_none_or(|retry_if| retry_if.is_worth_it(&error));
        (!is_worth_it || !self.retries(Failure::NoResponse)).then(|| self.transient(Error::Transport(error)))
    }

    /// The page did not arrive in time. The request is dropped, and is sent again, or the error is reported.
    #[cold]
    pub(super) fn after_timeout(&mut self) -> Option<Error<T::Error>> {
        self.front.give_up();
        self.nothing_arrived();
        if <P as PaginatedBy<S>>::SPEC.shrink.is_some()
            && let Some(shrinks) = self.shrinks()
        {
            return shrinks.err();
        }
        (!self.retries(Failure::NoResponse)).then(|| {
            let (spec, due) = (const { &<P as PaginatedBy<S>>::SPEC }, self.walk.due());
            let timeout = Timeout {
                response: spec.response,
                page: due.index.saturating_add(1),
                url: self.transport.url(spec, due),
                limit: self.options.timeout.unwrap_or_default(),
            };
            self.transient(Error::Timeout(Box::new(timeout)))
        })
    }

    /// The walk's own error, unless the request is sent again.
    pub(super) fn after_problem(&mut self, problem: Problem) -> Option<Error<T::Error>> {
        if let Some(shrink) = &<P as PaginatedBy<S>>::SPEC.shrink
            && match &problem {
                Problem::Status(status) => shrink.is_for(status),
                Problem::BodyTooLarge(_) => true,
                _ => false,
            }
            && let Some(shrinks) = self.shrinks()
        {
            return shrinks.err();
        }
        match problem {
            Problem::Timeout(_) => self.after_timeout(),
            Problem::Status(status) if self.runs_hook(status.status) => None,
            Problem::Status(status) if self.retries(Failure::Status(status.status, &status.headers)) => None,
            Problem::Status(status) if Problem::is_transient_status(status.status) => {
                Some(self.transient(Error::Status(status)))
            }
            Problem::Check(check) if check.transient().is_some() => {
                let wait = check.transient().and_then(Transient::wait);
                (!self.retries(Failure::Check(wait))).then(|| self.transient(Error::Check(check)))
            }
            Problem::Expired(status) if self.walk.restart_at_anchor(status.status.as_u16()) => {
                self.cancel_requests();
                None
            }
            Problem::Expired(status) if self.walk.restart() => {
                self.cancel_requests();
                Some(Error::Restarted(status))
            }
            problem => {
                self.fail();
                Some(problem.into_error())
            }
        }
    }

    /// A request is over, and there is no response that could say something about a limit.
    fn nothing_arrived(&mut self) {
        if let Some(throttle) = &mut self.options.throttle {
            throttle.arrived(&Seen::nothing(), self.queued.len());
        }
    }

    /// Requests the same page with half the size, and those after it anew. `None` where it cannot be smaller.
    fn shrinks(&mut self) -> Option<Result<(), Error<T::Error>>> {
        match self.walk.shrink() {
            Ok(false) => None,
            Ok(true) => {
                self.queued.clear();
                Some(Ok(()))
            }
            Err(problem) => {
                self.finish();
                Some(Err(problem.into_error()))
            }
        }
    }

    /// Whether the caller's own function for this status runs. The same page is requested after it; so are those after it, whose
    /// requests were refused for the same reason.
    fn runs_hook(&mut self, status: StatusCode) -> bool {
        let pause = self.options.hooks.iter_mut().find_map(|hook| hook.run(status));
        if pause.is_none() {
            return false;
        }
        self.pause = pause;
        self.queued.clear();
        true
    }

    /// Whether the same page is requested again, after a pause.
    fn retries(&mut self, failure: Failure<'_>) -> bool {
        if <P as PaginatedBy<S>>::SPEC.session {
            return false;
        }
        let wait = self.options.retries.as_mut().and_then(|retries| retries.wait(failure));
        if let Some(wait) = wait {
            self.pause = Some(self.transport.pause(wait));
        }
        wait.is_some()
    }

    /// A transient error is reported; too many in a row end the walk.
    fn transient(&mut self, error: Error<T::Error>) -> Error<T::Error> {
        self.failures += 1;
        if <P as PaginatedBy<S>>::SPEC.session || self.failures >= MOST_FAILURES {
            self.fail();
        }
        if let Some(retries) = &mut self.options.retries {
            retries.page_arrived();
        }
        error
    }
}
