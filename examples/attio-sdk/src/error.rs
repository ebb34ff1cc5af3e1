//! What can go wrong.

use std::error::Error as StdError;
use std::time::Duration;

use serde::Deserialize;

type Source = Box<dyn StdError + Send + Sync>;

/// A result with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a list could not be read on.
///
/// ```no_run
/// # async fn run(client: &attio_sdk::Client) -> attio_sdk::Result<()> {
/// use attio_sdk::Error;
///
/// match client.notes().list().send().try_next().await {
///     Err(Error::Api(error)) if error.code == "unauthorized" => println!("log in again: {}", error.message),
///     Err(error) if error.is_transient() => println!("ask again in {:?}", error.retry_after()),
///     other => println!("{:?}", other?),
/// }
/// # Ok(()) }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Attio refused, and said why.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// Anything else: no answer came, or one that is not Attio's.
    #[error(transparent)]
    List(Box<ListError>),
}

/// Attio's own error, as the body of its answer says it.
#[derive(Debug, thiserror::Error)]
#[error("Attio answered {status_code} {code}: {message}")]
#[non_exhaustive]
pub struct ApiError {
    /// The status.
    pub status_code: u16,
    /// The kind (`type`), for instance `invalid_request_error`.
    pub kind: String,
    /// The code, for instance `validation_type`.
    pub code: String,
    /// What is wrong, for people to read.
    pub message: String,
    /// How long Attio asks to wait.
    pub retry_after: Option<Duration>,
    is_transient: bool,
    source: Source,
}

/// A list that could not be read on; [`source`](StdError::source) says why.
#[derive(Debug, thiserror::Error)]
#[error("the list could not be read on")]
#[non_exhaustive]
pub struct ListError {
    /// How long the server asks to wait.
    pub retry_after: Option<Duration>,
    is_transient: bool,
    source: Source,
}

impl Error {
    /// Whether asking again can help. Asked again, the list goes on at the same page.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Api(error) => error.is_transient,
            Self::List(error) => error.is_transient,
        }
    }

    /// How long the server asks to wait.
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

/// The error of a walk over any client: reqwest, its blocking twin, or recorded answers.
impl<E: StdError + Send + Sync + 'static> From<pagination_core::Error<E>> for Error {
    fn from(error: pagination_core::Error<E>) -> Self {
        let (retry_after, is_transient) = (error.retry_after(), error.is_transient());
        if let pagination_core::Error::Status(answer) = &error
            && let Ok(Body { status_code, kind, code, message }) = serde_json::from_slice(&answer.body)
        {
            let source = error.into();
            let error = ApiError { status_code, kind, code, message, retry_after, is_transient, source };
            return Self::Api(Box::new(error));
        }
        Self::List(Box::new(ListError { retry_after, is_transient, source: error.into() }))
    }
}
