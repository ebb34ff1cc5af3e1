use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(page_size(param = "limit", shrink()))]
struct Nothing {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(page_size(param = "limit", shrink(413, large, with = a, with = b)))]
struct Words {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(page_size(default = 50, shrink(413)))]
struct NoTarget {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(page_size(param = "limit", shrink(with = not_a_status)))]
struct AnotherFunction {
    data: Vec<u8>,
    next: Option<String>,
}

fn not_a_status(_: u16) -> bool {
    true
}

fn a(_: &pagination_core::error::Status) -> bool {
    true
}

fn main() {}
