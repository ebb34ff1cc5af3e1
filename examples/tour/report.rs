//! A progress bar for each walk, what was found, and the table at the end.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use demo_apis::Server;
use indicatif::{ProgressBar, ProgressStyle};

/// One walk while it runs.
pub struct Walk {
    api: &'static str,
    way: String,
    expected: Vec<String>,
    requests: std::ops::RangeInclusive<u64>,
    seen: Vec<String>,
    bar: ProgressBar,
    began: Instant,
}

impl Walk {
    pub fn saw(&mut self, id: &impl ToString) {
        self.seen.push(id.to_string());
        self.bar.inc(1);
    }
}

struct Row {
    api: &'static str,
    way: String,
    records: usize,
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

    /// Begins a walk that must see the `expected` records, in that order, with so many requests.
    pub fn begin<T: ToString>(
        &self,
        api: &'static str,
        way: &str,
        expected: &[T],
        requests: std::ops::RangeInclusive<u64>,
    ) -> Walk {
        self.server.reset_log();
        let bar = ProgressBar::new(expected.len() as u64);
        if let Ok(style) = ProgressStyle::with_template("{prefix:40} {wide_bar} {pos}/{len} {elapsed}") {
            bar.set_style(style);
        }
        bar.set_prefix(format!("{api}, {way}"));
        Walk {
            api,
            way: way.to_owned(),
            expected: expected.iter().map(ToString::to_string).collect(),
            requests,
            seen: Vec::with_capacity(expected.len()),
            bar,
            began: Instant::now(),
        }
    }

    /// Ends a walk. `fault` is what went wrong beside the records and requests, which are checked here.
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
                differs.map(|at| format!("{} records of {}, wrong at {at}", walk.seen.len(), walk.expected.len()))
            })
            .or_else(|| {
                let wanted = &walk.requests;
                (!wanted.contains(&requests))
                    .then(|| format!("{requests} requests, not {} to {}", wanted.start(), wanted.end()))
            });
        if !std::io::stderr().is_terminal() {
            println!("{}, {}: {} records, {requests} requests", walk.api, walk.way, walk.seen.len());
        }
        self.rows.push(Row { api: walk.api, way: walk.way, records: walk.seen.len(), requests, took, fault });
    }

    /// Requests that were made side by side, and not waited for, still arrive when the walk is over.
    fn settle(&self) {
        let mut before = None;
        while before != Some(self.server.requests()) {
            before = Some(self.server.requests());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Prints the table; whether everything was as it should be.
    pub fn print(&self) -> bool {
        println!("\n{:<10} {:<34} {:>8} {:>9} {:>8}", "API", "way", "records", "requests", "seconds");
        for row in &self.rows {
            let Row { api, way, records, requests, took, fault } = row;
            let seconds = took.as_secs_f64();
            let fault = fault.as_ref().map(|fault| format!("  <- {fault}")).unwrap_or_default();
            println!("{api:<10} {way:<34} {records:>8} {requests:>9} {seconds:>8.2}{fault}");
        }
        let faults = self.rows.iter().filter(|row| row.fault.is_some()).count();
        match faults {
            0 => println!("\nEvery record came exactly once, in order, and no request was wasted."),
            _ => println!("\n{faults} of {} walks went wrong.", self.rows.len()),
        }
        faults == 0
    }
}

/// The requests that a list of so many records takes, where a short page is its end: a list that fills its last page takes one
/// more, to see that nothing follows.
pub fn until_short(records: usize, page_size: usize) -> std::ops::RangeInclusive<u64> {
    let requests = (records / page_size + 1) as u64;
    requests..=requests
}

/// The requests that a list of so many records takes, where its last page says that it is the last.
pub fn until_told(records: usize, page_size: usize) -> std::ops::RangeInclusive<u64> {
    let requests = records.div_ceil(page_size).max(1) as u64;
    requests..=requests
}
