//! The API that `openapi.json` describes, on a free port of this machine.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use axum::extract::{OriginalUri, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::generated::types::{Label, Widget, WidgetPage};

const WIDGETS: u64 = 230;

/// The paths and queries of the requests.
type Seen = Arc<Mutex<Vec<String>>>;

pub struct Server {
    pub url: String,
    #[cfg_attr(not(test), allow(dead_code, reason = "for tests"))]
    pub seen: Seen,
}

#[derive(Deserialize)]
struct List {
    cursor: Option<String>,
    limit: Option<u64>,
    offset: Option<usize>,
}

async fn widgets(
    State(seen): State<Seen>,
    OriginalUri(uri): OriginalUri,
    Query(list): Query<List>,
) -> Result<Json<WidgetPage>, StatusCode> {
    seen.lock().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?.push(uri.to_string());
    let first = list.cursor.map_or(Ok(0), |cursor| cursor.parse()).map_err(|_| StatusCode::BAD_REQUEST)?;
    let end = WIDGETS.min(first + list.limit.unwrap_or(50));
    let items = (first..end).map(|id| Widget { id }).collect();
    Ok(Json(WidgetPage { items, next_cursor: (end < WIDGETS).then(|| end.to_string()) }))
}

async fn labels(
    State(seen): State<Seen>,
    OriginalUri(uri): OriginalUri,
    Query(list): Query<List>,
) -> Result<Json<Vec<Label>>, StatusCode> {
    seen.lock().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?.push(uri.to_string());
    let names = ["blue", "green", "red"].into_iter().skip(list.offset.unwrap_or(0)).take(2);
    Ok(Json(names.map(|name| Label { name: name.to_owned() }).collect()))
}

pub async fn start() -> std::io::Result<Server> {
    let seen = Seen::default();
    let routes = Router::new().route("/v1/widgets", get(widgets)).route("/v1/labels", get(labels));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, routes.with_state(Arc::clone(&seen))).into_future());
    Ok(Server { url, seen })
}
