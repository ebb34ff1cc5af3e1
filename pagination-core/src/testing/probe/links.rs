//! Whether links stay on the origin, and the way back leads back.

use std::fmt;

use super::asking::{Answer, Asking, Lead, Probed};
use super::judge::{Judge, is_refusal};
use super::relation::{Relation, relation};
use crate::over_http::OverHttp;
use crate::paginated::{Paginated, PaginatedBy};
use crate::spec::StrategyKind;
use crate::strategy::Strategy;
use crate::transport::Transport;

impl Judge {
    /// Whether links stay on the origin.
    pub(super) fn links<P, T, S>(
        &mut self,
        asking: &Asking<P, T, S>,
        one: &Probed<P>,
        two: Option<&Probed<P>>,
        lead: &Lead,
    ) where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        if self.spec.strategy != StrategyKind::NextLink {
            return;
        }
        let more = two.into_iter().flat_map(|two| [asking.after(two), asking.before(two)]);
        let leads: Vec<_> = more.chain([asking.before(one)]).collect();
        let foreign = std::iter::once(lead).chain(&leads).find_map(|lead| match lead {
            Lead::Foreign(why) => Some(why.clone()),
            _ => None,
        });
        let followed = std::iter::once(lead).chain(&leads).filter(|lead| matches!(lead, Lead::To(_))).count();
        match foreign {
            Some(why) => self.refute("origin", why),
            None if followed > 0 => {
                self.confirm("origin", format!("{followed} links, all on the origin of the request"));
            }
            None => self.leave_open("origin", "there was no link"),
        }
    }

    /// Whether the way back from page two leads to page one.
    pub(super) async fn way_back<P, T, S>(
        &mut self,
        asking: &mut Asking<P, T, S>,
        one: &Probed<P>,
        two: Option<&Probed<P>>,
    ) where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        const CLAIM: &str = "prev";
        if self.spec.prev.is_none() {
            return;
        }
        let Some(two) = two.filter(|two| two.count > 0) else {
            return self.leave_open(CLAIM, "there was no page two");
        };
        let request = match asking.before(two) {
            Lead::To(request) => request,
            Lead::Nowhere => return self.refute(CLAIM, "page two does not say where page one is"),
            Lead::Foreign(_) => {
                return self.leave_open(CLAIM, "the way back leads to another origin, and was not gone");
            }
        };
        match asking.ask(&request).await {
            Answer::Page(back) => match relation(one, &back) {
                Relation::Same => self.confirm(CLAIM, "the way back from page two leads to page one"),
                Relation::NotFound => self.leave_open(CLAIM, "the items were not found in the body"),
                _ => self.refute(CLAIM, "the way back from page two leads to another page than page one"),
            },
            Answer::Nothing => self.refute(CLAIM, "the way back from page two leads to a page without content"),
            Answer::Refused(status, why) if is_refusal(status) => {
                self.refute(CLAIM, format!("the way back was refused: {why}"));
            }
            Answer::Refused(_, why) => self.leave_open(CLAIM, format!("the way back did not come: {why}")),
            Answer::NotAsked => self.leave_open(CLAIM, "the way back was not gone"),
        }
    }
}
