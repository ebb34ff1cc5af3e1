//! `PagingStream`.

use std::convert::Infallible;

use futures_executor::block_on;
use futures_util::StreamExt as _;
use paging_stream::{Paginated, PagingStream};

use crate::workload::{Record, list, read};

struct Client;

impl Paginated for Client {
    type Params = Option<String>;
    type Item = Record;
    type Error = Infallible;

    #[allow(clippy::manual_async_fn, reason = "the future must not borrow the client")]
    fn fetch_page(
        &self,
        cursor: Option<String>,
    ) -> impl Future<Output = Result<(Vec<Record>, Option<Option<String>>), Infallible>> + Send + 'static {
        async move {
            let page = list(cursor.as_deref()).await?;
            Ok((page.items, page.next.map(Some)))
        }
    }
}

/// Walks the list.
pub fn walk() -> u64 {
    block_on(async {
        let mut sum = 0;
        let mut items = PagingStream::new(Client, None);
        while let Some(record) = items.next().await {
            sum += read(record.unwrap());
        }
        sum
    })
}
