//! What can go wrong.

use std::error::Error as StdError;
use std::time::Duration;

use serde::Deserialize;

type Source = Box<dyn StdError + Send + Sync>;

/// A result with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why reading a list failed.
///
/// ```no_run
/// # async fn run(client: &attio_sdk::Client) -> attio_sdk::Result<()> {
/// use attio_sdk::Error;
///
/// match client.notes().list().send().try_next().await {
///     Err(Error::Api(error)) if error.code == "unauthorized" => println!("log in again: {}", error.message),
///     Err(error) if error.is_transient() => println!("try again in {:?}", error.retry_after()),
///     other => println!("{:?}", other?),
/// }
/// # Ok(()) }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Attio refused the request and said why.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// Anything else: no response, or one that is not Attio's.
    #[error(transparent)]
    List(Box<ListError>),
}

/// Attio's own error, from the body of its response.
#[derive(Debug, thiserror::Error)]
#[error("Attio answered {status_code} {code}: {message}")]
#[non_exhaustive]
pub struct ApiError {
    /// The status.
    pub status_code: u16,
    /// The `type`, for example `invalid_request_error`.
    pub kind: String,
    /// The code, for example `validation_type`.
    pub code: String,
    /// What is wrong, for humans.
    pub message: String,
    /// How long Attio says to wait.
    pub retry_after: Option<Duration>,
    is_transient: bool,
    source: Source,
}

/// Reading the list failed; [`source`](StdError::source) says why.
#[derive(Debug, thiserror::Error)]
#[error("the list could not be read on")]
#[non_exhaustive]
pub struct ListError {
    /// How long the server says to wait.
    pub retry_after: Option<Duration>,
    is_transient: bool,
    source: Source,
}

impl Error {
    /// Whether trying again can help. The next call requests the same page.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Api(error) => error.is_transient,
            Self::List(error) => error.is_transient,
        }
    }

    /// How long the server says to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after,
            Self::List(error) => error.retry_after,
        }
    }
}

/// The error as Attio writes it.
#[derive(Deserialize)]
struct Body {
    status_code: u16,
    #[serde(rename = "type")]
    kind: String,
    code: String,
    message: String,
}

/// The error of a walk over any client: reqwest, its blocking twin, or recorded responses.
impl<E: StdError + Send + Sync + 'static> From<pagination_core::Error<E>> for Error {
    fn from(error: pagination_core::Error<E>) -> Self {
        let (retry_after, is_transient) = (error.retry_after(), error.is_transient());
        if let pagination_core::Error::Status(response) = &error
            && let Ok(Body { status_code, kind, code, message }) = serde_json::from_slice(&response.body)
        {
            let source = error.into();
            let error = ApiError { status_code, kind, code, message, retry_after, is_transient, source };
            return Self::Api(Box::new(error));
        }
        Self::List(Box::new(ListError { retry_after, is_transient, source: error.into() }))
    }
}
