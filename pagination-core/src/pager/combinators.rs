//! Views around another: with the caller's own errors, and with checkpoints.

use std::marker::PhantomData;
use std::task::{Context, Poll, ready};

use super::boxed::BoxItems;
use super::view::{View, view_around};
use super::{FanOut, Items, Pages};
use crate::checkpoint::Checkpoint;
use crate::paginated::{Paginated, PaginatedBy};
use crate::position::SyncToken;
use crate::strategy::Strategy;
use crate::transport::{MaybeSend, Transport};

/// A view with other errors: [`Items::map_err`] and the like.
#[must_use = "a stream or iterator requests nothing until it is polled"]
pub struct MapErr<V, F, M> {
    pub(super) view: V,
    pub(super) map: F,
    mode: PhantomData<fn() -> M>,
}

view_around!(MapErr<V, F>);

impl<V: View, F: FnMut(V::Error) -> E, E, M> View for MapErr<V, F, M> {
    type Item = V::Item;
    type Error = E;

    fn checkpoint(&self) -> Checkpoint {
        self.view.checkpoint()
    }

    fn total(&self) -> Option<u64> {
        self.view.total()
    }

    fn sync_token(&self) -> Option<&SyncToken> {
        self.view.sync_token()
    }

    fn url(&self) -> &str {
        self.view.url()
    }

    fn poll_view(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<V::Item>, E>> {
        self.view.poll_view(cx).map_err(&mut self.map)
    }

    fn buffered(&self) -> (usize, Option<usize>) {
        self.view.buffered()
    }
}

/// The items of a walk, each with the checkpoint after it: [`Items::with_checkpoints`].
#[must_use = "a stream or iterator requests nothing until it is polled"]
pub struct WithCheckpoints<V, M> {
    view: V,
    mode: PhantomData<fn() -> M>,
}

view_around!(WithCheckpoints<V>);

impl<V: View, M> View for WithCheckpoints<V, M> {
    type Item = (V::Item, Checkpoint);
    type Error = V::Error;

    fn checkpoint(&self) -> Checkpoint {
        self.view.checkpoint()
    }

    fn total(&self) -> Option<u64> {
        self.view.total()
    }

    fn sync_token(&self) -> Option<&SyncToken> {
        self.view.sync_token()
    }

    fn url(&self) -> &str {
        self.view.url()
    }

    fn poll_view(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Self::Item>, V::Error>> {
        let item = ready!(self.view.poll_view(cx))?;
        Poll::Ready(Ok(item.map(|item| (item, self.view.checkpoint()))))
    }

    fn buffered(&self) -> (usize, Option<usize>) {
        self.view.buffered()
    }
}

/// The methods that put another view around this one.
macro_rules! combinators {
    ([$($params:tt)*] $view:ty $(, where $($bounds:tt)*)?) => {
        impl<$($params)*> $view
        $(where $($bounds)*)?
        {
            /// The same walk with other errors. Unlike the adapters of streams and iterators, it keeps `checkpoint()` and the rest.
            ///
            /// ```
            /// # use pagination_core::Paginated;
            /// # #[derive(Paginated)]
            /// # #[cursor(field = next)]
            /// # struct Names { names: Vec<&'static str>, next: Option<String> }
            /// # fn list(at: Option<String>) -> Result<Names, std::io::Error> {
            /// #     Ok(Names { names: vec!["ann"], next: at.is_none().then(|| "b".to_owned()) })
            /// # }
            /// let mut names = pagination_core::pages_blocking(list).items().map_err(|error| format!("the names: {error}"));
            /// assert_eq!(names.try_next()?, Some("ann"));
            /// assert!(!names.checkpoint().is_over());
            /// # Ok::<_, String>(())
            /// ```
            pub fn map_err<F, E>(self, map: F) -> MapErr<Self, F, M>
            where
                F: FnMut(<Self as View>::Error) -> E,
            {
                MapErr { view: self, map, mode: PhantomData }
            }

            /// The same walk as one type that can be written, whatever the transport and the strategy, with errors of the type `E`.
            ///
            /// For an SDK: its users see its own error and one name, [`BoxItems`] or [`BoxPages`](crate::BoxPages).
            ///
            /// ```
            /// # use pagination_core::Paginated;
            /// # #[derive(Paginated)]
            /// # #[cursor(field = next)]
            /// # struct NamePage { names: Vec<String>, next: Option<String> }
            /// # fn list(at: Option<String>) -> Result<NamePage, std::io::Error> { Ok(NamePage { names: vec![], next: None }) }
            /// use pagination_core::{Blocking, BoxItems};
            ///
            /// #[derive(Debug)]
            /// pub struct MyError(String);
            ///
            /// impl From<pagination_core::Error<std::io::Error>> for MyError {
            ///     fn from(error: pagination_core::Error<std::io::Error>) -> Self { Self(error.to_string()) }
            /// }
            ///
            /// pub fn names() -> BoxItems<String, MyError, Blocking> {
            ///     pagination_core::pages_blocking(list).items().boxed_as()
            /// }
            /// # assert!(names().try_next().unwrap().is_none());
            /// ```
            pub fn boxed_as<E>(self) -> BoxItems<<Self as View>::Item, E, M>
            where
                E: From<<Self as View>::Error> + 'static,
                Self: View<Item: 'static, Error: 'static> + MaybeSend + 'static,
                M: 'static,
            {
                BoxItems::new(self.map_err(E::from))
            }
        }
    };
}

macro_rules! with_checkpoints {
    ([$($params:tt)*] $view:ty $(, where $($bounds:tt)*)?) => {
        impl<$($params)*> $view
        $(where $($bounds)*)?
        {
            /// Each item with the checkpoint after it: `(item, checkpoint)`.
            ///
            /// For items that are used later or side by side: what is stored is the checkpoint of an item that was used, not where the
            /// walk has got meanwhile. The guide shows it:
            /// [items side by side](crate::guide::resume_and_sync#items-side-by-side).
            ///
            /// ```
            /// # use pagination_core::Paginated;
            /// # #[derive(Paginated)]
            /// # #[cursor(field = next)]
            /// # struct Names { names: Vec<&'static str>, next: Option<String> }
            /// # fn list(_: Option<String>) -> Result<Names, std::io::Error> {
            /// #     Ok(Names { names: vec!["ann", "bob", "eve"], next: None })
            /// # }
            /// let named: Vec<_> =
            ///     pagination_core::pages_blocking(list).items().with_checkpoints().collect::<Result<_, _>>()?;
            ///
            /// let (name, after_bob) = named[1].clone();
            /// assert_eq!(name, "bob");
            /// let mut rest = pagination_core::pages_blocking(list).resume(after_bob).items();
            /// assert_eq!(rest.try_next()?, Some("eve"));
            /// # Ok::<_, pagination_core::Error<std::io::Error>>(())
            /// ```
            pub fn with_checkpoints(self) -> WithCheckpoints<Self, M> {
                WithCheckpoints { view: self, mode: PhantomData }
            }
        }
    };
}

combinators! { [P, T, S, M] Items<P, T, S, M>, where P: PaginatedBy<S> + Paginated, T: Transport<P>, S: Strategy }
combinators! { [P, T, S, M] Pages<P, T, S, M>, where P: PaginatedBy<S> + Paginated, T: Transport<P>, S: Strategy }
combinators! { [V, G, T, C, X, M] FanOut<V, G, T, C, X, M>, where Self: View }
combinators! { [V: View, M] WithCheckpoints<V, M> }
combinators! { [V: View, G, M] MapErr<V, G, M>, where Self: View }
combinators! { [T, X, M] BoxItems<T, X, M> }

with_checkpoints! { [P, T, S, M] Items<P, T, S, M>, where P: PaginatedBy<S> + Paginated, T: Transport<P>, S: Strategy }
with_checkpoints! { [V, G, T, C, X, M] FanOut<V, G, T, C, X, M>, where Self: View }
with_checkpoints! { [V: View, F, M] MapErr<V, F, M>, where Self: View }
with_checkpoints! { [T, E, M] BoxItems<T, E, M> }
