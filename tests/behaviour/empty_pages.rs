//! Empty pages on walks by offset or page number: the end, unless the API says that more follows.

use demo_apis::MockResponse;
use pagination_core::error::LoopKind;
use pagination_core::{Error, Paginated};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{Sound, list, over_http};

#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[page]
#[paginated(has_more = more)]
struct Flagged {
    data: Vec<u64>,
    more: Option<bool>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[page]
#[paginated(total = total, total_pages = pages)]
struct Totalled {
    data: Vec<u64>,
    total: Option<u64>,
    pages: Option<u64>,
}

/// The offset moves by what was received.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[offset]
#[paginated(has_more = more, total = total)]
struct Received {
    data: Vec<u64>,
    more: Option<bool>,
    total: Option<u64>,
}

/// The offset moves by the page size.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[offset(step(page_size))]
#[paginated(has_more = more, total = total, page_size(default = 2))]
struct Sized {
    data: Vec<u64>,
    more: Option<bool>,
    total: Option<u64>,
}

#[test]
fn an_empty_page_is_the_end_if_nothing_says_that_more_follows() {
    for more in [None, Some(false)] {
        let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Received> {
            Ok(Received { data: if number == 0 { list(at..at + 3) } else { vec![] }, more, total: None })
        });
        assert_eq!(walked.sound(), if more.is_none() { &[0, 1, 2][..] } else { &[0, 1, 2] });
    }
}

#[test]
fn a_flag_of_true_keeps_a_walk_by_page_number_going() {
    let pages = [(vec![1, 2], true), (vec![], true), (vec![5], false)];
    let walked = everywhere!(u64, |number: usize, _| -> Sound<Flagged> {
        let (data, more) = pages[number].clone();
        Ok(Flagged { data, more: Some(more) })
    });
    walked.gave(&[1, 2, 5], &[1, 2, 3]);
}

#[test]
fn a_flag_of_true_keeps_a_walk_by_the_page_size_going() {
    let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Sized> {
        let data = if number == 1 { vec![] } else { vec![at] };
        Ok(Sized { data, more: Some(number < 3), total: None })
    });
    walked.gave(&[0, 4, 6], &[0, 2, 4, 6]);
}

#[test]
fn a_flag_of_true_on_an_empty_page_is_an_error_where_the_position_cannot_move() {
    let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Received> {
        Ok(Received { data: if number == 0 { list(at..at + 2) } else { vec![] }, more: Some(true), total: None })
    });
    assert!(matches!(walked.failed(&[0, 1], &[0, 2]), Error::MissingPosition(_)));
}

#[test]
fn a_hundred_empty_pages_in_a_row_are_a_loop_whatever_the_flag_says() {
    let walked = everywhere!(u64, |number: usize, _| -> Sound<Flagged> {
        Ok(Flagged { data: if number == 0 { vec![7] } else { vec![] }, more: Some(true) })
    });
    assert_eq!((walked.items.as_slice(), walked.requests.len()), (&[7][..], 101));
    let Error::Loop(looped) = walked.error() else { panic!("{walked:?}") };
    assert_eq!((looped.kind, looped.pages), (LoopKind::EmptyPages, 101));
}

#[test]
fn a_number_of_pages_keeps_empty_pages_alive_until_the_page_numbers_pass_it() {
    let walked = everywhere!(u64, |number: usize, _| -> Sound<Totalled> {
        Ok(Totalled {
            data: if number.is_multiple_of(20) { vec![number as u64] } else { vec![] },
            pages: Some(45),
            total: None,
        })
    });
    assert_eq!((walked.sound(), walked.requests.len()), (&[0, 20, 40][..], 45));
}

#[test]
fn a_total_keeps_empty_pages_alive_until_the_positions_pass_it() {
    let walked = everywhere!(u64, |number: usize, _| -> Sound<Totalled> {
        let data = match number {
            0 => vec![1, 2],
            2 => vec![5, 6],
            _ => vec![],
        };
        Ok(Totalled { data, total: Some(7), pages: None })
    });
    // Page five begins after the eighth item.
    walked.gave(&[1, 2, 5, 6], &[1, 2, 3, 4]);
    let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Sized> {
        Ok(Sized { data: if number == 1 { vec![] } else { vec![at, at + 1] }, more: None, total: Some(6) })
    });
    walked.gave(&[0, 1, 4, 5], &[0, 2, 4]);
}

#[test]
fn a_total_alone_keeps_sixteen_empty_pages_in_a_row_alive_and_then_the_list_is_incomplete() {
    let walked = everywhere!(u64, |number: usize, _| -> Sound<Totalled> {
        Ok(Totalled { data: if number == 0 { vec![1, 2] } else { vec![] }, total: Some(1_000), pages: None })
    });
    assert_eq!((walked.items.as_slice(), walked.requests.len()), (&[1, 2][..], 17));
    assert!(matches!(walked.error(), Error::Incomplete { received: 2, total: 1_000, .. }), "{walked:?}");
}

#[test]
fn a_total_alone_cannot_be_asked_about_where_the_position_cannot_move() {
    let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Received> {
        Ok(Received { data: if number == 0 { list(at..at + 2) } else { vec![] }, more: None, total: Some(9) })
    });
    walked.gave(&[0, 1], &[0, 2]);
}

#[test]
fn empty_pages_are_never_compared_with_one_another() {
    let walked = over_http::<Flagged>(|number, _| {
        let data: &[u64] = if number == 0 || number == 4 { &[number as u64] } else { &[] };
        MockResponse::json(&json!({ "data": data, "more": number < 4 }))
    });
    assert_eq!((walked.sound(), walked.requests.len()), (&[0, 4][..], 5));
}

#[test]
fn a_declared_stop_ends_at_an_empty_page_whatever_the_total_says() {
    #[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(total = total)]
    struct Stopping {
        data: Vec<u64>,
        total: u64,
    }
    let walked = everywhere!(u64, |number: usize, _| -> Sound<Stopping> {
        Ok(Stopping { data: if number == 0 { vec![1] } else { vec![] }, total: 50 })
    });
    walked.gave(&[1], &[1, 2]);
}
