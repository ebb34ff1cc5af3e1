//! Every walk of the four APIs in one table, for what must hold for each of them.

use std::time::Duration;

use demo_apis::data::{Application, Datastore, Meeting};
use demo_apis::{ATTIO_TOKEN, CLIO_TOKEN, Fault, LoggedRequest, Server, ZOHO_TOKEN, ZYLO_TOKEN};
use futures_util::StreamExt as _;
use pagination_core::Paginate as _;
use pagination_core::reqwest::Error;
use pagination_core::{Checkpoint, Cursor, Offset, Retry};
use serde_json::json;

use super::response_types::{Applications, Contacts, Datastores, Id, Meetings, Notes, People, texts};
use crate::harness::{blocking, client, run};

/// One strategy of one API.
pub struct ApiWalk {
    pub name: &'static str,
    pub size: usize,
    pub ids: fn(&Server) -> Vec<String>,
    /// The number of requests for so many items of this page size.
    requests: fn(usize, usize) -> usize,
    walk: fn(&Server, &Setup) -> Outcome,
    /// Where [`Fault::WrongType`] breaks the second page.
    pub spoiled: &'static str,
    /// A second page with only its first item and an empty cursor. Counted walks have no cursor.
    pub empty_token: Option<fn() -> Fault>,
}

/// The settings of one walk.
#[derive(Clone, Default)]
pub struct Setup {
    pub blocking: bool,
    /// Stops after so many results; `None` for all.
    pub take: Option<usize>,
    pub resume: Option<Checkpoint>,
    pub retry: bool,
    pub prefetch: bool,
    pub max_pages: Option<u64>,
    pub max_items: Option<u64>,
}

impl Setup {
    /// The default settings, for each of the two clients.
    pub fn both() -> [Self; 2] {
        [false, true].map(|blocking| Self { blocking, ..Self::default() })
    }
}

/// What a walk gave, its checkpoint, and the requests that the server received.
pub struct Outcome {
    pub ids: Vec<String>,
    pub errors: Vec<Error>,
    pub checkpoint: Checkpoint,
    pub log: Vec<LoggedRequest>,
}

impl Outcome {
    fn new<T: Id>(results: Vec<Result<T, Error>>, checkpoint: Checkpoint, server: &Server) -> Self {
        let mut walked = Self { ids: Vec::new(), errors: Vec::new(), checkpoint, log: server.log() };
        for result in results {
            match result {
                Ok(item) => walked.ids.push(item.id()),
                Err(error) => walked.errors.push(error),
            }
        }
        walked
    }

    /// The one error of the walk.
    #[track_caller]
    pub fn error(&self) -> &Error {
        assert_eq!(self.errors.len(), 1, "{:?}", self.errors);
        &self.errors[0]
    }

    #[track_caller]
    pub fn sound(&self) {
        assert!(self.errors.is_empty(), "{:?}", self.errors);
    }
}

impl ApiWalk {
    /// Walks the small server, after its log was emptied.
    pub fn walk(&self, server: &Server, setup: &Setup) -> Outcome {
        server.reset_log();
        (self.walk)(server, setup)
    }

    /// The number of requests of a whole walk.
    pub fn requests(&self, server: &Server) -> usize {
        (self.requests)((self.ids)(server).len(), self.size)
    }

    /// Whether the server gives the position. Otherwise the walk counts it.
    pub fn has_cursor(&self) -> bool {
        self.empty_token.is_some()
    }
}

/// More results than any walk of these tests gives.
const MOST: usize = 2_000;

/// Lists of three pages each.
pub fn small() -> Server {
    Server::builder()
        .zoho(45)
        .attio_notes(122)
        .attio_people(122)
        .attio_meetings(122)
        .zylo(122)
        .clio_contacts(122)
        .start()
        .unwrap()
}

/// Applies the settings to a pager of either client, and begins the walk.
macro_rules! set_up {
    ($pager:expr, $setup:ident) => {{
        let mut pager = $pager;
        if let Some(checkpoint) = &$setup.resume {
            pager = pager.resume(checkpoint.clone());
        }
        if $setup.retry {
            pager = pager.retry(Retry::new().times(3).first_wait(Duration::from_millis(1)));
        }
        if $setup.prefetch {
            pager = pager.prefetch();
        }
        if let Some(most) = $setup.max_pages {
            pager = pager.max_pages(most);
        }
        if let Some(most) = $setup.max_items {
            pager = pager.max_items(most);
        }
        pager.items()
    }};
}

macro_rules! walks {
    ($($name:ident: |$server:ident, $http:ident| $pager:expr;)*) => {$(
        fn $name($server: &Server, setup: &Setup) -> Outcome {
            let take = setup.take.unwrap_or(MOST);
            if setup.blocking {
                let $http = blocking();
                let mut items = set_up!($pager, setup);
                let results: Vec<_> = items.by_ref().take(take).collect();
                assert!(results.len() < MOST, "the walk does not end");
                return Outcome::new(results, items.checkpoint(), $server);
            }
            run(async {
                let $http = client();
                let mut items = set_up!($pager, setup);
                let results: Vec<_> = items.by_ref().take(take).collect().await;
                assert!(results.len() < MOST, "the walk does not end");
                Outcome::new(results, items.checkpoint(), $server)
            })
        }
    )*};
}

walks! {
    datastores: |server, http| http
        .get(server.url_of("/api/v3/datastores"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"))
        .paginate::<Datastores>()
        .page_size(20);
    notes: |server, http| http
        .get(server.url_of("/v2/notes"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<Notes>()
        .page_size(50);
    people: |server, http| http
        .post(server.url_of("/v2/objects/people/records/query"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<People>()
        .page_size(50);
    meetings: |server, http| http
        .get(server.url_of("/v2/meetings"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<Meetings>()
        .page_size(50);
    applications_by_skip: |server, http| http
        .get(server.url_of("/v2/applications"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>()
        .page_size(50);
    applications_by_cursor: |server, http| http
        .get(server.url_of("/v2/applications"))
        .bearer_auth(ZYLO_TOKEN)
        .paginate::<Applications>()
        .by::<Cursor>()
        .page_size(50);
    contacts_by_link: |server, http| http
        .get(server.url_of("/api/v4/contacts"))
        .bearer_auth(CLIO_TOKEN)
        .paginate::<Contacts>()
        .page_size(50);
    contacts_by_offset: |server, http| http
        .get(server.url_of("/api/v4/contacts"))
        .bearer_auth(CLIO_TOKEN)
        .paginate::<Contacts>()
        .by::<Offset>()
        .page_size(50);
}

/// Every strategy that the documents describe.
pub const WALKS: [ApiWalk; 8] = [
    ApiWalk {
        name: "Zoho Cliq by next_token",
        size: 20,
        ids: |server| server.zoho().ids(),
        requests: until_reported,
        walk: datastores,
        spoiled: "data[19].id",
        empty_token: Some(|| {
            Fault::json(200, &json!({ "data": [Datastore::nth(20)], "next_token": "", "sync_token": "" }))
        }),
    },
    ApiWalk {
        name: "Attio by offset in a query",
        size: 50,
        ids: |server| server.attio().note_ids(),
        requests: until_short,
        walk: notes,
        spoiled: "data[49].id.note_id",
        empty_token: None,
    },
    ApiWalk {
        name: "Attio by offset in a body",
        size: 50,
        ids: |server| server.attio().person_ids(),
        requests: until_short,
        walk: people,
        spoiled: "data[49].id.record_id",
        empty_token: None,
    },
    ApiWalk {
        name: "Attio by cursor",
        size: 50,
        ids: |server| server.attio().meeting_ids(),
        requests: until_reported,
        walk: meetings,
        spoiled: "data[49].id.meeting_id",
        empty_token: Some(|| {
            Fault::json(200, &json!({ "data": [Meeting::nth(50)], "pagination": { "next_cursor": "" } }))
        }),
    },
    ApiWalk {
        name: "Zylo by skip",
        size: 50,
        ids: |server| server.zylo().ids(),
        requests: until_short,
        walk: applications_by_skip,
        spoiled: "[49].id",
        empty_token: None,
    },
    ApiWalk {
        name: "Zylo by cursor",
        size: 50,
        ids: |server| server.zylo().ids_sorted(),
        // The header is on the last page too.
        requests: |received, size| until_reported(received, size) + 1,
        walk: applications_by_cursor,
        spoiled: "[49].id",
        empty_token: Some(|| {
            let server = small();
            let third = &server.zylo().ids_sorted()[50];
            let item = (0..122).map(Application::nth).find(|application| application.id == *third);
            Fault::Response {
                status: 200,
                headers: vec![("x-cursor".to_owned(), String::new())],
                body: json!([item]).to_string(),
            }
        }),
    },
    ApiWalk {
        name: "Clio by link",
        size: 50,
        ids: |server| texts(&server.clio().contact_ids()),
        requests: until_reported,
        walk: contacts_by_link,
        spoiled: "data[49].id",
        empty_token: Some(|| {
            let id = small().clio().contact_ids()[50];
            Fault::json(200, &json!({ "data": [{ "id": id }], "meta": { "paging": { "next": "", "previous": "" } } }))
        }),
    },
    ApiWalk {
        name: "Clio by offset",
        size: 50,
        ids: |server| texts(&server.clio().contact_ids()),
        requests: until_short,
        walk: contacts_by_offset,
        spoiled: "data[49].id",
        empty_token: None,
    },
];

/// The number of requests for so many items, where the last page reports that it is the last.
pub fn until_reported(items: usize, size: usize) -> usize {
    items.div_ceil(size).max(1)
}

/// The number of requests for so many items, where a page that is not full is the last.
pub fn until_short(items: usize, size: usize) -> usize {
    items / size + 1
}
