use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
struct Rows {
    data: Vec<u8>,
    next: Option<String>,
}

struct Plain {
    data: Vec<u8>,
}

struct Silent;

#[derive(Paginated)]
enum NotAPage {
    #[paginated(page)]
    Ok(Plain),
    Failed(String),
}

#[derive(Paginated)]
enum NotShown {
    #[paginated(page)]
    Ok(Rows),
    Failed(Silent),
}

fn main() {}
