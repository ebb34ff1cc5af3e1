//! `PaginationStream`, as the paginators that are generated for the AWS SDK use it.

use std::convert::Infallible;

use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};
use futures_executor::block_on;

use crate::workload::{Records, list, read};

/// Walks the list.
pub fn walk() -> u64 {
    let pages = PaginationStream::new(FnStream::new(|sender| {
        Box::pin(async move {
            let mut cursor = None::<String>;
            loop {
                let mut page = list(cursor.as_deref()).await;
                let next = page.as_mut().ok().and_then(|page| page.next.take());
                let done = next.is_none() || next == cursor;
                cursor = next;
                if sender.send(page).await.is_err() || done {
                    return;
                }
            }
        })
    }));
    let mut items = TryFlatMap::<Records, Infallible>::new(pages).flat_map(|page| page.items);
    block_on(async {
        let mut sum = 0;
        while let Some(record) = items.try_next().await.unwrap() {
            sum += read(record);
        }
        sum
    })
}
