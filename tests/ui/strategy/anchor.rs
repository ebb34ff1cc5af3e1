//! `anchor` needs a value, a target, what identifies an item, and something that makes the walk go on there.

use pagination_core::Paginated;

struct Row {
    id: u64,
}

#[derive(Paginated)]
#[offset(max_window = 10_000, anchor(param = "id_gt", unique), stop(short_page))]
struct WithoutSource {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[offset(max_window = 10_000, anchor(last_item = id, unique), stop(short_page))]
struct WithoutTarget {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[page(max_window = 10_000, anchor(last_item = id, param = "id_gte"), stop(short_page))]
struct WithoutKey {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[offset(anchor(last_item = id, param = "id_gt", unique), stop(short_page))]
struct WithoutReason {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[cursor(field = next, expired(410, anchor))]
struct WithoutAnchor {
    rows: Vec<Row>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next, expired(410, anker), expired(anchor))]
struct Misspelt {
    rows: Vec<Row>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next, anchor(last_item = id, param = "id_gt", unique))]
struct OfALink {
    rows: Vec<Row>,
    next: Option<String>,
}

#[derive(Paginated)]
#[offset(max_window = 10_000, anchor(last_item = id, param = "offset", unique, ascending), stop(short_page))]
struct OneParameterTwice {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[offset(max_window = 10_000, anchor(last_item = id, param = "filter", format = "id > {size}", unique), stop(short_page))]
struct OtherPlaceholder {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[offset(max_window = 10_000, anchor(last_item = id, param = "id_gt", unique), stop(short_page))]
#[paginated(items(with = take, count = count), item = Row)]
struct ItemsOfAFunction {
    rows: Vec<Row>,
}

type ByDay = std::collections::BTreeMap<String, Vec<Row>>;

#[derive(Paginated)]
#[offset(max_window = 10_000, anchor(last_item = id, param = "id_gt", unique), stop(short_page))]
#[paginated(items = days, each = 1.*, item = Row)]
struct EntriesOfAMap {
    days: ByDay,
}

fn take(page: &mut ItemsOfAFunction) -> Vec<Row> {
    std::mem::take(&mut page.rows)
}

fn count(page: &ItemsOfAFunction) -> usize {
    page.rows.len()
}

fn main() {
    let Row { id: _ } = Row { id: 1 };
}
