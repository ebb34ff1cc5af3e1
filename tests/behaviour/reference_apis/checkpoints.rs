//! Every walk of the table, stopped anywhere, stored, and resumed by a new pager.

use demo_apis::Fault;

use super::walks::{Setup, WALKS, small};
use crate::harness::stored;

#[test]
fn a_walk_stopped_anywhere_resumes_at_the_next_item() {
    let server = small();
    for api in &WALKS {
        let all = (api.ids)(&server);
        let (size, last) = (api.size, all.len());
        for stop in [0, 1, size - 1, size, size + 1, 2 * size, 2 * size + 1, last - 1, last] {
            for setup in Setup::both() {
                let begun = api.walk(&server, &Setup { take: Some(stop), ..setup.clone() });
                begun.sound();
                assert_eq!(begun.ids, all[..stop], "{}, stopped after {stop}", api.name);
                let inside = stop % size != 0 && stop != last;
                assert_eq!(begun.checkpoint.taken(), if inside { stop % size } else { 0 }, "{}, {stop}", api.name);

                let resume = Some(stored(&begun.checkpoint));
                let rest = api.walk(&server, &Setup { resume, ..setup });
                rest.sound();
                assert_eq!(rest.ids, all[stop..], "{}, stopped after {stop}", api.name);
                // Only the page in which it stopped is requested twice.
                let requests = api.requests(&server) + usize::from(inside);
                assert_eq!(begun.log.len() + rest.log.len(), requests, "{}, stopped after {stop}", api.name);
            }
        }
    }
}

#[test]
fn a_walk_begun_over_one_client_goes_on_over_the_other() {
    let server = small();
    for api in &WALKS {
        let all = (api.ids)(&server);
        let stop = api.size + 7;
        for setup in Setup::both() {
            let begun = api.walk(&server, &Setup { take: Some(stop), ..setup.clone() });
            let resume = Some(stored(&begun.checkpoint));
            let rest = api.walk(&server, &Setup { resume, blocking: !setup.blocking, ..setup });
            assert_eq!([begun.ids, rest.ids].concat(), all, "{}", api.name);
        }
    }
}

#[test]
fn a_walk_can_be_stopped_again_and_again() {
    let server = small();
    for api in &WALKS {
        let all = (api.ids)(&server);
        for setup in Setup::both() {
            let (mut ids, mut resume) = (Vec::new(), None);
            while ids.len() < all.len() {
                let part = api.walk(&server, &Setup { take: Some(13), resume, ..setup.clone() });
                part.sound();
                ids.extend(part.ids);
                resume = Some(stored(&part.checkpoint));
            }
            assert_eq!(ids, all, "{}", api.name);
        }
    }
}

#[test]
fn from_the_start_of_the_page_what_was_taken_of_it_comes_again() {
    let server = small();
    for api in &WALKS {
        let all = (api.ids)(&server);
        for setup in Setup::both() {
            let begun = api.walk(&server, &Setup { take: Some(api.size + 7), ..setup.clone() });
            let resume = Some(stored(&begun.checkpoint).at_page_start());
            let rest = api.walk(&server, &Setup { resume, ..setup });
            assert_eq!(rest.ids, all[api.size..], "{}", api.name);
        }
    }
}

#[test]
fn the_limits_of_a_resumed_walk_are_its_own() {
    let server = small();
    for api in &WALKS {
        let all = (api.ids)(&server);
        for setup in Setup::both() {
            let begun = api.walk(&server, &Setup { max_items: Some(7), ..setup.clone() });
            assert_eq!(begun.ids, all[..7], "{}", api.name);
            let resume = Some(stored(&begun.checkpoint));
            let rest = api.walk(&server, &Setup { resume, max_items: Some(30), ..setup });
            assert_eq!(rest.ids, all[7..37], "{}", api.name);
        }
    }
}

#[test]
fn a_finished_walk_resumes_to_nothing_and_requests_nothing() {
    let server = small();
    for api in &WALKS {
        for setup in Setup::both() {
            let whole = api.walk(&server, &setup);
            assert!(whole.checkpoint.is_over(), "{}", api.name);
            let rest = api.walk(&server, &Setup { resume: Some(stored(&whole.checkpoint)), ..setup });
            rest.sound();
            assert!(rest.ids.is_empty() && rest.log.is_empty(), "{}", api.name);
        }
    }
}

#[test]
fn after_a_transient_error_a_checkpoint_requests_the_page_that_failed() {
    let server = small();
    for api in &WALKS {
        let all = (api.ids)(&server);
        for setup in Setup::both() {
            server.reset_log();
            server.fail_request(2, Fault::Unavailable);
            let begun = api.walk(&server, &Setup { take: Some(api.size + 1), ..setup.clone() });
            assert_eq!(begun.ids, all[..api.size], "{}", api.name);
            assert!(begun.error().is_transient(), "{}", api.name);
            let rest = api.walk(&server, &Setup { resume: Some(stored(&begun.checkpoint)), ..setup });
            assert_eq!(rest.ids, all[api.size..], "{}", api.name);
        }
    }
}

#[test]
fn a_checkpoint_of_another_walk_is_refused_before_any_request() {
    let server = small();
    for setup in Setup::both() {
        let taken: Vec<_> =
            WALKS.iter().map(|api| api.walk(&server, &Setup { take: Some(7), ..setup.clone() }).checkpoint).collect();
        for (number, api) in WALKS.iter().enumerate() {
            for (other, checkpoint) in taken.iter().enumerate() {
                if number == other {
                    continue;
                }
                let refused = api.walk(&server, &Setup { resume: Some(checkpoint.clone()), ..setup.clone() });
                assert!(refused.ids.is_empty() && refused.log.is_empty(), "{}", api.name);
                assert!(matches!(refused.error(), pagination_core::Error::Checkpoint(_)), "{}", refused.error());
            }
        }
    }
}

#[test]
fn a_checkpoint_shows_no_position() {
    let server = small();
    for api in &WALKS {
        let begun = api.walk(&server, &Setup { take: Some(api.size + 1), ..Setup::default() });
        let shown = format!("{:?}", begun.checkpoint);
        let text = serde_json::to_value(&begun.checkpoint).unwrap();
        if let Some(position) = text["position"].as_str() {
            assert!(!shown.contains(position), "{shown}");
        }
    }
}
