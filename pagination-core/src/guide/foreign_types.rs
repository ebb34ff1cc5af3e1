//! Types you cannot edit: clients that others have written, or a tool generates.
//!
//! A type of another crate takes no `#[derive(Paginated)]`. It needs none: a function makes the request, takes the response apart, and
//! returns what a walk needs of it.
//!
//! ```
//! use pagination_core::{BoxItems, Error, pages_with};
//!
//! # #[derive(Clone)]
//! # struct LibraryClient;
//! # #[derive(Debug)]
//! # struct Status;
//! # struct Reply { books: Vec<&'static str>, next_page_token: String }
//! # impl LibraryClient {
//! #     async fn list_books(&mut self, token: Option<String>) -> Result<Reply, Status> {
//! #         Ok(match token.as_deref() {
//! #             None => Reply { books: vec!["Emma", "Persuasion"], next_page_token: "2".to_owned() },
//! #             Some(_) => Reply { books: vec!["Sanditon"], next_page_token: String::new() },
//! #         })
//! #     }
//! # }
//! # type Book = &'static str;
//! /// The books of a library. `Reply` and `Status` are not ours.
//! fn books(library: LibraryClient) -> BoxItems<Book, Error<Status>> {
//!     pages_with(library, async |mut library, token: Option<String>| {
//!         let reply = library.list_books(token).await?;
//!         Ok::<_, Status>((reply.books, Some(reply.next_page_token)))
//!     })
//!     .items()
//!     .boxed_as()
//! }
//! # futures_executor::block_on(async {
//! let mut books = books(LibraryClient);
//! while let Some(book) = books.try_next().await? {
//!     println!("{book}");
//! }
//! # assert!(books.checkpoint().is_over());
//! # Ok::<_, Error<Status>>(()) }).unwrap();
//! ```
//!
//! [`pages_with`](crate::pages_with) gives every call a clone of the client, so that the walk owns it, and methods that take `&mut self`
//! work. [`pages`](crate::pages) is the same for a function that borrows its client, and
//! [`pages_blocking_with`](crate::pages_blocking_with) and [`pages_blocking`](crate::pages_blocking) are the blocking twins.
//!
//! # What the function takes and returns
//!
//! | it returns | its argument | the walk | it ends |
//! |---|---|---|---|
//! | `(Vec<T>, Option<C>)`: the items, and the cursor of the next page | `Option<C>` | by [`Cursor`](crate::Cursor) | at `None`, and at an empty string |
//! | `Vec<T>`: the items alone | `u64` | by [`Offset`](crate::Offset), from 0; by [`PageNumber`](crate::PageNumber), from 1, with [`.by::<PageNumber>()`](crate::Pager::by) | at an empty page |
//! | `P`, a type that derives [`Paginated`](trait@crate::Paginated) | what its position is | as its attributes say | as its attributes say |
//! | [`Page<P>`](crate::Page), made with [`Page::with_head`](crate::Page::with_head) | the same | where a strategy reads headers | the same |
//!
//! Each may take a [`PageRequest`](crate::PageRequest) in place of its argument, which has the page size and the number of the page too.
//!
//! - An empty page does not end a list with a cursor: APIs send such pages. An empty token does, as
//!   [AIP-158](https://google.aip.dev/158) says; loops written by hand often miss it.
//! - A cursor that comes again is [`Error::Loop`](crate::Error::Loop), after the items of its page.
//! - The type of the error is the client's: [`Error::Transport`](crate::Error::Transport) holds it. Where `?` leaves it open, write
//!   `Ok::<_, Status>(…)`.
//! - For a flag, a total, a page size that is declared, or another rule for the end, put the parts into a struct of your own that derives
//!   `Paginated`, and return that.
//!
//! ```
//! use pagination_core::{Paginated, pages_blocking};
//!
//! # struct Listing { entries: Vec<u64>, more: bool, count: u64 }
//! # fn generated_list(from: u64) -> Result<Listing, std::io::Error> {
//! #     Ok(Listing { entries: (from..5).take(2).collect(), more: from + 2 < 5, count: 5 })
//! # }
//! #[derive(Paginated)]
//! #[offset]
//! #[paginated(has_more = more, total = count)]
//! struct Entries { data: Vec<u64>, more: bool, count: u64 }
//!
//! let mut entries = pages_blocking(|from: u64| {
//!     let listing = generated_list(from)?; // of a type that is not ours
//!     Ok::<_, std::io::Error>(Entries { data: listing.entries, more: listing.more, count: listing.count })
//! })
//! .items();
//! assert_eq!(entries.try_next()?, Some(0));
//! assert_eq!(entries.total(), Some(5));
//! assert_eq!(entries.count(), 4);
//! # Ok::<_, pagination_core::Error<std::io::Error>>(())
//! ```
//!
//! # What a walk over a function can do
//!
//! - **Page size.** [`page_size(n)`](crate::Pager::page_size) is in the `PageRequest`. A function that takes the position alone chooses
//!   the size itself.
//! - **Retries.** Every error of the function counts as transient: the next call of `try_next` requests the same page.
//!   [`retry`][crate::Pager::retry] does so by itself, and [`retry_if`][crate::Pager::retry_if] says after which errors. Over
//!   asynchronous functions they need a timer, which the feature `tokio` brings. Leave them out where the client retries, as an AWS SDK
//!   does.
//! - **Checkpoints.** [`checkpoint()`](crate::Items::checkpoint) and [`resume`](crate::Pager::resume) work as over HTTP. All lists of
//!   `(Vec<T>, Option<C>)` look the same to a checkpoint: name each with [`named("books")`](crate::Pager::named) where a program stores
//!   several.
//! - **`Send` and `'static`.** A walk of `pages_with` is both where the client and the futures of its methods are. Then it can be
//!   returned, kept in a struct and spawned. Inside, write `async |client, at|`; what each call needs beside the client goes into the
//!   client, as a tuple (`(client, filter)`) or an `Arc`.
//! - **Names.** [`boxed_as`](crate::Items::boxed_as) gives a walk the type [`BoxItems<T, E>`](crate::BoxItems), with the client's error or
//!   your own.
//! - **The rest**: `prefetch`, `concurrent` (for offsets and page numbers), `max_items`, `first_page`, `stop_at`, `fan_out`,
//!   `rate_limit` and `timeout`. What is about HTTP itself, such as `each_request`, is up to the function.
//!
//! # Recipes
//!
//! Each is a program in the repository, in `examples/recipes/`, and runs against the real thing in its tests. `cd examples/recipes`, then
//! `cargo run --bin recipe-mcp`, `recipe-grpc` or `recipe-openapi`.
//!
//! ## MCP, over rmcp
//!
//! `examples/recipes/mcp`. `Peer::list_all_tools` of rmcp follows cursors without a limit, also those of a server that loops.
//!
//! ```
//! # use pagination_core::pages_with;
//! # #[derive(Clone)] struct Peer;
//! # #[derive(Debug)] struct ServiceError;
//! # #[derive(Default)] struct PaginatedRequestParams(Option<String>);
//! # impl PaginatedRequestParams { fn with_cursor(self, cursor: Option<String>) -> Self { Self(cursor) } }
//! # struct ListToolsResult { tools: Vec<u8>, next_cursor: Option<String> }
//! # impl Peer {
//! #     async fn list_tools(&self, params: Option<PaginatedRequestParams>) -> Result<ListToolsResult, ServiceError> {
//! #         let next_cursor = params.and_then(|params| params.0).is_none().then(|| "2".to_owned());
//! #         Ok(ListToolsResult { tools: vec![1, 2], next_cursor })
//! #     }
//! # }
//! # let server = Peer;
//! let tools = pages_with(server, async |server, cursor: Option<String>| {
//!     let params = PaginatedRequestParams::default().with_cursor(cursor);
//!     let page = server.list_tools(Some(params)).await?;
//!     Ok::<_, ServiceError>((page.tools, page.next_cursor))
//! });
//! # let mut tools = tools.items();
//! # futures_executor::block_on(async { for _ in 0..4 { assert!(tools.try_next().await.unwrap().is_some()); } assert!(tools.try_next().await.unwrap().is_none()) });
//! ```
//!
//! ## gRPC, over tonic
//!
//! `examples/recipes/grpc`: a service with page sizes and page tokens (AIP-158). `UNAVAILABLE` is worth another request.
//!
//! ```
//! # use pagination_core::{PageRequest, Position, Retry, pages_with};
//! # #[derive(Clone)] struct LibraryClient;
//! # #[derive(Clone, Copy, PartialEq)] enum Code { Unavailable }
//! # #[derive(Debug)] struct Status;
//! # impl Status { fn code(&self) -> Code { Code::Unavailable } }
//! # struct ListBooksRequest { page_size: i32, page_token: String }
//! # struct ListBooksResponse { books: Vec<i32>, next_page_token: String }
//! # struct Response<T>(T);
//! # impl<T> Response<T> { fn into_inner(self) -> T { self.0 } }
//! # impl LibraryClient {
//! #     async fn list_books(&mut self, request: ListBooksRequest) -> Result<Response<ListBooksResponse>, Status> {
//! #         let next_page_token = if request.page_token.is_empty() { "b".to_owned() } else { String::new() };
//! #         Ok(Response(ListBooksResponse { books: vec![request.page_size], next_page_token }))
//! #     }
//! # }
//! # let library = LibraryClient;
//! let books = pages_with(library, async |mut library, at: PageRequest| {
//!     let page_size = at.page_size().and_then(|size| size.try_into().ok()).unwrap_or(0);
//!     let page_token = at.position().and_then(Position::as_str).unwrap_or_default().to_owned();
//!     let reply = library.list_books(ListBooksRequest { page_size, page_token }).await?.into_inner();
//!     Ok((reply.books, Some(reply.next_page_token)))
//! })
//! .page_size(100)
//! .retry(Retry::new())
//! .retry_if(|status: &Status| status.code() == Code::Unavailable);
//! # let mut books = books.items();
//! # futures_executor::block_on(async { for _ in 0..2 { assert_eq!(books.try_next().await.unwrap(), Some(100)); } assert!(books.try_next().await.unwrap().is_none()) });
//! ```
//!
//! ## An AWS SDK
//!
//! `examples/recipes/aws`: SQS, tested against moto. The SDK's own paginators end without an error where a token comes twice. An
//! operation that gives no token where no size is requested needs `max_results`.
//!
//! ```
//! # use pagination_core::pages_with;
//! # #[derive(Clone)] struct Client;
//! # #[derive(Default)] struct ListQueues(Option<String>);
//! # #[derive(Debug)] struct SdkError<T>(T);
//! # #[derive(Debug)] struct ListQueuesError;
//! # struct ListQueuesOutput { queue_urls: Option<Vec<u8>>, next_token: Option<String> }
//! # impl Client { fn list_queues(&self) -> ListQueues { ListQueues::default() } }
//! # impl ListQueues {
//! #     fn max_results(self, _: i32) -> Self { self }
//! #     fn set_next_token(self, token: Option<String>) -> Self { Self(token) }
//! #     async fn send(self) -> Result<ListQueuesOutput, SdkError<ListQueuesError>> {
//! #         if self.0.as_deref() == Some("?") { return Err(SdkError(ListQueuesError)) }
//! #         let next_token = self.0.is_none().then(|| "2".to_owned());
//! #         Ok(ListQueuesOutput { queue_urls: self.0.is_none().then(|| vec![1]), next_token })
//! #     }
//! # }
//! # let sqs = Client;
//! let queues = pages_with(sqs, async |sqs, token: Option<String>| {
//!     let page = sqs.list_queues().max_results(10).set_next_token(token).send().await?;
//!     Ok::<_, SdkError<ListQueuesError>>((page.queue_urls.unwrap_or_default(), page.next_token))
//! });
//! # let mut queues = queues.items();
//! # futures_executor::block_on(async { assert!(queues.try_next().await.unwrap().is_some()); assert!(queues.try_next().await.unwrap().is_none()) });
//! ```
//!
//! ## A client that progenitor generates
//!
//! `examples/recipes/openapi`: a response with a cursor, and a bare array, which is walked by offset.
//!
//! ```
//! # use pagination_core::pages_with;
//! # #[derive(Clone)] struct Client;
//! # #[derive(Debug)] struct Error;
//! # struct ResponseValue<T>(T);
//! # impl<T> ResponseValue<T> { fn into_inner(self) -> T { self.0 } }
//! # impl Client {
//! #     async fn list_labels(&self, offset: Option<u64>) -> Result<ResponseValue<Vec<u64>>, Error> {
//! #         let offset = offset.ok_or(Error)?;
//! #         Ok(ResponseValue((offset..3).take(2).collect()))
//! #     }
//! # }
//! # let client = Client;
//! let labels = pages_with(client, async |client, offset: u64| {
//!     client.list_labels(Some(offset)).await.map(ResponseValue::into_inner)
//! });
//! # let mut labels = labels.items();
//! # futures_executor::block_on(async { for n in 0..3 { assert_eq!(labels.try_next().await.unwrap(), Some(n)); } assert!(labels.try_next().await.unwrap().is_none()) });
//! ```
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
