//! An MCP server in this process, with as many tools as one likes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rmcp::ServiceExt as _;
use rmcp::handler::server::ServerHandler;
use rmcp::model::{
    ErrorData, JsonObject, ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::{RequestContext, RoleServer};
use tokio::io::DuplexStream;

const PAGE: usize = 100;

/// Gives its tools in pages of 100. The cursor is the number of the first tool.
#[derive(Clone)]
pub struct Tools {
    pub count: usize,
    /// Every page leads to this one.
    pub loops_to: Option<usize>,
    /// The final page has an empty cursor in place of none.
    pub ends_with_empty_cursor: bool,
    pub requests: Arc<AtomicU32>,
}

impl Tools {
    pub fn new(count: usize) -> Self {
        Self { count, loops_to: None, ends_with_empty_cursor: false, requests: Arc::default() }
    }
}

impl ServerHandler for Tools {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
    }

    async fn list_tools(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let first = match request.and_then(|request| request.cursor) {
            None => 0,
            Some(cursor) => cursor.parse().map_err(|_| ErrorData::invalid_params("no such cursor", None))?,
        };
        let end = self.count.min(first + PAGE);
        let tools = (first..end).map(|number| Tool::new(format!("tool-{number}"), "", JsonObject::new()));
        let mut page = ListToolsResult::with_all_items(tools.collect());
        page.next_cursor = (end < self.count).then(|| self.loops_to.unwrap_or(end).to_string());
        if page.next_cursor.is_none() && self.ends_with_empty_cursor {
            page.next_cursor = Some(String::new());
        }
        Ok(page)
    }
}

/// Starts it. What is returned is the client's end of the connection.
pub fn start(tools: Tools) -> DuplexStream {
    let (here, there) = tokio::io::duplex(4096);
    tokio::spawn(async move {
        match tools.serve(there).await {
            Ok(server) => drop(server.waiting().await),
            Err(error) => eprintln!("the server did not start: {error}"),
        }
    });
    here
}
