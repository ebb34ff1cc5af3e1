//! The fields of the struct, and paths that begin at one of them.

use proc_macro2::TokenTree;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Index, Lit, Member, Meta, Type};

use crate::attr::spelling;
use crate::errors::Errors;
use crate::field_path::{FieldPath, name_of};

/// The fields, in order.
#[derive(Default)]
pub(crate) struct FieldList {
    pub(crate) list: Vec<Field>,
    pub(crate) is_tuple: bool,
}

/// One field.
pub(crate) struct Field {
    pub(crate) member: Member,
    /// Its name without `r#`, or its number.
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) attrs: Vec<Attribute>,
    /// The names that serde reads it from, as far as its own attributes say.
    wire_names: Vec<String>,
}

impl Field {
    /// The path of this field.
    pub(crate) fn path(&self) -> FieldPath {
        FieldPath::of(self.member.clone())
    }
}

impl FieldList {
    pub(crate) fn new(container: &[Attribute], fields: Fields) -> Self {
        let is_tuple = matches!(fields, Fields::Unnamed(_));
        let renames = container.iter().any(|attribute| serde_mentions(attribute, "rename_all"));
        let list = fields.into_iter().enumerate().map(|(index, field)| {
            let member = field.ident.map_or_else(
                || Member::Unnamed(Index { index: u32::try_from(index).unwrap_or(u32::MAX), span: field.ty.span() }),
                Member::Named,
            );
            let name = name_of(&member);
            let mut wire_names: Vec<String> = field.attrs.iter().flat_map(serde_names).collect();
            if renames {
                wire_names.push(name.clone());
            }
            Field { member, name, ty: field.ty, attrs: field.attrs, wire_names }
        });
        Self { list: list.collect(), is_tuple }
    }

    pub(crate) fn get(&self, member: &Member) -> Option<&Field> {
        let name = name_of(member);
        self.list.iter().find(|field| field.name == name)
    }

    /// The path, if it begins at a field. Otherwise that is reported.
    pub(crate) fn resolve(&self, path: FieldPath, errors: &Errors) -> Option<FieldPath> {
        if self.get(&path.first).is_some() {
            return Some(path);
        }
        if self.list.is_empty() {
            // A struct without fields, an enum or a union: that is an error of its own.
            return None;
        }
        let written = name_of(&path.first);
        let names: Vec<&str> = self.list.iter().map(|field| field.name.as_str()).collect();
        let by_wire_name = self.list.iter().find(|field| {
            field.wire_names.iter().any(|name| name == &written)
                || (field.wire_names.iter().any(|name| same_word(name, &written)) && !names.contains(&written.as_str()))
        });
        if let Some(field) = by_wire_name {
            let name = &field.name;
            path.report_first(
                errors,
                format!("`{written}` is the name in the JSON; use the Rust field's name, `{name}`"),
            );
            return None;
        }
        let hint = spelling::nearest(&written, names.iter().copied())
            .map_or_else(|| ";".to_owned(), |near| format!("; did you mean `{near}`?"));
        let are = if names.len() == 1 { "the only field is" } else { "the fields are" };
        path.report_first(errors, format!("no field `{written}`{hint} {are} {}", spelling::listed(&names, "and")));
        None
    }
}

/// `nextCursor`, `next-cursor` and `next_cursor` are one word.
fn same_word(left: &str, right: &str) -> bool {
    let letters = |word: &str| word.to_lowercase().replace(['_', '-', '$', '@', '.'], "");
    left != right && letters(left) == letters(right)
}

fn serde_mentions(attribute: &Attribute, word: &str) -> bool {
    serde_words(attribute).iter().any(|(name, _)| name == word)
}

fn serde_names(attribute: &Attribute) -> Vec<String> {
    let words = serde_words(attribute).into_iter();
    words
        .filter(|(name, _)| matches!(name.as_str(), "rename" | "alias" | "deserialize"))
        .filter_map(|(_, text)| text)
        .collect()
}

/// The words of a `#[serde(…)]`, each with the string after its `=`. Lenient, since serde reports its own mistakes.
fn serde_words(attribute: &Attribute) -> Vec<(String, Option<String>)> {
    let mut words = Vec::new();
    if let Meta::List(list) = &attribute.meta
        && list.path.is_ident("serde")
    {
        collect_words(list.tokens.clone(), &mut words);
    }
    words
}

fn collect_words(tokens: proc_macro2::TokenStream, words: &mut Vec<(String, Option<String>)>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => words.push((ident.to_string(), None)),
            TokenTree::Literal(literal) => {
                if let (Lit::Str(text), Some(last)) = (Lit::new(literal), words.last_mut()) {
                    last.1 = Some(text.value());
                }
            }
            TokenTree::Group(group) => collect_words(group.stream(), words),
            TokenTree::Punct(_) => {}
        }
    }
}

/// `T` of a type that is written as `Vec<T>`, and whether the `Vec` is inside an `Option` or a `Box`.
pub(crate) fn vec_item(ty: &Type) -> Option<(&Type, bool)> {
    match last_segment(ty) {
        Some((name, Some(item))) if name == "Vec" => Some((item, false)),
        Some((name, Some(inner))) if name == "Option" || name == "Box" => vec_item(inner).map(|(item, _)| (item, true)),
        _ => None,
    }
}

/// The name of a type without its path, and its first type argument: `Option` and `T` of `std::option::Option<T>`.
pub(crate) fn last_segment(ty: &Type) -> Option<(String, Option<&Type>)> {
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            let segment = path.path.segments.last()?;
            let argument = match &segment.arguments {
                syn::PathArguments::AngleBracketed(arguments) => {
                    arguments.args.iter().find_map(|argument| match argument {
                        syn::GenericArgument::Type(ty) => Some(ty),
                        _ => None,
                    })
                }
                _ => None,
            };
            Some((segment.ident.to_string(), argument))
        }
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}
