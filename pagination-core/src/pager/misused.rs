//! Calls that look right and are not. Each has a bound that no type meets, and rustc shows its message in place of its own.

use std::future::Ready;
use std::marker::PhantomData;

use super::{Items, Pager, Pages};
use crate::error::Error;
use crate::paginated::Paginated;
use crate::transport::{Async, Transport};

#[diagnostic::on_unimplemented(
    message = "a pager only describes a walk: call `.items()` on it, or `.pages()`",
    label = "`.items()` is missing"
)]
pub trait IsWalk {}

#[diagnostic::on_unimplemented(
    message = "a `for` loop cannot wait for an async walk",
    label = "this walk is async",
    note = "write `while let Some(item) = items.try_next().await? {{ … }}`; over a blocking client or `pages_blocking`, a walk is an \
            `Iterator`"
)]
pub trait IsBlocking {}

/// Whether the mode of a transport is that of its pager. This bound can be met, unlike the others: by every mode, for itself.
#[diagnostic::on_unimplemented(
    message = "this transport is `{Self}`, but the pager is `{M}`",
    label = "write `{Self}` or `_` in place of `{M}`",
    note = "a pager has the mode of its transport"
)]
pub trait IsMode<M> {}

impl<M> IsMode<M> for M {}

/// A wrapper type: for the looped-over type itself, rustc would show its own message.
pub struct LoopOver<T>(PhantomData<T>);

/// For the message alone.
#[doc(hidden)]
impl<P: Paginated, T: Transport<P>, S, M> Iterator for Pager<P, T, S, M>
where
    LoopOver<P>: IsWalk,
{
    type Item = Result<P::Item, Error<T::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}

impl<P: Paginated, T: Transport<P>, S, M> Pager<P, T, S, M> {
    /// For the message alone.
    #[doc(hidden)]
    #[allow(clippy::type_complexity, reason = "what the call of a view returns")]
    pub fn try_next(&mut self) -> Ready<Result<Option<P::Item>, Error<T::Error>>>
    where
        LoopOver<P>: IsWalk,
    {
        std::future::ready(Ok(None))
    }
}

/// For the message alone.
#[doc(hidden)]
impl<P: Paginated, T: Transport<P>, S> Iterator for Items<P, T, S, Async>
where
    LoopOver<P>: IsBlocking,
{
    type Item = Result<P::Item, Error<T::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}

/// For the message alone.
#[doc(hidden)]
impl<P: Paginated, T: Transport<P>, S> Iterator for Pages<P, T, S, Async>
where
    LoopOver<P>: IsBlocking,
{
    type Item = Result<crate::page::Page<P>, Error<T::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}
