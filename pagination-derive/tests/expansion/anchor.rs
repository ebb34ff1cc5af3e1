#[offset(max_window = 10_000, anchor(last_item = id, param = "id_gt", unique), stop(short_page))]
#[cursor(field = next, expired(410, anchor), anchor(last_item = time, body = "/until", descending))]
#[paginated(items = deals, key = id, page_size(param = "limit", default = 100))]
struct Deals {
    deals: Vec<Deal>,
    next: Option<String>,
}
