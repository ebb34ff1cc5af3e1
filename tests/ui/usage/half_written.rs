use pagination_core::{Offset, Paginated, pages};

// While an attribute is being written, the struct stays what it was, and only the place that is being written is underlined.
#[derive(Paginated)]
#[cursor(field = meta.paging.)]
#[offset(stop(short_page), par)]
#[paginated(has_more = met, total = meta., items = data)]
struct Meetings {
    data: Vec<u8>,
    meta: Meta,
}

struct Meta {
    paging: Option<Box<Paging>>,
}

struct Paging {
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field =)]
#[paginated(page_size(param = "limit", max =), items = )]
struct Notes {
    data: Vec<u8>,
}

async fn list(_: Option<String>) -> Result<Meetings, std::io::Error> {
    todo!()
}

fn main() {
    let meetings = pages(list).by::<Offset>().items();
    let _ = meetings;
}
