//! No token stream makes the macro panic, and what it generates always parses.
//!
//! Three runs: every struct of `tests/expansion` and of [`INPUTS`] with one token changed, the same structs with several changes at
//! random places, and streams of random tokens. The random runs are bounded, and longer with
//!
//! ```text
//! CARGO_PROFILE_RELEASE_BUILD_OVERRIDE_OPT_LEVEL=3 MACRO_CASES=1000000 \
//!     cargo test -p pagination-derive --release robustness -- --nocapture
//! ```
//!
//! Without the variable, cargo builds a macro unoptimised, also for a release: that takes two to three times as long.
//!
//! `MACRO_SEED` is the seed of the first case; a failure names its own: `MACRO_SEED=17 MACRO_CASES=1` tries it again.

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Meta};

use crate::attr::keys::GRAMMAR;

/// How many cases each random run tries, unless `MACRO_CASES` says otherwise.
const CASES: u64 = 4_000;

const INPUTS: &[&str] = &[
    "#[cursor(field = m.n, prev(field = \"m.p\"), param = \"a\", stop(empty_page), or(last_item = id))] struct A { d: Vec<u8>, m: M }",
    "#[next_link(field = l, rel = \"n\", end = \"none\", keep(\"v\"), origin(\"https://f.example\"))] struct A { d: Vec<u8>, l: L }",
    "#[next_link(rel = \"n\", end(results = \"false\"))] struct A<T>(Vec<T>);",
    "#[offset(step(field = n), parallel, max_window = 10_000, stop(short_page), query(\"$a\" = -1, b = \"c\"))] struct A { n: N }",
    "#[page(first = 0, expired(410), first_only(\"limit\"), continue_at = \"/more\")] struct A(u8);",
    "#[cursor(with = <A as B>::f, merge, body = \"\")] #[sync_token(header = \"x\", merge, body = \"\")] struct A(u8);",
    "#[paginated(items = i.l, each = n.0.1, item = Vec<(u8, T)>, has_more = i.m, total(header = \"x\"))] struct A<T> { i: I<T> }",
    "#[paginated(items(with = g, count = h), item = u8, check = c, empty(404), name = \"a\", into_iter = true, crate = ::core)] struct A(u8, u8);",
    "#[paginated(page_size(param = \"limit\", default = 10, max = 20, send = 15))] struct A(u8);",
    "#[offset(request_header = \"Range\", format = \"items={position}-{last}\", stop(short_page))] #[paginated(page_size(param = \"n\", format = \"max={size}\", default = 9))] struct A(u8);",
    "#[page(path = \"/surveys/{position}\", stop(empty_page))] struct A(u8);",
    "#[next_link(rel = \"n\", method = \"GET\", base = m.b, same_origin)] #[sync_token(last_item = id)] struct A { d: Vec<u8>, m: M }",
    "#[paginated(name = \"a\", into_iter = false, crate = ::core)] enum A<T> { #[paginated(page)] B(Box<P<T>>), C { d: T }, E(u8, u8), F }",
    "#[paginated(items(chain(a, b.c)), each = *.r.*.0.n, item = u8)] #[cursor(last_item = id)] struct A<T> { a: Vec<T>, b: B }",
    "#[paginated(items = a.b, each = \"*.1.*\", item = u8)] #[page(stop(empty_page))] struct A { a: B }",
    "#[paginated(has_more(with = f), total(with = A::g), total_pages(header = \"x\"))] #[cursor(last_item(with = h))] struct A(Vec<u8>);",
    "#[offset = \"x\"] enum A { #[cursor(field = a)] B, C { #[paginated(items)] d: Vec<u8> } }",
];

/// Structs as users write them.
const STRUCTS: &[&str] = &[
    include_str!("../../tests/expansion/cursor.rs"),
    include_str!("../../tests/expansion/next_link.rs"),
    include_str!("../../tests/expansion/offset.rs"),
    include_str!("../../tests/expansion/page.rs"),
    include_str!("../../tests/expansion/paginated.rs"),
    include_str!("../../tests/expansion/sync_token.rs"),
    include_str!("../../tests/expansion/targets.rs"),
];

/// The attributes, with which a random struct begins.
const ATTRIBUTES: &[&str] = &["cursor", "next_link", "offset", "page", "sync_token", "paginated"];

/// What random streams are made of, beside the attributes and every key: shapes that the grammar has, and many that it does not have.
const OTHER_WORDS: &[&str] = &[
    "data",
    "meta",
    "r#type",
    "self",
    "Self",
    "super",
    "_",
    "true",
    "false",
    "Option",
    "Vec",
    "u8",
    "fn",
    "'a",
    "\"\"",
    "\"a.b\"",
    "\"0.type\"",
    "\"/a/b\"",
    "\"a b\"",
    "\"{position}-{last}\"",
    "\"max={size}\"",
    "\"/a/{position}\"",
    "\"{pos{é}\"",
    "\"$top\"",
    "\"next\"",
    "\"https://a.example\"",
    "\"größe\"",
    "\"a..b\"",
    "\"r#\"",
    "b\"x\"",
    "c\"x\"",
    "'x'",
    "0",
    "1",
    "-1",
    "0.1",
    "1.",
    "0x1",
    "1e9",
    "0u8",
    "404",
    "99999",
    "18446744073709551616",
    "99999999999999999999999999999999999999999",
    ".",
    "..",
    "=",
    "==",
    ",",
    ",,",
    "::",
    "<",
    ">",
    "<<",
    "->",
    "|",
    "&",
    "#",
    "!",
    "?",
    ":",
    ";",
    "$",
    "@",
    "*",
    "-",
];

/// Tokens where they are not expected.
fn intruders() -> Vec<TokenStream> {
    vec![
        quote!(),
        quote!(,),
        quote!(=),
        quote!(.),
        quote!("a.b"),
        quote!(0),
        quote!(1.5e7),
        quote!(-1),
        quote!(()),
        quote!((a = b)),
        quote!(self),
        quote!('a),
        quote!(b"bytes"),
        quote!(field = x),
        quote!(|a| a),
    ]
}

/// Every stream that differs from this one in one token.
fn variants(tokens: &TokenStream, visit: &mut dyn FnMut(TokenStream)) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (index, tree) in trees.iter().enumerate() {
        let with = |middle: TokenStream| -> TokenStream {
            let (before, after) = (trees.iter().take(index).cloned(), trees.iter().skip(index + 1).cloned());
            before.chain(middle).chain(after).collect()
        };
        for intruder in intruders() {
            visit(with(intruder.clone()));
            visit(with(quote!(#intruder #tree)));
        }
        if let TokenTree::Group(group) = tree {
            for delimiter in [Delimiter::Brace, Delimiter::Bracket, Delimiter::None] {
                visit(with(TokenTree::Group(Group::new(delimiter, group.stream())).into()));
            }
            variants(&group.stream(), &mut |inside| {
                visit(with(TokenTree::Group(Group::new(group.delimiter(), inside)).into()));
            });
        }
    }
}

/// The generator `SplitMix64`: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn word(&mut self) -> &'static str {
        static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
            let keys = GRAMMAR.rows().map(|row| row.name);
            ATTRIBUTES.iter().copied().chain(keys).chain(OTHER_WORDS.iter().copied()).collect()
        });
        WORDS.get(self.below(WORDS.len())).unwrap()
    }

    fn attribute(&mut self) -> &'static str {
        ATTRIBUTES.get(self.below(ATTRIBUTES.len())).unwrap()
    }

    /// Some words, and groups of words.
    fn words(&mut self, depth: u8) -> String {
        let mut text = String::new();
        for _ in 0..self.below(7) {
            match self.below(8) {
                0 if depth > 0 => {
                    let (open, close) = *[("(", ")"), ("[", "]"), ("{", "}")].get(self.below(3)).unwrap();
                    let inside = self.words(depth - 1);
                    write!(text, "{open}{inside}{close} ").unwrap();
                }
                // Mostly `key = value` and `key(…)`, so that the depth of the parsers is reached.
                1 | 2 => write!(text, "{} = {}, ", self.word(), self.word()).unwrap(),
                3 if depth > 0 => {
                    let key = self.word();
                    let inside = self.words(depth - 1);
                    write!(text, "{key}({inside}), ").unwrap();
                }
                _ => write!(text, "{} ", self.word()).unwrap(),
            }
        }
        text
    }

    /// The stream with one change somewhere in it, also in the depth of a group.
    fn changed(&mut self, tokens: TokenStream) -> TokenStream {
        let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
        let index = self.below(trees.len());
        if let Some(TokenTree::Group(group)) = trees.get(index).cloned()
            && self.below(8) > 0
        {
            let inside = self.changed(group.stream());
            if let Some(tree) = trees.get_mut(index) {
                *tree = TokenTree::Group(Group::new(group.delimiter(), inside));
            }
            return trees.into_iter().collect();
        }
        let new: TokenStream = self.word().parse().unwrap_or_default();
        let other = self.below(trees.len());
        match self.below(5) {
            0 if !trees.is_empty() => drop(trees.remove(index)),
            1 if !trees.is_empty() => trees.swap(index, other),
            2 if !trees.is_empty() => drop(trees.splice(index..=index, new)),
            // A piece comes twice.
            3 if !trees.is_empty() => {
                let (from, to) = (index.min(other), index.max(other));
                let piece: Vec<TokenTree> = trees.iter().skip(from).take(to - from + 1).cloned().collect();
                drop(trees.splice(to..to, piece));
            }
            _ => drop(trees.splice(index..index, new)),
        }
        trees.into_iter().collect()
    }
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

/// Tries as many seeds as are asked for. `case` makes an input of a seed, or none where the random tokens are no Rust.
fn try_random(name: &str, case: impl Fn(&mut Random) -> Option<TokenStream>) {
    let first = number("MACRO_SEED", 0);
    let (mut executions, mut mistaken) = (0_u64, 0_u64);
    for seed in first..first.saturating_add(number("MACRO_CASES", CASES)) {
        let Some(tokens) = case(&mut Random(seed)) else { continue };
        let Ok(input) = syn::parse2::<DeriveInput>(tokens.clone()) else { continue };
        let expanded = catch_unwind(AssertUnwindSafe(|| crate::paginated(input)));
        let output = expanded.unwrap_or_else(|_| panic!("MACRO_SEED={seed} panics on {tokens}"));
        let parsed = syn::parse2::<syn::File>(output.clone());
        assert!(parsed.is_ok(), "MACRO_SEED={seed} expands {tokens} to {output}");
        executions += 1;
        mistaken += u64::from(output.to_string().contains("compile_error"));
    }
    println!("{name}: {executions} executions without a panic, {mistaken} of them with a mistake in the input");
    assert!(number("MACRO_CASES", CASES) < 100 || executions > 0, "no input could be read");
}

#[test]
fn no_attribute_makes_the_macro_panic_and_the_output_always_parses() {
    let mut count = 0_usize;
    for input in INPUTS {
        let input: DeriveInput = syn::parse_str(input).unwrap();
        for index in 0..input.attrs.len() {
            let Some(Meta::List(list)) = input.attrs.get(index).map(|attribute| &attribute.meta) else { continue };
            let list = list.clone();
            variants(&list.tokens, &mut |tokens| {
                let mut changed = input.clone();
                if let Some(attribute) = changed.attrs.get_mut(index) {
                    attribute.meta = Meta::List(syn::MetaList { tokens, ..list.clone() });
                }
                let written = list.path.get_ident().map(ToString::to_string);
                let output = crate::paginated(changed);
                let parsed = syn::parse2::<syn::File>(output.clone());
                assert!(parsed.is_ok(), "in {written:?}: {output}");
                count += 1;
            });
        }
    }
    println!("one token changed: {count} executions without a panic");
    assert!(count > 1_000, "{count}");
}

#[test]
fn no_change_of_a_real_struct_makes_the_macro_panic() {
    let inputs: Vec<&str> = INPUTS.iter().chain(STRUCTS).copied().collect();
    try_random("real structs changed", |random| {
        let text = inputs.get(random.below(inputs.len()))?;
        let changes = random.below(4);
        if random.below(8) == 0 {
            // Anywhere, as far as it is a struct after that.
            let tokens: TokenStream = text.parse().ok()?;
            return Some((0..=changes).fold(tokens, |tokens, _| random.changed(tokens)));
        }
        let mut input: DeriveInput = syn::parse_str(text).ok()?;
        for _ in 0..=changes {
            let index = random.below(input.attrs.len());
            if let Some(Meta::List(list)) = input.attrs.get_mut(index).map(|attribute| &mut attribute.meta) {
                list.tokens = random.changed(list.tokens.clone());
            }
        }
        Some(input.to_token_stream())
    });
}

#[test]
fn no_stream_of_random_tokens_makes_the_macro_panic() {
    try_random("random tokens", |random| {
        let mut text = String::new();
        for _ in 0..=random.below(3) {
            let attribute = random.attribute();
            let inside = random.words(3);
            write!(text, "#[{attribute}({inside})] ").ok()?;
        }
        let field = random.attribute();
        let on_field = random.words(2);
        write!(text, "struct A<T> {{ data: Vec<T>, #[{field}({on_field})] next: Option<String>, meta: M }}").ok()?;
        text.parse().ok()
    });
}
