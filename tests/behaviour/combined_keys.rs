//! `key`, `inclusive`, `overlap` and `anchor` together with several lists on a page, lists in lists, and enums.

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::{Error, Paginated};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{Sound, list, number_in, over_http};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Row {
    id: u64,
    time: u64,
}

fn row(id: u64) -> Row {
    Row { id, time: id / 10 }
}

fn rows(ids: impl IntoIterator<Item = u64>) -> Vec<Row> {
    ids.into_iter().map(row).collect()
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Group {
    rows: Vec<Row>,
}

/// So many rows in the group of this number.
fn group(number: u64, count: u64) -> Group {
    Group { rows: rows(10 * number..10 * number + count) }
}

/// The ids of these groups, in their order.
fn ids_of(groups: impl IntoIterator<Item = Group>) -> Vec<u64> {
    groups.into_iter().flat_map(|group| group.rows).map(|row| row.id).collect()
}

fn ids(rows: &[Row]) -> Vec<u64> {
    rows.iter().map(|row| row.id).collect()
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = next, inclusive)]
#[paginated(items(chain(open, closed)), key = id, page_size(default = 3))]
struct InclusiveChain {
    open: Vec<Row>,
    closed: Vec<Row>,
    next: Option<u64>,
}

/// The first row of every page is in one list and the others are in the other, so that the repeated row changes its list.
fn inclusive_chain(at: Option<u64>, count: u64) -> InclusiveChain {
    let at = at.unwrap_or(0);
    let to = count.min(at + 3);
    InclusiveChain { open: rows(at..to.min(at + 1)), closed: rows(at + 1..to), next: to.checked_sub(1) }
}

#[test]
fn the_last_row_of_a_chain_comes_once_where_it_begins_the_next_page_too() {
    for count in [1, 2, 3, 4, 5, 7] {
        let walked =
            everywhere!(Option<u64>, |_, at: Option<u64>| -> Sound<InclusiveChain> { Ok(inclusive_chain(at, count)) });
        assert_eq!(ids(walked.sound()), list(0..count), "{count}");
    }
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[serde(untagged)]
enum AnswerOf<P> {
    #[paginated(page)]
    Page(P),
    Failed {
        error: String,
    },
}

#[test]
fn an_enum_hands_on_inclusive_pages() {
    let walked = everywhere!(Option<u64>, |_, at: Option<u64>| -> Sound<AnswerOf<InclusiveChain>> {
        Ok(AnswerOf::Page(inclusive_chain(at, 5)))
    });
    assert_eq!(ids(walked.sound()), list(0..5));
    let walked = everywhere!(Option<u64>, |number: usize, at: Option<u64>| -> Sound<AnswerOf<InclusiveChain>> {
        Ok(match number {
            0 => AnswerOf::Page(inclusive_chain(at, 5)),
            _ => AnswerOf::Failed { error: "gone".to_owned() },
        })
    });
    assert_eq!(ids(&walked.items), [0, 1, 2]);
    assert!(matches!(walked.error(), Error::Check(_)), "{walked:?}");
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = next, inclusive)]
#[paginated(items = groups, each = rows.*, item = Row, key = id, page_size(default = 2), total = total, complete)]
struct InclusiveGroups {
    groups: Vec<Group>,
    next: Option<u64>,
    total: u64,
}

#[test]
fn a_group_that_begins_the_next_page_too_comes_once_and_is_counted_once() {
    for (count, size) in [(1, 3), (2, 2), (4, 3), (5, 2), (6, 1)] {
        let walked = everywhere!(Option<u64>, |_, at: Option<u64>| -> Sound<InclusiveGroups> {
            let at = at.unwrap_or(0);
            let to = count.min(at + 2);
            let groups = (at..to).map(|number| group(number, size)).collect();
            Ok(InclusiveGroups { groups, next: to.checked_sub(1), total: count })
        });
        assert_eq!(ids(walked.sound()), ids_of((0..count).map(|number| group(number, size))), "{count}");
    }
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[offset(overlap = 1, stop(short_page))]
#[paginated(items = groups, each = rows.*, item = Row, key = id, page_size(default = 3))]
struct OverlappingGroups {
    groups: Vec<Group>,
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[offset(overlap = 2, stop(short_page))]
#[paginated(items(chain(open, closed)), key = id, page_size(default = 4))]
struct OverlappingChain {
    open: Vec<Row>,
    closed: Vec<Row>,
}

fn part_of<T: Clone>(all: &[T], at: u64, size: usize) -> Vec<T> {
    all.iter().skip(usize::try_from(at).unwrap()).take(size).cloned().collect()
}

/// Groups of these numbers, some with more rows than others.
fn uneven(numbers: impl IntoIterator<Item = u64>) -> Vec<Group> {
    numbers.into_iter().map(|number| group(number, 1 + number % 3)).collect()
}

#[test]
fn overlapping_pages_of_groups_are_joined_by_the_keys_of_their_rows() {
    let walked = everywhere!(u64, |_, at: u64| -> Sound<OverlappingGroups> {
        Ok(OverlappingGroups { groups: part_of(&uneven(10..18), at, 3) })
    });
    assert_eq!(ids(walked.sound()), ids_of(uneven(10..18)));
    assert_eq!(walked.requests[..3], [0, 2, 4]);

    // A group is inserted, or one that was read is deleted, after the first page.
    for later in [uneven([1].into_iter().chain(10..18)), uneven(11..18)] {
        let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<AnswerOf<OverlappingGroups>> {
            let all = if number == 0 { uneven(10..18) } else { later.clone() };
            Ok(AnswerOf::Page(OverlappingGroups { groups: part_of(&all, at, 3) }))
        });
        assert_eq!(ids(walked.sound()), ids_of(uneven(10..18)));
    }
}

#[test]
fn groups_without_rows_do_not_end_an_overlapping_walk() {
    let all: Vec<Group> = (10..18).map(|number| group(number, u64::from(number % 2 == 0) * 2)).collect();
    let walked = everywhere!(u64, |_, at: u64| -> Sound<OverlappingGroups> {
        Ok(OverlappingGroups { groups: part_of(&all, at, 3) })
    });
    assert_eq!(ids(walked.sound()), ids_of(all.clone()));
}

#[test]
fn overlapping_pages_of_several_lists_are_joined_by_the_keys_of_all() {
    for later in [rows(10..21), rows([1, 2].into_iter().chain(10..21)), rows(11..21)] {
        let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<OverlappingChain> {
            let mut open = part_of(if number == 0 { &later[..0] } else { &later }, at, 4);
            if number == 0 {
                open = part_of(&rows(10..21), at, 4);
            }
            let closed = open.split_off(open.len() / 2);
            Ok(OverlappingChain { open, closed })
        });
        assert_eq!(ids(walked.sound()), list(10..21));
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(max_window = 4, anchor(last_item = id, param = "id_gt", unique), stop(short_page))]
#[paginated(items(chain(open, closed)), page_size(param = "limit", default = 2))]
struct AnchoredChain {
    open: Vec<Row>,
    closed: Option<Vec<Row>>,
}

/// The rows of both lists are converted.
#[derive(Debug, Deserialize, Paginated)]
#[offset(max_window = 4, anchor(last_item = id, param = "id_gt"), stop(short_page))]
#[paginated(items(chain(open, closed)), item = Id, key = 0, page_size(param = "limit", default = 2))]
struct AnchoredOfOtherTypes {
    open: Vec<Row>,
    closed: Option<Vec<Closed>>,
}

#[derive(Debug, Deserialize)]
struct Closed {
    id: u64,
}

#[derive(Debug, PartialEq)]
struct Id(u64);

impl From<Row> for Id {
    fn from(row: Row) -> Self {
        Self(row.id)
    }
}

impl From<Closed> for Id {
    fn from(closed: Closed) -> Self {
        Self(closed.id)
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(max_window = 4, anchor(last_item = time, param = "since"), stop(short_page))]
#[paginated(items = groups, each = rows.*, item = Row, key = id, page_size(param = "limit", default = 2))]
struct AnchoredGroups {
    groups: Vec<Group>,
}

/// The entries that a request by `offset` and `limit` gets of these.
fn entries<T: Clone>(request: &LoggedRequest, all: &[T]) -> Vec<T> {
    let (offset, limit) = (number_in(request, "offset", 0), number_in(request, "limit", 2));
    assert!(offset + limit <= 4, "requested past the cap");
    part_of(all, offset, usize::try_from(limit).unwrap())
}

fn anchored_chain(count: u64, includes: bool) -> impl Fn(usize, &LoggedRequest) -> MockResponse + Clone + Send {
    move |_, request| {
        let beyond = number_in(request, "id_gt", u64::from(includes));
        let mut open = entries(request, &rows(beyond + u64::from(!includes)..=count));
        // The second list is null where it has nothing.
        let closed = open.split_off(open.len().min(1));
        let closed = if closed.is_empty() { Value::Null } else { json!(closed) };
        MockResponse::json(&json!({ "open": open, "closed": closed }))
    }
}

fn anchored_groups(groups: u64, size: u64) -> impl Fn(usize, &LoggedRequest) -> MockResponse + Clone + Send {
    move |_, request| {
        let since = number_in(request, "since", 0);
        let all: Vec<Group> = (since.max(1)..=groups).map(|number| group(number, size)).collect();
        MockResponse::json(&json!({ "groups": entries(request, &all) }))
    }
}

#[test]
fn a_window_begins_beyond_the_last_item_of_all_lists() {
    for count in [0, 1, 3, 4, 5, 8, 11] {
        let walked = over_http::<AnchoredChain>(anchored_chain(count, false));
        assert_eq!(ids(walked.sound()), list(1..count + 1), "{count}");
        let walked = over_http::<AnswerOf<AnchoredChain>>(anchored_chain(count, false));
        assert_eq!(ids(walked.sound()), list(1..count + 1), "{count}");
    }
    for count in [0, 1, 4, 5, 9] {
        let walked = over_http::<AnchoredOfOtherTypes>(anchored_chain(count, true));
        assert_eq!(walked.sound(), (1..=count).map(Id).collect::<Vec<_>>(), "{count}");
    }
    let walked = over_http::<AnchoredChain>(anchored_chain(5, false));
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=2", "/list?id_gt=4&offset=0"]);
}

#[test]
fn a_window_begins_beyond_the_last_row_of_the_groups() {
    for (groups, size) in [(0, 1), (3, 2), (4, 3), (5, 1), (7, 3), (11, 2)] {
        let expected = ids_of((1..=groups).map(|number| group(number, size)));
        let walked = over_http::<AnchoredGroups>(anchored_groups(groups, size));
        assert_eq!(ids(walked.sound()), expected, "{groups} of {size}");
        let walked = over_http::<AnswerOf<AnchoredGroups>>(anchored_groups(groups, size));
        assert_eq!(ids(walked.sound()), expected, "{groups} of {size}");
    }
    // The group at the boundary comes again, and its rows are dropped.
    let walked = over_http::<AnchoredGroups>(anchored_groups(5, 3));
    assert_eq!(walked.targets()[..3], ["/list?offset=0", "/list?offset=2", "/list?since=4&offset=0"]);
}
