use pagination_core::Paginated;

#[derive(Paginated)]
#[page(stop(short_page))]
#[paginated(page_size(param = "page"))]
struct Posts {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next, query(cursor = "a", sort = "id", sort = "name"), first_only("cursor"))]
#[sync_token(field = sync, param = "cursor")]
struct Events {
    data: Vec<u8>,
    next: Option<String>,
    sync: Option<String>,
}

#[derive(Paginated)]
#[offset(body = "/page/limit", stop(short_page))]
#[paginated(page_size(body = "/page/limit"))]
struct Records {
    data: Vec<u8>,
}

fn main() {}
