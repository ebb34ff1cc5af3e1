//! A walk over a router in the same process, for the tests of a server: `cargo run --example without_a_socket`

use axum::extract::Query;
use axum::routing::get;
use axum::{Json, Router};
use http::Request;
use pagination_core::Paginated;
use pagination_core::tower::PaginateService;
use serde::{Deserialize, Serialize};

const TOTAL: usize = 70;

#[derive(Serialize, Deserialize, Paginated)]
#[offset]
#[paginated(total = total, page_size(param = "limit", default = 20))]
struct Squares {
    squares: Vec<usize>,
    total: usize,
}

#[derive(Deserialize)]
struct Window {
    offset: Option<usize>,
    limit: Option<usize>,
}

async fn squares(Query(Window { offset, limit }): Query<Window>) -> Json<Squares> {
    let window = (0..TOTAL).skip(offset.unwrap_or(0)).take(limit.unwrap_or(20));
    Json(Squares { squares: window.map(|n| n * n).collect(), total: TOTAL })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let router = Router::new().route("/squares", get(squares));

    let mut pages = router.paginate::<Squares>(Request::get("/squares").body("")?).page_size(30).pages();
    let mut received = 0;
    while let Some(page) = pages.try_next().await? {
        received += page.squares.len();
        println!("{} returned {} of {}", page.url(), page.squares.len(), page.total);
    }
    assert_eq!(received, TOTAL);
    Ok(())
}
