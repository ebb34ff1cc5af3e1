//! Walks over functions, blocking and async.

use std::fmt::{Debug, Display};

use futures_util::future::LocalBoxFuture;
use pagination_core::Error;

use super::Walked;

/// More results than any walk of these tests gives.
pub const MOST: usize = 2_000;

/// A function over an API. Its type is the same for every API of these types, so that rustc builds one walk for all of them.
pub fn blocking_function<A, P, E>(call: &dyn Fn(A) -> Result<P, E>) -> impl FnMut(A) -> Result<P, E> {
    move |at| call(at)
}

/// As [`blocking_function`], async: it takes two polls.
pub fn async_function<'a, A: 'a, P: 'a, E: 'a>(
    call: &'a dyn Fn(A) -> Result<P, E>,
) -> impl FnMut(A) -> LocalBoxFuture<'a, Result<P, E>> + use<'a, A, P, E> {
    move |at| {
        Box::pin(async move {
            let result = call(at);
            tokio::task::yield_now().await;
            result
        })
    }
}

/// Panics unless both walks gave the same items and errors for the same positions.
#[track_caller]
pub fn same<T, A, E>(polled: Walked<T, Error<E>, A>, blocked: &Walked<T, Error<E>, A>) -> Walked<T, Error<E>, A>
where
    T: Debug + PartialEq,
    A: Debug + PartialEq,
    E: Debug + Display,
{
    let texts = |walked: &Walked<T, Error<E>, A>| walked.errors.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(polled.items.len() + polled.errors.len() < MOST, "the walk does not end");
    assert_eq!(polled.items, blocked.items, "the two walks gave different items");
    assert_eq!(polled.requests, blocked.requests, "the two walks requested different positions");
    assert_eq!(texts(&polled), texts(blocked), "the two walks gave different errors");
    polled
}

/// Walks the items of an API over `pages_blocking` and over `pages`. Both must give the same.
///
/// The API is a closure. It takes the number of the request, from 0, and the position, whose type comes first:
/// `over_functions!(Option<String>, |number: usize, at| …)`. Settings of the pager may follow: `, pager => pager.max_pages(2)`.
macro_rules! over_functions {
    ($position:ty, $api:expr) => {
        over_functions!($position, $api, pager => pager)
    };
    ($position:ty, $api:expr, $pager:ident => $set_up:expr) => {{
        let requested = std::cell::RefCell::new(Vec::<$position>::new());
        let api = $api;
        let call = |at: $position| {
            let number = requested.borrow().len();
            requested.borrow_mut().push(at.clone());
            api(number, at)
        };
        let $pager = pagination_core::pages_blocking($crate::harness::functions::blocking_function(&call));
        let mut items = $set_up.items();
        let results: Vec<_> = items.by_ref().take($crate::harness::functions::MOST).collect();
        assert!(items.next().is_none(), "the walk had ended");
        drop(items);
        let blocked = $crate::harness::Walked::new(results, requested.take());
        let results = $crate::harness::run(async {
            use futures_util::StreamExt as _;
            let $pager = pagination_core::pages($crate::harness::functions::async_function(&call));
            let mut items = std::pin::pin!($set_up.items());
            let results: Vec<_> = items.by_ref().take($crate::harness::functions::MOST).collect().await;
            assert!(items.next().await.is_none(), "the walk had ended");
            results
        });
        let polled = $crate::harness::Walked::new(results, requested.take());
        $crate::harness::functions::same(polled, &blocked)
    }};
}
