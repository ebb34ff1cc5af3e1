use pagination_core::{Offset, Paginated, pages};

#[derive(Paginated)]
#[cursor(field = next)]
struct Rows {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Paginated)]
enum Answer {
    #[paginated(page)]
    Ok(Rows),
    Failed(String),
}

async fn list(_: Option<String>) -> Result<Answer, std::io::Error> {
    Ok(Answer::Failed(String::new()))
}

fn main() {
    let _ = pages(list).by::<Offset>();
    let _ = pages(list).concurrent(2);
    let _ = pages(list).since("token");
}
