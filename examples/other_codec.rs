//! Reads bodies with sonic-rs instead of `serde_json`: `cargo run --example other_codec`

use demo_apis::{ATTIO_TOKEN, Server, data::Note};
use pagination_core::{BoxError, Codec, Paginate, Paginated};
use serde::Deserialize;
use serde::de::DeserializeOwned;

enum Sonic {}

impl Codec for Sonic {
    fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
        Ok(sonic_rs::from_slice(body)?)
    }
}

#[derive(Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 50))]
struct Notes {
    data: Vec<Note>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::builder().attio_notes(120).start()?;
    let request = reqwest::blocking::Client::new().get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN);

    for note in request.paginate::<Notes>().codec::<Sonic>().items() {
        println!("{}", note?.id.note_id);
    }
    Ok(())
}
