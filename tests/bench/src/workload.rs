//! The walk that is measured: 1,000 pages of 100 records, made in memory, as cheaply as records can be made.

use std::convert::Infallible;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use pagination_core::Paginated;

/// How many pages the list has.
pub const PAGES: u64 = 1_000;
/// How many records a page has.
pub const RECORDS: u64 = 100;

/// Whether the cursor stands before the records in a page.
pub static CURSOR_FIRST: AtomicBool = AtomicBool::new(false);

/// One record.
pub struct Record {
    /// Its number.
    pub id: u64,
    /// A title of the usual length.
    pub name: String,
}

/// One page, with the cursor of the next.
#[derive(Paginated)]
#[cursor(field = next)]
pub struct Records {
    /// The records.
    pub items: Vec<Record>,
    /// Where the next page is.
    pub next: Option<String>,
}

/// One page of a list that is walked by offset.
#[derive(Paginated)]
#[offset(stop(empty_page))]
pub struct Numbered {
    /// The records.
    pub items: Vec<Record>,
}

/// The function that hands out the pages. It is the same for everyone.
pub async fn list(cursor: Option<&str>) -> Result<Records, Infallible> {
    Ok(records(number(cursor)))
}

/// The same without `async`.
#[allow(clippy::unnecessary_wraps, reason = "the functions that are walked return results")]
pub fn list_blocking(cursor: Option<&str>) -> Result<Records, Infallible> {
    Ok(records(number(cursor)))
}

/// The same list by offset: it ends with an empty page.
pub async fn list_from(offset: u64) -> Result<Numbered, Infallible> {
    let page = offset / RECORDS;
    Ok(Numbered { items: if page < PAGES { items(page) } else { Vec::new() } })
}

/// What a consumer does with a record: it reads it.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would be counted for some walks and not for others")]
#[allow(clippy::needless_pass_by_value, reason = "a consumer takes the record")]
pub fn read(record: Record) -> u64 {
    black_box(&record.name);
    record.id
}

/// What all records of the list add up to.
pub const fn sum() -> u64 {
    let records = PAGES * RECORDS;
    records * (records - 1) / 2
}

#[inline(never)]
fn records(page: u64) -> Records {
    // In the order in which a body is decoded.
    if CURSOR_FIRST.load(Relaxed) {
        let next = next(page);
        return Records { items: items(page), next };
    }
    let items = items(page);
    Records { items, next: next(page) }
}

#[inline(never)]
fn next(page: u64) -> Option<String> {
    (page + 1 < PAGES).then(|| format!("cursor-{}", page + 1))
}

#[inline(never)]
fn items(page: u64) -> Vec<Record> {
    let first = page * RECORDS;
    let name = "Weekly meeting of the platform team, in the large room";
    (first..first + RECORDS).map(|id| Record { id, name: name.to_owned() }).collect()
}

#[inline(never)]
fn number(cursor: Option<&str>) -> u64 {
    cursor.and_then(|cursor| cursor.strip_prefix("cursor-")?.parse().ok()).unwrap_or(0)
}
