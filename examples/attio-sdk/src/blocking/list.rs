//! Reading a list without `async`.

use pagination_core::blocking::Pager;

use super::{Client, Items, Pages};
use crate::{List, Record};

impl<R: Record> List<R, Client> {
    /// The items. No request is made before the first item is needed.
    pub fn send(self) -> Items<R> {
        Items(self.pager().items())
    }

    /// The pages. No request is made before the first page is needed.
    pub fn pages(self) -> Pages<R> {
        Pages(self.pager().pages())
    }

    fn pager(self) -> Pager<R::Page> {
        self.settings.apply(self.client.pager::<R>(&self.call))
    }
}
