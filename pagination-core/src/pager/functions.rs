//! Walks over functions.

use std::future::Future;

use super::{Pager, PagerOf};
use crate::from_position::FromPosition;
use crate::paginated::Paginated;
use crate::transport::{Async, Blocking, BlockingFunction, Function, IntoPage, WithClient};

/// Walks the pages that an asynchronous function returns.
///
/// The function takes the position of a page, as the type that its argument has: an `Option<String>` for a cursor, a `u64` for an
/// offset, and so on. With a [`PageRequest`](crate::PageRequest) as its argument, it reads the page size too. It returns the response,
/// or a [`Page`](crate::Page) where a strategy reads headers. Where the response is of a type that cannot be annotated, it returns the
/// items with the next cursor, `(Vec<T>, Option<C>)`, or the items alone, `Vec<T>`: see [`IntoPage`] and the guide
/// [types you cannot edit](crate::guide::foreign_types).
///
/// The position comes owned ([a function that wants `Option<&str>`](#a-function-that-wants-optionstr)). The future must not borrow from the closure itself: capture a client by reference, or
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
/// [`pages_with`] makes a walk that owns its client, so that it can be returned or spawned. An `async move |at| …` does not work: its
/// futures borrow from the closure, and rustc says that it "does not implement `FnMut`".
///
/// # A function that wants `Option<&str>`
///
/// Nothing keeps a string that the function could borrow, so no position is an `Option<&str>`. Where the function is passed as it
/// is (`pages(list)`), or the type of the closure's argument is left out, rustc says only this:
///
/// ```text
/// error: implementation of `serde_core::de::Deserialize` is not general enough
///    = note: `Option<&str>` must implement `serde_core::de::Deserialize<'0>`, for any lifetime `'0`...
/// ```
///
/// ```compile_fail
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # struct Client;
/// # impl Client { async fn list(&self, _: Option<&str>) -> Result<Names, std::io::Error> { unimplemented!() } }
/// # let client = Client;
/// let names = pagination_core::pages(async |at| client.list(at).await);
/// ```
///
/// Write the type of the argument, owned, and lend it with `as_deref()`:
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # struct Client;
/// # impl Client { async fn list(&self, _: Option<&str>) -> Result<Names, std::io::Error> { unimplemented!() } }
/// # let client = Client;
/// let names = pagination_core::pages(async |at: Option<String>| client.list(at.as_deref()).await);
/// ```
pub fn pages<A, F, Fut, R, E>(function: F) -> PagerOf<R::Response, Function<F, A>, Async>
where
    F: FnMut(A) -> Fut, // owns its client, or needs `&mut`: `pages_with(client, async |client, position| …)`
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

/// As [`pages`], over a function of a client and a position: every call gets a clone of the client.
///
/// The walk owns what it needs. Where the client and the future are `Send` and `'static`, so is the walk: it can be returned, spawned
/// and kept in a struct. A method that takes `&mut self`, as those of a generated gRPC client do, is called on the clone.
///
/// ```
/// # #[derive(Clone)]
/// # struct Library;
/// # struct Reply { books: Vec<String>, next_page_token: String }
/// # impl Library {
/// #     async fn list_books(&mut self, token: Option<String>) -> Result<Reply, std::io::Error> {
/// #         Ok(Reply { books: vec![token.unwrap_or_default()], next_page_token: String::new() })
/// #     }
/// # }
/// fn books(library: Library) -> impl futures_core::Stream<Item = Result<String, pagination_core::Error<std::io::Error>>> + Send {
///     pagination_core::pages_with(library, async |mut library, token: Option<String>| {
///         let reply = library.list_books(token).await?;
///         Ok((reply.books, Some(reply.next_page_token)))
///     })
///     .items()
/// }
/// # drop(books(Library));
/// ```
///
/// The guide [types you cannot edit](crate::guide::foreign_types) walks clients of MCP, gRPC, AWS and progenitor in this way.
///
/// The closure must not capture by reference, and an `async move` closure must not capture anything its future would borrow: what
/// every call needs is part of the client, which may be a tuple or an `Arc`.
#[allow(clippy::type_complexity, reason = "an alias would hide what the pager is made of")]
pub fn pages_with<C, A, F, Fut, R, E>(
    client: C,
    function: F,
) -> PagerOf<R::Response, Function<WithClient<C, F>, A>, Async>
where
    C: Clone,
    F: FnMut(C, A) -> Fut,
    Fut: Future<Output = Result<R, E>>,
    R: IntoPage<Response: Paginated>,
    A: FromPosition,
{
    Pager::new(Function::new(WithClient::new(client, function)))
}

/// As [`pages_blocking`], over a function of a client and a position: every call gets a clone of the client.
///
/// ```
/// # #[derive(Clone)]
/// # struct Library;
/// # impl Library {
/// #     fn list_books(&self, offset: u64) -> Result<Vec<String>, std::io::Error> { Ok((offset..3).map(|n| n.to_string()).collect()) }
/// # }
/// # let library = Library;
/// let books = pagination_core::pages_blocking_with(library, |library, offset: u64| library.list_books(offset)).prefetch();
/// assert_eq!(books.items().count(), 3);
/// ```
#[allow(clippy::type_complexity, reason = "an alias would hide what the pager is made of")]
pub fn pages_blocking_with<C, A, F, R, E>(
    client: C,
    function: F,
) -> PagerOf<R::Response, BlockingFunction<WithClient<C, F>, A, Result<R, E>>, Blocking>
where
    C: Clone,
    F: FnMut(C, A) -> Result<R, E>,
    R: IntoPage<Response: Paginated>,
    A: FromPosition,
{
    Pager::new(BlockingFunction::new(WithClient::new(client, function)))
}
