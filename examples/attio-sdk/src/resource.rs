//! One type of item that a client can list.

use std::marker::PhantomData;

use crate::call::Call;
use crate::{Client, List};

/// One type of item: [`meetings`](crate::ClientOver::meetings), [`notes`](crate::ClientOver::notes), [`people`](crate::ClientOver::people).
#[derive(Debug, Clone)]
pub struct Resource<R, C = Client> {
    client: C,
    record: PhantomData<fn() -> R>,
}

impl<R, C: Clone> Resource<R, C> {
    pub(crate) fn new(client: C) -> Self {
        Self { client, record: PhantomData }
    }

    pub(crate) fn call(&self, call: Call) -> List<R, C> {
        List::new(self.client.clone(), call)
    }
}
