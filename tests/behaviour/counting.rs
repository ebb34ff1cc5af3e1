//! How offsets and page numbers count: the first value, the step, the integer type of the function.

use pagination_core::Error;
use pagination_core::Paginated;
use serde::{Deserialize, Serialize};

use crate::harness::{ByOffset, ByPage, Sound, bare, list, number_in, numbers, over_http_at};

#[test]
fn an_offset_starts_at_0_and_the_first_request_sends_it() {
    let api = |_, at: Option<u64>| -> Sound<ByOffset> { Ok(ByOffset { data: numbers(at.unwrap(), 3, 7) }) };
    everywhere!(Option<u64>, api).gave(&[0, 1, 2, 3, 4, 5, 6], &[Some(0), Some(3), Some(6)]);
}

#[test]
fn a_page_number_starts_at_1_and_the_first_request_sends_it() {
    let api = |_, at: Option<u64>| -> Sound<ByPage> { Ok(ByPage { data: numbers((at.unwrap() - 1) * 3, 3, 7) }) };
    everywhere!(Option<u64>, api).gave(&[0, 1, 2, 3, 4, 5, 6], &[Some(1), Some(2), Some(3), Some(4)]);
}

#[test]
fn a_function_takes_a_count_as_any_integer_that_holds_it() {
    everywhere!(u32, |_, at: u32| -> Sound<ByOffset> { Ok(ByOffset { data: numbers(at.into(), 3, 4) }) })
        .gave(&[0, 1, 2, 3], &[0, 3]);
    everywhere!(i64, |_, at: i64| -> Sound<ByOffset> { Ok(ByOffset { data: numbers(at.unsigned_abs(), 3, 4) }) })
        .gave(&[0, 1, 2, 3], &[0, 3]);
    // Over HTTP every count can be sent.
    let walked = over_functions!(u8, |number: usize, _| -> Sound<ByOffset> {
        Ok(ByOffset { data: if number == 0 { list(0..300) } else { vec![] } })
    });
    let error = walked.failed(&list(0..300), &[0]);
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("u8"), "{error}");
}

#[test]
fn first_is_the_first_value() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(first = 1, stop(short_page))]
    #[paginated(page_size(default = 3))]
    struct FromOne {
        data: Vec<u64>,
    }
    let api = |_, at: u64| -> Sound<FromOne> { Ok(FromOne { data: numbers(at - 1, 3, 7) }) };
    everywhere!(u64, api).gave(&[0, 1, 2, 3, 4, 5, 6], &[1, 4, 7]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(first = 0)]
    #[paginated(total_pages = pages)]
    struct FromZero {
        data: Vec<u64>,
        pages: u64,
    }
    let api = |_, at: u64| -> Sound<FromZero> { Ok(FromZero { data: numbers(at * 3, 3, 7), pages: 3 }) };
    everywhere!(u64, api).gave(&[0, 1, 2, 3, 4, 5, 6], &[0, 1, 2]);
}

#[test]
fn an_offset_steps_by_what_was_received_unless_declared_otherwise() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(step(received), stop(empty_page))]
    #[paginated(page_size(default = 3))]
    struct Received {
        data: Vec<u64>,
    }
    // The server returns less than a page: no item is skipped.
    let api = |_, at: u64| -> Sound<Received> { Ok(Received { data: numbers(at, 2, 5) }) };
    everywhere!(u64, api).gave(&[0, 1, 2, 3, 4], &[0, 2, 4, 5]);
}

#[test]
fn step_page_size_skips_what_the_server_filtered_out() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(step(page_size), stop(empty_page))]
    #[paginated(page_size(default = 3))]
    struct Filtered {
        data: Vec<u64>,
    }
    let api = |_, at: u64| -> Sound<Filtered> {
        Ok(Filtered { data: numbers(at, 3, 8).into_iter().filter(|item| item % 2 == 0).collect() })
    };
    everywhere!(u64, api).gave(&[0, 2, 4, 6], &[0, 3, 6, 9]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(step(page_size), stop(empty_page))]
#[paginated(page_size(param = "limit", default = 4))]
struct Filtered {
    data: Vec<u64>,
}

#[test]
fn step_page_size_is_the_size_that_was_sent() {
    // The server fills one of two places.
    let walked = over_http_at::<Filtered>("/list?limit=2", |_, request| match number_in(request, "offset", 0) {
        start if start < 4 => bare(start..start + 1),
        _ => bare(0..0),
    });
    assert_eq!(walked.targets(), ["/list?limit=2&offset=0", "/list?limit=2&offset=2", "/list?limit=2&offset=4"]);
}

#[test]
fn step_field_is_the_number_that_the_server_reports() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(step(field = meta.scanned), stop(empty_page))]
    struct Scanned {
        data: Vec<u64>,
        meta: Meta,
    }
    #[derive(Debug, Serialize, Deserialize)]
    struct Meta {
        #[serde(skip_serializing_if = "Option::is_none")]
        scanned: Option<u64>,
    }
    // Where the number is absent, what was received counts.
    let api = |number: usize, _| -> Sound<Scanned> {
        let (items, scanned) = [(2, Some(10)), (1, None), (3, Some(4)), (0, Some(9))][number];
        Ok(Scanned { data: vec![7; items], meta: Meta { scanned } })
    };
    everywhere!(u64, api).gave(&[7; 6], &[0, 10, 11, 15]);
}
