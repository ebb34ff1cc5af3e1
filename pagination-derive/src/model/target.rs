//! Where a value is written in a request.

use proc_macro2::Ident;
use syn::LitStr;

use crate::attr::Written;
use crate::attr::keys::TargetKeys;
use crate::attr::value::Format;
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
    Path(LitStr),
    /// A text around the value, at another target.
    Format(Box<Target>, Format),
}

impl Target {
    /// The target inside every text around the value.
    pub(crate) fn innermost(&self) -> &Self {
        match self {
            Self::Format(place, _) => place.innermost(),
            place => place,
        }
    }

    /// The text around the value.
    pub(crate) fn format(&self) -> Option<&Format> {
        match self {
            Self::Format(_, format) => Some(format),
            _ => None,
        }
    }
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
        let TargetKeys { param, body, form, request_header, merge, link, path, format } = keys;
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
        found.extend(path.map(|path| (path.key, Target::Path(path.value.0))));

        let mut found = found.into_iter();
        let Some((first, target)) = found.next() else {
            if let Some(format) = format {
                errors.at(
                    format.key.span(),
                    "`format` is the text around a value, and needs a target for it: add `param = \"…\"`, `request_header = \"…\"`, or \
                     another target",
                );
            }
            return None;
        };
        for (other, _) in found {
            errors.at(
                other.span(),
                format!("`{first}` and `{other}` are both targets, but a value has one: remove one of the two"),
            );
        }
        let target = match format {
            Some(format) => formatted(target, format, &first, errors),
            None => target,
        };
        Some(Self { target, key: Some(first) })
    }
}

/// The target with a text around the value. A map, a link and a path have none.
fn formatted(target: Target, format: Written<Format>, key: &Ident, errors: &Errors) -> Target {
    let reason = match target {
        Target::MergeQuery | Target::MergeBody(_) => "writes a map, which has no text around it",
        Target::Link => "is a complete URL, which has no text around it",
        Target::Path(_) => "already has the text around the position",
        target => return Target::Format(Box::new(target), format.value),
    };
    errors.at(format.key.span(), format!("`{key}` {reason}: remove `format`"));
    target
}
