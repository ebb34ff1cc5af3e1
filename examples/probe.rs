//! Proves a declaration against an API: `cargo run --example probe`.
//!
//! The API is the demo server. The first declaration is right; the second one is what is easily written instead.

use demo_apis::{ATTIO_TOKEN, Server};
use pagination_core::{Paginate, Paginated};
use serde::Deserialize;

#[derive(Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 50))]
struct Notes {
    data: Vec<serde_json::Value>,
}

/// The API calls it `offset`, and sends another number of items where no limit is asked for.
#[derive(Deserialize, Paginated)]
#[offset(param = "skip", stop(short_page))]
#[paginated(page_size(param = "limit", default = 100))]
struct Misread {
    data: Vec<serde_json::Value>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::builder().attio_notes(1_234).start()?;
    let http = reqwest::Client::new();
    let request = || http.get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN);

    let right = request().paginate::<Notes>().probe().await;
    println!("{right}");
    let wrong = request().paginate::<Misread>().probe().await;
    println!("{wrong}");

    assert!(right.refuted().is_empty() && !wrong.refuted().is_empty());
    Ok(())
}
