//! The cursor is in the last item of the page.

mod stripe_v1 {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[cursor(last_item = id, param = "starting_after", prev(first_item = id, param = "ending_before"))]
    #[paginated(has_more = has_more, page_size(param = "limit", default = 10, max = 100))]
    struct Customers {
        data: Vec<Customer>,
        has_more: bool,
    }

    #[derive(Deserialize)]
    struct Customer {
        id: String,
    }

    walk!(Customers, |customer| customer.id);
}

mod openai_list {
    use crate::prelude::*;

    // Not every list has `has_more`. Without it, an empty page is the end.
    #[derive(Deserialize, Paginated)]
    #[cursor(last_item = id, param = "after", stop(empty_page))]
    #[paginated(has_more = has_more, page_size(param = "limit", default = 20, max = 10_000))]
    struct Files {
        data: Vec<File>,
        has_more: Option<bool>,
    }

    #[derive(Deserialize)]
    struct File {
        id: String,
    }

    walk!(Files, |file| file.id);
}

mod discord_messages {
    use crate::prelude::*;

    // Newest first: `before` leads to older messages, and `after`, with the first message, to newer ones.
    #[derive(Deserialize, Paginated)]
    #[cursor(last_item = id, param = "before", stop(short_page), prev(first_item = id, param = "after"))]
    #[paginated(page_size(param = "limit", default = 50, max = 100))]
    #[serde(transparent)]
    struct Messages(Vec<Message>);

    #[derive(Deserialize)]
    struct Message {
        id: String,
    }

    walk!(Messages, |message| message.id);
}

mod discord_archived_threads {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[cursor(last_item = thread_metadata.archive_timestamp, param = "before")]
    #[paginated(items = threads, has_more = has_more, page_size(param = "limit", max = 100))]
    struct ArchivedThreads {
        threads: Vec<Thread>,
        members: Vec<Member>,
        has_more: bool,
    }

    #[derive(Deserialize)]
    struct Thread {
        id: String,
        thread_metadata: ThreadMetadata,
    }

    #[derive(Deserialize)]
    struct ThreadMetadata {
        archive_timestamp: String,
    }

    #[derive(Deserialize)]
    struct Member {
        id: Option<String>,
    }

    walk!(ArchivedThreads, |thread| thread.id);
}

mod typeform_responses {
    use crate::prelude::*;

    #[derive(Deserialize, Paginated)]
    #[cursor(last_item = token, param = "after", stop(empty_page))]
    #[paginated(page_size(param = "page_size", default = 25, max = 1000))]
    struct Responses {
        items: Vec<Response>,
    }

    #[derive(Deserialize)]
    struct Response {
        token: String,
    }

    walk!(Responses, |response| response.token);
}
