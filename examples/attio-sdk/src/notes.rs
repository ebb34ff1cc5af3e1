//! Notes: a list by offset.

use pagination_core::Paginated;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::record::record;
use crate::{Items, List, Resource};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Note {
    /// The id.
    pub id: NoteId,
    /// The title.
    pub title: String,
    /// The text.
    pub content_plaintext: String,
    /// When it was written (RFC 3339).
    pub created_at: String,
}

/// The id of a [`Note`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NoteId {
    /// The workspace.
    pub workspace_id: String,
    /// The note.
    pub note_id: String,
}

/// A stream of notes.
pub type Notes = Items<Note>;

/// One page.
#[derive(Debug, Deserialize, Paginated)]
#[non_exhaustive]
#[offset(stop(short_page))]
#[paginated(name = "notes", page_size(param = "limit", default = 50))]
pub struct NotePage {
    /// The items, in Attio's order.
    pub data: Vec<Note>,
}

record!(Note, NotePage);

impl<C: Clone> Resource<Note, C> {
    /// The notes of the workspace. If notes are written or deleted during the walk, the others shift: a note may come twice, or not
    /// at all.
    ///
    /// ```no_run
    /// # async fn run(client: &attio_sdk::Client) -> attio_sdk::Result<()> {
    /// let mut newest = client.notes().list().max_items(10).send();
    /// while let Some(note) = newest.try_next().await? {
    ///     println!("{}", note.title);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> List<Note, C> {
        self.call(Call::get("/v2/notes"))
    }
}
