//! `testing::explain`: what a declaration means, in plain words. One text for each strategy, and the words of every key.

use pagination_core::spec::{QuotaHeaders, Spec};
use pagination_core::testing::{explain, explain_by};
use pagination_core::{Cursor, NextLink, Offset, Page, PageInfo, PageItems, PageNumber, Paginated, PaginatedBy};
use serde::Deserialize;

#[derive(Deserialize, Paginated)]
#[cursor(field = next, param = "after", initial = "*", end = "-", stop(empty_page), expired(410))]
#[paginated(page_size(param = "limit", default = 20, max = 100), has_more = more)]
struct Meetings {
    data: Vec<u64>,
    next: Option<String>,
    more: Option<bool>,
}

#[test]
fn a_cursor() {
    let text = r"
`Meetings` by cursor
  The first request is the template with the cursor `*`, sent as the query parameter `after`. If it carries a cursor already, the walk starts there.
  The next cursor is a field of the response. It is sent as the query parameter `after`.
  A page size is sent as the query parameter `limit`, if `.page_size(n)` sets one. Without one, the server gives 20 items. More than 100 is an error (`PageSize`).
  After each response, the first of these that applies decides:
    1. The status is 204 or 304: the list ends.
    2. If a `check` is declared and refuses the response: an error (`Check`), without its items.
    3. If a flag is declared and says that nothing follows: the list ends. If it says that more follows, the declared stops are not checked.
    4. The page is empty: the list ends.
    5. The cursor is absent, null or empty: the list ends. If the flag says that more follows, an error (`MissingPosition`).
    6. The cursor is `-`: the list ends.
    7. The cursor was requested before: an error (`Loop`).
    8. Otherwise the next page is requested.
  After an error that can pass (no response, or status 408, 425, 429 or 5xx), the next call requests the same page.
  `.retry(…)` does so by itself. Any other error ends the walk.
  Status 410 means that the cursor has expired: an error (`Expired`), or with `.restart_on_expiry()` a new beginning.
";
    assert_eq!(explain::<Meetings>().to_string(), text.trim_start());
}

#[derive(Deserialize, Paginated)]
#[next_link(rel = "next", keep("token"), origin("https://files.example"), upgrade_scheme, method = "GET")]
#[serde(transparent)]
struct Issues(Vec<u64>);

#[test]
fn a_next_link() {
    let text = r"
`Issues` by next link
  The first request is the template as it is.
  The next link is a field or a header of the response. It is fetched by GET, without the template's body. A relative link is joined on the URL of the response, or appended to `base`, if one is declared. It may also lead to `https://files.example`. A link to any other origin is an error (`ForeignOrigin`). A link of `http:` is followed as `https:`. If it drops `token`, the value of the template is put back.
  After each response, the first of these that applies decides:
    1. The status is 204 or 304: the list ends.
    2. If a `check` is declared and refuses the response: an error (`Check`), without its items.
    3. If a flag is declared and says that nothing follows: the list ends.
    4. The link is absent, null or empty: the list ends. If the flag says that more follows, an error (`MissingPosition`).
    5. The link was requested before: an error (`Loop`).
    6. Otherwise the next page is requested.
  After an error that can pass (no response, or status 408, 425, 429 or 5xx), the next call requests the same page.
  `.retry(…)` does so by itself. Any other error ends the walk.
";
    assert_eq!(explain::<Issues>().to_string(), text.trim_start());
}

#[derive(Deserialize, Paginated)]
#[offset(param = "skip", parallel, step(page_size), max_window = 10_000)]
#[paginated(page_size(body = "/limit", send = 50, max = 100, shrink(413, 504)), total = total, complete, key = id)]
struct Contacts {
    data: Vec<Contact>,
    total: u64,
}

#[derive(Clone, Deserialize)]
struct Contact {
    id: u64,
}

#[test]
fn an_offset() {
    let text = r"
`Contacts` by offset
  The first request is the template with the offset 0, sent as the query parameter `skip`. If it carries an offset already, the walk starts there.
  The next offset is the last one plus the page size.
  A page size of 50 is sent in the JSON body at `/limit`, unless `.page_size(n)` or the template sets another. More than 100 is an error (`PageSize`).
  After status 413 or 504, a timeout or a body above `.max_body(n)`, the same page is requested with half the size.
  Pages may be fetched side by side: `.concurrent(n)`.
  A list that ends with fewer items than its total is an error (`Incomplete`).
  Items with equal keys are the same item.
  After each response, the first of these that applies decides:
    1. The status is 204 or 304: the list ends.
    2. If a `check` is declared and refuses the response: an error (`Check`), without its items.
    3. If a flag is declared and says that nothing follows: the list ends. If it says that more follows, the total is not checked.
    4. The page is empty: the list ends, unless the flag or the total says that more follows.
    5. The page equals the one before or the first, by the keys of its items: an error (`Loop`), without it.
    6. The next position reaches the total: the list ends.
    7. The next offset is 10000 items past the first: an error (`CapReached`).
    8. Otherwise the next page is requested.
  After an error that can pass (no response, or status 408, 425, 429 or 5xx), the next call requests the same page.
  `.retry(…)` does so by itself. Any other error ends the walk.
";
    assert_eq!(explain::<Contacts>().to_string(), text.trim_start());
}

#[derive(Deserialize, Paginated)]
#[page(param = "p", first = 0, stop(short_page), query("sort" = "id"))]
#[paginated(empty(404), page_size(default = 30), key = id)]
struct Rows {
    data: Vec<Contact>,
}

#[test]
fn a_page_number() {
    let text = r"
`Rows` by page
  The first request is the template with the page number 0, sent as the query parameter `p`. If it carries a page number already, the walk starts there.
  The next page number is one more.
  A page has 30 items, as the server decides.
  Every request carries `sort=id`.
  Items with equal keys are the same item.
  Items that were on the pages before are dropped.
  After each response, the first of these that applies decides:
    1. The status is 204 or 304, or, after the first page, 404: the list ends.
    2. If a `check` is declared and refuses the response: an error (`Check`), without its items.
    3. If a flag is declared and says that nothing follows: the list ends. If it says that more follows, the declared stops are not checked.
    4. The page is short, with fewer items than 30: the list ends.
    5. The page is empty: the list ends, unless the flag says that more follows.
    6. The page equals the one before or the first, by the keys of its items: an error (`Loop`), without it.
    7. Otherwise the next page is requested.
  After an error that can pass (no response, or status 408, 425, 429 or 5xx), the next call requests the same page.
  `.retry(…)` does so by itself. Any other error ends the walk.
";
    assert_eq!(explain::<Rows>().to_string(), text.trim_start());
}

#[derive(Deserialize, Paginated)]
#[cursor(field = next_page_token, param = "pageToken", expired(400))]
#[sync_token(field = next_sync_token, param = "syncToken", expired(410))]
struct Events {
    items: Vec<u64>,
    next_page_token: Option<String>,
    next_sync_token: Option<String>,
}

#[test]
fn a_sync_token() {
    let text = r"
`Events` by cursor
  The first request is the template as it is. If it carries a cursor already, the walk starts there.
  The next cursor is a field of the response. It is sent as the query parameter `pageToken`.
  After each response, the first of these that applies decides:
    1. The status is 204 or 304: the list ends.
    2. If a `check` is declared and refuses the response: an error (`Check`), without its items.
    3. If a flag is declared and says that nothing follows: the list ends.
    4. The cursor is absent, null or empty: the list ends. If the flag says that more follows, an error (`MissingPosition`).
    5. The cursor was requested before: an error (`Loop`).
    6. Otherwise the next page is requested.
  After an error that can pass (no response, or status 408, 425, 429 or 5xx), the next call requests the same page.
  `.retry(…)` does so by itself. Any other error ends the walk.
  Status 400 means that the cursor has expired: an error (`Expired`), or with `.restart_on_expiry()` a new beginning.
  The last page gives a sync token: a field of the response. `.since(token)` sends it as the query parameter `syncToken`. Status 410 means that the token has expired: an error (`Expired`).
";
    assert_eq!(explain::<Events>().to_string(), text.trim_start());
}

/// Each text has these sentences, in this order.
#[track_caller]
fn says(text: &str, sentences: &[&str]) {
    let mut rest = text;
    for sentence in sentences {
        let (_, after) = rest.split_once(sentence).unwrap_or_else(|| panic!("no {sentence:?} in\n{rest}"));
        rest = after;
    }
}

#[derive(Deserialize, Paginated)]
#[offset(overlap = 2, seen = 1_000, stop(empty_page))]
#[page(allow_repeated, stop(short_page))]
#[cursor(last_item = id, inclusive)]
#[paginated(key = id, page_size(param = "limit", default = 10), quota(remaining(header = "x-left")))]
struct Changing {
    data: Vec<Contact>,
}

#[test]
fn a_list_that_changes_by_each_of_its_strategies() {
    let by_offset = explain::<Changing>().to_string();
    assert_eq!(by_offset, explain_by::<Changing, Offset>().to_string());
    says(
        &by_offset,
        &[
            "`Changing` by offset\n",
            "is read from `x-left`, and until when from the usual headers",
            "Items with equal keys are the same item.",
            "Each page but the first begins 2 items earlier",
            "The keys of the last two pages, and of 1000 items, are remembered.",
            "The page is empty: the list ends.",
            "The page has only known items, more than inserts can have moved there: an error (`Drifted`).",
            "It can also be walked by page (`explain_by::<Changing, PageNumber>()`) and by cursor (`explain_by::<Changing, Cursor>()`).\n",
        ],
    );
    assert!(!by_offset.contains("`Loop`"), "{by_offset}");

    let by_page = explain_by::<Changing, PageNumber>().to_string();
    says(&by_page, &["`Changing` by page\n", "the page number 1, sent as the query parameter `page`"]);
    assert!(!by_page.contains("`Loop`") && !by_page.contains("dropped"), "{by_page}");

    says(
        &explain_by::<Changing, Cursor>().to_string(),
        &[
            "The next cursor is read from an item of the page.",
            "A page begins with items of the one before: they are dropped by their keys.",
            "If the page has items, or the flag says that more follows, an error (`MissingPosition`).",
            "The cursor is the one that was requested: if the page is short",
        ],
    );
}

#[derive(Deserialize, Paginated)]
#[offset(max_window = 4, anchor(last_item = id, param = "id_gt", unique), stop(short_page))]
#[cursor(field = next, expired(410, anchor), anchor(last_item = id, param = "until", descending))]
#[paginated(key = id, page_size(default = 2))]
struct Deals {
    data: Vec<Contact>,
    next: Option<String>,
}

#[test]
fn a_walk_past_its_cap() {
    says(
        &explain::<Deals>().to_string(),
        &[
            "A page has 2 items, as the server decides.",
            "The list is sorted by a value of its items, ascending.",
            "sent as the query parameter `id_gt`. The server lists what is strictly beyond it.",
            "The next offset is 4 items past the first: the walk begins again beyond the last item.",
        ],
    );
    says(
        &explain_by::<Deals, Cursor>().to_string(),
        &[
            "The list is sorted by a value of its items, descending.",
            "The server lists what is at or beyond it; items that come again are dropped by their keys.",
            "Status 410 means that the cursor has expired: the walk begins again beyond the last item.",
        ],
    );
}

#[derive(Deserialize, Paginated)]
#[cursor(with = cursor, body = "/at", session, first_only, continue_at = "/more")]
#[next_link(field = link, prev(field = before), same_origin, stop(repeated))]
#[paginated(page_size(body = "/n", shrink(502, with = too_large)))]
struct Scroll {
    data: Vec<u64>,
    before: Option<String>,
    link: Option<String>,
}

fn cursor(page: &Page<Scroll>) -> Option<String> {
    page.link.clone()
}

fn too_large(_: &pagination_core::error::Status) -> bool {
    false
}

#[test]
fn what_is_sent_elsewhere_and_read_by_functions() {
    let text = explain::<Scroll>().to_string();
    says(
        &text,
        &[
            "or what a function reads there. It is sent in the JSON body at `/at`.",
            "Only the first request carries the query and the body of the template.",
            "Later pages come from the path `/more`.",
            "every error ends the walk.",
            "There is no retry, and no checkpoint on the way.",
        ],
    );
    assert!(!text.contains("`Loop`") && !text.contains("half the size"), "{text}");
    says(
        &explain_by::<Scroll, NextLink>().to_string(),
        &[
            "`Scroll` by next link",
            "It is requested on the origin of the first request, whatever origin it names.",
            "`.rev()` goes back along a link: ",
            "After status 502, a timeout, a body above `.max_body(n)` or a response that a function recognizes, the same page",
            "The link was requested before: the list ends.",
        ],
    );
}

struct ByHand(Vec<u64>);

impl Paginated for ByHand {
    type Strategy = PageNumber;
    type Item = u64;
    fn records(&mut self) -> PageItems<'_, u64> {
        PageItems::of(&mut self.0)
    }
}

impl PaginatedBy<PageNumber> for ByHand {
    type Head = ();
    const SPEC: Spec =
        Spec::page("ByHand").with_total().quota(QuotaHeaders { remaining: Some("x-left"), reset: Some("x-until") });
    fn info(_: &Page<Self>) -> PageInfo {
        PageInfo::new()
    }
}

#[test]
fn an_impl_by_hand() {
    says(
        &explain::<ByHand>().to_string(),
        &[
            "`ByHand` by page\n",
            "What is left of the limit is read from `x-left`, and until when from `x-until`",
            "If it says that more follows, the total is not checked.",
            "The page is empty: the list ends, unless the flag or the total says that more follows.",
            "over HTTP by its body",
            "The next position reaches the total: the list ends.",
        ],
    );
}
