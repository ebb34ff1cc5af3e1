//! Every way of walking, stopped anywhere, stored, and resumed in a new pager.

use demo_apis::Fault;
use pagination_core::Checkpoint;

use crate::ways::{Setup, WAYS, small};

/// Through a file and back.
fn stored(checkpoint: &Checkpoint) -> Checkpoint {
    let text = serde_json::to_string(checkpoint).unwrap();
    let back = serde_json::from_str(&text).unwrap();
    assert!(*checkpoint == back, "{text}");
    back
}

#[test]
fn a_walk_stopped_anywhere_goes_on_with_the_next_record() {
    let server = small();
    for way in &WAYS {
        let all = (way.ids)(&server);
        let (size, last) = (way.size, all.len());
        for stop in [0, 1, size - 1, size, size + 1, 2 * size, 2 * size + 1, last - 1, last] {
            for setup in Setup::both() {
                let begun = way.walk(&server, &Setup { take: Some(stop), ..setup.clone() });
                begun.sound();
                assert_eq!(begun.ids, all[..stop], "{}, stopped after {stop}", way.name);
                let inside = stop % size != 0 && stop != last;
                assert_eq!(begun.checkpoint.taken(), if inside { stop % size } else { 0 }, "{}, {stop}", way.name);

                let resume = Some(stored(&begun.checkpoint));
                let rest = way.walk(&server, &Setup { resume, ..setup });
                rest.sound();
                assert_eq!(rest.ids, all[stop..], "{}, stopped after {stop}", way.name);
                // Only the page in which it stopped is asked for twice.
                let requests = way.requests(&server) + usize::from(inside);
                assert_eq!(begun.log.len() + rest.log.len(), requests, "{}, stopped after {stop}", way.name);
            }
        }
    }
}

#[test]
fn a_walk_begun_over_one_client_goes_on_over_the_other() {
    let server = small();
    for way in &WAYS {
        let all = (way.ids)(&server);
        let stop = way.size + 7;
        for setup in Setup::both() {
            let begun = way.walk(&server, &Setup { take: Some(stop), ..setup.clone() });
            let resume = Some(stored(&begun.checkpoint));
            let rest = way.walk(&server, &Setup { resume, blocking: !setup.blocking, ..setup });
            assert_eq!([begun.ids, rest.ids].concat(), all, "{}", way.name);
        }
    }
}

#[test]
fn a_walk_can_be_stopped_again_and_again() {
    let server = small();
    for way in &WAYS {
        let all = (way.ids)(&server);
        for setup in Setup::both() {
            let (mut ids, mut resume) = (Vec::new(), None);
            while ids.len() < all.len() {
                let part = way.walk(&server, &Setup { take: Some(13), resume, ..setup.clone() });
                part.sound();
                ids.extend(part.ids);
                resume = Some(stored(&part.checkpoint));
            }
            assert_eq!(ids, all, "{}", way.name);
        }
    }
}

#[test]
fn from_the_start_of_the_page_what_was_taken_of_it_comes_again() {
    let server = small();
    for way in &WAYS {
        let all = (way.ids)(&server);
        for setup in Setup::both() {
            let begun = way.walk(&server, &Setup { take: Some(way.size + 7), ..setup.clone() });
            let resume = Some(stored(&begun.checkpoint).at_page_start());
            let rest = way.walk(&server, &Setup { resume, ..setup });
            assert_eq!(rest.ids, all[way.size..], "{}", way.name);
        }
    }
}

#[test]
fn the_limits_of_a_resumed_walk_are_its_own() {
    let server = small();
    for way in &WAYS {
        let all = (way.ids)(&server);
        for setup in Setup::both() {
            let begun = way.walk(&server, &Setup { max_items: Some(7), ..setup.clone() });
            assert_eq!(begun.ids, all[..7], "{}", way.name);
            let resume = Some(stored(&begun.checkpoint));
            let rest = way.walk(&server, &Setup { resume, max_items: Some(30), ..setup });
            assert_eq!(rest.ids, all[7..37], "{}", way.name);
        }
    }
}

#[test]
fn a_walk_that_was_over_gives_nothing_and_asks_for_nothing() {
    let server = small();
    for way in &WAYS {
        for setup in Setup::both() {
            let whole = way.walk(&server, &setup);
            assert!(whole.checkpoint.is_over(), "{}", way.name);
            let rest = way.walk(&server, &Setup { resume: Some(stored(&whole.checkpoint)), ..setup });
            rest.sound();
            assert!(rest.ids.is_empty() && rest.log.is_empty(), "{}", way.name);
        }
    }
}

#[test]
fn after_an_error_that_can_pass_a_checkpoint_asks_for_the_page_that_failed() {
    let server = small();
    for way in &WAYS {
        let all = (way.ids)(&server);
        for setup in Setup::both() {
            server.reset_log();
            server.fail_request(2, Fault::Unavailable);
            let begun = way.walk(&server, &Setup { take: Some(way.size + 1), ..setup.clone() });
            assert_eq!(begun.ids, all[..way.size], "{}", way.name);
            assert!(begun.error().is_transient(), "{}", way.name);
            let rest = way.walk(&server, &Setup { resume: Some(stored(&begun.checkpoint)), ..setup });
            assert_eq!(rest.ids, all[way.size..], "{}", way.name);
        }
    }
}

#[test]
fn a_checkpoint_of_another_way_is_refused_before_anything_is_asked() {
    let server = small();
    for setup in Setup::both() {
        let taken: Vec<_> =
            WAYS.iter().map(|way| way.walk(&server, &Setup { take: Some(7), ..setup.clone() }).checkpoint).collect();
        for (number, way) in WAYS.iter().enumerate() {
            for (other, checkpoint) in taken.iter().enumerate() {
                if number == other {
                    continue;
                }
                let refused = way.walk(&server, &Setup { resume: Some(checkpoint.clone()), ..setup.clone() });
                assert!(refused.ids.is_empty() && refused.log.is_empty(), "{}", way.name);
                assert!(matches!(refused.error(), pagination_core::Error::Checkpoint(_)), "{}", refused.error());
            }
        }
    }
}

#[test]
fn a_checkpoint_shows_no_position() {
    let server = small();
    for way in &WAYS {
        let begun = way.walk(&server, &Setup { take: Some(way.size + 1), ..Setup::default() });
        let shown = format!("{:?}", begun.checkpoint);
        let text = serde_json::to_value(&begun.checkpoint).unwrap();
        if let Some(position) = text["position"].as_str() {
            assert!(!shown.contains(position), "{shown}");
        }
    }
}
