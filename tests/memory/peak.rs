//! The memory of a walk is that of the pages in hand, however many pages it has.
use std::convert::Infallible;

use pagination_core::{Checkpoint, Paginated, pages, pages_blocking};

const ITEMS: u64 = 100;

#[derive(Paginated)]
#[cursor(field = next)]
struct Notes {
    data: Vec<String>,
    next: Option<String>,
}

fn page(number: u64, pages: u64) -> Notes {
    let first = number * ITEMS;
    let data = (first..first + ITEMS).map(|item| format!("{item:0>100}")).collect();
    Notes { data, next: (number + 1 < pages).then(|| format!("{:0>24}", number + 1)) }
}

fn number(at: Option<&str>) -> u64 {
    at.map_or(0, |at| at.parse().unwrap())
}

/// The most bytes that were allocated at a time while this ran, and its items.
fn peak(run: impl FnOnce() -> u64) -> (u64, u64) {
    let mut items = 0;
    let counted = allocation_counter::measure(|| items = run());
    (counted.bytes_max, items)
}

fn polled(count: u64) -> u64 {
    let mut received = 0;
    let mut items = pages(async |at: Option<String>| Ok::<_, Infallible>(page(number(at.as_deref()), count))).items();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        while let Some(item) = items.try_next().await.unwrap() {
            received += u64::from(!item.is_empty());
        }
    });
    received
}

fn blocking(count: u64) -> u64 {
    let walk = pages_blocking(move |at: Option<String>| Ok::<_, Infallible>(page(number(at.as_deref()), count)));
    walk.items().map(|item| u64::from(!item.unwrap().is_empty())).sum()
}

fn whole_pages(count: u64) -> u64 {
    let walk = pages_blocking(move |at: Option<String>| Ok::<_, Infallible>(page(number(at.as_deref()), count)));
    walk.pages().map(|page| page.unwrap().data.len() as u64).sum()
}

/// Writes a checkpoint after every item.
fn stored(count: u64) -> u64 {
    let walk = pages_blocking(move |at: Option<String>| Ok::<_, Infallible>(page(number(at.as_deref()), count)));
    let mut items = walk.items();
    let (mut received, mut last): (u64, Option<Checkpoint>) = (0, None);
    while items.try_next().unwrap().is_some() {
        received += 1;
        last = Some(items.checkpoint());
    }
    assert!(last.is_some());
    received
}

/// Walks so many pages and returns the number of items.
type Walk = fn(u64) -> u64;

/// The most that the loop guard takes, once a walk is long: the positions of 3,072 pages, in three sets.
const GUARD: u64 = 72 * 1_024;

#[test]
fn ten_thousand_pages_take_the_memory_of_five_thousand_and_that_of_ten_with_a_loop_guard() {
    let walks: [(&str, Walk); 4] = [
        ("items, polled", polled),
        ("items, blocking", blocking),
        ("whole pages", whole_pages),
        ("a checkpoint after every item", stored),
    ];
    println!("peak of allocated bytes, {ITEMS} items a page");
    for (name, walk) in walks {
        let [one, ten, half, many] = [1, 10, 5_000, 10_000].map(|count| {
            let (bytes, items) = peak(|| walk(count));
            assert_eq!(items, count * ITEMS);
            bytes
        });
        println!("{name}: 1 page {one}, 10 pages {ten}, 5,000 pages {half}, 10,000 pages {many}");
        assert!(ten * 100 <= one * 110, "{name}: {ten} bytes against {one}: a short walk pays for no guard");
        assert!(many * 100 <= half * 101, "{name}: {many} bytes against {half}");
        assert!(many <= ten + GUARD, "{name}: {many} bytes against {ten}");
    }
}
