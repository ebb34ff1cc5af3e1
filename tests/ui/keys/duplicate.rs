use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, param = "after", param = "cursor")]
#[paginated(total = total)]
#[paginated(items = data, total = count)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
    total: u64,
    count: u64,
}

fn main() {}
