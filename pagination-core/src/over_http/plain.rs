//! `http::Request`, for the clients that have no request type of their own.

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderMap, Request, Uri};
use url::Url;

use super::copies::{AnyRequest, Copies};
use crate::error::Problem;

impl AnyRequest for Request<Bytes> {
    fn try_clone(&self) -> Option<Self> {
        Some(self.clone())
    }

    /// A request of a path alone stays one, as long as it goes where the first request went.
    fn set_url(&mut self, url: Url) -> Result<(), Problem> {
        let path_alone = self.uri().authority().is_none() && url_of(self)?.origin() == url.origin();
        let text = if path_alone { &url[url::Position::BeforePath..] } else { url.as_str() };
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

    fn body_bytes(&self) -> Option<&[u8]> {
        Some(self.body())
    }

    fn set_body(&mut self, body: Bytes) {
        *self.body_mut() = body;
    }
}

impl Copies<Request<Bytes>> {
    /// Takes over a request as the caller built it.
    pub(crate) fn of(request: Request<impl Into<Bytes>>) -> Self {
        let request = request.map(Into::into);
        match url_of(&request) {
            Ok(url) => Self::new(request, url),
            Err(problem) => Self::refused(problem),
        }
    }
}

/// The URL that a request goes to. One of a path alone goes to its `Host`, and to `localhost` where it has none.
pub(crate) fn url_of(request: &Request<Bytes>) -> Result<Url, Problem> {
    let uri = request.uri();
    let url = match (uri.scheme(), uri.authority(), uri.path_and_query()) {
        (Some(_), Some(_), _) => Url::parse(&uri.to_string()),
        (None, None, Some(path)) => {
            let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
            Url::parse(&format!("http://{host}{path}"))
        }
        _ => {
            return Err(Problem::request(
                "the request names a host alone; give it a whole URL, `https://api.example/list`, or a path alone, `/list`",
            ));
        }
    };
    url.map_err(|error| Problem::request_because("the request has no URL that could be asked", error))
}
