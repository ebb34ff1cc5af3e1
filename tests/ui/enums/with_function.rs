use pagination_core::{Page, Paginated};

#[derive(Paginated)]
#[cursor(with = next_of, param = "after")]
struct Rows {
    data: Vec<u64>,
}

fn next_of(page: &Page<Rows>) -> Option<u64> {
    page.data.iter().copied().max()
}

#[derive(Paginated)]
enum Answer {
    #[paginated(page)]
    Ok(Rows),
    Failed(String),
}

fn main() {}
