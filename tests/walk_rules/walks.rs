//! What a walk does beside deciding its end: errors, limits, checkpoints, the way back, pages side by side and ahead.

use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use futures_util::{FutureExt as _, StreamExt as _};
use pagination_core::{Checkpoint, Error, PageNumber, Paginated, pages, pages_blocking};

use crate::support::{ByCursor, ByLink, ByOffset, ByPage, Sound, by_cursor, run, slice, some};

/// Three pages: 0 to 2, 3 to 5, and 6.
fn three_pages(at: Option<&str>) -> Sound<ByCursor> {
    match at {
        None => by_cursor(0..3, Some("b")),
        Some("b") => by_cursor(3..6, Some("c")),
        _ => by_cursor(6..7, None),
    }
}

fn stored(checkpoint: &Checkpoint) -> Checkpoint {
    let text = serde_json::to_string(checkpoint).unwrap();
    let back = serde_json::from_str(&text).unwrap();
    assert!(*checkpoint == back, "{text}");
    back
}

fn list(range: std::ops::Range<u32>) -> Vec<u32> {
    range.collect()
}

#[test]
fn after_an_error_of_the_function_the_same_page_is_asked_for_again() {
    let walked = both!(Option<String>, |number: usize, at: Option<String>| {
        if [0, 2, 3].contains(&number) { Err("offline") } else { Ok(three_pages(at.as_deref()).unwrap()) }
    });
    assert_eq!(walked.records, list(0..7));
    let b = || Some("b".to_owned());
    assert_eq!(walked.asked, [None, None, b(), b(), b(), Some("c".to_owned())]);
    assert_eq!(walked.errors.len(), 3);
    assert!(walked.errors.iter().all(|error| matches!(error, Error::Transport("offline")) && error.is_transient()));
}

#[test]
fn a_function_that_fails_for_ever_ends_the_walk() {
    let walked = both!(Option<String>, |_, _| Err::<ByCursor, _>("offline"));
    assert!(walked.records.is_empty());
    assert!((2..=100).contains(&walked.asked.len()), "{}", walked.asked.len());
    assert_eq!(walked.errors.len(), walked.asked.len());
}

#[test]
fn a_page_that_arrives_sets_the_count_of_errors_back() {
    let walked = both!(Option<u32>, |number: usize, at: Option<u32>| {
        let at = at.unwrap_or(0);
        if number % 10 < 9 { Err("offline") } else { Ok(Counting { data: vec![at], next: (at < 5).then_some(at + 1) }) }
    });
    assert_eq!(walked.records, list(0..6));
    assert_eq!(walked.errors.len(), 54);
}

#[derive(Debug, Paginated)]
#[cursor(field = next)]
struct Counting {
    data: Vec<u32>,
    next: Option<u32>,
}

#[test]
fn max_pages_and_max_items_are_exact() {
    for most in 0..=8 {
        let walked =
            both!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.max_items(most));
        let asked = usize::try_from(most).unwrap().div_ceil(3).min(3);
        walked.gave(&list(0..7)[..usize::try_from(most).unwrap().min(7)], &some(&["b", "c"])[..asked]);
    }
    for most in 0..=4 {
        let walked =
            both!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.max_pages(most));
        let most = usize::try_from(most).unwrap();
        walked.gave(&list(0..7)[..(most * 3).min(7)], &some(&["b", "c"])[..most.min(3)]);
    }
    let walked = both!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.max_items(5).max_pages(1));
    walked.gave(&list(0..3), &some(&[]));
}

#[test]
fn pages_end_with_the_page_that_holds_the_last_record_wanted() {
    let pager = || pages_blocking(|at: Option<String>| three_pages(at.as_deref()));
    for (most, sizes) in [(0, &[][..]), (1, &[3]), (3, &[3]), (4, &[3, 3]), (7, &[3, 3, 1])] {
        let pages: Vec<_> = pager().max_items(most).pages().map(|page| page.unwrap().data.len()).collect();
        assert_eq!(pages, sizes, "{most}");
    }
}

#[test]
fn a_walk_stopped_anywhere_goes_on_with_the_next_record() {
    for stop in 0..=7 {
        let mut begun = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).items();
        let mut all: Vec<_> = begun.by_ref().take(stop).map(Result::unwrap).collect();
        let checkpoint = stored(&begun.checkpoint());
        let rest = both!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(checkpoint.clone()));
        assert!(rest.errors.is_empty());
        all.extend(rest.records);
        assert_eq!(all, list(0..7), "stopped after {stop}");
    }
}

#[test]
fn the_limit_of_records_does_not_count_those_that_were_taken_before() {
    let mut begun = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).items();
    assert_eq!(begun.by_ref().take(2).count(), 2);
    let checkpoint = begun.checkpoint();
    for most in 0..=5 {
        let rest = both!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(checkpoint.clone()).max_items(most));
        assert_eq!(rest.records, list(2..2 + u32::try_from(most).unwrap()));
    }
}

#[test]
fn a_checkpoint_can_be_asked_for_at_any_time() {
    let mut pager = pages_blocking(|at: Option<String>| three_pages(at.as_deref()));
    let start = stored(&pager.checkpoint());
    assert!(!start.is_over());
    let mut positions = Vec::new();
    while let Some(page) = pager.next_page().unwrap() {
        // A page handed over whole lies behind it.
        assert_eq!(pager.checkpoint().taken(), 0);
        positions.push((page.data.len(), stored(&pager.checkpoint())));
    }
    let mut behind = 0;
    for (records, checkpoint) in positions {
        behind += u32::try_from(records).unwrap();
        let rest = both!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(checkpoint.clone()));
        assert_eq!(rest.records, list(behind..7));
    }
    // Of a finished walk, it resumes to nothing, and nothing is asked for.
    let over = stored(&pager.checkpoint());
    assert!(over.is_over());
    let rest =
        both!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(over.clone()));
    rest.gave::<u32, Option<String>>(&[], &[]);
    let whole =
        both!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(start.clone()));
    whole.gave(&list(0..7), &some(&["b", "c"]));
}

#[test]
fn a_checkpoint_of_another_response_or_strategy_is_refused_by_the_first_result() {
    #[derive(Debug, Paginated)]
    #[offset(stop(empty_page))]
    #[page(stop(empty_page))]
    struct TwoWays {
        data: Vec<u32>,
    }
    let mut begun = pages_blocking(|_: u32| -> Sound<TwoWays> { Ok(TwoWays { data: vec![7] }) });
    begun.next_page().unwrap().unwrap();
    let checkpoint = begun.checkpoint();

    let other =
        both!(u32, |_, _| -> Sound<ByOffset> { Ok(ByOffset::default()) }, pager => pager.resume(checkpoint.clone()));
    let error = other.failed::<u32, u32>(&[], &[]);
    assert!(matches!(error, Error::Checkpoint(foreign) if foreign.found.contains("TwoWays")), "{error}");
    let other = both!(u32, |_, _| -> Sound<TwoWays> { Ok(TwoWays { data: vec![] }) }, pager => pager.resume(checkpoint.clone()).by::<PageNumber>());
    let error = other.failed::<u32, u32>(&[], &[]);
    assert!(matches!(error, Error::Checkpoint(_)) && error.to_string().contains("offset"), "{error}");
}

/// Pages `a`, `b` and `c`, each with the way to its neighbours.
fn linked(at: Option<&str>) -> Sound<ByLink> {
    let link = |text: &str| Some(text.to_owned());
    Ok(match at {
        None | Some("a") => ByLink { data: list(0..3), next: link("b"), previous: None },
        Some("b") => ByLink { data: list(3..6), next: link("c"), previous: link("a") },
        _ => ByLink { data: list(6..7), next: None, previous: link("b") },
    })
}

#[test]
fn the_way_back_begins_with_the_page_before_the_checkpoint() {
    let mut begun = pages_blocking(|at: Option<String>| linked(at.as_deref()));
    for (pages, back, asked) in
        [(1, vec![], &[][..]), (2, list(0..3), &["a"]), (3, vec![3, 4, 5, 0, 1, 2], &["b", "a"])]
    {
        begun.next_page().unwrap().unwrap();
        let checkpoint = stored(&begun.checkpoint());
        let walked = both!(Option<String>, |_, at: Option<String>| linked(at.as_deref()), pager => pager.resume(checkpoint.clone()).rev());
        walked.gave(&back, &asked.iter().map(|link| Some((*link).to_owned())).collect::<Vec<_>>());
        assert_eq!(walked.asked.len() + 1, pages);
    }
}

#[test]
fn the_way_back_needs_a_place_to_start_from() {
    let walked = both!(Option<String>, |_, at: Option<String>| linked(at.as_deref()), pager => pager.rev());
    assert!(matches!(walked.failed::<u32, Option<String>>(&[], &[]), Error::Request(_)));
}

#[test]
fn a_way_back_in_a_circle_is_a_loop() {
    let mut begun = pages_blocking(|at: Option<String>| linked(at.as_deref()));
    begun.next_page().unwrap().unwrap();
    begun.next_page().unwrap().unwrap();
    let checkpoint = begun.checkpoint();
    let walked = both!(Option<String>, |_, _| -> Sound<ByLink> {
        Ok(ByLink { data: vec![7], next: None, previous: Some("a".to_owned()) })
    }, pager => pager.resume(checkpoint.clone()).rev());
    assert!(matches!(walked.failed(&[7], &[Some("a".to_owned())]), Error::Loop(_)));
}

#[test]
fn side_by_side_pages_come_in_order_and_within_the_width() {
    for width in [1, 2, 4, 16] {
        let (running, peak, asked) = (Cell::new(0_usize), Cell::new(0_usize), RefCell::new(Vec::new()));
        let records: Vec<_> = run(async {
            let api = async |at: u64| -> Sound<ByOffset> {
                asked.borrow_mut().push(at);
                running.set(running.get() + 1);
                peak.set(peak.get().max(running.get()));
                // The later the page, the sooner it is there.
                for _ in 0..40_u64.saturating_sub(at) {
                    tokio::task::yield_now().await;
                }
                running.set(running.get() - 1);
                Ok(ByOffset { data: slice(at, 3, 32) })
            };
            pages(api).concurrent(width).items().map(Result::unwrap).collect().await
        });
        assert_eq!(records, list(0..32), "{width}");
        assert!(peak.get() <= width, "{} of {width}", peak.get());
        assert!(peak.get() == width || width == 16, "{} of {width}", peak.get());
        // Eleven pages, and what was on its way when the last one came.
        assert!((11..11 + width).contains(&asked.borrow().len()), "{width}: {:?}", asked.borrow());
    }
}

#[test]
fn side_by_side_on_threads_pages_come_in_order_and_within_the_width() {
    for width in [1, 2, 4, 16] {
        let (running, peak) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let api = {
            let (running, peak, asked) = (Arc::clone(&running), Arc::clone(&peak), Arc::clone(&asked));
            move |at: u64| -> Sound<ByOffset> {
                asked.lock().unwrap().push(at);
                peak.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(std::time::Duration::from_millis(if at.is_multiple_of(2) { 8 } else { 2 }));
                running.fetch_sub(1, Ordering::SeqCst);
                Ok(ByOffset { data: slice(at, 3, 32) })
            }
        };
        let records: Vec<_> = pages_blocking(api).concurrent(width).items().map(Result::unwrap).collect();
        assert_eq!(records, list(0..32), "{width}");
        assert!(peak.load(Ordering::SeqCst) <= width, "{width}");
        assert!((11..11 + width).contains(&asked.lock().unwrap().len()), "{width}: {:?}", asked.lock().unwrap());
    }
}

#[test]
fn side_by_side_limits_stay_exact() {
    for (most, asked) in [(1, 1), (3, 1), (4, 2), (12, 4)] {
        let calls = Cell::new(0);
        let records: Vec<_> = run(async {
            let api = async |at: u64| -> Sound<ByOffset> {
                calls.set(calls.get() + 1);
                tokio::task::yield_now().await;
                Ok(ByOffset { data: slice(at, 3, 100) })
            };
            pages(api).max_items(most).concurrent(8).items().map(Result::unwrap).collect().await
        });
        assert_eq!(records, list(0..u32::try_from(most).unwrap()));
        assert_eq!(calls.get(), asked, "{most}");
    }
}

#[test]
fn an_error_side_by_side_comes_in_its_turn_and_its_page_is_asked_for_again() {
    let failed = Cell::new(false);
    let results: Vec<Result<u32, Error<&str>>> = run(async {
        let api = async |at: u64| {
            tokio::task::yield_now().await;
            if at == 6 && !failed.replace(true) { Err("offline") } else { Ok(ByOffset { data: slice(at, 3, 20) }) }
        };
        pages(api).concurrent(4).items().collect().await
    });
    assert!(results[..6].iter().all(Result::is_ok));
    assert!(matches!(results[6], Err(Error::Transport("offline"))));
    let records: Vec<_> = results.into_iter().filter_map(Result::ok).collect();
    assert_eq!(records, list(0..20));
}

#[test]
fn ahead_the_next_page_is_asked_for_before_this_one_is_handed_over_and_no_more_than_one() {
    run(async {
        let calls = Cell::new(0);
        let api = async |at: Option<String>| {
            calls.set(calls.get() + 1);
            three_pages(at.as_deref())
        };
        let mut plain = std::pin::pin!(pages(api).pages());
        plain.next().await.unwrap().unwrap();
        assert_eq!(calls.replace(0), 1);

        let api = async |at: Option<String>| {
            calls.set(calls.get() + 1);
            three_pages(at.as_deref())
        };
        let mut ahead = std::pin::pin!(pages(api).prefetch().pages());
        for expected in [2, 3, 3] {
            ahead.next().await.unwrap().unwrap();
            assert_eq!(calls.get(), expected);
        }
        assert!(ahead.next().await.is_none());
        assert_eq!(calls.get(), 3);
    });
}

#[test]
fn a_future_that_is_dropped_on_its_way_loses_nothing() {
    run(async {
        let asked = RefCell::new(Vec::new());
        let api = async |at: Option<String>| {
            asked.borrow_mut().push(at.clone());
            tokio::task::yield_now().await;
            three_pages(at.as_deref())
        };
        let mut pager = pages(api);
        let mut records = Vec::new();
        loop {
            // Polled once and dropped; then waited for.
            assert!(pager.next_page().now_or_never().is_none_or(|page| page.unwrap().is_none()));
            let Some(page) = pager.next_page().await.unwrap() else { break };
            records.extend(page);
        }
        assert_eq!(records, list(0..7));
        assert_eq!(*asked.borrow(), some(&["b", "c"]), "the request goes on where it was");
    });
}

#[test]
fn next_page_says_none_for_ever_after_the_end() {
    let mut pager = pages_blocking(|at: u64| -> Sound<ByPage> { Ok(ByPage { data: slice((at - 1) * 3, 3, 4) }) });
    let sizes: Vec<_> = std::iter::from_fn(|| pager.next_page().unwrap()).map(|page| page.data.len()).collect();
    assert_eq!(sizes, [3, 1, 0]);
    assert!(pager.next_page().unwrap().is_none());
    assert!(pager.checkpoint().is_over());
}

#[test]
fn size_hints_count_what_is_buffered() {
    let mut items = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).items();
    assert_eq!(items.size_hint(), (0, None));
    items.next().unwrap().unwrap();
    assert_eq!(items.size_hint(), (2, None));
    assert_eq!(items.by_ref().count(), 6);
    assert_eq!(items.size_hint(), (0, Some(0)));
}

#[test]
fn for_each_uses_every_page_and_ends_at_the_first_error() {
    run(async {
        let mut sizes = Vec::new();
        let api = async |at: Option<String>| three_pages(at.as_deref());
        pages(api).prefetch().pages().for_each(async |page| sizes.push(page.data.len())).await.unwrap();
        assert_eq!(sizes, [3, 3, 1]);

        let calls = Cell::new(0);
        let api = async |at: Option<String>| {
            calls.set(calls.get() + 1);
            if calls.get() == 2 { Err("offline") } else { Ok(three_pages(at.as_deref()).unwrap()) }
        };
        let mut pages_seen = 0;
        let error = pages(api).pages().for_each(async |_| pages_seen += 1).await.unwrap_err();
        assert!(matches!(error, Error::Transport("offline")));
        assert_eq!((pages_seen, calls.get()), (1, 2));
    });
}

#[test]
fn an_empty_last_page_of_a_counted_walk_is_a_page_too() {
    let pages: Vec<_> = pages_blocking(|at: u64| -> Sound<ByOffset> { Ok(ByOffset { data: slice(at, 3, 6) }) })
        .pages()
        .map(|page| page.unwrap().data.len())
        .collect();
    assert_eq!(pages, [3, 3, 0]);
}

#[derive(Debug, Clone, Paginated)]
#[offset(parallel, stop(short_page))]
#[paginated(page_size(default = 100))]
struct Hundreds {
    data: Vec<u64>,
}

#[test]
fn a_guess_that_cannot_be_asked_for_costs_no_page_before_it() {
    // A `u8` holds 0, 100 and 200. The list ends before 300.
    for width in [1, 2, 3, 4, 8] {
        let records = run(async {
            let list = async |at: u8| {
                tokio::task::yield_now().await;
                Ok::<_, &str>(Hundreds { data: (u64::from(at)..(u64::from(at) + 100).min(250)).collect() })
            };
            let mut items = pages(list).concurrent(width).items();
            let mut records = Vec::new();
            while let Some(record) = items.try_next().await.unwrap() {
                records.push(record);
            }
            records
        });
        assert_eq!(records, (0..250).collect::<Vec<_>>(), "width {width}");
    }
}

#[test]
fn a_page_that_cannot_be_asked_for_is_told_in_its_turn() {
    for width in [1, 2, 3, 4, 8] {
        run(async {
            let list = async |at: u8| {
                tokio::task::yield_now().await;
                Ok::<_, &str>(Hundreds { data: (u64::from(at)..u64::from(at) + 100).collect() })
            };
            let mut items = pages(list).concurrent(width).items();
            for record in 0..300 {
                assert_eq!(items.try_next().await.unwrap(), Some(record), "width {width}");
            }
            items.try_next().await.unwrap_err();
            assert_eq!(items.try_next().await.unwrap(), None);
        });
    }
}

#[test]
fn a_walk_does_not_hang_after_a_panic_on_a_thread() {
    let mut pages = pages_blocking(|at: u64| {
        assert!(at == 0, "as the test wants it");
        Ok::<_, &str>(Hundreds { data: (0..100).collect() })
    })
    .prefetch()
    .pages();
    pages.next().unwrap().unwrap();
    for _ in 0..2 {
        let next = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pages.next().is_some()));
        assert!(next.is_err());
    }
}

#[test]
fn a_page_whose_check_panics_is_asked_for_again() {
    thread_local! { static PANICS: Cell<u32> = const { Cell::new(0) }; }
    fn careless(_: &Checked) -> Result<(), &'static str> {
        let panics = PANICS.get();
        PANICS.set(panics.saturating_sub(1));
        assert!(panics == 0, "as the test wants it");
        Ok(())
    }
    #[derive(Paginated)]
    #[cursor(field = next)]
    #[paginated(check = careless)]
    struct Checked {
        data: Vec<u32>,
        next: Option<String>,
    }

    let asked = RefCell::new(Vec::new());
    let mut items = pages_blocking(|at: Option<String>| {
        asked.borrow_mut().push(at.clone());
        three_pages(at.as_deref()).map(|ByCursor { data, next, .. }| Checked { data, next })
    })
    .items();
    let mut records: Vec<u32> = items.by_ref().take(3).map(Result::unwrap).collect();
    PANICS.set(2);
    for _ in 0..2 {
        let next = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| items.next().is_some()));
        assert!(next.is_err());
        assert!(!items.checkpoint().is_over());
    }
    records.extend(items.by_ref().map(Result::unwrap));
    assert_eq!(records, list(0..7));
    let b = || Some("b".to_owned());
    assert_eq!(*asked.borrow(), [None, b(), b(), b(), Some("c".to_owned())]);
}

#[test]
fn a_page_that_says_nothing_of_the_next_is_the_last_whatever_pages_before_it_said() {
    use pagination_core::{Cursor, Page, PageInfo, PageItems, PaginatedBy, spec::Spec};
    struct ByHand(Vec<u32>, Option<String>);
    impl Paginated for ByHand {
        type Strategy = Cursor;
        type Item = u32;
        fn records(&mut self) -> PageItems<'_, u32> {
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
    let walked = both!(Option<String>, |_, at: Option<String>| {
        three_pages(at.as_deref()).map(|ByCursor { data, next, .. }| ByHand(data, next))
    });
    assert_eq!(walked.records, list(0..7));
    assert_eq!(walked.asked.len(), 3);
}

#[test]
fn a_panic_in_a_request_made_ahead_loses_nothing_of_the_page_before() {
    let panics = Cell::new(true);
    let asked = RefCell::new(Vec::new());
    let mut items = pages(async |at: Option<String>| {
        asked.borrow_mut().push(at.clone());
        assert!(at.as_deref() != Some("b") || !panics.replace(false), "as the test wants it");
        three_pages(at.as_deref())
    })
    .prefetch()
    .items();
    let mut panicked = 0;
    let mut records = Vec::new();
    for _ in 0..10 {
        let next = std::panic::AssertUnwindSafe(|| items.try_next().now_or_never().unwrap().unwrap());
        match std::panic::catch_unwind(next) {
            Ok(Some(record)) => records.push(record),
            Ok(None) => break,
            Err(_) => panicked += 1,
        }
    }
    assert_eq!((records, panicked), (list(0..7), 1));
    let b = || Some("b".to_owned());
    assert_eq!(*asked.borrow(), [None, b(), b(), Some("c".to_owned())]);
}

#[test]
fn the_limit_of_records_counts_those_of_pages_that_were_taken_by_hand() {
    run(async {
        let mut pager = pages(async |at: Option<String>| three_pages(at.as_deref())).max_items(4);
        assert_eq!(pager.next_page().await.unwrap().unwrap().data, list(0..3));
        let mut items = pager.items();
        assert_eq!(items.try_next().await.unwrap(), Some(3));
        assert_eq!(items.try_next().await.unwrap(), None);
    });
}

#[test]
fn a_request_side_by_side_that_panics_is_made_anew_when_its_page_is_due() {
    let (panics, calls) = (Cell::new(true), Cell::new(0));
    let mut items = pages(async |at: u64| {
        calls.set(calls.get() + 1);
        // The second page keeps the walk waiting, while the third one panics beside it.
        for _ in 0..if at == 100 { 5 } else { 1 } {
            tokio::task::yield_now().await;
        }
        assert!(at != 200 || !panics.replace(false), "as the test wants it");
        Ok::<_, &str>(Hundreds { data: if at < 400 { (at..at + 100).collect() } else { Vec::new() } })
    })
    .concurrent(3)
    .items();
    run(async {
        let (mut records, mut panicked) = (Vec::new(), 0);
        for _ in 0..1_000 {
            match std::panic::AssertUnwindSafe(items.try_next()).catch_unwind().await {
                Ok(Ok(Some(record))) => records.push(record),
                Ok(Ok(None)) => break,
                Ok(Err(error)) => unreachable!("{error}"),
                Err(_) => panicked += 1,
            }
        }
        assert_eq!((records, panicked), ((0..400).collect::<Vec<u64>>(), 1));
    });
    assert!(
        calls.get() <= 8,
        "{} calls for four pages, the empty one, two guesses and the one that panicked",
        calls.get()
    );
}
