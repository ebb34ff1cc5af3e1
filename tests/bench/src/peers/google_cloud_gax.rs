//! `Paginator`, as the Google Cloud SDK has it.

use futures_executor::block_on;
use google_cloud_gax::paginator::internal::{PageableResponse, new_paginator};
use google_cloud_gax::paginator::{ItemPaginator as _, Paginator as _};

use crate::workload::{Record, Records, list, read};

impl PageableResponse for Records {
    type PageItem = Record;
    fn items(self) -> Vec<Record> {
        self.items
    }
    fn next_page_token(&self) -> String {
        self.next.clone().unwrap_or_default()
    }
}

/// Walks the list.
pub fn walk() -> u64 {
    block_on(async {
        let mut sum = 0;
        let mut items = new_paginator(String::new(), |token: String| async move { list(Some(&token)).await }).items();
        while let Some(record) = items.next().await {
            sum += read(record.unwrap());
        }
        sum
    })
}
