//! The parents of a tree have a key, and both lists are walked in one way, with one type of error.

use pagination_core::{Paginated, pages, pages_blocking};

#[derive(Paginated)]
#[cursor(field = next)]
struct Projects {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(key)]
struct Teams {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
struct Tasks {
    data: Vec<u64>,
    next: Option<String>,
}

struct OwnError;

struct OtherError;

fn projects(_: Option<String>) -> Result<Projects, OwnError> {
    Ok(Projects { data: Vec::new(), next: None })
}

fn teams(_: Option<String>) -> Result<Teams, OwnError> {
    Ok(Teams { data: Vec::new(), next: None })
}

fn tasks(_: Option<String>) -> Result<Tasks, OwnError> {
    Ok(Tasks { data: Vec::new(), next: None })
}

fn others(_: Option<String>) -> Result<Tasks, OtherError> {
    Ok(Tasks { data: Vec::new(), next: None })
}

async fn polled(_: Option<String>) -> Result<Tasks, OwnError> {
    Ok(Tasks { data: Vec::new(), next: None })
}

fn main() {
    let _ = pages_blocking(projects).items().fan_out(2, |_: &u64| pages_blocking(tasks));
    let _ = pages_blocking(teams).items().fan_out(2, |_: &u64| pages_blocking(others));
    let _ = pages_blocking(teams).items().fan_out(2, |_: &u64| pages(polled));
}
