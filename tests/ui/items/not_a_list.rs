use pagination_core::Paginated;

struct Meeting;

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(items = data)]
struct Meetings {
    data: Meeting,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = result.next)]
#[paginated(items = result.entry, item = Meeting)]
struct Deep {
    result: Inner,
}

struct Inner {
    entry: Meeting,
    next: Option<String>,
}

fn main() {}
