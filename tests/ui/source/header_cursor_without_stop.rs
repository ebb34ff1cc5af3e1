use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(header = "x-cursor")]
struct Applications(Vec<u8>);

fn main() {}
