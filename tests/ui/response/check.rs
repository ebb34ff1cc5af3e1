use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, with = next)]
#[paginated(check = missing)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(check = check)]
struct Notes {
    data: Vec<u8>,
    next: Option<String>,
}

fn check(_: &Notes) -> bool {
    true
}

#[derive(Paginated)]
#[cursor(with = next)]
struct Records {
    data: Vec<u8>,
}

fn next(_: &pagination_core::Page<Records>) -> String {
    String::new()
}

fn main() {}
