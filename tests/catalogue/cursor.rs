//! The response names a cursor. The next request sends it back as a query parameter.

mod attio_cursor {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[cursor(field = pagination.next_cursor)]
    #[paginated(page_size(param = "limit"))]
    struct Meetings {
        data: Vec<Meeting>,
        pagination: Pagination,
    }

    #[derive(Deserialize)]
    struct Pagination {
        next_cursor: Option<String>,
    }

    #[derive(Deserialize)]
    struct Meeting {
        id: String,
    }

    walk!(Meetings, |meeting| meeting.id);
}

mod stripe_search {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[cursor(field = next_page, param = "page")]
    #[paginated(has_more = has_more, page_size(param = "limit", default = 10, max = 100))]
    struct SearchResult {
        data: Vec<Customer>,
        has_more: bool,
        next_page: Option<String>,
    }

    #[derive(Deserialize)]
    struct Customer {
        id: String,
    }

    walk!(SearchResult, |customer| customer.id);
}

mod slack {
    use crate::prelude::*;

    // The last page has an empty cursor, or none. A failure arrives with status 200.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = response_metadata.next_cursor)]
    #[paginated(check = Channels::check, page_size(param = "limit", default = 100, max = 1000))]
    struct Channels {
        ok: bool,
        error: Option<String>,
        #[serde(default)]
        channels: Vec<Channel>,
        response_metadata: Option<ResponseMetadata>,
    }

    #[derive(Deserialize)]
    struct ResponseMetadata {
        next_cursor: Option<String>,
    }

    #[derive(Deserialize)]
    struct Channel {
        id: String,
    }

    impl Channels {
        fn check(&self) -> Result<(), String> {
            if self.ok { Ok(()) } else { Err(self.error.clone().unwrap_or_default()) }
        }
    }

    walk!(Channels, |channel| channel.id);
}

mod hubspot_v3 {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[cursor(field = paging.next.after, param = "after")]
    #[paginated(page_size(param = "limit", default = 10, max = 100))]
    struct Contacts {
        results: Vec<Contact>,
        paging: Option<Paging>,
    }

    #[derive(Deserialize)]
    struct Paging {
        next: Option<Next>,
    }

    #[derive(Deserialize)]
    struct Next {
        after: String,
    }

    #[derive(Deserialize)]
    struct Contact {
        id: String,
    }

    walk!(Contacts, |contact| contact.id);
}

mod google_drive {
    use crate::prelude::*;

    // A request with `fields` must include `nextPageToken`, or the list ends at its first page.
    #[derive(Deserialize, Paginated)]
    #[serde(rename_all = "camelCase")]
    #[cursor(field = next_page_token, param = "pageToken")]
    #[paginated(page_size(param = "pageSize", default = 100, max = 1000))]
    struct FileList {
        files: Vec<File>,
        next_page_token: Option<String>,
    }

    #[derive(Deserialize)]
    struct File {
        id: String,
    }

    walk!(FileList, |file| file.id);
}

mod x_v2 {
    use crate::prelude::*;

    // A page without posts has no `data`. The search endpoints call the parameter `next_token`.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = meta.next_token, param = "pagination_token")]
    #[paginated(page_size(param = "max_results", default = 10, max = 100))]
    struct Tweets {
        data: Option<Vec<Tweet>>,
        meta: Meta,
    }

    #[derive(Deserialize)]
    struct Meta {
        next_token: Option<String>,
    }

    #[derive(Deserialize)]
    struct Tweet {
        id: String,
    }

    walk!(Tweets, |tweet| tweet.id);
}

mod asana {
    use crate::prelude::*;

    // Without a `limit`, the API does not paginate, so it is always sent.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = next_page.offset, param = "offset")]
    #[paginated(page_size(param = "limit", max = 100, send = 100))]
    struct Attachments {
        data: Vec<Attachment>,
        next_page: Option<NextPage>,
    }

    #[derive(Deserialize)]
    struct NextPage {
        offset: String,
    }

    #[derive(Deserialize)]
    struct Attachment {
        gid: String,
    }

    walk!(Attachments, |attachment| attachment.gid);
}

mod intercom_scroll {
    use crate::prelude::*;

    // The token may be the same on every page, and reading uses it up.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = scroll_param, param = "scroll_param", session, stop(empty_page))]
    struct Companies {
        data: Vec<Company>,
        scroll_param: Option<String>,
    }

    #[derive(Deserialize)]
    struct Company {
        id: String,
    }

    walk!(Companies, |company| company.id);
}

mod crossref {
    use crate::prelude::*;

    // Every page has a cursor, even the last. The vendor also calls a short page the end, but short pages have been seen within a
    // list: an empty page is certain, and costs one more request.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = message.next_cursor, initial = "*", stop(empty_page))]
    #[paginated(items = message.items, item = Work, total = message.total_results)]
    #[paginated(page_size(param = "rows", default = 20, max = 1000))]
    struct Works {
        message: Message,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Message {
        items: Vec<Work>,
        next_cursor: String,
        total_results: u64,
    }

    #[derive(Deserialize)]
    struct Work {
        #[serde(rename = "DOI")]
        doi: String,
    }

    walk!(Works, |work| work.doi);
}

mod mediawiki {
    use crate::prelude::*;
    use std::collections::BTreeMap;

    // The cursor is a map of parameters. Until `batchcomplete` appears, the same wiki pages come again with more properties. A
    // failure arrives with status 200.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = continue, merge)]
    #[paginated(items = query.pages, item = (String, WikiPage), check = Batch::check)]
    struct Batch {
        query: Option<Query>,
        r#continue: Option<BTreeMap<String, String>>,
        error: Option<Failure>,
    }

    #[derive(Deserialize)]
    struct Query {
        #[serde(default)]
        pages: BTreeMap<String, WikiPage>,
    }

    #[derive(Deserialize)]
    struct WikiPage {
        pageid: u64,
    }

    #[derive(Deserialize)]
    struct Failure {
        info: String,
    }

    impl Batch {
        fn check(&self) -> Result<(), String> {
            self.error.as_ref().map_or(Ok(()), |error| Err(error.info.clone()))
        }
    }

    walk!(Batch, |page| page.1.pageid);
}

mod kubernetes {
    use crate::prelude::*;

    // The last page has an empty token, or none. Tokens live for a few minutes; after that, the status is 410.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = metadata.continue, param = "continue", expired(410))]
    #[paginated(page_size(param = "limit"))]
    struct PodList {
        metadata: ListMeta,
        items: Vec<Pod>,
    }

    #[derive(Deserialize)]
    struct ListMeta {
        r#continue: Option<String>,
    }

    #[derive(Deserialize)]
    struct Pod {
        metadata: ObjectMeta,
    }

    #[derive(Deserialize)]
    struct ObjectMeta {
        name: String,
    }

    walk!(PodList, |pod| pod.metadata.name);
}

mod square_list {
    use crate::prelude::*;

    // A page without customers is `{}`.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = cursor)]
    #[paginated(page_size(param = "limit", default = 100, max = 100))]
    struct Customers {
        customers: Option<Vec<Customer>>,
        cursor: Option<String>,
    }

    #[derive(Deserialize)]
    struct Customer {
        id: String,
    }

    walk!(Customers, |customer| customer.id);
}

mod matrix_messages {
    use crate::prelude::*;

    // An empty chunk is not the end. The caller chooses the direction: `?dir=b` or `?dir=f`.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = end, param = "from")]
    #[paginated(page_size(param = "limit", default = 10))]
    struct Messages {
        chunk: Vec<Event>,
        end: Option<String>,
    }

    #[derive(Deserialize)]
    struct Event {
        event_id: String,
    }

    walk!(Messages, |event| event.event_id);
}

mod vercel {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[cursor(field = pagination.next, param = "until", prev(field = pagination.prev, param = "since"))]
    #[paginated(page_size(param = "limit", default = 20, max = 100))]
    struct Projects {
        projects: Vec<Project>,
        pagination: Pagination,
    }

    #[derive(Deserialize)]
    struct Pagination {
        next: Option<u64>,
        prev: Option<u64>,
    }

    #[derive(Deserialize)]
    struct Project {
        id: String,
    }

    walk!(Projects, |project| project.id);
}

mod productboard {
    use crate::prelude::*;

    // The documentation says that the last page has no cursor. In fact it has the cursor of the first page.
    #[derive(Deserialize, Paginated)]
    #[serde(rename_all = "camelCase")]
    #[cursor(field = page_cursor, param = "pageCursor", stop(repeated))]
    #[paginated(total = total_results, page_size(param = "pageLimit", default = 100, max = 2000))]
    struct Notes {
        data: Vec<Note>,
        page_cursor: Option<String>,
        total_results: Option<u64>,
    }

    #[derive(Deserialize)]
    struct Note {
        id: String,
    }

    walk!(Notes, |note| note.id);
}

mod bybit_v5 {
    use crate::prelude::*;

    // The cursor arrives percent-encoded and is sent back encoded once more. It is empty on the last page. A cursor that leads to its
    // own page has been seen too. A failure arrives with status 200.
    #[derive(Deserialize, Paginated)]
    #[serde(rename_all = "camelCase")]
    #[cursor(field = result.next_page_cursor, stop(repeated))]
    #[paginated(items = result.list, item = Order, check = Orders::check)]
    #[paginated(page_size(param = "limit", default = 20, max = 50))]
    struct Orders {
        ret_code: i64,
        ret_msg: String,
        result: ListResult,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct ListResult {
        #[serde(default)]
        list: Vec<Order>,
        next_page_cursor: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Order {
        order_id: String,
    }

    impl Orders {
        fn check(&self) -> Result<(), String> {
            if self.ret_code == 0 { Ok(()) } else { Err(format!("{}: {}", self.ret_code, self.ret_msg)) }
        }
    }

    walk!(Orders, |order| order.order_id);
}
