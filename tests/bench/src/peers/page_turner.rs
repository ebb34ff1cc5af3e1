//! `PageTurner`.

use std::convert::Infallible;
use std::pin::pin;

use futures_executor::block_on;
use futures_util::TryStreamExt as _;
use page_turner::prelude::{PageTurner, PagesStream as _, TurnedPage, TurnedPageResult};

use crate::workload::{Record, list, read};

struct Client;

struct Ask(Option<String>);

impl PageTurner<Ask> for Client {
    type PageItems = Vec<Record>;
    type PageError = Infallible;

    async fn turn_page(&self, ask: Ask) -> TurnedPageResult<Self, Ask> {
        let page = list(ask.0.as_deref()).await?;
        Ok(TurnedPage::new(page.items, page.next.map(|next| Ask(Some(next)))))
    }
}

/// Walks the list.
pub fn walk() -> u64 {
    block_on(async {
        let mut sum = 0;
        let mut items = pin!(Client.into_pages(Ask(None)).items());
        while let Some(record) = items.try_next().await.unwrap() {
            sum += read(record);
        }
        sum
    })
}
