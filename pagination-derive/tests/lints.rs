//! No lint fires on the generated code, whatever the user's crate denies.
#![deny(
    warnings,
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_idioms
)]
#![deny(rust_2021_compatibility, rust_2024_compatibility, unused, unreachable_pub, unused_qualifications, missing_docs)]
#![deny(absolute_paths_not_starting_with_crate, elided_lifetimes_in_paths, explicit_outlives_requirements)]
#![deny(macro_use_extern_crate, meta_variable_misuse, missing_copy_implementations, missing_debug_implementations)]
#![deny(non_ascii_idents, redundant_imports, redundant_lifetimes, single_use_lifetimes, trivial_casts)]
#![deny(trivial_numeric_casts, unit_bindings, unsafe_code, unstable_features, unused_extern_crates)]
#![deny(unused_import_braces, unused_lifetimes, unused_results, variant_size_differences, ambiguous_negative_literals)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::cargo)]
#![deny(
    clippy::absolute_paths,
    clippy::arithmetic_side_effects,
    clippy::default_numeric_fallback,
    clippy::disallowed_script_idents,
    clippy::expect_used,
    clippy::implicit_return,
    clippy::indexing_slicing,
    clippy::let_underscore_untyped,
    clippy::min_ident_chars,
    clippy::missing_inline_in_public_items,
    clippy::missing_trait_methods,
    clippy::pattern_type_mismatch,
    clippy::ref_patterns,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated,
    clippy::single_call_fn,
    clippy::str_to_string,
    clippy::unseparated_literal_suffix,
    clippy::unwrap_used
)]
#![allow(clippy::multiple_crate_versions, clippy::cargo_common_metadata, reason = "of the workspace, not of the code")]
#![allow(
    clippy::single_call_fn,
    clippy::missing_inline_in_public_items,
    clippy::implicit_return,
    reason = "the functions below"
)]
#![allow(clippy::absolute_paths, reason = "the types below")]

use std::collections::BTreeMap;

use pagination_core::{Page, Paginated};

/// A response with every kind of path.
#[derive(Debug, Clone, Paginated)]
#[cursor(field = meta.next, prev(field = meta.prev), stop(empty_page))]
#[next_link(field = links, rel = "next")]
#[offset(step(field = meta.step), parallel, max_window = 10_000, stop(short_page))]
#[page(first = 0, expired(410))]
#[sync_token(header = "x-sync")]
#[paginated(items = inner.list, each = node, item = String, key, has_more = meta.more, total = meta.total)]
#[paginated(total_pages(header = "x-pages"), page_size(param = "limit", default = 10), check = check)]
pub struct Everything {
    inner: Option<Box<Inner>>,
    meta: Meta,
    links: Vec<Link>,
}

#[derive(Debug, Clone)]
struct Inner {
    list: Option<Vec<Node>>,
}

#[derive(Debug, Clone)]
struct Node {
    node: Option<String>,
}

#[derive(Debug, Clone)]
struct Meta {
    next: Option<String>,
    prev: Option<String>,
    step: u64,
    more: bool,
    total: u64,
}

#[derive(Debug, Clone)]
struct Link {
    rel: String,
    href: String,
}

#[allow(clippy::missing_const_for_fn, clippy::unnecessary_wraps, reason = "what `check` asks for")]
fn check(_: &Everything) -> Result<(), String> {
    Ok(())
}

/// A response whose field is deprecated.
#[derive(Debug, Clone, Paginated)]
#[cursor(last_item = id, or(with = next))]
#[paginated(is_last = last)]
pub struct Deprecated {
    #[deprecated]
    records: Vec<Record>,
    #[deprecated]
    last: bool,
}

/// A record.
#[derive(Debug, Clone)]
pub struct Record {
    id: String,
}

const fn next(_: &Page<Deprecated>) -> Option<u64> {
    None
}

/// A response with the targets and options that the others do not use.
#[derive(Debug, Clone, Paginated)]
#[cursor(field = next, merge, body = "", initial = "*", end = "0", first_only, continue_at = "/more", max_window = 500)]
#[next_link(
    rel = "next",
    end(results = "false"),
    prev(rel = "prev"),
    keep("api-version"),
    origin("https://files.example"),
    upgrade_scheme
)]
#[offset(form = "Skip", step(header = "x-step"), first = 1, first_only("limit"), query(sort = "id", "$top" = 5))]
#[page(request_header = "x-page", session, first_only)]
#[sync_token(cursor)]
#[paginated(items = records, has_more = more, total(header = "x-total"), empty(404, 410), into_iter = true)]
#[paginated(page_size(body = "/limit", default = 10, max = 20, send = 15))]
pub struct Rest {
    records: BTreeMap<String, u8>,
    next: Option<BTreeMap<String, u8>>,
    more: Option<bool>,
}

/// A response whose fields carry the roles.
#[derive(Debug, Clone, Paginated)]
pub struct Marked {
    #[paginated(items)]
    records: Vec<u8>,
    #[cursor(body = "/variables/after", stop(empty_page, repeated), allow_empty)]
    next: String,
    #[sync_token(link)]
    delta: Option<String>,
    #[paginated(is_last)]
    last: bool,
    #[paginated(total)]
    total: u64,
}

/// A response whose records a function collects.
#[derive(Debug, Clone, Paginated)]
#[page(stop(empty_page))]
#[paginated(items(with = take, count = count), item = u8, into_iter = false)]
pub struct Taken {
    added: Vec<u8>,
}

fn take(taken: &mut Taken) -> Vec<u8> {
    std::mem::take(&mut taken.added)
}

const fn count(taken: &Taken) -> usize {
    taken.added.len()
}

/// A response whose record is the position itself.
#[derive(Debug, Clone, Paginated)]
#[cursor(first_item, stop(empty_page))]
pub struct Ids(Vec<u64>);

/// A response with parameters.
#[derive(Debug, Clone, Paginated)]
#[page(stop(empty_page))]
pub struct Borrowed<'name, T, const N: usize> {
    names: Vec<&'name [T; N]>,
}

#[test]
fn no_lint_fires_on_generated_code() {
    const fn is_paginated<P: Paginated>() {}
    is_paginated::<Everything>();
    is_paginated::<Deprecated>();
    is_paginated::<Rest>();
    is_paginated::<Marked>();
    is_paginated::<Taken>();
    is_paginated::<Ids>();
    is_paginated::<Borrowed<'_, u8, 1>>();
}
