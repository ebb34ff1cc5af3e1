//! The request says how many items to skip.

mod attio_offset {
    use crate::prelude::*;

    // `GET` endpoints take both as query parameters: `#[offset(stop(short_page))]`, `param = "limit"`. The default size differs by
    // endpoint.
    #[derive(Deserialize, Paginated)]
    #[offset(body = "/offset", stop(short_page))]
    #[paginated(page_size(body = "/limit", default = 500))]
    struct Records {
        data: Vec<Record>,
    }

    #[derive(Deserialize)]
    struct Record {
        id: RecordId,
    }

    #[derive(Deserialize)]
    struct RecordId {
        record_id: String,
    }

    walk!(Records, |record| record.id.record_id);
}

mod zylo_skip {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[offset(param = "skip", stop(short_page))]
    #[paginated(page_size(param = "limit", default = 50, max = 1000))]
    #[serde(transparent)]
    struct Applications(Vec<Application>);

    #[derive(Deserialize)]
    struct Application {
        id: String,
    }

    walk!(Applications, |application| application.id);
}

mod jira_startat {
    use crate::prelude::*;

    // The server lowers `maxResults` to its own limit and reports it: the offset moves by that figure.
    #[derive(Deserialize, Paginated)]
    #[serde(rename_all = "camelCase")]
    #[offset(param = "startAt", step(field = max_results))]
    #[paginated(is_last = is_last, total = total, page_size(param = "maxResults", default = 50))]
    struct Projects {
        values: Vec<Project>,
        max_results: u64,
        is_last: Option<bool>,
        total: Option<u64>,
    }

    #[derive(Deserialize)]
    struct Project {
        id: String,
    }

    walk!(Projects, |project| project.id);
}

mod npm_search {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[offset(param = "from")]
    #[paginated(items = objects, each = package, item = Package, total = total)]
    #[paginated(page_size(param = "size", default = 20, max = 250))]
    struct Search {
        objects: Vec<Object>,
        total: u64,
    }

    #[derive(Deserialize)]
    struct Object {
        package: Package,
    }

    #[derive(Deserialize)]
    struct Package {
        name: String,
    }

    walk!(Search, |package| package.name);
}

mod pagerduty_offset {
    use crate::prelude::*;

    // `offset` and `limit` together may not exceed 10,000. `total` is null unless `?total=true` asks for it.
    #[derive(Deserialize, Paginated)]
    #[offset(step(field = limit), max_window = 10_000)]
    #[paginated(has_more = more, total = total, page_size(param = "limit", default = 25, max = 100))]
    struct Incidents {
        incidents: Vec<Incident>,
        limit: u64,
        total: Option<u64>,
        more: bool,
    }

    #[derive(Deserialize)]
    struct Incident {
        id: String,
    }

    walk!(Incidents, |incident| incident.id);
}

mod sendgrid_suppressions {
    use crate::prelude::*;

    // The body is only a list. The offset moves by the requested size.
    #[derive(Deserialize, Paginated)]
    #[offset(step(page_size), stop(empty_page))]
    #[paginated(page_size(param = "limit", default = 500, max = 500))]
    #[serde(transparent)]
    struct Bounces(Vec<Bounce>);

    #[derive(Deserialize)]
    struct Bounce {
        email: String,
    }

    walk!(Bounces, |bounce| bounce.email);
}
