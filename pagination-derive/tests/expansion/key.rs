#[page(stop(empty_page))]
#[paginated(items = data.rows, each = row, item = Row, key = meta.id)]
struct Rows {
    data: Data,
}
