use pagination_core::Paginated;

#[derive(Paginated)]
#[offset(request_header = "Range", format = "items={offset}-{end}", stop(short_page))]
struct UnknownPlaceholder {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[offset(request_header = "Range", format = "items={position-{last}", stop(short_page))]
#[paginated(page_size(request_header = "Prefer", format = "maxpagesize=size}", default = 10))]
struct Unbalanced {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[offset(request_header = "Range", format = "items=", stop(short_page))]
#[paginated(page_size(request_header = "Prefer", format = "maxpagesize=", default = 10))]
struct NoPlaceholder {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[offset(request_header = "Range", format = "{}-{", stop(short_page))]
struct TwoMistakes {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[offset(request_header = "Range", format = "items={position}-{last}", stop(short_page))]
struct NoSize {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next, param = "limit", format = "{position},{size}")]
#[paginated(page_size(param = "max"))]
struct NoSizeButATarget {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[offset(param = "limit", format = "{size}", stop(short_page))]
#[paginated(page_size(param = "max", format = "{position}", default = 10))]
struct WrongValue {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(page_size(param = "to", format = "{last}"))]
struct NotCounted {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[page(request_header = "Range", format = "pages={position}-{last}", stop(empty_page))]
#[paginated(page_size(send = 10))]
struct LastOfPages {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next, format = "after {position}")]
#[sync_token(field = sync, merge, format = "since {position}")]
struct NoTarget {
    data: Vec<u8>,
    next: Option<String>,
    sync: Option<String>,
}

#[derive(Paginated)]
#[offset(param = "limit", format = "{position},{size}", stop(short_page), query(limit = 1))]
#[paginated(page_size(param = "limit", send = 10))]
struct OneParameterTwice {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next, body = "/after", format = "id {position}")]
struct NoText {
    data: Vec<u8>,
    next: Option<Vec<u8>>,
}

fn main() {}
