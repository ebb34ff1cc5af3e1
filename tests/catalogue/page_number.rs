//! The request says which page it wants.

mod wordpress {
    use crate::prelude::*;

    // A page past the last is an error, so only the header shows the end in time.
    #[derive(Deserialize, Paginated)]
    #[page(parallel)]
    #[paginated(total_pages(header = "x-wp-totalpages"), total(header = "x-wp-total"))]
    #[paginated(page_size(param = "per_page", default = 10, max = 100))]
    #[serde(transparent)]
    struct Posts(Vec<Post>);

    #[derive(Deserialize)]
    struct Post {
        id: u64,
    }

    walk!(Posts, |post| post.id);
}

mod serpstat {
    use crate::prelude::*;

    // The sample starts without a page number. The first request here names page 1, which is the same page.
    #[derive(Deserialize, Paginated)]
    #[page(request_header = "x-page")]
    #[paginated(items = result.data, item = Keyword, total_pages = result.summary_info.total)]
    struct Response {
        result: Keywords,
    }

    #[derive(Deserialize)]
    struct Keywords {
        data: Vec<Keyword>,
        summary_info: SummaryInfo,
    }

    #[derive(Deserialize)]
    struct SummaryInfo {
        total: u64,
    }

    #[derive(Deserialize)]
    struct Keyword {
        k: u64,
    }

    walk!(Response, |keyword| keyword.k);
}

mod hal_spring {
    use crate::prelude::*;

    // Pages are counted from 0. The next link of such an API may be a URI template, which would have to be expanded; the page number
    // leads to the same page. The sample starts without a number, and the first request here names page 0.
    #[derive(Deserialize, Paginated)]
    #[page(first = 0)]
    #[paginated(items = embedded.persons, item = Person, page_size(param = "size", default = 20, max = 1000))]
    #[paginated(total_pages = page.total_pages, total = page.total_elements)]
    struct Persons {
        #[serde(rename = "_embedded")]
        embedded: Option<Embedded>,
        page: PageMetadata,
    }

    #[derive(Deserialize)]
    struct Embedded {
        persons: Vec<Person>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct PageMetadata {
        total_pages: u64,
        total_elements: u64,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Person {
        first_name: String,
    }

    walk!(Persons, |person| person.first_name);
}
