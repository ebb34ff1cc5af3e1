use pagination_core::Paginated;

#[derive(Paginated)]
#[next_link(field = next, method = "POST")]
struct Posted {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next, method = "get")]
struct LowerCase {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next, method)]
struct Bare {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next, method = "GET", keep("/limit", "size", "version"))]
#[paginated(page_size(form = "size"))]
struct KeptInBody {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next, same_origin, origin("https://files.example"), upgrade_scheme)]
struct TwoOrigins {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = links.next, base = link.base)]
struct NoSuchField {
    data: Vec<u8>,
    links: Links,
}

struct Links {
    next: Option<String>,
    base: String,
}

#[derive(Paginated)]
#[next_link(field = next, base = next)]
struct TwoRoles {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next, base = base, method = "GET", same_origin)]
struct NoLink {
    data: Vec<u8>,
    next: Option<String>,
    base: String,
}

fn main() {}
