//! Pages that share items: `inclusive`, `overlap` and `seen`.

use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, inclusive)]
#[paginated(page_size(param = "limit"))]
struct InclusiveWithoutKey {
    ids: Vec<u64>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next, inclusive)]
#[paginated(key)]
struct InclusiveWithoutSize {
    ids: Vec<u64>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next, inclusive, session)]
#[paginated(key, page_size(default = 10))]
struct InclusiveSession {
    ids: Vec<u64>,
    next: Option<String>,
}

#[derive(Paginated)]
#[offset(overlap = 5, stop(short_page))]
struct OverlapWithoutKey {
    ids: Vec<u64>,
}

#[derive(Paginated)]
#[offset(overlap = 5, parallel, stop(short_page))]
#[paginated(key, page_size(default = 50))]
struct OverlapInParallel {
    ids: Vec<u64>,
}

#[derive(Paginated)]
#[offset(overlap = 50, stop(short_page))]
#[paginated(key, page_size(param = "limit", default = 50))]
struct OverlapOfAPage {
    ids: Vec<u64>,
}

#[derive(Paginated)]
#[offset(overlap = 0, stop(short_page))]
#[paginated(key)]
struct OverlapOfNothing {
    ids: Vec<u64>,
}

#[derive(Paginated)]
#[offset(seen = 1_000, stop(short_page))]
#[paginated(key)]
struct SeenAlone {
    ids: Vec<u64>,
}

#[derive(Paginated)]
#[page(overlap = 5, stop(short_page))]
#[paginated(key)]
struct OverlapOfPages {
    ids: Vec<u64>,
}

fn main() {}
