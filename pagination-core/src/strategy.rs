//! The four strategies, as types.

mod sealed {
    pub trait Sealed {}
}

/// How an API names its next page: [`Cursor`], [`NextLink`], [`Offset`] or [`PageNumber`].
///
/// The trait is sealed. A response type declares the strategies that it supports. The first is the default; `by` chooses another:
///
/// ```
/// use pagination_core::{Cursor, Offset, Paginated, Strategy};
///
/// #[derive(Paginated)]
/// #[cursor(field = next)]
/// #[offset(stop(short_page))]
/// struct Notes { data: Vec<u64>, next: Option<String> }
///
/// // Two items a page, from the offset on; five in all.
/// let list = |offset: u64| Ok::<_, std::io::Error>(Notes { data: (offset..5).take(2).collect(), next: None });
/// let notes: Result<Vec<_>, _> = pagination_core::pages_blocking(list).by::<Offset>().items().collect();
///
/// assert_eq!(notes?, [0, 1, 2, 3, 4]);
/// assert_eq!((Cursor::NAME, Offset::NAME), ("cursor", "offset"));
/// # Ok::<_, pagination_core::Error<std::io::Error>>(())
/// ```
pub trait Strategy: sealed::Sealed + Send + Sync + Unpin + 'static {
    /// The name in checkpoints and messages, for example `cursor`.
    const NAME: &'static str;
}

/// A strategy whose positions are counted: [`Offset`] or [`PageNumber`].
#[diagnostic::on_unimplemented(
    message = "the position of `{Self}` is not counted",
    label = "`drain` needs `#[offset(…)]` or `#[page(…)]`",
    note = "a cursor or a link leads on, whatever is deleted before it: remove `drain`; where positions shift, declare `#[offset(…)]` or \
            `#[page(…)]`, and choose it with `.by::<Offset>()` or `.by::<PageNumber>()`"
)]
pub trait Counted: Strategy {}

impl Counted for Offset {}
impl Counted for PageNumber {}

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
    /// The response has an opaque cursor, which is sent back unchanged.
    Cursor = "cursor";
    /// The response has the URL of the next page.
    NextLink = "next_link";
    /// The request says how many items to skip.
    ///
    /// Items inserted or deleted during the walk shift the pages after them, so an item may be returned twice or missed. Where
    /// that matters, walk by a cursor.
    Offset = "offset";
    /// The request has the number of the page.
    ///
    /// Items inserted or deleted during the walk shift later pages, as with [`Offset`].
    PageNumber = "page";
}
