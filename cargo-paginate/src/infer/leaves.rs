//! The values of a response that are in no list.

use super::words;
use super::{DEPTH, MEMBERS};
use crate::declaration::WirePath;
use crate::schema::{Kind, Node, Schemas, Shape};

/// A member of the response outside its records.
pub(super) struct Leaf<'a> {
    pub(super) path: WirePath,
    pub(super) shape: Shape<'a>,
}

impl Leaf<'_> {
    /// Its name, and that of what it is in.
    pub(super) fn names(&self) -> (String, String) {
        let mut names = self.path.iter().rev();
        let own = names.next().map(|name| words::plain(name)).unwrap_or_default();
        (own, names.next().map(|name| words::plain(name)).unwrap_or_default())
    }
}

/// The values of a response that are in no list.
pub(super) fn leaves<'a>(response: &Node<'a>, schemas: Schemas<'a>) -> Vec<Leaf<'a>> {
    let mut found = Vec::new();
    collect_leaves(&schemas.shape(response), schemas, &mut Vec::new(), &mut found);
    found
}

fn collect_leaves<'a>(shape: &Shape<'a>, schemas: Schemas<'a>, path: &mut WirePath, found: &mut Vec<Leaf<'a>>) {
    for (name, member) in &shape.members {
        if found.len() > MEMBERS {
            return;
        }
        let inner = schemas.shape(&member.node);
        path.push((*name).to_owned());
        match inner.kind {
            Kind::Object if path.len() < DEPTH => {
                collect_leaves(&inner, schemas, path, found);
                found.push(Leaf { path: path.clone(), shape: inner });
            }
            Kind::List => {}
            _ => found.push(Leaf { path: path.clone(), shape: inner }),
        }
        path.pop();
    }
}
