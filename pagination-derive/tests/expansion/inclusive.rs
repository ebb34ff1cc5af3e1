#[cursor(field = next, param = "from", inclusive)]
#[paginated(items = events, key = id, page_size(param = "limit", default = 100))]
struct Events {
    events: Vec<Event>,
    next: Option<String>,
}
