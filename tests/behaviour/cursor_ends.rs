//! Where a walk by cursor or link ends: the check, the flag, the declared stops and the position, in this order.

use std::error::Error as _;

use demo_apis::MockResponse;
use pagination_core::Error;
use pagination_core::Paginated;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{ByCursor, ByLink, Sound, bare, by_cursor, over_http, page, some};

/// Everything that can end a cursor walk.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[cursor(field = next, stop(empty_page, short_page))]
#[paginated(page_size(default = 3), has_more = has_more, total = total, check = sound)]
struct Opinionated {
    data: Vec<u64>,
    next: Option<String>,
    has_more: Option<bool>,
    total: Option<u64>,
    failure: Option<String>,
}

fn sound(page: &Opinionated) -> Result<(), String> {
    page.failure.clone().map_or(Ok(()), Err)
}

/// The next position, until there are `pages`.
fn next_of(number: usize, pages: usize) -> Option<String> {
    (number + 1 < pages).then(|| number.to_string())
}

#[test]
fn the_check_comes_first_and_its_page_is_not_delivered() {
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        let failure = (number == 1).then(|| "quota used up".to_owned());
        Ok(Opinionated {
            data: vec![1, 2, 3],
            next: next_of(number, 9),
            has_more: Some(number != 1),
            failure,
            total: None,
        })
    });
    let error = walked.failed(&[1, 2, 3], &some(&["0"]));
    assert!(error.to_string().contains("quota used up"), "{error}");
    assert!(!error.is_transient());
    let Error::Check(check) = error else { panic!("{error}") };
    assert_eq!(check.response, "Opinionated");
    assert_eq!(error.source().unwrap().to_string(), "quota used up");
}

#[test]
fn a_flag_of_false_beats_the_position() {
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        Ok(Opinionated {
            data: vec![1, 2, 3],
            next: Some("more".into()),
            has_more: Some(number < 1),
            ..Opinionated::default()
        })
    });
    // The position of the second page repeats that of the first. It is never read.
    walked.gave(&[1, 2, 3, 1, 2, 3], &some(&["more"]));
}

#[test]
fn a_flag_of_true_beats_the_declared_stops() {
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        let data = if number == 0 { vec![] } else { vec![1] };
        Ok(Opinionated { data, next: next_of(number, 3), has_more: Some(number < 2), ..Opinionated::default() })
    });
    walked.gave(&[1, 1], &some(&["0", "1"]));
}

#[test]
fn a_null_flag_leaves_the_end_to_the_declared_stops() {
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        Ok(Opinionated { data: vec![1; 3 - number], next: next_of(number, 9), ..Opinionated::default() })
    });
    walked.gave(&[1, 1, 1, 1, 1], &some(&["0"]));
}

#[test]
fn a_flag_of_true_without_a_position_is_an_error_after_the_items() {
    for next in [None, Some("")] {
        let walked = everywhere!(Option<String>, |_, _| -> Sound<Opinionated> {
            let next = next.map(str::to_owned);
            Ok(Opinionated { data: vec![1, 2, 3], next, has_more: Some(true), ..Opinionated::default() })
        });
        let error = walked.failed(&[1, 2, 3], &some(&[]));
        assert!(matches!(error, Error::MissingPosition(missing) if missing.response == "Opinionated"), "{error}");
        assert!(!error.is_transient());
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(has_more = has_more)]
struct Flagged {
    data: Vec<u64>,
    next: Option<String>,
    has_more: Option<bool>,
}

#[test]
fn a_missing_or_null_flag_leaves_the_end_to_the_position() {
    let walked = over_http::<Flagged>(|number, _| match number {
        0 => page(1..3, "b"),
        1 => MockResponse::json(&json!({ "data": [3], "next": "c", "has_more": null })),
        _ => page(4..5, Value::Null),
    });
    assert_eq!(walked.sound(), [1, 2, 3, 4]);
    assert_eq!(walked.requests.len(), 3);
}

#[test]
fn is_last_is_the_flag_negated() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(is_last = is_last)]
    struct LastFlagged {
        data: Vec<u64>,
        next: Option<String>,
        is_last: Option<bool>,
    }
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<LastFlagged> {
        let is_last = [None, Some(false), Some(true)][number];
        Ok(LastFlagged { data: vec![1], next: Some(number.to_string()), is_last })
    });
    walked.gave(&[1, 1, 1], &some(&["0", "1"]));
    let walked = everywhere!(Option<String>, |_, _| -> Sound<LastFlagged> {
        Ok(LastFlagged { data: vec![1], next: None, is_last: Some(false) })
    });
    assert!(matches!(walked.failed(&[1], &some(&[])), Error::MissingPosition(_)));
    let walked = everywhere!(Option<String>, |_, _| -> Sound<LastFlagged> {
        Ok(LastFlagged { data: vec![1], next: None, is_last: None })
    });
    walked.gave(&[1], &some(&[]));
}

#[test]
fn a_declared_stop_beats_the_position() {
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        let data = if number == 2 { vec![] } else { vec![1, 2, 3] };
        Ok(Opinionated { data, next: next_of(number, 9), ..Opinionated::default() })
    });
    walked.gave(&[1, 2, 3, 1, 2, 3], &some(&["0", "1"]));
}

#[test]
fn an_absent_position_beats_a_total_that_promises_more() {
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        Ok(Opinionated { data: vec![1, 2, 3], next: next_of(number, 2), total: Some(100), ..Opinionated::default() })
    });
    walked.gave(&[1, 2, 3, 1, 2, 3], &some(&["0"]));
}

#[test]
fn a_total_does_not_end_a_cursor_walk() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(total = total)]
    struct Counted {
        data: Vec<u64>,
        next: Option<String>,
        total: u64,
    }
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Counted> {
        Ok(Counted { data: vec![1, 2, 3], next: next_of(number, 3), total: 3 })
    });
    walked.gave(&[1, 2, 3, 1, 2, 3, 1, 2, 3], &some(&["0", "1"]));
}

#[test]
fn an_empty_page_with_a_position_is_not_the_end_unless_declared() {
    let walked = everywhere!(Option<String>, |number: usize, _| match number {
        0 => by_cursor([], Some("a")),
        1 => by_cursor([1, 2, 3], Some("b")),
        2 => by_cursor([], Some("c")),
        3 => by_cursor([], Some("d")),
        4 => by_cursor([4], Some("e")),
        _ => by_cursor([], None),
    });
    walked.gave(&[1, 2, 3, 4], &some(&["a", "b", "c", "d", "e"]));
}

#[test]
fn an_empty_page_with_a_link_is_not_the_end() {
    let walked = over_http::<ByLink>(|number, _| match number {
        0 => page(0..0, "?p=2"),
        1 => page(0..0, "?p=3"),
        _ => page(3..4, Value::Null),
    });
    assert_eq!(walked.sound(), [3]);
    assert_eq!(walked.targets(), ["/list", "/list?p=2", "/list?p=3"]);
}

#[test]
fn a_null_empty_or_missing_position_is_the_end() {
    for end in [None, Some("")] {
        let walked = everywhere!(Option<String>, |number: usize, _| {
            by_cursor([1], if number == 0 { Some("a") } else { end })
        });
        walked.gave(&[1, 1], &some(&["a"]));
    }
    let walked = over_http::<ByCursor>(|number, _| if number == 0 { page(1..3, "b") } else { bare(3..4) });
    assert_eq!(walked.sound(), [1, 2, 3]);
    assert_eq!(walked.targets(), ["/list", "/list?cursor=b"]);
}

#[test]
fn a_null_empty_or_missing_link_is_the_end_and_not_the_current_url() {
    for end in [json!({ "data": [3], "next": null }), json!({ "data": [3], "next": "" }), json!({ "data": [3] })] {
        let walked = over_http::<ByLink>(
            move |number, _| if number == 0 { page(1..3, "?p=2") } else { MockResponse::json(&end) },
        );
        assert_eq!(walked.sound(), [1, 2, 3]);
        assert_eq!(walked.targets(), ["/list", "/list?p=2"]);
    }
}

#[test]
fn an_empty_text_is_a_position_where_that_is_declared() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, allow_empty)]
    struct Allowing {
        data: Vec<u64>,
        next: Option<String>,
    }
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Allowing> {
        Ok(Allowing { data: vec![1], next: [Some("a"), Some(""), None][number].map(str::to_owned) })
    });
    walked.gave(&[1, 1, 1], &some(&["a", ""]));
}

#[test]
fn a_position_that_is_never_absent_ends_at_the_declared_stop() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, stop(empty_page))]
    struct Always {
        data: Vec<u64>,
        next: String,
    }
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Always> {
        Ok(Always { data: vec![1; 2 - number], next: number.to_string() })
    });
    walked.gave(&[1, 1, 1], &some(&["0", "1"]));
}

#[test]
fn stop_absent_declares_that_absence_alone_is_the_end() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, stop(absent))]
    struct Text {
        data: Vec<u64>,
        next: String,
    }
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Text> {
        Ok(Text { data: vec![1; number], next: ["a", "b", ""][number].to_owned() })
    });
    walked.gave(&[1, 1, 1], &some(&["a", "b"]));
}
