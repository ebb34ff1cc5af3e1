//! What the feature `tracing` writes: a span for every page, and no token in it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use demo_apis::{Fault, Server, ZOHO_TOKEN, data::Datastore};
use pagination_core::{Paginate, Paginated, Retry};
use serde::Deserialize;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[paginated(page_size(param = "limit"))]
struct Datastores {
    data: Vec<Datastore>,
    next_token: Option<String>,
}

type Fields = BTreeMap<String, String>;

/// Keeps the fields of every span of the walk.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<Fields>>>);

struct Into<'a>(&'a mut Fields);

impl Visit for Into<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "pagination"
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut spans = self.0.lock().unwrap();
        spans.push(Fields::new());
        span.record(&mut Into(spans.last_mut().unwrap()));
        Id::from_u64(spans.len() as u64)
    }
    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.0.lock().unwrap();
        let at = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Into(spans.get_mut(at).unwrap()));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn walk(server: &Server) -> Vec<Fields> {
    let spans = Spans::default();
    tracing::subscriber::with_default(spans.clone(), || {
        let request = reqwest::blocking::Client::new()
            .get(server.url_of("/api/v3/datastores?key=s3cret"))
            .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
        let retry = Retry::new().first_wait(Duration::from_millis(1));
        let items = request.paginate::<Datastores>().page_size(20).retry(retry).items();
        assert_eq!(items.map(Result::unwrap).count(), 45);
    });
    Arc::try_unwrap(spans.0).unwrap_or_default().into_inner().unwrap()
}

#[test]
fn every_page_has_a_span_with_its_number_status_items_and_retries() {
    let server = Server::builder().zoho(45).start().unwrap();
    server.fail_request(2, Fault::Unavailable);
    server.fail_request(3, Fault::Unavailable);
    let spans = walk(&server);
    let field = |name: &str| spans.iter().map(|span| span.get(name).cloned().unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(field("number"), ["1", "2", "3"]);
    assert_eq!(field("status"), ["200", "200", "200"]);
    assert_eq!(field("items"), ["20", "20", "5"]);
    assert_eq!(field("retries"), ["0", "2", "0"]);
    assert_eq!(field("strategy"), ["\"cursor\""; 3]);
    let url = format!("{:?}", server.url_of("/api/v3/datastores"));
    assert_eq!(field("url"), vec![url; 3]);
}

#[test]
fn no_query_token_or_credential_is_written() {
    let server = Server::builder().zoho(45).start().unwrap();
    let written = format!("{:?}", walk(&server));
    let log = server.log();
    let tokens: Vec<_> = log.iter().filter_map(|request| request.pair("next_token")).collect();
    assert_eq!(tokens.len(), 2);
    for secret in tokens.into_iter().chain([ZOHO_TOKEN, "s3cret"]) {
        assert!(!written.contains(secret), "{written}");
    }
}
