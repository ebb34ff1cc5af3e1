//! Positions of any type: what an API may use as one, and the types that a function may take.

use std::cell::Cell;
use std::collections::BTreeMap;

use pagination_core::Error;
use pagination_core::{Page, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{ByCursor, Sound, some, stored};

/// A position that is an enum of the API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Bookmark {
    Start,
    After { id: u64, shard: u8 },
    Shard(u8),
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = next, body = "/bookmark")]
struct Marked {
    data: Vec<u64>,
    next: Option<Bookmark>,
}

fn marked(number: usize) -> Sound<Marked> {
    let bookmarks = [Some(Bookmark::Start), Some(Bookmark::After { id: 7, shard: 2 }), Some(Bookmark::Shard(3)), None];
    Ok(Marked { data: vec![1], next: bookmarks[number].clone() })
}

#[test]
fn a_position_can_be_an_enum_of_the_user() {
    let walked = everywhere!(Option<Bookmark>, |number: usize, _| marked(number));
    let after = Bookmark::After { id: 7, shard: 2 };
    walked.gave(&[1; 4], &[None, Some(Bookmark::Start), Some(after), Some(Bookmark::Shard(3))]);
}

#[test]
fn a_position_of_any_type_survives_a_checkpoint() {
    for stop in 1..=3 {
        let number = Cell::new(0);
        let mut begun = pages_blocking(|_: Option<Bookmark>| marked(number.replace(number.get() + 1))).pages();
        for _ in 0..stop {
            begun.try_next().unwrap().unwrap();
        }
        let checkpoint = stored(&begun.checkpoint());
        let walked = over_functions!(Option<Bookmark>, |number: usize, _| marked(stop + number), pager => pager.resume(checkpoint.clone()));
        assert_eq!(walked.requests[0], marked(stop - 1).unwrap().next);
        assert_eq!(walked.items.len(), 4 - stop);
    }
}

#[test]
fn a_float_is_sent_as_it_came_also_after_a_checkpoint() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, body = "/at")]
    struct Timed {
        data: Vec<u64>,
        next: Option<f64>,
    }
    // Of 17 digits. A quick parser reads the float beside each of them.
    let times = [1_619_844_004.278_856_3, 1_657_214_428.483_384_1, 1_654_975_269.656_351_3];
    let timed = |number: usize| -> Sound<Timed> { Ok(Timed { data: vec![1], next: times.get(number).copied() }) };
    let walked = everywhere!(Option<f64>, |number: usize, _| timed(number));
    walked.gave(&[1; 4], &[None, Some(times[0]), Some(times[1]), Some(times[2])]);
    for (index, time) in times.into_iter().enumerate() {
        let mut begun = pages_blocking(|_: Option<f64>| timed(index)).pages();
        begun.try_next().unwrap().unwrap();
        let checkpoint = stored(&begun.checkpoint());
        let walked = over_functions!(Option<f64>, |_, _| -> Sound<Timed> { Ok(Timed { data: vec![1], next: None }) }, pager => pager.resume(checkpoint.clone()));
        assert_eq!(walked.requests, [Some(time)]);
    }
}

#[test]
fn a_function_can_take_any_position_as_json() {
    let walked = everywhere!(Option<Value>, |number: usize, _| marked(number));
    let after = json!({ "After": { "id": 7, "shard": 2 } });
    walked.gave(&[1; 4], &[None, Some(json!("Start")), Some(after), Some(json!({ "Shard": 3 }))]);
}

#[test]
fn a_position_can_be_an_array() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = search_after, body = "/search_after")]
    struct Hits {
        hits: Vec<u64>,
        search_after: Option<(u64, String)>,
    }
    let walked = everywhere!(Option<(u64, String)>, |number: usize, _| -> Sound<Hits> {
        Ok(Hits { hits: vec![1], search_after: (number < 2).then(|| (number as u64, "doc".to_owned())) })
    });
    walked.gave(&[1; 3], &[None, Some((0, "doc".to_owned())), Some((1, "doc".to_owned()))]);
}

#[test]
fn a_position_can_be_a_map_and_an_empty_one_is_the_end() {
    #[derive(Debug, Paginated)]
    #[cursor(field = last_key, merge)]
    struct Scan {
        items: Vec<u64>,
        last_key: Option<BTreeMap<String, Value>>,
    }
    let key = |number: usize| BTreeMap::from([("id".to_owned(), json!(number)), ("at".to_owned(), json!("x"))]);
    let walked = over_functions!(Option<BTreeMap<String, Value>>, |number: usize, _| -> Sound<Scan> {
        Ok(Scan { items: vec![1], last_key: Some(if number < 2 { key(number) } else { BTreeMap::new() }) })
    });
    walked.gave(&[1; 3], &[None, Some(key(0)), Some(key(1))]);
}

#[test]
fn a_position_can_be_a_newtype_inside_boxes_and_options() {
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Id(u64);
    #[derive(Debug, Default, Serialize, Deserialize, Paginated)]
    #[cursor(field = "meta.paging.next")]
    struct Deep {
        data: Vec<u64>,
        meta: Option<Box<Meta>>,
    }
    #[derive(Debug, Serialize, Deserialize)]
    struct Meta {
        paging: Box<Option<Paging>>,
    }
    #[derive(Debug, Serialize, Deserialize)]
    #[allow(clippy::option_option, reason = "as serde distinguishes null from absent")]
    struct Paging {
        next: Option<Option<Box<Id>>>,
    }
    let next = |next| Some(Box::new(Meta { paging: Box::new(Some(Paging { next })) }));
    for end in [None, Some(Box::new(Meta { paging: Box::new(None) })), next(None), next(Some(None))] {
        let end = std::cell::RefCell::new(Some(end));
        let walked = everywhere!(Option<Id>, |number: usize, _| -> Sound<Deep> {
            let meta = if number == 0 { next(Some(Some(Box::new(Id(7))))) } else { end.take().flatten() };
            Ok(Deep { data: vec![1], meta })
        });
        walked.gave(&[1, 1], &[None, Some(Id(7))]);
    }
}

#[test]
fn a_position_can_be_the_first_or_last_item_or_a_field_of_it() {
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Message {
        id: u64,
    }
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(last_item = id, stop(empty_page))]
    struct Down {
        data: Vec<Message>,
    }
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(first_item = id, stop(empty_page))]
    struct Up {
        data: Vec<Message>,
    }
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(last_item, stop(empty_page))]
    struct Bare {
        data: Vec<u64>,
    }
    let message = |id| Message { id };
    let pages = [vec![1, 2], vec![3, 4], vec![]];
    let ids = |walked: Vec<Message>| walked.iter().map(|message| message.id).collect::<Vec<_>>();

    let down = everywhere!(Option<u64>, |number: usize, _| -> Sound<Down> {
        Ok(Down { data: pages[number].iter().copied().map(message).collect() })
    });
    assert_eq!(down.requests, [None, Some(2), Some(4)]);
    assert_eq!(ids(down.items), [1, 2, 3, 4]);
    let up = everywhere!(Option<u64>, |number: usize, _| -> Sound<Up> {
        Ok(Up { data: pages[number].iter().copied().map(message).collect() })
    });
    assert_eq!(up.requests, [None, Some(1), Some(3)]);
    let bare = everywhere!(Option<u64>, |number: usize, _| -> Sound<Bare> { Ok(Bare { data: pages[number].clone() }) });
    bare.gave(&[1, 2, 3, 4], &[None, Some(2), Some(4)]);
}

#[test]
fn a_position_can_be_computed_by_a_function_of_the_page() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(with = following)]
    struct Computed {
        data: Vec<u64>,
        pages: u64,
    }
    // The page has its request too.
    fn following(page: &Page<Computed>) -> Option<String> {
        let requested = page.request();
        let before = requested.position().and_then(|position| position.as_str()).unwrap_or("start");
        (requested.index() + 1 < page.pages).then(|| format!("{before}+{}", page.data.len()))
    }
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Computed> {
        Ok(Computed { data: vec![7; number + 1], pages: 3 })
    });
    walked.gave(&[7; 6], &some(&["start+1", "start+1+2"]));
}

#[test]
fn a_first_request_without_a_position_needs_an_option() {
    let walked = over_functions!(String, |_, _| -> Sound<ByCursor> { Ok(ByCursor::default()) });
    let error = walked.failed::<u64, String>(&[], &[]);
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(error.to_string().contains("`Option<String>`") && error.to_string().contains("`initial ="), "{error}");
}

#[test]
fn a_position_that_the_function_cannot_take_is_an_error_after_the_items() {
    let walked = over_functions!(Option<u32>, |_, _| -> Sound<ByCursor> {
        Ok(ByCursor { data: vec![1, 2], next: Some("secret-cursor".into()) })
    });
    let error = walked.failed(&[1, 2], &[None]);
    assert!(matches!(error, Error::Request(_)), "{error}");
    let text = format!("{error} {error:?}");
    assert!(text.contains("u32") && !text.contains("secret-cursor"), "{text}");
    assert!(!error.is_transient());
}
