//! What a declaration means, in plain words.

use std::fmt::{self, Write};

use crate::paginated::{HeadOrNone, Paginated, PaginatedBy};
use crate::spec::{Anchor, FirstOnly, Initial, PageSize, QuotaHeaders, Shrink, Spec, Step, StrategyKind, Target};
use crate::strategy::Strategy;

/// Says in plain words what a walk of `P` requests, and when the list ends. No request is made.
///
/// ```
/// # use serde::Deserialize;
/// use pagination_core::Paginated;
/// use pagination_core::testing::explain;
///
/// #[derive(Deserialize, Paginated)]
/// #[cursor(field = pagination.next_cursor)]
/// #[paginated(page_size(param = "limit", max = 100))]
/// struct Meetings { data: Vec<u64>, pagination: Pagination }
/// #[derive(Deserialize)]
/// struct Pagination { next_cursor: Option<String> }
///
/// let said = r#"
/// `Meetings` by cursor
///   The first request is the template as it is. If it carries a cursor already, the walk starts there.
///   The next cursor is a field of the response. It is sent as the query parameter `cursor`.
///   A page size is sent as the query parameter `limit`, if `.page_size(n)` sets one. More than 100 is an error (`PageSize`).
///   After each response, the first of these that applies decides:
///     1. The status is 204 or 304: the list ends.
///     2. If a `check` is declared and refuses the response: an error (`Check`), without its items.
///     3. If a flag is declared and says that nothing follows: the list ends.
///     4. The cursor is absent, null or empty: the list ends. If the flag says that more follows, an error (`MissingPosition`).
///     5. The cursor was requested before: an error (`Loop`).
///     6. Otherwise the next page is requested.
///   After an error that can pass (no response, or status 408, 425, 429 or 5xx), the next call requests the same page.
///   `.retry(…)` does so by itself. Any other error ends the walk.
/// "#;
/// assert_eq!(explain::<Meetings>().to_string(), said.trim_start());
/// ```
///
/// It says what the [`Spec`] says, of a derived type and of one by hand. A path, a function or a flag is no part of it: the text says *a
/// field of the response*, and *if one is declared*. It is about the strategy that is declared first, and names the others;
/// [`explain_by`] is about any.
#[must_use]
pub fn explain<P: Paginated>() -> Explanation {
    explain_by::<P, P::Strategy>()
}

/// As [`explain`], by the strategy `S`, as [`by`](crate::Pager::by) would choose it.
///
/// ```
/// # use serde::Deserialize;
/// use pagination_core::{Offset, Paginated};
/// use pagination_core::testing::explain_by;
///
/// #[derive(Deserialize, Paginated)]
/// #[cursor(field = next)]
/// #[offset(param = "skip", stop(short_page))]
/// struct Meetings { data: Vec<u64>, next: Option<String> }
///
/// let text = explain_by::<Meetings, Offset>().to_string();
/// assert!(text.contains("The first request is the template with the offset 0, sent as the query parameter `skip`."));
/// ```
#[must_use]
pub fn explain_by<P: PaginatedBy<S>, S: Strategy>() -> Explanation {
    let declared = Declared { spec: &P::SPEC, reads_head: P::Head::IS_READ };
    Explanation { text: declared.text() }
}

/// What [`explain`] says: its `Display`, with a line break at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    text: String,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

struct Declared<'a> {
    spec: &'a Spec,
    /// Whether anything is read from the headers of a response.
    reads_head: bool,
}

impl Declared<'_> {
    fn text(&self) -> String {
        let mut lines = vec![format!("`{}` by {}", self.spec.response, self.spec.strategy.name().replace('_', " "))];
        let mut say = |sentence: String| lines.push(format!("  {sentence}"));
        say(self.first_request());
        say(self.next_position());
        self.way_back().into_iter().for_each(&mut say);
        self.sizes().into_iter().for_each(&mut say);
        self.further().into_iter().for_each(&mut say);
        self.changing_list().into_iter().for_each(&mut say);
        say("After each response, the first of these that applies decides:".to_owned());
        let otherwise = "Otherwise the next page is requested.".to_owned();
        for (index, end) in self.ends().into_iter().chain([otherwise]).enumerate() {
            say(format!("  {}. {end}", index + 1));
        }
        self.errors().into_iter().for_each(&mut say);
        self.sync_token().into_iter().for_each(&mut say);
        self.other_strategies().into_iter().for_each(&mut say);
        lines.push(String::new());
        lines.join("\n")
    }

    /// What else the type declares.
    fn other_strategies(&self) -> Option<String> {
        let described = |kind: &StrategyKind| {
            let marker = match kind {
                StrategyKind::Cursor => "Cursor",
                StrategyKind::NextLink => "NextLink",
                StrategyKind::Offset => "Offset",
                StrategyKind::Page => "PageNumber",
            };
            format!("{} (`explain_by::<{}, {marker}>()`)", kind.name().replace('_', " "), self.spec.response)
        };
        let others: Vec<String> = self.spec.beside.iter().map(described).collect();
        (!others.is_empty()).then(|| format!("It can also be walked by {}.", joined(&others, "and by")))
    }

    /// The position, as the texts call it.
    fn position(&self) -> &'static str {
        match self.spec.strategy {
            StrategyKind::Cursor => "cursor",
            StrategyKind::NextLink => "link",
            StrategyKind::Offset => "offset",
            StrategyKind::Page => "page number",
        }
    }

    /// Where a value is read.
    fn source(&self) -> String {
        let place = if self.reads_head { "a field or a header of the response" } else { "a field of the response" };
        if self.spec.calls_function { format!("{place}, or what a function reads there") } else { place.to_owned() }
    }

    fn position_source(&self) -> String {
        if self.spec.position_in_items { "read from an item of the page".to_owned() } else { self.source() }
    }

    fn first_request(&self) -> String {
        let Spec { strategy, target, first, initial, .. } = self.spec;
        let position = self.position();
        let start = format!("If it carries {} already, the walk starts there.", with_article(position));
        match (strategy, initial) {
            (StrategyKind::NextLink, _) => "The first request is the template as it is.".to_owned(),
            (StrategyKind::Offset | StrategyKind::Page, _) => {
                let sent = sent(*target);
                format!("The first request is the template with the {position} {first}, sent {sent}. {start}")
            }
            (StrategyKind::Cursor, None) => format!("The first request is the template as it is. {start}"),
            (StrategyKind::Cursor, Some(initial)) => {
                let initial = match initial {
                    Initial::Text(text) => format!("`{text}`"),
                    Initial::Number(number) => number.to_string(),
                };
                format!("The first request is the template with the cursor {initial}, sent {}. {start}", sent(*target))
            }
        }
    }

    fn next_position(&self) -> String {
        match (self.spec.strategy, self.spec.step) {
            (StrategyKind::Cursor, _) => {
                format!("The next cursor is {}. It is sent {}.", self.position_source(), sent(self.spec.target))
            }
            (StrategyKind::NextLink, _) => self.next_link(),
            (StrategyKind::Page, _) => "The next page number is one more.".to_owned(),
            (StrategyKind::Offset, Step::Received) => {
                "The next offset is the last one plus the number of items that arrived.".to_owned()
            }
            (StrategyKind::Offset, Step::PageSize) => "The next offset is the last one plus the page size.".to_owned(),
            (StrategyKind::Offset, Step::Reported) => format!(
                "The next offset is the last one plus a step: {}. Without it, plus the number of items that arrived.",
                self.source()
            ),
        }
    }

    fn next_link(&self) -> String {
        let Spec { origins, upgrade_scheme, same_origin, links_by_get, keep, .. } = self.spec;
        let mut sentences = vec![format!("The next link is {}.", self.position_source())];
        sentences.push(if *links_by_get {
            "It is fetched by GET, without the template's body.".to_owned()
        } else {
            "It is the URL of the next request.".to_owned()
        });
        if !same_origin {
            sentences.push(
                "A relative link is joined on the URL of the response, or appended to `base`, if one is declared."
                    .to_owned(),
            );
        }
        sentences.push(match (same_origin, origins) {
            (true, _) => "It is requested on the origin of the first request, whatever origin it names.".to_owned(),
            (false, []) => "A link to another origin is an error (`ForeignOrigin`).".to_owned(),
            (false, origins) => format!(
                "It may also lead to {}. A link to any other origin is an error (`ForeignOrigin`).",
                quoted(origins)
            ),
        });
        if *upgrade_scheme {
            sentences.push("A link of `http:` is followed as `https:`.".to_owned());
        }
        if !keep.is_empty() {
            sentences.push(format!("If it drops {}, the value of the template is put back.", quoted(keep)));
        }
        sentences.join(" ")
    }

    fn way_back(&self) -> Option<String> {
        let target = self.spec.prev?;
        Some(match self.spec.strategy {
            StrategyKind::NextLink => format!("`.rev()` goes back along a link: {}.", self.source()),
            _ => format!(
                "`.rev()` goes back by the {} of the page before: {}. It is sent {}.",
                self.position(),
                self.source(),
                sent(target)
            ),
        })
    }

    fn sizes(&self) -> Vec<String> {
        let PageSize { target, default, max, send } = self.spec.page_size;
        let place = target.map(sent).or_else(|| self.spec.sends_size().then(|| "beside the position".to_owned()));
        let mut all = Vec::new();
        if let Some(place) = place {
            let mut text = match send {
                Some(send) => format!(
                    "A page size of {send} is sent {place}, unless `.page_size(n)` or the template sets another."
                ),
                None => format!("A page size is sent {place}, if `.page_size(n)` sets one."),
            };
            if let (None, Some(default)) = (send, default) {
                let _ = write!(text, " Without one, the server gives {default} items.");
            }
            if let Some(max) = max {
                let _ = write!(text, " More than {max} is an error (`PageSize`).");
            }
            all.push(text);
        } else if let Some(default) = default {
            all.push(format!("A page has {default} items, as the server decides."));
        }
        all.extend(self.spec.shrink.filter(|_| !self.spec.session).map(|shrink| self.smaller_pages(shrink)));
        all
    }

    fn smaller_pages(&self, shrink: Shrink) -> String {
        let mut causes = Vec::new();
        if !shrink.statuses.is_empty() {
            causes.push(format!("status {}", statuses(shrink.statuses)));
        }
        causes.push("a timeout".to_owned());
        causes.push("a body above `.max_body(n)`".to_owned());
        if shrink.with.is_some() {
            causes.push("a response that a function recognizes".to_owned());
        }
        let which = if self.size_is_first_only() { "the first page" } else { "the same page" };
        format!("After {}, {which} is requested with half the size.", joined(&causes, "or"))
    }

    fn size_is_first_only(&self) -> bool {
        match (self.spec.first_only, self.spec.page_size.target) {
            (FirstOnly::Everything, _) => true,
            (FirstOnly::These(names), Some(Target::Param(name) | Target::Form(name) | Target::Body(name))) => {
                names.contains(&name)
            }
            _ => false,
        }
    }

    /// What else a request carries, and what may be called.
    fn further(&self) -> Vec<String> {
        let Spec { query, first_only, continue_at, parallel, complete, quota, .. } = self.spec;
        let mut all = Vec::new();
        if !query.is_empty() {
            let pairs: Vec<String> = query.iter().map(|(name, value)| format!("`{name}={value}`")).collect();
            all.push(match first_only {
                FirstOnly::Everything => format!("The first request carries {}.", joined(&pairs, "and")),
                _ => format!("Every request carries {}.", joined(&pairs, "and")),
            });
        }
        match first_only {
            FirstOnly::Nothing => {}
            FirstOnly::Everything => all.push(
                "Only the first request carries the query and the body of the template. Later ones carry the position alone."
                    .to_owned(),
            ),
            FirstOnly::These(names) => all.push(format!("Only the first request carries {}.", quoted(names))),
        }
        if let Some(path) = continue_at {
            all.push(format!("Later pages come from the path `{path}`."));
        }
        if *parallel {
            all.push("Pages may be fetched side by side: `.concurrent(n)`.".to_owned());
        }
        if *complete {
            all.push("A list that ends with fewer items than its total is an error (`Incomplete`).".to_owned());
        }
        if let Some(QuotaHeaders { remaining, reset }) = quota {
            let header = |name: Option<&str>| name.map_or("the usual headers".to_owned(), |name| format!("`{name}`"));
            all.push(format!(
                "What is left of the limit is read from {}, and until when from {}, for `RateLimit::observed()`.",
                header(*remaining),
                header(*reset)
            ));
        }
        all
    }

    /// How items are told apart, and what that is used for.
    fn changing_list(&self) -> Vec<String> {
        let Spec { strategy, keyed, inclusive, overlap, seen, allow_repeated, .. } = self.spec;
        let mut all = Vec::new();
        if *keyed {
            all.push("Items with equal keys are the same item.".to_owned());
        }
        match strategy {
            StrategyKind::Page if *keyed && !allow_repeated => {
                all.push("Items that were on the pages before are dropped.".to_owned());
            }
            StrategyKind::Cursor | StrategyKind::NextLink if *inclusive => {
                all.push("A page begins with items of the one before: they are dropped by their keys.".to_owned());
            }
            StrategyKind::Offset if self.overlaps() => {
                let more = match seen {
                    0 => String::new(),
                    seen => format!(", and of {seen} items,"),
                };
                all.push(format!(
                    "Each page but the first begins {overlap} items earlier, to notice that the list has changed; known items are dropped."
                ));
                all.push(format!(
                    "The keys of the last two pages{more} are remembered. If no known item comes, the walk steps back until one does."
                ));
                all.push("If none comes any more, or in another order, it is an error (`Drifted`).".to_owned());
            }
            _ => {}
        }
        all.extend(self.spec.anchor.map(|anchor| sorted_by(*anchor)));
        all
    }

    fn overlaps(&self) -> bool {
        self.spec.strategy == StrategyKind::Offset && self.spec.keyed && self.spec.overlap > 0
    }

    /// The rules for the end, in the order in which they are checked.
    fn ends(&self) -> Vec<String> {
        let mut all = vec![
            self.no_content(),
            "If a `check` is declared and refuses the response: an error (`Check`), without its items.".to_owned(),
            self.flag(),
        ];
        let Spec { stop, page_size, .. } = self.spec;
        if stop.empty_page {
            all.push("The page is empty: the list ends.".to_owned());
        }
        if stop.short_page {
            let size = match (self.spec.sends_size(), page_size.default) {
                (true, Some(default)) => format!("than the page size that was sent, else than {default}"),
                (true, None) => "than the page size that was sent, else than the longest page before".to_owned(),
                (false, Some(default)) => format!("than {default}"),
                (false, None) => "than the longest page before".to_owned(),
            };
            all.push(format!("The page is short, with fewer items {size}: the list ends."));
        }
        all.extend(if self.spec.strategy.is_counted() { self.counted_ends() } else { self.named_ends() });
        all.extend(self.cap());
        all
    }

    fn no_content(&self) -> String {
        let Spec { empty, empty_first, .. } = self.spec;
        match (empty, empty_first) {
            ([], _) => "The status is 204 or 304: the list ends.".to_owned(),
            (all, true) => format!("The status is 204, 304 or {}: the list ends.", statuses(all)),
            (all, false) => {
                format!("The status is 204 or 304, or, after the first page, {}: the list ends.", statuses(all))
            }
        }
    }

    fn flag(&self) -> String {
        let Spec { strategy, stop, total, .. } = self.spec;
        let stops = stop.empty_page || stop.short_page;
        let ends_by_total = *total && strategy.is_counted() && !stop.is_declared();
        let skipped = match (stops, ends_by_total) {
            (true, _) => " If it says that more follows, the declared stops are not checked.",
            (false, true) => " If it says that more follows, the total is not checked.",
            (false, false) => "",
        };
        format!("If a flag is declared and says that nothing follows: the list ends.{skipped}")
    }

    fn named_ends(&self) -> Vec<String> {
        let Spec { end, allow_empty, session, stop, inclusive, total, position_in_items, .. } = self.spec;
        let position = self.position();
        let absent = if *allow_empty { "absent or null" } else { "absent, null or empty" };
        let mut unless = if *position_in_items {
            " If the page has items, or the flag says that more follows, an error (`MissingPosition`)."
        } else {
            " If the flag says that more follows, an error (`MissingPosition`)."
        }
        .to_owned();
        if *total {
            unless.push_str(" If page one is full and the total says more, an error (`Incomplete`).");
        }
        let mut all = vec![format!("The {position} is {absent}: the list ends.{unless}")];
        if let Some(end) = end {
            all.push(format!("The {position} is `{end}`: the list ends."));
        }
        if *inclusive && !stop.repeated {
            all.push(format!(
                "The {position} is the one that was requested: if the page is short and no flag says that more follows, the list \
                 ends, else an error (`Loop`)."
            ));
        }
        match (session, stop.repeated) {
            (true, true) => all.push(format!("The {position} is the one that was requested: the list ends.")),
            (true, false) => {}
            (false, true) => all.push(format!("The {position} was requested before: the list ends.")),
            (false, false) => all.push(format!("The {position} was requested before: an error (`Loop`).")),
        }
        all
    }

    fn counted_ends(&self) -> Vec<String> {
        let Spec { strategy, step, stop, allow_repeated, session, total, keyed, .. } = self.spec;
        let mut all = Vec::new();
        if !stop.empty_page {
            let moves = *strategy == StrategyKind::Page || *step == Step::PageSize;
            all.push(match (moves, total) {
                (true, true) => "The page is empty: the list ends, unless the flag or the total says that more follows.",
                (true, false) => "The page is empty: the list ends, unless the flag says that more follows.",
                (false, _) => {
                    "The page is empty: the list ends. If the flag says that more follows, an error (`MissingPosition`)."
                }
            });
        }
        let guards = !self.overlaps() && !allow_repeated && !session;
        if guards {
            all.push(match (keyed, stop.repeated) {
                (true, true) => "The page came before, by the keys of its items: the list ends, without it.",
                (false, true) => "The page came before, over HTTP by its body: the list ends, without it.",
                (true, false) => {
                    "The page equals the one before or the first, by the keys of its items: an error (`Loop`), without it."
                }
                (false, false) => {
                    "The page equals the one before or the first, over HTTP by its body: an error (`Loop`), without it."
                }
            });
        }
        if *total && !stop.is_declared() {
            all.push("The next position reaches the total: the list ends.");
        }
        if self.overlaps() {
            all.push(if stop.repeated {
                "The page has only known items: the list ends."
            } else {
                "The page has only known items, more than inserts can have moved there: an error (`Drifted`)."
            });
        }
        if *strategy == StrategyKind::Offset && *step == Step::Reported {
            all.push("The step is 0: an error (`Loop`).");
        }
        all.into_iter().map(str::to_owned).collect()
    }

    fn cap(&self) -> Option<String> {
        let window = self.spec.max_window?;
        let reached = match self.spec.strategy {
            StrategyKind::Cursor | StrategyKind::NextLink => format!("{window} items were received"),
            StrategyKind::Offset => format!("The next offset is {window} items past the first"),
            StrategyKind::Page => format!("The next page reaches past {window} items"),
        };
        Some(match self.spec.anchor {
            Some(_) => format!(
                "{reached}: the walk begins again beyond the last item. If all items since the last time have one value, an \
                 error (`CapReached`)."
            ),
            None => format!("{reached}: an error (`CapReached`)."),
        })
    }

    fn errors(&self) -> Vec<String> {
        let Spec { session, expired, anchor, .. } = self.spec;
        let mut all = Vec::new();
        if *session {
            all.push("The position stays the same, or reading uses it up: every error ends the walk.".to_owned());
            all.push("There is no retry, and no checkpoint on the way.".to_owned());
        } else {
            all.push(
                "After an error that can pass (no response, or status 408, 425, 429 or 5xx), the next call requests the same page."
                    .to_owned(),
            );
            all.push("`.retry(…)` does so by itself. Any other error ends the walk.".to_owned());
        }
        if !expired.is_empty() {
            let then = match anchor {
                Some(Anchor { on_expiry: true, .. }) => "the walk begins again beyond the last item",
                _ => "an error (`Expired`), or with `.restart_on_expiry()` a new beginning",
            };
            all.push(format!("Status {} means that the {} has expired: {then}.", statuses(expired), self.position()));
        }
        all
    }

    fn sync_token(&self) -> Option<String> {
        let Spec { sync, expired, sync_expired, .. } = self.spec;
        let requested = match (*sync)? {
            Target::Link => "requests it as the URL".to_owned(),
            target => format!("sends it {}", sent(target)),
        };
        let mut text = format!("The last page gives a sync token: {}. `.since(token)` {requested}.", self.source());
        let dead = if sync_expired.is_empty() { *expired } else { *sync_expired };
        if !dead.is_empty() {
            let _ = write!(text, " Status {} means that the token has expired: an error (`Expired`).", statuses(dead));
        }
        Some(text)
    }
}

fn sorted_by(anchor: Anchor) -> String {
    let Anchor { target, unique, descending, .. } = anchor;
    let order = if descending { "descending" } else { "ascending" };
    let beyond = if unique {
        "The server lists what is strictly beyond it."
    } else {
        "The server lists what is at or beyond it; items that come again are dropped by their keys."
    };
    format!(
        "The list is sorted by a value of its items, {order}. To go on beyond the last item, its value is sent {}. {beyond}",
        sent(target)
    )
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// How a value is sent.
fn sent(target: Target) -> String {
    match target {
        Target::Param(name) => format!("as the query parameter `{name}`"),
        Target::Body(pointer) => format!("in the JSON body at `{pointer}`"),
        Target::Form(name) => format!("as the form field `{name}`"),
        Target::Header(name) => format!("as the header `{name}`"),
        Target::MergeQuery => "as a query parameter for each of its entries".to_owned(),
        Target::MergeBody("") => "merged into the JSON body".to_owned(),
        Target::MergeBody(pointer) => format!("merged into the JSON body at `{pointer}`"),
        Target::Link => "as the URL".to_owned(),
        Target::Path(pattern) => format!("in the path of the URL: `{pattern}`"),
        Target::Format(place, format) => format!("{}, written `{format}`", sent(*place)),
    }
}

fn statuses(all: &[u16]) -> String {
    joined(&all.iter().map(u16::to_string).collect::<Vec<_>>(), "or")
}

fn quoted(names: &[&str]) -> String {
    joined(&names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>(), "and")
}

fn joined(words: &[String], last_by: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} {last_by} {last}", others.join(", ")),
    }
}
