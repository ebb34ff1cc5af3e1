//! The pages of a list.

use pagination_core::Checkpoint;

use crate::{Error, Page, Record, Result};

/// The pages of a list: an [`Iterator`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until its `next` is called"]
pub struct Pages<R: Record>(pub(crate) pagination_core::blocking::Pages<R::Page>);

impl<R: Record> Pages<R> {
    /// The next page; `None` at the end.
    pub fn try_next(&mut self) -> Result<Option<Page<R>>> {
        Ok(self.0.try_next()?.map(Page::new))
    }

    /// How far the list has been read: up to the last page delivered, also after an error. It is a small serde value for
    /// [`List::resume`](crate::List::resume). It contains a cursor, so keep it secret.
    pub fn checkpoint(&self) -> Checkpoint {
        self.0.checkpoint()
    }
}

impl<R: Record> Iterator for Pages<R> {
    type Item = Result<Page<R>>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map(Page::new).map_err(Error::from))
    }
}
