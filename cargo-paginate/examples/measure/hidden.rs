//! What is found where the declaration is hidden, against what is declared.

use cargo_paginate::declaration::{Declaration, LinkSource, Next, Source};
use cargo_paginate::import::Outcome;

#[derive(Default)]
pub struct Hidden {
    pub of: usize,
    pub found: usize,
    pub exact: usize,
    pub strategy: usize,
    pub ambiguous: usize,
    pub ambiguous_with_truth: usize,
    pub wrong: Vec<String>,
    pub missed: Vec<String>,
    pub doubtful: Vec<String>,
}

impl Hidden {
    pub fn compare(&mut self, id: &str, truth: &Declaration, guess: &Outcome) {
        self.of += 1;
        match guess {
            Outcome::Converted(guess) => {
                self.found += 1;
                let same_strategy = guess.parts.strategies.first().map(|strategy| position(&strategy.next))
                    == truth.parts.strategies.first().map(|strategy| position(&strategy.next));
                self.strategy += usize::from(same_strategy);
                if same_strategy && guess.items.path == truth.items.path {
                    self.exact += 1;
                } else {
                    self.wrong.push(format!("{id}: {} for {}", brief(guess), brief(truth)));
                }
            }
            Outcome::Ambiguous(readings) => {
                self.ambiguous += 1;
                let has = readings.iter().any(|reading| brief(reading) == brief(truth));
                self.ambiguous_with_truth += usize::from(has);
                self.doubtful.push(format!(
                    "{id}: {} for {}",
                    readings.iter().map(brief).collect::<Vec<_>>().join(" | "),
                    brief(truth)
                ));
            }
            Outcome::NotConverted(reason) => self.missed.push(format!("{id}: {reason} for {}", brief(truth))),
            Outcome::NoPages => self.missed.push(format!("{id}: nothing for {}", brief(truth))),
        }
    }
}

/// What a strategy is, without its options.
fn position(next: &Next) -> String {
    match next {
        Next::Cursor { source: Source::Field(path), target, .. } => format!("cursor {} {target:?}", path.join(".")),
        Next::Cursor { source, target, .. } => format!("cursor {source:?} {target:?}"),
        Next::Link(LinkSource::Field(path)) => format!("link {}", path.join(".")),
        Next::Link(link) => format!("link {link:?}"),
        Next::Offset { target, .. } => format!("offset {target:?}"),
        Next::Page { target, .. } => format!("page {target:?}"),
    }
}

fn brief(declaration: &Declaration) -> String {
    let next = declaration.parts.strategies.first().map(|strategy| position(&strategy.next)).unwrap_or_default();
    format!("[{next}, items {}]", declaration.items.path.join("."))
}
