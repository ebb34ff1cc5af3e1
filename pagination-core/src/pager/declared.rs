//! Pagers as types that do not exist where their strategy is not declared, so that the compiler says so once.
//!
//! Where `P` declares no strategy, rustc would otherwise still know that there is a `Pager<P, …>`, look for each method that is called on
//! it, and report each whose bounds it does not find met. Here it knows no type at all, and is silent after the first error.

use super::Pager;
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::transport::Transport;

/// The [`Pager`] over `P` by the strategy `S`: `Pager<P, T, S, M>` where `P` declares `S`, and no type elsewhere.
pub type PagerBy<P, T, S, M> = <P as Declares<S, <P as PaginatedBy<S>>::Head>>::Pager<T, M>;

/// The [`Pager`] over `P` by its first strategy: `Pager<P, T, P::Strategy, M>` where `P` is [`Paginated`], and no type elsewhere.
pub type PagerOf<P, T, M> = <P as Declared<<P as Paginated>::Strategy>>::Pager<T, M>;

#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare the strategy `{S}`",
    label = "not declared on `{Self}`",
    note = "each strategy is an attribute of the response type: `Cursor` is `#[cursor(…)]`, `NextLink` is `#[next_link(…)]`, \
            `Offset` is `#[offset(…)]`, `PageNumber` is `#[page(…)]`"
)]
pub trait Declares<S: Strategy, H>: PaginatedBy<S> {
    type Pager<T: Transport<Self>, M>;
}

#[diagnostic::do_not_recommend]
impl<P: Paginated + PaginatedBy<S, Head = H>, S: Strategy, H> Declares<S, H> for P {
    type Pager<T: Transport<P>, M> = Pager<P, T, S, M>;
}

#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared as a page of a list",
    label = "`{Self}` is not `Paginated`",
    note = "add `#[derive(Paginated)]` to `{Self}`, with the attribute of its API's style: `#[cursor(…)]`, `#[next_link(…)]`, \
            `#[offset(…)]` or `#[page(…)]`",
    note = "a list, such as a `Vec`, or a type of another crate is wrapped in a struct of your own: `#[derive(Deserialize, Paginated)] \
            #[offset(stop(empty_page))] #[serde(transparent)] struct Notes(Vec<Note>);`"
)]
pub trait Declared<S>: Paginated {
    type Pager<T: Transport<Self>, M>;
}

#[diagnostic::do_not_recommend]
impl<P: Paginated<Strategy = S>, S> Declared<S> for P {
    type Pager<T: Transport<P>, M> = Pager<P, T, P::Strategy, M>;
}

// Nothing can use the impls below. Each is a second candidate where the one above does not hold and the parameter is therefore
// unknown: an only candidate is taken by rustc untried, and gives the type that should not exist.

pub enum Nothing {}

pub trait Never {}

#[diagnostic::do_not_recommend]
impl<P: Paginated + PaginatedBy<S>, S: Strategy> Declares<S, Nothing> for P
where
    (P, Nothing): Never,
{
    type Pager<T: Transport<P>, M> = Pager<P, T, S, M>;
}

#[diagnostic::do_not_recommend]
impl<P: Paginated> Declared<Nothing> for P
where
    (P, Nothing): Never,
{
    type Pager<T: Transport<P>, M> = Pager<P, T, P::Strategy, M>;
}
