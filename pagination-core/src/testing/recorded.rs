//! A recorded response.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

/// A recorded response: status, headers and body.
///
/// ```
/// use pagination_core::testing::Recorded;
///
/// let page = Recorded::json(r#"[{"id": 1}]"#).header("x-cursor", "MQ==");
/// let throttled = Recorded::status(429).header("retry-after", "1");
/// # let _ = (page, throttled);
/// ```
#[derive(Debug, Clone)]
pub struct Recorded(pub(super) Option<Response>);

#[derive(Debug, Clone)]
pub(super) struct Response {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// How long it takes to come.
    pub(super) delay: Duration,
}

impl Recorded {
    /// Status 200 with this JSON body, as `application/json`.
    pub fn json(body: impl Into<String>) -> Self {
        Self::body(body.into()).header("content-type", "application/json")
    }

    /// Status 200 with this body.
    pub fn body(body: impl Into<Bytes>) -> Self {
        Self(Some(Response {
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
        Self(None)
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
        if let Some(response) = &mut self.0 {
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
        if let Some(response) = &mut self.0 {
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
        if let Some(response) = &mut self.0 {
            if name == CONTENT_TYPE {
                response.headers.insert(name, value);
            } else {
                response.headers.append(name, value);
            }
        }
        self
    }
}

/// A response recorded by another tool.
impl<B: Into<Bytes>> From<http::Response<B>> for Recorded {
    fn from(response: http::Response<B>) -> Self {
        let (head, body) = response.into_parts();
        Self(Some(Response { status: head.status, headers: head.headers, body: body.into(), delay: Duration::ZERO }))
    }
}
