//! The response names a cursor. The next request sends it back in its JSON body.

mod notion_query {
    use crate::prelude::*;

    // `GET` endpoints take both as query parameters: `param = "start_cursor"`, `param = "page_size"`.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = next_cursor, body = "/start_cursor")]
    #[paginated(has_more = has_more, page_size(body = "/page_size", default = 100, max = 100))]
    struct QueryResult {
        results: Vec<NotionPage>,
        next_cursor: Option<String>,
        has_more: bool,
    }

    #[derive(Deserialize)]
    struct NotionPage {
        id: String,
    }

    walk!(QueryResult, |page| page.id);
}

mod jira_jql {
    use crate::prelude::*;

    // `isLast` is sometimes missing. The token then decides.
    #[derive(Deserialize, Paginated)]
    #[serde(rename_all = "camelCase")]
    #[cursor(field = next_page_token, body = "/nextPageToken")]
    #[paginated(is_last = is_last, page_size(body = "/maxResults", default = 50, max = 5000))]
    struct SearchResults {
        issues: Vec<Issue>,
        next_page_token: Option<String>,
        is_last: Option<bool>,
    }

    #[derive(Deserialize)]
    struct Issue {
        id: String,
    }

    walk!(SearchResults, |issue| issue.id);
}

mod aws_getlogevents {
    use crate::prelude::*;

    // There is always a token. At the end it is the one that was sent.
    #[derive(Deserialize, Paginated)]
    #[serde(rename_all = "camelCase")]
    #[cursor(field = next_forward_token, body = "/nextToken", stop(repeated), prev(field = next_backward_token))]
    #[paginated(page_size(body = "/limit", default = 10_000, max = 10_000))]
    struct LogEvents {
        events: Vec<LogEvent>,
        next_forward_token: String,
        next_backward_token: String,
    }

    #[derive(Deserialize)]
    struct LogEvent {
        message: String,
    }

    walk!(LogEvents, |event| event.message);
}

mod algolia_browse {
    use crate::prelude::*;

    // The cursor contains all other parameters: later requests carry nothing else.
    #[derive(Deserialize, Paginated)]
    #[serde(rename_all = "camelCase")]
    #[cursor(field = cursor, body = "/cursor", first_only)]
    #[paginated(page_size(body = "/hitsPerPage", max = 1000))]
    struct Browse {
        hits: Vec<Hit>,
        cursor: Option<String>,
    }

    #[derive(Deserialize)]
    struct Hit {
        #[serde(rename = "objectID")]
        object_id: String,
    }

    walk!(Browse, |hit| hit.object_id);
}

mod qdrant_scroll {
    use crate::prelude::*;

    // The cursor is the id of a point: a number, possibly 0, or a UUID.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = result.next_page_offset, body = "/offset")]
    #[paginated(items = result.points, item = Point, page_size(body = "/limit", default = 10))]
    struct Scroll {
        result: Points,
    }

    #[derive(Deserialize)]
    struct Points {
        points: Vec<Point>,
        next_page_offset: Option<serde_json::Value>,
    }

    #[derive(Deserialize)]
    struct Point {
        id: serde_json::Value,
    }

    walk!(Scroll, |point| point.id);
}

mod github_graphql {
    use crate::prelude::*;

    // The last page has a cursor too: the flag decides. A failure arrives with status 200.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = data.repository.pull_requests.page_info.end_cursor, body = "/variables/cursor")]
    #[paginated(has_more = data.repository.pull_requests.page_info.has_next_page, check = Response::check)]
    #[paginated(items = data.repository.pull_requests.nodes, item = PullRequest)]
    struct Response {
        data: Option<Data>,
        #[serde(default)]
        errors: Vec<GraphqlError>,
    }

    #[derive(Deserialize)]
    struct Data {
        repository: Repository,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Repository {
        pull_requests: Connection,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Connection {
        nodes: Vec<PullRequest>,
        page_info: PageInfo,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct PageInfo {
        end_cursor: Option<String>,
        has_next_page: bool,
    }

    #[derive(Deserialize)]
    struct PullRequest {
        number: u64,
    }

    #[derive(Deserialize)]
    struct GraphqlError {
        message: String,
    }

    impl Response {
        fn check(&self) -> Result<(), String> {
            self.errors.first().map_or(Ok(()), |error| Err(error.message.clone()))
        }
    }

    walk!(Response, |pull_request| pull_request.number);
}
