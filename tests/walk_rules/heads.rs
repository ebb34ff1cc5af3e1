//! Functions that return the head of the response: positions and counts in headers.

use std::convert::Infallible;

use http::HeaderMap;
use pagination_core::{Error, Head, Page, PageNumber, Paginated};

use crate::support::some;

type Answer<P> = Result<Page<P>, Infallible>;

fn with_head<P>(response: P, headers: &[(&str, &str)]) -> Answer<P> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(http::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
    }
    let head = Head { status: http::StatusCode::OK, headers: map, url: "https://api.example/names".to_owned() };
    Ok(Page::with_head(response, head))
}

/// The cursor stands in a header, on the last page too.
#[derive(Debug, Paginated)]
#[cursor(header = "x-cursor", stop(empty_page))]
#[page(stop(empty_page))]
struct Names(Vec<u32>);

#[test]
fn a_cursor_in_a_header_reaches_the_function_that_returns_the_head() {
    let walked = both!(Option<String>, |number: usize, _| match number {
        0 => with_head(Names(vec![1, 2]), &[("X-Cursor", "b")]),
        1 => with_head(Names(vec![3]), &[("x-cursor", "c")]),
        _ => with_head(Names(vec![]), &[("x-cursor", "d")]),
    });
    walked.gave(&[1, 2, 3], &some(&["b", "c"]));
}

#[test]
fn a_header_that_is_absent_or_empty_is_the_end() {
    for headers in [&[][..], &[("x-cursor", "")]] {
        let walked = both!(Option<String>, |number: usize, _| match number {
            0 => with_head(Names(vec![1, 2]), &[("x-cursor", "b")]),
            _ => with_head(Names(vec![3]), headers),
        });
        walked.gave(&[1, 2, 3], &some(&["b"]));
    }
}

#[test]
fn a_number_in_a_header_can_be_taken_as_one() {
    let walked = both!(Option<u64>, |number: usize, _| match number {
        0 => with_head(Names(vec![1, 2]), &[("x-cursor", "17")]),
        _ => with_head(Names(vec![]), &[]),
    });
    walked.gave(&[1, 2], &[None, Some(17)]);
}

#[test]
fn a_way_that_needs_no_head_takes_a_page_with_one_too() {
    let walked =
        both!(u32, |number: usize, _| with_head(Names(vec![1; 2 - number]), &[]), pager => pager.by::<PageNumber>());
    walked.gave(&[1, 1, 1], &[1, 2, 3]);
}

#[test]
fn the_head_is_on_the_pages_of_the_walk() {
    let pages: Vec<_> =
        pagination_core::pages_blocking(|_: Option<String>| with_head(Names(vec![1]), &[("x-kind", "last")]))
            .pages()
            .map(Result::unwrap)
            .collect();
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].status().as_u16(), 200);
    assert_eq!(pages[0].header("x-kind").as_deref(), Some("last"));
    assert_eq!(pages[0].url(), "https://api.example/names");
}

#[test]
fn a_page_without_a_head_says_so_plainly() {
    let page = Page::new(7);
    assert_eq!(page.status().as_u16(), 200);
    assert!(page.headers().is_empty());
    assert_eq!(page.url(), "");
}

#[test]
fn a_link_header_is_read_by_its_relation() {
    #[derive(Debug, Paginated)]
    #[next_link(rel = "next")]
    struct Linked(Vec<u32>);
    let walked = both!(Option<String>, |number: usize, _| match number {
        0 => with_head(
            Linked(vec![1]),
            &[("link", r#"<https://api.example/names?a=1,2>; rel="prev next", </x>; rel=first"#)]
        ),
        1 => with_head(Linked(vec![2]), &[("link", "</x>; rel=first"), ("link", "</names?p=3>; REL=Next")]),
        _ => with_head(Linked(vec![3]), &[("link", r#"</x>; rel="first""#)]),
    });
    walked.gave(&[1, 2, 3], &some(&["https://api.example/names?a=1,2", "/names?p=3"]));
}

#[test]
fn counts_can_stand_in_headers() {
    #[derive(Debug, Paginated)]
    #[page]
    #[paginated(total_pages(header = "X-WP-TotalPages"))]
    struct Posts(Vec<u32>);
    let walked = both!(u32, |_, at| with_head(Posts(vec![at]), &[("x-wp-totalpages", "3")]));
    walked.gave(&[1, 2, 3], &[1, 2, 3]);

    #[derive(Debug, Paginated)]
    #[offset]
    #[paginated(total(header = "x-total"))]
    struct Counted(Vec<u32>);
    let walked = both!(u32, |_, _| with_head(Counted(vec![7, 7]), &[("x-total", "4")]));
    walked.gave(&[7; 4], &[0, 2]);

    #[derive(Debug, Paginated)]
    #[offset(step(header = "x-scanned"), stop(empty_page))]
    struct Scanned(Vec<u32>);
    let walked = both!(u32, |number: usize, _| with_head(Scanned(vec![7; 2 - number]), &[("x-scanned", "10")]));
    walked.gave(&[7; 3], &[0, 10, 20]);
}

#[test]
fn a_function_of_the_page_sees_its_head() {
    #[derive(Debug, Paginated)]
    #[cursor(with = range)]
    struct Parts(Vec<u32>);
    fn range(page: &Page<Parts>) -> Option<u64> {
        let range = page.header("content-range")?;
        let (read, total) = range.strip_prefix("items 0-")?.split_once('/')?;
        (read != total).then(|| read.parse().unwrap())
    }
    let ranges = ["items 0-2/5", "items 0-4/5", "items 0-5/5"];
    let walked = both!(Option<u64>, |number: usize, _| with_head(Parts(vec![7]), &[("content-range", ranges[number])]));
    walked.gave(&[7; 3], &[None, Some(2), Some(4)]);
}

#[test]
fn an_error_of_the_function_is_its_own_also_where_it_returns_heads() {
    let walked = both!(Option<String>, |number: usize, _| match number {
        0 => with_head(Names(vec![1]), &[("x-cursor", "b")]).map_err(|never| match never {}),
        1 => Err("no answer"),
        _ => Ok(Page::new(Names(vec![]))),
    });
    let asked = [None, Some("b".to_owned()), Some("b".to_owned())];
    assert!(matches!(walked.failed(&[1], &asked), Error::Transport("no answer")));
}
