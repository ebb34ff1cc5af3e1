//! Flags, counts and positions that functions of the user's own read: `has_more(with = …)`, `total(with = …)`, `last_item(with = …)`.

use demo_apis::MockResponse;
use pagination_core::{Page, Paginated};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{Sound, list, number_in, numbers, over_http, some};

/// More follows while the page says `"state": "partial"`.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[page]
#[paginated(has_more(with = more))]
struct Stated {
    data: Vec<u64>,
    state: Option<String>,
}

fn more(page: &Page<Stated>) -> Option<bool> {
    page.state.as_deref().map(|state| state == "partial")
}

#[test]
fn a_function_says_whether_more_follows() {
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Stated> {
        let state = if at < 3 { "partial" } else { "complete" };
        Ok(Stated { data: numbers((at - 1) * 2, 2, 6), state: Some(state.to_owned()) })
    });
    walked.gave(&list(0..6), &[1, 2, 3]);
}

#[test]
fn a_function_that_has_no_opinion_leaves_the_end_to_the_other_rules() {
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Stated> {
        Ok(Stated { data: numbers((at - 1) * 2, 2, 4), state: None })
    });
    walked.gave(&list(0..4), &[1, 2, 3]);
}

/// The opposite of the flag, from what was requested.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(is_last(with = is_third))]
struct Thrice {
    data: Vec<u64>,
    next: String,
}

fn is_third(page: &Page<Thrice>) -> bool {
    page.request().index() == 2
}

#[test]
fn is_last_is_read_by_a_function_too_and_sees_what_was_requested() {
    let walked = everywhere!(Option<String>, |_, at: Option<String>| -> Sound<Thrice> {
        let at: u64 = at.map_or(0, |at| at.parse().unwrap());
        Ok(Thrice { data: vec![at], next: (at + 1).to_string() })
    });
    walked.gave(&list(0..3), &some(&["1", "2"]));
}

/// The total is a sum.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[offset]
#[paginated(total(with = open_and_closed))]
struct Issues {
    data: Vec<u64>,
    open: u64,
    closed: Option<u64>,
}

fn open_and_closed(page: &Page<Issues>) -> Option<u64> {
    page.open.checked_add(page.closed?)
}

#[test]
fn a_function_counts_the_total() {
    let api =
        |closed| move |_: usize, at: u64| -> Sound<Issues> { Ok(Issues { data: numbers(at, 3, 6), open: 2, closed }) };
    everywhere!(u64, api(Some(4))).gave(&list(0..6), &[0, 3]);
    everywhere!(u64, api(None)).gave(&list(0..6), &[0, 3, 6]);
}

/// The pages are counted by a function, and the offset moves as one says.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[page]
#[offset(step(with = consumed), stop(empty_page))]
#[paginated(total_pages(with = last_page))]
struct Numbered {
    data: Vec<u64>,
    range: [u64; 2],
    last: Option<u64>,
}

fn last_page(page: &Page<Numbered>) -> Option<u64> {
    page.last
}

fn consumed(page: &Page<Numbered>) -> Option<u64> {
    page.range[1].checked_sub(page.range[0])
}

#[test]
fn a_function_counts_the_pages() {
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Numbered> {
        Ok(Numbered { data: vec![at], range: [0, 0], last: Some(3) })
    });
    walked.gave(&[1, 2, 3], &[1, 2, 3]);
}

#[test]
fn a_function_says_how_far_an_offset_moves() {
    // Of ten records, the server leaves out the odd ones.
    let api = |_, at: u64| -> Sound<Numbered> {
        let to = (at + 4).min(10);
        Ok(Numbered { data: (at..to).filter(|id| id % 2 == 0).collect(), range: [at, to], last: None })
    };
    let walked = over_functions!(u64, api, pager => pager.by::<pagination_core::Offset>());
    walked.gave(&[0, 2, 4, 6, 8], &[0, 4, 8, 10]);
}

/// What has an id in a list of any kind.
trait HasId {
    fn id(&self) -> Option<u64>;
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Message {
    ts: u64,
}

impl HasId for Message {
    fn id(&self) -> Option<u64> {
        Some(self.ts)
    }
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(last_item(with = id_of), param = "after", prev(first_item(with = id_of), param = "before"), stop(empty_page))]
struct Envelope<T: HasId> {
    data: Vec<T>,
}

fn id_of<T: HasId>(item: &T) -> Option<u64> {
    item.id()
}

#[test]
fn a_function_reads_the_position_in_the_last_item_of_a_generic_envelope() {
    let walked = everywhere!(Option<u64>, |_, after: Option<u64>| -> Sound<Envelope<Message>> {
        let from = after.map_or(0, |after| after + 1);
        Ok(Envelope { data: numbers(from, 2, 4).into_iter().map(|ts| Message { ts }).collect() })
    });
    walked.gave(&[0, 1, 2, 3].map(|ts| Message { ts }), &[None, Some(1), Some(3)]);
}

#[test]
fn a_function_reads_the_first_item_on_the_way_back() {
    let api = |request: &demo_apis::LoggedRequest| {
        let ids = match request.pair("before") {
            Some(before) => {
                let before: u64 = before.parse().unwrap();
                list(before.saturating_sub(2)..before)
            }
            None => list(number_in(request, "after", 0)..6).into_iter().take(2).collect(),
        };
        MockResponse::json(&json!({ "data": ids.into_iter().map(|ts| json!({ "ts": ts })).collect::<Vec<_>>() }))
    };
    let server = crate::harness::serve(move |_, request| api(request));
    use pagination_core::Paginate as _;
    let pager = || crate::harness::blocking().get(server.url_of("/list?after=4")).paginate::<Envelope<Message>>();
    let mut pages = pager().pages();
    pages.try_next().unwrap().unwrap();
    let back: Vec<u64> = pager().resume(pages.checkpoint()).rev().items().map(|item| item.unwrap().ts).collect();
    assert_eq!(back, [2, 3, 0, 1]);
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Untimed {
    ts: Option<u64>,
}

impl HasId for Untimed {
    fn id(&self) -> Option<u64> {
        self.ts
    }
}

#[test]
fn a_function_that_finds_no_position_in_an_item_is_an_error_unless_the_list_ends_there() {
    let walked = everywhere!(Option<u64>, |_, _: Option<u64>| -> Sound<Envelope<Untimed>> {
        Ok(Envelope { data: vec![Untimed { ts: Some(1) }, Untimed { ts: None }] })
    });
    assert_eq!(walked.items, [Untimed { ts: Some(1) }, Untimed { ts: None }]);
    assert!(matches!(walked.errors.as_slice(), [pagination_core::Error::MissingPosition(_)]), "{:?}", walked.errors);
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = next, or(last_item(with = length_of)), stop(empty_page))]
#[paginated(items = edges, each = node, item = String)]
struct Graph {
    edges: Vec<Edge>,
    next: Option<u64>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Edge {
    #[allow(clippy::box_collection, reason = "a path passes through it")]
    node: Option<Box<String>>,
}

#[allow(clippy::ptr_arg, reason = "the item is a `String`")]
fn length_of(item: &String) -> Option<u64> {
    u64::try_from(item.len()).ok()
}

#[test]
fn a_function_gets_what_each_finds_as_an_alternative_too() {
    let walked = everywhere!(Option<u64>, |_, at: Option<u64>| -> Sound<Graph> {
        let node = |text: &str| Edge { node: Some(Box::new(text.to_owned())) };
        Ok(match at {
            None => Graph { edges: vec![node("a"), node("bcd"), Edge { node: None }], next: None },
            Some(3) => Graph { edges: vec![node("e")], next: Some(9) },
            Some(_) => Graph { edges: vec![], next: None },
        })
    });
    walked.gave(&["a", "bcd", "e"], &[None, Some(3), Some(9)]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset]
#[paginated(total(header = "Content-Range"))]
#[serde(transparent)]
struct Ranged(Vec<u64>);

#[derive(Debug, Deserialize, Paginated)]
#[offset(request_header = "Range", format = "items={position}-{last}")]
#[paginated(total(header = "content-range"), page_size(default = 4, send = 4))]
#[serde(transparent)]
struct ByRange(Vec<u64>);

#[test]
fn a_total_is_read_behind_the_slash_of_a_content_range() {
    for unit in ["", "items ", "bytes "] {
        let walked = over_http::<Ranged>(move |_, request| {
            let at = number_in(request, "offset", 0);
            let ids = numbers(at, 4, 10);
            let last = (at + 3).min(9);
            MockResponse::text(json!(ids).to_string()).header("content-range", &format!("{unit}{at}-{last}/10"))
        });
        assert_eq!(walked.sound(), list(0..10));
        assert_eq!(walked.requests.len(), 3, "no request past the end");
    }
}

#[test]
fn a_content_range_whose_length_is_unknown_has_no_opinion() {
    let walked = over_http::<Ranged>(|_, request| {
        let at = number_in(request, "offset", 0);
        MockResponse::text(json!(numbers(at, 4, 8)).to_string()).header("content-range", &format!("{at}-{}/*", at + 3))
    });
    assert_eq!(walked.sound(), list(0..8));
    assert_eq!(walked.requests.len(), 3, "the empty page ends it");
}

#[test]
fn an_empty_range_of_a_list_has_a_total_too() {
    let walked = over_http::<Ranged>(|_, _| MockResponse::text("[]").header("content-range", "*/0"));
    assert_eq!(walked.sound(), [0_u64; 0]);
    assert_eq!(walked.requests.len(), 1);
}

#[test]
fn ranges_are_asked_for_and_answered() {
    let walked = over_http::<ByRange>(|number, request| {
        let ranges = ["items=0-3", "items=4-7", "items=8-11"];
        assert_eq!(request.header("range"), ranges.get(number).copied());
        let at = number as u64 * 4;
        let last = (at + 3).min(9);
        MockResponse::text(json!(numbers(at, 4, 10)).to_string())
            .header("content-range", &format!("items {at}-{last}/10"))
    });
    assert_eq!(walked.sound(), list(0..10));
    assert_eq!(walked.requests.len(), 3);
}
