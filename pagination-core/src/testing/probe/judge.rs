//! What a probe has found, and what it knows of the list meanwhile.

use http::StatusCode;

use super::asking::Answer;
use super::report::{Finding, Outcome};
use crate::outside_text::shortened;
use crate::spec::Spec;

pub(super) struct Judge {
    pub(super) findings: Vec<Finding>,
    pub(super) spec: &'static Spec,
}

impl Judge {
    fn say(&mut self, claim: impl Into<String>, outcome: Outcome, evidence: impl AsRef<str>) {
        let evidence = shortened(evidence.as_ref(), 300);
        self.findings.push(Finding { claim: claim.into(), outcome, evidence });
    }

    pub(super) fn confirm(&mut self, claim: impl Into<String>, evidence: impl AsRef<str>) {
        self.say(claim, Outcome::Confirmed, evidence);
    }

    pub(super) fn refute(&mut self, claim: impl Into<String>, evidence: impl AsRef<str>) {
        self.say(claim, Outcome::Refuted, evidence);
    }

    pub(super) fn leave_open(&mut self, claim: impl Into<String>, evidence: impl AsRef<str>) {
        self.say(claim, Outcome::Unknown, evidence);
    }
}

/// What is known of the length of the list.
pub(super) struct Known {
    pub(super) at_least: u64,
    /// It was read to its end.
    pub(super) end: Option<u64>,
}

/// What came at the end of the list.
pub(super) struct End<P> {
    /// The page of the last item.
    pub(super) last: Option<Answer<P>>,
    /// What comes after it.
    pub(super) past: Option<Answer<P>>,
    /// A page that came before comes there.
    pub(super) repeats: bool,
    /// The end is known to be there.
    pub(super) is_certain: bool,
    /// How many items the last page has, if the total says the truth.
    pub(super) expected: Option<u64>,
}

/// Whether a status says that a request is wrong, rather than that it may not be made, or not now.
pub(super) fn is_refusal(status: Option<StatusCode>) -> bool {
    status.is_some_and(|status| status.is_client_error() && ![401, 403, 408, 425, 429].contains(&status.as_u16()))
}

pub(super) fn items(count: u64) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{count} items") }
}
