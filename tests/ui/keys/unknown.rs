use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(feild = next, parm = "after")]
#[paginated(page_size(parameter = "limit"), hasmore = more)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[offset(stop(shortpage), colour = "red")]
struct Notes {
    data: Vec<u8>,
}

fn main() {}
