//! What to read from a list.

use std::marker::PhantomData;

use pagination_core::{Checkpoint, Retry};
use serde_json::Value;

use crate::call::Call;
use crate::settings::Settings;
use crate::{Client, Items, Pages, Record};

/// A list to read: its filters and settings. `C` is the client, [`Client`] or that of `blocking`.
#[derive(Debug, Clone)]
#[must_use = "nothing is read before `send` or `pages`"]
pub struct List<R, C = Client> {
    pub(crate) client: C,
    pub(crate) call: Call,
    pub(crate) settings: Settings,
    record: PhantomData<fn() -> R>,
}

impl<R, C> List<R, C> {
    pub(crate) fn new(client: C, call: Call) -> Self {
        Self { client, call, settings: Settings::default(), record: PhantomData }
    }

    pub(crate) fn query(mut self, name: &'static str, value: String) -> Self {
        self.call.query.retain(|(key, _)| *key != name);
        self.call.query.push((name, value));
        self
    }

    pub(crate) fn body(mut self, name: &str, value: Value) -> Self {
        self.call.body.insert(name.to_owned(), value);
        self
    }

    /// The number of items per page. Attio decides if it is not set.
    pub fn limit(mut self, items: u64) -> Self {
        self.settings.limit = Some(items);
        self
    }

    /// The number of items after which the list ends.
    pub fn max_items(mut self, items: u64) -> Self {
        self.settings.max_items = Some(items);
        self
    }

    /// Continues where the `checkpoint` of [`Items`] or [`Pages`] was taken, with the same filter and limit.
    pub fn resume(mut self, checkpoint: Checkpoint) -> Self {
        self.settings.resume = Some(checkpoint);
        self
    }

    /// Repeats a request after transient errors, when Attio allows it.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = Some(retry);
        self
    }
}

impl<R: Record> List<R> {
    /// The items. No request is made before the first item is needed.
    pub fn send(self) -> Items<R> {
        self.settings.apply(self.client.pager::<R>(&self.call)).items().boxed_as()
    }

    /// The pages. No request is made before the first page is needed.
    pub fn pages(self) -> Pages<R> {
        self.settings.apply(self.client.pager::<R>(&self.call)).pages().boxed_as()
    }
}

#[cfg(feature = "blocking")]
impl<R: Record> List<R, crate::blocking::Client> {
    /// The items. No request is made before the first item is needed.
    pub fn send(self) -> crate::blocking::Items<R> {
        self.settings.apply(self.client.pager::<R>(&self.call)).items().boxed_as()
    }

    /// The pages. No request is made before the first page is needed.
    pub fn pages(self) -> crate::blocking::Pages<R> {
        self.settings.apply(self.client.pager::<R>(&self.call)).pages().boxed_as()
    }
}
