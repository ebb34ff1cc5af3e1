use pagination_core::Paginated;

#[derive(Paginated)]
#[page]
#[paginated(has_more = more, is_last = last)]
struct Notes {
    data: Vec<u8>,
    more: bool,
    last: bool,
}

#[derive(Paginated)]
#[page]
#[paginated(has_more = meta.more)]
struct Posts {
    data: Vec<u8>,
    meta: Meta,
}

struct Meta {
    more: Option<String>,
}

#[derive(Paginated)]
#[page]
#[paginated(is_last = last)]
struct Records {
    data: Vec<u8>,
    last: u8,
}

fn main() {}
