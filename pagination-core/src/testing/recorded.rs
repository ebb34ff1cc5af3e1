//! A recorded response.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use super::expected::Expected;

/// A recorded response: status, headers and body, and the request that it is the response to, if that matters.
///
/// ```
/// use pagination_core::testing::Recorded;
///
/// let page = Recorded::json(r#"[{"id": 1}]"#).header("x-cursor", "MQ==");
/// let throttled = Recorded::status(429).header("retry-after", "1");
/// # let _ = (page, throttled);
/// ```
#[derive(Debug, Clone)]
pub struct Recorded {
    /// `None`: no response comes.
    pub(super) response: Option<Response>,
    /// `None`: it is the response to any request.
    pub(super) expected: Option<Expected>,
}

#[derive(Debug, Clone)]
pub(super) struct Response {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// How long it takes to come.
    pub(super) delay: Duration,
}

impl Recorded {
    pub(super) fn of(response: Option<Response>) -> Self {
        Self { response, expected: None }
    }

    /// Status 200 with this JSON body, as `application/json`.
    pub fn json(body: impl Into<String>) -> Self {
        Self::body(body.into()).header("content-type", "application/json")
    }

    /// Status 200 with this body.
    pub fn body(body: impl Into<Bytes>) -> Self {
        Self::of(Some(Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: body.into(),
            delay: Duration::ZERO,
        }))
    }

    /// A status without a body.
    ///
    /// # Panics
    ///
    /// If it is not an HTTP status: below 100 or above 999.
    pub fn status(status: u16) -> Self {
        Self::body(Bytes::new()).with_status(status)
    }

    /// No response, as when a connection breaks. The walk's error is [`NoAnswer::Broken`](super::NoAnswer::Broken), which is transient.
    pub fn broken() -> Self {
        Self::of(None)
    }

    /// Lets the response come so late that a walk with a shorter [`timeout`](crate::Pager::timeout) does not get it. Nothing sleeps.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use pagination_core::{Error, Paginated};
    /// # use pagination_core::testing::{Recorded, Replay};
    /// # #[derive(serde::Deserialize, Paginated)]
    /// # #[cursor(field = next)]
    /// # struct Names { names: Vec<String>, next: Option<String> }
    /// let page = || Recorded::json(r#"{"names": ["ann"], "next": null}"#);
    /// let replay = Replay::new([page().after(Duration::from_secs(31)), page()]);
    /// let mut names = replay.get("https://api.example/names").paginate::<Names>().timeout(Duration::from_secs(30)).items();
    /// assert!(matches!(names.try_next(), Err(Error::Timeout(_))));
    /// assert_eq!(names.try_next()?.as_deref(), Some("ann"));
    /// # Ok::<_, pagination_core::testing::Error>(())
    /// ```
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        if let Some(response) = &mut self.response {
            response.delay = delay;
        }
        self
    }

    /// Replaces the status, for failures with a body.
    ///
    /// # Panics
    ///
    /// If it is not an HTTP status: below 100 or above 999.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("{status} is not an HTTP status") };
        if let Some(response) = &mut self.response {
            response.status = status;
        }
        self
    }

    /// Appends a header. A second `content-type` replaces the first.
    ///
    /// # Panics
    ///
    /// If the name or value is not valid in an HTTP header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) else {
            panic!("`{name}: {value}` is not an HTTP header")
        };
        if let Some(response) = &mut self.response {
            if name == CONTENT_TYPE {
                response.headers.insert(name, value);
            } else {
                response.headers.append(name, value);
            }
        }
        self
    }

    /// It is the response to this request only: its method, its path and its query. The origin does not count, nor does the order of
    /// the parameters.
    ///
    /// ```
    /// # use pagination_core::Paginated;
    /// # use pagination_core::testing::{Recorded, Replay};
    /// # #[derive(serde::Deserialize, Paginated)]
    /// # #[cursor(field = next)]
    /// # struct Names { names: Vec<String>, next: Option<String> }
    /// let replay = Replay::new([
    ///     Recorded::json(r#"{"names": ["bob"], "next": null}"#).answers("GET", "/names?cursor=b"),
    ///     Recorded::json(r#"{"names": ["ann"], "next": "b"}"#).answers("GET", "/names"),
    /// ]);
    /// let names: Result<Vec<_>, _> = replay.get("https://api.example/names").paginate::<Names>().items().collect();
    /// assert_eq!(names?, ["ann", "bob"]);
    /// assert!(replay.unused().is_empty());
    /// # Ok::<_, pagination_core::testing::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// If the method is not one, or the URL cannot be parsed.
    #[must_use]
    pub fn answers(mut self, method: &str, url: &str) -> Self {
        let Ok(method) = method.parse::<Method>() else { panic!("`{method}` is not an HTTP method") };
        let Some(expected) = Expected::new(method, url) else { panic!("`{url}` is neither a URL nor a path") };
        self.expected = Some(expected);
        self
    }

    /// The request also has this body: the same JSON, the same form fields, or else the same bytes.
    ///
    /// # Panics
    ///
    /// Unless it follows [`answers`](Self::answers).
    #[must_use]
    pub fn with_request_body(mut self, body: impl Into<Bytes>) -> Self {
        let Some(expected) = self.expected.take() else { panic!("call `answers` first: it names the request") };
        self.expected = Some(expected.with_body(body.into()));
        self
    }
}

/// A response recorded by another tool.
impl<B: Into<Bytes>> From<http::Response<B>> for Recorded {
    fn from(response: http::Response<B>) -> Self {
        let (head, body) = response.into_parts();
        Self::of(Some(Response {
            status: head.status,
            headers: head.headers,
            body: body.into(),
            delay: Duration::ZERO,
        }))
    }
}
