//! A function computes the next position, where no attribute can describe it.

mod postgrest {
    use crate::prelude::*;

    // The request names a range of rows, and the server may send fewer: the next range starts after what arrived. With
    // `Prefer: count=exact` the total is known; without it, a range past the end is a 416. (By query parameters it needs no function:
    // `#[offset(stop(short_page))]` with `page_size(param = "limit")`.)
    #[derive(Deserialize, Paginated)]
    #[cursor(with = next_range, request_header = "range")]
    #[paginated(empty(416))]
    #[serde(transparent)]
    struct People(Vec<Person>);

    #[derive(Deserialize)]
    struct Person {
        id: u64,
    }

    /// `0-24/3573458`, where the total may be `*`, becomes `25-49`.
    fn next_range(page: &Page<People>) -> Option<String> {
        let range = page.header("content-range")?;
        let (rows, total) = range.split_once('/')?;
        let next = rows.split_once('-')?.1.parse::<u64>().ok()? + 1;
        if total.parse::<u64>().is_ok_and(|total| next >= total) {
            return None;
        }
        let range = page.request().position().and_then(|range| range.as_str()?.split_once('-'));
        let size = range.and_then(|(from, to)| to.parse::<u64>().ok()?.checked_sub(from.parse().ok()?));
        Some(size.map_or_else(|| format!("{next}-"), |size| format!("{next}-{}", next + size)))
    }

    walk!(People, |person| person.id);
}

mod telegram_getupdates {
    use crate::prelude::*;

    // The position is the last id plus one. Requesting it acknowledges everything before: leave `prefetch` off.
    #[derive(Deserialize, Paginated)]
    #[cursor(with = after_the_last, body = "/offset", stop(empty_page))]
    #[paginated(check = Updates::check, page_size(body = "/limit", default = 100, max = 100))]
    struct Updates {
        ok: bool,
        description: Option<String>,
        #[serde(default)]
        result: Vec<Update>,
    }

    #[derive(Deserialize)]
    struct Update {
        update_id: i64,
    }

    fn after_the_last(page: &Page<Updates>) -> Option<i64> {
        page.result.last().map(|update| update.update_id + 1)
    }

    impl Updates {
        fn check(&self) -> Result<(), String> {
            if self.ok { Ok(()) } else { Err(self.description.clone().unwrap_or_default()) }
        }
    }

    walk!(Updates, |update| update.update_id);
}

mod elasticsearch_search_after {
    use crate::prelude::*;

    // Two parts change: the sort values of the last hit, and the id of the point in time. (Without a point in time it needs no
    // function: `#[cursor(last_item = sort, body = "/search_after", stop(empty_page))]`.)
    #[derive(Deserialize, Paginated)]
    #[cursor(with = next_search, merge, body = "", stop(empty_page))]
    #[paginated(items = hits.hits, item = Hit, page_size(body = "/size", default = 10, max = 10_000))]
    struct Search {
        pit_id: String,
        hits: Hits,
    }

    #[derive(Deserialize)]
    struct Hits {
        hits: Vec<Hit>,
    }

    #[derive(Deserialize)]
    struct Hit {
        #[serde(rename = "_id")]
        id: String,
        sort: Vec<serde_json::Value>,
    }

    fn next_search(page: &Page<Search>) -> Option<serde_json::Value> {
        let last = page.hits.hits.last()?;
        Some(serde_json::json!({ "search_after": last.sort, "pit": { "id": page.pit_id } }))
    }

    walk!(Search, |hit| hit.id);
}

mod elasticsearch_scroll {
    use crate::prelude::*;

    // Later pages come from another endpoint, with the id of the scroll and the time to keep it. Delete a scroll that you do not read
    // to its end.
    #[derive(Deserialize, Paginated)]
    #[cursor(with = next_scroll, merge, body = "", first_only, continue_at = "/_search/scroll", session, stop(empty_page))]
    #[paginated(items = hits.hits, item = Hit, page_size(body = "/size", default = 10, max = 10_000))]
    struct Search {
        #[serde(rename = "_scroll_id")]
        scroll_id: Option<String>,
        hits: Hits,
    }

    #[derive(Deserialize)]
    struct Hits {
        hits: Vec<Hit>,
    }

    #[derive(Deserialize)]
    struct Hit {
        #[serde(rename = "_id")]
        id: String,
    }

    fn next_scroll(page: &Page<Search>) -> Option<serde_json::Value> {
        let scroll_id = page.scroll_id.as_ref()?;
        Some(serde_json::json!({ "scroll": "1m", "scroll_id": scroll_id }))
    }

    walk!(Search, |hit| hit.id);
}

mod monday {
    use crate::prelude::*;

    // Later pages come from another field of the schema, so the query changes with the cursor.
    #[derive(Deserialize, Paginated)]
    #[cursor(with = next_query, merge, body = "", first_only)]
    #[paginated(items(with = Items::take, count = Items::count), item = Item)]
    struct Items {
        data: Data,
    }

    #[derive(Deserialize)]
    struct Data {
        #[serde(default)]
        boards: Vec<Board>,
        next_items_page: Option<ItemsPage>,
    }

    #[derive(Deserialize)]
    struct Board {
        items_page: ItemsPage,
    }

    #[derive(Deserialize)]
    struct ItemsPage {
        cursor: Option<String>,
        items: Vec<Item>,
    }

    #[derive(Deserialize)]
    struct Item {
        id: String,
    }

    impl Items {
        fn page(&self) -> Option<&ItemsPage> {
            self.data.next_items_page.as_ref().or_else(|| Some(&self.data.boards.first()?.items_page))
        }

        fn count(&self) -> usize {
            self.page().map_or(0, |page| page.items.len())
        }

        fn take(&mut self) -> Vec<Item> {
            let boards = self.data.boards.iter_mut().map(|board| &mut board.items_page);
            let page = self.data.next_items_page.iter_mut().chain(boards).next();
            page.map(|page| std::mem::take(&mut page.items)).unwrap_or_default()
        }
    }

    fn next_query(page: &Page<Items>) -> Option<serde_json::Value> {
        let cursor = page.page()?.cursor.as_ref()?;
        let query = "query($c:String!){next_items_page(cursor:$c,limit:1){cursor items{id}}}";
        Some(serde_json::json!({ "query": query, "variables": { "c": cursor } }))
    }

    walk!(Items, |item| item.id);
}

mod quickbooks {
    use crate::prelude::*;

    // The offset is in the text of a query, and starts at 1. Past the end, the response is an empty object.
    #[derive(Deserialize, Paginated)]
    #[cursor(with = next_query, param = "query", stop(empty_page))]
    #[paginated(items = query_response.account, item = Account)]
    #[serde(rename_all = "PascalCase")]
    struct Accounts {
        query_response: QueryResponse,
    }

    #[derive(Deserialize)]
    struct QueryResponse {
        #[serde(rename = "Account", default)]
        account: Vec<Account>,
        #[serde(rename = "startPosition")]
        start_position: Option<usize>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Account {
        id: String,
    }

    fn next_query(page: &Page<Accounts>) -> Option<String> {
        let response = &page.query_response;
        let start = response.start_position?;
        let next = start + response.account.len();
        let query = page.request().position()?.as_str()?;
        Some(query.replace(&format!("STARTPOSITION {start}"), &format!("STARTPOSITION {next}")))
    }

    walk!(Accounts, |account| account.id);
}
