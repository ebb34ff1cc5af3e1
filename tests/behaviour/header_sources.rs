//! Positions and counts in response headers, over HTTP and over functions that return pages with headers.

use http::HeaderMap;
use pagination_core::Error;
use pagination_core::{Head, Page, PageNumber, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};

use crate::harness::{Sound, list, some};

/// A page with these headers, as a function returns it.
fn with_headers<P, E>(response: P, headers: &[(&str, &str)]) -> Result<Page<P>, E> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(http::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
    }
    let head = Head { status: http::StatusCode::OK, headers: map, url: "https://api.example/names".to_owned() };
    Ok(Page::with_head(response, head))
}

/// The cursor is in a header, on the last page too.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(header = "x-cursor", stop(empty_page))]
#[page(stop(empty_page))]
struct Names(Vec<u64>);

#[test]
fn a_cursor_in_a_header_that_is_always_there_ends_at_the_declared_stop() {
    let walked = everywhere_with_headers!(Option<String>, |number: usize, _| -> Sound<Page<Names>> {
        match number {
            0 => with_headers(Names(vec![1, 2]), &[("X-Cursor", "b")]),
            1 => with_headers(Names(vec![3]), &[("x-cursor", "c")]),
            _ => with_headers(Names(vec![]), &[("x-cursor", "d")]),
        }
    });
    walked.gave(&[1, 2, 3], &some(&["b", "c"]));
}

#[test]
fn an_empty_or_missing_header_is_the_end() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(header = "x-cursor", stop(absent))]
    struct UntilAbsent(Vec<u64>);
    for headers in [&[][..], &[("x-cursor", "")]] {
        let walked = everywhere_with_headers!(Option<String>, |number: usize, _| -> Sound<Page<Names>> {
            match number {
                0 => with_headers(Names(vec![1, 2]), &[("x-cursor", "b")]),
                _ => with_headers(Names(vec![3]), headers),
            }
        });
        walked.gave(&[1, 2, 3], &some(&["b"]));
        let walked = everywhere_with_headers!(Option<String>, |number: usize, _| -> Sound<Page<UntilAbsent>> {
            match number {
                0 => with_headers(UntilAbsent(vec![1, 2]), &[("X-Cursor", "b")]),
                _ => with_headers(UntilAbsent(vec![3]), headers),
            }
        });
        walked.gave(&[1, 2, 3], &some(&["b"]));
    }
}

#[test]
fn a_function_can_take_a_number_in_a_header_as_a_number() {
    let walked = everywhere_with_headers!(Option<u64>, |number: usize, _| -> Sound<Page<Names>> {
        match number {
            0 => with_headers(Names(vec![1, 2]), &[("x-cursor", "17")]),
            _ => with_headers(Names(vec![]), &[]),
        }
    });
    walked.gave(&[1, 2], &[None, Some(17)]);
}

#[test]
fn a_strategy_that_reads_no_headers_takes_a_page_with_headers_too() {
    let walked = everywhere_with_headers!(
        u64,
        |number: usize, _| -> Sound<Page<Names>> { with_headers(Names(vec![1; 2 - number]), &[]) },
        pager => pager.by::<PageNumber>()
    );
    walked.gave(&[1, 1, 1], &[1, 2, 3]);
}

#[test]
fn the_pages_of_a_walk_carry_status_headers_and_url() {
    let pages: Vec<_> = pages_blocking(|_: Option<String>| -> Sound<Page<Names>> {
        with_headers(Names(vec![1]), &[("x-kind", "last")])
    })
    .pages()
    .map(Result::unwrap)
    .collect();
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].status().as_u16(), 200);
    assert_eq!(pages[0].header("x-kind").as_deref(), Some("last"));
    assert_eq!(pages[0].url(), "https://api.example/names");
}

#[test]
fn a_page_without_headers_has_status_200_and_no_url() {
    let page = Page::new(7);
    assert_eq!(page.status().as_u16(), 200);
    assert!(page.headers().is_empty());
    assert_eq!(page.url(), "");
}

#[test]
fn counts_can_be_in_headers() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page]
    #[paginated(total_pages(header = "X-WP-TotalPages"))]
    struct Posts(Vec<u64>);
    let walked = everywhere_with_headers!(u64, |_, at| -> Sound<Page<Posts>> {
        with_headers(Posts(vec![at]), &[("x-wp-totalpages", "3")])
    });
    walked.gave(&[1, 2, 3], &[1, 2, 3]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset]
    #[paginated(total(header = "x-total"))]
    struct Counted(Vec<u64>);
    let walked = everywhere_with_headers!(u64, |_, at: u64| -> Sound<Page<Counted>> {
        with_headers(Counted(list(at..at + 2)), &[("x-total", "4")])
    });
    walked.gave(&list(0..4), &[0, 2]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(step(header = "x-scanned"), stop(empty_page))]
    struct Scanned(Vec<u64>);
    let walked = everywhere_with_headers!(u64, |number: usize, _| -> Sound<Page<Scanned>> {
        with_headers(Scanned(vec![7; 2 - number]), &[("x-scanned", "10")])
    });
    walked.gave(&[7; 3], &[0, 10, 20]);
}

#[test]
fn a_function_of_the_page_sees_its_headers() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(with = range)]
    struct Parts(Vec<u64>);
    fn range(page: &Page<Parts>) -> Option<u64> {
        let range = page.header("content-range")?;
        let (read, total) = range.strip_prefix("items 0-")?.split_once('/')?;
        (read != total).then(|| read.parse().unwrap())
    }
    let ranges = ["items 0-2/5", "items 0-4/5", "items 0-5/5"];
    let walked = everywhere_with_headers!(Option<u64>, |number: usize, _| -> Sound<Page<Parts>> {
        with_headers(Parts(vec![7]), &[("content-range", ranges[number])])
    });
    walked.gave(&[7; 3], &[None, Some(2), Some(4)]);
}

#[test]
fn after_an_error_of_a_function_that_returns_headers_the_same_page_is_requested_again() {
    let walked = everywhere_with_headers!(Option<String>, |number: usize, _| match number {
        0 => with_headers(Names(vec![1]), &[("x-cursor", "b")]),
        1 => Err("no page"),
        _ => Ok(Page::new(Names(vec![]))),
    });
    let requested = [None, Some("b".to_owned()), Some("b".to_owned())];
    assert!(matches!(walked.failed(&[1], &requested), Error::Transport("no page")));
}
