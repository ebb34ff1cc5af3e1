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
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = "1.next")]
struct Wrapper(Pages);

fn main() {}
