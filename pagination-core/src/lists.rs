//! Pages of items whose own type is not annotated: what a function returns as a `Vec`, or as a `Vec` and a cursor.

use serde::Serialize;

use crate::page::Page;
use crate::page_info::PageInfo;
use crate::page_items::PageItems;
use crate::paginated::{Paginated, PaginatedBy, ParallelBy};
use crate::spec::Spec;
use crate::strategy::{Cursor, Offset, PageNumber};

/// The items of one page, which a function returned as a `Vec`.
///
/// The list is walked by offset, or by page number from 1 with `.by::<PageNumber>()`. It ends at an empty page.
///
/// ```
/// use pagination_core::PageNumber;
///
/// let by_offset = |at: u64| Ok::<_, std::io::Error>((at..7).take(3).collect::<Vec<_>>());
/// let all: Result<Vec<_>, _> = pagination_core::pages_blocking(by_offset).items().collect();
/// assert_eq!(all?, [0, 1, 2, 3, 4, 5, 6]);
///
/// let by_number = |number: u64| Ok::<_, std::io::Error>(if number <= 2 { vec![number, 10 * number] } else { vec![] });
/// let all: Result<Vec<_>, _> = pagination_core::pages_blocking(by_number).by::<PageNumber>().items().collect();
/// assert_eq!(all?, [1, 10, 2, 20]);
/// # Ok::<_, pagination_core::Error<std::io::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VecPage<T> {
    /// The items.
    pub items: Vec<T>,
}

/// The items of one page and the cursor of the next, which a function returned as `(Vec<T>, Option<C>)`.
///
/// The cursor is of any type that serde can write, and the function takes it back as its argument. The list ends where it is `None` or
/// empty, as [AIP-158](https://google.aip.dev/158) says.
///
/// ```
/// # struct Reply { books: Vec<&'static str>, next_page_token: String }
/// # fn list_books(token: Option<String>) -> Result<Reply, std::io::Error> {
/// #     Ok(match token {
/// #         None => Reply { books: vec!["Emma", "Persuasion"], next_page_token: "p2".to_owned() },
/// #         Some(_) => Reply { books: vec!["Sanditon"], next_page_token: String::new() },
/// #     })
/// # }
/// let books = pagination_core::pages_blocking(|at: Option<String>| {
///     let reply = list_books(at)?;
///     Ok::<_, std::io::Error>((reply.books, Some(reply.next_page_token)))
/// });
/// let all: Result<Vec<_>, _> = books.items().collect();
/// assert_eq!(all?, ["Emma", "Persuasion", "Sanditon"]);
/// # Ok::<_, pagination_core::Error<std::io::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CursorPage<T, C> {
    /// The items.
    pub items: Vec<T>,
    /// The cursor of the next page.
    pub next: Option<C>,
}

#[diagnostic::do_not_recommend]
impl<T> Paginated for VecPage<T> {
    type Strategy = Offset;
    type Item = T;

    fn records(&mut self) -> PageItems<'_, T> {
        PageItems::of(&mut self.items)
    }
}

#[diagnostic::do_not_recommend]
impl<T> PaginatedBy<Offset> for VecPage<T> {
    type Head = ();
    const SPEC: Spec = Spec::OFFSET.of("VecPage").parallel();

    fn info(_: &Page<Self>) -> PageInfo {
        PageInfo::new()
    }
}

#[diagnostic::do_not_recommend]
impl<T> PaginatedBy<PageNumber> for VecPage<T> {
    type Head = ();
    const SPEC: Spec = Spec::PAGE.of("VecPage").parallel();

    fn info(_: &Page<Self>) -> PageInfo {
        PageInfo::new()
    }
}

#[diagnostic::do_not_recommend]
impl<T> ParallelBy<Offset> for VecPage<T> {}
#[diagnostic::do_not_recommend]
impl<T> ParallelBy<PageNumber> for VecPage<T> {}

#[diagnostic::do_not_recommend]
impl<T, C: Serialize> Paginated for CursorPage<T, C> {
    type Strategy = Cursor;
    type Item = T;

    fn records(&mut self) -> PageItems<'_, T> {
        PageItems::of(&mut self.items)
    }
}

#[diagnostic::do_not_recommend]
impl<T, C: Serialize> PaginatedBy<Cursor> for CursorPage<T, C> {
    type Head = ();
    const SPEC: Spec = Spec::CURSOR.of("CursorPage");

    fn info(page: &Page<Self>) -> PageInfo {
        let mut info = PageInfo::new();
        info.next(page.next.as_ref());
        info
    }
}
