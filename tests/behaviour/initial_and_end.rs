//! The value of the first request (`initial`), the value that ends a walk (`end`), and zero, which is neither.

use pagination_core::Error;
use pagination_core::Paginated;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{Sound, by_cursor, over_http, over_http_at, page, some};

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = next, initial = "*")]
struct Starred {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn initial_is_the_position_of_the_first_request() {
    let walked = everywhere!(String, |number: usize, _| -> Sound<Starred> {
        Ok(Starred { data: vec![1], next: (number == 0).then(|| "a".to_owned()) })
    });
    walked.gave(&[1, 1], &["*", "a"]);
    // It counts as a requested position.
    let walked =
        everywhere!(String, |_, _| -> Sound<Starred> { Ok(Starred { data: vec![1], next: Some("*".to_owned()) }) });
    assert!(matches!(walked.failed(&[1], &["*"]), Error::Loop(_)));
}

#[test]
fn a_cursor_in_the_template_replaces_the_initial_one() {
    let walked = over_http_at::<Starred>("/list?cursor=b", |_, _| page(1..2, Value::Null));
    assert_eq!(walked.targets(), ["/list?cursor=b"]);
}

#[test]
fn an_initial_number_stays_a_number() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, body = "/after", initial = -1)]
    struct Numbered {
        data: Vec<u64>,
        next: Option<i64>,
    }
    let walked = everywhere!(i64, |number: usize, _| -> Sound<Numbered> {
        Ok(Numbered { data: vec![1], next: (number == 0).then_some(8) })
    });
    walked.gave(&[1, 1], &[-1, 8]);
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = next, allow_empty, initial = "", stop(empty_page))]
struct EmptyIsACursor {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn the_initial_value_may_be_empty_where_an_empty_text_is_a_position() {
    let walked = everywhere!(String, |number: usize, _| -> Sound<EmptyIsACursor> {
        Ok(EmptyIsACursor { data: vec![1], next: (number == 0).then(|| "a".to_owned()) })
    });
    walked.gave(&[1, 1], &["", "a"]);
    let walked = over_http_at::<EmptyIsACursor>("/list?cursor=a", |number, _| match number {
        0 => page(0..1, ""),
        _ => page(0..0, "more"),
    });
    assert_eq!(walked.targets(), ["/list?cursor=a", "/list?cursor="]);
}

#[test]
fn a_sentinel_is_the_end_as_text_and_as_number() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, end = "0")]
    struct Text {
        data: Vec<u64>,
        next: Value,
    }
    for end in [json!("0"), json!(0)] {
        let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Text> {
            Ok(Text { data: vec![1], next: [json!("00"), end.clone()][number].clone() })
        });
        walked.gave(&[1, 1], &some(&["00"]));
    }

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, end = -1)]
    struct Number {
        data: Vec<u64>,
        next: i64,
    }
    let walked = everywhere!(Option<i64>, |number: usize, _| -> Sound<Number> {
        Ok(Number { data: vec![1], next: [0, 1, -1][number] })
    });
    walked.gave(&[1, 1, 1], &[None, Some(0), Some(1)]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, end = "-1")]
    struct NumberAsText {
        data: Vec<u64>,
        next: i64,
    }
    let walked = everywhere!(Option<i64>, |number: usize, _| -> Sound<NumberAsText> {
        Ok(NumberAsText { data: vec![1], next: [5, -1][number] })
    });
    walked.gave(&[1, 1], &[None, Some(5)]);
}

#[test]
fn an_initial_cursor_and_a_sentinel_go_together() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, param = "after", initial = "-1", end = "0")]
    struct Twitter {
        data: Vec<u64>,
        next: String,
    }
    let walked = over_http::<Twitter>(|number, _| page(0..1, if number == 0 { "9" } else { "0" }));
    assert_eq!(walked.targets(), ["/list?after=-1", "/list?after=9"]);
}

/// Redis' `SCAN`: the first request sends 0, and a cursor of 0 in a response is the end. Pages may be empty.
#[test]
fn the_initial_value_may_be_the_sentinel_as_in_the_scan_of_redis() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = cursor, initial = "0", end = "0")]
    struct Scan {
        cursor: String,
        keys: Vec<u64>,
    }
    let scan = |at: String| {
        let (cursor, keys) = match at.as_str() {
            "0" => ("17", vec![1, 2]),
            "17" => ("3", vec![]),
            "3" => ("0", vec![3]),
            other => panic!("{other} is not a cursor"),
        };
        Ok(Scan { cursor: cursor.to_owned(), keys })
    };
    let walked = everywhere!(String, |_, at: String| -> Sound<Scan> { scan(at) });
    walked.gave(&[1, 2, 3], &["0", "17", "3"]);
    // A set that fits into one page.
    let walked = everywhere!(String, |_, _| -> Sound<Scan> { Ok(Scan { cursor: "0".to_owned(), keys: vec![1] }) });
    walked.gave(&[1], &["0"]);
}

#[test]
fn an_initial_number_may_be_the_sentinel() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = cursor, body = "/cursor", initial = 0, end = 0)]
    struct Scan {
        cursor: u64,
        keys: Vec<u64>,
    }
    let walked =
        everywhere!(u64, |number: usize, _| -> Sound<Scan> { Ok(Scan { cursor: [9, 0][number], keys: vec![1] }) });
    walked.gave(&[1, 1], &[0, 9]);
}

#[test]
fn zero_is_a_position_unless_it_is_declared_as_the_end() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    struct Numbered {
        data: Vec<u64>,
        next: Option<i64>,
    }
    let walked = everywhere!(Option<i64>, |number: usize, _| -> Sound<Numbered> {
        Ok(Numbered { data: vec![1], next: [Some(0), Some(5), Some(-1), None][number] })
    });
    walked.gave(&[1, 1, 1, 1], &[None, Some(0), Some(5), Some(-1)]);
    let walked =
        everywhere!(Option<String>, |number: usize, _| by_cursor([1], if number == 0 { Some("0") } else { None }));
    walked.gave(&[1, 1], &some(&["0"]));
}
