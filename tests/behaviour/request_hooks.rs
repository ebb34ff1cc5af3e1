//! `each_request`: every request can be changed before it is sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use demo_apis::{ATTIO_TOKEN, MockResponse, Server};
use futures_util::TryStreamExt as _;
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use serde::Deserialize;

use crate::harness::{ByCursor, blocking, client, drain, page, run, serve};

#[tokio::test]
async fn every_request_can_be_changed_also_where_a_page_is_requested_again() {
    let server = serve(|number, _| match number {
        1 => MockResponse::empty(503),
        3 => page(2..3, ""),
        _ => page(0..1, format!("c{number}")),
    });
    let mut number = 0;
    let mut signed = Vec::new();
    let (send, receive) = std::sync::mpsc::channel();
    let request = client().get(server.url_of("/list")).header("x-token", "stale");
    let mut items = request
        .paginate::<ByCursor>()
        .page_size(5)
        .each_request(move |request| {
            number += 1;
            request.headers_mut().insert("x-token", format!("fresh-{number}").parse().unwrap());
            send.send(request.url().query().map(str::to_owned)).unwrap();
        })
        .items();
    drain(&mut items).await;
    let tokens: Vec<_> = server.log().iter().map(|request| request.header("x-token").unwrap().to_owned()).collect();
    assert_eq!(tokens, ["fresh-1", "fresh-2", "fresh-3", "fresh-4"], "also where a page is requested again");
    signed.extend(receive.try_iter().flatten());
    assert_eq!(signed, ["limit=5", "limit=5&cursor=c0", "limit=5&cursor=c0", "limit=5&cursor=c2"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 50))]
struct Notes {
    data: Vec<demo_apis::data::Note>,
}

#[test]
fn every_request_can_be_changed_before_it_is_sent_over_both_clients() {
    let server = Server::builder().attio_notes(122).start().unwrap();
    let change = |calls: Arc<AtomicU64>| move || format!("{}", calls.fetch_add(1, Ordering::SeqCst));
    let calls = Arc::new(AtomicU64::new(0));
    // The template has no credentials: each request gets fresh ones. The hook sees the position, so that it can sign it.
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
