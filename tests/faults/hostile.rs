//! Servers that have the same fault at every request.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use demo_apis::{CLIO_TOKEN, Fault, Faults, Server, ZYLO_TOKEN};
use pagination_core::error::LoopKind;
use pagination_core::reqwest::Error;
use pagination_core::reqwest::blocking::Items;
use pagination_core::{Cursor, Offset, Paginate as _, Paginated, PaginatedBy, Strategy};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::apis::{Applications, Contacts, Notes};
use super::walks::{PAGE, blocking};

/// Another origin, to which nothing may go.
pub struct Foreign(TcpListener);

impl Foreign {
    pub fn listen() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap())
    }

    #[track_caller]
    pub fn assert_untouched(&self) {
        match self.0.accept() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            other => panic!("a connection was made to another origin: {other:?}"),
        }
    }
}

/// Records until the end or the first error.
fn drain<P: PaginatedBy<S> + Paginated + DeserializeOwned, S: Strategy, T: ToString>(
    items: &mut Items<P, S>,
    id: impl Fn(P::Item) -> T,
) -> (Vec<String>, Option<Error>) {
    let mut seen = Vec::new();
    for item in items.by_ref() {
        match item {
            Ok(item) => seen.push(id(item).to_string()),
            Err(error) => {
                assert!(items.next().is_none(), "returned twice: {error}");
                return (seen, Some(error));
            }
        }
    }
    (seen, None)
}

/// The start of the list, each item once, and then the loop.
#[track_caller]
fn assert_loop<T: ToString>(what: &str, (seen, error): &(Vec<String>, Option<Error>), list: &[T]) {
    let list: Vec<_> = list.iter().take(seen.len()).map(ToString::to_string).collect();
    assert_eq!(*seen, list, "{what}");
    assert_eq!(seen.iter().collect::<HashSet<_>>().len(), seen.len(), "{what}: twice");
    assert!(matches!(error, Some(Error::Loop(_))), "{what}: {error:?}");
}

fn server() -> Server {
    Server::builder().zoho(120).attio_notes(120).attio_meetings(120).zylo(120).clio_contacts(120).start().unwrap()
}

/// Every list, over a server that does this wrong from the second request on.
fn all_loop(fault: &Fault) {
    let server = server();
    let http = blocking::Client::new().http;
    let begin = || {
        server.reset_log();
        (2..200).for_each(|number| server.fail_request(number, fault.clone()));
    };
    let get = |path: &str, token| http.get(server.url_of(path)).bearer_auth(token);

    begin();
    let walked = drain(&mut blocking::zoho(&http, &server).items(), |item| item.id);
    assert_loop("Zoho", &walked, &server.zoho().ids());
    begin();
    let mut links = blocking::clio(&http, &server, "/api/v4/contacts").items();
    assert_loop("Clio, links", &drain(&mut links, |item| item.id), &server.clio().contact_ids());
    begin();
    let applications = || get("/v2/applications", ZYLO_TOKEN).paginate::<Applications>().page_size(PAGE);
    let walked = drain(&mut applications().by::<Cursor>().items(), |item| item.id);
    assert_loop("Zylo, cursor", &walked, &server.zylo().ids_sorted());
    println!("{fault:?}: a loop in {} requests at most, no item twice", server.requests());
    assert!(server.requests() <= 4);

    if *fault == Fault::RepeatPage {
        begin();
        let walked = drain(&mut applications().items(), |item| item.id);
        assert_loop("Zylo, skip", &walked, &server.zylo().ids());
        assert!(matches!(&walked.1, Some(Error::Loop(found)) if found.kind == LoopKind::Body));
    }
}

#[test]
fn cursors_that_cycle_are_a_loop_and_no_page_comes_twice() {
    all_loop(&Fault::CycleCursor);
}

#[test]
fn pages_that_repeat_are_a_loop_and_no_page_comes_twice() {
    all_loop(&Fault::RepeatPage);
}

#[test]
fn a_link_to_another_origin_is_refused_before_any_request_leaves() {
    let server = server();
    let http = blocking::Client::new().http;
    let foreign = Foreign::listen();
    let host = foreign.origin().replace("http:", "");
    for origin in [foreign.origin(), host, "//evil.example".to_owned(), server.url().replace("http", "https")] {
        server.reset_log();
        server.fail_request(2, Fault::LinkOrigin(origin.clone()));
        let mut items = blocking::clio(&http, &server, "/api/v4/contacts").items();
        let (seen, error) = drain(&mut items, |item| item.id);
        assert_eq!(seen.len() as u64, 2 * PAGE, "the items of the page come before its error");
        assert!(matches!(error, Some(Error::ForeignOrigin(_))), "{origin}: {error:?}");
        assert_eq!(server.requests(), 2);

        let mut rest = blocking::clio(&http, &server, "/api/v4/contacts").resume(items.checkpoint()).items();
        let (rest, error) = drain(&mut rest, |item| item.id);
        assert!(error.is_none(), "{origin}: {error:?}");
        let all: Vec<_> = server.clio().contact_ids().iter().map(ToString::to_string).collect();
        assert_eq!([seen, rest].concat(), all, "{origin}");
    }
    foreign.assert_untouched();
}

#[test]
fn empty_pages_with_a_token_go_on_until_the_caller_has_enough() {
    let server = server();
    server.set_faults(Some(Faults::always(Fault::EmptyPage)));
    let http = blocking::Client::new().http;
    let mut items = blocking::zoho(&http, &server).max_pages(300).items();
    assert!(items.next().is_none());
    assert_eq!(server.requests(), 300);
    server.set_faults(None);
    let mut rest = blocking::zoho(&http, &server).resume(items.checkpoint()).items();
    assert_eq!(drain(&mut rest, |item| item.id).0, server.zoho().ids());
}

#[test]
fn a_clamped_page_size_costs_requests_and_no_items() {
    let server = server();
    let http = blocking::Client::new().http;
    for most in [1, 3, 19] {
        server.set_faults(Some(Faults::always(Fault::ClampLimit(most))));
        server.reset_log();
        assert_eq!(drain(&mut blocking::zoho(&http, &server).items(), |item| item.id).0, server.zoho().ids());
        assert_eq!(server.requests(), 120_u64.div_ceil(most as u64));
        let notes = http.get(server.url_of("/v2/notes")).bearer_auth(demo_apis::ATTIO_TOKEN);
        let mut notes = notes.paginate::<Notes>().page_size(PAGE).items();
        assert_eq!(drain(&mut notes, |item| item.id.note_id).0, server.attio().note_ids());
    }
}

/// Clio's offsets with no other end than the total and the empty page.
#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel)]
#[paginated(page_size(param = "limit", default = 200, max = 200), total = meta.records)]
struct Counted {
    data: Vec<super::apis::Contact>,
    meta: Told,
}

#[derive(Debug, Deserialize)]
struct Told {
    records: Value,
}

#[test]
fn a_total_that_is_wrong_cuts_nothing() {
    let server = server();
    let http = blocking::Client::new().http;
    let ids: Vec<_> = server.clio().contact_ids().iter().map(ToString::to_string).collect();
    let request = || http.get(server.url_of("/api/v4/contacts")).bearer_auth(CLIO_TOKEN);
    for total in [-1, 0, 1, 19, 20, 40, 119, 121, i64::MAX] {
        server.set_faults(Some(Faults::always(Fault::WrongTotal(total))));
        // Where a stop rule is declared, it decides.
        for requests in [1, 4] {
            let mut items =
                request().paginate::<Contacts>().page_size(PAGE).by::<Offset>().concurrent(requests).items();
            let (seen, error) = drain(&mut items, |item| item.id);
            assert!(error.is_none(), "{total}: {error:?}");
            assert_eq!(seen, ids, "a total of {total}, {requests} at a time");
        }
        // Without one, a total below what was received is wrong; one that is reached exactly looks like the end.
        if total != 20 && total != 40 {
            let mut items = request().paginate::<Counted>().page_size(PAGE).items();
            let (seen, _) = drain(&mut items, |item| item.id);
            assert_eq!(seen, ids, "a total of {total}");
        }
    }
}
