//! Positions of any type: where they come from, and as what a function takes them.

use std::collections::BTreeMap;

use pagination_core::{Checkpoint, Cursor, Error, NextLink, Page, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::support::{ByCursor, Sound, some};

/// A position as the API's own enum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Place {
    Start,
    After { id: u32, shard: u8 },
    Shard(u8),
}

#[derive(Debug, Paginated)]
#[cursor(field = next, body = "/place")]
struct Placed {
    data: Vec<u32>,
    next: Option<Place>,
}

fn places(number: usize) -> Placed {
    let places = [Some(Place::Start), Some(Place::After { id: 7, shard: 2 }), Some(Place::Shard(3)), None];
    Placed { data: vec![1], next: places[number].clone() }
}

#[test]
fn a_position_can_be_an_enum_of_the_user() {
    let walked = both!(Option<Place>, |number: usize, _| -> Sound<Placed> { Ok(places(number)) });
    walked.gave(&[1; 4], &[None, Some(Place::Start), Some(Place::After { id: 7, shard: 2 }), Some(Place::Shard(3))]);
}

#[test]
fn a_position_of_any_type_survives_a_checkpoint() {
    for stop in 1..=3 {
        let mut number = 0;
        let mut begun = pages_blocking(|_: Option<Place>| -> Sound<Placed> {
            number += 1;
            Ok(places(number - 1))
        });
        for _ in 0..stop {
            begun.next_page().unwrap().unwrap();
        }
        let text = serde_json::to_string(&begun.checkpoint()).unwrap();
        let checkpoint: Checkpoint = serde_json::from_str(&text).unwrap();
        let walked = both!(Option<Place>, |number: usize, _| -> Sound<Placed> { Ok(places(stop + number)) }, pager => pager.resume(checkpoint.clone()));
        assert_eq!(walked.asked[0], places(stop - 1).next, "{text}");
        assert_eq!(walked.records.len(), 4 - stop);
    }
}

#[test]
fn a_position_can_be_taken_as_json_whatever_it_is() {
    let walked = both!(Option<Value>, |number: usize, _| -> Sound<Placed> { Ok(places(number)) });
    let after = json!({ "After": { "id": 7, "shard": 2 } });
    walked.gave(&[1; 4], &[None, Some(json!("Start")), Some(after), Some(json!({ "Shard": 3 }))]);
}

#[test]
fn a_position_can_be_an_array() {
    #[derive(Debug, Paginated)]
    #[cursor(field = search_after, body = "/search_after")]
    struct Hits {
        hits: Vec<u32>,
        search_after: Option<(u64, String)>,
    }
    let walked = both!(Option<(u64, String)>, |number: usize, _| -> Sound<Hits> {
        Ok(Hits { hits: vec![1], search_after: (number < 2).then(|| (number as u64, "doc".to_owned())) })
    });
    walked.gave(&[1; 3], &[None, Some((0, "doc".to_owned())), Some((1, "doc".to_owned()))]);
}

#[test]
fn a_position_can_be_a_map_and_an_empty_one_is_the_end() {
    #[derive(Debug, Paginated)]
    #[cursor(field = last_key, merge)]
    struct Scan {
        items: Vec<u32>,
        last_key: Option<BTreeMap<String, Value>>,
    }
    let key = |number: usize| BTreeMap::from([("id".to_owned(), json!(number)), ("at".to_owned(), json!("x"))]);
    let walked = both!(Option<BTreeMap<String, Value>>, |number: usize, _| -> Sound<Scan> {
        Ok(Scan { items: vec![1], last_key: Some(if number < 2 { key(number) } else { BTreeMap::new() }) })
    });
    walked.gave(&[1; 3], &[None, Some(key(0)), Some(key(1))]);
}

#[test]
fn a_position_can_be_a_newtype_and_stand_behind_boxes_and_options() {
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Id(u32);
    #[derive(Debug, Default, Paginated)]
    #[cursor(field = "meta.paging.next")]
    struct Deep {
        data: Vec<u32>,
        meta: Option<Box<Meta>>,
    }
    #[derive(Debug)]
    struct Meta {
        paging: Box<Option<Paging>>,
    }
    #[derive(Debug)]
    #[allow(clippy::option_option, reason = "serde's way to tell null from absent")]
    struct Paging {
        next: Option<Option<Box<Id>>>,
    }
    let next = |next| Some(Box::new(Meta { paging: Box::new(Some(Paging { next })) }));
    for end in [None, Some(Box::new(Meta { paging: Box::new(None) })), next(None), next(Some(None))] {
        let end = std::cell::RefCell::new(Some(end));
        let walked = both!(Option<Id>, |number: usize, _| -> Sound<Deep> {
            let meta = if number == 0 { next(Some(Some(Box::new(Id(7))))) } else { end.take().flatten() };
            Ok(Deep { data: vec![1], meta })
        });
        walked.gave(&[1, 1], &[None, Some(Id(7))]);
    }
}

#[test]
fn a_position_can_be_the_last_or_the_first_record_or_stand_inside_it() {
    #[derive(Debug, Clone, PartialEq)]
    struct Message {
        id: u32,
    }
    #[derive(Debug, Paginated)]
    #[cursor(last_item = id, stop(empty_page))]
    struct Down {
        data: Vec<Message>,
    }
    #[derive(Debug, Paginated)]
    #[cursor(first_item = id, stop(empty_page))]
    struct Up {
        data: Vec<Message>,
    }
    #[derive(Debug, Paginated)]
    #[cursor(last_item, stop(empty_page))]
    struct Bare {
        data: Vec<u32>,
    }
    let message = |id| Message { id };
    let pages = [vec![1, 2], vec![3, 4], vec![]];
    let ids = |walked: Vec<Message>| walked.iter().map(|message| message.id).collect::<Vec<_>>();

    let down = both!(Option<u32>, |number: usize, _| -> Sound<Down> {
        Ok(Down { data: pages[number].iter().copied().map(message).collect() })
    });
    assert_eq!(down.asked, [None, Some(2), Some(4)]);
    assert_eq!(ids(down.records), [1, 2, 3, 4]);
    let up = both!(Option<u32>, |number: usize, _| -> Sound<Up> {
        Ok(Up { data: pages[number].iter().copied().map(message).collect() })
    });
    assert_eq!(up.asked, [None, Some(1), Some(3)]);
    let bare = both!(Option<u32>, |number: usize, _| -> Sound<Bare> { Ok(Bare { data: pages[number].clone() }) });
    bare.gave(&[1, 2, 3, 4], &[None, Some(2), Some(4)]);
}

#[test]
fn a_position_can_be_computed_by_a_function_of_the_page() {
    #[derive(Debug, Paginated)]
    #[cursor(with = following)]
    struct Computed {
        data: Vec<u32>,
        pages: u64,
    }
    // What was asked is there as well as what came.
    fn following(page: &Page<Computed>) -> Option<String> {
        let asked = page.request();
        let before = asked.position().and_then(|token| token.as_str()).unwrap_or("start");
        (asked.index() + 1 < page.pages).then(|| format!("{before}+{}", page.data.len()))
    }
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Computed> {
        Ok(Computed { data: vec![7; number + 1], pages: 3 })
    });
    walked.gave(&[7; 6], &some(&["start+1", "start+1+2"]));
}

#[test]
fn a_first_request_without_a_position_cannot_be_taken_as_one() {
    let walked = both!(String, |_, _| -> Sound<ByCursor> { Ok(ByCursor::default()) });
    let error = walked.failed::<u32, String>(&[], &[]);
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(error.to_string().contains("`Option`"), "{error}");
}

#[test]
fn a_position_that_the_function_cannot_take_is_an_error_behind_the_records() {
    let walked = both!(Option<u32>, |_, _| -> Sound<ByCursor> {
        Ok(ByCursor { data: vec![1, 2], next: Some("secret-cursor".into()) })
    });
    let error = walked.failed(&[1, 2], &[None]);
    assert!(matches!(error, Error::Request(_)), "{error}");
    let text = format!("{error} {error:?}");
    assert!(text.contains("u32") && !text.contains("secret-cursor"), "{text}");
    assert!(!error.is_transient());
}

#[test]
fn one_response_can_be_walked_in_several_ways() {
    #[derive(Debug, Paginated)]
    #[cursor(field = cursor)]
    #[next_link(field = link)]
    struct Both {
        data: Vec<u32>,
        cursor: Option<String>,
        link: Option<String>,
    }
    let api = |number: usize, _| -> Sound<Both> {
        let more = number == 0;
        Ok(Both { data: vec![1], cursor: more.then(|| "c".to_owned()), link: more.then(|| "/next".to_owned()) })
    };
    both!(Option<String>, api).gave(&[1, 1], &some(&["c"]));
    both!(Option<String>, api, pager => pager.by::<NextLink>()).gave(&[1, 1], &some(&["/next"]));
    both!(Option<String>, api, pager => pager.by::<NextLink>().max_pages(1).by::<Cursor>()).gave(&[1], &some(&[]));
}
