//! What a list gives: the same types for every list and both clients.

use pagination_core::{Async, BoxItems, BoxPages};

use crate::{Error, Record};

/// The items of a list: a `Stream` with a `try_next` that needs no import, or the iterator of [`blocking`](crate::blocking).
///
/// You can keep it in a struct, or send it to another task:
///
/// ```no_run
/// use attio_sdk::{Client, Meeting, Meetings};
///
/// struct Feed {
///     meetings: Meetings,
/// }
///
/// impl Feed {
///     fn new(client: &Client) -> Self {
///         Self { meetings: client.meetings().list().send() }
///     }
///
///     async fn next(&mut self) -> attio_sdk::Result<Option<Meeting>> {
///         self.meetings.try_next().await
///     }
/// }
/// ```
///
/// Its `checkpoint()` is how far the list has been read: up to the last item delivered, also after an error. It is a small serde value
/// for [`List::resume`](crate::List::resume). It contains a cursor, so keep it secret.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let server = demo_apis::Server::builder().attio_meetings(3).start()?;
/// # let client = attio_sdk::Client::new(demo_apis::ATTIO_TOKEN).base_url(server.url());
/// let mut meetings = client.meetings().list().send();
/// meetings.try_next().await?;
/// let stored = serde_json::to_string(&meetings.checkpoint())?;
///
/// let mut rest = client.meetings().list().resume(serde_json::from_str(&stored)?).send();
/// assert_eq!(rest.try_next().await?, meetings.try_next().await?);
/// # Ok(()) }
/// ```
///
/// In a test of your own, make one from values:
///
/// ```
/// use attio_sdk::{Meetings, Result};
///
/// async fn count(mut meetings: Meetings) -> Result<usize> {
///     let mut count = 0;
///     while meetings.try_next().await?.is_some() {
///         count += 1;
///     }
///     Ok(count)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let standup = serde_json::from_str(
///     r#"{ "id": { "workspace_id": "w", "meeting_id": "1" }, "title": "Standup", "starts_at": "2026-01-01T00:00:00Z", "company": "Acme" }"#,
/// )?;
/// assert_eq!(count(Meetings::of([Ok(standup)])).await?, 1);
/// # Ok(()) }
/// ```
pub type Items<R, M = Async> = BoxItems<R, Error, M>;

/// The pages of a list: as [`Items`], whole pages. A page has the items in its field `data`, in Attio's order.
///
/// ```no_run
/// # async fn run(client: &attio_sdk::Client) -> attio_sdk::Result<()> {
/// let mut pages = client.notes().list().limit(50).pages();
/// while let Some(page) = pages.try_next().await? {
///     println!("{} notes", page.data.len());
/// }
/// # Ok(()) }
/// ```
pub type Pages<R, M = Async> = BoxPages<<R as Record>::Page, Error, M>;
