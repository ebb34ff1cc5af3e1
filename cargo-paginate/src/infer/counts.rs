//! The flag, the counts and the page size, by their names.

use super::answers;
use super::leaves::{Leaf, leaves};
use super::parameters::role_of;
use super::words::{self, Role};
use crate::declaration::{Count, CountPlace, Evidence, Flag, PageSize, Parts, Target};
use crate::operation::Operation;
use crate::schema::{Kind, Schemas};

pub(super) fn flag(leaves: &[Leaf<'_>]) -> Option<Flag> {
    leaves.iter().filter(|leaf| leaf.shape.kind == Kind::Flag).find_map(|leaf| {
        let (own, _) = leaf.names();
        let is_last = answers::flag(&own)?;
        let evidence = Evidence::guessed(format!("`{}`, by its name and type", leaf.path.join(".")));
        Some(Flag { path: leaf.path.clone(), is_last, evidence })
    })
}

/// The flag or the counts that end a walk that is counted, and that nothing declares.
pub fn words_about_the_end(parts: &mut Parts, operation: &Operation<'_>, schemas: Schemas<'_>) {
    let Some(response) = &operation.response else { return };
    let leaves = leaves(response, schemas);
    if let Some(flag) = flag(&leaves) {
        parts.flag = Some(flag);
        return;
    }
    let count = |role: fn(&str, &str) -> bool| {
        leaves.iter().filter(|leaf| matches!(leaf.shape.kind, Kind::Integer | Kind::Number)).find_map(|leaf| {
            let (own, parent) = leaf.names();
            role(&own, &parent).then(|| Count {
                place: CountPlace::Field(leaf.path.clone()),
                evidence: Evidence::guessed(format!("`{}`, by its name and type", leaf.path.join("."))),
            })
        })
    };
    parts.total_pages = count(answers::is_total_pages);
    parts.total = count(answers::is_total);
    if parts.total.is_none() {
        parts.total = operation
            .headers
            .iter()
            .find(|header| {
                matches!(
                    words::plain(header.name).as_str(),
                    "xtotal" | "xtotalcount" | "totalcount" | "xwptotal" | "xpaginationtotalcount"
                )
            })
            .map(|header| Count {
                place: CountPlace::Header(header.name.to_ascii_lowercase()),
                evidence: Evidence::guessed(format!("the header `{}`, by its name", header.name)),
            });
    }
}

/// Whether `true` means the last page, of a flag with this name.
pub fn flag_word(name: &str) -> Option<bool> {
    answers::flag(&words::plain(name))
}

/// Whether a member at this place is the number of all records.
pub fn is_total_name(path: &[String]) -> bool {
    let mut names = path.iter().rev().map(|name| words::plain(name));
    let own = names.next().unwrap_or_default();
    answers::is_total(&own, &names.next().unwrap_or_default())
}

/// Whether a parameter of this name is a page size.
pub fn is_page_size(name: &str) -> bool {
    words::role(name) == Some(Role::Size)
}

/// The parameter that says how many records a page has.
pub fn page_size(parts: &Parts, operation: &Operation<'_>, schemas: Schemas<'_>) -> Option<PageSize> {
    let positions: Vec<&Target> = parts.strategies.iter().filter_map(|strategy| strategy.next.target()).collect();
    let place = positions.first().copied();
    let parameter = operation
        .parameters
        .iter()
        .filter(|parameter| {
            parameter.target.is_some() && parameter.target.as_ref().is_none_or(|target| !positions.contains(&target))
        })
        .filter(|parameter| role_of(parameter, operation, schemas) == Some(Role::Size))
        .min_by_key(|parameter| {
            let same_place =
                place.is_none_or(|place| parameter.target.as_ref().is_some_and(|target| same_kind(target, place)));
            (!same_place, words::rank_of_size(&words::plain(&parameter.name)))
        })?;
    Some(PageSize {
        target: parameter.target.clone(),
        default: None,
        max: None,
        send: None,
        evidence: Evidence::guessed(format!("the parameter `{}`, by its name", parameter.name)),
    })
}

fn same_kind(one: &Target, other: &Target) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}
