//! The records of a list.

use pagination_core::Checkpoint;

use crate::{Error, Record, Result};

/// The records of a list: an [`Iterator`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked for records"]
pub struct Items<R: Record>(pub(crate) pagination_core::blocking::Items<R::Page>);

impl<R: Record> Items<R> {
    /// The next record; `None` at the end.
    pub fn try_next(&mut self) -> Result<Option<R>> {
        Ok(self.0.try_next()?)
    }

    /// The place behind the last record that was given, also after an error: a small serde value for
    /// [`List::resume`](crate::List::resume). It holds a cursor, so keep it as you keep secrets.
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
