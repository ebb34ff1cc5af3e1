//! How the end is decided, in the order of the rules: the check, the flag, the declared stops, the position, the total, the guard.

use std::error::Error as _;

use pagination_core::{Error, Paginated};

use crate::support::{Sound, by_cursor, some};

/// Everything that can have a say on a cursor walk.
#[derive(Debug, Clone, Default, Paginated)]
#[cursor(field = next, stop(empty_page, short_page))]
#[paginated(page_size(default = 3), has_more = has_more, total = total, check = sound)]
struct Opinionated {
    data: Vec<u32>,
    next: Option<String>,
    has_more: Option<bool>,
    total: Option<u64>,
    failure: Option<String>,
}

fn sound(page: &Opinionated) -> Result<(), String> {
    page.failure.clone().map_or(Ok(()), Err)
}

/// The next page, until there are `pages`.
fn on(number: usize, pages: usize) -> Option<String> {
    (number + 1 < pages).then(|| number.to_string())
}

#[test]
fn check_comes_first_and_its_page_is_not_delivered() {
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        let failure = (number == 1).then(|| "quota used up".to_owned());
        Ok(Opinionated { data: vec![1, 2, 3], next: on(number, 9), has_more: Some(number != 1), failure, total: None })
    });
    let error = walked.failed(&[1, 2, 3], &some(&["0"]));
    let Error::Check(check) = error else { panic!("{error}") };
    assert_eq!(check.response, "Opinionated");
    assert!(error.to_string().contains("quota used up"), "{error}");
    assert_eq!(error.source().unwrap().to_string(), "quota used up");
    assert!(!error.is_transient());
}

#[test]
fn a_flag_that_says_no_beats_the_position() {
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        Ok(Opinionated {
            data: vec![1, 2, 3],
            next: Some("more".into()),
            has_more: Some(number < 1),
            ..Opinionated::default()
        })
    });
    // The second page's position is the first's once more: nobody asks what it is.
    walked.gave(&[1, 2, 3, 1, 2, 3], &some(&["more"]));
}

#[test]
fn a_flag_that_says_yes_beats_the_declared_stops() {
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        let data = if number == 0 { vec![] } else { vec![1] };
        Ok(Opinionated { data, next: on(number, 3), has_more: Some(number < 2), ..Opinionated::default() })
    });
    walked.gave(&[1, 1], &some(&["0", "1"]));
}

#[test]
fn a_flag_that_is_absent_leaves_it_to_the_stops() {
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        Ok(Opinionated { data: vec![1; 3 - number], next: on(number, 9), ..Opinionated::default() })
    });
    walked.gave(&[1, 1, 1, 1, 1], &some(&["0"]));
}

#[test]
fn a_flag_that_says_yes_without_a_position_is_an_error_behind_the_records() {
    for next in [None, Some("")] {
        let walked = both!(Option<String>, |_, _| -> Sound<Opinionated> {
            let next = next.map(str::to_owned);
            Ok(Opinionated { data: vec![1, 2, 3], next, has_more: Some(true), ..Opinionated::default() })
        });
        let error = walked.failed(&[1, 2, 3], &some(&[]));
        assert!(matches!(error, Error::MissingPosition(missing) if missing.response == "Opinionated"), "{error}");
        assert!(!error.is_transient());
    }
}

#[test]
fn a_declared_stop_beats_the_position() {
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        let data = if number == 2 { vec![] } else { vec![1, 2, 3] };
        Ok(Opinionated { data, next: on(number, 9), ..Opinionated::default() })
    });
    walked.gave(&[1, 2, 3, 1, 2, 3], &some(&["0", "1"]));
}

#[test]
fn an_absent_position_beats_a_total_that_promises_more() {
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Opinionated> {
        Ok(Opinionated { data: vec![1, 2, 3], next: on(number, 2), total: Some(100), ..Opinionated::default() })
    });
    walked.gave(&[1, 2, 3, 1, 2, 3], &some(&["0"]));
}

#[test]
fn a_total_has_no_say_on_a_walk_that_is_not_counted() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next)]
    #[paginated(total = total)]
    struct Counted {
        data: Vec<u32>,
        next: Option<String>,
        total: u64,
    }
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Counted> {
        Ok(Counted { data: vec![1, 2, 3], next: on(number, 3), total: 3 })
    });
    walked.gave(&[1, 2, 3, 1, 2, 3, 1, 2, 3], &some(&["0", "1"]));
}

#[test]
fn without_a_declared_stop_an_empty_page_with_a_position_is_not_the_end() {
    let walked = both!(Option<String>, |number: usize, _| match number {
        0 => by_cursor([], Some("a")),
        1 => by_cursor([1, 2, 3], Some("b")),
        2 => by_cursor([], Some("c")),
        3 => by_cursor([4], Some("d")),
        _ => by_cursor([], None),
    });
    walked.gave(&[1, 2, 3, 4], &some(&["a", "b", "c", "d"]));
}

#[test]
fn an_absent_or_empty_position_is_the_end() {
    for end in [None, Some("")] {
        let walked =
            both!(Option<String>, |number: usize, _| by_cursor([1], if number == 0 { Some("a") } else { end }));
        walked.gave(&[1, 1], &some(&["a"]));
    }
}

#[test]
fn an_empty_text_is_a_position_where_it_is_declared_as_one() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, allow_empty)]
    struct Allowing {
        data: Vec<u32>,
        next: Option<String>,
    }
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Allowing> {
        Ok(Allowing { data: vec![1], next: [Some("a"), Some(""), None][number].map(str::to_owned) })
    });
    walked.gave(&[1, 1, 1], &some(&["a", ""]));
}

#[test]
fn a_position_that_is_never_absent_ends_at_the_declared_stop() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, stop(empty_page))]
    struct Always {
        data: Vec<u32>,
        next: String,
    }
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Always> {
        Ok(Always { data: vec![1; 2 - number], next: number.to_string() })
    });
    walked.gave(&[1, 1, 1], &some(&["0", "1"]));
}

#[test]
fn stop_absent_says_that_absence_alone_is_the_end() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next, stop(absent))]
    struct Text {
        data: Vec<u32>,
        next: String,
    }
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Text> {
        Ok(Text { data: vec![1; number], next: ["a", "b", ""][number].to_owned() })
    });
    walked.gave(&[1, 1, 1], &some(&["a", "b"]));
}

#[test]
fn is_last_is_the_flag_turned_round() {
    #[derive(Debug, Paginated)]
    #[cursor(field = next)]
    #[paginated(is_last = is_last)]
    struct Flagged {
        data: Vec<u32>,
        next: Option<String>,
        is_last: Option<bool>,
    }
    let walked = both!(Option<String>, |number: usize, _| -> Sound<Flagged> {
        Ok(Flagged { data: vec![1], next: Some(number.to_string()), is_last: [None, Some(false), Some(true)][number] })
    });
    walked.gave(&[1, 1, 1], &some(&["0", "1"]));
    let walked = both!(Option<String>, |_, _| -> Sound<Flagged> {
        Ok(Flagged { data: vec![1], next: None, is_last: Some(false) })
    });
    assert!(matches!(walked.failed(&[1], &some(&[])), Error::MissingPosition(_)));
    let walked =
        both!(Option<String>, |_, _| -> Sound<Flagged> { Ok(Flagged { data: vec![1], next: None, is_last: None }) });
    walked.gave(&[1], &some(&[]));
}

/// A counted walk on which a flag and a total have a say.
#[derive(Debug, Clone, Default, Paginated)]
#[offset]
#[paginated(has_more = has_more, total = total)]
struct Counted {
    data: Vec<u32>,
    has_more: Option<bool>,
    total: Option<u64>,
}

#[test]
fn on_a_counted_walk_the_flag_beats_the_total() {
    let walked = both!(u64, |number: usize, _| -> Sound<Counted> {
        Ok(Counted { data: vec![1, 2, 3], has_more: Some(number < 2), total: Some(3) })
    });
    walked.gave(&[1, 2, 3, 1, 2, 3, 1, 2, 3], &[0, 3, 6]);
    let walked = both!(u64, |_, _| -> Sound<Counted> {
        Ok(Counted { data: vec![1, 2, 3], has_more: Some(false), total: Some(99) })
    });
    walked.gave(&[1, 2, 3], &[0]);
}

#[test]
fn a_counted_walk_always_ends_at_an_empty_page_whatever_the_flag_and_the_total_say() {
    let walked = both!(u64, |number: usize, _| -> Sound<Counted> {
        let data = if number < 2 { vec![1, 2, 3] } else { vec![] };
        Ok(Counted { data, has_more: Some(true), total: Some(99) })
    });
    walked.gave(&[1, 2, 3, 1, 2, 3], &[0, 3, 6]);
}

#[test]
fn a_total_decides_only_where_no_stop_is_declared() {
    #[derive(Debug, Paginated)]
    #[offset(stop(empty_page))]
    #[paginated(total = total)]
    struct Stopping {
        data: Vec<u32>,
        total: u64,
    }
    let walked = both!(u64, |number: usize, _| -> Sound<Stopping> {
        Ok(Stopping { data: if number < 3 { vec![1, 2] } else { vec![] }, total: 2 })
    });
    walked.gave(&[1, 2, 1, 2, 1, 2], &[0, 2, 4, 6]);
}

#[test]
fn a_short_page_is_no_end_unless_it_is_declared_as_one() {
    #[derive(Debug, Paginated)]
    #[offset(stop(empty_page))]
    #[paginated(page_size(default = 3))]
    struct Filtered {
        data: Vec<u32>,
    }
    let walked =
        both!(u64, |number: usize, _| -> Sound<Filtered> { Ok(Filtered { data: vec![7; [3, 1, 2, 0][number]] }) });
    walked.gave(&[7; 6], &[0, 3, 4, 6]);
}

#[test]
fn a_short_page_is_one_below_the_default_of_the_server() {
    #[derive(Debug, Paginated)]
    #[offset(stop(short_page))]
    #[paginated(page_size(default = 3))]
    struct Short {
        data: Vec<u32>,
    }
    for (sizes, asked) in [(&[3, 3, 2][..], &[0, 3, 6][..]), (&[2], &[0]), (&[3, 0], &[0, 3]), (&[4, 3, 1], &[0, 4, 7])]
    {
        let walked = both!(u64, |number: usize, _| -> Sound<Short> { Ok(Short { data: vec![7; sizes[number]] }) });
        walked.gave(&vec![7; sizes.iter().sum()], asked);
    }
}

#[test]
fn where_no_size_is_known_a_short_page_is_one_below_the_longest() {
    #[derive(Debug, Paginated)]
    #[offset(stop(short_page))]
    struct Short {
        data: Vec<u32>,
    }
    for (sizes, asked) in [(&[3, 3, 2][..], &[0, 3, 6][..]), (&[2, 4, 3], &[0, 2, 6]), (&[0], &[0]), (&[3, 0], &[0, 3])]
    {
        let walked = both!(u64, |number: usize, _| -> Sound<Short> { Ok(Short { data: vec![7; sizes[number]] }) });
        walked.gave(&vec![7; sizes.iter().sum()], asked);
    }
}
