//! What the clients of reqwest share: its requests, and what its errors mean.

use std::error::Error as StdError;

use bytes::Bytes;
use http::HeaderMap;
use url::Url;

use crate::error::{ForeignOrigin, Problem};
use crate::over_http::copies::{AnyRequest, Copies, Received};

macro_rules! any_request {
    ($($request:ty)*) => {$(
        impl AnyRequest for $request {
            fn try_clone(&self) -> Option<Self> {
                self.try_clone()
            }
            fn set_url(&mut self, url: Url) -> Result<(), Problem> {
                *self.url_mut() = url;
                Ok(())
            }
            fn headers(&self) -> &HeaderMap {
                self.headers()
            }
            fn headers_mut(&mut self) -> &mut HeaderMap {
                self.headers_mut()
            }
            fn body_bytes(&self) -> Option<&[u8]> {
                self.body()?.as_bytes()
            }
            fn set_body(&mut self, body: Bytes) {
                *self.body_mut() = Some(body.into());
            }
        }

        impl BuiltRequest for $request {
            fn url(&self) -> &Url {
                self.url()
            }
        }
    )*};
}

any_request!(::reqwest::Request);
#[cfg(feature = "blocking")]
any_request!(::reqwest::blocking::Request);

/// A request of either client.
trait BuiltRequest: AnyRequest {
    fn url(&self) -> &Url;
}

/// The request that all requests are copies of; where reqwest could not build it, its error is the first result.
#[allow(private_bounds, reason = "the bound says which two types are meant")]
pub(super) fn copies<R: BuiltRequest>(request: Result<R, ::reqwest::Error>) -> (Copies<R>, Option<::reqwest::Error>) {
    match request {
        Ok(request) => {
            let url = request.url().clone();
            (Copies::new(request, url), None)
        }
        Err(error) => (Copies::refused(Problem::request("reqwest could not build the request")), Some(redacted(error))),
    }
}

/// An error of reqwest, or the redirect that [`same_origin_redirects`](super::same_origin_redirects) refused.
pub(super) type Answered = Result<Received, ::reqwest::Error>;

/// A redirect that leaves the origin.
#[derive(Debug, Clone)]
pub(super) struct LeavesOrigin {
    pub(super) expected: String,
    pub(super) found: String,
}

impl std::fmt::Display for LeavesOrigin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a redirect leads from {} to {}", self.expected, self.found)
    }
}

impl StdError for LeavesOrigin {}

/// The refused redirect among the sources of an error.
pub(super) fn refused_redirect(error: &(dyn StdError + 'static)) -> Option<Problem> {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(LeavesOrigin { expected, found }) = inner.downcast_ref() {
            let foreign = ForeignOrigin { expected: expected.clone(), found: found.clone() };
            return Some(Problem::ForeignOrigin(Box::new(foreign)));
        }
        source = inner.source();
    }
    None
}

/// The error without the userinfo, query and fragment of its URL: those carry keys and tokens, and errors end up in logs.
pub(super) fn redacted(mut error: ::reqwest::Error) -> ::reqwest::Error {
    if let Some(url) = error.url_mut() {
        url.set_query(None);
        url.set_fragment(None);
        // A URL that cannot have userinfo has none.
        let _ = url.set_username("");
        let _ = url.set_password(None);
    }
    error
}

/// Whether sending the same request again can help.
pub(super) fn is_transient(error: &::reqwest::Error) -> bool {
    !(error.is_builder() || error.is_redirect())
}
