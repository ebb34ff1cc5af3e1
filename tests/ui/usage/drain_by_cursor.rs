//! `drain` keeps a counted position where it is.

use pagination_core::{Paginated, pages_blocking};

#[derive(Paginated)]
#[cursor(field = next)]
struct Jobs {
    jobs: Vec<u64>,
    next: Option<String>,
}

fn list(_: Option<String>) -> Result<Jobs, std::io::Error> {
    Ok(Jobs { jobs: vec![], next: None })
}

fn main() {
    for _job in pages_blocking(list).drain().items() {}
}
