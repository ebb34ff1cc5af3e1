//! Responses with parameters: the impls have a bound only where a field of that type is read.

use std::collections::HashMap;
use std::hash::Hash;

use pagination_core::{Cursor, Offset, Page, PageInfo, Paginated, PaginatedBy, Strategy};
use serde::Serialize;

/// Not one of `Serialize`, `Clone`, `Default`, `Debug`.
struct Opaque(u8);

#[derive(Paginated)]
#[cursor(field = next)]
struct Envelope<T, C = String> {
    data: Vec<T>,
    next: Option<C>,
}

#[derive(Paginated)]
#[cursor(field = meta.next)]
#[paginated(items = body.data, item = T)]
struct Deep<T, const N: usize>
where
    T: 'static,
{
    body: Body<T, N>,
    meta: Meta,
}

struct Body<T, const N: usize> {
    data: Option<Vec<T>>,
    #[allow(dead_code, reason = "a use of the parameter")]
    array: [u8; N],
}

struct Meta {
    next: Option<String>,
}

#[derive(Paginated)]
#[offset(stop(short_page))]
#[paginated(items = data, has_more = more, total = total)]
struct Any<L, F, N> {
    data: L,
    more: F,
    total: N,
}

#[derive(Paginated)]
#[cursor(last_item = 0)]
struct Pairs<'a, K: Serialize, V>(Vec<(&'a K, V)>);

#[derive(Paginated)]
#[cursor(last_item)]
struct Ids<I>(Vec<I>);

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(items = data)]
struct Map<K: Hash + Eq, V: ?Sized> {
    data: HashMap<K, Box<V>>,
    next: Option<String>,
}

#[test]
fn an_item_needs_no_bound() {
    let mut envelope = Envelope { data: vec![Opaque(1), Opaque(2)], next: Some(7_u64) };
    assert_eq!((&envelope).into_iter().map(|record| record.0).sum::<u8>(), 3);
    assert_eq!(envelope.count(), 2);
    assert_eq!(envelope.take_items().len(), 2);
    assert_eq!(envelope.count(), 0);
    assert_eq!(envelope.next, Some(7));
}

#[test]
fn a_deep_list_gives_records_of_the_parameter() {
    let deep = Deep { body: Body { data: Some(vec![Opaque(1)]), array: [0; 3] }, meta: Meta { next: None } };
    let records: Vec<&Opaque> = (&deep).into_iter().collect();
    assert_eq!(records.len(), 1);
    let records: Vec<Opaque> = deep.into_iter().collect();
    assert_eq!(records.len(), 1);
}

fn info_of<P: PaginatedBy<S>, S: Strategy>(response: P) -> PageInfo {
    P::info(&Page::new(response))
}

#[test]
fn parameters_stand_for_lists_flags_and_totals() {
    let any = Any { data: Some(vec![1, 2]), more: Some(true), total: "17".to_owned() };
    let info = info_of::<_, Offset>(any);
    assert!(format!("{info:?}").contains("more: Some(true), total: Some(17)"), "{info:?}");
}

#[test]
fn lifetimes_bounds_and_unsized_parameters_are_repeated() {
    let key = 5_u16;
    let pairs = Pairs(vec![(&key, Opaque(1))]);
    let info = info_of::<_, Cursor>(pairs);
    assert!(format!("{info:?}").contains("next: Some"), "{info:?}");

    let info = info_of::<_, Cursor>(Ids(vec![1, 2]));
    assert!(format!("{info:?}").contains("next: Some"), "{info:?}");

    let map = Map { data: HashMap::from([(1, Box::from("one"))]), next: None };
    let entries: Vec<(&u8, &Box<str>)> = (&map).into_iter().collect();
    assert_eq!(entries, [(&1, &Box::from("one"))]);
    let entries: Vec<(u8, Box<str>)> = map.into_iter().collect();
    assert_eq!(entries, [(1, Box::from("one"))]);
}
