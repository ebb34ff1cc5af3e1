//! `split` by the values that a list is sorted by (`anchor`), where positions do not lead through the whole list.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::{Checkpoint, Error, PageRequest, Paginate as _, Paginated, Part, pages, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{Sound, blocking, client, list, number_in, run, serve};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Row {
    id: u64,
    at: Value,
}

/// The API filters strictly beyond.
#[derive(Debug, Deserialize, Paginated)]
#[offset(max_window = 12, anchor(last_item = at, param = "after", unique), stop(short_page))]
#[paginated(page_size(param = "limit", default = 4))]
struct Unique {
    data: Vec<Row>,
}

/// The API filters at or beyond.
#[derive(Debug, Deserialize, Paginated)]
#[page(max_window = 12, anchor(last_item = at, param = "from"), stop(short_page))]
#[paginated(key = id, page_size(default = 4))]
struct Tied {
    data: Vec<Row>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, max_window = 12, anchor(last_item = at, param = "before", descending))]
#[paginated(key = id)]
struct Newest {
    data: Vec<Row>,
    next: Option<usize>,
}

/// By offset, too.
#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, max_window = 12, anchor(last_item = at, param = "after", unique))]
#[paginated(total = total, page_size(default = 4))]
struct Both {
    data: Vec<Row>,
    total: u64,
}

fn rows(values: impl IntoIterator<Item = Value>) -> Vec<Row> {
    values.into_iter().zip(0..).map(|(at, id)| Row { id, at }).collect()
}

/// The order of numbers, and of times by their seconds in UTC.
fn place(value: &Value) -> f64 {
    let Some(text) = value.as_str() else { return value.as_f64().unwrap() };
    let part = |range: std::ops::Range<usize>| text[range].parse::<f64>().unwrap();
    let zone = &text[text.find(['+', 'Z']).unwrap()..];
    let hours = if zone == "Z" { 0.0 } else { zone[1..3].parse::<f64>().unwrap() };
    let seconds = text[17..].trim_end_matches(zone).parse::<f64>().unwrap();
    (((part(0..4) * 12.0 + part(5..7)) * 31.0 + part(8..10)) * 24.0 + part(11..13) - hours) * 3_600.0
        + part(14..16) * 60.0
        + seconds
}

fn filtered(rows: &[Row], request: &PageRequest, is_in: impl Fn(f64, f64) -> bool) -> Vec<Row> {
    let bound = request.anchor().map(|anchor| place(&anchor.to_json()));
    rows.iter().filter(|row| bound.is_none_or(|bound| is_in(place(&row.at), bound))).cloned().collect()
}

fn cut(rows: &[Row], skip: usize) -> Vec<Row> {
    assert!(skip < 12, "past the cap");
    rows.iter().skip(skip).take(4).cloned().collect()
}

fn unique(rows: &[Row]) -> impl Fn(PageRequest) -> Sound<Unique> + Clone + '_ {
    move |request| {
        let skip = request.position().unwrap().get::<usize>().unwrap();
        Ok(Unique { data: cut(&filtered(rows, &request, |row, bound| row > bound), skip) })
    }
}

fn tied(rows: &[Row]) -> impl Fn(PageRequest) -> Sound<Tied> + Clone + '_ {
    move |request| {
        let skip = (request.position().unwrap().get::<usize>().unwrap() - 1) * 4;
        Ok(Tied { data: cut(&filtered(rows, &request, |row, bound| row >= bound), skip) })
    }
}

fn newest(rows: &[Row]) -> impl Fn(PageRequest) -> Sound<Newest> + Clone + '_ {
    move |request| {
        let skip = request.position().map_or(0, |at| at.get::<usize>().unwrap());
        let all = filtered(rows, &request, |row, bound| row <= bound);
        let next = Some(skip + 4).filter(|next| *next < all.len());
        Ok(Newest { data: cut(&all, skip), next })
    }
}

macro_rules! together {
    ($api:expr, $rows:expr) => {
        for n in [0, 1, 2, 3, 7, 50] {
            let parts: Vec<Part> = pages_blocking($api).split(n).unwrap();
            assert!((1..=n.max(1)).contains(&parts.len()), "{} of {n}", parts.len());
            let stored = serde_json::to_string(&parts).unwrap();
            assert_eq!(serde_json::from_str::<Vec<Part>>(&stored).unwrap(), parts);
            let walk = |part| pages_blocking($api).part(part).items().map(Result::unwrap).collect::<Vec<_>>();
            let walked: Vec<Vec<Row>> = parts.into_iter().map(walk).collect();
            assert_eq!(walked.concat(), $rows, "in {n}: {walked:?}");
        }
    };
}

#[test]
fn together_they_are_the_list_in_order_by_numbers() {
    let lists: Vec<Vec<Value>> = vec![
        vec![],
        vec![json!(7)],
        (0..3).map(Value::from).collect(),
        (1..101).map(Value::from).collect(),
        (-50..50).map(Value::from).collect(),
        (-300..-200).map(Value::from).collect(),
        (0..60).map(|n| json!(n * n * n)).collect(),
        (0..40).map(|n| json!(f64::from(n) / 64.0 - 0.25)).collect(),
        (0..40).map(|n| json!(i64::MIN + n)).collect(),
        (0..40).map(|n| json!(u64::MAX - 39 + n)).collect(),
        [0, 1, 2, 3, 4, 1_000_000, 1_000_001].into_iter().map(Value::from).collect(),
    ];
    for values in lists {
        // The function compares as floats, which do not tell such large numbers apart.
        if values.iter().all(|value| place(value).abs() < 1e15) {
            let all = rows(values.clone());
            together!(unique(&all), all);
            together!(tied(&all), all);
            let reversed = rows(values.into_iter().rev());
            together!(newest(&reversed), reversed);
        } else {
            let all = rows(values);
            let api = |request: PageRequest| {
                let skip = request.position().unwrap().get::<usize>().unwrap();
                let number = |value: &Value| value.as_i64().map(i128::from).or(value.as_u64().map(i128::from)).unwrap();
                let bound = request.anchor().map(|anchor| number(&anchor.to_json()));
                let is_in = |row: &&Row| bound.is_none_or(|bound| number(&row.at) > bound);
                let beyond: Vec<Row> = all.iter().filter(is_in).cloned().collect();
                Sound::Ok(Unique { data: cut(&beyond, skip) })
            };
            together!(&api, all);
        }
    }
}

#[test]
fn together_they_are_the_list_where_values_tie() {
    for run in 1..=11 {
        let all = rows((0..90).map(|n| json!(n / run * 5)));
        together!(tied(&all), all);
        let reversed = rows((0..90).rev().map(|n| json!(n / run * 5)));
        together!(newest(&reversed), reversed);
    }
    // Most of the list is one value, which one part has.
    let all = rows((0..8).chain([8; 9]).chain(9..60).map(Value::from));
    together!(tied(&all), all);
}

#[test]
fn together_they_are_the_list_by_times_whatever_their_offset_and_precision() {
    let time = |n: u32| match n % 3 {
        0 => json!(format!("2024-01-{:02}T{:02}:{:02}:00Z", n / 24 + 1, n % 24, n % 60)),
        1 => json!(format!("2024-01-{:02}T{:02}:{:02}:00.5+00:00", n / 24 + 1, n % 24, n % 60)),
        _ => json!(format!("2024-01-{:02}T{:02}:{:02}:00+02:00", n / 24 + 1, n % 24 + 2, n % 60)),
    };
    let all = rows((0..120).filter(|n| n % 24 < 22).map(time));
    together!(unique(&all), all);
    together!(tied(&all), all);
    let mut reversed = all.clone();
    reversed.reverse();
    together!(newest(&reversed), reversed);
    let fractions = rows((0..50).map(|n| json!(format!("2024-01-01T00:00:{:02}.{:03}Z", n / 20, n % 20 * 50))));
    together!(tied(&fractions), fractions);
}

#[test]
fn a_part_has_a_checkpoint_of_its_own_and_is_resumed_in_itself_only() {
    let all = rows((0..80).map(|n| json!(n / 3)));
    let parts = pages_blocking(tied(&all)).split(3).unwrap();
    assert_eq!(parts.len(), 3);
    let whole = |part: &Part| -> Vec<Row> {
        pages_blocking(tied(&all)).part(part.clone()).items().map(Result::unwrap).collect()
    };
    for part in &parts {
        let expected = whole(part);
        assert!(expected.len() > 15);
        for taken in 0..=expected.len() {
            let mut items = pages_blocking(tied(&all)).part(part.clone()).items();
            assert_eq!(items.by_ref().take(taken).map(Result::unwrap).collect::<Vec<_>>(), expected[..taken]);
            let stored = serde_json::to_string(&items.checkpoint()).unwrap();
            let checkpoint: Checkpoint = serde_json::from_str(&stored).unwrap();
            let rest = pages_blocking(tied(&all)).part(part.clone()).resume(checkpoint).items();
            assert_eq!(rest.map(Result::unwrap).collect::<Vec<_>>(), expected[taken..], "{taken}");
        }
    }
    let begun = pages_blocking(tied(&all)).part(parts[1].clone()).items().checkpoint();
    let other = pages_blocking(tied(&all)).part(parts[2].clone()).resume(begun.clone()).items().next();
    let Some(Err(error @ Error::Checkpoint(_))) = other else { panic!("{other:?}") };
    assert!(error.to_string().contains("the part by key from"), "{error}");
    let other = pages_blocking(tied(&all)).resume(begun).items().next();
    assert!(matches!(other, Some(Err(Error::Checkpoint(_)))), "{other:?}");
}

#[test]
fn the_part_of_another_list_and_a_damaged_one_are_refused() {
    let all = rows((0..80).map(Value::from));
    let part = pages_blocking(tied(&all)).named("a").split(3).unwrap().remove(1);
    let other = pages_blocking(unique(&all)).part(part.clone()).items().next();
    assert!(matches!(other, Some(Err(Error::Checkpoint(_)))), "{other:?}");
    let other = pages_blocking(tied(&all)).named("b").part(part.clone()).items().next();
    assert!(matches!(other, Some(Err(Error::Checkpoint(_)))), "{other:?}");
    for damage in [json!({ "by": "value" }), json!({ "by": "key", "from": "abc" }), json!({ "by": "key", "from": 3 })] {
        let mut stored = serde_json::to_value(&part).unwrap();
        stored["part"] = damage;
        assert!(serde_json::from_value::<Part>(stored.clone()).is_err(), "{stored}");
    }
    // Its values are of another type now.
    let times = rows((0..80).map(|n| json!(format!("2024-01-01T00:00:{:02}Z", n / 2))));
    let api = |_: PageRequest| Sound::Ok(Tied { data: times[..4].to_vec() });
    let other = pages_blocking(api).named("a").part(part).items().next();
    assert!(matches!(other, Some(Err(Error::Request(_)))), "{other:?}");
}

#[test]
fn text_without_a_known_order_and_a_missing_value_are_errors() {
    for value in [json!("abc"), json!("2024-01-01"), json!("12"), json!([1]), json!(null)] {
        let all = rows(vec![value; 1]);
        let api = |_: PageRequest| Sound::Ok(Tied { data: all.clone() });
        let error = pages_blocking(api).split(2).unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{error}");
    }
}

#[test]
fn a_server_that_ignores_the_filter_is_an_error_at_once() {
    let all = rows((0..80).map(Value::from));
    let requests = Cell::new(0);
    let api = |request: PageRequest| {
        requests.set(requests.get() + 1);
        Sound::Ok(Unique { data: cut(&all, request.position().unwrap().get::<usize>().unwrap()) })
    };
    let error = pages_blocking(api).split(2).unwrap_err();
    assert!(matches!(error, Error::Loop(_)), "{error}");
    assert_eq!(requests.get(), 2);
}

#[test]
fn few_requests_divide_a_long_list_evenly() {
    let requests = Cell::new(0);
    let api = |request: PageRequest| {
        requests.set(requests.get() + 1);
        let after = request.anchor().map_or(0, |anchor| anchor.as_u64().unwrap());
        let skip = request.position().unwrap().as_u64().unwrap();
        let ids = (after + 1..=1_000_000).skip(usize::try_from(skip).unwrap()).take(4);
        Sound::Ok(Unique { data: ids.map(|id| Row { id, at: id.into() }).collect() })
    };
    let parts = pages_blocking(api).split(10).unwrap();
    assert!(requests.get() < 30, "{}", requests.get());
    let from = |part: &Part| serde_json::to_value(part).unwrap()["part"]["from"].as_u64().unwrap_or(0);
    let starts: Vec<_> = parts.iter().map(from).collect();
    assert_eq!(starts.len(), 10);
    for (start, index) in starts.iter().zip(0..) {
        assert!(start.abs_diff(index * 100_000) < 60_000, "{starts:?}");
    }
}

#[test]
fn what_was_added_is_the_last_parts_and_a_list_that_shrank_has_less() {
    let (before, after) = (rows((0..60).map(Value::from)), rows((0..100).map(Value::from)));
    let parts = pages_blocking(unique(&before)).split(4).unwrap();
    let walk = |rows: &[Row]| -> Vec<usize> {
        parts
            .iter()
            .map(|part| pages_blocking(unique(rows)).part(part.clone()).items().map(Result::unwrap).count())
            .collect()
    };
    let (of_before, grown, shrunk) = (walk(&before), walk(&after), walk(&before[..20]));
    assert_eq!(of_before[..3], grown[..3]);
    assert_eq!((of_before.iter().sum::<usize>(), grown.iter().sum::<usize>()), (60, 100));
    assert_eq!(shrunk.iter().sum::<usize>(), 20);
}

#[test]
fn parallel_positions_are_used_where_they_lead_through_the_whole_list() {
    let api = |count: u64| {
        move |request: PageRequest| {
            let after = request.anchor().map_or(0, |anchor| anchor.as_u64().unwrap());
            let skip = request.position().unwrap().as_u64().unwrap();
            assert!(skip < 12);
            let ids = (after + 1..=count).skip(usize::try_from(skip).unwrap()).take(4);
            Sound::Ok(Both { data: ids.map(|id| Row { id, at: id.into() }).collect(), total: count - after.min(count) })
        }
    };
    let bounds = |parts: &[Part]| serde_json::to_value(parts).unwrap()[1]["part"].clone();
    let parts = pages_blocking(api(12)).split(3).unwrap();
    assert_eq!(bounds(&parts), json!({ "from": 4, "to": 8 }));
    let parts = pages_blocking(api(400)).split(3).unwrap();
    assert_eq!(bounds(&parts)["by"], "key");
    let walk = |part| pages_blocking(api(400)).part(part).items().map(|row| row.unwrap().id).collect::<Vec<_>>();
    assert_eq!(parts.into_iter().flat_map(walk).collect::<Vec<_>>(), list(1..401));
}

#[test]
fn over_http_a_part_begins_beyond_its_bound_and_requests_nothing_past_the_next() {
    fn answer(_: usize, request: &LoggedRequest) -> MockResponse {
        let (offset, after) = (number_in(request, "offset", 0), number_in(request, "after", 0));
        let ids = (after + 1..=100).skip(usize::try_from(offset).unwrap()).take(4);
        MockResponse::json(&json!({ "data": ids.map(|id| Row { id, at: id.into() }).collect::<Vec<_>>() }))
    }
    run(async {
        let server = serve(answer);
        let pager = || client().get(server.url_of("/list")).paginate::<Unique>();
        let parts = pager().split(2).await.unwrap();
        let split = server.requests();
        let mut items = pager().part(parts[1].clone()).items();
        let first = items.try_next().await.unwrap().unwrap().id;
        assert!((30..70).contains(&first));
        assert!(server.log()[split].target().contains(&format!("after={}", first - 1)), "{:?}", server.log()[split]);
        let mut items = pager().part(parts[0].clone()).items();
        let mut count = 0;
        while items.try_next().await.unwrap().is_some() {
            count += 1;
        }
        assert_eq!(count, first - 1);
        let log = server.log();
        let last = log.last().unwrap();
        assert!(number_in(last, "after", 0) + number_in(last, "offset", 0) < first);
    });
    let server = serve(answer);
    let pager = || blocking().get(server.url_of("/list")).paginate::<Unique>();
    let walk = |part| pager().part(part).items().map(|row| row.unwrap().id).collect::<Vec<_>>();
    assert_eq!(pager().split(5).unwrap().into_iter().flat_map(walk).collect::<Vec<_>>(), list(1..101));
}

#[test]
fn pages_are_cut_and_an_item_out_of_order_is_no_loss() {
    let all = rows((0..50).map(Value::from));
    let parts = pages_blocking(unique(&all)).split(3).unwrap();
    let pages = |part| pages_blocking(unique(&all)).part(part).pages().map(|page| page.unwrap().into_inner().data);
    assert_eq!(parts.iter().cloned().flat_map(pages).flatten().collect::<Vec<_>>(), all);
    // It comes after the end of the first part, to which it belongs.
    let bound = serde_json::to_value(&parts[0]).unwrap()["part"]["to"].as_u64().unwrap();
    let end = usize::try_from(bound).unwrap();
    let mut disordered = all.clone();
    disordered.swap(end, end + 2);
    let walked: Vec<_> = pages_blocking(unique(&disordered)).part(parts[0].clone()).items().collect();
    assert!(matches!(walked.last(), Some(Err(Error::Request(_)))), "{walked:?}");
}

#[test]
fn asynchronous_functions_too() {
    run(async {
        static REQUESTS: AtomicUsize = AtomicUsize::new(0);
        let all = rows((0..70).map(Value::from));
        let api = async |request: PageRequest| {
            REQUESTS.fetch_add(1, Ordering::Relaxed);
            newest(&rows((0..70).rev().map(Value::from)))(request)
        };
        let parts = pages(api).split(4).await.unwrap();
        let mut walked = Vec::new();
        for part in parts {
            let mut items = pages(api).part(part).items();
            while let Some(row) = items.try_next().await.unwrap() {
                walked.push(row.at);
            }
        }
        walked.reverse();
        assert_eq!(walked, all.into_iter().map(|row| row.at).collect::<Vec<_>>());
        assert!(REQUESTS.load(Ordering::Relaxed) < 60);
    });
}

#[test]
fn an_enum_whose_payload_has_an_anchor_is_split_too() {
    #[derive(Debug, Paginated)]
    enum Answer {
        #[paginated(page)]
        Page(Unique),
        #[allow(dead_code, reason = "no server answers so here")]
        Error(String),
    }
    let all = rows((0..50).map(Value::from));
    let api = |request: PageRequest| unique(&all)(request).map(Answer::Page);
    let walk = |part| pages_blocking(api).part(part).items().map(Result::unwrap).collect::<Vec<_>>();
    let parts = pages_blocking(api).split(3).unwrap();
    assert_eq!((parts.len(), parts.into_iter().flat_map(walk).collect::<Vec<_>>()), (3, all.clone()));
}
