use pagination_core::Paginated;

#[derive(Paginated)]
#[offset]
#[paginated(total_pages = pages)]
struct Notes {
    data: Vec<u8>,
    pages: u64,
}

#[derive(Paginated)]
#[offset(step(field = meta.step))]
#[paginated(total = total)]
struct Records {
    data: Vec<u8>,
    total: f64,
    meta: Meta,
}

struct Meta {
    step: bool,
}

fn main() {}
