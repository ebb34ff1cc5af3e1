//! Lists whose next page begins with items of this one (`inclusive`).

use demo_apis::MockResponse;
use pagination_core::error::LoopKind;
use pagination_core::{Checkpoint, Error, Paginate as _, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{Sound, blocking, drain_blocking, list, number_in, over_http, serve, stored};

/// The API sends three items a page, from the last one of the page before on.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = last, param = "from", inclusive)]
#[paginated(key, page_size(default = 3))]
struct Sized {
    data: Vec<u64>,
    last: Option<u64>,
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = last, param = "from", inclusive)]
#[paginated(key, has_more = more)]
struct Flagged {
    data: Vec<u64>,
    last: Option<u64>,
    more: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Change {
    id: u64,
    time: u64,
}

/// The position is a time, which several items may have.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = end_time, param = "start_time", inclusive)]
#[paginated(key = id, page_size(default = 3))]
struct Changes {
    data: Vec<Change>,
    end_time: Option<u64>,
}

fn sized(count: u64) -> impl Fn(usize, Option<u64>) -> Sound<Sized> {
    move |_, from| {
        let data: Vec<u64> = (from.unwrap_or(0)..count).take(3).collect();
        Ok(Sized { last: data.last().copied(), data })
    }
}

/// Changes at these times, three a page.
fn changes(times: &'static [u64]) -> impl Fn(usize, Option<u64>) -> Sound<Changes> {
    move |_, from| {
        let all = times.iter().zip(0..).map(|(time, id)| Change { id, time: *time });
        let data: Vec<Change> = all.filter(|change| change.time >= from.unwrap_or(0)).take(3).collect();
        Ok(Changes { end_time: data.last().map(|change| change.time), data })
    }
}

#[test]
fn each_item_comes_once_whether_or_not_the_list_is_a_multiple_of_what_a_page_adds() {
    for count in 0_u64..10 {
        let walked = everywhere!(Option<u64>, sized(count));
        assert_eq!(walked.sound(), list(0..count), "{count}");
        // The last page is short, and moves nowhere.
        let requests = if count == 0 { 1 } else { count.saturating_sub(1) / 2 + 1 };
        assert!(walked.requests.len() as u64 <= requests + 1, "{count}: {:?}", walked.requests);
    }
}

#[test]
fn the_flag_decides_before_the_position_does() {
    for count in 1_u64..8 {
        let walked = everywhere!(Option<u64>, |_, from: Option<u64>| -> Sound<Flagged> {
            let data: Vec<u64> = (from.unwrap_or(0)..count).take(3).collect();
            let last = data.last().copied();
            Ok(Flagged { more: last.is_some_and(|last| last + 1 < count), data, last })
        });
        assert_eq!(walked.sound(), list(0..count), "{count}");
        assert_eq!(walked.requests.len() as u64, 1 + count.saturating_sub(3).div_ceil(2), "{count}");
    }
}

#[test]
fn a_flag_of_true_on_a_page_that_moves_nowhere_is_an_error() {
    let walked = everywhere!(Option<u64>, |_, _: Option<u64>| -> Sound<Flagged> {
        Ok(Flagged { data: vec![0, 1], last: Some(1), more: true })
    });
    let Error::Loop(looped) = walked.failed(&[0, 1], &[None, Some(1)]) else { panic!("{walked:?}") };
    assert_eq!(looped.kind, LoopKind::Ties);
}

#[test]
fn several_items_of_the_page_before_are_dropped() {
    let walked = everywhere!(Option<u64>, changes(&[1, 2, 2, 3, 3, 4, 5, 5]));
    assert_eq!(walked.sound().iter().map(|change| change.id).collect::<Vec<_>>(), list(0..8));
}

#[test]
fn more_ties_than_a_page_holds_are_an_error_after_the_items() {
    let walked = everywhere!(Option<u64>, changes(&[1, 2, 2, 2, 2, 3]));
    assert_eq!(walked.items.iter().map(|change| change.id).collect::<Vec<_>>(), [0, 1, 2, 3]);
    let Error::Loop(looped) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(looped.kind, LoopKind::Ties);
    assert!(walked.error().to_string().contains("more items tie than a page holds"), "{}", walked.error());
}

#[test]
fn ties_in_any_order_are_recognized() {
    // The ties of time 2 come in another order, and a new one is among them.
    let pages: [&[(u64, u64)]; 3] = [&[(0, 1), (1, 2), (2, 2)], &[(2, 2), (3, 2), (1, 2), (4, 3)], &[(4, 3)]];
    let walked = everywhere!(Option<u64>, |number: usize, _: Option<u64>| -> Sound<Changes> {
        let data: Vec<Change> = pages[number].iter().map(|(id, time)| Change { id: *id, time: *time }).collect();
        Ok(Changes { end_time: data.last().map(|change| change.time), data })
    });
    assert_eq!(walked.sound().iter().map(|change| change.id).collect::<Vec<_>>(), list(0..5));
}

#[test]
fn a_page_of_repeats_with_another_position_goes_on() {
    let pages: [(&[u64], u64); 4] = [(&[0, 1, 2], 10), (&[1, 2], 11), (&[2, 3, 4], 12), (&[4], 12)];
    let walked = everywhere!(Option<u64>, |number: usize, _: Option<u64>| -> Sound<Sized> {
        let (data, last) = pages[number];
        Ok(Sized { data: data.to_vec(), last: Some(last) })
    });
    walked.gave(&list(0..5), &[None, Some(10), Some(11), Some(12)]);
}

#[test]
fn a_link_may_be_inclusive_too() {
    #[derive(Debug, Deserialize, Paginated)]
    #[next_link(field = next, inclusive)]
    #[paginated(key, page_size(default = 3))]
    struct Linked {
        data: Vec<u64>,
        next: Option<String>,
    }
    for count in 1..9 {
        let walked = over_http::<Linked>(move |_, request| {
            let from = number_in(request, "from", 0);
            let data = list(from..count.min(from + 3));
            let next = data.last().map(|last| format!("?from={last}"));
            MockResponse::json(&json!({ "data": data, "next": next }))
        });
        assert_eq!(walked.sound(), list(0..count), "{count}");
    }
}

#[test]
fn max_items_counts_each_item_once() {
    for most in 0..7 {
        let walked = everywhere!(Option<u64>, sized(9), pager => pager.max_items(most));
        assert_eq!(walked.sound(), list(0..most));
    }
}

#[test]
fn prefetch_drops_the_same_items() {
    let server = serve(|_, request| {
        let from = number_in(request, "from", 0);
        let data = list(from..8.min(from + 3));
        MockResponse::json(&json!({ "last": data.last(), "data": data }))
    });
    let mut items = blocking().get(server.url_of("/list")).paginate::<Sized>().prefetch().items();
    assert_eq!(drain_blocking(&mut items).sound(), list(0..8));
}

#[test]
fn a_checkpoint_anywhere_resumes_after_the_items_that_were_taken() {
    for taken in 0..=8 {
        let walk = |resume: Option<Checkpoint>| {
            let api = sized(8);
            let pager = pages_blocking(move |from: Option<u64>| api(0, from));
            match resume {
                Some(checkpoint) => pager.resume(checkpoint),
                None => pager,
            }
            .items()
        };
        let mut items = walk(None);
        let first: Vec<u64> = items.by_ref().take(taken).map(Result::unwrap).collect();
        let checkpoint = stored(&items.checkpoint());
        let rest: Vec<u64> = walk(Some(checkpoint.clone())).map(Result::unwrap).collect();
        assert_eq!([first.clone(), rest].concat(), list(0..8), "{taken}");
        // The items of the page that were taken come again, and those of the page before do not.
        let again: Vec<u64> = walk(Some(checkpoint.at_page_start())).map(Result::unwrap).collect();
        let start = [0, 0, 0, 3, 3, 5, 5, 7, 8][taken];
        assert_eq!(again, list(start..8), "{taken}");
    }
}

#[test]
fn pages_come_whole_with_their_repeats() {
    let api = sized(5);
    let pages = pages_blocking(move |from: Option<u64>| api(0, from)).pages();
    let data: Vec<Vec<u64>> = pages.map(|page| page.unwrap().data.clone()).collect();
    assert_eq!(data, [vec![0, 1, 2], vec![2, 3, 4]]);
}
