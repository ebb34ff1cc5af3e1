//! The progress of a walk: a bar on a terminal, plain lines elsewhere.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// The API has no total, so the bar can only count.
    pub fn begin(what: &'static str) -> Self {
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {pos} datastores, {per_sec}, {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar.enable_steady_tick(Duration::from_millis(100));
        let progress = Self { bar };
        progress.print(what);
        progress
    }

    pub fn add(&self, datastores: usize) {
        self.bar.inc(datastores as u64);
    }

    pub fn restart(&self, what: &'static str) {
        self.bar.reset();
        self.bar.set_message(what);
        self.print(what);
    }

    pub fn end(&self) {
        self.bar.finish();
        self.print(&format!("{} datastores in {:.1} s", self.bar.position(), self.bar.elapsed().as_secs_f64()));
    }

    /// Prints a line if there is no terminal.
    fn print(&self, line: &str) {
        if self.bar.is_hidden() {
            println!("{line}");
        }
    }
}
