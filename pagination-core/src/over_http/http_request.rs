//! `http::Request`, for the clients that have no request type of their own.

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderMap, Method, Request, Uri};
use url::{Position, Url};

use super::client::HttpRequest;
use crate::error::Problem;

impl HttpRequest for Request<Bytes> {
    fn try_clone(&self) -> Option<Self> {
        Some(self.clone())
    }

    /// The URL. A request of a path alone goes to its `Host`, and to `localhost` where it has none.
    fn url(&self) -> Result<Url, Problem> {
        let uri = self.uri();
        let url = match (uri.scheme(), uri.authority(), uri.path_and_query()) {
            (Some(_), Some(_), _) => Url::parse(&uri.to_string()),
            (None, None, Some(path)) => {
                let host = self.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
                Url::parse(&format!("http://{host}{path}"))
            }
            _ => {
                return Err(Problem::request(
                    "the request has a host but no scheme; give it a whole URL, `https://api.example/list`, or a path, `/list`",
                ));
            }
        };
        url.map_err(|error| Problem::request_because("the URL of the request cannot be parsed", error))
    }

    /// A request of a path alone stays one, as long as it goes where the first request went.
    fn set_url(&mut self, url: Url) -> Result<(), Problem> {
        let path_alone = self.uri().authority().is_none() && HttpRequest::url(self)?.origin() == url.origin();
        let text = if path_alone { &url[Position::BeforePath..] } else { url.as_str() };
        *self.uri_mut() = Uri::try_from(text)
            .map_err(|error| Problem::request_because("the URL of the request cannot be sent over HTTP", error))?;
        Ok(())
    }

    fn headers(&self) -> &HeaderMap {
        self.headers()
    }

    fn headers_mut(&mut self) -> &mut HeaderMap {
        self.headers_mut()
    }

    fn body(&self) -> Option<&[u8]> {
        Some(self.body())
    }

    fn set_body(&mut self, body: Bytes) {
        *self.body_mut() = body;
    }

    fn method(&self) -> &Method {
        self.method()
    }

    fn set_method(&mut self, method: Method) {
        *self.method_mut() = method;
    }
}
