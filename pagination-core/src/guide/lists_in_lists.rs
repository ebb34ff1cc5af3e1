//! Lists in lists: items that have a list of their own.
//!
//! | the API | use |
//! |---|---|
//! | has an endpoint for the inner list of an item | [`fan_out`](#an-endpoint-for-each-item) |
//! | sends the beginning of the inner list inside of the item | [`first_page`](#the-beginning-is-inside-of-the-item) |
//! | both, for many items | [`fan_out` with `first_page`](#nested-connections-of-graphql) |
//! | sends the inner lists whole | [`each = rows.*`](crate::attributes::response#each) |
//!
//! # An endpoint for each item
//!
//! [`fan_out(n, f)`](crate::Items::fan_out) walks the list that `f` gives for every item, for up to n of them side by side. It gives each
//! child with its parent, and has one checkpoint for the whole tree. The parents need a [`key`](crate::attributes::response#key), by which
//! the checkpoint finds them again.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Checkpoint;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(key = id)]
//! struct Projects { data: Vec<Project>, next: Option<String> }
//!
//! #[derive(Deserialize)]
//! struct Project { id: u64 }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Tasks { data: Vec<Event>, next: Option<String> }
//!
//! /// The tasks of all projects, from where an earlier walk was left.
//! fn tasks(api: &Replay, from: Option<Checkpoint>) -> Result<Vec<(u64, u64)>, pagination_core::testing::Error> {
//!     let api_of_tasks = api.clone();
//!     let mut tasks = api.get("https://api.example/projects").paginate::<Projects>().items().fan_out(1, move |project: &Project| {
//!         api_of_tasks.get(&format!("https://api.example/projects/{}/tasks", project.id)).paginate::<Tasks>()
//!     });
//!     if let Some(checkpoint) = from {
//!         tasks = tasks.resume(checkpoint); // on what `fan_out` gives, not on the pagers
//!     }
//!     tasks.map(|pair| pair.map(|(project, task)| (project.id, task.id))).collect()
//! }
//!
//! let api = Replay::new([
//!     Recorded::json(r#"{ "data": [{ "id": 1 }, { "id": 2 }] }"#),
//!     Recorded::json(r#"{ "data": [{ "id": 10 }], "next": "b" }"#),
//!     Recorded::json(r#"{ "data": [{ "id": 11 }] }"#),
//!     Recorded::json(r#"{ "data": [{ "id": 20 }] }"#),
//! ]);
//! assert_eq!(tasks(&api, None)?, [(1, 10), (1, 11), (2, 20)]);
//! # assert_eq!(api.urls()[2], "https://api.example/projects/1/tasks?cursor=b");
//! # Ok::<_, pagination_core::testing::Error>(())
//! ```
//!
//! The function makes a pager, with whatever settings it has, over HTTP or over a function. Children come in the order of their parents.
//! [`fan_out_unordered`](crate::Items::fan_out_unordered) gives what arrives first. `fan_out` of a `fan_out` goes one level deeper.
//!
//! # The beginning is inside of the item
//!
//! Stripe sends the first ten lines of an invoice inside of it, as a page: with `has_more`, and the `url` of the rest. Annotate that page,
//! and hand it to [`first_page`](crate::Pager::first_page). It is not requested, and the walk continues from its position.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(last_item = id, param = "starting_after")]
//! #[paginated(has_more = has_more)]
//! struct Invoices { data: Vec<Invoice>, has_more: bool }
//!
//! #[derive(Deserialize)]
//! struct Invoice { id: String, lines: Lines }
//!
//! /// The list inside of an invoice, and the responses of its `url`.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(last_item = id, param = "starting_after")]
//! #[paginated(has_more = has_more)]
//! struct Lines { data: Vec<Line>, has_more: bool, url: String }
//!
//! #[derive(Deserialize)]
//! struct Line { id: String }
//!
//! # let stripe = Replay::new([
//! #     Recorded::json(
//! #         r#"{ "has_more": false, "data": [
//! #             { "id": "in_1", "lines": { "data": [{ "id": "a" }], "has_more": true, "url": "/v1/invoices/in_1/lines" } },
//! #             { "id": "in_2", "lines": { "data": [{ "id": "c" }], "has_more": false, "url": "/v1/invoices/in_2/lines" } }
//! #         ] }"#,
//! #     ),
//! #     Recorded::json(r#"{ "data": [{ "id": "b" }], "has_more": false, "url": "/v1/invoices/in_1/lines" }"#),
//! # ]);
//! let mut ids = Vec::new();
//! for invoice in stripe.get("https://api.stripe.com/v1/invoices").paginate::<Invoices>().items() {
//!     let Invoice { id, lines } = invoice?;
//!     let request = stripe.get(&format!("https://api.stripe.com/v1/invoices/{id}/lines"));
//!     for line in request.paginate::<Lines>().first_page(lines).items() {
//!         ids.push(line?.id);
//!     }
//! }
//! assert_eq!(ids, ["a", "b", "c"]);
//! // The second invoice needed no request.
//! assert_eq!(stripe.urls(), [
//!     "https://api.stripe.com/v1/invoices",
//!     "https://api.stripe.com/v1/invoices/in_1/lines?starting_after=a",
//! ]);
//! # Ok::<_, pagination_core::testing::Error>(())
//! ```
//!
//! A request carries your credentials wherever it goes. Build it from an address of your own, as here, or check the origin of a URL that
//! the API sends. The links of later pages are checked against the request.
//!
//! ## Resume inside the first page
//!
//! A checkpoint inside the first page continues in the page you pass; if you pass none, page one is requested. A later
//! checkpoint ignores the page you pass.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! # #[derive(Deserialize, Paginated)]
//! # #[cursor(last_item = id, param = "starting_after")]
//! # #[paginated(has_more = has_more)]
//! # struct Lines { data: Vec<Event>, has_more: bool }
//! # let stripe = Replay::new([Recorded::json(r#"{ "data": [{ "id": 3 }], "has_more": false }"#)]);
//! let lines = |from| {
//!     let in_hand = Lines { data: vec![Event { id: 1 }, Event { id: 2 }], has_more: true };
//!     let pager = stripe.get("https://api.stripe.com/v1/invoices/in_1/lines").paginate::<Lines>().first_page(in_hand);
//!     match from {
//!         Some(checkpoint) => pager.resume(checkpoint).items(),
//!         None => pager.items(),
//!     }
//! };
//! let mut begun = lines(None);
//! assert_eq!(begun.try_next()?.map(|line| line.id), Some(1));
//! let checkpoint = begun.checkpoint(); // store it
//!
//! let mut rest = lines(Some(checkpoint));
//! assert_eq!(rest.try_next()?.map(|line| line.id), Some(2)); // of the page that was passed
//! assert_eq!(rest.try_next()?.map(|line| line.id), Some(3));
//! assert_eq!(stripe.urls(), ["https://api.stripe.com/v1/invoices/in_1/lines?starting_after=2"]);
//! # Ok::<_, pagination_core::testing::Error>(())
//! ```
//!
//! # Nested connections of GraphQL
//!
//! One query asks for posts with their first comments. A second one asks for the rest of the comments of a post. `fan_out` walks both, and
//! each post brings page one of its comments with it. The page has the form of the second query's response, so it is put into that.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use serde_json::json;
//!
//! #[derive(Clone, Deserialize)]
//! #[serde(rename_all = "camelCase")]
//! struct Connection<T> { nodes: Vec<T>, page_info: PageInfo }
//!
//! #[derive(Clone, Deserialize)]
//! #[serde(rename_all = "camelCase")]
//! struct PageInfo { has_next_page: bool, end_cursor: Option<String> }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = data.posts.page_info.end_cursor, body = "/variables/after")]
//! #[paginated(items = data.posts.nodes, item = Post, key = id, has_more = data.posts.page_info.has_next_page)]
//! struct Posts { data: PostsData }
//! #[derive(Deserialize)]
//! struct PostsData { posts: Connection<Post> }
//! #[derive(Deserialize)]
//! struct Post { id: u64, comments: Connection<String> }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = data.post.comments.page_info.end_cursor, body = "/variables/after")]
//! #[paginated(items = data.post.comments.nodes, item = String, has_more = data.post.comments.page_info.has_next_page)]
//! struct Comments { data: CommentsData }
//! #[derive(Deserialize)]
//! struct CommentsData { post: PostOfComments }
//! #[derive(Deserialize)]
//! struct PostOfComments { comments: Connection<String> }
//!
//! impl From<Connection<String>> for Comments {
//!     fn from(comments: Connection<String>) -> Self {
//!         Self { data: CommentsData { post: PostOfComments { comments } } }
//!     }
//! }
//!
//! const POSTS: &str = "query($after: String) { posts(first: 2, after: $after) { nodes { id comments(first: 2) { nodes pageInfo { … } } } pageInfo { … } } }";
//! const COMMENTS: &str = "query($post: Int!, $after: String) { post(id: $post) { comments(first: 2, after: $after) { nodes pageInfo { … } } } }";
//!
//! # let api = Replay::new([
//! #     Recorded::json(
//! #         r#"{ "data": { "posts": { "pageInfo": { "hasNextPage": false, "endCursor": "p2" }, "nodes": [
//! #             { "id": 1, "comments": { "nodes": ["a", "b"], "pageInfo": { "hasNextPage": true, "endCursor": "c2" } } },
//! #             { "id": 2, "comments": { "nodes": ["d"], "pageInfo": { "hasNextPage": false, "endCursor": "c4" } } }
//! #         ] } } }"#,
//! #     ),
//! #     Recorded::json(r#"{ "data": { "post": { "comments": { "nodes": ["c"], "pageInfo": { "hasNextPage": false, "endCursor": "c3" } } } } }"#),
//! # ]);
//! # let api_of_comments = api.clone();
//! let posts = api.post("https://api.example/graphql", json!({ "query": POSTS }).to_string()).paginate::<Posts>().items();
//! let comments = posts.fan_out(4, move |post: &Post| {
//!     let query = json!({ "query": COMMENTS, "variables": { "post": post.id } });
//!     let request = api_of_comments.post("https://api.example/graphql", query.to_string());
//!     request.paginate::<Comments>().first_page(Comments::from(post.comments.clone()))
//! });
//! let comments: Vec<_> = comments.map(|pair| pair.map(|(post, comment)| (post.id, comment))).collect::<Result<_, _>>()?;
//! assert_eq!(comments, [(1, "a"), (1, "b"), (1, "c"), (2, "d")].map(|(post, comment)| (post, comment.to_owned())));
//!
//! // The posts with their first comments, and the rest of those of post 1.
//! let sent: Vec<_> = api.requests().iter().map(|request| request.json().expect("a query")["variables"].clone()).collect();
//! assert_eq!(sent, [json!(null), json!({ "post": 1, "after": "c2" })]);
//! # Ok::<_, pagination_core::testing::Error>(())
//! ```
