//! `ItemIterator`, which `Pager` is, as the Azure SDK has it.

use azure_core::http::ItemIterator;
use azure_core::http::pager::{Page, PagerContinuation, PagerOptions, PagerResult, PagerState};
use futures_executor::block_on;
use futures_util::TryStreamExt as _;

use crate::workload::{Record, Records, list, read};

#[async_trait::async_trait]
impl Page for Records {
    type Item = Record;
    type IntoIter = std::vec::IntoIter<Record>;
    async fn into_items(self) -> azure_core::Result<Self::IntoIter> {
        Ok(self.items.into_iter())
    }
}

/// Walks the list.
pub fn walk() -> u64 {
    let mut items = ItemIterator::new(
        |state: PagerState, _: PagerOptions<'static>| {
            Box::pin(async move {
                let mut response = match &state {
                    PagerState::Initial => list(None).await,
                    PagerState::More(at) => list(Some(at.as_ref())).await,
                }
                .unwrap();
                Ok(match response.next.take() {
                    Some(next) => PagerResult::More { response, continuation: PagerContinuation::Token(next) },
                    None => PagerResult::Done { response },
                })
            })
        },
        None,
    );
    block_on(async {
        let mut sum = 0;
        while let Some(record) = items.try_next().await.unwrap() {
            sum += read(record);
        }
        sum
    })
}
