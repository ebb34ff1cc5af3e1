//! The items of a list.

use pagination_core::Checkpoint;

use crate::{Error, Record, Result};

/// The items of a list: an [`Iterator`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until its `next` is called"]
pub struct Items<R: Record>(pub(crate) pagination_core::blocking::Items<R::Page>);

impl<R: Record> Items<R> {
    /// The next item; `None` at the end.
    pub fn try_next(&mut self) -> Result<Option<R>> {
        Ok(self.0.try_next()?)
    }

    /// How far the list has been read: up to the last item delivered, also after an error. It is a small serde value for
    /// [`List::resume`](crate::List::resume). It contains a cursor, so keep it secret.
    pub fn checkpoint(&self) -> Checkpoint {
        self.0.checkpoint()
    }
}

impl<R: Record> Iterator for Items<R> {
    type Item = Result<R>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map_err(Error::from))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        Iterator::size_hint(&self.0)
    }
}
