//! What an HTTP client has to do for a walk.

use std::future::Future;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use url::Url;

use crate::error::Problem;
use crate::transport::{Mode, Pause};

/// An HTTP client: [`Http`](super::Http) makes a transport of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an HTTP client that a walk can use",
    label = "does not implement `HttpClient`",
    note = "a `tower` service has to be `Clone + Send + 'static`, and takes an `http::Request<Full<Bytes>>`; any other client implements \
            `pagination_core::over_http::HttpClient`"
)]
pub trait HttpClient {
    /// [`Async`](crate::Async), or [`Blocking`](crate::Blocking) where `send` waits for the response.
    type Mode: Mode;
    /// A request of this client.
    type Request: HttpRequest;
    /// Why no response came.
    type Error;
    /// A request in flight. A blocking client returns [`Running::done`](crate::transport::Running::done).
    type Sending: Future<Output = Result<HttpResponse, Self::Error>>;

    /// Sends a request. A body of more than `max_body` bytes need not be read to its end: [`HttpResponse::body`] is then `None`.
    fn send(&mut self, request: Self::Request, max_body: usize) -> Result<Self::Sending, Problem>;

    /// Waits before the next request. A blocking client sleeps, and returns a pause that is over.
    fn pause(&mut self, wait: Duration) -> Pause;

    /// Completes when a request sent next has reached its time limit: the walk then drops it.
    ///
    /// A blocking client cannot be interrupted. It ends the request by itself, with an error for which [`is_timeout`](Self::is_timeout)
    /// is true, and returns `None`.
    fn deadline(&mut self, limit: Duration) -> Option<Pause> {
        if Self::Mode::POLLED { Some(self.pause(limit)) } else { None }
    }

    /// Whether an error means that the request took longer than it may.
    fn is_timeout(error: &Self::Error) -> bool {
        let _ = error;
        false
    }

    /// Whether a request can proceed while another is waited for. From now on it does: a blocking client sends each on a thread of its
    /// own, if it can.
    fn may_run_ahead(&mut self) -> bool {
        Self::Mode::POLLED
    }

    /// The walk's own error that an error stands for, such as a refused redirect.
    fn problem(error: &Self::Error) -> Option<Problem> {
        let _ = error;
        None
    }

    /// Whether the same request may succeed later.
    fn is_transient(error: &Self::Error) -> bool {
        let _ = error;
        true
    }
}

/// A request of an HTTP client, as far as a walk changes it.
pub trait HttpRequest: Sized {
    /// A copy; `None` where the body is a stream.
    fn try_clone(&self) -> Option<Self>;
    /// The URL.
    fn url(&self) -> Result<Url, Problem>;
    /// Replaces the URL.
    fn set_url(&mut self, url: Url) -> Result<(), Problem>;
    /// The headers.
    fn headers(&self) -> &HeaderMap;
    /// The headers, to be changed.
    fn headers_mut(&mut self) -> &mut HeaderMap;
    /// The body; `None` where it is a stream, or where there is none.
    fn body(&self) -> Option<&[u8]>;
    /// Replaces the body.
    fn set_body(&mut self, body: Bytes);
    /// The method.
    fn method(&self) -> &Method;
    /// Replaces the method.
    fn set_method(&mut self, method: Method);
}

/// A response as it arrived.
#[derive(Clone)]
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The URL of the response, after redirects.
    pub url: Url,
    /// The body; `None` where it is larger than the walk accepts.
    pub body: Option<Bytes>,
    /// The method of the request that got this response, where the client follows redirects and knows it; `None`: as it was sent. A
    /// redirect that made a GET of a POST leads to another list, and is refused.
    pub method: Option<Method>,
}
