use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = meta.next_cursor)]
struct Channels {
    channels: Vec<u8>,
    meta: Meta,
}

struct Meta {
    next_cursor: String,
    paging: Box<Paging>,
}

struct Paging {
    next: u64,
}

#[derive(Paginated)]
#[cursor(field = "meta.paging.next")]
struct Events {
    events: Vec<u8>,
    meta: Meta,
}

#[derive(Paginated)]
#[cursor(field = meta.next_cursor)]
struct ThroughOption {
    channels: Vec<u8>,
    meta: Option<Meta>,
}

#[derive(Paginated)]
#[cursor(field = meta.next_cursor, stop(absent))]
struct Declared {
    channels: Vec<u8>,
    meta: Meta,
}

fn main() {}
