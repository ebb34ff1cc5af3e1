//! What a function may take as its argument.

use serde::de::DeserializeOwned;

use crate::page_request::PageRequest;
use crate::position::Position;

/// A type that a function can take as the position: `Option<String>`, `u64`, or any other type that serde can read.
///
/// It is implemented for all of them. An `Option` is `None` for a first request without a position. It is also implemented for
/// [`PageRequest`], which has the page size too.
///
/// ```
/// use pagination_core::{FromPosition, Position};
///
/// let position = Position::new(&40)?;
/// assert_eq!(u64::from_position(position.as_ref())?, 40);
/// assert_eq!(Option::<u64>::from_position(None)?, None);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "a position cannot be read as `{Self}`",
    label = "this function takes the position as `{Self}`",
    note = "take the type that the API uses: `Option<String>` for a cursor or a link, `u64` for an offset or a page number; for a \
            type of your own, derive `serde::Deserialize`; for the page size too, take a `PageRequest`"
)]
pub trait FromPosition: Sized {
    /// Whether the page size is read too.
    #[doc(hidden)]
    const READS_PAGE_SIZE: bool = false;

    /// Reads the position; `None` is a first request without one.
    ///
    /// # Errors
    ///
    /// If the position does not fit the type.
    fn from_position(position: Option<&Position>) -> Result<Self, serde::de::value::Error>;

    #[doc(hidden)]
    fn from_request(request: &PageRequest) -> Result<Self, serde::de::value::Error> {
        Self::from_position(request.position())
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromPosition for T {
    fn from_position(position: Option<&Position>) -> Result<Self, serde::de::value::Error> {
        Position::read(position)
    }
}

/// The whole request, with the page size.
#[diagnostic::do_not_recommend]
impl FromPosition for PageRequest {
    const READS_PAGE_SIZE: bool = true;

    fn from_position(position: Option<&Position>) -> Result<Self, serde::de::value::Error> {
        Ok(Self { position: position.cloned(), ..Self::default() })
    }

    fn from_request(request: &PageRequest) -> Result<Self, serde::de::value::Error> {
        Ok(request.clone())
    }
}
