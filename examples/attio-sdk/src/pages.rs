//! The pages of a list.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use pagination_core::Checkpoint;

use crate::{Error, Record, Result};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<R> {
    /// The items, in Attio's order.
    pub data: Vec<R>,
}

impl<R: Record> Page<R> {
    pub(crate) fn new(page: pagination_core::Page<R::Page>) -> Self {
        Self { data: page.into_iter().collect() }
    }
}

impl<R> IntoIterator for Page<R> {
    type Item = R;
    type IntoIter = std::vec::IntoIter<R>;

    fn into_iter(self) -> Self::IntoIter {
        self.data.into_iter()
    }
}

/// The pages of a list: a [`Stream`] with a [`try_next`](Self::try_next) that needs no import.
///
/// ```no_run
/// # async fn run(client: &attio_sdk::Client) -> attio_sdk::Result<()> {
/// let mut pages = client.notes().list().limit(50).pages();
/// while let Some(page) = pages.try_next().await? {
///     println!("{} notes", page.data.len());
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<R: Record>(pub(crate) pagination_core::reqwest::Pages<R::Page>);

impl<R: Record> Pages<R> {
    /// The next page; `None` at the end. Dropping the future loses nothing.
    pub async fn try_next(&mut self) -> Result<Option<Page<R>>> {
        Ok(self.0.try_next().await?.map(Page::new))
    }

    /// How far the list has been read: up to the last page delivered, also after an error. It is a small serde value for
    /// [`List::resume`](crate::List::resume). It contains a cursor, so keep it secret.
    pub fn checkpoint(&self) -> Checkpoint {
        self.0.checkpoint()
    }
}

impl<R: Record> Stream for Pages<R> {
    type Item = Result<Page<R>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(cx).map_ok(Page::new).map_err(Error::from)
    }
}
