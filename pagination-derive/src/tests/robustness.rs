//! No token stream makes the macro panic, and what it generates always parses.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::{DeriveInput, Meta};

const INPUTS: &[&str] = &[
    "#[cursor(field = m.n, prev(field = \"m.p\"), param = \"a\", stop(empty_page), or(last_item = id))] struct A { d: Vec<u8>, m: M }",
    "#[next_link(field = l, rel = \"n\", end = \"none\", keep(\"v\"), origin(\"https://f.example\"))] struct A { d: Vec<u8>, l: L }",
    "#[next_link(rel = \"n\", end(results = \"false\"))] struct A<T>(Vec<T>);",
    "#[offset(step(field = n), parallel, max_window = 10_000, stop(short_page), query(\"$a\" = -1, b = \"c\"))] struct A { n: N }",
    "#[page(first = 0, expired(410), first_only(\"limit\"), continue_at = \"/more\")] struct A(u8);",
    "#[cursor(with = <A as B>::f, merge, body = \"\")] #[sync_token(header = \"x\", merge, body = \"\")] struct A(u8);",
    "#[paginated(items = i.l, each = n.0.1, item = Vec<(u8, T)>, has_more = i.m, total(header = \"x\"))] struct A<T> { i: I<T> }",
    "#[paginated(items(with = g, count = h), item = u8, check = c, empty(404), into_iter = true, crate = ::core)] struct A(u8, u8);",
    "#[paginated(page_size(param = \"limit\", default = 10, max = 20, send = 15))] struct A(u8);",
    "#[offset = \"x\"] enum A { #[cursor(field = a)] B, C { #[paginated(items)] d: Vec<u8> } }",
];

/// Tokens that stand where they are not expected.
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
    assert!(count > 1_000, "{count}");
}
