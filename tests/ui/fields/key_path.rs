//! A `key` is a field of the item that serde can write.

use pagination_core::Paginated;

struct Row {
    id: u64,
    owner: Owner,
}

struct Owner;

#[derive(Paginated)]
#[offset(stop(short_page))]
#[paginated(key = uuid)]
struct Unknown {
    rows: Vec<Row>,
}

#[derive(Paginated)]
#[offset(stop(short_page))]
#[paginated(key = owner)]
struct NotWritable {
    rows: Vec<Row>,
}

fn main() {
    let Row { id: _, owner: _ } = Row { id: 1, owner: Owner };
}
