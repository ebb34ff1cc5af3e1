//! The `Link` header (RFC 8288) names the next page.

mod github_rest {
    use crate::prelude::*;

    // Some endpoints wrap the items in an object, and some return 204 if there are none.
    #[derive(Deserialize, Paginated)]
    #[next_link(rel = "next", prev(rel = "prev"))]
    #[paginated(page_size(param = "per_page", default = 30, max = 100))]
    #[serde(transparent)]
    struct Issues(Vec<Issue>);

    #[derive(Deserialize)]
    struct Issue {
        id: u64,
    }

    walk!(Issues, |issue| issue.id);
}

mod gitlab_offset {
    use crate::prelude::*;

    // The last page has an empty `x-next-page`. The vendor asks clients to use the links.
    #[derive(Deserialize, Paginated)]
    #[next_link(rel = "next", prev(rel = "prev"))]
    #[paginated(total(header = "x-total"), page_size(param = "per_page", default = 20, max = 100))]
    #[serde(transparent)]
    struct Notes(Vec<Note>);

    #[derive(Deserialize)]
    struct Note {
        id: u64,
    }

    walk!(Notes, |note| note.id);
}

mod gitlab_keyset {
    use crate::prelude::*;

    // The parameters that continue the list depend on the sort order, so follow the link itself.
    #[derive(Deserialize, Paginated)]
    #[next_link(rel = "next", query(pagination = "keyset", order_by = "id", sort = "asc"))]
    #[paginated(page_size(param = "per_page", default = 20, max = 100))]
    #[serde(transparent)]
    struct Projects(Vec<Project>);

    #[derive(Deserialize)]
    struct Project {
        id: u64,
    }

    walk!(Projects, |project| project.id);
}

mod shopify_rest {
    use crate::prelude::*;

    // Follow the link as it is: the API refuses filters beside its `page_info`.
    #[derive(Deserialize, Paginated)]
    #[next_link(rel = "next", prev(rel = "previous"))]
    #[paginated(page_size(param = "limit", default = 50, max = 250))]
    struct Products {
        products: Vec<Product>,
    }

    #[derive(Deserialize)]
    struct Product {
        id: u64,
    }

    walk!(Products, |product| product.id);
}

mod sentry {
    use crate::prelude::*;

    // Both links are always there. An attribute of the link says whether it leads to more items.
    #[derive(Deserialize, Paginated)]
    #[next_link(rel = "next", end(results = "false"), prev(rel = "previous"))]
    #[serde(transparent)]
    struct Events(Vec<Event>);

    #[derive(Deserialize)]
    struct Event {
        id: String,
    }

    walk!(Events, |event| event.id);
}

mod docker_registry_v2 {
    use crate::prelude::*;

    // The link is relative. A registry may paginate even if no size is sent, and send null for an empty list.
    #[derive(Deserialize, Paginated)]
    #[next_link(rel = "next")]
    #[paginated(page_size(param = "n"))]
    struct Catalog {
        repositories: Option<Vec<String>>,
    }

    walk!(Catalog, |repository| repository);
}
