#[offset(request_header = "range", format = "items={position}-{last}", stop(short_page))]
#[page(path = "/applications/{position}", stop(empty_page))]
#[paginated(page_size(request_header = "prefer", format = "max={size}", default = 50))]
struct Applications {
    items: Vec<Application>,
}
