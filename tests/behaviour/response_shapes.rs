//! Response types of every shape: generic, newtypes, items inside options and boxes, maps, items unwrapped one by one.

use std::collections::{BTreeMap, VecDeque};

use pagination_core::{Page, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};

use crate::harness::{ByCursor, Sound, list, some, three_pages};

/// The envelope of a whole API.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = "meta.next")]
struct Envelope<T> {
    data: Vec<T>,
    meta: Option<Box<Meta>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Meta {
    next: Option<String>,
}

fn meta(next: Option<&str>) -> Option<Box<Meta>> {
    Some(Box::new(Meta { next: next.map(str::to_owned) }))
}

#[test]
fn one_envelope_serves_every_type_of_item() {
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Envelope<u64>> {
        Ok(Envelope { data: vec![1, 2], meta: meta((number == 0).then_some("b")) })
    });
    walked.gave(&[1, 2, 1, 2], &some(&["b"]));
    let walked = everywhere!(Option<String>, |_, _| -> Sound<Envelope<(char, Vec<u8>)>> {
        Ok(Envelope { data: vec![('a', vec![1])], meta: None })
    });
    walked.gave(&[('a', vec![1])], &some(&[]));
}

#[test]
fn an_envelope_may_have_bounds_lifetimes_and_constants() {
    #[derive(Debug, Paginated)]
    #[offset(stop(short_page))]
    #[paginated(page_size(default = 2), items = data)]
    struct Bounded<'a, T: Clone, const N: usize>
    where
        T: std::fmt::Debug,
    {
        data: Vec<T>,
        tags: [&'a str; N],
    }
    let tag = String::from("tag");
    let mut first =
        pages_blocking(|_: u64| -> Sound<_> { Ok(Bounded { data: vec![7_u64], tags: [tag.as_str()] }) }).pages();
    assert_eq!(first.try_next().unwrap().unwrap().tags, ["tag"]);
    let walked = over_functions!(u64, |number: usize, _| -> Sound<Bounded<'_, u64, 2>> {
        Ok(Bounded { data: vec![7; 2 - number], tags: [&tag, "b"] })
    });
    walked.gave(&[7; 3], &[0, 2]);
}

#[test]
fn items_of_a_generic_type_can_be_nested() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = result.next)]
    #[paginated(items = result.page.records, item = T)]
    struct Deep<T> {
        result: Option<ResultSet<T>>,
    }
    #[derive(Debug, Serialize, Deserialize)]
    struct ResultSet<T> {
        page: Box<Records<T>>,
        next: Option<u64>,
    }
    #[derive(Debug, Serialize, Deserialize)]
    struct Records<T> {
        records: Option<Vec<T>>,
    }
    let deep = |records, next| Deep { result: Some(ResultSet { page: Box::new(Records { records }), next }) };
    let walked = everywhere!(Option<u64>, |number: usize, _| -> Sound<Deep<String>> {
        Ok(match number {
            0 => deep(Some(vec!["a".to_owned(), "b".to_owned()]), Some(1)),
            // A missing list is an empty page.
            1 => deep(None, Some(2)),
            2 => deep(Some(vec!["c".to_owned()]), Some(3)),
            _ => Deep { result: None },
        })
    });
    walked.gave(&["a", "b", "c"], &[None, Some(1), Some(2), Some(3)]);
}

#[test]
fn a_newtype_is_its_only_field() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(stop(empty_page))]
    struct List(Vec<u64>);
    let walked = everywhere!(u64, |number: usize, _| -> Sound<List> { Ok(List(vec![7; 2 - number])) });
    walked.gave(&[7; 3], &[0, 2, 3]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(stop(empty_page))]
    struct Absent(Option<Vec<u64>>);
    let walked = everywhere!(u64, |number: usize, _| -> Sound<Absent> { Ok(Absent((number == 0).then(|| vec![7]))) });
    walked.gave(&[7], &[0, 1]);
}

#[test]
fn paths_go_through_tuples() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = 1.0.next)]
    #[paginated(items = 0)]
    struct Pair(Vec<u64>, (Meta, u8));
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Pair> {
        Ok(Pair(vec![7], (Meta { next: (number == 0).then(|| "b".to_owned()) }, 0)))
    });
    walked.gave(&[7, 7], &some(&["b"]));
}

#[test]
fn fields_may_be_named_by_keywords() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = r#type.r#move)]
    struct Keywords {
        r#loop: Vec<u64>,
        r#type: Inner,
    }
    #[derive(Debug, Serialize, Deserialize)]
    struct Inner {
        r#move: Option<u64>,
    }
    let walked = everywhere!(Option<u64>, |number: usize, _| -> Sound<Keywords> {
        Ok(Keywords { r#loop: vec![7], r#type: Inner { r#move: (number == 0).then_some(1) } })
    });
    walked.gave(&[7, 7], &[None, Some(1)]);
}

#[test]
fn roles_can_be_marked_on_the_fields() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[allow(dead_code, reason = "the second list is there to be passed over")]
    struct Marked {
        #[paginated(items)]
        data: Vec<u64>,
        included: Vec<u64>,
        #[cursor]
        next: Option<String>,
        #[paginated(has_more)]
        more: bool,
    }
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Marked> {
        Ok(Marked { data: vec![7], included: vec![9, 9], next: Some(number.to_string()), more: number < 2 })
    });
    walked.gave(&[7; 3], &some(&["0", "1"]));
}

#[test]
fn items_can_be_a_map_a_queue_or_a_boxed_slice() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(items = records)]
    struct Mapped {
        records: BTreeMap<String, u64>,
        next: Option<u64>,
    }
    let walked = everywhere!(Option<u64>, |_, _| -> Sound<Mapped> {
        Ok(Mapped { records: BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]), next: None })
    });
    walked.gave(&[("a".to_owned(), 1), ("b".to_owned(), 2)], &[None::<u64>]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(items = records)]
    struct Queued {
        records: VecDeque<u64>,
        next: Option<u64>,
    }
    let walked = everywhere!(Option<u64>, |_, _| -> Sound<Queued> {
        Ok(Queued { records: VecDeque::from([1, 2]), next: None })
    });
    walked.gave(&[1, 2], &[None::<u64>]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(items = records)]
    struct Sliced {
        records: Box<[u64]>,
        next: Option<u64>,
    }
    let walked =
        everywhere!(Option<u64>, |_, _| -> Sound<Sliced> { Ok(Sliced { records: Box::from([1, 2]), next: None }) });
    walked.gave(&[1, 2], &[None::<u64>]);
}

#[test]
fn each_unwraps_every_item() {
    #[derive(Debug, Clone, Serialize, Deserialize)]
    struct Edge {
        node: Option<u64>,
    }
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(last_item, stop(empty_page))]
    #[paginated(items = edges, each = node, item = u64)]
    struct Connection {
        edges: Vec<Edge>,
    }
    let pages = [vec![Some(1), None, Some(2), None], vec![]];
    let walked = everywhere!(Option<u64>, |number: usize, _| -> Sound<Connection> {
        Ok(Connection { edges: pages[number].iter().map(|node| Edge { node: *node }).collect() })
    });
    walked.gave(&[1, 2], &[None, Some(2)]);
}

#[test]
fn items_can_be_put_together_by_a_function() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(items(with = all, count = how_many), item = (char, u64))]
    struct Two {
        people: Vec<u64>,
        companies: Vec<u64>,
        next: Option<u64>,
    }
    fn all(page: &mut Two) -> Vec<(char, u64)> {
        let people = std::mem::take(&mut page.people).into_iter().map(|id| ('p', id));
        people.chain(std::mem::take(&mut page.companies).into_iter().map(|id| ('c', id))).collect()
    }
    fn how_many(page: &Two) -> usize {
        page.people.len() + page.companies.len()
    }
    let walked = everywhere!(Option<u64>, |number: usize, _| -> Sound<Two> {
        Ok(Two { people: vec![1], companies: vec![2], next: (number == 0).then_some(1) })
    });
    walked.gave(&[('p', 1), ('c', 2), ('p', 1), ('c', 2)], &[None, Some(1)]);
}

#[test]
fn a_response_is_iterated_by_value_and_by_reference_also_inside_its_page() {
    let response = || Envelope { data: vec![1, 2], meta: meta(None) };
    assert_eq!(response().into_iter().collect::<Vec<u64>>(), [1, 2]);
    assert_eq!((&response()).into_iter().copied().sum::<u64>(), 3);
    let walked = pages_blocking(|_: Option<String>| -> Sound<_> { Ok(response()) }).pages().map(Result::unwrap);
    for page in walked.chain([Page::new(response())]) {
        let mut seen = Vec::new();
        for item in &page {
            seen.push(*item);
        }
        for item in page {
            seen.push(item);
        }
        assert_eq!(seen, [1, 2, 1, 2]);
    }
}

#[test]
fn a_response_without_the_derived_into_iterator_may_have_its_own() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(into_iter = false)]
    struct Own {
        data: Vec<u64>,
        next: Option<u64>,
    }
    impl IntoIterator for Own {
        type Item = &'static str;
        type IntoIter = std::array::IntoIter<&'static str, 1>;
        fn into_iter(self) -> Self::IntoIter {
            ["mine"].into_iter()
        }
    }
    assert!(Own { data: vec![], next: None }.into_iter().eq(["mine"]));
    let page = Page::new(Own { data: vec![1], next: None });
    assert_eq!(page.into_iter().collect::<Vec<u64>>(), [1]);
    let walked = everywhere!(Option<u64>, |_, _| -> Sound<Own> { Ok(Own { data: vec![7], next: None }) });
    walked.gave(&[7], &[None::<u64>]);
}

#[derive(Debug, Paginated)]
#[cursor(field = head.request)]
#[paginated(items = request, total = head.response, has_more = response)]
struct NamedAsAPage {
    request: Vec<u8>,
    response: bool,
    head: Option<Box<NamedAsAHead>>,
}

#[derive(Debug)]
struct NamedAsAHead {
    request: Option<u8>,
    response: u64,
}

#[test]
fn fields_named_as_those_of_a_page_belong_to_the_response() {
    let mut items = pages_blocking(|at: Option<u8>| {
        let next = at.unwrap_or(0) + 1;
        let head = Some(Box::new(NamedAsAHead { request: Some(next), response: 3 }));
        Ok::<_, &str>(NamedAsAPage { request: vec![next], response: next < 3, head })
    })
    .items();
    assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(items.total(), Some(3));
}

#[test]
fn a_page_that_reports_no_next_position_is_the_last_whatever_earlier_pages_reported() {
    use pagination_core::{Cursor, Page, PageInfo, PageItems, PaginatedBy, spec::Spec};
    struct ByHand(Vec<u64>, Option<String>);
    impl Paginated for ByHand {
        type Strategy = Cursor;
        type Item = u64;
        fn records(&mut self) -> PageItems<'_, u64> {
            PageItems::of(&mut self.0)
        }
    }
    impl PaginatedBy<Cursor> for ByHand {
        type Head = ();
        const SPEC: Spec = Spec::cursor("ByHand");
        fn info(page: &Page<Self>) -> PageInfo {
            let mut info = PageInfo::new();
            if page.1.is_some() {
                info.next(page.1.as_ref());
            }
            info
        }
    }
    let walked = over_functions!(Option<String>, |_, at: Option<String>| {
        three_pages(at.as_deref()).map(|ByCursor { data, next, .. }| ByHand(data, next))
    });
    assert_eq!(walked.items, list(0..7));
    assert_eq!(walked.requests.len(), 3);
}

#[test]
fn what_reads_a_page_finds_its_request_whether_pages_or_items_are_taken() {
    use pagination_core::{Cursor, Page, PageInfo, PageItems, PaginatedBy, spec::Spec};

    /// The server gives no cursor: the next page is the one after the page that was requested.
    fn after<P>(page: &Page<P>) -> Option<u64> {
        let this = page.request().position().map_or(1, |position| position.get::<u64>().unwrap());
        (this < 3).then_some(this + 1)
    }

    struct ByHand(Vec<u64>);
    impl Paginated for ByHand {
        type Strategy = Cursor;
        type Item = u64;
        fn records(&mut self) -> PageItems<'_, u64> {
            PageItems::of(&mut self.0)
        }
    }
    impl PaginatedBy<Cursor> for ByHand {
        type Head = ();
        const SPEC: Spec = Spec::cursor("ByHand");
        fn info(page: &Page<Self>) -> PageInfo {
            let mut info = PageInfo::new();
            info.next(after(page).as_ref());
            info
        }
    }
    #[derive(Paginated)]
    #[cursor(with = after)]
    struct ByFunction(Vec<u64>);

    let by_hand = || pages_blocking(|at: Option<u64>| Ok::<_, &str>(ByHand(vec![at.unwrap_or(1)])));
    let by_function = || pages_blocking(|at: Option<u64>| Ok::<_, &str>(ByFunction(vec![at.unwrap_or(1)])));
    assert_eq!(by_hand().items().map(Result::unwrap).collect::<Vec<u64>>(), [1, 2, 3]);
    assert_eq!(by_hand().pages().map(Result::unwrap).count(), 3);
    assert_eq!(by_function().items().map(Result::unwrap).collect::<Vec<u64>>(), [1, 2, 3]);
    assert_eq!(by_function().pages().map(Result::unwrap).count(), 3);
}

#[test]
fn items_that_an_impl_by_hand_does_not_give_do_not_count_for_max_items() {
    use pagination_core::{Offset, Page, PageInfo, PageItems, PaginatedBy, spec::Spec};

    /// Every other entry is an item.
    struct EveryOther(Vec<u64>);
    impl Paginated for EveryOther {
        type Strategy = Offset;
        type Item = u64;
        fn records(&mut self) -> PageItems<'_, u64> {
            PageItems::of(&mut self.0)
        }
        fn take_items(&mut self) -> Vec<u64> {
            self.0.iter().copied().filter(|number| number % 2 == 0).collect()
        }
    }
    impl PaginatedBy<Offset> for EveryOther {
        type Head = ();
        const SPEC: Spec = Spec::offset("EveryOther");
        fn info(_: &Page<Self>) -> PageInfo {
            PageInfo::new()
        }
    }
    let items = pages_blocking(|at: u64| Ok::<_, &str>(EveryOther((at..12).take(4).collect()))).max_items(5).items();
    assert_eq!(items.map(Result::unwrap).collect::<Vec<u64>>(), [0, 2, 4, 6, 8]);
}
