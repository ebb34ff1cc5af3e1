//! Walks over [`reqwest::blocking`]. Everything else is as for [`reqwest`](crate::reqwest).

use std::future::ready;
use std::io;
use std::time::{Duration, Instant};

use ::reqwest::blocking::{Request, RequestBuilder, Response};

use super::redirect::refused_redirect;
use super::request::{Sent, is_transient, redacted, transport};
use crate::error::Problem;
use crate::over_http::limited_body::LimitedBody;
use crate::over_http::{Http, HttpClient, HttpResponse};
use crate::pager::Paginate;
use crate::paginated::Paginated;
use crate::transport::{Blocking, Pause, Running, Threads, Transport};

/// A `reqwest::blocking::Client`, as a walk uses it.
pub struct Client {
    http: ::reqwest::blocking::Client,
    threads: bool,
    /// How long a request may take.
    limit: Option<Duration>,
}

/// The items of a walk over `reqwest::blocking`.
pub type Items<P, S = <P as Paginated>::Strategy> = crate::pager::Items<P, Http<Client>, S, Blocking>;
/// The pages of a walk over `reqwest::blocking`.
pub type Pages<P, S = <P as Paginated>::Strategy> = crate::pager::Pages<P, Http<Client>, S, Blocking>;
/// A pager over `reqwest::blocking`.
pub type Pager<P, S = <P as Paginated>::Strategy> = crate::pager::Pager<P, Http<Client>, S, Blocking>;
/// An error of a walk over `reqwest::blocking`, the same as of one over `reqwest`.
pub type Error = crate::error::Error<::reqwest::Error>;

impl Paginate for RequestBuilder {
    type Transport = Http<Client>;
    type Mode = Blocking;

    fn paginate<P>(self) -> Pager<P>
    where
        P: Paginated,
        Http<Client>: Transport<P, Mode = Blocking>,
    {
        let (http, request) = self.build_split();
        Pager::new(transport(Client { http, threads: false, limit: None }, request, |error| error))
    }
}

impl HttpClient for Client {
    type Mode = Blocking;
    type Request = Request;
    type Error = ::reqwest::Error;
    type Sending = Running<Sent>;

    fn send(&mut self, mut request: Request, max_body: usize) -> Result<Self::Sending, Problem> {
        let http = self.http.clone();
        let limit = self.limit;
        if limit.is_some() {
            *request.timeout_mut() = limit;
        }
        let send = move || {
            let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
            read(http.execute(request).map_err(redacted)?, max_body, deadline)
        };
        if self.threads { Running::on_thread(send) } else { Ok(Running::done(send())) }
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        std::thread::sleep(wait);
        Box::pin(ready(()))
    }

    fn deadline(&mut self, limit: Duration) -> Option<Pause> {
        self.limit = Some(limit);
        None
    }

    fn may_run_ahead(&mut self) -> bool {
        self.threads = true;
        true
    }

    fn is_timeout(error: &::reqwest::Error) -> bool {
        error.is_timeout()
    }

    fn problem(error: &::reqwest::Error) -> Option<Problem> {
        refused_redirect(error)
    }

    fn is_transient(error: &::reqwest::Error) -> bool {
        is_transient(error)
    }
}

fn read(mut response: Response, max_body: usize, deadline: Option<Instant>) -> Sent {
    let (status, url) = (response.status(), response.url().clone());
    let headers = std::mem::take(response.headers_mut());
    let mut body = LimitedBody::new(max_body, response.content_length());
    if !body.is_too_large() {
        let copied = match deadline {
            Some(deadline) => response.copy_to(&mut InTime { body: &mut body, deadline }),
            None => response.copy_to(&mut body),
        };
        if !body.is_too_large() {
            copied.map_err(redacted)?;
        }
    }
    // reqwest does not say which method a redirect left.
    Ok(HttpResponse { status, headers, url, body: body.finish(), method: None })
}

/// A body that has to be there in time: reqwest measures each read of it apart.
struct InTime<'b> {
    body: &'b mut LimitedBody,
    deadline: Instant,
}

impl io::Write for InTime<'_> {
    fn write(&mut self, chunk: &[u8]) -> io::Result<usize> {
        if Instant::now() > self.deadline {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.body.write(chunk)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Threads for Client {
    fn use_threads(&mut self) {
        self.threads = true;
    }
}
