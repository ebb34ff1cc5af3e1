//! Walks over [`reqwest::blocking`]. Everything else is as for [`reqwest`](crate::reqwest).

use std::future::ready;
use std::time::Duration;

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
}

/// The items of a walk over `reqwest::blocking`.
pub type Items<P, S = <P as Paginated>::Strategy> = crate::Items<P, Http<Client>, S, Blocking>;
/// The pages of a walk over `reqwest::blocking`.
pub type Pages<P, S = <P as Paginated>::Strategy> = crate::Pages<P, Http<Client>, S, Blocking>;
/// A pager over `reqwest::blocking`.
pub type Pager<P, S = <P as Paginated>::Strategy> = crate::Pager<P, Http<Client>, S, Blocking>;
/// An error of a walk over `reqwest::blocking`, the same as of one over `reqwest`.
pub type Error = crate::Error<::reqwest::Error>;

impl Paginate for RequestBuilder {
    type Transport = Http<Client>;
    type Mode = Blocking;

    fn paginate<P>(self) -> Pager<P>
    where
        P: Paginated,
        Http<Client>: Transport<P, Mode = Blocking>,
    {
        let (http, request) = self.build_split();
        Pager::new(transport(Client { http, threads: false }, request, |error| error))
    }
}

impl HttpClient for Client {
    type Mode = Blocking;
    type Request = Request;
    type Error = ::reqwest::Error;
    type Sending = Running<Sent>;

    fn send(&mut self, request: Request, max_body: usize) -> Result<Self::Sending, Problem> {
        let http = self.http.clone();
        let send = move || read(http.execute(request).map_err(redacted)?, max_body);
        if self.threads { Running::on_thread(send) } else { Ok(Running::done(send())) }
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        std::thread::sleep(wait);
        Box::pin(ready(()))
    }

    fn problem(error: &::reqwest::Error) -> Option<Problem> {
        refused_redirect(error)
    }

    fn is_transient(error: &::reqwest::Error) -> bool {
        is_transient(error)
    }
}

fn read(mut response: Response, max_body: usize) -> Sent {
    let (status, url) = (response.status(), response.url().clone());
    let headers = std::mem::take(response.headers_mut());
    let mut body = LimitedBody::new(max_body, response.content_length());
    if !body.is_too_large() {
        let copied = response.copy_to(&mut body);
        if !body.is_too_large() {
            copied.map_err(redacted)?;
        }
    }
    // reqwest does not say which method a redirect left.
    Ok(HttpResponse { status, headers, url, body: body.finish(), method: None })
}

impl Threads for Client {
    fn use_threads(&mut self) {
        self.threads = true;
    }
}
