//! One answer.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

/// A recorded answer: status, headers and body.
///
/// ```
/// use pagination_core::testing::Recorded;
///
/// let page = Recorded::json(r#"[{"id": 1}]"#).header("x-cursor", "MQ==");
/// let throttled = Recorded::status(429).header("retry-after", "1");
/// # let _ = (page, throttled);
/// ```
#[derive(Debug, Clone)]
pub struct Recorded(pub(super) Option<Answer>);

#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Recorded {
    /// Status 200, and this body of JSON.
    pub fn json(body: impl Into<String>) -> Self {
        Self::body(body.into()).header("content-type", "application/json")
    }

    /// Status 200, and this body.
    pub fn body(body: impl Into<Bytes>) -> Self {
        Self(Some(Answer { status: StatusCode::OK, headers: HeaderMap::new(), body: body.into() }))
    }

    /// A status without a body.
    ///
    /// # Panics
    ///
    /// Where it is no status: below 100 or above 999.
    pub fn status(status: u16) -> Self {
        Self::body(Bytes::new()).with_status(status)
    }

    /// No answer comes, as when a connection breaks. The walk's error is [`NoAnswer::Broken`](super::NoAnswer::Broken).
    pub fn broken() -> Self {
        Self(None)
    }

    /// Another status: for failures that have a body.
    ///
    /// # Panics
    ///
    /// Where it is no status: below 100 or above 999.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("{status} is not an HTTP status") };
        if let Some(answer) = &mut self.0 {
            answer.status = status;
        }
        self
    }

    /// A header more. One that is given twice is there twice, except for the content type.
    ///
    /// # Panics
    ///
    /// Where a header cannot have this name or value.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) else {
            panic!("`{name}: {value}` is not an HTTP header")
        };
        if let Some(answer) = &mut self.0 {
            if name == CONTENT_TYPE {
                answer.headers.insert(name, value);
            } else {
                answer.headers.append(name, value);
            }
        }
        self
    }
}

/// A response as another tool recorded it.
impl<B: Into<Bytes>> From<http::Response<B>> for Recorded {
    fn from(response: http::Response<B>) -> Self {
        let (head, body) = response.into_parts();
        Self(Some(Answer { status: head.status, headers: head.headers, body: body.into() }))
    }
}
