use pagination_core::Paginated;

#[derive(Paginated)]
#[next_link(field = next)]
#[sync_token(field = meta.delta)]
struct Users {
    value: Vec<u8>,
    next: Option<String>,
    meta: Meta,
}

struct Meta {
    delta: Option<String>,
}

#[derive(Paginated)]
#[next_link(rel = "next")]
#[sync_token(rel = "delta")]
struct Items(Vec<u8>);

#[derive(Paginated)]
#[next_link(field = next)]
struct Files {
    value: Vec<u8>,
    next: Option<String>,
    #[sync_token]
    delta: Option<String>,
}

fn main() {}
