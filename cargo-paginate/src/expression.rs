//! The small languages in which vendors name a place of the response.

use crate::declaration::WirePath;
use crate::schema::{Node, Schemas};

/// A place of the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the body.
    Body(WirePath),
    /// In the last entry of a list.
    LastItem {
        /// The list.
        list: WirePath,
        /// Within its entry.
        rest: WirePath,
    },
    /// In the first entry of a list.
    FirstItem {
        /// The list.
        list: WirePath,
        /// Within its entry.
        rest: WirePath,
    },
    /// In every entry of a list.
    Each {
        /// The list.
        list: WirePath,
        /// Lists in its entries, one in the other.
        groups: Vec<WirePath>,
        /// Within the entries of the innermost.
        each: WirePath,
    },
}

/// One step on the way to a place.
enum Step {
    Name(String),
    Last,
    First,
    All,
}

/// A JSON path with names, `[*]`, and one `[-1]` or `[0]`. The same without `$` is read, too.
pub fn json_path(text: &str) -> Option<Place> {
    let mut rest = text.trim();
    rest = rest.strip_prefix('$').unwrap_or(rest);
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("..") {
            let _ = after;
            return None;
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
        if let Some(after) = rest.strip_prefix('[') {
            let (inside, after) = bracket(after)?;
            steps.push(inside);
            rest = after;
            continue;
        }
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end)?;
        match name {
            "" => return None,
            "*" => steps.push(Step::All),
            name => steps.push(Step::Name(name.to_owned())),
        }
        rest = after;
    }
    place(steps)
}

fn bracket(after: &str) -> Option<(Step, &str)> {
    if let Some(quote) = after.chars().next().filter(|c| matches!(c, '\'' | '"')) {
        let inner = after.get(1..)?;
        let (name, rest) = inner.split_once(quote)?;
        return Some((Step::Name(name.to_owned()), rest.trim_start().strip_prefix(']')?));
    }
    let (inside, rest) = after.split_once(']')?;
    let inside: String = inside.chars().filter(|c| !c.is_whitespace()).collect();
    let step = match inside.as_str() {
        "-1" | "-1:" | "(@.length-1)" => Step::Last,
        "0" | ":1" => Step::First,
        "*" | "" => Step::All,
        _ => return None,
    };
    Some((step, rest))
}

fn place(steps: Vec<Step>) -> Option<Place> {
    let mut path = Vec::new();
    let mut list = None;
    let mut lists = Vec::new();
    for step in steps {
        match step {
            Step::Name(name) => path.push(name),
            Step::All if list.is_none() => lists.push(std::mem::take(&mut path)),
            Step::Last if list.is_none() && lists.is_empty() => list = Some((std::mem::take(&mut path), true)),
            Step::First if list.is_none() && lists.is_empty() => list = Some((std::mem::take(&mut path), false)),
            _ => return None,
        }
    }
    let mut lists = lists.into_iter();
    Some(match (list, lists.next()) {
        (Some((list, true)), _) => Place::LastItem { list, rest: path },
        (Some((list, false)), _) => Place::FirstItem { list, rest: path },
        (None, None) => Place::Body(path),
        (None, Some(list)) => {
            let groups: Vec<WirePath> = lists.collect();
            if groups.is_empty() && path.is_empty() {
                return Some(Place::Body(list));
            }
            Place::Each { list, groups, each: path }
        }
    })
}

/// Joins segments that are one name with dots in it, where the schema has such a name.
pub fn with_dotted_names(path: &[String], response: Option<&Node<'_>>, schemas: Schemas<'_>) -> WirePath {
    let Some(response) = response else { return path.to_vec() };
    if schemas.at(response, path).is_some() {
        return path.to_vec();
    }
    for length in (2..=path.len()).rev() {
        for start in 0..=path.len() - length {
            let (Some(before), Some(middle), Some(after)) =
                (path.get(..start), path.get(start..start + length), path.get(start + length..))
            else {
                continue;
            };
            let mut joined = before.to_vec();
            joined.push(middle.join("."));
            joined.extend_from_slice(after);
            if schemas.at(response, &joined).is_some() {
                return joined;
            }
        }
    }
    path.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> WirePath {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn json_paths_name_places() {
        assert_eq!(json_path("$.meta.next"), Some(Place::Body(names(&["meta", "next"]))));
        assert_eq!(json_path("$['@odata.nextLink']"), Some(Place::Body(names(&["@odata.nextLink"]))));
        assert_eq!(json_path("$"), Some(Place::Body(names(&[]))));
        assert_eq!(json_path("$.data[*]"), Some(Place::Body(names(&["data"]))));
        for last in ["$.data[-1].id", "$.data[(@.length-1)].id", "$.data[-1:].id"] {
            assert_eq!(json_path(last), Some(Place::LastItem { list: names(&["data"]), rest: names(&["id"]) }));
        }
        let each = |groups: &[&[&str]], each: &[&str]| {
            let groups = groups.iter().map(|path| names(path)).collect();
            Some(Place::Each { list: names(&["data"]), groups, each: names(each) })
        };
        assert_eq!(json_path("$.data[*].node"), each(&[], &["node"]));
        assert_eq!(json_path("data[].rows[]"), each(&[&["rows"]], &[]));
        assert_eq!(json_path("$.data[*][*].row"), each(&[&[]], &["row"]));
        for unknown in ["$..id", "$.data[3].id", "$.data[*].id[-1]", "$.data[?(@.a)]"] {
            assert_eq!(json_path(unknown), None);
        }
    }
}
