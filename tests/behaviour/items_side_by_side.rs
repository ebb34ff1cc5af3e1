//! Items that are used side by side and finish in any order, in a program that is killed.

use std::collections::BTreeMap;
use std::sync::Mutex;

use futures_util::{StreamExt as _, TryStreamExt as _};
use pagination_core::{Checkpoint, Error, pages, pages_blocking};

use crate::harness::{ByCursor, Sound, by_cursor, list, run, stored};

const ITEMS: u64 = 60;
const AT_A_TIME: usize = 8;

/// Pages of seven.
fn pages_of_seven(at: Option<&str>) -> Sound<ByCursor> {
    let at: u64 = at.map_or(0, |at| at.parse().unwrap());
    let end = (at + 7).min(ITEMS);
    by_cursor(at..end, (end < ITEMS).then(|| end.to_string()).as_deref())
}

/// What is kept when the program is killed.
#[derive(Default)]
struct Disk {
    checkpoint: Mutex<Option<Checkpoint>>,
    /// How often each item was used.
    used: Mutex<BTreeMap<u64, usize>>,
}

/// As in the guide.
async fn use_all(disk: &Disk, seed: u64) -> Result<(), Error<std::convert::Infallible>> {
    let mut walk = pages(async |at: Option<String>| {
        tokio::task::yield_now().await;
        pages_of_seven(at.as_deref())
    });
    if let Some(checkpoint) = disk.checkpoint.lock().unwrap().as_ref() {
        walk = walk.resume(stored(checkpoint));
    }
    let numbered = walk.items().with_checkpoints().enumerate().map(|(number, next)| next.map(|next| (number, next)));
    let work = numbered.map_ok(async |(number, (item, checkpoint))| {
        for _ in 0..(item * 31 + seed) % 7 {
            tokio::task::yield_now().await;
        }
        *disk.used.lock().unwrap().entry(item).or_default() += 1;
        Ok((number, checkpoint))
    });
    let mut work = std::pin::pin!(work.try_buffer_unordered(AT_A_TIME));
    let mut finished = BTreeMap::new();
    let mut oldest = 0;
    while let Some((number, checkpoint)) = work.try_next().await? {
        finished.insert(number, checkpoint);
        while let Some(checkpoint) = finished.remove(&oldest) {
            *disk.checkpoint.lock().unwrap() = Some(checkpoint);
            oldest += 1;
        }
    }
    Ok(())
}

/// The next run begins with the oldest item that was not finished: nothing before it is used again, and nothing is lost.
fn check_checkpoint(disk: &Disk) {
    let used = disk.used.lock().unwrap();
    let oldest = (0..ITEMS).find(|item| !used.contains_key(item)).unwrap_or(ITEMS);
    let mut rest = pages_blocking(|at: Option<String>| pages_of_seven(at.as_deref()));
    if let Some(checkpoint) = disk.checkpoint.lock().unwrap().clone() {
        rest = rest.resume(checkpoint);
    }
    let next = rest.items().next().map_or(ITEMS, Result::unwrap);
    // An item may be finished and not yet taken note of.
    assert!(next <= oldest && oldest < next + AT_A_TIME as u64, "{next} comes next, {oldest} is the oldest");
}

#[test]
fn no_item_is_lost_and_only_those_that_finished_out_of_order_are_used_again() {
    for seed in 0..50 {
        let disk = Disk::default();
        // Killed after ever more steps, until a run reaches the end.
        for steps in 1.. {
            let ended = run(async {
                let mut run = std::pin::pin!(use_all(&disk, seed));
                let mut left = (seed + 3) * steps % 97 + steps;
                std::future::poll_fn(|cx| {
                    left = left.saturating_sub(1);
                    match run.as_mut().poll(cx) {
                        std::task::Poll::Pending if left == 0 => std::task::Poll::Ready(None),
                        other => other.map(Some),
                    }
                })
                .await
            });
            match ended {
                Some(result) => {
                    result.unwrap();
                    break;
                }
                None => check_checkpoint(&disk),
            }
        }
        let used = disk.used.lock().unwrap();
        assert_eq!(used.keys().copied().collect::<Vec<_>>(), list(0..ITEMS), "seed {seed}");
        assert!(disk.checkpoint.lock().unwrap().as_ref().unwrap().is_over());
    }
}
