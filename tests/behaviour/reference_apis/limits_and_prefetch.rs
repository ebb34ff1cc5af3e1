//! Every walk of the table: whole, as far as its limits, and with the next page requested ahead.

use demo_apis::{ATTIO_TOKEN, ZYLO_TOKEN};
use pagination_core::Cursor;
use pagination_core::Paginate as _;

use super::response_types::{Applications, Meetings};
use super::walks::{Setup, WALKS, small};
use crate::harness::{blocking, client, run, targets};

#[test]
fn every_walk_gives_every_item_once_and_in_order() {
    let server = small();
    for api in &WALKS {
        for setup in Setup::both() {
            let walked = api.walk(&server, &setup);
            walked.sound();
            assert_eq!(walked.ids, (api.ids)(&server), "{}", api.name);
            assert_eq!(walked.log.len(), api.requests(&server), "{}", api.name);
        }
    }
}

#[test]
fn max_items_is_exact_also_with_prefetch() {
    let server = small();
    for api in &WALKS {
        let all = (api.ids)(&server);
        for most in [0, 1, api.size - 1, api.size, api.size + 1, 2 * api.size, all.len(), all.len() + 1] {
            for prefetch in [false, true] {
                for setup in Setup::both() {
                    let walked = api.walk(&server, &Setup { max_items: Some(most as u64), prefetch, ..setup });
                    walked.sound();
                    assert_eq!(walked.ids, all[..most.min(all.len())], "{}, {most}", api.name);
                    let needed = if most > all.len() { api.requests(&server) } else { most.div_ceil(api.size) };
                    assert_eq!(walked.log.len(), needed, "{}, {most}, ahead: {prefetch}", api.name);
                }
            }
        }
    }
}

#[test]
fn max_pages_is_exact_also_with_prefetch() {
    let server = small();
    for api in &WALKS {
        let all = (api.ids)(&server);
        for most in 0..=4 {
            for prefetch in [false, true] {
                for setup in Setup::both() {
                    let walked = api.walk(&server, &Setup { max_pages: Some(most as u64), prefetch, ..setup });
                    walked.sound();
                    assert_eq!(walked.ids, all[..(most * api.size).min(all.len())], "{}, {most}", api.name);
                    assert_eq!(walked.log.len(), most.min(api.requests(&server)), "{}, {most}", api.name);
                }
            }
        }
    }
}

#[test]
fn prefetch_requests_the_same_pages() {
    let server = small();
    for api in &WALKS {
        for setup in Setup::both() {
            let plain = api.walk(&server, &setup);
            let ahead = api.walk(&server, &Setup { prefetch: true, ..setup });
            ahead.sound();
            assert_eq!(ahead.ids, plain.ids, "{}", api.name);
            assert_eq!(targets(&ahead.log), targets(&plain.log), "{}", api.name);
        }
    }
}

#[test]
fn at_most_one_page_is_fetched_ahead() {
    for api in &WALKS {
        for setup in Setup::both() {
            let server = small();
            let walked = api.walk(&server, &Setup { prefetch: true, take: Some(1), ..setup });
            assert_eq!(walked.ids.len(), 1, "{}", api.name);
            assert!(server.requests() <= 2, "{}", api.name);
        }
    }
}

#[test]
fn the_error_of_a_page_requested_ahead_comes_after_the_items_before_it() {
    let server = small();
    for api in &WALKS {
        for setup in Setup::both() {
            server.reset_log();
            server.fail_request(2, demo_apis::Fault::Unavailable);
            let walked = api.walk(&server, &Setup { prefetch: true, take: Some(api.size + 1), ..setup.clone() });
            assert_eq!(walked.ids, (api.ids)(&server)[..api.size], "{}", api.name);
            assert!(walked.error().is_transient(), "{}", api.name);
            let rest = api.walk(&server, &Setup { resume: Some(walked.checkpoint), ..setup });
            assert_eq!(rest.ids, (api.ids)(&server)[api.size..], "{}", api.name);
        }
    }
}

#[test]
fn pages_come_with_status_headers_url_and_their_request() {
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
fn for_each_uses_every_page() {
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
