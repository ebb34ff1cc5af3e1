use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, path = "cursor")]
struct Name {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[page(path = "/surveys", stop(empty_page))]
struct NoPlace {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(path = "/surveys/{page}", stop(empty_page))]
struct UnknownPlaceholder {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(path = "/surveys/{size}", stop(empty_page))]
struct Size {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(path = "/surveys/{position", stop(empty_page))]
struct Unbalanced {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(path = "/{position}", stop(empty_page))]
struct NoSegment {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(path = "surveys/{position}", stop(empty_page))]
struct Relative {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(path = "/surveys/{position}?all", stop(empty_page))]
struct Query {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(path = "/surveys/{position}/{position}", stop(empty_page))]
struct TwoPlaces {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(path = "/surveys/{position}", param = "page", stop(empty_page))]
struct TwoTargets {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(path = "/surveys/{position}", format = "{position}", stop(empty_page))]
struct Formatted {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next, path = "/surveys/{position}")]
#[sync_token(field = sync, path = "/changes/{position}")]
struct OnePathTwice {
    data: Vec<u8>,
    next: Option<String>,
    sync: Option<String>,
}

#[derive(Paginated)]
#[next_link(field = next, path = "/surveys/{position}")]
struct Link {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(page_size(path = "/limit/{position}"))]
struct PageSize {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next, query = "cursor")]
struct QueryForParam {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next, path = "/surveys/{position}")]
struct List {
    data: Vec<u8>,
    next: Option<Vec<u8>>,
}

fn main() {}
