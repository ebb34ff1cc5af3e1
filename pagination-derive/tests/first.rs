#![allow(dead_code)]
use pagination_core::{Cursor, NextLink, Offset, Page, PageInfo, PageNumber, Paginated, PaginatedBy};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Row {
    id: u64,
    name: Option<String>,
}

#[derive(Deserialize, Paginated)]
#[cursor(field = "pagination.next_cursor")]
struct Meetings {
    data: Vec<Row>,
    pagination: Pagination,
}
#[derive(Deserialize)]
struct Pagination {
    next_cursor: Option<String>,
}

#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[sync_token(field = sync_token, param = "sync_token")]
#[paginated(page_size(param = "limit"))]
struct Datastores {
    data: Vec<Row>,
    next_token: Option<String>,
    sync_token: Option<String>,
}

#[derive(Deserialize, Paginated)]
#[offset(body = "/offset", stop(short_page))]
#[paginated(page_size(body = "/limit", default = 500))]
struct Records {
    data: Vec<Row>,
}

#[derive(Deserialize, Paginated)]
#[offset(param = "skip", stop(short_page))]
#[cursor(header = "x-cursor", query(sort = "id"), stop(empty_page))]
#[paginated(page_size(param = "limit", default = 50, max = 1000))]
#[serde(transparent)]
struct Applications(Vec<Row>);

#[derive(Deserialize, Paginated)]
#[next_link(field = meta.paging.next, prev(field = meta.paging.previous), query(order = "id(asc)"))]
#[offset(parallel, max_window = 10_000, stop(short_page))]
#[paginated(page_size(param = "limit", default = 200, max = 200))]
struct Contacts {
    data: Vec<Row>,
    meta: Option<Box<Meta>>,
}
#[derive(Deserialize)]
struct Meta {
    paging: Option<Paging>,
    total: Option<String>,
    last: Option<bool>,
}
#[derive(Deserialize)]
struct Paging {
    next: Option<String>,
    previous: Option<String>,
}

#[derive(Deserialize, Paginated)]
#[cursor(field = data.repository.page_info.end_cursor, body = "/variables/after")]
#[paginated(items = data.repository.edges, each = node, item = Row, has_more = data.repository.page_info.has_next)]
struct Graph {
    data: Option<Data>,
}
#[derive(Deserialize)]
struct Data {
    repository: Option<Box<Repository>>,
}
#[derive(Deserialize)]
struct Repository {
    edges: Option<Vec<Option<Edge>>>,
    page_info: PageInf,
}
#[derive(Deserialize)]
struct Edge {
    node: Option<Box<Row>>,
}
#[derive(Deserialize)]
struct PageInf {
    end_cursor: Option<String>,
    has_next: bool,
}

#[derive(Deserialize, Paginated)]
#[cursor(last_item = id, param = "starting_after")]
#[paginated(has_more = has_more, total = total)]
struct Stripe {
    data: Vec<Row>,
    has_more: bool,
    total: Option<u32>,
}

#[derive(Deserialize, Paginated)]
#[page(parallel, first = 0)]
#[paginated(total_pages(header = "X-WP-TotalPages"), total(header = "X-WP-Total"), page_size(param = "per_page", max = 100), empty(400), check = fine)]
struct Posts(Vec<Row>);
fn fine(_: &Posts) -> Result<(), String> {
    Ok(())
}

#[derive(Deserialize, Paginated)]
#[next_link(field = links, rel = "next", prev(field = links, rel = "prev"), keep("api-version"), origin("https://files.example"), upgrade_scheme)]
#[paginated(items = products)]
struct Paypal {
    products: BTreeMap<String, Row>,
    links: Vec<Link>,
}
#[derive(Deserialize)]
struct Link {
    rel: String,
    href: String,
}

#[derive(Deserialize, Paginated)]
#[next_link(rel = "next", end(results = "false"), prev(rel = "previous"))]
#[paginated(items(with = everything, count = how_many), item = Row)]
struct Plaid {
    added: Vec<Row>,
    removed: Vec<Row>,
}
fn everything(p: &mut Plaid) -> Vec<Row> {
    let mut a = std::mem::take(&mut p.added);
    a.append(&mut p.removed);
    a
}
fn how_many(p: &Plaid) -> usize {
    p.added.len() + p.removed.len()
}

#[derive(Deserialize, Paginated)]
#[cursor(with = compute, merge, body = "", stop(empty_page), session, expired(404, 410))]
#[sync_token(cursor)]
struct Scroll {
    #[paginated(items)]
    hits: Vec<Row>,
    other: Vec<Row>,
}
fn compute(page: &Page<Scroll>) -> Option<BTreeMap<String, u64>> {
    Some(BTreeMap::from([("a".into(), page.hits.len() as u64)]))
}

#[derive(Deserialize, Paginated)]
#[cursor(field = next, or(last_item = id), param = "marker", initial = "", allow_empty, end = "0", first_only("sort"), continue_at = "/more")]
#[paginated(is_last = done)]
struct S3 {
    contents: Option<Vec<Row>>,
    next: Option<String>,
    done: Option<bool>,
}

#[derive(Deserialize, Paginated)]
struct Roles {
    #[paginated(items)]
    rows: Vec<Row>,
    extra: Vec<u8>,
    #[cursor(param = "cursor")]
    next: Option<String>,
    #[paginated(total)]
    total: u64,
    #[paginated(has_more)]
    more: bool,
    #[sync_token]
    sync: Option<String>,
}

#[derive(Deserialize, Paginated)]
#[cursor(field = next)]
#[serde(bound = "")]
struct Envelope<T: for<'a> Deserialize<'a>, C = String, const N: usize = 1>
where
    C: for<'a> Deserialize<'a>,
{
    data: Vec<T>,
    next: Option<C>,
}

#[derive(Paginated)]
#[offset(step(field = meta.total), stop(short_page))]
#[paginated(items = items, is_last = meta.last)]
struct Borrowed<'b, L> {
    items: L,
    name: &'b str,
    meta: Meta,
}

#[derive(Deserialize, Paginated)]
#[cursor(field = 0.next)]
#[paginated(items = 0.rows, item = Row)]
struct Wrapped(Inner);
#[derive(Deserialize)]
struct Inner {
    rows: Vec<Row>,
    next: Option<String>,
}

fn info<P: PaginatedBy<S>, S: pagination_core::Strategy>(p: P) -> PageInfo {
    P::info(&Page::new(p))
}

#[test]
fn works() {
    let mut g: Graph = serde_json::from_str(r#"{"data":{"repository":{"edges":[{"node":{"id":1,"name":null}},null,{"node":null}],"page_info":{"end_cursor":"abc","has_next":true}}}}"#).unwrap();
    assert_eq!(g.count(), 3);
    assert_eq!((&g).into_iter().map(|r: &Row| r.id).collect::<Vec<_>>(), [1]);
    assert_eq!(g.take_items().len(), 1);
    println!("{:?}", info::<_, Cursor>(g));
    println!("{:?}", <Contacts as PaginatedBy<NextLink>>::SPEC);
    println!("{:?}", <Contacts as PaginatedBy<Offset>>::SPEC);
    println!("{:?}", <Posts as PaginatedBy<PageNumber>>::SPEC);
    println!("{:?}", <Scroll as PaginatedBy<Cursor>>::SPEC);
    let s: Stripe = serde_json::from_str(r#"{"data":[{"id":1},{"id":22}],"has_more":true,"total":3}"#).unwrap();
    println!("{:?}", info::<_, Cursor>(s));
    let s: Paypal = serde_json::from_str(
        r#"{"products":{"a":{"id":1}},"links":[{"rel":"self","href":"s"},{"rel":"Next","href":"abc"}]}"#,
    )
    .unwrap();
    for (k, v) in &s {
        println!("{k} {}", v.id);
    }
    println!("{:?}", info::<_, NextLink>(s));
}
