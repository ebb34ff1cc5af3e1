//! `split` by page number, where pages are of different lengths, or of lengths that nothing tells.

use pagination_core::{Error, PageNumber, Pager, Paginated, PaginatedBy, ParallelBy, Part, pages_blocking};

use crate::harness::{Sound, list};

#[derive(Debug, Paginated)]
#[page(parallel)]
#[paginated(total = total)]
struct Unsized {
    data: Vec<u64>,
    total: u64,
}

#[derive(Debug, Paginated)]
#[page(parallel)]
#[paginated(total = total, page_size(default = 3))]
struct Sized {
    data: Vec<u64>,
    total: u64,
}

#[derive(Debug, Paginated)]
#[page(parallel)]
#[paginated(total = total, total_pages = pages, page_size(default = 3))]
struct Counted {
    data: Vec<u64>,
    total: u64,
    pages: u64,
}

#[derive(Debug, Paginated)]
#[page(parallel)]
#[paginated(total = total, page_size(default = 3))]
struct Untotalled {
    data: Vec<u64>,
    total: Option<u64>,
}

/// The items of the page `at`, where the pages have these lengths.
fn page(lengths: &[u64], at: u64) -> Vec<u64> {
    let at = usize::try_from(at - 1).unwrap();
    let before = lengths.iter().take(at).sum();
    list(before..before + lengths.get(at).copied().unwrap_or(0))
}

/// Lengths of pages, of lists of up to 40 items: page one is shorter or longer than the others, or of their length.
fn lengths() -> Vec<Vec<u64>> {
    let mut all = Vec::new();
    for first in 1..=6 {
        for full in 1..=5 {
            for pages in 0..6 {
                for last in 0..=full {
                    let middle = std::iter::repeat_n(full, pages);
                    all.push(std::iter::once(first).chain(middle).chain((last > 0).then_some(last)).collect());
                }
            }
        }
    }
    all.extend([vec![], vec![3, 3, 1, 3, 3], vec![5, 3, 3, 2], vec![3, 2, 3, 3, 2, 1]]);
    all
}

fn parts_of<P, A>(api: A, n: usize) -> Vec<Part>
where
    P: Paginated + PaginatedBy<PageNumber, Head = ()> + ParallelBy<PageNumber> + std::fmt::Debug,
    A: Fn(u64) -> Sound<P>,
{
    pages_blocking(api).by::<PageNumber>().split(n).unwrap()
}

macro_rules! together {
    ($api:expr, $lengths:expr, $is_uneven:expr) => {
        let total = $lengths.iter().sum();
        for n in [1, 2, 3, 5, 40] {
            let parts = parts_of($api, n);
            assert!(parts.len() <= n);
            let walk = |part| pages_blocking($api).part(part).items().collect::<Result<Vec<_>, _>>();
            match parts.into_iter().map(walk).collect::<Result<Vec<_>, _>>() {
                Ok(walked) => assert_eq!(walked.concat(), list(0..total), "{:?} in {n}: {walked:?}", $lengths),
                Err(error) => assert!($is_uneven && error.to_string().contains("fewer than 3 items"), "{error}"),
            }
        }
    };
}

#[test]
fn together_they_are_the_list_whatever_the_length_of_page_one() {
    for lengths in lengths() {
        let total = lengths.iter().sum();
        let pages = lengths.len() as u64;
        together!(|at: u64| Sound::Ok(Unsized { data: page(&lengths, at), total }), lengths, false);
        // Page one is full, so that the pages after it are expected to be.
        let is_uneven = lengths.first() == Some(&3) && lengths.iter().rev().skip(1).any(|length| *length != 3)
            || lengths.last().is_some_and(|last| *last > 3);
        together!(|at: u64| Sound::Ok(Sized { data: page(&lengths, at), total }), lengths, is_uneven);
        together!(|at: u64| Sound::Ok(Counted { data: page(&lengths, at), total, pages }), lengths, false);
    }
}

#[test]
fn a_part_far_past_the_end_is_an_error_and_not_a_loss() {
    // Page one has so little that the list seems to have 37 pages.
    let api = |at: u64| Sound::Ok(Unsized { data: page(&[1, 12, 12, 12], at), total: 37 });
    let mut parts = pages_blocking(api).split(2).unwrap().into_iter();
    let mut walk = || pages_blocking(api).part(parts.next().unwrap()).items().collect::<Result<Vec<_>, _>>();
    assert_eq!(walk().unwrap(), list(0..37));
    assert!(matches!(walk(), Err(Error::Incomplete { .. })));
}

#[test]
fn where_every_page_is_full_nothing_past_the_end_is_requested() {
    let api = |at: u64| match at {
        1..=4 => Sound::Ok(Sized { data: page(&[3, 3, 3, 2], at), total: 11 }),
        _ => panic!("page {at} was requested"),
    };
    let parts = pages_blocking(api).split(8).unwrap();
    assert_eq!(parts.len(), 4);
    let walk = |part| pages_blocking(api).part(part).items().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!(parts.into_iter().flat_map(walk).collect::<Vec<_>>(), list(0..11));
}

#[test]
fn without_a_total_there_are_none_and_an_empty_list_is_one() {
    let api = |at: u64| Sound::Ok(Untotalled { data: page(&[3, 3], at), total: None });
    let error = pages_blocking(api).split(2).unwrap_err();
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("total"), "{error}");
    let empty = |at: u64| Sound::Ok(Untotalled { data: page(&[], at), total: Some(0) });
    assert_eq!(pages_blocking(empty).split(8).unwrap().len(), 1);
    // A total below what page one has is wrong; the one part is the whole list.
    let wrong = |at: u64| Sound::Ok(Untotalled { data: page(&[3, 3, 2], at), total: Some(2) });
    let part = pages_blocking(wrong).split(8).unwrap().remove(0);
    assert_eq!(pages_blocking(wrong).part(part).items().map(Result::unwrap).collect::<Vec<_>>(), list(0..8));
}

#[test]
fn a_list_that_grew_is_longer_in_the_last_part_and_one_that_shrank_is_shorter() {
    let walk = |part, lengths: &'static [u64]| {
        let total = lengths.iter().sum();
        let pager: Pager<_, _, _, _> = pages_blocking(move |at| Sound::Ok(Sized { data: page(lengths, at), total }));
        pager.part(part).items().map(Result::unwrap).collect::<Vec<_>>()
    };
    for first in [2, 3] {
        let lengths = [first, 3, 3, 3];
        let parts = parts_of(|at| Sound::Ok(Sized { data: page(&lengths, at), total: lengths.iter().sum() }), 2);
        let grown: &'static [u64] = if first == 2 { &[2, 3, 3, 3, 3, 3, 1] } else { &[3, 3, 3, 3, 3, 3, 1] };
        let walked: Vec<_> = parts.iter().map(|part| walk(part.clone(), grown)).collect();
        assert_eq!(walked, [list(0..first + 3), list(first + 3..first + 16)]);
        let shrunk: &'static [u64] = if first == 2 { &[2, 1] } else { &[3, 1] };
        let walked: Vec<_> = parts.iter().map(|part| walk(part.clone(), shrunk)).collect();
        assert_eq!(walked, [list(0..first + 1), Vec::new()]);
    }
}
