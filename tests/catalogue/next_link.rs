//! The body names the URL of the next page.

mod clio_cursor {
    use crate::prelude::*;

    // Lists of any length, ordered by id.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = meta.paging.next, prev(field = meta.paging.previous), query(order = "id(asc)"))]
    #[paginated(page_size(param = "limit", default = 200, max = 200))]
    struct Activities {
        data: Vec<Activity>,
        meta: Meta,
    }

    #[derive(Deserialize)]
    struct Meta {
        paging: Paging,
    }

    #[derive(Deserialize)]
    struct Paging {
        next: Option<String>,
        previous: Option<String>,
    }

    #[derive(Deserialize)]
    struct Activity {
        id: u64,
    }

    walk!(Activities, |activity| activity.id);
}

mod clio_offset {
    use crate::prelude::*;

    // In any order, up to 10,000 items: by link, or, with `.by::<Offset>()`, with concurrent requests. A request that names an
    // `offset` gets links with an offset.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = meta.paging.next, prev(field = meta.paging.previous))]
    #[offset(parallel, max_window = 10_000, stop(short_page))]
    #[paginated(page_size(param = "limit", default = 200, max = 200))]
    struct Activities {
        data: Vec<Activity>,
        meta: Meta,
    }

    #[derive(Deserialize)]
    struct Meta {
        paging: Paging,
    }

    #[derive(Deserialize)]
    struct Paging {
        next: Option<String>,
        previous: Option<String>,
    }

    #[derive(Deserialize)]
    struct Activity {
        id: u64,
    }

    walk!(Activities, by NextLink, |activity| activity.id);

    #[test]
    fn offsets_lead_through_the_same_list_side_by_side() {
        use demo_apis::{MockResponse, Scripted};
        use pagination_core::{Offset, Paginate};

        let server = Scripted::start(|request| {
            let from: u64 = request.pair("offset").unwrap().parse().unwrap();
            let data: Vec<_> = (from..450.min(from + 200)).map(|id| serde_json::json!({ "id": id })).collect();
            MockResponse::json(&serde_json::json!({ "data": data, "meta": { "paging": {} } }))
        })
        .unwrap();
        let found = crate::harness::block_on(async {
            let request = reqwest::Client::new().get(server.url_of("/api/v4/activities"));
            let mut items = request.paginate::<Activities>().by::<Offset>().concurrent(2).items();
            let mut found = Vec::new();
            while let Some(activity) = items.try_next().await.unwrap() {
                found.push(activity.id);
            }
            found
        });
        assert_eq!(found, (0..450).collect::<Vec<_>>());
        assert!((3..=4).contains(&server.requests()));
    }
}

mod stripe_v2 {
    use crate::prelude::*;

    // The link is a path.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = next_page_url, prev(field = previous_page_url))]
    #[paginated(page_size(param = "limit", default = 20, max = 100))]
    struct Events {
        data: Vec<Event>,
        next_page_url: Option<String>,
        previous_page_url: Option<String>,
    }

    #[derive(Deserialize)]
    struct Event {
        id: String,
    }

    walk!(Events, |event| event.id);
}

mod zendesk_offset {
    use crate::prelude::*;

    // The API ends this list after 10,000 items, with status 400.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = next_page, prev(field = previous_page))]
    #[paginated(total = count, page_size(param = "per_page", default = 100, max = 100))]
    struct Tickets {
        tickets: Vec<Ticket>,
        next_page: Option<String>,
        previous_page: Option<String>,
        count: u64,
    }

    #[derive(Deserialize)]
    struct Ticket {
        id: u64,
    }

    walk!(Tickets, |ticket| ticket.id);
}

mod msgraph {
    use crate::prelude::*;

    // Pages may be empty. Every request carries the template's headers, such as `ConsistencyLevel`.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = next_link)]
    #[paginated(page_size(param = "$top", default = 100, max = 999))]
    struct Users {
        value: Vec<User>,
        #[serde(rename = "@odata.nextLink")]
        next_link: Option<String>,
    }

    #[derive(Deserialize)]
    struct User {
        id: String,
    }

    walk!(Users, |user| user.id);
}

mod salesforce_query {
    use crate::prelude::*;

    // The link has another path and no query. The page size is a hint in the header `Sforce-Query-Options`.
    #[derive(Deserialize, Paginated)]
    #[serde(rename_all = "camelCase")]
    #[next_link(field = next_records_url)]
    #[paginated(is_last = done, total = total_size)]
    struct QueryResult {
        records: Vec<Contact>,
        next_records_url: Option<String>,
        done: bool,
        total_size: u64,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Contact {
        id: String,
    }

    walk!(QueryResult, |contact| contact.id);
}

mod twilio_v1 {
    use crate::prelude::*;

    // The items are under the name of the resource.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = meta.next_page_url, prev(field = meta.previous_page_url))]
    #[paginated(page_size(param = "PageSize", default = 50, max = 100))]
    struct Conversations {
        conversations: Vec<Conversation>,
        meta: Meta,
    }

    #[derive(Deserialize)]
    struct Meta {
        next_page_url: Option<String>,
        previous_page_url: Option<String>,
    }

    #[derive(Deserialize)]
    struct Conversation {
        sid: String,
    }

    walk!(Conversations, |conversation| conversation.sid);
}

mod drf_pagenumber {
    use crate::prelude::*;

    // The same for all three paginators of the framework; the cursor paginator has no `count`. If a proxy terminates TLS, the links
    // may begin with `http:`.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = next, prev(field = previous), upgrade_scheme)]
    #[paginated(total = count)]
    struct Accounts {
        count: Option<u64>,
        next: Option<String>,
        previous: Option<String>,
        results: Vec<Account>,
    }

    #[derive(Deserialize)]
    struct Account {
        id: u64,
    }

    walk!(Accounts, |account| account.id);
}

mod crates_io {
    use crate::prelude::*;

    // The link is only a query. A list whose length is a multiple of the page size ends with an empty page.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = meta.next_page)]
    #[paginated(total = meta.total, page_size(param = "per_page", default = 10, max = 100))]
    struct GithubConfigs {
        github_configs: Vec<GithubConfig>,
        meta: Meta,
    }

    #[derive(Deserialize)]
    struct Meta {
        next_page: Option<String>,
        total: u64,
    }

    #[derive(Deserialize)]
    struct GithubConfig {
        id: u64,
    }

    walk!(GithubConfigs, |config| config.id);
}

mod spotify_cursor {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[next_link(field = artists.next)]
    #[paginated(items = artists.items, item = Artist, total = artists.total)]
    #[paginated(page_size(param = "limit", default = 20, max = 50))]
    struct Following {
        artists: Artists,
    }

    #[derive(Deserialize)]
    struct Artists {
        items: Vec<Artist>,
        next: Option<String>,
        total: u64,
    }

    #[derive(Deserialize)]
    struct Artist {
        id: String,
    }

    walk!(Following, |artist| artist.id);
}

mod paypal_products {
    use crate::prelude::*;

    // The links are a list. `?total_required=true` adds the total.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = links, rel = "next")]
    #[paginated(items = products, total = total_items, page_size(param = "page_size", default = 10, max = 20))]
    struct Products {
        products: Vec<Product>,
        total_items: Option<u64>,
        links: Vec<Link>,
    }

    #[derive(Deserialize)]
    struct Link {
        rel: String,
        href: String,
    }

    #[derive(Deserialize)]
    struct Product {
        id: String,
    }

    walk!(Products, |product| product.id);
}

mod bitbucket_cloud {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[next_link(field = next, prev(field = previous))]
    #[paginated(total = size, page_size(param = "pagelen", default = 10, max = 100))]
    struct Repositories {
        values: Vec<Repository>,
        next: Option<String>,
        previous: Option<String>,
        size: Option<u64>,
    }

    #[derive(Deserialize)]
    struct Repository {
        slug: String,
    }

    walk!(Repositories, |repository| repository.slug);
}

mod sendgrid_marketing {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[next_link(field = metadata.next, prev(field = metadata.prev))]
    #[paginated(total = metadata.count, page_size(param = "page_size", default = 100, max = 1000))]
    struct Lists {
        result: Vec<List>,
        #[serde(rename = "_metadata")]
        metadata: Metadata,
    }

    #[derive(Deserialize)]
    struct Metadata {
        next: Option<String>,
        prev: Option<String>,
        count: Option<u64>,
    }

    #[derive(Deserialize)]
    struct List {
        id: String,
    }

    walk!(Lists, |list| list.id);
}

mod digitalocean {
    use crate::prelude::*;

    // A list of one page has no `pages`, or no `links`.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = links.pages.next, prev(field = links.pages.prev))]
    #[paginated(total = meta.total, page_size(param = "per_page", default = 20, max = 200))]
    struct Images {
        images: Vec<Image>,
        links: Option<Links>,
        meta: Meta,
    }

    #[derive(Deserialize)]
    struct Links {
        pages: Option<LinkPages>,
    }

    #[derive(Deserialize)]
    struct LinkPages {
        next: Option<String>,
        prev: Option<String>,
    }

    #[derive(Deserialize)]
    struct Meta {
        total: u64,
    }

    #[derive(Deserialize)]
    struct Image {
        id: u64,
    }

    walk!(Images, |image| image.id);
}

mod mailgun_events {
    use crate::prelude::*;

    // Both links are always there. An empty page is the end.
    #[derive(Deserialize, Paginated)]
    #[next_link(field = paging.next, stop(empty_page), prev(field = paging.previous))]
    #[paginated(page_size(param = "limit", default = 100, max = 300))]
    struct Events {
        items: Vec<Event>,
        paging: Paging,
    }

    #[derive(Deserialize)]
    struct Paging {
        next: String,
        previous: String,
    }

    #[derive(Deserialize)]
    struct Event {
        id: String,
    }

    walk!(Events, |event| event.id);
}

mod pardot_v5 {
    use crate::prelude::*;

    // The link is null after 100,000 items, even if there are more. Start again after the last id, with
    // `?orderBy=id&idGreaterThan=…`.
    #[derive(Deserialize, Paginated)]
    #[serde(rename_all = "camelCase")]
    #[next_link(field = next_page_url)]
    #[paginated(page_size(param = "limit", default = 200, max = 1000))]
    struct Prospects {
        values: Vec<Prospect>,
        next_page_url: Option<String>,
    }

    #[derive(Deserialize)]
    struct Prospect {
        id: u64,
    }

    walk!(Prospects, |prospect| prospect.id);
}
