//! Where a walk by offset or page number ends: an empty page, a short page, the flag.

use pagination_core::{Paginated, pages_blocking};
use serde::{Deserialize, Serialize};

use crate::harness::{ByOffset, Sound, bare, list, number_in, numbers, over_http_at, slice};

/// A counted walk with a flag and a total.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[offset]
#[paginated(has_more = has_more, total = total)]
struct Counted {
    data: Vec<u64>,
    has_more: Option<bool>,
    total: Option<u64>,
}

#[test]
fn the_flag_beats_the_total() {
    let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Counted> {
        Ok(Counted { data: list(at..at + 3), has_more: Some(number < 2), total: Some(3) })
    });
    walked.gave(&list(0..9), &[0, 3, 6]);
    let walked = everywhere!(u64, |_, _| -> Sound<Counted> {
        Ok(Counted { data: vec![1, 2, 3], has_more: Some(false), total: Some(99) })
    });
    walked.gave(&[1, 2, 3], &[0]);
}

#[test]
fn an_empty_last_page_is_delivered_as_a_page() {
    let pages: Vec<_> = pages_blocking(|at: u64| -> Sound<ByOffset> { Ok(ByOffset { data: numbers(at, 3, 6) }) })
        .pages()
        .map(|page| page.unwrap().data.len())
        .collect();
    assert_eq!(pages, [3, 3, 0]);
}

#[test]
fn a_short_page_is_not_the_end_unless_declared() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(stop(empty_page))]
    #[paginated(page_size(default = 3))]
    struct Filtered {
        data: Vec<u64>,
    }
    let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Filtered> {
        Ok(Filtered { data: list(at..at + [3, 1, 2, 0][number]) })
    });
    walked.gave(&list(0..6), &[0, 3, 4, 6]);
}

#[test]
fn a_short_page_is_one_below_the_default_of_the_server() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(stop(short_page))]
    #[paginated(page_size(default = 3))]
    struct Short {
        data: Vec<u64>,
    }
    // A list that fills its last page takes one more request.
    let cases = [
        (&[3, 3, 2][..], &[0, 3, 6][..]),
        (&[3, 1], &[0, 3]),
        (&[2], &[0]),
        (&[3, 0], &[0, 3]),
        (&[3, 3, 0], &[0, 3, 6]),
        (&[4, 3, 1], &[0, 4, 7]),
    ];
    for (sizes, requested) in cases {
        let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Short> {
            Ok(Short { data: list(at..at + sizes[number]) })
        });
        walked.gave(&list(0..sizes.iter().sum()), requested);
    }
}

#[test]
fn without_a_known_size_a_short_page_is_one_below_the_longest() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(stop(short_page))]
    struct Short {
        data: Vec<u64>,
    }
    let cases = [
        (&[3, 3, 2][..], &[0, 3, 6][..]),
        (&[4, 4, 2], &[0, 4, 8]),
        (&[2, 4, 3], &[0, 2, 6]),
        (&[0], &[0]),
        (&[3, 0], &[0, 3]),
    ];
    for (sizes, requested) in cases {
        let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Short> {
            Ok(Short { data: list(at..at + sizes[number]) })
        });
        walked.gave(&list(0..sizes.iter().sum()), requested);
    }
}

#[test]
fn a_short_page_is_one_below_the_size_that_was_sent() {
    // The declared default is 3; the template has 2.
    let walked = over_http_at::<ByOffset>("/list?limit=2", |_, request| bare(slice(request, 3, 5)));
    assert_eq!(walked.sound(), list(0..5));
    assert_eq!(walked.targets(), ["/list?limit=2&offset=0", "/list?limit=2&offset=2", "/list?limit=2&offset=4"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(empty_page))]
#[paginated(page_size(param = "limit"))]
struct UntilEmpty {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", max = 4))]
struct Clamped {
    data: Vec<u64>,
}

#[test]
fn a_size_above_the_maximum_is_not_used_to_find_short_pages() {
    // The server returns 4 items for a limit of 9, which is above the declared maximum.
    let clamp = |_: usize, request: &demo_apis::LoggedRequest| {
        let start = number_in(request, "offset", 0);
        bare(start..(start + 4).min(10))
    };
    let walked = over_http_at::<Clamped>("/list?limit=9", clamp);
    assert_eq!(walked.sound(), list(0..10));
    assert_eq!(walked.targets(), ["/list?limit=9&offset=0", "/list?limit=9&offset=4", "/list?limit=9&offset=8"]);
    let walked = over_http_at::<UntilEmpty>("/list?limit=9", clamp);
    assert_eq!(walked.sound(), list(0..10));
    assert_eq!(walked.requests.len(), 4);
}
