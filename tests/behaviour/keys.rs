//! What identifies an item (`key`), and pages that are recognized by the keys of their items.

use std::collections::{BTreeMap, BTreeSet};

use demo_apis::MockResponse;
use pagination_core::error::LoopKind;
use pagination_core::{Error, Keyed, Paginate as _, Paginated};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{Sound, blocking, over_http, serve, targets};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Row {
    id: Option<u64>,
    seen: u64,
}

/// `seen` differs whenever the row is sent.
fn rows(ids: &[u64], seen: usize) -> Vec<Row> {
    ids.iter().map(|id| Row { id: Some(*id), seen: seen as u64 }).collect()
}

fn ids(rows: &[Row]) -> Vec<u64> {
    rows.iter().filter_map(|row| row.id).collect()
}

/// A server that counts the requests in every page.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[paginated(key = id)]
struct Table {
    data: Vec<Row>,
    page: usize,
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[page(stop(repeated))]
#[paginated(key = id)]
struct EndsRepeating {
    data: Vec<Row>,
    page: usize,
}

fn table(pages: &'static [&'static [u64]]) -> impl Fn(usize, u64) -> Sound<Table> {
    move |number, _| Ok(Table { data: rows(pages.get(number).copied().unwrap_or_default(), number), page: number })
}

#[test]
fn a_page_that_comes_again_with_another_field_beside_it_is_a_loop() {
    let walked = everywhere!(u64, table(&[&[1, 2], &[3, 4], &[3, 4], &[3, 4]]));
    assert_eq!(ids(&walked.items), [1, 2, 3, 4]);
    assert_eq!(walked.requests, [1, 2, 3]);
    let Error::Loop(looped) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(looped.kind, LoopKind::Body);
}

#[test]
fn a_server_that_wraps_to_its_first_page_is_a_loop() {
    let walked = everywhere!(u64, table(&[&[1, 2], &[3, 4], &[1, 2], &[3, 4]]));
    assert_eq!((ids(&walked.items), walked.requests.len()), (vec![1, 2, 3, 4], 3));
    assert!(matches!(walked.error(), Error::Loop(_)));
}

#[test]
fn the_same_items_in_another_order_are_the_same_page() {
    let walked = everywhere!(u64, table(&[&[1, 2, 3], &[2, 3, 1]]));
    assert_eq!(ids(&walked.items), [1, 2, 3]);
    assert!(matches!(walked.error(), Error::Loop(_)));
}

#[test]
fn a_page_that_comes_again_is_the_end_where_it_is_declared_so() {
    for pages in [[&[1, 2][..], &[3, 4], &[3, 4]], [&[1, 2], &[3, 4], &[1, 2]]] {
        let walked = everywhere!(u64, |number: usize, _| -> Sound<EndsRepeating> {
            Ok(EndsRepeating { data: rows(pages[number], number), page: number })
        });
        assert_eq!((ids(walked.sound()), walked.requests.len()), (vec![1, 2, 3, 4], 3));
    }
}

#[test]
fn a_cursor_that_comes_back_to_the_same_items_does_not_deliver_them_again() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(key = id)]
    struct ByCursor {
        data: Vec<Row>,
        next: Option<String>,
    }
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<ByCursor> {
        Ok(ByCursor { data: rows(&[1, 2], number), next: Some("same".to_owned()) })
    });
    assert_eq!(ids(&walked.items), [1, 2]);
    assert!(matches!(walked.error(), Error::Loop(_)));
}

#[test]
fn without_a_key_pages_are_compared_by_their_bodies() {
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    struct Bodies {
        data: Vec<u64>,
    }
    let walked = over_http::<Bodies>(|number, _| {
        let data: &[u64] = if number < 3 { &[1, 2] } else { &[] };
        MockResponse::json(&json!({ "data": data, "page": number }))
    });
    assert_eq!(walked.sound(), [1, 2, 1, 2, 1, 2]);
}

#[test]
fn an_item_without_a_key_is_an_error_after_the_pages_before_it() {
    let walked = everywhere!(u64, |number: usize, _| -> Sound<Table> {
        let mut data = rows(&[10 * number as u64, 10 * number as u64 + 1], number);
        if number == 1 {
            data[1].id = None;
        }
        Ok(Table { data, page: number })
    });
    assert_eq!(ids(&walked.items), [0, 1]);
    let error = walked.error();
    assert!(matches!(error, Error::Request(_)) && !error.is_transient(), "{error}");
    assert!(error.to_string().contains("item 1 of a page of `Table` has no key"), "{error}");
}

#[test]
fn the_checkpoint_after_an_item_without_a_key_stands_before_its_page() {
    let server = serve(|number, _| {
        let id = if number == 1 { Value::Null } else { number.into() };
        MockResponse::json(&json!({ "data": [{ "id": id, "seen": 0 }], "page": number }))
    });
    let mut items = blocking().get(server.url_of("/list")).paginate::<Table>().items();
    assert!(items.next().unwrap().is_ok() && items.next().unwrap().is_err() && items.next().is_none());
    let mut resumed = blocking().get(server.url_of("/list")).paginate::<Table>().resume(items.checkpoint()).items();
    assert_eq!(resumed.next().unwrap().unwrap().id, Some(2));
    assert_eq!(targets(&server.log()), ["/list?page=1", "/list?page=2", "/list?page=2"]);
}

/// Walks a list whose second page comes twice, with another `page` beside it: its keys alone show it.
macro_rules! twice {
    ($type:ident, $data:expr) => {{
        let data: fn(u64) -> Value = $data;
        let walked = over_http::<$type>(move |number, _| {
            let first = [1, 3, 3, 3][number];
            MockResponse::json(&json!({ "data": [data(first), data(first + 1)], "page": number }))
        });
        assert_eq!((walked.items.len(), walked.requests.len()), (4, 3), "{walked:?}");
        assert!(matches!(walked.error(), Error::Loop(_)), "{walked:?}");
    }};
}

#[test]
fn a_key_is_the_item_itself_if_it_names_no_path() {
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(key)]
    struct Bare {
        data: Vec<u64>,
    }
    twice!(Bare, |id| id.into());
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(key)]
    struct Generic<T> {
        data: Option<Vec<T>>,
    }
    type Texts = Generic<String>;
    twice!(Texts, |id| id.to_string().into());
}

#[test]
fn a_key_passes_through_options_boxes_and_other_structs() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Outer {
        meta: Option<Box<Meta>>,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Meta {
        uuid: Option<String>,
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(key = "meta.uuid")]
    struct Deep {
        data: Vec<Option<Outer>>,
    }
    twice!(Deep, |id| json!({ "meta": { "uuid": id.to_string() } }));
}

#[test]
fn a_key_is_read_inside_what_each_finds() {
    #[derive(Debug, Deserialize)]
    struct Edge {
        node: Option<Box<Row>>,
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items = data, each = node, item = Row, key = id)]
    struct Edges {
        data: Option<Vec<Edge>>,
    }
    twice!(Edges, |id| json!({ "node": { "id": id, "seen": 0 } }));
}

#[test]
fn a_key_may_be_any_value_that_serde_writes() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Place {
        at: (u64, String),
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(key = at)]
    struct Places {
        data: Vec<Place>,
    }
    twice!(Places, |id| json!({ "at": [id, "x"] }));
}

#[test]
fn the_key_of_an_entry_of_a_map_is_in_the_pair() {
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items = data, key = 0)]
    struct ByName {
        data: Option<BTreeMap<String, u64>>,
    }
    let walked = over_http::<ByName>(|number, _| {
        let name = ["a", "b", "b"][number];
        MockResponse::json(&json!({ "data": { name: number } }))
    });
    assert_eq!(walked.items, [("a".to_owned(), 0), ("b".to_owned(), 1)]);
    assert!(matches!(walked.error(), Error::Loop(_)));
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items = data, key)]
    struct Set {
        data: BTreeSet<u64>,
    }
    twice!(Set, |id| id.into());
}

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[paginated(items(with = take, count = count), item = Row, key = id)]
struct Taken {
    data: Vec<Row>,
}

fn take(page: &mut Taken) -> Vec<Row> {
    std::mem::take(&mut page.data)
}

fn count(page: &Taken) -> usize {
    page.data.len()
}

#[test]
fn a_key_is_read_in_the_items_that_a_function_returns() {
    twice!(Taken, |id| json!({ "id": id, "seen": 0 }));
}

#[test]
fn a_page_is_whole_although_only_a_function_can_read_its_keys() {
    let server = serve(|number, _| MockResponse::json(&json!({ "data": [{ "id": number, "seen": 0 }] })));
    let mut pages = blocking().get(server.url_of("/list")).paginate::<Taken>().pages();
    assert_eq!(ids(&pages.next().unwrap().unwrap().data), [0]);
}

#[test]
fn the_key_of_an_item_can_be_asked_for() {
    let key = |row| <Table as Keyed>::key(&row).unwrap().and_then(|key| key.as_u64());
    assert_eq!(key(Row { id: Some(7), seen: 0 }), Some(7));
    assert_eq!(key(Row { id: None, seen: 0 }), None);
}
