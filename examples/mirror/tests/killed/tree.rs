//! Kills the mirror of a tree, edits the tree meanwhile, and compares what it ends with.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use demo_apis::{LoggedRequest, MockResponse, Scripted};
use rusqlite::{Connection, OpenFlags};
use serde_json::json;

use super::Database;
use super::child::{End, Mirror};
use super::random::Random;

/// How often mirrors are killed in all, unless `MIRROR_KILLS` says otherwise.
const ALL_KILLS: u64 = 60;
/// How often each of them is killed; each begins from nothing.
const KILLS: u32 = 20;
const KILLS_BEFORE_AN_END: u32 = 5;

/// The tasks of each project, by their ids, with the titles.
type Tree = BTreeMap<u64, BTreeMap<u64, String>>;

fn answer(tree: &Tree, request: &LoggedRequest) -> MockResponse {
    thread::sleep(Duration::from_micros(500));
    let number = |name: &str| request.pair(name).and_then(|text| text.parse::<u64>().ok());
    let (after, limit) = (number("after"), usize::try_from(number("limit").unwrap()).unwrap());
    let rows = |rows: Vec<(u64, Option<&String>)>| {
        let mut rest = rows.into_iter().filter(|(id, _)| after.is_none_or(|after| *id > after)).peekable();
        let page: Vec<_> = rest.by_ref().take(limit).collect();
        let next = rest.peek().and(page.last()).map(|(id, _)| *id);
        let data: Vec<_> = page.into_iter().map(|(id, title)| json!({ "id": id, "title": title })).collect();
        MockResponse::json(&json!({ "data": data, "next": next }))
    };
    let Some(project) = request.path.strip_prefix("/projects/") else {
        return rows(tree.keys().map(|id| (*id, None)).collect());
    };
    let project: u64 = project.strip_suffix("/tasks").unwrap().parse().unwrap();
    match tree.get(&project) {
        Some(tasks) => rows(tasks.iter().map(|(id, title)| (*id, Some(title))).collect()),
        None => MockResponse::empty(404),
    }
}

/// Makes and deletes projects anywhere, makes tasks at the end of a project, and changes titles. (Before the place in a page where a walk
/// was interrupted, other changes would move the tasks: an item may come twice then, or be missed.)
fn edit(tree: &mut Tree, random: &mut Random) {
    for _ in 0..random.below::<u32>(6) {
        let some = tree.keys().copied().nth(random.below(tree.len() as u64));
        match (random.below::<u32>(8), some) {
            (0, _) => {
                tree.entry(random.below(100_000)).or_insert(tasks(random));
            }
            (1, Some(id)) if tree.len() > 5 => {
                tree.remove(&id);
            }
            (_, Some(id)) => {
                let tasks = tree.entry(id).or_default();
                let title = format!("task {}", random.below::<u32>(1_000));
                match tasks.last_entry() {
                    Some(mut last) if random.below::<u32>(2) == 0 => {
                        last.insert(title);
                    }
                    last => {
                        let next = last.map_or(1, |last| last.key() + 1);
                        tasks.insert(next, title);
                    }
                }
            }
            _ => {}
        }
    }
}

fn tasks(random: &mut Random) -> BTreeMap<u64, String> {
    (0..random.below::<u32>(12)).map(|number| (random.below(10_000), format!("task {number}"))).collect()
}

/// What was mirrored, each once, and whether the walk stands inside a tree.
fn mirrored(path: &Path) -> (Tree, bool) {
    let sqlite = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let sound: String = sqlite.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let twice: u64 = sqlite.query_row("SELECT count(*) FROM tasks WHERE times > 1", [], |row| row.get(0)).unwrap();
    assert_eq!(twice, 0, "tasks that one load wrote more than once");
    let mut tree = Tree::new();
    let mut select = sqlite.prepare("SELECT project, id, title FROM tasks").unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    for row in rows {
        let (project, id, title): (u64, u64, String) = row.unwrap();
        tree.entry(project).or_default().insert(id, title);
    }
    let is_inside: bool = sqlite.query_row("SELECT checkpoint IS NOT NULL FROM state", [], |row| row.get(0)).unwrap();
    (tree, is_inside)
}

#[test]
fn a_tree_that_is_killed_at_any_moment_ends_with_exactly_the_records_of_the_server() {
    let began = Instant::now();
    let all = std::env::var("MIRROR_KILLS").map_or(ALL_KILLS, |text| text.parse().unwrap());
    let (mut kills, mut inside, mut compared, mut requests) = (0, 0, 0, 0);
    for seed in 0..all.div_ceil(u64::from(KILLS)) {
        let mut random = Random::new(seed);
        let projects = 20 + random.below::<u64>(30);
        let tree: Tree = (0..projects).map(|_| (random.below(100_000), tasks(&mut random))).collect();
        let tree = Arc::new(Mutex::new(tree));
        let served = Arc::clone(&tree);
        let server = Scripted::start(move |request| {
            let snapshot = served.lock().unwrap().clone();
            answer(&snapshot, request)
        })
        .unwrap();
        let database = Database::new(&format!("killed-tree-{seed}"));
        let is_unordered = seed % 2 == 1;
        let start = |rounds, random: &mut Random| {
            let (page_size, children) = (1 + random.below::<u64>(7), 1 + random.below::<u64>(5));
            Mirror::start_tree(&server.url_of(""), database.path(), rounds, page_size, children, is_unordered)
        };
        for killed in 1..=KILLS {
            let mirror = start(1_000_000, &mut random);
            for _ in 0..random.below::<u32>(3) {
                thread::sleep(Duration::from_micros(random.below(40_000)));
                edit(&mut tree.lock().unwrap(), &mut random);
            }
            thread::sleep(Duration::from_micros(random.below(90_000)));
            assert_eq!(mirror.kill(), End::Killed, "seed {seed}: the mirror ended by itself");
            kills += 1;
            if Connection::open(database.path()).is_ok_and(|sqlite| sqlite.prepare("SELECT load FROM state").is_ok()) {
                inside += u32::from(mirrored(database.path()).1);
            }
            edit(&mut tree.lock().unwrap(), &mut random);
            if killed % KILLS_BEFORE_AN_END == 0 {
                assert_eq!(start(1, &mut random).wait(), End::Done, "seed {seed}, {killed} kills");
                let mut there = tree.lock().unwrap().clone();
                there.retain(|_, tasks| !tasks.is_empty());
                let (mirrored, is_inside) = mirrored(database.path());
                assert_eq!((mirrored, is_inside), (there.clone(), false), "seed {seed}, {killed} kills");
                compared += there.values().map(BTreeMap::len).sum::<usize>();
            }
        }
        requests += server.requests();
    }
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{kills} kills survived, {inside} of them inside a tree; {compared} records compared, {requests} requests, {seconds:.1} s"
    );
    assert!(inside * 3 > kills, "kills at other places only: {inside} of {kills}");
}
