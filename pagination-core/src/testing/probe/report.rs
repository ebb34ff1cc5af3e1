//! What a probe has found.

use std::fmt;

use serde::de::Error as _;
use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// Findings are aligned as if no claim were wider: one that was stored comes from outside.
const WIDEST_CLAIM: usize = 40;

/// What a probe has found out about each claim of a declaration. It shows and stores no position, no credential and no item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub(super) response: String,
    pub(super) strategy: String,
    pub(super) requests: usize,
    pub(super) findings: Vec<Finding>,
}

/// One claim, and what speaks for it or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The claim: `position`, `page_size`, `max`, `stop(short_page)` and so on.
    pub claim: String,
    /// Whether it holds.
    pub outcome: Outcome,
    /// Why.
    pub evidence: String,
}

/// Whether a claim holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The API did what the declaration says.
    Confirmed,
    /// The API did something else.
    Refuted,
    /// Nothing speaks for it or against it.
    Unknown,
}

impl Report {
    /// The response type.
    pub fn response(&self) -> &str {
        &self.response
    }

    /// The strategy: `cursor`, `next_link`, `offset` or `page`.
    pub fn strategy(&self) -> &str {
        &self.strategy
    }

    /// How many requests were made.
    pub fn requests(&self) -> usize {
        self.requests
    }

    /// All findings.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The finding about this claim.
    pub fn finding(&self, claim: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.claim == claim)
    }

    /// The claims that do not hold. Nothing here means that nothing was found to be wrong.
    pub fn refuted(&self) -> Vec<&Finding> {
        self.findings.iter().filter(|finding| finding.outcome == Outcome::Refuted).collect()
    }
}

impl Outcome {
    fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Refuted => "refuted",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let requests = if self.requests == 1 { "request" } else { "requests" };
        writeln!(f, "`{}` by {}, after {} {requests}:", self.response, self.strategy, self.requests)?;
        let width = self.findings.iter().map(|finding| finding.claim.len()).max().unwrap_or(0).min(WIDEST_CLAIM);
        for Finding { claim, outcome, evidence } in &self.findings {
            writeln!(f, "  {claim:width$}  {outcome:9}  {evidence}")?;
        }
        Ok(())
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("claim", &self.claim)?;
        map.serialize_entry("outcome", &self.outcome)?;
        map.serialize_entry("evidence", &self.evidence)?;
        map.end()
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("Report", 4)?;
        report.serialize_field("response", &self.response)?;
        report.serialize_field("strategy", &self.strategy)?;
        report.serialize_field("requests", &self.requests)?;
        report.serialize_field("findings", &self.findings)?;
        report.end()
    }
}

/// A stored report, to be compared with a new one.
impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Value::deserialize(deserializer)?;
        read(&stored).ok_or_else(|| D::Error::custom("this is no report of a probe"))
    }
}

fn read(stored: &Value) -> Option<Report> {
    let text = |value: &Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let finding = |value: &Value| {
        let outcome = match value.get("outcome")?.as_str()? {
            "confirmed" => Outcome::Confirmed,
            "refuted" => Outcome::Refuted,
            "unknown" => Outcome::Unknown,
            _ => return None,
        };
        Some(Finding { claim: text(value, "claim")?, outcome, evidence: text(value, "evidence")? })
    };
    Some(Report {
        response: text(stored, "response")?,
        strategy: text(stored, "strategy")?,
        requests: usize::try_from(stored.get("requests")?.as_u64()?).ok()?,
        findings: stored.get("findings")?.as_array()?.iter().map(finding).collect::<Option<_>>()?,
    })
}
