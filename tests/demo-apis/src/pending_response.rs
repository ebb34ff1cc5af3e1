//! A response before it is sent, so that faults can still change it.

use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

/// How the body is sent.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Delivery {
    /// All of it at once.
    Whole,
    /// In pieces that take this long together.
    Slow(Duration),
    /// Half of it, then the connection ends.
    Broken,
}

/// A response.
#[derive(Debug, Clone)]
pub(crate) struct PendingResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) delivery: Delivery,
}

const PIECES: usize = 8;

impl PendingResponse {
    /// A page, or an error, as JSON.
    pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => Self::new(status, "application/json", bytes),
            Err(error) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", error.to_string().into_bytes()),
        }
    }

    /// A page as JSON.
    pub(crate) fn page(body: &impl Serialize) -> Self {
        Self::json(StatusCode::OK, body)
    }

    /// A response of any content type.
    pub(crate) fn new(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        Self { status, headers, body: body.into(), delivery: Delivery::Whole }
    }

    /// Inserts a header. An invalid value is left out.
    pub(crate) fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// What goes to the wire.
    pub(crate) fn into_response(self) -> Response {
        let length = self.body.len();
        let body = match self.delivery {
            Delivery::Whole => Body::from(self.body),
            Delivery::Slow(time) => slow(self.body, time),
            Delivery::Broken => broken(&self.body),
        };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if !matches!(self.delivery, Delivery::Whole) {
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        response
    }
}

fn slow(body: Bytes, time: Duration) -> Body {
    let size = body.len().div_ceil(PIECES).max(1);
    let pause = time / u32::try_from(PIECES).unwrap_or(1);
    let rest = stream::unfold(body, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let piece = rest.split_to(size.min(rest.len()));
        Some((io::Result::Ok(piece), rest))
    });
    Body::from_stream(rest)
}

fn broken(body: &Bytes) -> Body {
    let half = body.slice(..body.len() / 2);
    let end = stream::once(async {
        // Long enough for the first half to leave.
        tokio::time::sleep(Duration::from_millis(10)).await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Body::from_stream(stream::once(async { io::Result::Ok(half) }).chain(end))
}
