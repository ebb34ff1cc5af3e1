//! `each`: a path inside every entry of a list, through further lists.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result, Token};

use super::form::{Value, assigned, at_end};
use crate::attr::context::Context;
use crate::field_path::{FieldPath, Segments};

/// `node`, `rows.*`, `sections.*.rows.*.node`.
#[derive(Clone)]
pub(crate) struct EachPath {
    /// The path to every further list, from the entry of the list before it. `None`: the entry is the list.
    pub(crate) lists: Vec<Option<FieldPath>>,
    /// The path to the item, from the entry of the last list. `None`: the entry is the item.
    pub(crate) item: Option<FieldPath>,
}

impl EachPath {
    /// Whether the entry of a list is a pair, or another tuple, of which a part is named by its number.
    pub(crate) fn enters_tuple(&self) -> bool {
        self.lists.iter().chain([&self.item]).flatten().any(FieldPath::begins_with_number)
    }
}

impl Value for EachPath {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            if input.peek(LitStr) {
                return of_text(&input.parse()?);
            }
            let mut path = Self { lists: Vec::new(), item: None };
            let mut segments = Segments::default();
            loop {
                if input.peek(Token![*]) {
                    input.parse::<Token![*]>()?;
                    path.lists.push(std::mem::take(&mut segments).into_path());
                } else if segments.parse(input)? {
                    // A number such as `1.` has the dot in it.
                    continue;
                }
                if at_end(input) {
                    break;
                }
                if !input.peek(Token![.]) {
                    return Err(input.error(format!("the segments of `{}` are joined by `.`", key.unraw())));
                }
                let dot: Token![.] = input.parse()?;
                if at_end(input) {
                    return Err(Error::new_spanned(dot, "a field name or `*` is missing after this `.`"));
                }
            }
            path.item = segments.into_path();
            Ok(path)
        })
    }
}

fn of_text(text: &LitStr) -> Result<EachPath> {
    let mut path = EachPath { lists: Vec::new(), item: None };
    let value = text.value();
    let mut rest: Vec<&str> = Vec::new();
    let part = |rest: &mut Vec<&str>| -> Result<Option<FieldPath>> {
        if rest.is_empty() {
            return Ok(None);
        }
        let path = LitStr::new(&std::mem::take(rest).join("."), text.span());
        FieldPath::of_text(&path).map(Some)
    };
    for segment in value.split('.') {
        if segment == "*" {
            path.lists.push(part(&mut rest)?);
        } else {
            rest.push(segment);
        }
    }
    path.item = part(&mut rest)?;
    Ok(path)
}
