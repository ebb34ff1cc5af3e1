//! Offsets and page numbers: where they begin, how far they step, what a total ends, and how far a window reaches.

use pagination_core::{Error, Paginated, pages_blocking};

use crate::support::{ByOffset, ByPage, Sound, slice};

#[test]
fn an_offset_counts_from_0_and_its_first_value_is_sent_too() {
    let api = |_, at: Option<u64>| -> Sound<ByOffset> { Ok(ByOffset { data: slice(at.unwrap(), 3, 7) }) };
    both!(Option<u64>, api).gave(&[0, 1, 2, 3, 4, 5, 6], &[Some(0), Some(3), Some(6)]);
}

#[test]
fn a_page_number_counts_from_1_and_its_first_value_is_sent_too() {
    let api = |_, at: Option<u64>| -> Sound<ByPage> { Ok(ByPage { data: slice((at.unwrap() - 1) * 3, 3, 7) }) };
    both!(Option<u64>, api).gave(&[0, 1, 2, 3, 4, 5, 6], &[Some(1), Some(2), Some(3), Some(4)]);
}

#[test]
fn a_count_can_be_taken_as_any_integer_that_holds_it() {
    both!(u32, |_, at: u32| -> Sound<ByOffset> { Ok(ByOffset { data: slice(at.into(), 3, 4) }) })
        .gave(&[0, 1, 2, 3], &[0, 3]);
    both!(i64, |_, at: i64| -> Sound<ByOffset> { Ok(ByOffset { data: slice(at.unsigned_abs(), 3, 4) }) })
        .gave(&[0, 1, 2, 3], &[0, 3]);
    let walked = both!(u8, |number: usize, _| -> Sound<ByOffset> {
        Ok(ByOffset { data: if number == 0 { (0..300).collect() } else { vec![] } })
    });
    let error = walked.failed(&(0..300).collect::<Vec<_>>(), &[0]);
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("u8"), "{error}");
}

#[test]
fn first_moves_the_beginning() {
    #[derive(Debug, Paginated)]
    #[offset(first = 1, stop(short_page))]
    #[paginated(page_size(default = 3))]
    struct FromOne {
        data: Vec<u32>,
    }
    let api = |_, at: u64| -> Sound<FromOne> { Ok(FromOne { data: slice(at - 1, 3, 7) }) };
    both!(u64, api).gave(&[0, 1, 2, 3, 4, 5, 6], &[1, 4, 7]);

    #[derive(Debug, Paginated)]
    #[page(first = 0)]
    #[paginated(total_pages = pages)]
    struct FromZero {
        data: Vec<u32>,
        pages: u64,
    }
    let api = |_, at: u64| -> Sound<FromZero> { Ok(FromZero { data: slice(at * 3, 3, 7), pages: 3 }) };
    both!(u64, api).gave(&[0, 1, 2, 3, 4, 5, 6], &[0, 1, 2]);
}

#[test]
fn an_offset_steps_by_what_was_received_unless_it_says_otherwise() {
    #[derive(Debug, Paginated)]
    #[offset(step(received), stop(empty_page))]
    #[paginated(page_size(default = 3))]
    struct Received {
        data: Vec<u32>,
    }
    // A server that gives less than its page lets no record be passed over.
    let api = |_, at: u64| -> Sound<Received> { Ok(Received { data: slice(at, 2, 5) }) };
    both!(u64, api).gave(&[0, 1, 2, 3, 4], &[0, 2, 4, 5]);
}

#[test]
fn step_page_size_passes_over_what_the_server_filtered_out() {
    #[derive(Debug, Paginated)]
    #[offset(step(page_size), stop(empty_page))]
    #[paginated(page_size(default = 3))]
    struct Filtered {
        data: Vec<u32>,
    }
    let api = |_, at: u64| -> Sound<Filtered> {
        Ok(Filtered { data: slice(at, 3, 8).into_iter().filter(|record| record % 2 == 0).collect() })
    };
    both!(u64, api).gave(&[0, 2, 4, 6], &[0, 3, 6, 9]);
}

#[test]
fn step_field_goes_by_the_figure_of_the_server() {
    #[derive(Debug, Paginated)]
    #[offset(step(field = meta.scanned), stop(empty_page))]
    struct Scanned {
        data: Vec<u32>,
        meta: Meta,
    }
    #[derive(Debug)]
    struct Meta {
        scanned: Option<u32>,
    }
    let api = |number: usize, _| -> Sound<Scanned> {
        let (records, scanned) = [(2, Some(10)), (1, None), (3, Some(4)), (0, Some(9))][number];
        Ok(Scanned { data: vec![7; records], meta: Meta { scanned } })
    };
    // Where the figure is absent, what was received counts.
    both!(u64, api).gave(&[7; 6], &[0, 10, 11, 15]);
}

#[test]
fn a_step_of_nothing_is_a_loop_behind_the_records() {
    #[derive(Debug, Paginated)]
    #[offset(step(field = scanned), stop(empty_page))]
    struct Scanned {
        data: Vec<u32>,
        scanned: u64,
    }
    let walked = both!(u64, |_, _| -> Sound<Scanned> { Ok(Scanned { data: vec![1], scanned: 0 }) });
    assert!(matches!(walked.failed(&[1], &[0]), Error::Loop(_)));
}

/// A list that ends where its total says.
#[derive(Debug, Paginated)]
#[offset]
#[paginated(total = total)]
struct Totalled<N> {
    data: Vec<u32>,
    total: N,
}

#[test]
fn a_total_ends_a_counted_walk_without_a_request_more() {
    for (count, asked) in [(6, &[0, 3][..]), (7, &[0, 3, 6]), (1, &[0]), (0, &[0])] {
        let api = |_, at: u64| -> Sound<Totalled<u32>> { Ok(Totalled { data: slice(at, 3, count), total: count }) };
        both!(u64, api).gave(&(0..count).collect::<Vec<_>>(), asked);
    }
}

#[test]
fn a_total_can_be_a_text() {
    let api = |_, at: u64| -> Sound<Totalled<String>> { Ok(Totalled { data: slice(at, 3, 6), total: "6".into() }) };
    both!(u64, api).gave(&[0, 1, 2, 3, 4, 5], &[0, 3]);
}

#[test]
fn a_total_that_cannot_be_read_has_no_opinion() {
    for total in ["", "many", "-6", "6.0", "1,000"] {
        let api =
            |_, at: u64| -> Sound<Totalled<String>> { Ok(Totalled { data: slice(at, 3, 6), total: total.into() }) };
        both!(u64, api).gave(&[0, 1, 2, 3, 4, 5], &[0, 3, 6]);
    }
    let api = |_, at: u64| -> Sound<Totalled<Option<i64>>> { Ok(Totalled { data: slice(at, 3, 6), total: None }) };
    both!(u64, api).gave(&[0, 1, 2, 3, 4, 5], &[0, 3, 6]);
}

#[test]
fn a_total_that_is_wrong_or_shrinks_cuts_nothing_off() {
    for totals in [[2, 2, 2, 2], [0, 0, 0, 0], [100, 100, 100, 100], [7, 4, 1, 0]] {
        let api = |number: usize, at: u64| -> Sound<Totalled<u64>> {
            Ok(Totalled { data: slice(at, 3, 7), total: totals[number] })
        };
        let walked = both!(u64, api);
        assert!(walked.errors.is_empty());
        assert_eq!(walked.records, [0, 1, 2, 3, 4, 5, 6], "{totals:?}");
    }
}

#[test]
fn a_total_is_compared_with_the_position_and_not_with_what_this_walk_received() {
    let api = |at: u64| -> Sound<Totalled<u64>> { Ok(Totalled { data: slice(at, 3, 9), total: 9 }) };
    let mut begun = pages_blocking(api);
    begun.next_page().unwrap().unwrap();
    let checkpoint = begun.checkpoint();
    let walked = both!(u64, |_, at| api(at), pager => pager.resume(checkpoint.clone()));
    walked.gave(&[3, 4, 5, 6, 7, 8], &[3, 6]);
}

#[test]
fn on_an_offset_that_does_not_begin_at_0_the_total_is_counted_from_its_beginning() {
    #[derive(Debug, Paginated)]
    #[offset(first = 1)]
    #[paginated(total = total)]
    struct FromOne {
        data: Vec<u32>,
        total: u64,
    }
    let api = |_, at: u64| -> Sound<FromOne> { Ok(FromOne { data: slice(at - 1, 3, 6), total: 6 }) };
    both!(u64, api).gave(&[0, 1, 2, 3, 4, 5], &[1, 4]);
}

/// Pages that end where a total says.
#[derive(Debug, Paginated)]
#[page]
#[paginated(total = total, total_pages = total_pages)]
struct Numbered {
    data: Vec<u32>,
    total: Option<u64>,
    total_pages: Option<String>,
}

#[test]
fn total_pages_ends_a_walk_by_page_number() {
    let api = |_, at: u64| -> Sound<Numbered> {
        Ok(Numbered { data: slice((at - 1) * 3, 3, 9), total: None, total_pages: Some("3".into()) })
    };
    both!(u64, api).gave(&[0, 1, 2, 3, 4, 5, 6, 7, 8], &[1, 2, 3]);
}

#[test]
fn total_pages_counts_the_pages_before_the_start_of_a_resumed_walk() {
    let api = |at: u64| -> Sound<Numbered> {
        Ok(Numbered { data: slice((at - 1) * 3, 3, 9), total: None, total_pages: Some("3".into()) })
    };
    let mut begun = pages_blocking(api);
    begun.next_page().unwrap().unwrap();
    begun.next_page().unwrap().unwrap();
    let checkpoint = begun.checkpoint();
    let walked = both!(u64, |_, at| api(at), pager => pager.resume(checkpoint.clone()));
    walked.gave(&[6, 7, 8], &[3]);
}

#[test]
fn a_total_of_records_ends_a_walk_by_page_number_too() {
    let api = |at: u64| -> Sound<Numbered> {
        Ok(Numbered { data: slice((at - 1) * 3, 3, 9), total: Some(9), total_pages: None })
    };
    both!(u64, |_, at| api(at)).gave(&[0, 1, 2, 3, 4, 5, 6, 7, 8], &[1, 2, 3]);

    let mut begun = pages_blocking(api);
    begun.next_page().unwrap().unwrap();
    let checkpoint = begun.checkpoint();
    let walked = both!(u64, |_, at| api(at), pager => pager.resume(checkpoint.clone()));
    walked.gave(&[3, 4, 5, 6, 7, 8], &[2, 3]);
}

#[test]
fn a_total_that_is_absent_leaves_the_walk_to_its_empty_page() {
    let api = |_, at: u64| -> Sound<Numbered> {
        Ok(Numbered { data: slice((at - 1) * 3, 3, 9), total: None, total_pages: None })
    };
    both!(u64, api).gave(&[0, 1, 2, 3, 4, 5, 6, 7, 8], &[1, 2, 3, 4]);
}

#[test]
fn a_window_is_not_asked_past_and_its_end_is_an_error_behind_the_records() {
    #[derive(Debug, Paginated)]
    #[offset(max_window = 6, stop(short_page))]
    #[paginated(page_size(default = 3))]
    struct Windowed {
        data: Vec<u32>,
    }
    let api = |_, at: u64| -> Sound<Windowed> { Ok(Windowed { data: slice(at, 3, 20) }) };
    let walked = both!(u64, api);
    let error = walked.failed(&[0, 1, 2, 3, 4, 5], &[0, 3]);
    assert!(matches!(error, Error::CapReached(cap) if cap.max_window == 6), "{error}");
    assert!(!error.is_transient());
    // A list that ends inside the window knows nothing of it.
    let api = |_, at: u64| -> Sound<Windowed> { Ok(Windowed { data: slice(at, 3, 5) }) };
    both!(u64, api).gave(&[0, 1, 2, 3, 4], &[0, 3]);
}

#[test]
fn a_window_of_pages_is_measured_in_records() {
    #[derive(Debug, Paginated)]
    #[page(max_window = 7, stop(short_page))]
    #[paginated(page_size(default = 3))]
    struct Windowed {
        data: Vec<u32>,
    }
    let api = |_, at: u64| -> Sound<Windowed> { Ok(Windowed { data: slice((at - 1) * 3, 3, 20) }) };
    let walked = both!(u64, api);
    assert!(matches!(walked.failed(&[0, 1, 2, 3, 4, 5], &[1, 2]), Error::CapReached(_)));
}

#[test]
fn a_window_holds_for_a_cursor_too() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, max_window = 6)]
    struct Windowed {
        data: Vec<u32>,
        next: Option<u64>,
    }
    let api = |count| {
        move |_, at: Option<u64>| -> Sound<Windowed> {
            let data = slice(at.unwrap_or(0), 3, count);
            let next = data.last().map(|last| u64::from(*last) + 1).filter(|next| *next < u64::from(count));
            Ok(Windowed { data, next })
        }
    };
    let walked = both!(Option<u64>, api(20));
    let error = walked.failed(&[0, 1, 2, 3, 4, 5], &[None, Some(3)]);
    assert!(matches!(error, Error::CapReached(cap) if cap.strategy == "cursor"), "{error}");
    // The position is absent: nothing more remains.
    both!(Option<u64>, api(6)).gave(&[0, 1, 2, 3, 4, 5], &[None, Some(3)]);
}
