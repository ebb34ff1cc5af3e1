//! All tools of an MCP server, over [rmcp](https://docs.rs/rmcp).
//!
//! `Peer::list_all_tools` follows cursors without a limit: a server that gives the same cursor for ever is asked for ever, and so is one
//! that says "no more" with an empty cursor. A walk ends with an error there, and gives the first tools before it asks for the last.

mod server;
#[cfg(test)]
mod tests;

use pagination_core::{BoxItems, Error, pages_with};
use rmcp::ServiceExt as _;
use rmcp::model::{PaginatedRequestParams, Tool};
use rmcp::service::{Peer, RoleClient, ServiceError};

/// The tools of a server. `Send` and `'static`: keep it in a struct, or give it to a task.
pub fn tools(server: Peer<RoleClient>) -> BoxItems<Tool, Error<ServiceError>> {
    pages_with(server, async |server, cursor: Option<String>| {
        let params = PaginatedRequestParams::default().with_cursor(cursor);
        let page = server.list_tools(Some(params)).await?;
        Ok::<_, ServiceError>((page.tools, page.next_cursor))
    })
    .items()
    .boxed_as()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = ().serve(server::start(server::Tools::new(2_500))).await?;

    let mut tools = tools(client.peer().clone());
    let mut count = 0;
    while let Some(tool) = tools.try_next().await? {
        count += 1;
        if count <= 3 {
            println!("{}", tool.name);
        }
    }
    println!("{count} tools");
    Ok(())
}
