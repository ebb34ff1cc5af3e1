//! Clio by offset: one by one, concurrently, and as far as the cap.

use std::time::Duration;

use demo_apis::{CLIO_TOKEN, Fault, Faults, LoggedRequest, Server};
use pagination_core::Offset;
use pagination_core::Paginate as _;
use pagination_core::reqwest::Error;

use super::response_types::{Contacts, CountedContacts, FewContacts, Id, UnlimitedContacts, texts};
use super::walks::until_short;
use crate::harness::{Walked, drain_blocking};

fn server(contacts: usize) -> Server {
    Server::builder().clio_contacts(contacts).start().unwrap()
}

/// A server whose offset ends at 500 items.
fn capped(contacts: usize) -> Server {
    Server::builder().clio_contacts(contacts).clio_offset_cap(500).start().unwrap()
}

macro_rules! contacts {
    ($http:ident, $server:expr, $response:ty) => {
        $http.get($server.url_of("/api/v4/contacts")).bearer_auth(CLIO_TOKEN).paginate::<$response>()
    };
}

/// The requests in the order of their offsets; concurrent requests arrive in any.
fn sorted<T>(walked: &Walked<T, Error, LoggedRequest>) -> Vec<String> {
    let mut log = walked.requests.clone();
    log.sort_by_key(|request| request.pair("offset").map(|offset| offset.parse::<u64>().unwrap()));
    crate::harness::targets(&log)
}

#[test]
fn by_offset_a_list_ends_at_a_page_that_is_not_full() {
    for count in [0, 1, 199, 200, 201, 620] {
        let server = server(count);
        let walked = over_demo_apis!(server, http => contacts!(http, server, Contacts).by::<Offset>());
        walked.gave_ids(&server.clio().contact_ids(), until_short(count, 200));
        // `order` belongs to the links.
        assert_eq!(walked.targets()[0], "/api/v4/contacts?offset=0");
    }
}

#[test]
fn by_offset_any_order_can_be_had() {
    let server = server(120);
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/api/v4/contacts?order=name(asc)"))
        .bearer_auth(CLIO_TOKEN)
        .paginate::<Contacts>()
        .by::<Offset>()
        .page_size(50));
    walked.gave_ids(&server.clio().contact_ids_by_name(), 3);
    assert_eq!(
        walked.targets(),
        [
            "/api/v4/contacts?order=name(asc)&limit=50&offset=0",
            "/api/v4/contacts?order=name(asc)&limit=50&offset=50",
            "/api/v4/contacts?order=name(asc)&limit=50&offset=100"
        ]
    );
}

#[test]
fn an_offset_in_the_template_leaves_out_the_items_before_it() {
    let server = server(120);
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/api/v4/contacts?fields=id,name&offset=10"))
        .bearer_auth(CLIO_TOKEN)
        .paginate::<Contacts>()
        .by::<Offset>());
    walked.gave_ids(&server.clio().contact_ids()[10..], 1);
    assert_eq!(walked.targets(), ["/api/v4/contacts?fields=id,name&offset=10"]);
}

#[test]
fn the_first_600_items_take_three_concurrent_requests() {
    let start = || {
        let server = server(1_000);
        server.set_latency(Duration::from_millis(200));
        server
    };
    for (walked, server) in side_by_side!(start(), |server, http| contacts!(http, server, Contacts)
        .by::<Offset>()
        .max_items(600)
        .concurrent(3))
    {
        walked.gave_ids(&server.clio().contact_ids()[..600], 3);
        assert_eq!(
            sorted(&walked),
            ["/api/v4/contacts?offset=0", "/api/v4/contacts?offset=200", "/api/v4/contacts?offset=400"]
        );
        assert_eq!(server.in_flight_peak(), 3);
    }
}

#[test]
fn concurrent_pages_come_in_order_with_no_more_requests_than_the_width_allows() {
    for width in [1, 2, 3, 8] {
        for (walked, server) in side_by_side!(server(1_020), |server, http| contacts!(http, server, Contacts)
            .by::<Offset>()
            .concurrent(width))
        {
            assert!(walked.errors.is_empty(), "{:?}", walked.errors);
            assert_eq!(walked.ids(), texts(&server.clio().contact_ids()));
            let most = until_short(1_020, 200) + width - 1;
            assert!((6..=most).contains(&walked.requests.len()), "{width}: {:?}", sorted(&walked));
            assert!(server.in_flight_peak() <= width);
        }
    }
}

#[test]
fn a_total_makes_the_plan_exact() {
    for width in [1, 3, 8] {
        for (walked, server) in
            side_by_side!(server(1_020), |server, http| contacts!(http, server, CountedContacts).concurrent(width))
        {
            walked.gave_ids(&server.clio().contact_ids(), 6);
        }
    }
    // No request is wasted on a list that fills its last page.
    let server = server(400);
    let walked = over_demo_apis!(server, http => contacts!(http, server, CountedContacts));
    walked.gave_ids(&server.clio().contact_ids(), 2);
}

#[test]
fn a_total_in_quotes_is_a_total() {
    let server = server(420);
    server.set_faults(Some(Faults::always(Fault::TotalAsText)));
    let walked = over_demo_apis!(server, http => contacts!(http, server, CountedContacts));
    walked.gave_ids(&server.clio().contact_ids(), 3);
}

#[test]
fn a_wrong_total_loses_nothing() {
    for total in [-1, 0, 100, 1_000_000] {
        let start = || {
            let server = server(420);
            server.set_faults(Some(Faults::always(Fault::WrongTotal(total))));
            server
        };
        for (walked, server) in
            side_by_side!(start(), |server, http| contacts!(http, server, CountedContacts).concurrent(2))
        {
            assert!(walked.errors.is_empty(), "{total}: {:?}", walked.errors);
            assert_eq!(walked.ids(), texts(&server.clio().contact_ids()), "{total}");
            assert!(walked.requests.len() <= 6, "{total}: {:?}", sorted(&walked));
        }
        // With a declared stop, the total is not used.
        let server = start();
        let walked = over_demo_apis!(server, http => contacts!(http, server, Contacts).by::<Offset>());
        walked.gave_ids(&server.clio().contact_ids(), 3);
    }
}

#[test]
fn every_item_below_the_cap_comes_and_then_an_error() {
    let server = capped(620);
    let reachable = texts(&server.clio().contact_ids()[..500]);
    let walked = over_demo_apis!(server, http => contacts!(http, server, FewContacts));
    let error = walked.failed_after_ids(&reachable, 3);
    assert!(matches!(error, Error::CapReached(cap) if cap.max_window == 500), "{error}");
    assert!(error.to_string().contains("500"), "{error}");
    // The last page is requested as far as the cap reaches.
    assert_eq!(
        walked.targets(),
        ["/api/v4/contacts?offset=0", "/api/v4/contacts?offset=200", "/api/v4/contacts?limit=100&offset=400"]
    );
}

#[test]
fn the_cap_is_met_exactly_with_any_page_size_and_width() {
    for (size, requests) in [(100, 5), (150, 4), (200, 3)] {
        for width in [1, 3, 8] {
            for (walked, server) in side_by_side!(capped(620), |server, http| contacts!(http, server, FewContacts)
                .page_size(size)
                .concurrent(width))
            {
                let error = walked.failed_after_ids(&server.clio().contact_ids()[..500], requests);
                assert!(matches!(error, Error::CapReached(_)), "{error}");
                for request in &walked.requests {
                    let number = |name| request.pair(name).unwrap().parse::<u64>().unwrap();
                    assert!(number("offset") + number("limit") <= 500, "{}", request.target());
                }
            }
        }
    }
}

#[test]
fn a_list_that_ends_below_the_cap_is_whole() {
    for count in [0, 200, 499] {
        let server = capped(count);
        let walked = over_demo_apis!(server, http => contacts!(http, server, FewContacts));
        walked.gave_ids(&server.clio().contact_ids(), until_short(count, 200));
    }
}

#[test]
fn a_list_that_ends_exactly_at_the_cap_is_an_error_like_a_longer_one() {
    let server = capped(500);
    let walked = over_demo_apis!(server, http => contacts!(http, server, FewContacts));
    let error = walked.failed_after_ids(&server.clio().contact_ids(), 3);
    assert!(matches!(error, Error::CapReached(_)), "{error}");
}

#[test]
fn limits_below_the_cap_never_meet_it() {
    let server = capped(620);
    let walked = over_demo_apis!(server, http => contacts!(http, server, FewContacts).max_items(450));
    walked.gave_ids(&server.clio().contact_ids()[..450], 3);
    let walked = over_demo_apis!(server, http => contacts!(http, server, FewContacts).max_pages(2));
    walked.gave_ids(&server.clio().contact_ids()[..400], 2);
}

#[test]
fn the_cap_of_the_document_is_met_after_fifty_pages() {
    let server = server(10_450);
    let http = crate::harness::blocking();
    let walked = drain_blocking(&mut contacts!(http, server, Contacts).by::<Offset>().items());
    let error = walked.error();
    assert_eq!(walked.items.iter().map(Id::id).collect::<Vec<_>>(), texts(&server.clio().contact_ids()[..10_000]));
    assert_eq!(server.requests(), 50);
    assert!(matches!(error, Error::CapReached(cap) if cap.max_window == 10_000), "{error}");
}

#[test]
fn without_a_declared_cap_the_server_refuses_and_what_it_says_is_kept() {
    let server = capped(620);
    let walked = over_demo_apis!(server, http => contacts!(http, server, UnlimitedContacts));
    let Error::Status(status) = walked.failed_after_ids(&server.clio().contact_ids()[..400], 3) else {
        panic!("{:?}", walked.errors)
    };
    assert_eq!(status.status.as_u16(), 422);
    let body: serde_json::Value = serde_json::from_slice(&status.body).unwrap();
    assert_eq!(body["error"]["type"], "ArgumentError");
}

#[test]
fn an_empty_page_is_the_end_of_a_counted_walk() {
    let server = server(420);
    let before = { || server.fail_request(2, Fault::EmptyPage) };
    let walked = over_demo_apis!(server, { before() }, http => contacts!(http, server, CountedContacts));
    walked.gave_ids(&server.clio().contact_ids()[..200], 2);
}
