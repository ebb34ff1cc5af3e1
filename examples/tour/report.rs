//! A progress bar for each walk, its checks, and the table at the end.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use demo_apis::Server;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// Two lines, so that names and a bar of some width fit into 60 columns.
const BAR: &str = "{prefix}\n  {wide_bar} {pos}/{len} {rate:>8} {eta:>4} left";

/// A running walk.
pub struct Walk {
    api: &'static str,
    strategy: String,
    expected: Vec<String>,
    requests: std::ops::RangeInclusive<u64>,
    seen: Vec<String>,
    bar: ProgressBar,
    began: Instant,
}

impl Walk {
    pub fn record(&mut self, id: &impl ToString) {
        self.seen.push(id.to_string());
        self.bar.inc(1);
    }
}

struct Row {
    api: &'static str,
    strategy: String,
    items: usize,
    requests: u64,
    took: Duration,
    fault: Option<String>,
}

pub struct Report<'a> {
    server: &'a Server,
    rows: Vec<Row>,
}

impl<'a> Report<'a> {
    pub fn new(server: &'a Server) -> Self {
        Self { server, rows: Vec::new() }
    }

    /// Begins a walk that must give the `expected` items, in that order, with this many requests.
    pub fn begin<T: ToString>(
        &self,
        api: &'static str,
        strategy: &str,
        expected: &[T],
        requests: std::ops::RangeInclusive<u64>,
    ) -> Walk {
        self.server.reset_log();
        let bar = ProgressBar::new(expected.len() as u64);
        if let Ok(style) = ProgressStyle::with_template(BAR) {
            let rate = |state: &ProgressState, text: &mut dyn std::fmt::Write| {
                let _ = write!(text, "{:.0}/s", state.per_sec());
            };
            bar.set_style(style.with_key("rate", rate));
        }
        bar.set_prefix(format!("{api}, {strategy}"));
        Walk {
            api,
            strategy: strategy.to_owned(),
            expected: expected.iter().map(ToString::to_string).collect(),
            requests,
            seen: Vec::with_capacity(expected.len()),
            bar,
            began: Instant::now(),
        }
    }

    /// Ends a walk and checks its items and requests. `fault` is anything else that went wrong.
    pub fn end(&mut self, walk: Walk, fault: Option<String>) {
        let took = walk.began.elapsed();
        walk.bar.finish();
        if walk.requests.start() < walk.requests.end() {
            self.settle();
        }
        let requests = self.server.requests();
        let fault = fault
            .or_else(|| {
                let differs = walk.seen.iter().zip(&walk.expected).position(|(seen, expected)| seen != expected);
                let differs = differs.or((walk.seen.len() != walk.expected.len()).then_some(walk.seen.len()));
                differs.map(|at| format!("{} items of {}, wrong at {at}", walk.seen.len(), walk.expected.len()))
            })
            .or_else(|| {
                let wanted = &walk.requests;
                (!wanted.contains(&requests))
                    .then(|| format!("{requests} requests, not {} to {}", wanted.start(), wanted.end()))
            });
        if !std::io::stderr().is_terminal() {
            println!("{}, {}: {} items, {requests} requests", walk.api, walk.strategy, walk.seen.len());
        }
        self.rows.push(Row { api: walk.api, strategy: walk.strategy, items: walk.seen.len(), requests, took, fault });
    }

    /// Waits for concurrent requests that still arrive after the walk is over.
    fn settle(&self) {
        let mut before = None;
        while before != Some(self.server.requests()) {
            before = Some(self.server.requests());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Prints the table, of at most 60 columns, and returns whether all walks were right.
    pub fn print(&self) -> bool {
        println!("\n{:<34} {:>6} {:>8} {:>7}", "API and strategy", "items", "requests", "seconds");
        let mut heading = "";
        for row in &self.rows {
            let Row { api, strategy, items, requests, took, fault } = row;
            if heading != *api {
                println!("{api}");
                heading = api;
            }
            println!("  {strategy:<32} {items:>6} {requests:>8} {:>7.2}", took.as_secs_f64());
            if let Some(fault) = fault {
                println!("    wrong: {fault}");
            }
        }
        let faults = self.rows.iter().filter(|row| row.fault.is_some()).count();
        match faults {
            0 => println!("\nEvery item arrived exactly once and in order,\nand no request was unnecessary."),
            _ => println!("\n{faults} of {} walks went wrong.", self.rows.len()),
        }
        faults == 0
    }
}

/// How many requests a list takes that ends with a short page. A list that fills its last page takes one more, to find the end.
pub fn until_short(items: usize, page_size: usize) -> std::ops::RangeInclusive<u64> {
    let requests = (items / page_size + 1) as u64;
    requests..=requests
}

/// How many requests a list takes whose last page says that it is the last.
pub fn until_reported(items: usize, page_size: usize) -> std::ops::RangeInclusive<u64> {
    let requests = items.div_ceil(page_size).max(1) as u64;
    requests..=requests
}
