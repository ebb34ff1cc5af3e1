//! The walks: every API, by every strategy, over both clients.

use std::time::Duration;

use demo_apis::{ATTIO_TOKEN, CLIO_TOKEN, Server, ZOHO_TOKEN, ZYLO_TOKEN};
use pagination_core::over_http::Http;
use pagination_core::{
    Checkpoint, Cursor, NextLink, Offset, Pager, Paginate as _, Paginated, PaginatedBy, Retry, Strategy, SyncToken,
};
use serde::de::DeserializeOwned;
use serde_json::json;

use super::apis::{Applications, Contacts, Datastores, Meetings, Notes, People};
use super::course::{Course, Settings, Then, Way};

/// An API and one of its strategies.
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

const CONTACTS: &str = "/api/v4/contacts";
const ACTIVITIES: &str = "/api/v4/activities";

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

    /// Whether a page below the requested size is not the end.
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
        let http = blocking::Client::new().http;
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
                let mut pages = blocking::clio(&http, server, CONTACTS).pages();
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

/// A pager as the course wants it, at work.
macro_rules! set {
    ($pager:expr, $settings:expr, $from:expr) => {{
        let mut pager = $pager;
        if $settings.way == Way::Retry {
            pager = pager.retry(retry());
        }
        if $settings.prefetch {
            pager = pager.prefetch();
        }
        if $settings.restart {
            pager = pager.restart_on_expiry();
        }
        if let Some(checkpoint) = $from {
            pager = pager.resume(checkpoint);
        }
        pager.items()
    }};
}

/// The walks over either client.
macro_rules! walks {
    ($http:ty, $transport:ty, $mode:ty) => {
        pub fn zoho(http: &$http, server: &Server) -> Pager<Datastores, $transport, Cursor, $mode> {
            http.get(server.url_of("/api/v3/datastores"))
                .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"))
                .paginate::<Datastores>()
                .page_size(PAGE)
        }

        pub fn clio(http: &$http, server: &Server, path: &str) -> Pager<Contacts, $transport, NextLink, $mode> {
            http.get(server.url_of(path)).bearer_auth(CLIO_TOKEN).paginate::<Contacts>().page_size(PAGE)
        }

        pub fn walk(client: &Client, server: &Server, list: List, start: &Start, course: &mut Course) {
            let http = &client.http;
            match list {
                List::ZohoFull => {
                    client.follow(course, |with, at| set!(zoho(http, server), with, at), |item| item.id);
                }
                List::ZohoChanges => {
                    // A checkpoint holds the token itself.
                    let pager = |first: bool| match &start.since {
                        Some(token) if first => zoho(http, server).since(token),
                        _ => zoho(http, server),
                    };
                    client.follow(course, |with, at| set!(pager(at.is_none()), with, at), |item| item.id);
                }
                List::AttioGet => {
                    let request = || http.get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN);
                    let pager = || request().paginate::<Notes>().page_size(PAGE);
                    client.follow(course, |with, at| set!(pager(), with, at), |item| item.id.note_id);
                }
                List::AttioPost => {
                    let url = server.url_of("/v2/objects/people/records/query");
                    let request = || http.post(&url).bearer_auth(ATTIO_TOKEN).json(&json!({}));
                    let pager = || request().paginate::<People>().page_size(PAGE);
                    client.follow(course, |with, at| set!(pager(), with, at), |item| item.id.record_id);
                }
                List::AttioCursor => {
                    let request = || http.get(server.url_of("/v2/meetings")).bearer_auth(ATTIO_TOKEN);
                    let pager = || request().paginate::<Meetings>().page_size(PAGE);
                    client.follow(course, |with, at| set!(pager(), with, at), |item| item.id.meeting_id);
                }
                List::ZyloSkip | List::ZyloCursor => {
                    let request = || http.get(server.url_of("/v2/applications")).bearer_auth(ZYLO_TOKEN);
                    let pager = || request().paginate::<Applications>().page_size(PAGE);
                    if list == List::ZyloSkip {
                        client.follow(course, |with, at| set!(pager(), with, at), |item| item.id);
                    } else {
                        client.follow(course, |with, at| set!(pager().by::<Cursor>(), with, at), |item| item.id);
                    }
                }
                List::ClioLink => {
                    let pager = || clio(http, server, CONTACTS);
                    client.follow(course, |with, at| set!(pager(), with, at), |item| item.id.to_string());
                }
                List::ClioBackwards => {
                    let from = |at: Option<Checkpoint>| at.or_else(|| start.end.clone());
                    let pager = || clio(http, server, CONTACTS).rev();
                    client.follow(course, |with, at| set!(pager(), with, from(at)), |item| item.id.to_string());
                }
                List::ClioOffset => {
                    let pager = || clio(http, server, CONTACTS).by::<Offset>();
                    client.follow(course, |with, at| set!(pager(), with, at), |item| item.id.to_string());
                }
                List::ClioParallel => {
                    let pager = || clio(http, server, ACTIVITIES).by::<Offset>().concurrent(4);
                    client.follow(course, |with, at| set!(pager(), with, at), |item| item.id.to_string());
                }
            }
        }
    };
}

/// Walks, through errors, until the list is over. The two clients differ in `.await` alone.
macro_rules! follow {
    ($course:ident, $start:ident, $id:ident, $items:ident => $next:expr) => {{
        let settings = $course.settings;
        let mut $items = $start(settings, None);
        loop {
            let goes_on = match $next {
                Ok(Some(item)) => !$course.saw($id(item)),
                Ok(None) => break,
                Err(error) => {
                    let then = $course.failed(&error);
                    if !error.is_transient() {
                        assert!(matches!($next, Ok(None)), "{}: returned twice: {error}", $course.name);
                    }
                    then == Then::AskOn
                }
            };
            if !goes_on {
                let checkpoint = $course.stored(&$items.checkpoint());
                $items = $start(settings, Some(checkpoint));
            }
        }
        $course.ended();
    }};
}

pub mod asynchronous {
    use pagination_core::Async;
    use pagination_core::reqwest::Items;

    use super::*;

    pub struct Client {
        pub http: reqwest::Client,
        runtime: tokio::runtime::Runtime,
    }

    impl Client {
        pub fn new() -> Self {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            Self { http: reqwest::Client::builder().no_proxy().build().unwrap(), runtime }
        }

        fn follow<P: PaginatedBy<S> + Paginated + DeserializeOwned, S: Strategy>(
            &self,
            course: &mut Course,
            start: impl Fn(Settings, Option<Checkpoint>) -> Items<P, S>,
            id: impl Fn(P::Item) -> String,
        ) {
            self.runtime.block_on(async { follow!(course, start, id, items => items.try_next().await) });
        }
    }

    walks!(reqwest::Client, Http<pagination_core::reqwest::Client>, Async);
}

pub mod blocking {
    use pagination_core::Blocking;
    use pagination_core::reqwest::blocking::Items;

    use super::*;

    pub struct Client {
        pub http: reqwest::blocking::Client,
    }

    impl Client {
        pub fn new() -> Self {
            Self { http: reqwest::blocking::Client::builder().no_proxy().build().unwrap() }
        }

        fn follow<P: PaginatedBy<S> + Paginated + DeserializeOwned, S: Strategy>(
            &self,
            course: &mut Course,
            start: impl Fn(Settings, Option<Checkpoint>) -> Items<P, S>,
            id: impl Fn(P::Item) -> String,
        ) {
            let _ = self;
            follow!(course, start, id, items => items.try_next());
        }
    }

    walks!(reqwest::blocking::Client, Http<pagination_core::reqwest::blocking::Client>, Blocking);
}
