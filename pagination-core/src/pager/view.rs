//! What the views of a walk have in common, and the views that are put around another.

use std::task::{Context, Poll};

use crate::checkpoint::Checkpoint;
use crate::position::SyncToken;

pub(crate) mod sealed {
    pub trait Sealed {}
}

/// What the views of a walk have in common: [`Items`](crate::Items), [`Pages`](crate::Pages), and what is made from them with
/// `map_err`, `with_checkpoints`, `boxed_as` and `fan_out`.
///
/// Every view has these methods without this trait. Import it for code that takes any of them. The trait is sealed.
///
/// ```
/// use pagination_core::{Checkpoint, View};
///
/// /// What to store when the program is stopped.
/// fn unfinished(view: &impl View) -> Option<Checkpoint> {
///     Some(view.checkpoint()).filter(|checkpoint| !checkpoint.is_over())
/// }
/// ```
pub trait View: sealed::Sealed {
    /// What the view gives.
    type Item;
    /// Why it could not be given.
    type Error;

    /// Where the walk stands, also after an error: after what was handed over last.
    fn checkpoint(&self) -> Checkpoint;

    /// The total number of items, as the API reported it last.
    fn total(&self) -> Option<u64>;

    /// The token for the next incremental sync; only after everything was handed over.
    fn sync_token(&self) -> Option<&SyncToken>;

    /// The URL of the last response, after redirects; empty before it, and over functions that return no head.
    fn url(&self) -> &str;

    #[doc(hidden)]
    fn poll_view(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Self::Item>, Self::Error>>;

    /// As `size_hint`.
    #[doc(hidden)]
    fn buffered(&self) -> (usize, Option<usize>);
}

/// The methods of a view that is put around another, and its `Stream` and `Iterator`. Its last type parameter is `M`.
macro_rules! view_around {
    ($view:ident<$($param:ident),+>) => {
        impl<$($param,)+ M> $crate::pager::view::sealed::Sealed for $view<$($param,)+ M> {}

        // Nothing is pinned in place.
        impl<$($param,)+ M> Unpin for $view<$($param,)+ M> {}

        impl<$($param,)+ M> $view<$($param,)+ M>
        where
            Self: $crate::pager::View,
        {
            /// Where the walk stands, also after an error: after what was handed over last.
            pub fn checkpoint(&self) -> $crate::Checkpoint {
                $crate::pager::View::checkpoint(self)
            }

            /// The total number of items, as the API reported it last.
            pub fn total(&self) -> Option<u64> {
                $crate::pager::View::total(self)
            }

            /// The token for the next incremental sync; only after everything was handed over.
            pub fn sync_token(&self) -> Option<&$crate::SyncToken> {
                $crate::pager::View::sync_token(self)
            }

            /// The URL of the last response, after redirects; empty before it, and over functions that return no head.
            pub fn url(&self) -> &str {
                $crate::pager::View::url(self)
            }
        }

        impl<$($param,)+> $view<$($param,)+ $crate::Async>
        where
            Self: $crate::pager::View,
        {
            /// What comes next; `None` at the end. Dropping the future loses nothing.
            #[allow(clippy::type_complexity, reason = "an alias would hide what it gives")]
            pub fn try_next(
                &mut self,
            ) -> impl std::future::Future<
                Output = Result<Option<<Self as $crate::pager::View>::Item>, <Self as $crate::pager::View>::Error>,
            > {
                std::future::poll_fn(|cx| $crate::pager::View::poll_view(self, cx))
            }
        }

        impl<$($param,)+> $view<$($param,)+ $crate::Blocking>
        where
            Self: $crate::pager::View,
        {
            /// What comes next; `None` at the end.
            #[allow(clippy::type_complexity, reason = "an alias would hide what it gives")]
            pub fn try_next(
                &mut self,
            ) -> Result<Option<<Self as $crate::pager::View>::Item>, <Self as $crate::pager::View>::Error> {
                $crate::driver::blocking_wait::block_on(|cx| $crate::pager::View::poll_view(self, cx))
            }
        }

        impl<$($param,)+> futures_core::Stream for $view<$($param,)+ $crate::Async>
        where
            Self: $crate::pager::View,
        {
            type Item = Result<<Self as $crate::pager::View>::Item, <Self as $crate::pager::View>::Error>;

            fn poll_next(
                mut self: std::pin::Pin<&mut Self>,
                cx: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Self::Item>> {
                $crate::pager::View::poll_view(&mut *self, cx).map(Result::transpose)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                $crate::pager::View::buffered(self)
            }
        }

        impl<$($param,)+> Iterator for $view<$($param,)+ $crate::Blocking>
        where
            Self: $crate::pager::View,
        {
            type Item = Result<<Self as $crate::pager::View>::Item, <Self as $crate::pager::View>::Error>;

            fn next(&mut self) -> Option<Self::Item> {
                self.try_next().transpose()
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                $crate::pager::View::buffered(self)
            }
        }

        /// Where the walk stands, without positions, credentials and items.
        impl<$($param,)+ M> std::fmt::Debug for $view<$($param,)+ M>
        where
            Self: $crate::pager::View,
        {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($view))
                    .field("checkpoint", &$crate::pager::View::checkpoint(self))
                    .finish_non_exhaustive()
            }
        }
    };
}
pub(super) use view_around;
