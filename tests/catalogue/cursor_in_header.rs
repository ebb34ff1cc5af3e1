//! A response header names the cursor. The next request sends it back as a query parameter or a request header.

mod zylo_cursor {
    use crate::prelude::*;

    // The cursor is the id of the last item, so the last page may have one too.
    #[derive(Deserialize, Paginated)]
    #[cursor(header = "x-cursor", query(sort = "id"), stop(empty_page))]
    #[paginated(page_size(param = "limit", default = 50, max = 1000))]
    #[serde(transparent)]
    struct Applications(Vec<Application>);

    #[derive(Deserialize)]
    struct Application {
        id: String,
    }

    walk!(Applications, |application| application.id);
}

mod cosmosdb_query {
    use crate::prelude::*;

    // Empty pages with a continuation are common.
    #[derive(Deserialize, Paginated)]
    #[cursor(header = "x-ms-continuation", request_header = "x-ms-continuation", stop(absent))]
    #[paginated(page_size(request_header = "x-ms-max-item-count", default = 100))]
    struct Documents {
        #[serde(rename = "Documents")]
        documents: Vec<Document>,
    }

    #[derive(Deserialize)]
    struct Document {
        id: String,
    }

    walk!(Documents, |document| document.id);
}

mod coinbase_exchange {
    use crate::prelude::*;

    // Newest first: `after` leads to older trades, `before` to newer ones.
    #[derive(Deserialize, Paginated)]
    #[cursor(header = "cb-after", param = "after", stop(empty_page), prev(header = "cb-before", param = "before"))]
    #[paginated(page_size(param = "limit", default = 1000, max = 1000))]
    #[serde(transparent)]
    struct Trades(Vec<Trade>);

    #[derive(Deserialize)]
    struct Trade {
        trade_id: u64,
    }

    walk!(Trades, |trade| trade.trade_id);
}
