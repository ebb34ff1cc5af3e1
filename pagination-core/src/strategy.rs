//! The ways in which an API names its next page, as types.

mod sealed {
    pub trait Sealed {}
}

/// A way of walking: [`Cursor`], [`NextLink`], [`Offset`] or [`PageNumber`].
///
/// The trait is sealed. A response type declares which of them it supports, and `.by::<Offset>()` chooses among those.
pub trait Strategy: sealed::Sealed + Send + Sync + Unpin + 'static {
    /// The name that checkpoints and messages use, for instance `cursor`.
    const NAME: &'static str;
}

macro_rules! strategies {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Strategy for $name {
            const NAME: &'static str = $text;
        }
    )*};
}

strategies! {
    /// The response carries an opaque cursor, which is sent back as it came.
    Cursor = "cursor";
    /// The response carries the URL of the next page.
    NextLink = "next_link";
    /// The request says how many records to skip. Items that are inserted or deleted during the walk shift the pages
    /// behind them, so that a record may be seen twice or not at all; where that matters, walk by a cursor.
    Offset = "offset";
    /// The request says which page it wants, by number. What is said of [`Offset`] about records that shift holds here too.
    PageNumber = "page";
}
