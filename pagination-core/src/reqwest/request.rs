//! What the clients of reqwest share: their requests, and what their errors mean.

use bytes::Bytes;
use http::{HeaderMap, Method};
use url::Url;

use crate::error::{Error, Problem};
use crate::over_http::{Http, HttpClient, HttpRequest, HttpResponse};

macro_rules! http_request {
    ($($request:ty)*) => {$(
        impl HttpRequest for $request {
            fn try_clone(&self) -> Option<Self> {
                self.try_clone()
            }
            fn url(&self) -> Result<Url, Problem> {
                Ok(self.url().clone())
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
            fn body(&self) -> Option<&[u8]> {
                self.body()?.as_bytes()
            }
            fn set_body(&mut self, body: Bytes) {
                // An empty body would be sent with its length, also by GET.
                *self.body_mut() = (!body.is_empty()).then(|| body.into());
            }
            fn method(&self) -> &Method {
                self.method()
            }
            fn set_method(&mut self, method: Method) {
                *self.method_mut() = method;
            }
        }
    )*};
}

http_request!(::reqwest::Request);
#[cfg(feature = "blocking")]
http_request!(::reqwest::blocking::Request);

/// What sending a request gives.
pub(super) type Sent = Result<HttpResponse, ::reqwest::Error>;

/// The transport of a client. Where reqwest could not build the request, its error is the first result.
pub(super) fn transport<C: HttpClient>(
    client: C,
    request: Result<C::Request, ::reqwest::Error>,
    error: impl FnOnce(::reqwest::Error) -> C::Error,
) -> Http<C> {
    match request {
        Ok(request) => Http::new(client, request),
        Err(built) => Http::refused(client, Error::Client(error(redacted(built)))),
    }
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

/// Whether the same request may succeed later.
pub(super) fn is_transient(error: &::reqwest::Error) -> bool {
    !(error.is_builder() || error.is_redirect())
}
