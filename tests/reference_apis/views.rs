//! What a pager gives: records, pages with their heads, one page by hand; as much as is wanted, and ahead of its use.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use demo_apis::{ATTIO_TOKEN, Server, ZYLO_TOKEN};
use futures_util::TryStreamExt as _;
use pagination_core::{Cursor, Paginate as _};

use crate::apis::{Applications, Meetings, Notes};
use crate::support::{blocking, client, run, targets};
use crate::ways::{Setup, WAYS, small};

#[test]
fn every_way_gives_every_record_once_and_in_order() {
    let server = small();
    for way in &WAYS {
        for setup in Setup::both() {
            let outcome = way.walk(&server, &setup);
            outcome.sound();
            assert_eq!(outcome.ids, (way.ids)(&server), "{}", way.name);
            assert_eq!(outcome.log.len(), way.requests(&server), "{}", way.name);
        }
    }
}

#[test]
fn max_items_is_exact_also_ahead() {
    let server = small();
    for way in &WAYS {
        let all = (way.ids)(&server);
        for most in [0, 1, way.size - 1, way.size, way.size + 1, 2 * way.size, all.len(), all.len() + 1] {
            for prefetch in [false, true] {
                for setup in Setup::both() {
                    let outcome = way.walk(&server, &Setup { max_items: Some(most as u64), prefetch, ..setup });
                    outcome.sound();
                    assert_eq!(outcome.ids, all[..most.min(all.len())], "{}, {most}", way.name);
                    let needed = if most > all.len() { way.requests(&server) } else { most.div_ceil(way.size) };
                    assert_eq!(outcome.log.len(), needed, "{}, {most}, ahead: {prefetch}", way.name);
                }
            }
        }
    }
}

#[test]
fn max_pages_is_exact_also_ahead() {
    let server = small();
    for way in &WAYS {
        let all = (way.ids)(&server);
        for most in 0..=4 {
            for prefetch in [false, true] {
                for setup in Setup::both() {
                    let outcome = way.walk(&server, &Setup { max_pages: Some(most as u64), prefetch, ..setup });
                    outcome.sound();
                    assert_eq!(outcome.ids, all[..(most * way.size).min(all.len())], "{}, {most}", way.name);
                    assert_eq!(outcome.log.len(), most.min(way.requests(&server)), "{}, {most}", way.name);
                }
            }
        }
    }
}

#[test]
fn a_walk_ahead_of_its_use_asks_for_the_same_pages() {
    let server = small();
    for way in &WAYS {
        for setup in Setup::both() {
            let plain = way.walk(&server, &setup);
            let ahead = way.walk(&server, &Setup { prefetch: true, ..setup });
            ahead.sound();
            assert_eq!(ahead.ids, plain.ids, "{}", way.name);
            assert_eq!(targets(&ahead.log), targets(&plain.log), "{}", way.name);
        }
    }
}

#[test]
fn at_most_one_page_is_fetched_ahead() {
    for way in &WAYS {
        for setup in Setup::both() {
            let server = small();
            let outcome = way.walk(&server, &Setup { prefetch: true, take: Some(1), ..setup });
            assert_eq!(outcome.ids.len(), 1, "{}", way.name);
            assert!(server.requests() <= 2, "{}", way.name);
        }
    }
}

#[test]
fn an_error_of_a_page_that_was_fetched_ahead_comes_behind_the_records_before_it() {
    let server = small();
    for way in &WAYS {
        for setup in Setup::both() {
            server.reset_log();
            server.fail_request(2, demo_apis::Fault::Unavailable);
            let outcome = way.walk(&server, &Setup { prefetch: true, take: Some(way.size + 1), ..setup.clone() });
            assert_eq!(outcome.ids, (way.ids)(&server)[..way.size], "{}", way.name);
            assert!(outcome.error().is_transient(), "{}", way.name);
            let rest = way.walk(&server, &Setup { resume: Some(outcome.checkpoint), ..setup });
            assert_eq!(rest.ids, (way.ids)(&server)[way.size..], "{}", way.name);
        }
    }
}

#[test]
fn pages_come_with_status_headers_url_and_what_was_asked() {
    run(async {
        let server = small();
        let http = client();
        let request = http.get(server.url_of("/v2/applications")).bearer_auth(ZYLO_TOKEN);
        let mut pages = request.paginate::<Applications>().by::<Cursor>().page_size(100).pages();
        let ids = server.zylo().ids_sorted();
        let mut number = 0;
        while let Some(page) = pages.try_next().await.unwrap() {
            assert_eq!(page.status().as_u16(), 200);
            assert_eq!(page.headers()["content-type"], "application/json");
            assert!(page.url().starts_with(&server.url_of("/v2/applications?sort=id&limit=100")), "{}", page.url());
            assert_eq!((page.request().index(), page.request().page_size()), (number, Some(100)));
            let from = usize::try_from(number).unwrap() * 100;
            let expected = &ids[from.min(ids.len())..ids.len().min(from + 100)];
            // The response itself, by reference, and by value.
            assert_eq!(page.0.len(), expected.len());
            assert!((&page).into_iter().map(|application| &application.id).eq(expected));
            assert!(page.into_iter().map(|application| application.id).eq(expected.iter().cloned()));
            number += 1;
        }
        assert_eq!(number, 3);
    });
}

#[test]
fn the_response_can_be_taken_out_of_its_page() {
    let server = small();
    let http = blocking();
    let request = http.get(server.url_of("/v2/meetings")).bearer_auth(ATTIO_TOKEN);
    for page in request.paginate::<Meetings>().page_size(50).pages() {
        let response: Meetings = page.unwrap().into_inner();
        assert_eq!(response.pagination.next_cursor.is_some(), response.data.len() == 50);
        let by_reference = (&response).into_iter().count();
        assert_eq!(response.into_iter().count(), by_reference);
    }
}

#[test]
fn one_page_at_a_time_by_hand_over_both_clients() {
    let server = small();
    let mut pager =
        blocking().get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN).paginate::<Notes>().page_size(50);
    let mut sizes = Vec::new();
    while let Some(page) = pager.next_page().unwrap() {
        assert_eq!(server.requests(), sizes.len() as u64 + 1, "nothing is asked for before it is wanted");
        sizes.push(page.data.len());
    }
    assert_eq!(sizes, [50, 50, 22]);
    assert!(pager.next_page().unwrap().is_none());

    server.reset_log();
    run(async {
        let request = client().get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN);
        let mut pager = request.paginate::<Notes>().page_size(50);
        let mut sizes = Vec::new();
        while let Some(page) = pager.next_page().await.unwrap() {
            assert_eq!(server.requests(), sizes.len() as u64 + 1, "nothing is asked for before it is wanted");
            sizes.push(page.data.len());
        }
        assert_eq!(sizes, [50, 50, 22]);
        assert!(pager.next_page().await.unwrap().is_none());
    });
    assert_eq!(server.requests(), 3);
}

#[test]
fn a_pager_that_went_by_hand_goes_on_as_a_stream() {
    let server = small();
    let http = blocking();
    let mut pager = http.get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN).paginate::<Notes>().page_size(50);
    pager.next_page().unwrap().unwrap();
    let rest: Vec<_> = pager.items().map(|note| note.unwrap().id.note_id).collect();
    assert_eq!(rest, server.attio().note_ids()[50..]);
    assert_eq!(server.requests(), 3);
}

#[test]
fn records_are_a_stream_and_an_iterator() {
    let server = small();
    let ids = server.attio().note_ids();
    let list = |http: reqwest::Client| http.get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN);
    let streamed: Vec<_> = run(async { list(client()).paginate::<Notes>().items().try_collect().await }).unwrap();
    assert!(streamed.iter().map(|note| &note.id.note_id).eq(&ids));

    let request = blocking().get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN);
    let collected: Result<Vec<_>, _> = request.paginate::<Notes>().items().collect();
    assert!(collected.unwrap().iter().map(|note| &note.id.note_id).eq(&ids));
}

#[test]
fn every_page_is_used_by_for_each() {
    run(async {
        let server = small();
        let request = client().get(server.url_of("/v2/meetings")).bearer_auth(ATTIO_TOKEN);
        let mut ids = Vec::new();
        let walk = request.paginate::<Meetings>().page_size(50).prefetch().pages().for_each(async |page| {
            tokio::task::yield_now().await;
            ids.extend(page.into_iter().map(|meeting| meeting.id.meeting_id));
        });
        walk.await.unwrap();
        assert_eq!(ids, server.attio().meeting_ids());
        assert_eq!(server.requests(), 3);
    });
}

#[test]
fn every_request_can_be_changed_before_it_goes() {
    let server = small();
    let change = |calls: Arc<AtomicU64>| move || format!("{}", calls.fetch_add(1, Ordering::SeqCst));
    let calls = Arc::new(AtomicU64::new(0));
    // The credentials are not in the template, but fresh for each request; and what is written is there to be signed.
    let list = |server: &Server| server.url_of("/v2/notes");
    let number = change(Arc::clone(&calls));
    let pager = blocking().get(list(&server)).paginate::<Notes>().page_size(50).each_request(move |request| {
        let signed = request.url().query().unwrap_or_default().to_owned();
        let headers = request.headers_mut();
        headers.insert("authorization", format!("Bearer {ATTIO_TOKEN}").parse().unwrap());
        headers.insert("x-signed", signed.parse().unwrap());
        headers.insert("x-number", number().parse().unwrap());
    });
    assert_eq!(pager.items().map(Result::unwrap).count(), 122);
    let number = change(Arc::clone(&calls));
    run(async {
        let pager = client().get(list(&server)).paginate::<Notes>().page_size(50).each_request(move |request| {
            let signed = request.url().query().unwrap_or_default().to_owned();
            let headers = request.headers_mut();
            headers.insert("authorization", format!("Bearer {ATTIO_TOKEN}").parse().unwrap());
            headers.insert("x-signed", signed.parse().unwrap());
            headers.insert("x-number", number().parse().unwrap());
        });
        assert_eq!(pager.items().try_collect::<Vec<_>>().await.unwrap().len(), 122);
    });
    let log = server.log();
    assert_eq!(log.len(), 6);
    for (number, request) in log.iter().enumerate() {
        assert_eq!(request.header("x-number"), Some(number.to_string().as_str()));
        assert_eq!(request.header("x-signed"), request.query.as_deref());
    }
}
