use pagination_core::Paginated;

#[derive(Paginated)]
#[sync_token(field = sync_token)]
struct Changes {
    data: Vec<u8>,
    sync_token: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next)]
#[sync_token(cursor)]
struct Delta {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[sync_token(field = next)]
struct Events {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
