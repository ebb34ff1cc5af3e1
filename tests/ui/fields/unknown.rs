use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = pagination.next)]
#[paginated(items = datas, has_more = more)]
struct Meetings {
    data: Vec<u8>,
    pages: Pages,
    r#type: String,
}

struct Pages {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = "1.next")]
#[paginated(items = 0.data, item = u8)]
struct Wrapper(Pages);

fn main() {}
