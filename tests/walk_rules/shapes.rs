//! Response types of every shape: generic, newtypes, records behind options and boxes, maps, records unwrapped.

use std::collections::{BTreeMap, VecDeque};

use pagination_core::{Paginated, pages_blocking};

use crate::support::{Sound, some};

/// The envelope of a whole API.
#[derive(Debug, Paginated)]
#[cursor(field = "meta.next")]
struct Envelope<T> {
    data: Vec<T>,
    meta: Option<Box<Meta>>,
}

#[derive(Debug)]
struct Meta {
    next: Option<String>,
}

fn meta(next: Option<&str>) -> Option<Box<Meta>> {
    Some(Box::new(Meta { next: next.map(str::to_owned) }))
}

#[test]
fn one_envelope_serves_every_type_of_record() {
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Envelope<u32>> {
        Ok(Envelope { data: vec![1, 2], meta: meta((number == 0).then_some("b")) })
    });
    walked.gave(&[1, 2, 1, 2], &some(&["b"]));
    let walked = both!(Option<String>, |_, _| -> Sound<Envelope<(char, Vec<u8>)>> {
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
    let first =
        pages_blocking(|_: u32| -> Sound<_> { Ok(Bounded { data: vec![7_u32], tags: [tag.as_str()] }) }).next_page();
    assert_eq!(first.unwrap().unwrap().tags, ["tag"]);
    let walked = both!(u32, |number: usize, _| -> Sound<Bounded<'_, u32, 2>> {
        Ok(Bounded { data: vec![7; 2 - number], tags: [&tag, "b"] })
    });
    walked.gave(&[7; 3], &[0, 2]);
}

#[test]
fn records_of_a_generic_type_can_lie_deep() {
    #[derive(Debug, Paginated)]
    #[cursor(field = result.next)]
    #[paginated(items = result.page.records, item = T)]
    struct Deep<T> {
        result: Option<ResultSet<T>>,
    }
    #[derive(Debug)]
    struct ResultSet<T> {
        page: Box<Records<T>>,
        next: Option<u32>,
    }
    #[derive(Debug)]
    struct Records<T> {
        records: Option<Vec<T>>,
    }
    let deep = |records, next| Deep { result: Some(ResultSet { page: Box::new(Records { records }), next }) };
    let walked = both!(Option<u32>, |number: usize, _| -> Sound<Deep<&str>> {
        Ok(match number {
            0 => deep(Some(vec!["a", "b"]), Some(1)),
            // Absent records are an empty page.
            1 => deep(None, Some(2)),
            2 => deep(Some(vec!["c"]), Some(3)),
            _ => Deep { result: None },
        })
    });
    walked.gave(&["a", "b", "c"], &[None, Some(1), Some(2), Some(3)]);
}

#[test]
fn a_newtype_is_its_only_field() {
    #[derive(Debug, Paginated)]
    #[offset(stop(empty_page))]
    struct List(Vec<u32>);
    let walked = both!(u32, |number: usize, _| -> Sound<List> { Ok(List(vec![7; 2 - number])) });
    walked.gave(&[7; 3], &[0, 2, 3]);

    #[derive(Debug, Paginated)]
    #[offset(stop(empty_page))]
    struct Absent(Option<Vec<u32>>);
    let walked = both!(u32, |number: usize, _| -> Sound<Absent> { Ok(Absent((number == 0).then(|| vec![7]))) });
    walked.gave(&[7], &[0, 1]);
}

#[test]
fn paths_go_through_tuples() {
    #[derive(Debug, Paginated)]
    #[cursor(field = 1.0.next)]
    #[paginated(items = 0)]
    struct Pair(Vec<u32>, (Meta, u8));
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Pair> {
        Ok(Pair(vec![7], (Meta { next: (number == 0).then(|| "b".to_owned()) }, 0)))
    });
    walked.gave(&[7, 7], &some(&["b"]));
}

#[test]
fn fields_may_be_named_by_keywords() {
    #[derive(Debug, Paginated)]
    #[cursor(field = r#type.r#move)]
    struct Keywords {
        r#loop: Vec<u32>,
        r#type: Inner,
    }
    #[derive(Debug)]
    struct Inner {
        r#move: Option<u32>,
    }
    let walked = both!(Option<u32>, |number: usize, _| -> Sound<Keywords> {
        Ok(Keywords { r#loop: vec![7], r#type: Inner { r#move: (number == 0).then_some(1) } })
    });
    walked.gave(&[7, 7], &[None, Some(1)]);
}

#[test]
fn roles_can_be_marked_on_the_fields() {
    #[derive(Debug, Paginated)]
    #[allow(dead_code, reason = "the second list is there to be passed over")]
    struct Marked {
        #[paginated(items)]
        data: Vec<u32>,
        included: Vec<u32>,
        #[cursor]
        next: Option<String>,
        #[paginated(has_more)]
        more: bool,
    }
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Marked> {
        Ok(Marked { data: vec![7], included: vec![9, 9], next: Some(number.to_string()), more: number < 2 })
    });
    walked.gave(&[7; 3], &some(&["0", "1"]));
}

#[test]
fn records_can_be_a_map_a_queue_or_a_boxed_slice() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next)]
    #[paginated(items = records)]
    struct Mapped {
        records: BTreeMap<String, u32>,
        next: Option<u32>,
    }
    let walked = both!(Option<u32>, |_, _| -> Sound<Mapped> {
        Ok(Mapped { records: BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]), next: None })
    });
    walked.gave(&[("a".to_owned(), 1), ("b".to_owned(), 2)], &[None::<u32>]);

    #[derive(Debug, Paginated)]
    #[cursor(field = next)]
    #[paginated(items = records)]
    struct Queued {
        records: VecDeque<u32>,
        next: Option<u32>,
    }
    let walked =
        both!(Option<u32>, |_, _| -> Sound<Queued> { Ok(Queued { records: VecDeque::from([1, 2]), next: None }) });
    walked.gave(&[1, 2], &[None::<u32>]);

    #[derive(Debug, Paginated)]
    #[cursor(field = next)]
    #[paginated(items = records)]
    struct Sliced {
        records: Box<[u32]>,
        next: Option<u32>,
    }
    let walked = both!(Option<u32>, |_, _| -> Sound<Sliced> { Ok(Sliced { records: Box::from([1, 2]), next: None }) });
    walked.gave(&[1, 2], &[None::<u32>]);
}

#[test]
fn each_unwraps_every_record() {
    #[derive(Debug, Clone)]
    struct Edge {
        node: Option<u32>,
    }
    #[derive(Debug, Paginated)]
    #[cursor(last_item, stop(empty_page))]
    #[paginated(items = edges, each = node, item = u32)]
    struct Connection {
        edges: Vec<Edge>,
    }
    let pages = [vec![Some(1), None, Some(2), None], vec![]];
    let walked = both!(Option<u32>, |number: usize, _| -> Sound<Connection> {
        Ok(Connection { edges: pages[number].iter().map(|node| Edge { node: *node }).collect() })
    });
    walked.gave(&[1, 2], &[None, Some(2)]);
}

#[test]
fn records_can_be_put_together_by_a_function() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next)]
    #[paginated(items(with = all, count = how_many), item = (char, u32))]
    struct Two {
        people: Vec<u32>,
        companies: Vec<u32>,
        next: Option<u32>,
    }
    fn all(page: &mut Two) -> Vec<(char, u32)> {
        let people = std::mem::take(&mut page.people).into_iter().map(|id| ('p', id));
        people.chain(std::mem::take(&mut page.companies).into_iter().map(|id| ('c', id))).collect()
    }
    fn how_many(page: &Two) -> usize {
        page.people.len() + page.companies.len()
    }
    let walked = both!(Option<u32>, |number: usize, _| -> Sound<Two> {
        Ok(Two { people: vec![1], companies: vec![2], next: (number == 0).then_some(1) })
    });
    walked.gave(&[('p', 1), ('c', 2), ('p', 1), ('c', 2)], &[None, Some(1)]);
}

#[test]
fn a_response_is_its_records_by_value_and_by_reference() {
    let response = || Envelope { data: vec![1, 2], meta: meta(None) };
    assert_eq!(response().into_iter().collect::<Vec<u32>>(), [1, 2]);
    assert_eq!((&response()).into_iter().copied().sum::<u32>(), 3);
    for page in pages_blocking(|_: Option<String>| -> Sound<_> { Ok(response()) }).pages() {
        let page = page.unwrap();
        let mut seen = Vec::new();
        for record in &page {
            seen.push(*record);
        }
        for record in page {
            seen.push(record);
        }
        assert_eq!(seen, [1, 2, 1, 2]);
    }
}

#[test]
fn a_response_that_wants_no_into_iter_may_have_its_own() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next)]
    #[paginated(into_iter = false)]
    struct Own {
        data: Vec<u32>,
        next: Option<u32>,
    }
    impl IntoIterator for Own {
        type Item = &'static str;
        type IntoIter = std::array::IntoIter<&'static str, 1>;
        fn into_iter(self) -> Self::IntoIter {
            ["mine"].into_iter()
        }
    }
    assert!(Own { data: vec![], next: None }.into_iter().eq(["mine"]));
    let walked = both!(Option<u32>, |_, _| -> Sound<Own> { Ok(Own { data: vec![7], next: None }) });
    walked.gave(&[7], &[None::<u32>]);
}

#[derive(Debug, Paginated)]
#[cursor(field = head.asked)]
#[paginated(items = asked, total = head.response, has_more = response)]
struct NamedAsAPage {
    asked: Vec<u8>,
    response: bool,
    head: Option<Box<NamedAsAHead>>,
}

#[derive(Debug)]
struct NamedAsAHead {
    asked: Option<u8>,
    response: u64,
}

#[test]
fn fields_that_are_called_as_those_of_a_page_are_the_responses_own() {
    let mut items = pages_blocking(|at: Option<u8>| {
        let next = at.unwrap_or(0) + 1;
        let head = Some(Box::new(NamedAsAHead { asked: Some(next), response: 3 }));
        Ok::<_, &str>(NamedAsAPage { asked: vec![next], response: next < 3, head })
    })
    .items();
    assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(items.total(), Some(3));
}
