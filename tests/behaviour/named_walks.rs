//! Which list a checkpoint is of, where several have the same response type: by the path of the request, or by the name of the walk.

use demo_apis::Scripted;
use pagination_core::Paginate as _;
use pagination_core::{Checkpoint, Error, Paginated, pages, pages_blocking};
use serde::{Deserialize, Serialize};

use crate::harness::{
    ByCursor, blocking, client, drain, drain_blocking, list, run, serve, stored, three_pages, twelve,
};

/// A generic response type has one name, whatever it holds.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = next)]
struct Envelope<T> {
    data: Vec<T>,
    next: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct User(u64);

#[derive(Debug, Serialize, Deserialize)]
struct Group(u64);

fn server() -> Scripted {
    serve(|_, request| twelve(request))
}

async fn users_checkpoint(server: &Scripted, path: &str) -> Checkpoint {
    let mut users = client().get(server.url_of(path)).paginate::<Envelope<User>>().items();
    for _ in 0..7 {
        users.try_next().await.unwrap().unwrap();
    }
    stored(&users.checkpoint())
}

#[tokio::test]
async fn a_checkpoint_of_another_path_is_refused_before_any_request() {
    let server = server();
    let checkpoint = users_checkpoint(&server, "/users?active=1").await;
    for path in ["/groups", "/users/", "/v2/users", "/"] {
        let pager = client().get(server.url_of(path)).paginate::<Envelope<Group>>();
        let walked = drain(&mut pager.resume(checkpoint.clone()).items()).await;
        let Error::Checkpoint(refused) = walked.error() else { panic!("{walked:?}") };
        assert_eq!(refused.expected, "`Envelope` by cursor at this path");
        assert_eq!(refused.found, "`Envelope` by cursor at another path");
        assert!(walked.error().to_string().contains(".named("), "{}", walked.error());
    }
    assert_eq!(server.requests(), 2);
    // The query is not compared: it holds what may change, and the position.
    let pager = client().get(server.url_of("/users?active=0&cursor=z")).paginate::<Envelope<User>>();
    assert_eq!(drain(&mut pager.resume(checkpoint).items()).await.sound().len(), 5);
}

#[test]
fn a_blocking_checkpoint_is_resumed_by_an_async_client_and_the_other_way_round() {
    let server = server();
    let request = || blocking().get(server.url_of("/list")).paginate::<ByCursor>();
    let asynchronous = || client().get(server.url_of("/list")).paginate::<ByCursor>();
    let mut items = request().items();
    let begun: Vec<u64> = items.by_ref().take(7).map(Result::unwrap).collect();
    let checkpoint = stored(&items.checkpoint());
    assert_eq!(begun, list(0..7));
    let (rest, checkpoint) = run(async {
        let rest = drain(&mut asynchronous().resume(checkpoint).items()).await;
        let mut items = asynchronous().items();
        for _ in 0..6 {
            items.try_next().await.unwrap().unwrap();
        }
        (rest, stored(&items.checkpoint()))
    });
    assert_eq!(rest.sound(), list(7..12));
    assert_eq!(drain_blocking(&mut request().resume(checkpoint).items()).sound(), list(6..12));
}

#[tokio::test]
async fn a_checkpoint_without_a_path_is_checked_by_type_and_strategy_alone() {
    let server = server();
    let request = |path: &str| client().get(server.url_of(path)).paginate::<ByCursor>();
    let mut begun = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).items();
    begun.by_ref().take(4).for_each(drop);
    let of_a_function = stored(&begun.checkpoint());
    assert!(serde_json::to_value(&of_a_function).unwrap().get("path").is_none());
    let walked = drain(&mut request("/anywhere").resume(of_a_function).items()).await;
    assert_eq!(walked.sound(), list(6..12), "one item of the page was taken");

    // Nor has a function a path to compare.
    let mut items = request("/list").items();
    for _ in 0..6 {
        items.try_next().await.unwrap().unwrap();
    }
    let rest = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).resume(stored(&items.checkpoint()));
    assert_eq!(rest.items().map(Result::unwrap).collect::<Vec<_>>(), list(4..7));
}

#[tokio::test]
async fn a_name_takes_the_place_of_the_path() {
    let server = server();
    let request = |path: &str| client().get(server.url_of(path)).paginate::<ByCursor>();
    let mut items = request("/v1/users").named("users").items();
    items.try_next().await.unwrap().unwrap();
    let named = stored(&items.checkpoint());
    let written = serde_json::to_value(&named).unwrap();
    assert_eq!((&written["named"], written.get("path")), (&"users".into(), None));
    assert!(format!("{named:?}").contains("users"));
    assert_eq!(drain(&mut request("/v2/users").named("users").resume(named).items()).await.sound(), list(1..12));
}

#[test]
fn a_named_checkpoint_fits_only_a_walk_of_that_name_and_one_without_only_one_without() {
    let call = |_, at: Option<String>| three_pages(at.as_deref());
    let checkpoint = |name: Option<&str>| {
        let pager = pages_blocking(|at: Option<String>| three_pages(at.as_deref()));
        let mut items = match name {
            Some(name) => pager.named(name).items(),
            None => pager.items(),
        };
        items.by_ref().take(4).for_each(drop);
        stored(&items.checkpoint())
    };
    for of in [None, Some("users"), Some("groups"), Some("")] {
        let checkpoint = checkpoint(of);
        for by in [None, Some("users"), Some("groups"), Some("")] {
            let walked = if let Some(name) = by {
                over_functions!(Option<String>, call, pager => pager.named(name).resume(checkpoint.clone()))
            } else {
                over_functions!(Option<String>, call, pager => pager.resume(checkpoint.clone()))
            };
            if of == by {
                assert_eq!(walked.sound(), list(4..7));
                continue;
            }
            let error = walked.failed::<u64, Option<String>>(&[], &[]);
            let Error::Checkpoint(refused) = error else { panic!("{error}") };
            for (text, name) in [(&refused.expected, by), (&refused.found, of)] {
                let said = name.map_or("without a name".to_owned(), |name| format!("named {name:?}"));
                assert!(text.ends_with(&said), "{text}");
            }
        }
    }
    // Later settings keep the name, and the view of whole pages has it too.
    let mut all = pages(async |at: Option<String>| three_pages(at.as_deref())).named("users").max_items(5).pages();
    run(async { all.try_next().await.unwrap().unwrap() });
    assert_eq!(serde_json::to_value(all.checkpoint()).unwrap()["named"], "users");
}

#[test]
fn the_type_and_the_strategy_are_checked_beside_the_name() {
    let mut begun = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).named("users").items();
    begun.try_next().unwrap().unwrap();
    let other = pages_blocking(|_: Option<String>| -> Result<Envelope<u64>, std::convert::Infallible> {
        Ok(Envelope { data: vec![], next: None })
    });
    let error = other.named("users").resume(begun.checkpoint()).items().try_next().unwrap_err();
    let Error::Checkpoint(refused) = &error else { panic!("{error}") };
    assert_eq!((&*refused.expected, &*refused.found), ("`Envelope` by cursor", "`ByCursor` by cursor"));
}

#[test]
fn the_name_in_a_checkpoint_from_outside_is_escaped_in_messages() {
    let checkpoint: Checkpoint = serde_json::from_str(
        r#"{ "response": "ByCursor", "strategy": "cursor", "first": true, "named": "\u001b[31m\nusers\u202e" }"#,
    )
    .unwrap();
    let pager = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).resume(checkpoint);
    let text = pager.items().try_next().unwrap_err().to_string();
    assert!(!text.contains(['\u{1b}', '\n', '\u{202e}']), "{text:?}");
}
