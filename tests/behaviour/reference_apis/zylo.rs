//! Zylo: `limit` and `skip`, or the id of the last item, which comes back in a header.

use demo_apis::{Fault, Faults, Server, ZYLO_TOKEN};
use pagination_core::Paginate as _;
use pagination_core::reqwest::Error;
use pagination_core::{Cursor, Offset};

use super::response_types::Applications;
use super::walks::until_short;
use crate::harness::{blocking, targets};

fn server(applications: usize) -> Server {
    Server::builder().zylo(applications).start().unwrap()
}

#[test]
fn the_requests_by_skip_are_those_of_the_document() {
    let server = server(1_500);
    let pager = || {
        over_demo_apis!(server, http => http
        .get(server.url_of("/v2/applications"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>()
        .page_size(500)
        .max_pages(3))
    };
    let walked = pager();
    walked.gave_ids(&server.zylo().ids(), 3);
    assert_eq!(
        walked.targets(),
        [
            "/v2/applications?limit=500&skip=0",
            "/v2/applications?limit=500&skip=500",
            "/v2/applications?limit=500&skip=1000"
        ]
    );
}

#[test]
fn by_skip_a_list_ends_at_a_page_that_is_not_full() {
    for count in [0, 1, 49, 50, 51, 220] {
        let server = server(count);
        let walked = over_demo_apis!(server, http => http
            .get(server.url_of("/v2/applications"))
            .bearer_auth(ZYLO_TOKEN)
            .paginate::<Applications>());
        walked.gave_ids(&server.zylo().ids(), until_short(count, 50));
        assert_eq!(walked.targets()[0], "/v2/applications?skip=0");
    }
}

#[test]
fn the_requests_by_cursor_are_those_of_the_document() {
    let server = server(120);
    let ids = server.zylo().ids_sorted();
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/applications"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>()
        .by::<Cursor>());
    walked.gave_ids(&ids, 4);
    let after = |number: usize| format!("/v2/applications?sort=id&cursor={}", ids[number - 1]);
    assert_eq!(walked.targets(), ["/v2/applications?sort=id".to_owned(), after(50), after(100), after(120)]);
}

#[test]
fn by_cursor_the_header_of_the_last_page_leads_to_an_empty_one() {
    // The id of the last item is on the last page too, so one more request is unavoidable.
    for (count, requests) in [(0, 1), (1, 2), (50, 2), (51, 3), (220, 6)] {
        let server = server(count);
        let walked = over_demo_apis!(server, http => http
            .get(server.url_of("/v2/applications"))
            .bearer_auth(ZYLO_TOKEN)
            .paginate::<Applications>()
            .by::<Cursor>());
        walked.gave_ids(&server.zylo().ids_sorted(), requests);
    }
}

#[test]
fn a_limit_goes_with_the_cursor() {
    let server = server(220);
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/applications"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>()
        .page_size(100)
        .by::<Cursor>());
    walked.gave_ids(&server.zylo().ids_sorted(), 4);
    assert!(walked.targets().iter().all(|target| target.starts_with("/v2/applications?sort=id&limit=100")));
}

#[test]
fn a_page_size_above_the_maximum_is_refused_before_any_request() {
    let server = server(10);
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/applications"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>()
        .page_size(1_001));
    let error = walked.failed_after_ids::<String>(&[], 0);
    assert!(matches!(error, Error::PageSize(refused) if (refused.asked, refused.max) == (1_001, 1_000)), "{error}");

    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/applications"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>()
        .page_size(1_000)
        .by::<Cursor>());
    walked.gave_ids(&server.zylo().ids_sorted(), 2);
}

#[test]
fn a_sort_of_the_template_stays_by_skip_and_gives_way_to_the_cursor() {
    let server = server(120);
    let by_name = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/applications?sort=name&owner=a,b"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>());
    by_name.gave_ids(&server.zylo().ids_by_name(), 3);
    assert_eq!(by_name.targets()[1], "/v2/applications?sort=name&owner=a,b&skip=50");

    let by_id = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/applications?sort=name&owner=a,b"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>()
        .by::<Cursor>());
    by_id.gave_ids(&server.zylo().ids_sorted(), 4);
    assert_eq!(by_id.targets()[0], "/v2/applications?sort=id&owner=a,b");
}

#[test]
fn a_template_with_skip_and_limit_starts_there_and_has_that_size() {
    let server = server(120);
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/applications?skip=40&limit=20"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>());
    walked.gave_ids(&server.zylo().ids()[40..], 5);
    assert_eq!(walked.targets()[0], "/v2/applications?skip=40&limit=20");
    assert_eq!(walked.targets()[4], "/v2/applications?skip=120&limit=20");
}

#[test]
fn the_strategy_can_be_chosen_before_or_after_the_settings_and_named_though_it_is_the_default() {
    let server = server(120);
    let http = blocking();
    let pager = || http.get(server.url_of("/v2/applications")).bearer_auth(ZYLO_TOKEN).paginate::<Applications>();
    for items in
        [pager().by::<Cursor>().page_size(100).max_items(7), pager().page_size(100).max_items(7).by::<Cursor>()]
    {
        server.reset_log();
        let ids: Vec<_> = items.items().map(|application| application.unwrap().id).collect();
        assert_eq!(ids, server.zylo().ids_sorted()[..7]);
        assert_eq!(targets(&server.log()), ["/v2/applications?sort=id&limit=100"]);
    }
    let ids: Vec<_> = pager().by::<Offset>().items().map(|application| application.unwrap().id).collect();
    assert_eq!(ids, server.zylo().ids());
    // Back to the first strategy.
    let ids: Vec<_> =
        pager().by::<Cursor>().by::<Offset>().items().map(|application| application.unwrap().id).collect();
    assert_eq!(ids, server.zylo().ids());
}

#[test]
fn a_server_that_clamps_the_size_loses_nothing_by_cursor() {
    let server = server(220);
    server.set_faults(Some(Faults::always(Fault::ClampLimit(30))));
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/applications"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>()
        .page_size(100)
        .by::<Cursor>());
    walked.gave_ids(&server.zylo().ids_sorted(), 9);
}

#[test]
fn the_pages_carry_the_header() {
    let server = server(60);
    let http = blocking();
    let list = http.get(server.url_of("/v2/applications")).bearer_auth(ZYLO_TOKEN);
    let pages: Vec<_> = list.paginate::<Applications>().by::<Cursor>().pages().map(Result::unwrap).collect();
    let ids = server.zylo().ids_sorted();
    let cursors: Vec<_> = pages.iter().map(|page| page.header("x-cursor").map(std::borrow::Cow::into_owned)).collect();
    assert_eq!(cursors, [Some(ids[49].clone()), Some(ids[59].clone()), None]);
}
