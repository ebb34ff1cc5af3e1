use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
struct Rows {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Debug)]
struct Failure;

#[derive(Paginated)]
enum None {
    Ok(Rows),
    Failed(Failure),
}

#[derive(Paginated)]
enum Two {
    #[paginated(page)]
    Ok(Rows),
    #[paginated(page)]
    Partial(Rows),
    Failed(Failure),
}

#[derive(Paginated)]
enum Empty {
    #[paginated(page)]
    Ok,
    Failed(Failure),
}

#[derive(Paginated)]
enum Wide {
    #[paginated(page)]
    Ok(Rows, u8),
    Failed(Failure),
}

#[derive(Paginated)]
#[offset(stop(short_page))]
#[paginated(total = total, name = "rows")]
enum Declaring {
    #[paginated(page)]
    Ok(Rows),
    Failed(Failure),
}

#[derive(Paginated)]
enum Misspelt {
    #[paginated(pages)]
    Ok(Rows),
    #[paginated]
    Failed(Failure),
}

#[derive(Paginated)]
#[cursor(field = next)]
struct OnAField {
    #[paginated(page)]
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(page)]
struct OnAStruct {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
