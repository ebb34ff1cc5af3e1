//! Trees of lists: the children of every item, and one checkpoint.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use demo_apis::{LoggedRequest, MockResponse, Scripted};
use futures_util::TryStreamExt as _;
use pagination_core::{Async, Blocking, BoxItems, Checkpoint, Error, Paginate as _, Paginated, pages, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{ByCursor, Sound, blocking, client, list, run, serve, stored, targets};

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(key = id)]
struct Projects {
    data: Vec<Project>,
    next: Option<String>,
}

/// The same list by offset, which shifts.
#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(key = id, page_size(param = "limit", default = 3))]
struct ProjectsByOffset {
    data: Vec<Project>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Project {
    id: u64,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 2), key, empty(410, first))]
struct Tasks {
    data: Vec<u64>,
}

/// The projects that a server has, and what it does before it answers.
#[derive(Default)]
struct Site {
    projects: Mutex<Vec<u64>>,
    /// Every so many requests fail.
    fails: Mutex<Option<usize>>,
}

impl Site {
    fn of(projects: impl IntoIterator<Item = u64>) -> Arc<Self> {
        Arc::new(Self { projects: Mutex::new(projects.into_iter().collect()), fails: Mutex::new(None) })
    }

    fn start(self: &Arc<Self>) -> Scripted {
        let site = Arc::clone(self);
        serve(move |number, request| site.answer(number, request))
    }

    fn answer(&self, number: usize, request: &LoggedRequest) -> MockResponse {
        if self.fails.lock().unwrap().is_some_and(|every| number % every == every - 1) {
            return MockResponse::empty(503);
        }
        let projects = self.projects.lock().unwrap();
        let parts: Vec<_> = request.path.split('/').collect();
        let number_of = |name: &str| request.pair(name).map(|text| text.parse::<u64>().unwrap());
        match parts[..] {
            ["", "projects"] => {
                // The cursor is the last id, which stays valid where the list changes.
                let at = match (number_of("cursor"), number_of("offset")) {
                    (Some(after), _) => projects.iter().position(|id| *id == after).map_or(0, |at| at + 1),
                    (None, offset) => usize::try_from(offset.unwrap_or(0)).unwrap().min(projects.len()),
                };
                let page: Vec<_> = projects[at..].iter().take(3).collect();
                let next = (at + 3 < projects.len()).then(|| page[2].to_string());
                let data: Vec<_> = page.iter().map(|id| json!({ "id": id })).collect();
                MockResponse::json(&json!({ "data": data, "next": next }))
            }
            ["", "projects", project, "tasks"] => {
                let project: u64 = project.parse().unwrap();
                if !projects.contains(&project) {
                    return MockResponse::empty(if project.is_multiple_of(2) { 410 } else { 404 });
                }
                let offset = usize::try_from(number_of("offset").unwrap_or(0)).unwrap();
                let data: Vec<_> = tasks_of(project).into_iter().skip(offset).take(2).collect();
                MockResponse::json(&json!({ "data": data }))
            }
            ["", "projects", project, "tasks", task, "comments"] => {
                let (project, task): (u64, u64) = (project.parse().unwrap(), task.parse().unwrap());
                let at = number_of("cursor").unwrap_or(0);
                let count = (project + task) % 4;
                let data: Vec<_> = (at..count).take(2).collect();
                let next = (at + 2 < count).then(|| (at + 2).to_string());
                MockResponse::json(&json!({ "data": data, "next": next }))
            }
            ref other => panic!("{other:?}"),
        }
    }
}

/// Between none and six.
fn tasks_of(project: u64) -> Vec<u64> {
    (0..project * 5 % 7).map(|task| project * 10 + task).collect()
}

fn pairs_of(projects: impl IntoIterator<Item = u64>) -> Vec<(u64, u64)> {
    projects.into_iter().flat_map(|project| tasks_of(project).into_iter().map(move |task| (project, task))).collect()
}

/// What fails, as an SDK has it.
#[derive(Debug)]
struct Failure {
    is_transient: bool,
    is_drift: bool,
    text: String,
}

impl<E: std::fmt::Display> From<Error<E>> for Failure {
    fn from(error: Error<E>) -> Self {
        let text = error.to_string();
        Self { is_transient: error.is_transient(), is_drift: matches!(error, Error::Drifted(_)), text }
    }
}

type Tree<M = Async> = BoxItems<(Arc<Project>, u64), Failure, M>;

/// How a tree is walked.
#[derive(Debug, Clone, Copy)]
struct Way {
    width: usize,
    in_order: bool,
    by_offset: bool,
}

const IN_ORDER: Way = Way { width: 3, in_order: true, by_offset: false };
const UNORDERED: Way = Way { in_order: false, ..IN_ORDER };

macro_rules! tree {
    ($client:expr, $server:expr, $way:expr, $resume:expr) => {{
        let (client, url, way, resume): (_, String, Way, Option<Checkpoint>) = ($client, $server.url(), $way, $resume);
        let request = client.get(format!("{url}/projects"));
        let tasks =
            move |project: &Project| client.get(format!("{url}/projects/{}/tasks", project.id)).paginate::<Tasks>();
        macro_rules! begun {
            ($tree:expr) => {{
                let tree = $tree;
                match resume {
                    Some(checkpoint) => tree.resume(checkpoint).boxed_as(),
                    None => tree.boxed_as(),
                }
            }};
        }
        match (way.in_order, way.by_offset) {
            (true, false) => begun!(request.paginate::<Projects>().items().fan_out(way.width, tasks)),
            (false, false) => begun!(request.paginate::<Projects>().items().fan_out_unordered(way.width, tasks)),
            (true, true) => begun!(request.paginate::<ProjectsByOffset>().items().fan_out(way.width, tasks)),
            (false, true) => begun!(request.paginate::<ProjectsByOffset>().items().fan_out_unordered(way.width, tasks)),
        }
    }};
}

fn tree(server: &Scripted, way: Way, resume: Option<Checkpoint>) -> Tree {
    tree!(client(), server, way, resume)
}

fn blocking_tree(server: &Scripted, way: Way, resume: Option<Checkpoint>) -> Tree<Blocking> {
    tree!(blocking(), server, way, resume)
}

fn ids(pair: &(Arc<Project>, u64)) -> (u64, u64) {
    (pair.0.id, pair.1)
}

fn ways() -> Vec<Way> {
    let mut ways = Vec::new();
    for width in [1, 2, 4, 100] {
        for in_order in [true, false] {
            ways.extend([true, false].map(|by_offset| Way { width, in_order, by_offset }));
        }
    }
    ways
}

#[test]
fn every_child_comes_with_its_parent_and_in_order_where_that_is_asked_for() {
    let server = Site::of(0..11).start();
    for way in ways() {
        let mut polled: Vec<_> =
            run(tree(&server, way, None).try_collect::<Vec<_>>()).unwrap().iter().map(ids).collect();
        let mut blocked: Vec<_> = blocking_tree(&server, way, None).map(|pair| ids(&pair.unwrap())).collect();
        if !way.in_order {
            polled.sort_unstable();
            blocked.sort_unstable();
        }
        assert_eq!(polled, pairs_of(0..11), "{way:?}");
        assert_eq!(blocked, pairs_of(0..11), "{way:?}");
    }
}

#[test]
fn the_children_of_one_parent_share_it_and_nothing_is_requested_twice() {
    let server = Site::of([1, 2]).start();
    let pairs: Vec<_> = run(tree(&server, IN_ORDER, None).try_collect()).unwrap();
    assert!(Arc::ptr_eq(&pairs[0].0, &pairs[1].0));
    let mut requests = targets(&server.log());
    requests.sort();
    requests.dedup();
    assert_eq!(requests.len(), server.requests());
}

#[test]
fn so_many_children_are_walked_at_a_time() {
    use std::time::{Duration, Instant};
    let slow = || {
        serve(|_, request| {
            std::thread::sleep(Duration::from_millis(1));
            if request.path == "/projects" {
                let data: Vec<_> = (0..8).map(|id| json!({ "id": id })).collect();
                return MockResponse::json(&json!({ "data": data }));
            }
            MockResponse::json(&json!({ "data": [1] }))
        })
    };
    let server = slow();
    let begin = Instant::now();
    let pairs: Vec<_> = run(tree(&server, Way { width: 8, ..IN_ORDER }, None).try_collect()).unwrap();
    assert_eq!(pairs.len(), 8);
    assert!(begin.elapsed() < Duration::from_secs(20));
    // All eight are requested before the first one's children are handed over.
    let server = slow();
    run(async {
        let mut tree = tree(&server, Way { width: 8, ..IN_ORDER }, None);
        tree.try_next().await.unwrap();
        assert!(server.requests() >= 2);
    });
    let server = slow();
    let mut tree = blocking_tree(&server, Way { width: 1, ..IN_ORDER }, None);
    tree.try_next().unwrap();
    assert_eq!(server.requests(), 2, "one child at a time, and nothing ahead");
}

/// A walk that is stopped and resumed after a number of pairs that differs from time to time.
struct Stops(u64);

impl Stops {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Takes so many results of a tree, or all, past errors that pass; whether it has ended, and where it stands.
fn take_polled(mut tree: Tree, most: u64, pairs: &mut Vec<(u64, u64)>) -> Result<(bool, Checkpoint), Failure> {
    run(async {
        for _ in 0..most {
            match tree.try_next().await {
                Ok(Some(pair)) => pairs.push(ids(&pair)),
                Ok(None) => return Ok((true, tree.checkpoint())),
                Err(error) if error.is_transient => {}
                Err(error) => return Err(error),
            }
        }
        Ok((false, tree.checkpoint()))
    })
}

fn take_blocked(
    mut tree: Tree<Blocking>,
    most: u64,
    pairs: &mut Vec<(u64, u64)>,
) -> Result<(bool, Checkpoint), Failure> {
    for _ in 0..most {
        match tree.try_next() {
            Ok(Some(pair)) => pairs.push(ids(&pair)),
            Ok(None) => return Ok((true, tree.checkpoint())),
            Err(error) if error.is_transient => {}
            Err(error) => return Err(error),
        }
    }
    Ok((false, tree.checkpoint()))
}

/// Walks a tree to its end, and stops and resumes it many times, async or blocking. `between` runs at each stop.
fn walked_with_stops(
    server: &Scripted,
    way: Way,
    seed: u64,
    mut between: impl FnMut(&mut Stops),
) -> Result<Vec<(u64, u64)>, Failure> {
    let mut stops = Stops(seed);
    let (mut pairs, mut checkpoint) = (Vec::new(), None);
    loop {
        let most = stops.next(9);
        let (ended, now) = if stops.next(2) == 0 {
            take_blocked(blocking_tree(server, way, checkpoint), most, &mut pairs)?
        } else {
            take_polled(tree(server, way, checkpoint), most, &mut pairs)?
        };
        if ended {
            assert!(now.is_over(), "{now:?}");
            return Ok(pairs);
        }
        checkpoint = Some(stored(&now));
        between(&mut stops);
    }
}

#[test]
fn a_tree_that_is_stopped_anywhere_gives_every_pair_once() {
    let site = Site::of(0..11);
    let server = site.start();
    for way in ways() {
        for seed in 0..8 {
            *site.fails.lock().unwrap() = [None, Some(5)][usize::try_from(seed % 2).unwrap()];
            let mut pairs = walked_with_stops(&server, way, seed, |_| {}).unwrap();
            if !way.in_order {
                pairs.sort_unstable();
            }
            assert_eq!(pairs, pairs_of(0..11), "{way:?}, seed {seed}");
        }
    }
}

#[test]
fn where_the_parents_shift_every_pair_of_those_that_stay_comes_once_or_it_has_drifted() {
    let mut drifts = 0;
    for way in ways() {
        for seed in 0..20 {
            let site = Site::of((0..11).map(|id| id * 10));
            let server = site.start();
            let (mut new, mut gone) = (1, Vec::new());
            let walked = walked_with_stops(&server, way, seed, |stops| {
                let mut projects = site.projects.lock().unwrap();
                let at = usize::try_from(stops.next(projects.len() as u64 + 1)).unwrap();
                match stops.next(8) {
                    0 => {
                        projects.insert(at, new);
                        new += 10;
                    }
                    1 if projects.len() > 6 && at < projects.len() => gone.push(projects.remove(at)),
                    _ => {}
                }
            });
            let pairs = match walked {
                Ok(pairs) => pairs,
                // Its children are gone: by 404 here.
                Err(failure) if failure.text.contains("404") => continue,
                Err(failure) => {
                    assert!(failure.is_drift && !gone.is_empty(), "{way:?}, seed {seed}: {failure:?}");
                    drifts += 1;
                    continue;
                }
            };
            let mut counts = BTreeMap::<_, usize>::new();
            for pair in &pairs {
                *counts.entry(*pair).or_default() += 1;
            }
            for (pair, count) in &counts {
                assert!(*count == 1, "{way:?}, seed {seed}: {pair:?} came {count} times");
            }
            for pair in pairs_of((0..11).map(|id| id * 10)).iter().filter(|pair| !gone.contains(&pair.0)) {
                assert!(counts.contains_key(pair), "{way:?}, seed {seed}: {pair:?} is missing");
            }
        }
    }
    assert!(drifts > 0, "some were open when they were removed");
}

/// Takes so many pairs, and gives the checkpoint after them.
fn begun(server: &Scripted, way: Way, count: usize) -> (Vec<(u64, u64)>, Checkpoint) {
    let mut tree = blocking_tree(server, way, None);
    let pairs = tree.by_ref().take(count).map(|pair| ids(&pair.unwrap())).collect();
    (pairs, stored(&tree.checkpoint()))
}

fn rest(server: &Scripted, way: Way, checkpoint: Checkpoint) -> Result<Vec<(u64, u64)>, Failure> {
    blocking_tree(server, way, Some(checkpoint)).map(|pair| pair.map(|pair| ids(&pair))).collect()
}

#[test]
fn a_parent_is_found_again_wherever_it_is_now() {
    for in_order in [true, false] {
        let way = Way { width: 2, in_order, by_offset: true };
        for change in ["inserts before", "removals before", "many removals before", "inserts after"] {
            let site = Site::of(10..21);
            let server = site.start();
            let all = pairs_of(10..21);
            // Well into the third page.
            let (first, checkpoint) = begun(&server, way, 20);
            match change {
                "inserts before" => site.projects.lock().unwrap().splice(0..0, [100, 101, 102, 103]).for_each(drop),
                "removals before" => drop(site.projects.lock().unwrap().remove(0)),
                "many removals before" => drop(site.projects.lock().unwrap().drain(0..5)),
                _ => site.projects.lock().unwrap().extend([200, 201]),
            }
            let rest = rest(&server, way, checkpoint).unwrap();
            let mut walked: Vec<_> = first.into_iter().chain(rest).filter(|pair| pair.0 < 100).collect();
            walked.sort_unstable();
            assert_eq!(walked, all, "{way:?}: {change}");
        }
    }
}

#[test]
fn a_parent_that_was_open_and_is_gone_is_drift_with_its_key() {
    for way in [IN_ORDER, UNORDERED] {
        let site = Site::of(10..21);
        let server = site.start();
        let mut tree = blocking_tree(&server, Way { width: 1, ..way }, None);
        let open = tree.next().unwrap().unwrap().0.id;
        let checkpoint = stored(&tree.checkpoint());
        site.projects.lock().unwrap().retain(|id| *id != open);
        let failure = rest(&server, way, checkpoint).unwrap_err();
        assert!(failure.is_drift && failure.text.contains(&format!("its key is {open}")), "{failure:?}");
    }
}

#[test]
fn a_parent_that_is_gone_is_an_error_or_is_skipped_as_its_children_declare() {
    // 10 declares 410 as an empty list, 11 answers 404.
    let of = |gone: u64| {
        serve(move |number, request| {
            let site = Site::of([1, gone, 3]);
            if number > 0 {
                site.projects.lock().unwrap().retain(|id| *id != gone);
            }
            site.answer(0, request)
        })
    };
    let way = Way { width: 1, ..IN_ORDER };
    assert_eq!(run(tree(&of(10), way, None).try_collect::<Vec<_>>()).unwrap().len(), pairs_of([1, 3]).len());
    let server = of(11);
    run(async {
        let mut tree = tree(&server, way, None);
        for pair in pairs_of([1]) {
            assert_eq!(ids(&tree.try_next().await.unwrap().unwrap()), pair);
        }
        assert!(tree.try_next().await.unwrap_err().text.contains("404"));
        assert!(tree.try_next().await.unwrap().is_none(), "it is over");
        assert!(!tree.checkpoint().is_over(), "and not at its end");
    });
}

#[test]
fn after_a_transient_error_a_tree_goes_on() {
    for way in ways() {
        let site = Site::of(0..8);
        *site.fails.lock().unwrap() = Some(3);
        let server = site.start();
        let (mut pairs, mut errors) = (Vec::new(), 0);
        run(async {
            let mut tree = tree(&server, way, None);
            loop {
                match tree.try_next().await {
                    Ok(Some(pair)) => pairs.push(ids(&pair)),
                    Ok(None) => break,
                    Err(error) => {
                        assert!(error.is_transient, "{error:?}");
                        errors += 1;
                    }
                }
            }
        });
        pairs.sort_unstable();
        assert_eq!(pairs, pairs_of(0..8), "{way:?}");
        assert!(errors > 2);
    }
}

/// A task, with the project that it is of.
type Task = (Arc<Project>, u64);

/// Comments of tasks of projects.
fn deep(server: &Scripted, width: usize, resume: Option<Checkpoint>) -> BoxItems<(Arc<Task>, u64), Failure> {
    let (client, url) = (client(), server.url());
    let (of_tasks, url_of_tasks) = (client.clone(), url.clone());
    let (of_comments, url_of_comments) = (client.clone(), url.clone());
    let tree = client
        .get(format!("{url}/projects"))
        .paginate::<Projects>()
        .items()
        .fan_out(width, move |project: &Project| {
            of_tasks.get(format!("{url_of_tasks}/projects/{}/tasks", project.id)).paginate::<Tasks>()
        })
        .fan_out(width, move |(project, task): &Task| {
            let url = format!("{url_of_comments}/projects/{}/tasks/{task}/comments", project.id);
            of_comments.get(url).paginate::<ByCursor>()
        });
    match resume {
        Some(checkpoint) => tree.resume(checkpoint).boxed_as(),
        None => tree.boxed_as(),
    }
}

#[test]
fn to_any_depth() {
    let server = Site::of(0..6).start();
    let comments = |(project, task)| (0..(project + task) % 4).map(move |comment| (project, task, comment));
    let all: Vec<_> = pairs_of(0..6).into_iter().flat_map(comments).collect();
    assert!(all.len() > 20);
    for width in [1, 3] {
        let (mut stops, mut walked, mut checkpoint) = (Stops(width as u64), Vec::new(), None);
        loop {
            let most = stops.next(4);
            let (ended, now) = run(async {
                let mut tree = deep(&server, width, checkpoint.take());
                for _ in 0..most {
                    let Some((task, comment)) = tree.try_next().await.unwrap() else {
                        return (true, tree.checkpoint());
                    };
                    walked.push((task.0.id, task.1, comment));
                }
                (false, tree.checkpoint())
            });
            if ended {
                assert!(now.is_over(), "{now:?}");
                break;
            }
            checkpoint = Some(stored(&now));
        }
        assert_eq!(walked, all, "{width} at a time");
    }
}

#[test]
fn a_checkpoint_of_a_tree_fits_only_such_a_tree() {
    let server = Site::of(0..6).start();
    let (_, of_tree) = begun(&server, IN_ORDER, 3);
    let list = || blocking().get(format!("{}/projects", server.url())).paginate::<Projects>();
    let error = list().resume(of_tree.clone()).items().try_next().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the checkpoint belongs to `Projects` by cursor with `fan_out`, but this walk is `Projects` by cursor; resume it with \
         the type and strategy that made it, and the same path or name (`.named(…)`)"
    );
    let of_list = list().items().checkpoint();
    let failure = rest(&server, IN_ORDER, of_list).unwrap_err();
    assert!(failure.text.contains("without `fan_out`, but this walk is `Projects` with `fan_out`"), "{failure:?}");
    let deep_one = run(async { deep(&server, 1, Some(of_tree)).try_next().await.unwrap_err() });
    assert!(deep_one.text.contains("without `fan_out`"), "{deep_one:?}");
    let (_, of_other_list) = begun(&server, Way { by_offset: true, ..IN_ORDER }, 3);
    let failure = rest(&server, IN_ORDER, of_other_list).unwrap_err();
    assert!(failure.text.contains("`ProjectsByOffset` by offset"), "{failure:?}");
}

#[test]
fn a_checkpoint_shows_no_key_and_holds_no_list_of_what_is_done() {
    let server = Site::of(0..400).start();
    let mut tree = blocking_tree(&server, UNORDERED, None);
    let mut longest = 0;
    while tree.try_next().unwrap().is_some() {
        let checkpoint = tree.checkpoint();
        longest = longest.max(serde_json::to_string(&checkpoint).unwrap().len());
        let shown = format!("{checkpoint:?}");
        assert!(shown.contains("open") && shown.len() < 200, "{shown}");
    }
    assert!(longest < 1_500, "{longest} bytes");
    assert!(tree.checkpoint().is_over());
}

#[test]
fn at_page_start_gives_the_items_of_the_open_childs_page_again() {
    let server = Site::of([6]).start();
    assert_eq!(tasks_of(6), [60, 61]);
    let (first, checkpoint) = begun(&server, IN_ORDER, 1);
    assert_eq!((first, checkpoint.taken()), (vec![(6, 60)], 1));
    assert_eq!(rest(&server, IN_ORDER, checkpoint.clone()).unwrap(), [(6, 61)]);
    assert_eq!(rest(&server, IN_ORDER, checkpoint.at_page_start()).unwrap(), [(6, 60), (6, 61)]);
}

#[derive(Debug, Clone, Paginated)]
#[cursor(field = next)]
#[paginated(key = id)]
struct Posts {
    data: Vec<Post>,
    next: Option<u64>,
}

#[derive(Debug, Clone)]
struct Post {
    id: Option<u64>,
    comments: ByCursor,
}

fn posts(ids: &[Option<u64>]) -> Posts {
    let comments = |id: u64| ByCursor { data: vec![id * 10], next: (id % 2 == 1).then(|| "b".to_owned()) };
    let post = |id: &Option<u64>| Post { id: *id, comments: comments(id.unwrap_or(0)) };
    Posts { data: ids.iter().map(post).collect(), next: None }
}

#[test]
fn a_child_begins_with_a_page_in_hand() {
    let mut requested = Vec::new();
    let tree = pages_blocking(|_: Option<u64>| Sound::Ok(posts(&[Some(1), Some(2), Some(3)]))).items().fan_out(
        2,
        |post: &Post| {
            let id = post.id.unwrap();
            pages_blocking(move |at: Option<String>| {
                assert_eq!(at.as_deref(), Some("b"), "page one is in hand");
                Sound::Ok(ByCursor { data: vec![id * 10 + 1], next: None })
            })
            .first_page(post.comments.clone())
        },
    );
    for pair in tree {
        requested.push(pair.unwrap().1);
    }
    assert_eq!(requested, [10, 11, 20, 30, 31]);
}

#[test]
fn a_parent_without_a_key_is_an_error_after_those_before_it() {
    let children = |_: &Post| pages_blocking(|_: Option<String>| Sound::Ok(ByCursor { data: vec![7], next: None }));
    let mut tree = pages_blocking(|_: Option<u64>| Sound::Ok(posts(&[Some(1), None]))).items().fan_out(2, children);
    let error = tree.try_next().unwrap_err();
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("`Posts`"), "{error}");
    assert!(tree.try_next().unwrap().is_none());
}

#[tokio::test]
async fn functions_fan_out_too_and_a_boxed_tree_has_one_name() {
    let tree = pages(async |_: Option<u64>| Sound::Ok(posts(&[Some(2), Some(4)])))
        .items()
        .fan_out_unordered(2, |post: &Post| {
            let id = post.id.unwrap();
            pages(move |_: Option<String>| async move { Sound::Ok(ByCursor { data: list(0..id), next: None }) })
        })
        .with_checkpoints();
    let mut count = 0;
    let mut tree: BoxItems<((Arc<Post>, u64), Checkpoint), Failure> = tree.boxed_as();
    while let Some(((post, number), checkpoint)) = tree.try_next().await.unwrap() {
        assert!(number < post.id.unwrap());
        count += 1;
        assert_eq!(checkpoint.is_over(), count == 6);
    }
    assert_eq!(count, 6);
}

#[test]
fn a_panic_of_the_callers_function_loses_no_parent() {
    let mut calls = 0;
    let mut tree =
        pages_blocking(|_: Option<u64>| Sound::Ok(posts(&[Some(1), Some(2)]))).items().fan_out(1, |post: &Post| {
            calls += 1;
            assert!(calls != 2, "once");
            let id = post.id.unwrap();
            pages_blocking(move |_: Option<String>| Sound::Ok(ByCursor { data: vec![id], next: None }))
        });
    assert_eq!(tree.try_next().unwrap().unwrap().1, 1);
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| tree.try_next())).is_err());
    assert_eq!(tree.try_next().unwrap().unwrap().1, 2);
    assert!(tree.try_next().unwrap().is_none());
}

#[test]
fn walks_with_errors_of_the_callers_own_are_trees_too() {
    #[derive(Debug, PartialEq)]
    struct SdkError(String);

    let site = Site::of([1, 2, 4, 5, 8]);
    let server = site.start();
    let sdk_error = |error: pagination_core::reqwest::Error| SdkError(error.to_string());
    let tree = |n| {
        let projects = blocking().get(server.url_of("/projects")).paginate::<Projects>().items().map_err(sdk_error);
        projects.fan_out(n, |project: &Project| {
            let tasks = blocking().get(server.url_of(&format!("/projects/{}/tasks", project.id))).paginate::<Tasks>();
            tasks.items().map_err(sdk_error)
        })
    };
    let expected = pairs_of([1, 2, 4, 5, 8]);
    for taken in 0..=expected.len() {
        let mut begun = tree(2);
        let first: Vec<_> = begun.by_ref().take(taken).map(Result::unwrap).collect();
        let rest = tree(3).resume(stored(&begun.checkpoint())).map(Result::unwrap);
        let walked: Vec<_> = first.into_iter().chain(rest).map(|(project, task)| (project.id, task)).collect();
        assert_eq!(walked, expected, "{taken}");
    }
    // What the tree itself says, too.
    let mut begun = tree(1);
    begun.next().unwrap().unwrap();
    let checkpoint = begun.checkpoint();
    site.projects.lock().unwrap().retain(|id| *id != 1);
    let gone = tree(1).resume(checkpoint).find_map(Result::err).unwrap();
    assert!(gone.0.contains("children were being walked"), "{gone:?}");
    let of_no_tree = blocking().get(server.url_of("/projects")).paginate::<Projects>().items().checkpoint();
    let refused = tree(1).resume(of_no_tree).next();
    assert!(matches!(&refused, Some(Err(SdkError(why))) if why.contains("without `fan_out`")), "{refused:?}");
}
