//! How many allocations a walk makes above those of the loop written by hand.
use std::convert::Infallible;

use futures_util::FutureExt as _;
use pagination_core::{Paginated, pages, pages_blocking};

const PAGES: usize = 200;
const ITEMS: usize = 100;

#[derive(Paginated)]
#[cursor(field = next)]
struct Notes {
    notes: Vec<String>,
    next: Option<String>,
}

#[derive(Paginated)]
#[offset(stop(empty_page))]
#[page(stop(empty_page))]
struct Numbered {
    notes: Vec<String>,
}

fn notes() -> Vec<String> {
    (0..ITEMS).map(|_| "A note".to_owned()).collect()
}

fn list(cursor: Option<&str>) -> Notes {
    let page = cursor.map_or(0, |cursor| cursor.parse().unwrap());
    Notes { notes: notes(), next: (page + 1 < PAGES).then(|| format!("{:032}", page + 1)) }
}

fn numbered(page: u64) -> Numbered {
    Numbered { notes: if page < PAGES as u64 { notes() } else { Vec::new() } }
}

fn by_cursor() -> usize {
    let (mut count, mut cursor) = (0, None::<String>);
    loop {
        let page = list(cursor.as_deref());
        count += page.notes.len();
        match page.next {
            Some(next) => cursor = Some(next),
            None => break count,
        }
    }
}

fn by_number() -> usize {
    (0..=PAGES as u64).map(|page| numbered(page).notes.len()).sum()
}

fn items() -> usize {
    let walk = async {
        let mut items = pages(async |at: Option<String>| Ok::<_, Infallible>(list(at.as_deref()))).items();
        let mut count = 0;
        while items.try_next().await.unwrap().is_some() {
            count += 1;
        }
        count
    };
    walk.now_or_never().unwrap()
}

fn blocking_items() -> usize {
    pages_blocking(|at: Option<String>| Ok::<_, Infallible>(list(at.as_deref()))).items().count()
}

fn whole_pages() -> usize {
    let walk = pages_blocking(|at: Option<String>| Ok::<_, Infallible>(list(at.as_deref())));
    walk.pages().map(|page| page.unwrap().notes.len()).sum()
}

fn prefetch() -> usize {
    let walk = async {
        let pages = pages(async |at: Option<String>| Ok::<_, Infallible>(list(at.as_deref()))).prefetch().pages();
        let mut count = 0;
        pages.for_each(async |page| count += page.notes.len()).await.unwrap();
        count
    };
    walk.now_or_never().unwrap()
}

fn offset_items() -> usize {
    let walk = pages_blocking(|from: u64| Ok::<_, Infallible>(numbered(from / ITEMS as u64)));
    walk.items().count()
}

fn page_items() -> usize {
    let walk = pages_blocking(|page: u64| Ok::<_, Infallible>(numbered(page - 1)));
    walk.by::<pagination_core::PageNumber>().items().count()
}

/// The allocations of a walk, those that enlarge a block included.
fn allocations(walk: fn() -> usize) -> usize {
    let counted = allocation_counter::measure(|| assert_eq!(walk(), PAGES * ITEMS));
    usize::try_from(counted.count_total).unwrap()
}

#[test]
fn a_page_costs_one_allocation_by_cursor_and_none_by_number_and_an_item_none() {
    // What a walk needs once: the queue, the request, the memory of the loop guard and of the first positions.
    let once = 16;
    let loop_by_cursor = allocations(by_cursor);
    // The argument of the function, which it owns.
    for (name, walk) in [
        ("items", items as fn() -> usize),
        ("blocking items", blocking_items),
        ("pages", whole_pages),
        ("prefetch", prefetch),
    ] {
        let above = allocations(walk) - loop_by_cursor;
        assert!(above <= PAGES + once, "{name}: {above} allocations above the loop over {PAGES} pages");
    }
    let loop_by_number = allocations(by_number);
    for (name, walk) in [("by offset", offset_items as fn() -> usize), ("by page number", page_items)] {
        let above = allocations(walk) - loop_by_number;
        assert!(above <= once, "{name}: {above} allocations above the loop over {PAGES} pages");
    }
}
