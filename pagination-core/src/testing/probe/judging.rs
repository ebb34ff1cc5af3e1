//! Asks, and has each claim judged by what came.

use std::fmt;

use super::asking::{Answer, Asking, Lead};
use super::judge::{Judge, Known};
use super::relation::{Relation, relation};
use super::report::Report;
use crate::over_http::OverHttp;
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::transport::Transport;

pub(super) async fn judge<P, T, S>(mut asking: Asking<P, T, S>) -> Report
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P, Error: fmt::Display> + OverHttp,
    S: Strategy,
{
    let mut judge = Judge { findings: Vec::new(), spec: asking.spec };
    judge.all(&mut asking).await;
    Report {
        response: asking.spec.response.to_owned(),
        strategy: asking.spec.strategy.name().to_owned(),
        requests: asking.requests(),
        findings: judge.findings,
    }
}

impl Judge {
    async fn all<P, T, S>(&mut self, asking: &mut Asking<P, T, S>)
    where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        let first = match &asking.first {
            Ok(first) => first.clone(),
            Err(problem) => {
                let problem = problem.to_string();
                return self.leave_open("position", format!("no request was made: {problem}"));
            }
        };
        let one = match asking.ask(&first).await {
            Answer::Page(one) => one,
            Answer::Nothing => return self.leave_open("position", "the list is empty: page one has no content"),
            Answer::Refused(_, why) => return self.leave_open("position", format!("page one did not come: {why}")),
            Answer::NotAsked => return self.leave_open("position", "no request was allowed"),
        };
        if one.count == 0 {
            self.unread(&one);
            return self.leave_open("position", "the list is empty");
        }
        let lead = asking.after(&one);
        let two = match &lead {
            Lead::To(second) => Some(asking.ask(second).await),
            Lead::Nowhere | Lead::Foreign(_) => None,
        };
        let again = if self.spec.session { Answer::NotAsked } else { asking.ask(&first).await };
        let is_ordered = self.order(&one, &again);
        let two = self.position(&one, &lead, two);
        let mut known = Known { at_least: one.count, end: None };
        if let Some(two) =
            two.as_ref().filter(|two| matches!(relation(&one, two), Relation::Apart | Relation::NotFound))
        {
            known.at_least = known.at_least.saturating_add(two.count);
        }
        let twice = self.sizes(asking, &first, &one, two.as_ref(), is_ordered, &mut known).await;
        let largest = self.declared_sizes(asking, &first, &mut known).await;
        self.links(asking, &one, two.as_ref(), &lead);
        self.way_back(asking, &one, two.as_ref()).await;
        let end = if self.spec.strategy.is_counted() {
            self.counted_end(asking, &first, &one, two.as_ref(), &known).await
        } else {
            self.followed_end(asking, &one, two.as_ref(), largest.as_ref(), &mut known).await
        };
        self.flag(&one, two.as_ref(), largest.as_ref(), &end);
        self.total(&one, two.as_ref(), &end, &known);
        self.total_pages(&one, two.as_ref(), &end);
        self.stops(&one, two.as_ref(), twice.as_ref(), largest.as_ref(), &end);
        self.unread(&one);
    }
}
