//! The generated code names everything by its full path: nothing that the user's module calls by the same names is taken for it.
#![no_implicit_prelude]
#![allow(dead_code, reason = "names that must not be found, and fields that only the derive reads")]
#![allow(clippy::pedantic, reason = "names and functions that the derive asks for")]

/// Names of the prelude, meaning something else here.
mod shadows {
    pub struct Option;
    pub struct Result;
    pub struct String;
    pub struct Vec;
    pub struct Box;
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub struct Page;
    pub struct PageInfo;
    pub struct Cursor;
    pub struct Spec;
    pub struct Head;
    pub trait Iterator {}
    pub trait IntoIterator {}
    pub trait Default {}
    pub trait Serialize {}
    pub mod pagination_core {}
    pub mod std {}
    pub mod core {}
}

mod response {
    #[allow(unused_imports, reason = "they are imported in order not to be used")]
    use super::shadows::*;
    use ::pagination_core::Paginated;

    #[derive(Paginated)]
    #[cursor(field = meta.next, prev(field = meta.prev), param = "after", query(sort = "id"), stop(empty_page, repeated))]
    #[next_link(field = links, rel = "next", end = "none", keep("v"), origin("https://files.example"), base = meta.base, method = "GET")]
    #[offset(step(field = meta.step), parallel, max_window = 10_000, stop(short_page))]
    #[page(first = 0, session, expired(410), first_only("limit"), continue_at = "/more")]
    #[sync_token(header = "x-sync")]
    #[paginated(
        items = inner.list,
        each = node,
        item = u8,
        has_more = meta.more,
        total = meta.total,
        total_pages(header = "x-pages"),
        page_size(param = "limit", default = 10, max = 20, send = 15),
        check = check,
        key,
        empty(404)
    )]
    pub(crate) struct Everything {
        inner: ::std::option::Option<::std::boxed::Box<Inner>>,
        meta: Meta,
        links: ::std::vec::Vec<Link>,
    }

    struct Inner {
        list: ::std::option::Option<::std::vec::Vec<Node>>,
    }

    struct Node {
        node: ::std::option::Option<u8>,
    }

    struct Meta {
        next: ::std::option::Option<::std::string::String>,
        prev: ::std::option::Option<::std::string::String>,
        step: u64,
        more: bool,
        total: u64,
        base: ::std::option::Option<::std::string::String>,
    }

    struct Link {
        rel: ::std::string::String,
        href: ::std::string::String,
    }

    fn check(_: &Everything) -> ::std::result::Result<(), ::std::string::String> {
        ::std::result::Result::Ok(())
    }

    #[derive(Paginated)]
    #[cursor(with = next, body = "/position", or(last_item = 0))]
    #[next_link(rel = "next", end(results = "false"))]
    #[paginated(is_last = last, key = 0)]
    pub(crate) struct More {
        records: ::std::vec::Vec<(u8,)>,
        last: ::std::option::Option<bool>,
    }

    fn next(_: &::pagination_core::Page<More>) -> ::std::option::Option<::std::collections::BTreeMap<u8, u8>> {
        ::std::option::Option::None
    }

    #[derive(Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items(with = take, count = count), item = u8, key)]
    pub(crate) struct Taken(u8);

    fn take(_: &mut Taken) -> ::std::vec::Vec<u8> {
        ::std::vec::Vec::new()
    }

    fn count(_: &Taken) -> usize {
        0
    }
}

/// The crate under another name, found through `crate = path`.
mod renamed {
    mod facade {
        pub(crate) use ::pagination_core as pages;
    }

    use facade::pages::Paginated;

    #[derive(Paginated)]
    #[cursor(field = "next")]
    #[paginated(crate = self::facade::pages)]
    pub(crate) struct Names {
        names: ::std::vec::Vec<u8>,
        next: ::std::option::Option<u64>,
    }
}

/// A struct that a macro writes: some of its tokens are the macro's, others the caller's.
mod written_by_a_macro {
    use ::pagination_core::Paginated;

    macro_rules! response {
        ($name:ident { $items:ident: $item:ty, $next:ident }, $($path:tt)+) => {
            #[derive(Paginated)]
            #[cursor(field = $next.value, param = "cursor")]
            #[paginated(items = $($path)+, item = $item, has_more = more)]
            pub(crate) struct $name {
                $items: List<$item>,
                $next: Next,
                more: bool,
            }
        };
    }

    struct List<T> {
        list: ::std::vec::Vec<T>,
    }

    struct Next {
        value: ::std::option::Option<u64>,
    }

    response!(Records { records: u8, next }, records.list);

    /// The whole struct passes through, its fields as `tt`, `ty` and `vis`.
    macro_rules! whole {
        ($(#[$attribute:meta])* $visibility:vis struct $name:ident { $($(#[$on_field:meta])* $field:ident: $type:ty),* $(,)? }) => {
            #[derive(Paginated)]
            $(#[$attribute])*
            $visibility struct $name { $($(#[$on_field])* $field: $type),* }
        };
    }

    whole! {
        #[cursor(field = next.value)]
        #[paginated(has_more = more)]
        pub(crate) struct Whole {
            #[paginated(items)]
            records: ::std::vec::Vec<u8>,
            next: Next,
            more: bool,
        }
    }
}

/// Names that are keywords, at every place where a user may write one.
mod raw_identifiers {
    use ::pagination_core::Paginated;

    #[derive(Paginated)]
    #[cursor(field = r#type.r#match, prev(field = "type.mut"))]
    #[paginated(items = fn, has_more = r#in)]
    pub(crate) struct r#Struct {
        r#fn: ::std::vec::Vec<u8>,
        r#type: Type,
        r#in: bool,
    }

    struct Type {
        r#match: ::std::option::Option<::std::string::String>,
        r#mut: ::std::option::Option<::std::string::String>,
    }

    #[derive(Paginated)]
    pub(crate) struct r#Marked {
        #[paginated(items)]
        r#impl: ::std::vec::Vec<u8>,
        #[cursor(param = "type")]
        r#use: ::std::option::Option<u64>,
    }
}

/// Parameters with defaults, bounds and where-clauses, called as generated code might call its own.
mod parameters {
    #[allow(unused_imports, reason = "they are imported in order not to be used")]
    use super::shadows::*;
    use ::pagination_core::Paginated;

    #[derive(Paginated)]
    #[cursor(field = next)]
    #[offset(stop(short_page))]
    #[paginated(items = list, total = total)]
    pub(crate) struct Page<'a, T: ?::std::marker::Sized + 'a, S = u64, const N: usize = 2>
    where
        T: ::std::marker::Send,
        [u8; N]: ::std::marker::Copy,
    {
        list: ::std::vec::Vec<&'a T>,
        next: ::std::option::Option<S>,
        total: S,
        array: [u8; N],
    }
}

/// Fields are named as in Rust, whatever serde calls them; serde's own attributes stay serde's.
mod with_serde {
    use ::pagination_core::Paginated;
    use ::serde::{Deserialize, Serialize};

    #[derive(Deserialize, Serialize, Paginated)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    #[cursor(field = page_info.end_cursor)]
    #[paginated(items = all_records, total = meta.total_count)]
    pub(crate) struct Renamed {
        #[serde(default, rename = "@records")]
        all_records: ::std::vec::Vec<u8>,
        page_info: Info,
        meta: Meta,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Info {
        end_cursor: ::std::option::Option<::std::string::String>,
    }

    #[derive(Deserialize, Serialize)]
    struct Meta {
        total_count: u64,
    }

    #[derive(Deserialize, Serialize, Paginated)]
    #[cursor(field = info.end_cursor)]
    pub(crate) struct Flattened {
        records: ::std::vec::Vec<u8>,
        #[serde(flatten)]
        info: Info,
    }

    #[derive(Deserialize, Serialize, Paginated)]
    #[serde(transparent)]
    #[offset(stop(short_page))]
    pub(crate) struct Transparent(::std::vec::Vec<u8>);
}

/// A struct of any visibility, with private fields, inside of anything.
mod visibility {
    mod inner {
        use ::pagination_core::Paginated;

        #[derive(Paginated)]
        #[cursor(field = meta.next)]
        pub(in super::super) struct Names {
            names: ::std::vec::Vec<Private>,
            pub(super) meta: Meta,
        }

        pub(in super::super) struct Private(u8);

        pub(super) struct Meta {
            pub(self) next: ::std::option::Option<u64>,
        }
    }

    pub(super) use inner::Names;

    pub(super) fn is_paginated() {
        use ::pagination_core::Paginated;

        #[derive(Paginated)]
        #[page(stop(empty_page))]
        struct InAFunction(::std::vec::Vec<u8>);

        fn is_paginated<P: Paginated>() {}
        is_paginated::<InAFunction>();
    }
}

#[::std::prelude::v1::test]
fn generated_code_names_everything_by_its_full_path() {
    fn is_paginated<P: ::pagination_core::Paginated>() {}
    is_paginated::<response::Everything>();
    is_paginated::<response::More>();
    is_paginated::<response::Taken>();
    is_paginated::<renamed::Names>();
    is_paginated::<written_by_a_macro::Records>();
    is_paginated::<written_by_a_macro::Whole>();
    is_paginated::<raw_identifiers::Struct>();
    is_paginated::<raw_identifiers::Marked>();
    is_paginated::<parameters::Page<'_, str>>();
    is_paginated::<with_serde::Renamed>();
    is_paginated::<with_serde::Flattened>();
    is_paginated::<with_serde::Transparent>();
    is_paginated::<visibility::Names>();
    visibility::is_paginated();
}
