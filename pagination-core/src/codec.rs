//! How a body is read, where that is not by `serde_json`.

use serde::de::DeserializeOwned;

use crate::BoxError;

/// Reads the bodies of answers. JSON, by `serde_json`, needs none; another decoder is chosen with
/// [`Pager::codec`](crate::Pager::codec).
///
/// A type without a value names the decoder:
///
/// ```
/// use pagination_core::{BoxError, Codec};
/// use serde::de::DeserializeOwned;
///
/// /// JSON of which every string was escaped once too often by a gateway.
/// enum Unescaped {}
///
/// impl Codec for Unescaped {
///     fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
///         let inner: String = serde_json::from_slice(body)?;
///         Ok(serde_json::from_str(&inner)?)
///     }
/// }
///
/// assert_eq!(Unescaped::decode::<Vec<u8>>(br#""[1, 2]""#)?, [1, 2]);
/// # Ok::<_, BoxError>(())
/// ```
///
/// A body that cannot be read is an [`Error::Decode`](crate::Error::Decode) that says what the decoder says, with the body kept.
/// A codec reads answers of a success alone: no content (204, 304) and failures never come to it. It does not touch what is
/// written into a request's JSON body.
pub trait Codec {
    /// Reads a body, as it arrived.
    fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError>;
}
