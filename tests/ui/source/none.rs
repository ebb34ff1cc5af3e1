use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor]
struct Bare {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(param = "after")]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(upgrade_scheme)]
struct Contacts {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next, prev(param = "before"))]
#[sync_token(param = "since")]
struct Events {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
