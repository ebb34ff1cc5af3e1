//! No token stream makes the macro panic, and what it generates always parses.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::{DeriveInput, Meta};

const INPUTS: &[&str] = &[
    "#[cursor(field = meta.next, prev(field = \"meta.prev\"), param = \"after\", stop(empty_page, repeated), or(last_item = id))]
     #[next_link(field = links, rel = \"next\", end = \"none\", keep(\"v\"), origin(\"https://files.example\"), upgrade_scheme)]
     #[offset(step(field = meta.step), parallel, max_window = 10_000, stop(short_page), query(\"$a\" = -1, b = \"c\"))]
     #[page(first = 0, session, expired(410), first_only(\"limit\"), continue_at = \"/more\")]
     #[sync_token(header = \"x-sync\", merge, body = \"\")]
     #[paginated(items = inner.list, each = node.0.1, item = Vec<(u8, T)>, has_more = meta.more, total = meta.total)]
     #[paginated(total_pages(header = \"x-pages\"), page_size(param = \"limit\", default = 10, max = 20, send = 15))]
     #[paginated(check = <Self as Check>::check, empty(404), into_iter = true, crate = ::core)]
     struct A<T> { inner: I<T>, meta: M, links: Vec<L> }",
    "#[cursor(with = f)] #[sync_token(cursor)] #[paginated(items(with = g, count = h), item = u8)] struct A(u8, u8);",
    "#[offset = \"x\"] enum A { #[cursor(field = a)] B, C { #[paginated(items)] d: Vec<u8> } }",
];

/// Tokens that stand where they are not expected.
fn intruders() -> Vec<TokenStream> {
    vec![
        quote!(),
        quote!(,),
        quote!(=),
        quote!(.),
        quote!(::),
        quote!(""),
        quote!("a.b"),
        quote!(0),
        quote!(1.5e7),
        quote!(-1),
        quote!(()),
        quote!((a = b)),
        quote!({}),
        quote!([x]),
        quote!(self),
        quote!(r#type),
        quote!('a),
        quote!('a'),
        quote!(b"bytes"),
        quote!(#),
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
