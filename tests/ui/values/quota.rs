use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(quota())]
struct Nothing {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(quota(remaining = left, reset(field = until), limit(header = "x-limit")))]
struct Words {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(quota(with = count))]
struct AnotherFunction {
    data: Vec<u8>,
    next: Option<String>,
}

fn count(_: &AnotherFunction) -> Option<u64> {
    None
}

fn main() {}
