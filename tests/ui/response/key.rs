//! `key` names what identifies an item: a path inside it.

use pagination_core::Paginated;

struct Row {
    id: u64,
    owner: Owner,
}

struct Owner;

#[derive(Paginated)]
#[offset(stop(short_page))]
#[paginated(key(id))]
struct Parentheses {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[offset(stop(short_page))]
#[paginated(key = id, key = owner)]
struct Twice {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[offset(stop(short_page), key = id)]
struct OfAStrategy {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[offset(stop(short_page))]
struct OnAField {
    #[paginated(key)]
    rows: Vec<Row>,
}

fn main() {}
