//! Where a value is written in a request.

use proc_macro2::Ident;
use syn::LitStr;

use crate::attr::keys::TargetKeys;
use crate::errors::Errors;

/// Where a value is written.
#[derive(Clone)]
pub(crate) enum Target {
    Param(LitStr),
    Body(LitStr),
    Form(LitStr),
    Header(LitStr),
    MergeQuery,
    MergeBody(LitStr),
    Link,
}

/// A target and the key that names it. Without a key it is the default.
#[derive(Clone)]
pub(crate) struct KeyedTarget {
    pub(crate) target: Target,
    pub(crate) key: Option<Ident>,
}

impl KeyedTarget {
    /// The target where no key names one.
    pub(super) fn default(target: Target) -> Self {
        Self { target, key: None }
    }

    /// The target that the keys name: at most one.
    pub(super) fn new(keys: TargetKeys, errors: &Errors) -> Option<Self> {
        let TargetKeys { param, body, form, request_header, merge, link } = keys;
        let mut found: Vec<(Ident, Target)> = Vec::new();
        found.extend(param.map(|name| (name.key, Target::Param(name.value.0))));
        found.extend(form.map(|name| (name.key, Target::Form(name.value.0))));
        found.extend(request_header.map(|name| (name.key, Target::Header(name.value.0))));
        match (merge, body) {
            (Some(merge), Some(body)) => found.push((merge.key, Target::MergeBody(body.value.0))),
            (Some(merge), None) => found.push((merge.key, Target::MergeQuery)),
            (None, Some(body)) if body.value.0.value().is_empty() => errors.at(
                body.value.0.span(),
                "the empty pointer is the whole body, which a position cannot replace: name a place such as `body = \"/cursor\"`, or \
                 merge a map into it with `merge, body = \"\"`",
            ),
            (None, Some(body)) => found.push((body.key, Target::Body(body.value.0))),
            (None, None) => {}
        }
        found.extend(link.map(|link| (link.key, Target::Link)));

        let mut found = found.into_iter();
        let (first, target) = found.next()?;
        for (other, _) in found {
            errors.at(
                other.span(),
                format!("`{first}` and `{other}` are two targets, a value is written to one: remove one of the two"),
            );
        }
        Some(Self { target, key: Some(first) })
    }
}
