use std::collections::BTreeMap;

use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = after, param = "after")]
struct List {
    data: Vec<u8>,
    after: Option<Vec<String>>,
}

#[derive(Paginated)]
#[cursor(field = meta.next, request_header = "x-next")]
struct Map {
    data: Vec<u8>,
    meta: Meta,
}

struct Meta {
    next: Option<BTreeMap<String, String>>,
}

#[derive(Paginated)]
#[cursor(field = next, merge)]
struct Merged {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next)]
struct Link {
    data: Vec<u8>,
    next: Option<u64>,
}

#[derive(Paginated)]
#[cursor(field = next)]
struct Own {
    data: Vec<u8>,
    next: Option<Position>,
}

struct Position;

#[derive(Paginated)]
#[cursor(last_item = sort)]
struct Hits {
    hits: Vec<Hit>,
}

struct Hit {
    sort: [u64; 2],
}

fn main() {}
