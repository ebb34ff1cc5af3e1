#[offset(param = "skip", step(page_size), parallel, max_window = 10_000, stop(short_page), query("$sort" = "id"))]
#[paginated(page_size(param = "limit", default = 50, max = 1000), into_iter = false)]
struct Applications {
    items: Vec<Application>,
}
