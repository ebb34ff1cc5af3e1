use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(items(with = take))]
struct Changes {
    added: Vec<u8>,
    removed: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(items(count = count), item = u8, each = node)]
struct Counted {
    added: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(items(with = |page| page.added, count = "len"), item = "u8")]
struct Closures {
    added: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(with = super)]
#[paginated(items(with = crate, count = crate::count), item = u8)]
struct Modules {
    added: Vec<u8>,
}

fn main() {}
