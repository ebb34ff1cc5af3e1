//! Prove a declaration: what the API does, compared with what you have declared.
//!
//! Documentation is often wrong about pagination: pages are clamped, flags lie, totals count something else. The tools of the
//! [`testing`][crate::testing] feature find that out before your users do.
//!
//! # Explain
//!
//! [`explain()`][crate::testing::explain()] says what a declaration means, in plain words and without a request: what is sent, where the next
//! position is read, and what ends the list, in the order in which it is checked. Compare it with the API's documentation:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::testing::explain;
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(param = "skip", stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 50))]
//! struct Events { data: Vec<Event> }
//!
//! let text = explain::<Events>().to_string();
//! assert!(text.contains("The next offset is the last one plus the number of items that arrived."));
//! assert!(text.contains("The page is short, with fewer items than the page size that was sent, else than 50: the list ends."));
//! println!("{text}");
//! ```
//!
//! # Probe
//!
//! [`probe()`][crate::Pager::probe] sends at most eight requests to the live API, and says of each claim whether it is *confirmed*,
//! *refuted* or *unknown*, with the evidence:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::testing::{Outcome, Recorded, Replay};
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(param = "limit"))]
//! struct Events { data: Vec<Event> }
//!
//! // An API that gives three items at most, whatever the limit. Here it is a recording; yours is `http.get(…)`.
//! let page = |path: &str, data: &str| Recorded::json(format!(r#"{{ "data": {data} }}"#)).answers("GET", path);
//! let first = r#"[{ "id": 1 }, { "id": 2 }, { "id": 3 }]"#;
//! let replay = Replay::new([
//!     page("/events?limit=5&offset=0", first),
//!     page("/events?limit=5&offset=0", first),
//!     page("/events?limit=5&offset=3", r#"[{ "id": 4 }, { "id": 5 }, { "id": 6 }]"#),
//!     page("/events?limit=10&offset=0", first),
//! ]);
//! let report = replay.get("https://api.example/events").paginate::<Events>().probe();
//!
//! let refuted: Vec<_> = report.refuted().into_iter().map(|finding| &*finding.claim).collect();
//! assert_eq!(refuted, ["page_size", "stop(short_page)"]);
//! println!("{report}"); // with the evidence: "5 were asked for, and 3 items came, with more to follow: clamped"
//! # assert_eq!(report.finding("position").map(|finding| finding.outcome), Some(Outcome::Confirmed));
//! ```
//!
//! | claim | is refuted where |
//! |---|---|
//! | `position` | page two is page one again or overlaps it, is refused, or page one names no position and there is more |
//! | `order` | the same request gives other items, or in another order |
//! | `page_size` | another number of items comes than was requested, with more to follow |
//! | `no_gap` | pages one and two are not what a page of twice the size begins with |
//! | `parallel` | a position that was computed gives other items than those that come next |
//! | `default`, `max` | a page without a size, or of the largest, has another number of items |
//! | `total`, `total_pages` | fewer or more items, or pages, are there |
//! | `has_more` | it is false before a page with items, or true at the end |
//! | `prev` | the previous page of page two is not page one |
//! | `origin` | a link leads to another origin |
//! | `past_the_end` | what comes there does not end a walk: a page again, or an error that is not declared |
//! | `stop(…)` | a page that should be the last is not, or does not come |
//! | `unread` | a member of the body looks like a position, and none is read |
//!
//! A probe sends GET requests only. Where a list is read by POST, allow it:
//! [`probe_with(Probing::new().allow_post())`][crate::Pager::probe_with]. A list of one page leaves most claims unknown; so does a page size that is
//! in the caller's own request. A report has no position, no credential and no item, so it can be stored and compared
//! (it is a serde value); `examples/probe.rs` prints one.
//!
//! # Record
//!
//! [`record(path)`][crate::Pager::record] writes the responses of a live walk, without secrets, and
//! [`Replay::load`][crate::testing::Replay::load] makes a test of it:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::testing::{Recorded, Replay};
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let path = std::env::temp_dir().join(format!("prove-{}.json", std::process::id()));
//! # let http = Replay::new([
//! #     Recorded::json(r#"{ "data": [{ "id": 1 }], "next": "b", "access_token": "s3cr3t" }"#),
//! #     Recorded::json(r#"{ "data": [{ "id": 2 }] }"#),
//! # ]);
//! // Once, against the API.
//! for event in http.get("https://api.example/events?api_key=k3y-value").paginate::<Events>().record(&*path).items() {
//!     event?;
//! }
//! assert!(!std::fs::read_to_string(&path)?.contains("s3cr3t"));
//!
//! // From then on, without it.
//! let replay = Replay::load(&path)?;
//! let ids: Vec<_> = replay.get("https://api.example/events").paginate::<Events>().items().map(|event| event.map(|event| event.id)).collect::<Result<_, _>>()?;
//! assert_eq!(ids, [1, 2]);
//! assert!(replay.unused().is_empty());
//! # std::fs::remove_file(&path)?;
//! # Ok(()) }
//! ```
//!
//! # Fake
//!
//! [`Replay`][crate::testing::Replay] takes responses by hand as well. Code that names a real client, such as an SDK whose streams are
//! `reqwest::Items`, gets them over HTTP: [`Replay::serve`][crate::testing::Replay::serve].
//!
#![cfg_attr(not(feature = "testing"), doc = include_str!("../links/testing.md"))]
