#[page(stop(empty_page))]
#[paginated(items(with = take, count = count), item = Row, key)]
struct Taken {
    rows: Vec<Row>,
}
