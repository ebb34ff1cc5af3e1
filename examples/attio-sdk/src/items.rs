//! The items of a list.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use pagination_core::Checkpoint;

use crate::{Error, Record, Result};

/// The items of a list: a [`Stream`] with a [`try_next`](Self::try_next) that needs no import.
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
#[derive(Debug)]
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<R: Record>(pub(crate) pagination_core::reqwest::Items<R::Page>);

impl<R: Record> Items<R> {
    /// The next item; `None` at the end. Dropping the future loses nothing.
    pub async fn try_next(&mut self) -> Result<Option<R>> {
        Ok(self.0.try_next().await?)
    }

    /// How far the list has been read: up to the last item delivered, also after an error. It is a small serde value for
    /// [`List::resume`](crate::List::resume). It contains a cursor, so keep it secret.
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
    pub fn checkpoint(&self) -> Checkpoint {
        self.0.checkpoint()
    }
}

impl<R: Record> Stream for Items<R> {
    type Item = Result<R>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(cx).map_err(Error::from)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        Stream::size_hint(&self.0)
    }
}
