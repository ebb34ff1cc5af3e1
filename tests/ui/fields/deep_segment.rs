use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = meta.paging.nxt)]
#[paginated(total = "meta.totel")]
struct Meetings {
    data: Vec<u8>,
    meta: Option<Meta>,
}

struct Meta {
    paging: Option<Box<Paging>>,
    total: u64,
}

struct Paging {
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(last_item = uid)]
struct Notes {
    data: Vec<Note>,
}

struct Note {
    id: String,
}

fn main() {}
