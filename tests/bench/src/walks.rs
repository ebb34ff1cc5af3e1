//! The loops written by hand, and the same walks with a pager.
#![allow(clippy::unwrap_used, reason = "nothing here can fail: the errors are `Infallible`")]

use futures_executor::block_on;
use futures_util::StreamExt as _;
use pagination_core::{pages, pages_blocking};

use crate::peers;
use crate::workload::{list, list_blocking, list_from, read};

/// One way of walking the list.
pub struct Walk {
    /// The name that a child process is given.
    pub name: &'static str,
    /// What a reader of the table sees.
    pub title: &'static str,
    /// The loop that it stands above.
    pub base: &'static str,
    /// Walks, and adds up the ids.
    pub run: fn() -> u64,
    /// Whether it is another crate's.
    pub peer: bool,
}

const fn loop_by_hand(name: &'static str, run: fn() -> u64) -> Walk {
    Walk { name, title: name, base: name, run, peer: false }
}

const fn ours(name: &'static str, title: &'static str, base: &'static str, run: fn() -> u64) -> Walk {
    Walk { name, title, base, run, peer: false }
}

const fn peer(name: &'static str, title: &'static str, run: fn() -> u64) -> Walk {
    Walk { name, title, base: "loop", run, peer: true }
}

/// Every walk that is measured, in the order of the table.
pub const ALL: &[Walk] = &[
    loop_by_hand("loop", by_hand),
    loop_by_hand("blocking-loop", by_hand_blocking),
    loop_by_hand("offset-loop", by_hand_from),
    ours("items", "`items().try_next()`", "loop", items),
    ours("stream", "`items()` as a `Stream`", "loop", stream),
    ours("pages", "`pages().try_next()`", "loop", whole_pages),
    ours("for-each", "`pages().for_each()`", "loop", for_each),
    ours("blocking-items", "blocking `items()`", "blocking-loop", blocking_items),
    ours("blocking-for-each", "blocking `items().for_each()`", "blocking-loop", blocking_for_each),
    ours("blocking-fold", "blocking `items().fold()`", "blocking-loop", blocking_fold),
    ours("blocking-pages", "blocking `pages()`", "blocking-loop", blocking_pages),
    ours("offset-items", "`items().try_next()`, by offset", "offset-loop", offset_items),
    peer("google-cloud-gax", "google-cloud-gax 1.15", peers::google_cloud_gax::walk),
    peer("page-turner", "page-turner 1.0", peers::page_turner::walk),
    peer("paging-stream", "paging-stream 0.1", peers::paging_stream::walk),
    peer("azure_core", "azure_core 1.1", peers::azure_core::walk),
    peer("aws-smithy-async", "aws-smithy-async 1.3", peers::aws_smithy_async::walk),
];

/// The walk of this name.
pub fn named(name: &str) -> Option<&'static Walk> {
    ALL.iter().find(|walk| walk.name == name)
}

fn by_hand() -> u64 {
    block_on(async {
        let (mut sum, mut cursor) = (0, None::<String>);
        loop {
            let page = list(cursor.as_deref()).await.unwrap();
            for record in page.items {
                sum += read(record);
            }
            match page.next {
                Some(next) => cursor = Some(next),
                None => break sum,
            }
        }
    })
}

fn by_hand_blocking() -> u64 {
    let (mut sum, mut cursor) = (0, None::<String>);
    loop {
        let page = list_blocking(cursor.as_deref()).unwrap();
        for record in page.items {
            sum += read(record);
        }
        match page.next {
            Some(next) => cursor = Some(next),
            None => break sum,
        }
    }
}

fn by_hand_from() -> u64 {
    block_on(async {
        let (mut sum, mut offset) = (0, 0);
        loop {
            let page = list_from(offset).await.unwrap();
            if page.items.is_empty() {
                break sum;
            }
            offset += page.items.len() as u64;
            for record in page.items {
                sum += read(record);
            }
        }
    })
}

fn items() -> u64 {
    block_on(async {
        let mut sum = 0;
        let mut items = pages(async |at: Option<String>| list(at.as_deref()).await).items();
        while let Some(record) = items.try_next().await.unwrap() {
            sum += read(record);
        }
        sum
    })
}

fn stream() -> u64 {
    block_on(async {
        let mut sum = 0;
        let mut items = pages(async |at: Option<String>| list(at.as_deref()).await).items();
        while let Some(record) = items.next().await {
            sum += read(record.unwrap());
        }
        sum
    })
}

fn whole_pages() -> u64 {
    block_on(async {
        let mut sum = 0;
        let mut pages = pages(async |at: Option<String>| list(at.as_deref()).await).pages();
        while let Some(page) = pages.try_next().await.unwrap() {
            for record in page {
                sum += read(record);
            }
        }
        sum
    })
}

fn for_each() -> u64 {
    block_on(async {
        let mut sum = 0;
        let pages = pages(async |at: Option<String>| list(at.as_deref()).await).pages();
        pages
            .for_each(async |page| {
                for record in page {
                    sum += read(record);
                }
            })
            .await
            .unwrap();
        sum
    })
}

fn blocking_items() -> u64 {
    let mut sum = 0;
    for record in pages_blocking(|at: Option<String>| list_blocking(at.as_deref())).items() {
        sum += read(record.unwrap());
    }
    sum
}

fn blocking_for_each() -> u64 {
    let mut sum = 0;
    pages_blocking(|at: Option<String>| list_blocking(at.as_deref()))
        .items()
        .for_each(|record| sum += read(record.unwrap()));
    sum
}

fn blocking_fold() -> u64 {
    pages_blocking(|at: Option<String>| list_blocking(at.as_deref()))
        .items()
        .fold(0, |sum, record| sum + read(record.unwrap()))
}

fn blocking_pages() -> u64 {
    let mut sum = 0;
    for page in pages_blocking(|at: Option<String>| list_blocking(at.as_deref())).pages() {
        for record in page.unwrap() {
            sum += read(record);
        }
    }
    sum
}

fn offset_items() -> u64 {
    block_on(async {
        let mut sum = 0;
        let mut items = pages(async |from: u64| list_from(from).await).items();
        while let Some(record) = items.try_next().await.unwrap() {
            sum += read(record);
        }
        sum
    })
}
