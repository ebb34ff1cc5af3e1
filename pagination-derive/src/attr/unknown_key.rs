//! The message for a key that is unknown where it is written.

use super::grammar::{Grammar, Vocabulary};
use super::scope::Scope;
use super::spelling::{joined, listed, nearest};

/// The message where a key is missing altogether.
pub(super) fn expected(scope: Scope, grammar: Grammar) -> String {
    format!("expected a key of {}: {}", scope.quoted(), listed(&grammar.names_in(scope), "or"))
}

/// Why the key is wrong here, and what is right.
pub(super) fn message(written: &str, scope: Scope, grammar: Grammar) -> String {
    if let Some(reason) = reason(written, scope, grammar) {
        return reason;
    }
    let elsewhere: Vec<String> = grammar.scopes_of(written).into_iter().map(Scope::quoted).collect();
    if !elsewhere.is_empty() {
        return format!("`{written}` is not a key of {}; it belongs to {}", scope.quoted(), joined(&elsewhere, "or"));
    }
    let mut names = grammar.names_in(scope);
    let mut hint = ", expected".to_owned();
    if let Some(near) = nearest(written, names.iter().copied()) {
        names.retain(|name| *name != near);
        names.insert(0, near);
        hint = format!("; did you mean `{near}`? expected");
    }
    format!("unknown key `{written}` in {}{hint} {}", scope.quoted(), listed(&names, "or"))
}

/// The reason where there is more to say than where the key belongs.
fn reason(written: &str, scope: Scope, grammar: Grammar) -> Option<String> {
    let name = scope.quoted();
    let is_counted = matches!(scope, Scope::Offset | Scope::Page);
    if scope == Scope::PaginatedField && grammar.contains(written, Scope::Paginated) {
        return Some(format!("`{written}` is not about one field: move it to `#[paginated(…)]` on the struct"));
    }
    if scope == Scope::NextLink && grammar.find(written, Vocabulary::Target).is_some() {
        return Some(format!(
            "`{written}` has no effect in {name}, whose position is the URL of the next request; a value that is sent as a parameter is \
             a cursor: write `#[cursor(…)]`"
        ));
    }
    if is_counted && let Some(row) = grammar.find(written, Vocabulary::Source) {
        return Some(format!(
            "`{written}` has no effect in {name}, whose position is counted; a position that the response names is a cursor: write \
             `#[cursor({written}{})]`",
            row.form
        ));
    }
    if !matches!(scope, Scope::Paginated | Scope::PaginatedField)
        && let Some(row) = grammar.find(written, Vocabulary::Response)
    {
        return Some(format!(
            "`{written}` is about the response as a whole, not about {name}: write `#[paginated({written}{})]`",
            row.form
        ));
    }
    Some(match (written, scope) {
        ("parallel", Scope::Cursor | Scope::NextLink) => format!(
            "`parallel` is not possible in {name}: the next position is known only after the page before it has arrived; `#[offset]` \
             and `#[page]` can be `parallel`"
        ),
        ("first", Scope::Cursor) => {
            "a cursor is not counted, so it has no `first`; if the first request needs a value, write `initial = \"…\"`"
                .into()
        }
        ("initial", Scope::Offset | Scope::Page) => {
            format!("{name} is counted: write `first = …` instead of `initial`")
        }
        ("step", Scope::Page) => "a page number always moves by one, so `step` has no effect in `#[page]`".into(),
        ("allow_empty", Scope::Stop) => {
            "`allow_empty` is a key of its own, since it does not end a walk: write it next to `stop(…)`".into()
        }
        _ => return None,
    })
}
