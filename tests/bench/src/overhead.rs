//! Instructions and allocations above the loop written by hand, beside the peers.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::Ordering;

use crate::plot::{Bar, bars};
use crate::report::{Report, Table};
use crate::walks::{ALL, Walk, named};
use crate::workload::{CURSOR_FIRST, PAGES, RECORDS, sum};
use crate::{allocator, callgrind};

/// What one walk costs.
#[derive(Clone, Copy)]
struct Cost {
    instructions: u64,
    /// The same with the system's allocator.
    with_malloc: u64,
    /// And with the cursor before the records.
    cursor_first: u64,
    allocations: u64,
}

/// Measures every walk, each in a process of its own.
pub fn run(report: &mut Report) -> io::Result<()> {
    let mut costs = HashMap::new();
    for walk in ALL {
        let (instructions, printed) = callgrind::instructions(&["walk", walk.name, "pooled"])?;
        let (with_malloc, _) = callgrind::instructions(&["walk", walk.name, "malloc"])?;
        let (cursor_first, _) = callgrind::instructions(&["walk", walk.name, "malloc-cursor-first"])?;
        let allocations = printed.trim().parse().map_err(io::Error::other)?;
        costs.insert(walk.name, Cost { instructions, with_malloc, cursor_first, allocations });
    }
    let mut table = Table::new(&[
        "above the loop written by hand",
        "instructions an item",
        "instructions a page",
        "allocations a page",
        "instructions an item, glibc's malloc",
        "the same, cursor first",
    ]);
    let mut shown = Vec::new();
    let (items, pages) = ((PAGES * RECORDS) as f64, PAGES as f64);
    for walk in ALL {
        let (Some(cost), Some(base)) = (costs.get(walk.name), costs.get(walk.base)) else { continue };
        if walk.name == walk.base {
            table.row([
                format!("*{} itself*", walk.title),
                format!("*{:.1}*", cost.instructions as f64 / items),
                format!("*{:.0}*", cost.instructions as f64 / pages),
                format!("*{:.0}*", cost.allocations as f64 / pages),
                format!("*{:.1}*", cost.with_malloc as f64 / items),
                format!("*{:.1}*", cost.cursor_first as f64 / items),
            ]);
            continue;
        }
        let above = cost.instructions as f64 - base.instructions as f64;
        let with_malloc = cost.with_malloc as f64 - base.with_malloc as f64;
        let cursor_first = cost.cursor_first as f64 - base.cursor_first as f64;
        let allocations = cost.allocations as f64 - base.allocations as f64;
        table.row([
            walk.title.into(),
            format!("{:.1}", above / items),
            format!("{:.0}", above / pages),
            format!("{:.0}", (allocations / pages).abs()),
            format!("{:.1}", with_malloc / items),
            format!("{:.1}", cursor_first / items),
        ]);
        if is_plotted(walk) {
            shown.push(Bar { name: walk.title.replace('`', ""), value: above / items, ours: !walk.peer });
        }
    }
    report.table("overhead", &table)?;
    report.plot(
        "overhead",
        &bars("Instructions an item above the loop written by hand (less is better)", &shown, Some(60.0)),
    )
}

fn is_plotted(walk: &Walk) -> bool {
    walk.peer || ["items", "stream", "pages", "blocking-items", "blocking-fold"].contains(&walk.name)
}

/// What the child process does: walks once, and prints how many allocations it took.
pub fn walk(name: &str, allocator: &str) -> io::Result<()> {
    allocator::POOLED.store(allocator == "pooled", Ordering::Relaxed);
    CURSOR_FIRST.store(allocator == "malloc-cursor-first", Ordering::Relaxed);
    let walk = named(name).ok_or_else(|| io::Error::other(format!("there is no walk `{name}`")))?;
    let (found, allocations, _) = allocator::count(walk.run);
    if found != sum() {
        return Err(io::Error::other(format!("`{name}` lost records")));
    }
    println!("{allocations}");
    Ok(())
}
