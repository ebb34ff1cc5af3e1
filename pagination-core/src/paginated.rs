//! The traits that `#[derive(Paginated)]` implements: what a response says, without decisions and without I/O.

use crate::error::BoxError;
use crate::page::{Head, Page};
use crate::page_info::PageInfo;
use crate::page_items::PageItems;
use crate::page_keys::PageKeys;
use crate::position::{Position, Unsendable};
use crate::quota::Quota;
use crate::spec::Spec;
use crate::strategy::Strategy;

/// One page of a list, as an API sends it.
///
/// Derive it (feature `derive`). By hand, implement this and one [`PaginatedBy`]:
///
/// ```
/// use pagination_core::{Cursor, Page, PageInfo, Paginated, PaginatedBy, PageItems, spec::Spec};
///
/// struct Names { names: Vec<String>, next: Option<String> }
///
/// impl Paginated for Names {
///     type Strategy = Cursor;
///     type Item = String;
///     fn records(&mut self) -> PageItems<'_, String> { PageItems::of(&mut self.names) }
/// }
///
/// impl PaginatedBy<Cursor> for Names {
///     type Head = ();
///     const SPEC: Spec = Spec::cursor("Names");
///     fn info(page: &Page<Self>) -> PageInfo {
///         let mut info = PageInfo::new();
///         info.next(page.next.as_ref());
///         info
///     }
/// }
///
/// let names = pagination_core::pages_blocking(|at: Option<String>| {
///     Ok::<_, std::io::Error>(match at.as_deref() {
///         None => Names { names: vec!["ann".into()], next: Some("b".into()) },
///         _ => Names { names: vec!["bob".into()], next: None },
///     })
/// });
/// let all: Result<Vec<_>, _> = names.items().collect();
/// assert_eq!(all?, ["ann", "bob"]);
/// # Ok::<_, pagination_core::Error<std::io::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared as a page of a list",
    label = "not `Paginated`",
    note = "add `#[derive(Paginated)]` to `{Self}`, with the attribute of its API's style: `#[cursor(…)]`, `#[next_link(…)]`, \
            `#[offset(…)]` or `#[page(…)]`",
    note = "a list, such as a `Vec`, or a type of another crate is wrapped in a struct of your own: `#[derive(Deserialize, Paginated)] \
            #[offset(stop(empty_page))] #[serde(transparent)] struct Notes(Vec<Note>);`"
)]
pub trait Paginated: PaginatedBy<Self::Strategy> + Sized {
    /// The strategy that is used unless `.by::<…>()` chooses another: the first one declared.
    type Strategy: Strategy;
    /// An item.
    type Item;

    /// The items, in place: they can be counted, and moved out.
    fn records(&mut self) -> PageItems<'_, Self::Item>;

    /// The number of items on this page.
    fn count(&mut self) -> usize {
        self.records().count()
    }

    /// Moves the items out; the rest of the page stays readable.
    fn take_items(&mut self) -> Vec<Self::Item> {
        self.records().take()
    }

    /// The keys of the items, where they are declared ([`Keyed`]) and can be read without moving the items out.
    fn keys(&self) -> Option<PageKeys> {
        None
    }

    /// The keys of items that were moved out, where [`keys`](Self::keys) cannot read them.
    fn keys_of(items: &[Self::Item]) -> PageKeys {
        let _ = items;
        PageKeys::new()
    }

    /// What the API says is left of its limit, where the body says it.
    fn quota(page: &Page<Self>) -> Option<Quota> {
        let _ = page;
        None
    }

    /// Refuses a response with a success status that carries a failure.
    fn check(&self) -> Result<(), BoxError> {
        Ok(())
    }
}

/// What a strategy reads beside the response: [`Head`](crate::Head), or `()` for nothing. The trait is sealed.
pub trait HeadOrNone: sealed::Sealed {
    #[doc(hidden)]
    const IS_READ: bool;
}

impl HeadOrNone for () {
    const IS_READ: bool = false;
}

impl HeadOrNone for Head {
    const IS_READ: bool = true;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for () {}
    impl Sealed for crate::page::Head {}
}

/// A response type that can be walked by the strategy `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare the strategy `{S}`",
    label = "not declared on `{Self}`",
    note = "each strategy is an attribute of the response type: `Cursor` is `#[cursor(…)]`, `NextLink` is `#[next_link(…)]`, \
            `Offset` is `#[offset(…)]`, `PageNumber` is `#[page(…)]`"
)]
pub trait PaginatedBy<S: Strategy>: Sized {
    /// [`Head`](crate::Head) where an attribute names a response header, else `()`: a strategy that reads a header does not
    /// compile over a function that returns none. What `with = function` reads is not known, so it requires none.
    type Head: HeadOrNone;
    /// What is declared.
    const SPEC: Spec;

    /// What this page says about the walk.
    fn info(page: &Page<Self>) -> PageInfo;

    /// As [`info`](Self::info), for the walk. A derived enum reads its payload as a page of its own for the time of this call.
    #[doc(hidden)]
    fn __read(page: Page<Self>) -> (Page<Self>, PageInfo) {
        let info = Self::info(&page);
        (page, info)
    }
}

/// A response type whose pages may be fetched in parallel: `parallel` is declared for the strategy `S`.
#[diagnostic::on_unimplemented(
    message = "the pages of `{Self}` cannot be fetched in parallel by `{S}`",
    label = "`concurrent` needs a strategy that declares `parallel`",
    note = "the position of a cursor or a link is known only after the page before it has arrived; offsets and page numbers can \
            be computed: declare `#[offset(parallel, …)]` or `#[page(parallel, …)]` where the API allows it, and choose it with \
            `.by::<Offset>()` or `.by::<PageNumber>()`"
)]
pub trait ParallelBy<S: Strategy>: PaginatedBy<S> {}

/// A response type whose list goes on beyond a value of its items: `anchor` is declared for the strategy `S`, without `parallel`.
pub trait AnchoredBy<S: Strategy>: PaginatedBy<S> {}

/// A response type whose list can be divided into parts by the strategy `S`: `parallel` or `anchor` is declared. It needs no impl of its
/// own; rustc infers `By`.
#[diagnostic::on_unimplemented(
    message = "the list of `{Self}` cannot be split by `{S}`",
    label = "`split` and `part` need a strategy that declares `parallel` or `anchor`",
    note = "offsets and page numbers can be computed: declare `#[offset(parallel, …)]` or `#[page(parallel, …)]` where the API allows it, \
            and choose it with `.by::<Offset>()` or `.by::<PageNumber>()`; or, where the list is sorted by a number or a time that the API \
            can filter by, `anchor(last_item = id, param = \"id_gt\")`"
)]
pub trait SplitBy<S: Strategy, By>: PaginatedBy<S> {}

/// Parts with bounds by offset or page number.
#[derive(Debug)]
pub enum ByPosition {}

/// Parts with bounds by a value of the items.
#[derive(Debug)]
pub enum ByKey {}

#[diagnostic::do_not_recommend]
impl<P: ParallelBy<S>, S: Strategy> SplitBy<S, ByPosition> for P {}

#[diagnostic::do_not_recommend]
impl<P: AnchoredBy<S>, S: Strategy> SplitBy<S, ByKey> for P {}

/// A response type that can be walked backwards by the strategy `S`: `prev` is declared.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how to walk backwards by `{S}`",
    label = "`rev` needs a strategy that declares `prev`",
    note = "where the API names the page before, declare it: `prev(field = meta.previous)` inside `#[cursor(…)]` or \
            `#[next_link(…)]`"
)]
pub trait ReversibleBy<S: Strategy>: PaginatedBy<S> {}

/// A response type with a sync token: `#[sync_token(…)]` is declared.
#[diagnostic::on_unimplemented(
    message = "`{Self}` declares no sync token",
    label = "no `#[sync_token(…)]` on `{Self}`",
    note = "where the API gives a token for incremental sync, declare it: `#[sync_token(field = sync_token)]`"
)]
pub trait Synced: Paginated {}

/// A response type that says what identifies an item: `key` is declared. Items with equal keys are the same item.
///
/// By hand, implement [`Paginated::keys`] too, and declare [`Spec::keyed`](Spec::keyed).
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what identifies an item",
    label = "no `key` is declared on `{Self}`",
    note = "name what is different in every item, for instance `#[paginated(key = id)]`"
)]
pub trait Keyed: Paginated {
    /// The key of an item; `None` where it has none.
    ///
    /// # Errors
    ///
    /// If serde cannot write the key as JSON.
    fn key(item: &Self::Item) -> Result<Option<Position>, Unsendable>;
}

impl<P: Paginated> IntoIterator for Page<P> {
    type Item = P::Item;
    type IntoIter = std::vec::IntoIter<P::Item>;
    fn into_iter(mut self) -> Self::IntoIter {
        self.__response.take_items().into_iter()
    }
}
