//! Meetings: a list by cursor.

use pagination_core::Paginated;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::record::record;
use crate::{Items, List, Resource};

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Meeting {
    /// The id.
    pub id: MeetingId,
    /// The title.
    pub title: String,
    /// When it starts (RFC 3339).
    pub starts_at: String,
    /// The company it is held with.
    pub company: String,
}

/// The id of a [`Meeting`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeetingId {
    /// The workspace.
    pub workspace_id: String,
    /// The meeting.
    pub meeting_id: String,
}

/// A stream of meetings.
pub type Meetings = Items<Meeting>;

/// One page.
#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = pagination.next_cursor)]
#[paginated(name = "meetings", page_size(param = "limit", default = 50))]
pub struct MeetingPage {
    /// The items, in Attio's order.
    pub data: Vec<Meeting>,
    pagination: Pagination,
}

#[derive(Debug, Deserialize)]
struct Pagination {
    next_cursor: Option<String>,
}

record!(Meeting, MeetingPage);

impl<C: Clone> Resource<Meeting, C> {
    /// The meetings of the workspace.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let server = demo_apis::Server::builder().attio_meetings(120).start()?;
    /// # let client = attio_sdk::Client::new(demo_apis::ATTIO_TOKEN).base_url(server.url());
    /// let mut meetings = client.meetings().list().limit(50).send();
    /// let mut count = 0;
    /// while meetings.try_next().await?.is_some() {
    ///     count += 1;
    /// }
    /// assert_eq!((count, server.requests()), (120, 3));
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> List<Meeting, C> {
        self.call(Call::get("/v2/meetings"))
    }
}

impl<C> List<Meeting, C> {
    /// Only the meetings with this company.
    ///
    /// ```no_run
    /// # fn meetings(client: &attio_sdk::Client) -> attio_sdk::Meetings {
    /// client.meetings().list().company("Acme").send()
    /// # }
    /// ```
    pub fn company(self, company: impl Into<String>) -> Self {
        self.query("company", company.into())
    }
}
