//! What the feature `tracing` writes: a span for every page, and no token in it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use demo_apis::{Fault, Server, ZOHO_TOKEN, data::Datastore};
use pagination_core::testing::{Recorded, Replay};
use pagination_core::{Paginate, Paginated, Retry};
use serde::Deserialize;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[paginated(page_size(param = "limit"))]
struct Datastores {
    data: Vec<Datastore>,
    next_token: Option<String>,
}

type Fields = BTreeMap<String, String>;

/// Keeps the fields of every span of the walk, and of every warning.
#[derive(Clone, Default)]
struct Spans {
    spans: Arc<Mutex<Vec<Fields>>>,
    warnings: Arc<Mutex<Vec<Fields>>>,
}

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
        let mut spans = self.spans.lock().unwrap();
        spans.push(Fields::new());
        span.record(&mut Into(spans.last_mut().unwrap()));
        Id::from_u64(spans.len() as u64)
    }
    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.spans.lock().unwrap();
        let at = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Into(spans.get_mut(at).unwrap()));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        if *event.metadata().level() == Level::WARN {
            let mut fields = Fields::new();
            event.record(&mut Into(&mut fields));
            self.warnings.lock().unwrap().push(fields);
        }
    }
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
    Arc::try_unwrap(spans.spans).unwrap_or_default().into_inner().unwrap()
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

/// The warnings of a walk over these pages.
fn warnings<P>(pages: &[&str]) -> Vec<String>
where
    P: Paginated + serde::de::DeserializeOwned,
    P: pagination_core::PaginatedBy<P::Strategy>,
{
    let log = Spans::default();
    tracing::subscriber::with_default(log.clone(), || {
        let replay = Replay::new(pages.iter().map(|page| Recorded::json(*page)));
        let items = replay.get("https://api.example/list").paginate::<P>().items();
        assert!(items.count() > 0);
    });
    let warnings = log.warnings.lock().unwrap();
    warnings.iter().map(|warning| format!("{warning:?}")).collect()
}

#[derive(Deserialize, Paginated)]
#[cursor(field = next_cursor)]
#[paginated(page_size(param = "limit", default = 2))]
struct Misnamed {
    data: Vec<u64>,
    next_cursor: Option<String>,
}

#[test]
fn a_first_page_without_a_position_is_a_warning_where_it_is_full_or_has_a_member_that_looks_like_one() {
    let found = warnings::<Misnamed>(&[r#"{"data": [1], "nextCursor": "s3cret"}"#]);
    assert_eq!(found.len(), 0, "a short page is the end: {found:?}");
    let found = warnings::<Misnamed>(&[r#"{"data": [1, 2], "nextCursor": "s3cret"}"#]);
    assert!(found.len() == 1 && found[0].contains("nextCursor") && !found[0].contains("s3cret"), "{found:?}");
    assert_eq!(warnings::<Misnamed>(&[r#"{"data": [1, 2]}"#]).len(), 1);
    let later = [r#"{"data": [1, 2], "next_cursor": "b"}"#, r#"{"data": [3, 4]}"#];
    assert_eq!(warnings::<Misnamed>(&later).len(), 0, "only the first page");
}

#[test]
fn an_empty_page_before_the_total_is_a_warning_where_the_offset_cannot_move() {
    #[derive(Deserialize, Paginated)]
    #[offset]
    #[paginated(total = total)]
    struct Totalled {
        data: Vec<u64>,
        total: u64,
    }
    let found = warnings::<Totalled>(&[r#"{"data": [1, 2], "total": 9}"#, r#"{"data": [], "total": 9}"#]);
    assert!(found.len() == 1 && found[0].contains("total"), "{found:?}");
    assert_eq!(warnings::<Totalled>(&[r#"{"data": [1, 2], "total": 2}"#]).len(), 0);
}

#[test]
fn an_end_at_a_page_without_a_list_is_a_warning_where_nothing_said_so() {
    #[derive(Deserialize, Paginated)]
    #[cursor(field = data.next)]
    #[paginated(items = data.rows, item = u64, has_more = more)]
    struct Enveloped {
        data: Option<Rows>,
        more: Option<bool>,
    }
    #[derive(Deserialize)]
    struct Rows {
        rows: Option<Vec<u64>>,
        next: Option<String>,
    }
    let first = r#"{"data": {"rows": [1], "next": "b"}}"#;
    let found = warnings::<Enveloped>(&[first, r#"{"data": null}"#]);
    assert!(found.len() == 1 && found[0].contains("without a list"), "{found:?}");
    assert_eq!(warnings::<Enveloped>(&[first, r#"{"data": null, "more": false}"#]).len(), 0);
    assert_eq!(warnings::<Enveloped>(&[first, r#"{"data": {"rows": null}}"#]).len(), 0);
}
