use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(header = "x cursor", request_header = "X-Cursor: ", stop(absent))]
#[paginated(total(header = "größe"))]
struct Applications(Vec<u8>);

fn main() {}
