//! `split(n)` and `part(part)`: the parts of a list, each for a walk of its own.

use std::cell::RefCell;

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::{Checkpoint, Error, Paginate as _, Paginated, Part, pages, pages_blocking};
use serde::Deserialize;
use serde_json::json;

use crate::harness::{Sound, blocking, client, list, number_in, numbers, run, serve, slice};

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel)]
#[paginated(total = total, complete, page_size(param = "limit", default = 3))]
struct Totalled {
    data: Vec<u64>,
    total: u64,
}

#[derive(Debug, Deserialize, Paginated)]
#[page(parallel)]
#[paginated(total_pages = pages)]
struct Numbered {
    data: Vec<u64>,
    pages: u64,
}

#[derive(Debug, Deserialize, Paginated)]
#[page(parallel)]
#[paginated(total = total)]
struct NumberedByItems {
    data: Vec<u64>,
    total: u64,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, stop(empty_page))]
#[paginated(page_size(param = "limit", default = 3))]
struct Untotalled {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, max_window = 9)]
#[paginated(total = total, page_size(param = "limit", default = 3))]
struct Capped {
    data: Vec<u64>,
    total: u64,
}

fn by_offset(total: u64) -> impl Fn(u64) -> Sound<Totalled> + Clone {
    move |at| Ok(Totalled { data: numbers(at, 3, total), total })
}

fn by_page(total: u64) -> impl Fn(u64) -> Sound<Numbered> + Clone {
    move |at| Ok(Numbered { data: numbers((at - 1) * 3, 3, total), pages: total.div_ceil(3) })
}

fn totalled(request: &LoggedRequest, total: u64) -> MockResponse {
    MockResponse::json(&json!({ "data": slice(request, 3, total).collect::<Vec<_>>(), "total": total }))
}

fn bounds(parts: &[Part]) -> Vec<(u64, Option<u64>)> {
    let bounds = |part| {
        let stored = serde_json::to_value(part).unwrap();
        (stored["part"]["from"].as_u64().unwrap(), stored["part"]["to"].as_u64())
    };
    parts.iter().map(bounds).collect()
}

#[test]
fn together_they_are_the_list_by_offset_and_by_page_number() {
    for total in [0, 1, 2, 3, 4, 6, 7, 29, 30, 31] {
        for n in [0, 1, 2, 3, 8, 100] {
            let parts = pages_blocking(by_offset(total)).split(n).unwrap();
            assert_eq!(parts.len() as u64, (n as u64).min(total.div_ceil(3)).max(1), "{total} in {n}");
            let walk =
                |part| pages_blocking(by_offset(total)).part(part).items().map(Result::unwrap).collect::<Vec<_>>();
            assert_eq!(parts.into_iter().flat_map(walk).collect::<Vec<_>>(), list(0..total), "{total} in {n}");

            let parts = pages_blocking(by_page(total)).split(n).unwrap();
            assert_eq!(parts.len() as u64, (n as u64).min(total.div_ceil(3)).max(1), "{total} in {n}");
            let walk = |part| pages_blocking(by_page(total)).part(part).items().map(Result::unwrap).collect::<Vec<_>>();
            assert_eq!(parts.into_iter().flat_map(walk).collect::<Vec<_>>(), list(0..total), "{total} in {n}");

            let api = move |at: u64| Sound::Ok(NumberedByItems { data: numbers((at - 1) * 3, 3, total), total });
            let walk = |part| pages_blocking(api).part(part).items().map(Result::unwrap).collect::<Vec<_>>();
            let parts = pages_blocking(api).split(n).unwrap();
            assert_eq!(parts.into_iter().flat_map(walk).collect::<Vec<_>>(), list(0..total), "{total} in {n}");
        }
    }
}

#[test]
fn they_begin_and_end_where_pages_do_and_only_the_last_is_open() {
    let parts = pages_blocking(by_offset(20)).split(3).unwrap();
    assert_eq!(bounds(&parts), [(0, Some(6)), (6, Some(12)), (12, None)]);
    let parts = pages_blocking(by_page(20)).split(3).unwrap();
    assert_eq!(bounds(&parts), [(1, Some(3)), (3, Some(5)), (5, None)]);
}

#[test]
fn over_http_one_request_splits_and_each_page_is_requested_once() {
    run(async {
        let server = serve(|_, request| totalled(request, 29));
        let pager = || client().get(server.url_of("/list")).paginate::<Totalled>();
        let parts = pager().split(4).await.unwrap();
        assert_eq!(server.requests(), 1);
        let mut walked = Vec::new();
        for part in parts {
            let mut items = pager().part(part).concurrent(4).items();
            while let Some(item) = items.try_next().await.unwrap() {
                walked.push(item);
            }
        }
        assert_eq!(walked, list(0..29));
        let log = server.log();
        let mut sorted: Vec<_> = log.iter().skip(1).map(|request| number_in(request, "offset", 0)).collect();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..10).map(|page| page * 3).collect::<Vec<_>>(), "none past the end of a part");
    });
}

#[test]
fn over_blocking_http_too_with_a_page_size() {
    let server = serve(|_, request| totalled(request, 29));
    let pager = || blocking().get(server.url_of("/list")).paginate::<Totalled>().page_size(5);
    let parts = pager().split(2).unwrap();
    assert_eq!(bounds(&parts), [(0, Some(15)), (15, None)]);
    let walk = |part| pager().part(part).items().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!(parts.into_iter().flat_map(walk).collect::<Vec<_>>(), list(0..29));
    assert_eq!(server.requests(), 1 + 6);

    // Another page size that is sent stops at the end of the part.
    let part = pager().split(2).unwrap().remove(0);
    let pager = blocking().get(server.url_of("/list")).paginate::<Totalled>().page_size(4);
    assert_eq!(pager.part(part).items().map(Result::unwrap).collect::<Vec<_>>(), list(0..15));
}

#[test]
fn a_page_that_reaches_into_the_next_part_is_cut() {
    let parts = pages_blocking(by_offset(20)).split(3).unwrap();
    for length in [1, 2, 4, 5, 7, 50] {
        let other = |at: u64| Sound::Ok(Totalled { data: numbers(at, length, 20), total: 20 });
        let walk = |part| pages_blocking(other).part(part).items().map(Result::unwrap).collect::<Vec<_>>();
        assert_eq!(parts.iter().cloned().flat_map(walk).collect::<Vec<_>>(), list(0..20), "{length}");
        let pages = |part| pages_blocking(other).part(part).pages().map(|page| page.unwrap().into_inner().data);
        assert_eq!(parts.iter().cloned().flat_map(pages).flatten().collect::<Vec<_>>(), list(0..20), "{length}");
    }
    let other = |at: u64| Sound::Ok(Totalled { data: numbers(at, 4, 20), total: 20 });
    let mut items = pages_blocking(other).part(parts[0].clone()).items();
    assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), list(0..6));
    assert!(items.checkpoint().is_over());
    let mut items = pages_blocking(other).part(parts[0].clone()).items();
    assert_eq!(items.by_ref().take(5).map(Result::unwrap).collect::<Vec<_>>(), list(0..5));
    let rest = pages_blocking(other).part(parts[0].clone()).resume(items.checkpoint()).items();
    assert_eq!(rest.map(Result::unwrap).collect::<Vec<_>>(), [5]);
}

#[test]
fn a_page_whose_offsets_count_other_things_is_not_cut_but_refused() {
    #[derive(Debug, Paginated)]
    #[offset(parallel, step(field = next))]
    #[paginated(total = total, page_size(default = 3))]
    struct Reported {
        data: Vec<u64>,
        next: u64,
        total: u64,
    }
    let api = |length| move |at: u64| Sound::Ok(Reported { data: numbers(at, length, 20), next: length, total: 20 });
    let part = pages_blocking(api(3)).split(3).unwrap().remove(1);
    let walked: Vec<_> = pages_blocking(api(4)).part(part).items().collect();
    let Some(Err(error @ Error::Request(_))) = walked.last() else { panic!("{walked:?}") };
    assert!(walked.len() == 5 && error.to_string().contains("begins at 12"), "{error}");
}

#[test]
fn what_was_added_is_the_last_parts() {
    let parts = pages_blocking(by_offset(8)).split(2).unwrap();
    let walk = |part| pages_blocking(by_offset(14)).part(part).items().map(Result::unwrap).collect::<Vec<_>>();
    let walked: Vec<_> = parts.into_iter().map(walk).collect();
    assert_eq!(walked, [list(0..3), list(3..14)]);
    let part = pages_blocking(by_offset(0)).split(2).unwrap().remove(0);
    assert_eq!(walk(part), list(0..14));
}

#[test]
fn a_part_past_the_end_of_a_list_that_shrank_is_empty_and_is_not_measured() {
    let parts = pages_blocking(by_offset(20)).split(3).unwrap();
    let walk = |part| pages_blocking(by_offset(7)).part(part).items().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!(parts.into_iter().map(walk).collect::<Vec<_>>(), [list(0..6), list(6..7), Vec::new()]);
}

#[test]
fn concurrent_requests_stay_inside_a_part() {
    run(async {
        let requested = RefCell::new(Vec::new());
        let api = async |at: u64| {
            requested.borrow_mut().push(at);
            by_page(60)(at)
        };
        let parts = pages(api).split(4).await.unwrap();
        requested.borrow_mut().clear();
        let mut items = pages(api).part(parts[1].clone()).concurrent(16).items();
        let mut walked = Vec::new();
        while let Some(item) = items.try_next().await.unwrap() {
            walked.push(item);
        }
        assert_eq!(walked, list(15..30));
        assert!(items.checkpoint().is_over());
        assert_eq!(*requested.borrow(), [6, 7, 8, 9, 10]);
    });
}

#[test]
fn a_part_is_resumed_in_itself_and_nowhere_else() {
    let parts = pages_blocking(by_offset(29)).split(3).unwrap();
    for (part, expected) in parts.iter().zip([0..9, 9..18, 18..29]) {
        let expected = list(expected);
        for taken in 0..=expected.len() {
            let mut items = pages_blocking(by_offset(29)).part(part.clone()).items();
            for id in &expected[..taken] {
                assert_eq!(items.try_next().unwrap(), Some(*id));
            }
            let stored = serde_json::to_string(&items.checkpoint()).unwrap();
            let checkpoint: Checkpoint = serde_json::from_str(&stored).unwrap();
            let rest = pages_blocking(by_offset(29)).part(part.clone()).resume(checkpoint).items();
            assert_eq!(rest.map(Result::unwrap).collect::<Vec<_>>(), expected[taken..]);
        }
    }
    let mut items = pages_blocking(by_offset(29)).part(parts[0].clone()).items();
    items.try_next().unwrap();
    let checkpoint = items.checkpoint();
    let other = pages_blocking(by_offset(29)).part(parts[1].clone()).resume(checkpoint.clone()).items().next();
    let Some(Err(error @ Error::Checkpoint(_))) = other else { panic!("{other:?}") };
    assert!(error.to_string().contains("from 0 up to 9") && error.to_string().contains("from 9 up to 18"), "{error}");
    let whole = pages_blocking(by_offset(29)).resume(checkpoint).items().next();
    assert!(matches!(whole, Some(Err(Error::Checkpoint(_)))), "{whole:?}");
    let of_whole = pages_blocking(by_offset(29)).items().checkpoint();
    let part = pages_blocking(by_offset(29)).part(parts[0].clone()).resume(of_whole).items().next();
    assert!(matches!(part, Some(Err(Error::Checkpoint(_)))), "{part:?}");
}

#[test]
fn they_are_stored_in_any_format_and_a_damaged_one_is_refused() {
    let parts = pages_blocking(by_offset(29)).named("s3cr3t").split(3).unwrap();
    assert!(!format!("{parts:?}").contains("s3cr3t"), "{parts:?}");
    let stored = serde_json::to_string(&parts).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Part>>(&stored).unwrap(), parts);
    let stored = postcard::to_allocvec(&parts).unwrap();
    assert_eq!(postcard::from_bytes::<Vec<Part>>(&stored).unwrap(), parts);

    let whole = serde_json::to_value(pages_blocking(by_offset(29)).items().checkpoint()).unwrap();
    assert!(serde_json::from_value::<Part>(whole).is_err());
    for damage in [json!(null), json!({}), json!({ "from": 9, "to": 9 }), json!({ "from": 3 }), json!({ "from": "9" })]
    {
        let mut part = serde_json::to_value(&parts[1]).unwrap();
        part["part"] = damage;
        assert!(serde_json::from_value::<Part>(part.clone()).is_err(), "{part}");
    }
}

#[test]
fn the_part_of_another_list_is_refused() {
    let part = pages_blocking(by_offset(29)).split(2).unwrap().remove(1);
    let other = pages_blocking(by_page(29)).part(part.clone()).items().next();
    assert!(matches!(other, Some(Err(Error::Checkpoint(_)))), "{other:?}");
    let other = pages_blocking(by_offset(29)).named("other").part(part).items().next();
    assert!(matches!(other, Some(Err(Error::Checkpoint(_)))), "{other:?}");

    let server = serve(|_, request| totalled(request, 29));
    let at = |path: &str| blocking().get(server.url_of(path)).paginate::<Totalled>();
    let part = at("/list").split(2).unwrap().remove(1);
    let other = at("/other").part(part).items().next();
    assert!(matches!(other, Some(Err(Error::Checkpoint(_)))), "{other:?}");
    assert_eq!(server.requests(), 1);
}

#[test]
fn without_a_total_there_are_none() {
    let error = pages_blocking(|at: u64| Sound::Ok(Untotalled { data: numbers(at, 3, 8) })).split(2).unwrap_err();
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("total"), "{error}");
}

#[test]
fn a_cap_is_the_last_parts() {
    let api = |at: u64| Sound::Ok(Capped { data: numbers(at, 3, 30), total: 30 });
    let parts = pages_blocking(api).split(3).unwrap();
    assert_eq!(bounds(&parts), [(0, Some(3)), (3, Some(6)), (6, None)]);
    let last: Vec<_> = pages_blocking(api).part(parts[2].clone()).items().collect();
    assert!(matches!(last.last(), Some(Err(Error::CapReached(_)))) && last.len() == 4, "{last:?}");
}

#[test]
fn limits_and_an_end_of_the_callers_do_not_shorten_the_list_that_is_split() {
    let parts = pages_blocking(by_offset(20)).max_items(1).stop_at(|_| true).split(3).unwrap();
    assert_eq!(parts.len(), 3);
    let parts = pages_blocking(by_offset(20)).max_pages(0).split(3).unwrap();
    assert_eq!(parts.len(), 3);
}
