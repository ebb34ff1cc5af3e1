use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, stop(allow_empty, repeated))]
struct Meetings {
    data: Vec<Meeting>,
    next: Option<String>,
}

struct Meeting;

fn main() {}
