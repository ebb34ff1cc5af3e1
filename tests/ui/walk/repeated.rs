use pagination_core::Paginated;

#[derive(Paginated)]
#[page(stop(repeated), allow_repeated)]
struct Both {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next, allow_repeated)]
struct OnACursor {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[offset(stop(absent))]
struct AbsentOffset {
    data: Vec<u8>,
}

fn main() {}
