//! The walks: every API, every way that it is paged, over both clients.

use demo_apis::{ATTIO_TOKEN, CLIO_TOKEN, Server, ZOHO_TOKEN, ZYLO_TOKEN};
use pagination_core::{Checkpoint, Cursor, NextLink, Offset, Paginate as _, Retry, SyncToken};
use serde_json::json;
use std::time::Duration;

use super::apis::{Applications, Contacts, Datastores, Meetings, Notes, People};
use super::course::{Course, Then, Way};

/// An API and a way to page it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    ZohoFull,
    ZohoChanges,
    AttioGet,
    AttioPost,
    AttioCursor,
    ZyloSkip,
    ZyloCursor,
    ClioLink,
    ClioBackwards,
    ClioOffset,
    ClioParallel,
}

pub const LISTS: [List; 11] = [
    List::ZohoFull,
    List::ZohoChanges,
    List::AttioGet,
    List::AttioPost,
    List::AttioCursor,
    List::ZyloSkip,
    List::ZyloCursor,
    List::ClioLink,
    List::ClioBackwards,
    List::ClioOffset,
    List::ClioParallel,
];

pub const PAGE: u64 = 20;

/// What some walks begin with.
#[derive(Debug, Default, Clone)]
pub struct Start {
    /// The token of an earlier full walk.
    pub since: Option<SyncToken>,
    /// The end of an earlier walk.
    pub end: Option<Checkpoint>,
}

impl List {
    /// Whether a page says where the next one is; otherwise it is counted.
    pub fn has_tokens(self) -> bool {
        !matches!(self, Self::AttioGet | Self::AttioPost | Self::ZyloSkip | Self::ClioOffset | Self::ClioParallel)
    }

    /// Whether an empty page with a token is not the end.
    pub fn survives_empty_pages(self) -> bool {
        self.has_tokens() && self != Self::ZyloCursor
    }

    /// Whether a page that is shorter than was asked for is not the end.
    pub fn survives_short_pages(self) -> bool {
        matches!(self, Self::ZohoFull | Self::ZohoChanges | Self::AttioGet | Self::AttioCursor | Self::ClioLink)
            || self == Self::ZyloCursor
    }

    pub fn is_clio(self) -> bool {
        matches!(self, Self::ClioLink | Self::ClioBackwards | Self::ClioOffset | Self::ClioParallel)
    }

    /// What the walk must give, and what it begins with. No faults, please.
    pub fn prepare(self, server: &Server) -> (Vec<String>, Start) {
        let mut start = Start::default();
        let texts = |ids: Vec<u64>| ids.iter().map(ToString::to_string).collect();
        let http = reqwest::blocking::Client::new();
        let expected = match self {
            Self::ZohoFull => server.zoho().ids(),
            Self::ZohoChanges => {
                let mut items = blocking::zoho(&http, server).items();
                items.by_ref().for_each(|item| drop(item.unwrap()));
                start.since = items.sync_token().cloned();
                let changed: Vec<_> = server.zoho().ids().into_iter().step_by(2).collect();
                server.zoho().touch(&changed);
                changed
            }
            Self::AttioGet => server.attio().note_ids(),
            Self::AttioPost => server.attio().person_ids(),
            Self::AttioCursor => server.attio().meeting_ids(),
            Self::ZyloSkip => server.zylo().ids(),
            Self::ZyloCursor => server.zylo().ids_sorted(),
            Self::ClioLink | Self::ClioOffset => texts(server.clio().contact_ids()),
            Self::ClioParallel => texts(server.clio().activity_ids()),
            Self::ClioBackwards => {
                let mut pages = blocking::clio(&http, server).by::<NextLink>().pages();
                let mut before: Vec<Vec<u64>> = Vec::new();
                while let Some(page) = pages.try_next().unwrap() {
                    before.push(page.into_iter().map(|contact| contact.id).collect());
                }
                start.end = Some(pages.checkpoint());
                before.pop();
                texts(before.into_iter().rev().flatten().collect())
            }
        };
        (expected, start)
    }
}

fn retry() -> Retry {
    Retry::new().first_wait(Duration::from_millis(1)).longest_wait(Duration::from_millis(20)).times(8)
}

macro_rules! walks {
    ($client:ty, $clients:path, $course:ident) => {
        use $clients::{Items, Pager};
        use demo_apis::Server;
        use super::*;

        pub fn zoho(http: &$client, server: &Server) -> Pager<Datastores> {
            http.get(server.url_of("/api/v3/datastores"))
                .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"))
                .paginate::<Datastores>()
                .page_size(PAGE)
        }

        pub fn clio(http: &$client, server: &Server) -> Pager<Contacts> {
            http.get(server.url_of("/api/v4/contacts")).bearer_auth(CLIO_TOKEN).paginate::<Contacts>().page_size(PAGE)
        }

        /// A pager as the course wants it.
        macro_rules! set {
            ($pager:expr, $course:expr, $from:expr) => {{
                let mut pager = $pager;
                if $course.way == Way::Retry {
                    pager = pager.retry(retry());
                }
                if $course.prefetch {
                    pager = pager.prefetch();
                }
                if $course.restart {
                    pager = pager.restart_on_expiry();
                }
                if let Some(checkpoint) = $from {
                    pager = pager.resume(checkpoint);
                }
                pager.items()
            }};
        }

        pub fn walk(http: &$client, server: &Server, list: List, start: &Start, course: &mut Course) {
            let url = |path: &str| server.url_of(path);
            match list {
                List::ZohoFull => {
                    $course!(course, |at| set!(zoho(http, server), course, at), |item| item.id);
                }
                List::ZohoChanges => {
                    // A checkpoint holds the token itself.
                    let pager = |first: bool| match &start.since {
                        Some(token) if first => zoho(http, server).since(token),
                        _ => zoho(http, server),
                    };
                    $course!(course, |at| set!(pager(at.is_none()), course, at), |item| item.id);
                }
                List::AttioGet => {
                    let pager = || {
                        http.get(url("/v2/notes")).bearer_auth(ATTIO_TOKEN).paginate::<Notes>().page_size(PAGE)
                    };
                    $course!(course, |at| set!(pager(), course, at), |item| item.id.note_id);
                }
                List::AttioPost => {
                    let pager = || {
                        let request = http.post(url("/v2/objects/people/records/query")).bearer_auth(ATTIO_TOKEN);
                        request.json(&json!({})).paginate::<People>().page_size(PAGE)
                    };
                    $course!(course, |at| set!(pager(), course, at), |item| item.id.record_id);
                }
                List::AttioCursor => {
                    let pager = || {
                        http.get(url("/v2/meetings")).bearer_auth(ATTIO_TOKEN).paginate::<Meetings>().page_size(PAGE)
                    };
                    $course!(course, |at| set!(pager(), course, at), |item| item.id.meeting_id);
                }
                List::ZyloSkip | List::ZyloCursor => {
                    let pager = || {
                        let request = http.get(url("/v2/applications")).bearer_auth(ZYLO_TOKEN);
                        request.paginate::<Applications>().page_size(PAGE)
                    };
                    if list == List::ZyloSkip {
                        $course!(course, |at| set!(pager(), course, at), |item| item.id);
                    } else {
                        $course!(course, |at| set!(pager().by::<Cursor>(), course, at), |item| item.id);
                    }
                }
                List::ClioLink => {
                    $course!(course, |at| set!(clio(http, server), course, at), |item| item.id.to_string());
                }
                List::ClioBackwards => {
                    let from = |at: Option<Checkpoint>| at.or_else(|| start.end.clone());
                    $course!(course, |at| set!(clio(http, server).rev(), course, from(at)), |item| item.id.to_string());
                }
                List::ClioOffset => {
                    let pager = || clio(http, server).by::<Offset>();
                    $course!(course, |at| set!(pager(), course, at), |item| item.id.to_string());
                }
                List::ClioParallel => {
                    let pager = || {
                        let request = http.get(url("/api/v4/activities")).bearer_auth(CLIO_TOKEN);
                        request.paginate::<Contacts>().page_size(PAGE).by::<Offset>().concurrent(4)
                    };
                    $course!(course, |at| set!(pager(), course, at), |item| item.id.to_string());
                }
            }
        }
    };
}

/// Walks, through errors, until the list is over. The parts differ in `.await` alone.
macro_rules! follow {
    ($course:ident, $start:expr, |$item:ident| $id:expr $(, $await:tt)?) => {{
        let start = $start;
        let mut from: Option<Checkpoint> = None;
        'pagers: loop {
            let mut items = start(from.take());
            loop {
                match items.try_next()$(.$await)? {
                    Ok(Some($item)) => {
                        if $course.saw($id) {
                            break;
                        }
                    }
                    Ok(None) => break 'pagers,
                    Err(error) => {
                        let can_pass = error.can_pass();
                        if $course.failed(&error) == Then::Resume {
                            // An error that cannot pass is told once.
                            if !can_pass {
                                assert!(matches!(items.try_next()$(.$await)?, Ok(None)), "{}: {error}", $course.name);
                            }
                            break;
                        }
                    }
                }
            }
            from = Some($course.stored(&items.checkpoint()));
        }
        $course.ended();
    }};
}

pub mod blocking {
    macro_rules! course {
        ($course:ident, |$at:ident| $start:expr, |$item:ident| $id:expr) => {
            let (retry, prefetch, restart) = ($course.way, $course.prefetch, $course.restart);
            let _ = (retry, prefetch, restart);
            let settings = $course.settings();
            let _ = settings;
            follow!($course, |$at| $start, |$item| $id)
        };
    }
}
