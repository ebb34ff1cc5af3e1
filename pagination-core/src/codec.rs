//! How a response body is read, if not by `serde_json`.

use serde::de::DeserializeOwned;

use crate::error::BoxError;

/// Reads response bodies.
///
/// A walk reads JSON with `serde_json` unless [`Pager::codec`](crate::Pager::codec) sets another codec. A codec is a type without
/// values:
///
/// ```
/// use pagination_core::{BoxError, Codec};
/// use serde::de::DeserializeOwned;
///
/// /// JSON that a gateway has encoded once more, as a string.
/// enum JsonInString {}
///
/// impl Codec for JsonInString {
///     fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
///         let inner: String = serde_json::from_slice(body)?;
///         Ok(serde_json::from_str(&inner)?)
///     }
/// }
///
/// assert_eq!(JsonInString::decode::<Vec<u8>>(br#""[1, 2]""#)?, [1, 2]);
/// # Ok::<_, BoxError>(())
/// ```
///
/// A failed decode is an [`Error::Decode`](crate::Error::Decode) with the body. It does not contain the codec's message, which may
/// quote the body: to see it, decode `body` again. A codec reads only the bodies of pages, never those of empty responses (204, 304)
/// or failures. It does not affect what is written into a request's body.
pub trait Codec {
    /// Reads a body, exactly as received.
    fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError>;
}
