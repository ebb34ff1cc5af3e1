use pagination_core::Paginate;

#[derive(serde::Deserialize)]
struct Note {
    title: String,
}

fn main() {}

fn over_http(request: reqwest::RequestBuilder) {
    let _ = request.paginate::<Vec<Note>>();
}

fn over_http_blocking(request: reqwest::blocking::RequestBuilder) {
    let _ = request.paginate::<Vec<Note>>();
}
