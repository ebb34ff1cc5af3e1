//! Walks every API by every strategy under seeded faults, over both clients: every item comes exactly once and in order, or a typed
//! error comes and a checkpoint from which the rest does.
//!
//! `FAULT_SEEDS` says how many seeds to try instead of [`SEEDS`]; `FAULT_FIRST_SEED` the first of them. A failure names its seed:
//! `FAULT_FIRST_SEED=17 FAULT_SEEDS=1 cargo test --test faults` tries it again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

mod apis;
mod course;
mod hostile;
mod resumed;
mod walks;

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::{Duration, Instant};

use demo_apis::{Fault, Faults, Server};
use serde_json::json;

use course::{Course, Figures, Settings, Way};
use walks::{LISTS, List, asynchronous, blocking};

/// Tried unless the environment says otherwise.
const SEEDS: u64 = 10;

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| text.parse().expect("a number of seeds"))
}

fn server() -> Server {
    Server::builder()
        .zoho(217)
        .attio_notes(203)
        .attio_people(231)
        .attio_meetings(187)
        .zylo(240)
        .clio_contacts(219)
        .clio_activities(265)
        .start()
        .unwrap()
}

/// Faults that a client gets over by asking again.
fn passing() -> Vec<Fault> {
    let more = [
        Fault::TooManyRequestsUntil(0),
        Fault::SlowBody(Duration::from_millis(8)),
        Fault::json(408, &json!({ "error": "timeout" })),
    ];
    Fault::passing().into_iter().chain(more).collect()
}

/// Faults that end a walk, as far as this list has them.
fn ending(list: List, foreign: &str) -> Vec<Fault> {
    let mut faults = vec![
        Fault::Truncated,
        Fault::Malformed,
        Fault::Html,
        Fault::WrongType,
        Fault::json(401, &json!({ "error": "who are you?" })),
        Fault::json(404, &json!({ "error": "nothing here" })),
    ];
    if list != List::ClioParallel {
        // Side by side, the page before may be any.
        faults.push(Fault::RepeatPage);
    }
    if list.has_tokens() {
        // Cycles have a test of their own: a pager that is new does not know the positions of the one before.
        faults.push(Fault::ExpiredToken);
    }
    if list.is_clio() {
        faults.extend([Fault::LinkOrigin(foreign.to_owned()), Fault::LinkOrigin("//evil.example".to_owned())]);
    }
    faults
}

/// Faults that are none to a walk that is declared for them.
fn harmless(list: List) -> Vec<Fault> {
    let mut faults = Vec::new();
    if list.survives_empty_pages() {
        faults.push(Fault::EmptyPage);
    }
    if list.survives_short_pages() {
        faults.extend([Fault::ClampLimit(7), Fault::ClampLimit(1)]);
    }
    if list.is_clio() {
        faults.extend([0, 20, 120, -1, 1_000_000].map(Fault::WrongTotal));
        faults.extend([Fault::TotalAsText, Fault::LinkOrigin(String::new())]);
    }
    faults
}

/// What the walks of a test gave.
#[derive(Default)]
struct Report {
    figures: Figures,
    given: BTreeMap<String, u64>,
    requests: u64,
}

impl Report {
    fn print(&self, test: &str, seeds: &Range<u64>, began: Instant) {
        let Figures { records, walks, resumed, asked_on, stopped, restarted, errors } = &self.figures;
        let faults: u64 = self.given.values().sum();
        println!(
            "{test}: seeds {} to {}, {walks} walks, {} requests, {faults} faults given, {records} items compared, {:.1} s",
            seeds.start,
            seeds.end - 1,
            self.requests,
            began.elapsed().as_secs_f64()
        );
        println!(
            "  {resumed} resumed after an error, {stopped} stopped inside a page, {asked_on} went on, {restarted} restarted"
        );
        println!("  faults: {:?}", self.given);
        println!("  errors returned: {errors:?}");
    }
}

/// A fault's name, without what it holds.
fn name(fault: &Fault) -> String {
    match fault {
        Fault::Response { status, .. } => format!("MockResponse({status})"),
        fault => {
            let text = format!("{fault:?}");
            text.split(['(', ' ']).next().unwrap_or_default().to_owned()
        }
    }
}

/// Walks every list over both clients, with the faults that `plan` gives the server.
fn walk_all(test: &str, plan: impl Fn(u64, List, &Server) -> (Settings, Option<usize>)) {
    let began = Instant::now();
    let first = number("FAULT_FIRST_SEED", 1);
    let seeds = first..first + number("FAULT_SEEDS", SEEDS);
    let clients = (asynchronous::Client::new(), blocking::Client::new());
    let mut report = Report::default();
    for seed in seeds.clone() {
        for list in LISTS {
            for kind in ["async", "blocking"] {
                let server = server();
                let (expected, start) = list.prepare(&server);
                server.reset_log();
                let (settings, stop_after) = plan(seed, list, &server);
                let name_of_walk = format!("{test}, seed {seed}, {list:?}, {kind}, {settings:?}");
                let mut course = Course::new(name_of_walk, settings, expected);
                course.stop_after = stop_after;
                match kind {
                    "async" => asynchronous::walk(&clients.0, &server, list, &start, &mut course),
                    _ => blocking::walk(&clients.1, &server, list, &start, &mut course),
                }
                report.figures.add(&course.figures);
                report.requests += server.requests();
                for (_, fault) in server.faults_given() {
                    *report.given.entry(name(&fault)).or_default() += 1;
                }
            }
        }
    }
    report.print(test, &seeds, began);
}

/// As many different plans as there are seeds and lists.
fn mixed(seed: u64, list: List) -> u64 {
    seed * 100 + list as u64
}

#[test]
fn transient_faults_are_retried_and_not_returned() {
    walk_all("retried", |seed, list, server| {
        let faults = Faults::seeded(mixed(seed, list)).rate(0.3).kinds(passing()).at_most_in_a_row(3);
        server.set_faults(Some(faults));
        (Settings { way: Way::Retry, prefetch: seed % 2 == 0, restart: false }, None)
    });
}

#[test]
fn after_transient_faults_the_walk_goes_on() {
    walk_all("went on", |seed, list, server| {
        let kinds = passing().into_iter().chain(harmless(list));
        let faults = Faults::seeded(mixed(seed, list)).rate(0.3).kinds(kinds).at_most_in_a_row(3);
        server.set_faults(Some(faults));
        (Settings { way: Way::AskOn, prefetch: seed % 2 == 0, restart: false }, Some(33))
    });
}

#[test]
fn after_any_fault_the_checkpoint_leads_to_the_rest() {
    let foreign = hostile::Foreign::listen();
    walk_all("resumed", |seed, list, server| {
        let kinds = ending(list, &foreign.origin()).into_iter().chain(passing()).chain(harmless(list));
        // A new pager cannot know that a page came before.
        let faults = Faults::seeded(mixed(seed, list)).rate(0.4).kinds(kinds).at_most_in_a_row(1);
        let way = if seed % 3 == 0 { Way::AskOn } else { Way::Resume };
        server.set_faults(Some(faults));
        (Settings { way, prefetch: false, restart: false }, None)
    });
    foreign.assert_untouched();
}

#[test]
fn a_consumer_that_stops_inside_a_page_resumes_with_the_next_item() {
    walk_all("stopped", |seed, list, server| {
        let ending = ending(list, "http://127.0.0.1:9").into_iter();
        let kinds = ending.filter(|fault| *fault != Fault::RepeatPage).chain(passing()).chain(harmless(list));
        let faults = Faults::seeded(mixed(seed, list)).rate(0.2).kinds(kinds).at_most_in_a_row(2);
        let after = usize::try_from(3 + seed % 40).ok();
        server.set_faults(Some(faults));
        (Settings { way: Way::AskOn, prefetch: seed % 2 == 0, restart: false }, after)
    });
}

#[test]
fn an_expired_position_starts_the_walk_again_once_a_pager() {
    walk_all("restarted", |seed, list, server| {
        server.fail_request(2 + seed % 8, Fault::ExpiredToken);
        server.set_faults(Some(Faults::seeded(mixed(seed, list)).kinds([Fault::ExpiredToken, Fault::Unavailable])));
        // Only these two declare which status an expired token has. A walk of changes would begin again with everything.
        let restart = matches!(list, List::ZohoFull | List::AttioCursor);
        (Settings { way: Way::AskOn, prefetch: seed % 2 == 0, restart }, None)
    });
}

#[test]
fn a_cycle_that_begins_anywhere_is_found_before_a_page_comes_twice() {
    walk_all("cycles", |seed, list, server| {
        if list.has_tokens() {
            server.fail_request(2 + seed % 9, Fault::CycleCursor);
        }
        (Settings { way: Way::AskOn, prefetch: seed % 2 == 0, restart: false }, None)
    });
}
