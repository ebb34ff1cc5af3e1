//! Walks over functions.

use std::future::Future;

use super::{Pager, PagerOf};
use crate::paginated::Paginated;
use crate::position::FromPosition;
use crate::transport::{Async, Blocking, BlockingFunction, Function, IntoPage};

/// Walks the pages that an asynchronous function returns.
///
/// The function takes the position of a page, as the type that its argument has: an `Option<String>` for a cursor, a `u64` for an
/// offset, and so on. It returns the response, or a [`Page`](crate::Page) where a strategy reads headers.
///
/// The position comes owned: write its type, `|at: Option<String>|`, and pass it on with `as_deref()` (for a borrowed type, rustc says
/// that `Deserialize` is not general enough). The future must not borrow from the closure itself: capture a client by reference, or
/// clone it into each future. Where the function's own error is a box (`anyhow::Error`, `Box<dyn Error + Send + Sync>`),
/// [`Error::into_boxed`](crate::Error::into_boxed) makes `?` work.
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # async fn list(at: Option<&str>) -> Result<Names, std::io::Error> {
/// #     let next = at.is_none().then(|| "2".to_owned());
/// #     Ok(Names { names: vec![at.unwrap_or("1").to_owned()], next })
/// # }
/// # futures_executor::block_on(async {
/// let mut names = pagination_core::pages(async |at: Option<String>| list(at.as_deref()).await).items();
/// while let Some(name) = names.try_next().await? {
///     println!("{name}");
/// }
/// # Ok::<_, pagination_core::Error<std::io::Error>>(()) }).unwrap();
/// ```
///
/// A walk that owns its client, so that it can be returned or spawned, takes a closure that clones the client. An `async move |at| …`
/// does not work: its futures borrow from the closure, and rustc says that it "does not implement `FnMut`".
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # #[derive(Clone)]
/// # struct Client;
/// # impl Client {
/// #     async fn list(&self, at: Option<&str>) -> Result<Names, std::io::Error> { Ok(Names { names: vec![], next: None }) }
/// # }
/// fn names(client: Client) -> impl futures_core::Stream<Item = Result<String, pagination_core::Error<std::io::Error>>> + Send {
///     pagination_core::pages(move |at: Option<String>| {
///         let client = client.clone();
///         async move { client.list(at.as_deref()).await }
///     })
///     .items()
/// }
/// ```
pub fn pages<A, F, Fut, R, E>(function: F) -> PagerOf<R::Response, Function<F, A>, Async>
where
    F: FnMut(A) -> Fut,
    Fut: Future<Output = Result<R, E>>,
    R: IntoPage<Response: Paginated>,
    A: FromPosition,
{
    Pager::new(Function::new(function))
}

/// Walks the pages that a blocking function returns. Everything else is as for [`pages`].
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # fn list(at: Option<&str>) -> Result<Names, std::io::Error> {
/// #     let next = at.is_none().then(|| "2".to_owned());
/// #     Ok(Names { names: vec![at.unwrap_or("1").to_owned()], next })
/// # }
/// for name in pagination_core::pages_blocking(|at: Option<String>| list(at.as_deref())).items() {
///     println!("{}", name?);
/// }
/// # Ok::<_, pagination_core::Error<std::io::Error>>(())
/// ```
#[allow(clippy::type_complexity, reason = "an alias would hide what the pager is made of")]
pub fn pages_blocking<A, F, R, E>(function: F) -> PagerOf<R::Response, BlockingFunction<F, A, Result<R, E>>, Blocking>
where
    F: FnMut(A) -> Result<R, E>,
    R: IntoPage<Response: Paginated>,
    A: FromPosition,
{
    Pager::new(BlockingFunction::new(function))
}
