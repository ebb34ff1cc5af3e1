//! Lists that change while they are read by offset or page number, over HTTP. `tests/changing_lists` tries every small change.

use std::sync::{Arc, Mutex};

use demo_apis::{LoggedRequest, MockResponse, Scripted};
use pagination_core::error::LoopKind;
use pagination_core::{Error, Paginate as _, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{Sound, blocking, client, drain, drain_blocking, list, number_in, over_http, run, serve, stored};

#[derive(Debug, Deserialize, Paginated)]
#[offset(overlap = 2, stop(short_page))]
#[paginated(key, page_size(param = "limit", default = 4))]
struct Overlapping {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[page]
#[paginated(key, total = total, page_size(default = 3))]
struct Totalled {
    data: Vec<u64>,
    total: u64,
}

fn by_offset(request: &LoggedRequest, ids: &[u64]) -> MockResponse {
    let offset = usize::try_from(number_in(request, "offset", 0)).unwrap();
    MockResponse::json(&json!({ "data": ids.iter().skip(offset).take(4).collect::<Vec<_>>() }))
}

#[test]
fn what_inserts_repeat_is_dropped() {
    let walked = over_http::<Overlapping>(|number, request| {
        let ids: Vec<u64> = if number == 0 { list(10..20) } else { [vec![1, 2], list(10..20)].concat() };
        by_offset(request, &ids)
    });
    assert_eq!(walked.sound(), list(10..20));
    assert_eq!(walked.targets()[..3], ["/list?offset=0", "/list?offset=2", "/list?offset=4"]);
}

#[test]
fn after_deletes_the_walk_steps_back_twice_as_far_each_time() {
    // Five of the six items that were read are gone.
    let walked = over_http::<Overlapping>(|number, request| {
        let ids = if number < 2 { list(10..30) } else { list(15..30) };
        by_offset(request, &ids)
    });
    assert_eq!(walked.sound(), list(10..30));
    assert_eq!(
        walked.targets()[..5],
        ["/list?offset=0", "/list?offset=2", "/list?offset=4", "/list?offset=2", "/list?offset=0"]
    );
}

#[test]
fn a_list_of_which_everything_is_remembered_may_lose_it_all() {
    let walked = over_http::<Overlapping>(|number, request| {
        let ids = if number == 0 { list(10..20) } else { list(14..20) };
        by_offset(request, &ids)
    });
    assert_eq!(walked.sound(), list(10..20));
}

#[test]
fn a_list_that_does_not_join_any_more_has_drifted() {
    let walked = over_http::<Overlapping>(|number, request| {
        let ids = if number < 5 { list(10..40) } else { list(100..140) };
        by_offset(request, &ids)
    });
    assert_eq!(walked.items, list(10..22));
    assert!(matches!(walked.error(), Error::Drifted(_)), "{walked:?}");
    assert!(!walked.error().is_transient());
}

#[test]
fn a_list_that_is_sorted_by_what_changes_has_drifted() {
    // 11 was updated, and comes far ahead.
    let walked = over_http::<Overlapping>(|number, request| {
        let ids = if number == 0 { vec![10, 11, 12, 13, 14, 15] } else { vec![10, 12, 13, 11, 14, 15] };
        by_offset(request, &ids)
    });
    assert_eq!(walked.items, list(10..14));
    let Error::Drifted(drifted) = walked.error() else { panic!("{walked:?}") };
    assert!(drifted.why.contains("a different order"), "{drifted:?}");
}

#[test]
fn a_server_that_ignores_the_offset_has_drifted() {
    let walked = over_http::<Overlapping>(|_, _| MockResponse::json(&json!({ "data": [1, 2, 3, 4] })));
    assert_eq!(walked.items, [1, 2, 3, 4]);
    assert!(matches!(walked.error(), Error::Drifted(_)), "{walked:?}");
    assert!(walked.requests.len() <= 4);
}

#[test]
fn pages_that_are_not_longer_than_the_overlap_are_read_one_by_one() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(overlap = 5, stop(empty_page))]
    #[paginated(key)]
    struct Long {
        data: Vec<u64>,
    }
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Long> { Ok(Long { data: list(at.min(7)..7.min(at + 3)) }) });
    assert_eq!(walked.sound(), list(0..7));
}

#[test]
fn an_overlapping_walk_begins_where_its_request_says_and_ends_at_the_cap() {
    #[derive(Debug, Deserialize, Paginated)]
    #[offset(overlap = 1, max_window = 6, stop(short_page))]
    #[paginated(key, page_size(param = "limit", default = 3))]
    struct Capped {
        data: Vec<u64>,
    }
    let server = serve(|_, request| {
        let (offset, limit) = (number_in(request, "offset", 0), number_in(request, "limit", 3));
        assert!(offset + limit <= 6, "requested past the cap");
        MockResponse::json(&json!({ "data": list(offset..offset + limit) }))
    });
    let mut items = blocking().get(server.url_of("/list?offset=1")).paginate::<Capped>().items();
    let walked = drain_blocking(&mut items);
    assert_eq!(walked.items, list(1..6));
    assert!(matches!(walked.error(), Error::CapReached(_)), "{walked:?}");
}

#[test]
fn a_checkpoint_of_an_overlapping_walk_finds_its_place_again() {
    for taken in 0..12 {
        let ids = Arc::new(Mutex::new(list(10..22)));
        let server = {
            let ids = Arc::clone(&ids);
            serve(move |_, request| by_offset(request, &ids.lock().unwrap()))
        };
        let mut items = blocking().get(server.url_of("/list")).paginate::<Overlapping>().items();
        let first: Vec<u64> = items.by_ref().take(taken).map(Result::unwrap).collect();
        let checkpoint = stored(&items.checkpoint());
        // One item was deleted and two were inserted at the start of the list since then.
        *ids.lock().unwrap() = [vec![1, 2], list(11..22)].concat();
        let resumed = blocking().get(server.url_of("/list")).paginate::<Overlapping>().resume(checkpoint).items();
        let rest: Vec<u64> = resumed.map(Result::unwrap).filter(|id| *id >= 10).collect();
        let expected = if taken == 0 { list(11..22) } else { list(10..22) };
        assert_eq!([first, rest].concat(), expected, "{taken}");
    }
}

#[test]
fn by_page_number_what_inserts_repeat_is_dropped_and_a_smaller_total_asks_once_more() {
    let walk = |before: Vec<u64>, after: Vec<u64>| {
        over_http::<Totalled>(move |number, request| {
            let ids = if number == 0 { &before } else { &after };
            let skip = usize::try_from(3 * (number_in(request, "page", 1) - 1)).unwrap();
            MockResponse::json(
                &json!({ "data": ids.iter().skip(skip).take(3).collect::<Vec<_>>(), "total": ids.len() }),
            )
        })
    };
    let inserted = walk(list(10..18), [vec![1], list(10..18)].concat());
    assert_eq!((inserted.sound(), inserted.targets().len()), (&list(10..18)[..], 3));
    let deleted = walk(list(10..18), list(11..18));
    assert_eq!(deleted.sound(), list(10..18));
    assert_eq!(deleted.targets(), ["/list?page=1", "/list?page=2", "/list?page=1", "/list?page=2", "/list?page=3"]);
    // Nothing is left where the walk was: the page is empty.
    assert_eq!(walk(list(10..16), list(13..16)).sound(), list(10..16));
}

/// A queue whose jobs the consumer deletes.
fn queue(jobs: &Arc<Mutex<Vec<u64>>>) -> Scripted {
    let jobs = Arc::clone(jobs);
    serve(move |_, request| {
        let jobs = jobs.lock().unwrap();
        let offset = usize::try_from(number_in(request, "offset", 0)).unwrap();
        MockResponse::json(
            &json!({ "data": jobs.iter().skip(offset).take(3).collect::<Vec<_>>(), "total": jobs.len() }),
        )
    })
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(empty_page))]
struct Jobs {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset]
#[paginated(total = total)]
struct Counted {
    data: Vec<u64>,
    total: Option<u64>,
}

#[test]
fn a_drain_stays_where_it_is_while_the_consumer_deletes() {
    for count in [0_u64, 1, 3, 8] {
        let jobs = Arc::new(Mutex::new(list(0..count)));
        let server = queue(&jobs);
        let items = blocking().get(server.url_of("/list")).paginate::<Jobs>().drain().prefetch().items();
        let mut taken = Vec::new();
        for job in items {
            let job = job.unwrap();
            jobs.lock().unwrap().retain(|other| *other != job);
            taken.push(job);
        }
        assert_eq!(taken, list(0..count));
        assert!(server.log().iter().all(|request| request.target() == "/list?offset=0"));
        assert_eq!(server.requests() as u64, count.div_ceil(3) + 1);
    }
}

#[test]
fn a_drain_of_pages_works_over_async_clients_too_and_ends_at_its_total() {
    let jobs = Arc::new(Mutex::new(list(0..7)));
    let server = queue(&jobs);
    let taken = run(async {
        let mut pages = client().get(server.url_of("/list")).paginate::<Counted>().drain().pages();
        let mut taken = Vec::new();
        while let Some(page) = pages.try_next().await.unwrap() {
            jobs.lock().unwrap().retain(|job| !page.data.contains(job));
            taken.extend(page);
        }
        taken
    });
    assert_eq!((taken, server.requests()), (list(0..7), 3));
}

#[test]
fn a_round_of_a_drain_without_progress_is_an_error() {
    let jobs = Arc::new(Mutex::new(list(0..5)));
    let server = queue(&jobs);
    let walked = drain_blocking(&mut blocking().get(server.url_of("/list")).paginate::<Jobs>().drain().items());
    assert_eq!((walked.items.as_slice(), server.requests()), (&[0, 1, 2][..], 2));
    let Error::Loop(looped) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(looped.kind, LoopKind::Drain);
    // Over functions without keys, a total has to shrink.
    let walked = drain_blocking(
        &mut pages_blocking(|_: u64| Sound::Ok(Counted { data: vec![1], total: Some(9) })).drain().items(),
    );
    assert_eq!(walked.items, [1]);
    assert!(matches!(walked.error(), Error::Loop(_)));
}

#[test]
fn a_drain_without_keys_bodies_and_totals_is_bounded() {
    let walked = pages_blocking(|_: u64| Sound::Ok(Counted { data: vec![1], total: None })).drain().items();
    let results: Vec<_> = walked.collect();
    assert_eq!(results.len(), 65_537);
    assert!(matches!(results.last(), Some(Err(Error::Loop(_)))));
}

#[test]
fn a_drain_is_resumed_without_counting_what_is_gone() {
    let jobs = Arc::new(Mutex::new(list(0..8)));
    let server = queue(&jobs);
    let mut items = blocking().get(server.url_of("/list")).paginate::<Jobs>().drain().items();
    for _ in 0..4 {
        let job = items.next().unwrap().unwrap();
        jobs.lock().unwrap().retain(|other| *other != job);
    }
    let checkpoint = stored(&items.checkpoint());
    let resumed = run(async {
        let pager = client().get(server.url_of("/list")).paginate::<Jobs>().drain().resume(checkpoint);
        let mut items = pager.items();
        let mut taken = Vec::new();
        while let Some(job) = items.try_next().await.unwrap() {
            jobs.lock().unwrap().retain(|other| *other != job);
            taken.push(job);
        }
        assert!(drain(&mut items).await.items.is_empty());
        taken
    });
    assert_eq!(resumed, list(4..8));
}
