//! The final page gives a token. A later walk starts with it and gets only the changes.

mod zoho_cliq_v3 {
    use crate::prelude::*;

    // Every page has a sync token. The one on the last page counts.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = next_token, param = "next_token")]
    #[sync_token(field = sync_token)]
    #[paginated(page_size(param = "limit"))]
    struct Datastores {
        data: Vec<Datastore>,
        next_token: Option<String>,
        sync_token: Option<String>,
    }

    #[derive(Deserialize)]
    struct Datastore {
        id: String,
    }

    walk!(Datastores, |datastore| datastore.id, sync);
}

mod cosmosdb_changefeed {
    use crate::prelude::*;

    // The feed ends with a 304. A later poll continues at the entity tag before it.
    #[derive(Deserialize, Paginated)]
    #[cursor(header = "etag", request_header = "if-none-match", stop(absent))]
    #[sync_token(cursor)]
    #[paginated(page_size(request_header = "x-ms-max-item-count", default = 100))]
    struct ChangeFeed {
        #[serde(rename = "Documents")]
        documents: Vec<Document>,
    }

    #[derive(Deserialize)]
    struct Document {
        id: String,
    }

    walk!(ChangeFeed, |document| document.id, sync);
}

mod zendesk_incremental {
    use crate::prelude::*;

    // There is always a cursor: at the end of the stream, it is where a later export starts. The sample has the link with that
    // cursor, which is the same request; `start_time` belongs only to the first request.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = after_cursor, first_only("start_time"))]
    #[sync_token(cursor)]
    #[paginated(is_last = end_of_stream, page_size(param = "per_page", default = 1000, max = 1000))]
    struct Tickets {
        tickets: Vec<Ticket>,
        after_cursor: Option<String>,
        end_of_stream: bool,
    }

    #[derive(Deserialize)]
    struct Ticket {
        id: u64,
    }

    walk!(Tickets, |ticket| ticket.id, sync);
}

mod msgraph_delta {
    use crate::prelude::*;

    // Links to further pages, and on the last page the link to later changes, which may expire.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = next_link, expired(410))]
    #[sync_token(field = delta_link, link)]
    struct Users {
        value: Vec<User>,
        #[serde(rename = "@odata.nextLink")]
        next_link: Option<String>,
        #[serde(rename = "@odata.deltaLink")]
        delta_link: Option<String>,
    }

    #[derive(Deserialize)]
    struct User {
        id: String,
    }

    walk!(Users, |user| user.id, sync);
}

mod dropbox {
    use crate::prelude::*;

    // Later pages come from another endpoint, which takes only the cursor. The last cursor is where later changes start.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = cursor, body = "/cursor", continue_at = "/2/files/list_folder/continue", first_only)]
    #[sync_token(cursor)]
    #[paginated(has_more = has_more, page_size(body = "/limit", max = 2000))]
    struct Folder {
        entries: Vec<Entry>,
        cursor: String,
        has_more: bool,
    }

    #[derive(Deserialize)]
    struct Entry {
        id: Option<String>,
    }

    walk!(Folder, |entry| entry.id, sync);
}

mod plaid_sync {
    use crate::prelude::*;

    // Three lists in one page. If the API asks for a new walk, discard what this one has read.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = next_cursor, body = "/cursor")]
    #[sync_token(cursor)]
    #[paginated(items(with = Transactions::changes, count = Transactions::count_changes), item = Change)]
    #[paginated(has_more = has_more, page_size(body = "/count", default = 100, max = 500))]
    struct Transactions {
        added: Vec<Transaction>,
        modified: Vec<Transaction>,
        removed: Vec<Transaction>,
        next_cursor: String,
        has_more: bool,
    }

    enum Change {
        Added(Transaction),
        Modified(Transaction),
        Removed(Transaction),
    }

    #[derive(Deserialize)]
    struct Transaction {
        transaction_id: String,
    }

    impl Transactions {
        fn changes(&mut self) -> Vec<Change> {
            let added = self.added.drain(..).map(Change::Added);
            let modified = self.modified.drain(..).map(Change::Modified);
            let removed = self.removed.drain(..).map(Change::Removed);
            added.chain(modified).chain(removed).collect()
        }

        fn count_changes(&self) -> usize {
            self.added.len() + self.modified.len() + self.removed.len()
        }
    }

    walk!(
        Transactions,
        |change| match change {
            Change::Added(transaction) | Change::Modified(transaction) | Change::Removed(transaction) => {
                transaction.transaction_id
            }
        },
        sync
    );
}
