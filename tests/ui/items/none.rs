use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
struct Meetings {
    result: Inner,
    next: Option<String>,
}

struct Inner;

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(into_iter = false)]
struct Empty {
    #[paginated(has_more)]
    next: Option<bool>,
}

fn main() {}
