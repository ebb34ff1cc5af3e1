use pagination_core::{Paginate, Paginated};

#[derive(Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

fn walk(request: reqwest::RequestBuilder) {
    let _ = request.paginate::<Meetings>();
}

fn main() {}
