use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(header = "", param = "", stop(empty_page))]
struct Applications(Vec<u8>);

#[derive(Paginated)]
#[next_link(rel = "", keep(""), origin(""))]
struct Contacts(Vec<u8>);

#[derive(Paginated)]
#[cursor(field = "", form = "", continue_at = "", query("" = "a"))]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
