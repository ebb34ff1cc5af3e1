//! The memory of a walk is that of its pages in hand, however many pages it has.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::convert::Infallible;

use pagination_core::{Checkpoint, Paginated, pages, pages_blocking};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const RECORDS: u64 = 100;

#[derive(Paginated)]
#[cursor(field = next)]
struct Notes {
    data: Vec<String>,
    next: Option<String>,
}

fn page(number: u64, pages: u64) -> Notes {
    let first = number * RECORDS;
    let data = (first..first + RECORDS).map(|record| format!("{record:0>100}")).collect();
    Notes { data, next: (number + 1 < pages).then(|| format!("{:0>24}", number + 1)) }
}

fn number(at: Option<&str>) -> u64 {
    at.map_or(0, |at| at.parse().unwrap())
}

/// The most bytes that were alive at a time while this ran, above those that were before.
fn peak(run: impl FnOnce() -> u64) -> (usize, u64) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let records = run();
    (MEMORY.peak_usage() - before, records)
}

fn polled(count: u64) -> u64 {
    let mut records = 0;
    let mut items = pages(async |at: Option<String>| Ok::<_, Infallible>(page(number(at.as_deref()), count))).items();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        while let Some(record) = items.try_next().await.unwrap() {
            records += u64::from(!record.is_empty());
        }
    });
    records
}

fn blocking(count: u64) -> u64 {
    let walk = pages_blocking(move |at: Option<String>| Ok::<_, Infallible>(page(number(at.as_deref()), count)));
    walk.items().map(|record| u64::from(!record.unwrap().is_empty())).sum()
}

fn whole_pages(count: u64) -> u64 {
    let walk = pages_blocking(move |at: Option<String>| Ok::<_, Infallible>(page(number(at.as_deref()), count)));
    walk.pages().map(|page| page.unwrap().data.len() as u64).sum()
}

/// A checkpoint is written behind every record.
fn stored(count: u64) -> u64 {
    let walk = pages_blocking(move |at: Option<String>| Ok::<_, Infallible>(page(number(at.as_deref()), count)));
    let mut items = walk.items();
    let (mut records, mut last): (u64, Option<Checkpoint>) = (0, None);
    while items.try_next().unwrap().is_some() {
        records += 1;
        last = Some(items.checkpoint());
    }
    assert!(last.is_some());
    records
}

/// A walk over so many pages; its records.
type Walk = fn(u64) -> u64;

#[test]
fn ten_thousand_pages_take_the_memory_of_ten() {
    let walks: [(&str, Walk); 4] = [
        ("items, polled", polled),
        ("items, blocking", blocking),
        ("whole pages", whole_pages),
        ("a checkpoint behind every record", stored),
    ];
    println!("peak of live memory in bytes, {RECORDS} records a page");
    for (name, walk) in walks {
        let peaks = [1, 10, 10_000].map(|count| {
            let (bytes, records) = peak(|| walk(count));
            assert_eq!(records, count * RECORDS);
            bytes
        });
        let [one, ten, many] = peaks;
        let per_mille = many * 1_000 / ten;
        println!(
            "{name}: 1 page {one}, 10 pages {ten}, 10,000 pages {many}: {}.{:03}",
            per_mille / 1_000,
            per_mille % 1_000
        );
        assert!(many * 100 <= ten * 105, "{name}: {many} bytes against {ten}");
    }
}
