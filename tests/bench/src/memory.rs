//! The most memory that a walk holds at a time, as the list grows.
#![allow(clippy::unwrap_used, reason = "nothing here can fail: the errors are `Infallible`")]

use std::convert::Infallible;
use std::io;

use futures_executor::block_on;
use pagination_core::{Paginated, pages, pages_blocking};

use crate::allocator;
use crate::plot::{Line, Scale, lines};
use crate::report::{Report, Table};

const LENGTHS: [u64; 4] = [10, 100, 1_000, 10_000];

#[derive(Paginated)]
#[cursor(field = next)]
struct Notes {
    notes: Vec<String>,
    next: Option<String>,
}

/// Every page and every cursor has the same size, so that only the walk can make a difference.
#[allow(clippy::unnecessary_wraps, reason = "the functions that are walked return results")]
fn notes(cursor: Option<&str>, pages: u64) -> Result<Notes, Infallible> {
    let page: u64 = cursor.map_or(0, |cursor| cursor.parse().unwrap());
    let notes = (0..100).map(|note| format!("{note:0100}")).collect();
    Ok(Notes { notes, next: (page + 1 < pages).then(|| format!("{:024}", page + 1)) })
}

fn by_hand(length: u64) {
    let mut cursor = None::<String>;
    loop {
        let page = notes(cursor.as_deref(), length).unwrap();
        page.notes.into_iter().for_each(drop);
        match page.next {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
}

fn items(length: u64) {
    let mut items = pages(move |at: Option<String>| async move { notes(at.as_deref(), length) }).items();
    block_on(async { while items.try_next().await.unwrap().is_some() {} });
}

fn blocking_items(length: u64) {
    pages_blocking(|at: Option<String>| notes(at.as_deref(), length)).items().for_each(drop);
}

fn whole_pages(length: u64) {
    pages_blocking(|at: Option<String>| notes(at.as_deref(), length)).pages().for_each(drop);
}

fn prefetch(length: u64) {
    let mut pages = pages(move |at: Option<String>| async move { notes(at.as_deref(), length) }).prefetch().pages();
    block_on(async { while pages.try_next().await.unwrap().is_some() {} });
}

/// A walk over so many pages.
type Walk = fn(u64);

/// Measures the walks over lists of 10 to 10,000 pages.
pub fn run(report: &mut Report) -> io::Result<()> {
    let walks: [(&str, Walk); 5] = [
        ("loop by hand", by_hand),
        ("items()", items),
        ("blocking items()", blocking_items),
        ("blocking pages()", whole_pages),
        ("prefetch().pages()", prefetch),
    ];
    let mut head = vec!["peak, in bytes".to_owned()];
    head.extend(LENGTHS.iter().map(|pages| format!("{pages} pages")));
    head.push("10,000 against 10".into());
    let mut table = Table::new(&head);
    let mut shown = Vec::new();
    for (name, walk) in walks {
        let peaks = LENGTHS.map(|pages| allocator::count(|| walk(pages)).2);
        let mut row = vec![name.to_owned()];
        row.extend(peaks.iter().map(ToString::to_string));
        let ([first, ..], [.., last]) = (peaks, peaks);
        row.push(format!("{:.3}", last as f64 / first as f64));
        table.row(row);
        let points = LENGTHS.iter().zip(peaks).map(|(pages, peak)| (*pages as f64, peak as f64 / 1024.0)).collect();
        shown.push(Line { name: name.to_owned(), points });
    }
    report.table("memory", &table)?;
    report.plot(
        "memory",
        &lines("Peak memory in KiB as the list grows", "pages (logarithmic)", "KiB", Scale::Logarithmic, &shown),
    )
}
