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
    #[next_link(field = links, rel = "next", end = "none", keep("v"), origin("https://files.example"))]
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
    #[paginated(is_last = last)]
    pub(crate) struct More {
        records: ::std::vec::Vec<(u8,)>,
        last: ::std::option::Option<bool>,
    }

    fn next(_: &::pagination_core::Page<More>) -> ::std::option::Option<::std::collections::BTreeMap<u8, u8>> {
        ::std::option::Option::None
    }

    #[derive(Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items(with = take, count = count), item = u8)]
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
}

#[::std::prelude::v1::test]
fn generated_code_names_everything_by_its_full_path() {
    fn is_paginated<P: ::pagination_core::Paginated>() {}
    is_paginated::<response::Everything>();
    is_paginated::<response::More>();
    is_paginated::<response::Taken>();
    is_paginated::<renamed::Names>();
    is_paginated::<written_by_a_macro::Records>();
}
