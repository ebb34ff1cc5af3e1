use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, first = 1, keep("api-version"), rel = "next")]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next, param = "page", parallel, total = total)]
struct Contacts {
    data: Vec<u8>,
    next: Option<String>,
    total: u64,
}

#[derive(Paginated)]
#[offset(field = next, initial = "0", stop(short_page), upgrade_scheme)]
struct Notes {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[page(step(received), stop(short_page))]
#[paginated(param = "page", stop(short_page))]
struct Posts {
    data: Vec<u8>,
}

fn main() {}
