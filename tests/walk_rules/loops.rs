//! Positions that come back, positions that stay the same, and sentinels.

use pagination_core::error::LoopKind;
use pagination_core::{Checkpoint, Error, Paginated, pages_blocking};

use crate::support::{Sound, by_cursor, some};

#[test]
fn a_position_that_comes_back_is_a_loop_behind_its_page() {
    let walked = both!(Option<String>, |number: usize, _| by_cursor([u32::try_from(number).unwrap()], Some("same")));
    let error = walked.failed(&[0, 1], &some(&["same"]));
    assert!(matches!(error, Error::Loop(found) if (found.kind, found.pages) == (LoopKind::Position, 2)), "{error}");
    assert!(!error.is_transient());
    assert!(!error.to_string().contains("same\""), "{error}");
}

#[test]
fn positions_that_alternate_deliver_no_page_twice() {
    let walked = both!(Option<String>, |number: usize, _| {
        by_cursor([u32::try_from(number).unwrap()], Some(["a", "b", "c"][number % 3]))
    });
    assert!(matches!(walked.failed(&[0, 1, 2, 3], &some(&["a", "b", "c"])), Error::Loop(_)));
}

#[test]
fn a_declared_stop_at_a_repetition_ends_without_an_error() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, stop(repeated))]
    struct Repeating {
        data: Vec<u32>,
        next: String,
    }
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Repeating> {
        Ok(Repeating { data: vec![1], next: ["a", "b", "b"][number].to_owned() })
    });
    walked.gave(&[1, 1, 1], &some(&["a", "b"]));
}

#[test]
fn zero_is_a_position_like_any_other() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next)]
    struct Numbered {
        data: Vec<u32>,
        next: Option<i64>,
    }
    let walked = both!(Option<i64>, |number: usize, _| -> Sound<Numbered> {
        Ok(Numbered { data: vec![1], next: [Some(5), Some(0), Some(-1), None][number] })
    });
    walked.gave(&[1, 1, 1, 1], &[None, Some(5), Some(0), Some(-1)]);
}

#[test]
fn a_text_and_a_number_are_two_positions() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, body = "/after")]
    struct Either {
        data: Vec<u32>,
        next: Option<serde_json::Value>,
    }
    let walked = both!(Option<serde_json::Value>, |number: usize, _| -> Sound<Either> {
        Ok(Either { data: vec![1], next: [Some("7".into()), Some(7.into()), None][number].clone() })
    });
    walked.gave(&[1, 1, 1], &[None, Some("7".into()), Some(7.into())]);
}

#[test]
fn a_sentinel_is_the_end_as_text_and_as_number() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, end = "0")]
    struct Text {
        data: Vec<u32>,
        next: String,
    }
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Text> {
        Ok(Text { data: vec![1], next: ["00", "0"][number].to_owned() })
    });
    walked.gave(&[1, 1], &some(&["00"]));

    #[derive(Debug, Paginated)]
    #[cursor(field = next, end = -1)]
    struct Number {
        data: Vec<u32>,
        next: i64,
    }
    let walked = both!(Option<i64>, |number: usize, _| -> Sound<Number> {
        Ok(Number { data: vec![1], next: [0, 1, -1][number] })
    });
    walked.gave(&[1, 1, 1], &[None, Some(0), Some(1)]);
}

#[test]
fn a_first_request_that_needs_a_value_gets_it() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, initial = "*")]
    struct Starred {
        data: Vec<u32>,
        next: Option<String>,
    }
    let walked = both!(String, |number: usize, _| -> Sound<Starred> {
        Ok(Starred { data: vec![1], next: (number == 0).then(|| "a".to_owned()) })
    });
    walked.gave(&[1, 1], &["*", "a"]);
    // It is a position that was asked for.
    let walked = both!(String, |_, _| -> Sound<Starred> { Ok(Starred { data: vec![1], next: Some("*".to_owned()) }) });
    assert!(matches!(walked.failed(&[1], &["*"]), Error::Loop(_)));
}

#[test]
fn an_initial_number_can_be_taken_as_one() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, body = "/after", initial = -1)]
    struct Numbered {
        data: Vec<u32>,
        next: Option<i64>,
    }
    let walked = both!(i64, |number: usize, _| -> Sound<Numbered> {
        Ok(Numbered { data: vec![1], next: (number == 0).then_some(8) })
    });
    walked.gave(&[1, 1], &[-1, 8]);
}

#[test]
fn an_empty_initial_value_is_legal_where_the_empty_text_is_a_position() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, initial = "", allow_empty)]
    struct Empty {
        data: Vec<u32>,
        next: Option<String>,
    }
    let walked = both!(String, |number: usize, _| -> Sound<Empty> {
        Ok(Empty { data: vec![1], next: (number == 0).then(|| "a".to_owned()) })
    });
    walked.gave(&[1, 1], &["", "a"]);
}

/// A position that is used up by reading.
#[derive(Debug, Paginated)]
#[cursor(field = scroll, session, stop(empty_page))]
struct Scroll {
    data: Vec<u32>,
    scroll: String,
}

fn scroll(number: usize) -> Scroll {
    Scroll { data: vec![1; 3_usize.saturating_sub(number)], scroll: "always the same".into() }
}

#[test]
fn the_position_of_a_session_may_stay_the_same() {
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Scroll> { Ok(scroll(number)) });
    walked.gave(&[1; 6], &some(&["always the same"; 3]));
}

#[test]
fn the_errors_of_a_session_are_final() {
    let walked = both!(Option<String>, |number: usize, _| if number == 1 { Err("lost") } else { Ok(scroll(number)) });
    assert!(matches!(walked.failed(&[1; 3], &some(&["always the same"])), Error::Transport("lost")));
}

#[test]
fn a_session_cannot_be_resumed_except_at_its_beginning() {
    let api = |_: Option<String>| -> Sound<Scroll> { Ok(scroll(0)) };
    let start = pages_blocking(api).checkpoint();
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Scroll> { Ok(scroll(number)) }, pager => pager.resume(start.clone()));
    assert_eq!(walked.records.len(), 6);

    let mut begun = pages_blocking(api);
    begun.next_page().unwrap().unwrap();
    let text = serde_json::to_string(&begun.checkpoint()).unwrap();
    let checkpoint: Checkpoint = serde_json::from_str(&text).unwrap();
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Scroll> { Ok(scroll(number)) }, pager => pager.resume(checkpoint.clone()));
    let error = walked.failed::<u32, Option<String>>(&[], &[]);
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("session"), "{error}");
}
