//! Field paths: `meta.paging.next`, `0.id`, `type`; bare or as a string.

use std::fmt;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Index, LitFloat, LitInt, LitStr, Member, Result, Token};

use crate::errors::{Errors, HalfWritten};

/// The path from the response to one of its values.
#[derive(Clone)]
pub(crate) struct FieldPath {
    pub(crate) first: Member,
    /// The segments after the first.
    pub(crate) rest: Vec<Member>,
    /// What the user wrote, for errors about the whole path.
    tokens: TokenStream,
    /// Whether that is a string.
    is_text: bool,
}

impl FieldPath {
    /// A single field, with the span of its declaration.
    pub(crate) fn of(field: Member) -> Self {
        Self { tokens: field.to_token_stream(), first: field, rest: Vec::new(), is_text: false }
    }

    /// A path in quotes.
    pub(crate) fn of_text(text: &LitStr) -> Result<Self> {
        Self::parse_string(text)
    }

    /// Whether its first segment is a number: an element of a tuple.
    pub(crate) fn begins_with_number(&self) -> bool {
        matches!(self.first, Member::Unnamed(_))
    }

    /// Where the path ends at a `.`, `cut_off` receives the segments before it.
    pub(crate) fn parse(input: ParseStream, cut_off: impl FnOnce(Vec<Member>)) -> Result<Self> {
        if input.peek(LitStr) {
            return Self::parse_string(&input.parse()?);
        }
        let begin = input.cursor();
        let mut members = Vec::new();
        loop {
            parse_segment(input, &mut members)?;
            if input.peek(Token![.]) {
                let dot: Token![.] = input.parse()?;
                if input.is_empty() || input.peek(Token![,]) {
                    cut_off(members);
                    return Err(Error::new_spanned(dot, "a field name is missing after this `.`"));
                }
            } else if input.peek(Token![::]) {
                return Err(input.error("the segments of a field path are joined by `.`"));
            } else {
                break;
            }
        }
        let tokens = tokens_between(begin, input);
        Self::new(members, tokens, false).ok_or_else(|| input.error(EXPECTED))
    }

    fn parse_string(text: &LitStr) -> Result<Self> {
        let value = text.value();
        if value.is_empty() {
            return Err(Error::new_spanned(text, "an empty path names no field; write, for example, `\"meta.next\"`"));
        }
        // Located at the literal, but not its own span: rustc would offer to replace the whole literal by one segment.
        let span = Span::call_site().located_at(text.span());
        let mut members = Vec::new();
        for segment in value.split('.') {
            members.push(segment_of_text(segment, span).ok_or_else(|| {
                Error::new_spanned(
                    text,
                    format!(
                        "`{segment}` in `\"{value}\"` is not a field name: a path consists of the names of Rust fields, not of names in \
                         the JSON, for instance `\"meta.next\"` or `\"0.id\"`"
                    ),
                )
            })?);
        }
        Self::new(members, text.to_token_stream(), true)
            .ok_or_else(|| Error::new_spanned(text, "an empty path names no field"))
    }

    fn new(members: Vec<Member>, tokens: TokenStream, is_text: bool) -> Option<Self> {
        let mut members = members.into_iter();
        Some(Self { first: members.next()?, rest: members.collect(), tokens, is_text })
    }

    /// Whether it has more than one segment.
    pub(crate) fn is_deep(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Reports that the path does not begin at a field.
    pub(crate) fn report_first(&self, errors: &Errors, message: impl fmt::Display) {
        if self.is_text {
            errors.over(self, message);
        } else {
            errors.at(span_of(&self.first), message);
            let segments = std::iter::once(&self.first).chain(&self.rest).cloned().collect();
            errors.keep(HalfWritten { segments, is_cut_off: false });
        }
    }

    /// Where rustc points when the value at the end has a wrong type.
    pub(crate) fn end(&self) -> Span {
        span_of(self.rest.last().unwrap_or(&self.first))
    }
}

/// As messages name it: `meta.paging.next`.
impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&name_of(&self.first))?;
        self.rest.iter().try_for_each(|member| write!(f, ".{}", name_of(member)))
    }
}

impl ToTokens for FieldPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(self.tokens.clone());
    }
}

/// Segments of a path, as they are read.
#[derive(Default)]
pub(crate) struct Segments(Vec<Member>);

impl Segments {
    /// Reads one segment, or several that Rust reads as one number. Returns whether the `.` after them was read too: `1.` is a number.
    pub(crate) fn parse(&mut self, input: ParseStream) -> Result<bool> {
        let has_dot = !input.peek(LitInt)
            && input.peek(LitFloat)
            && input.fork().parse::<LitFloat>().is_ok_and(|number| number.to_string().ends_with('.'));
        parse_segment(input, &mut self.0)?;
        Ok(has_dot)
    }

    /// The path of these segments, if there are any.
    pub(crate) fn into_path(self) -> Option<FieldPath> {
        let mut tokens = TokenStream::new();
        for member in &self.0 {
            if !tokens.is_empty() {
                tokens.append(proc_macro2::Punct::new('.', proc_macro2::Spacing::Alone));
            }
            member.to_tokens(&mut tokens);
        }
        FieldPath::new(self.0, tokens, false)
    }
}

const EXPECTED: &str = "expected a field path, for instance `meta.next` or `0.id`";

/// The name of a field without `r#`, or its number.
pub(crate) fn name_of(member: &Member) -> String {
    match member {
        // Compared as text: in a macro, which is compiled without optimization, `unraw` costs far more.
        Member::Named(ident) => {
            let name = ident.to_string();
            name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
        }
        Member::Unnamed(index) => index.index.to_string(),
    }
}

pub(crate) fn span_of(member: &Member) -> Span {
    match member {
        Member::Named(ident) => ident.span(),
        Member::Unnamed(index) => index.span,
    }
}

fn parse_segment(input: ParseStream, members: &mut Vec<Member>) -> Result<()> {
    if input.peek(LitInt) {
        let number: LitInt = input.parse()?;
        members.push(index(number.base10_digits(), number.suffix(), number.span())?);
    } else if input.peek(LitFloat) {
        // Rust reads the two segments of `0.1` as one number.
        let number: LitFloat = input.parse()?;
        let text = number.to_string();
        for part in text.split('.').filter(|part| !part.is_empty()) {
            members.push(index(part, "", number.span())?);
        }
    } else if input.peek(syn::Ident) {
        members.push(Member::Named(input.parse()?));
    } else if input.peek(Ident::peek_any) {
        let ident = input.call(Ident::parse_any)?;
        members.push(Member::Named(named(&ident).ok_or_else(|| {
            Error::new(ident.span(), format!("`{ident}` is not a field name: begin with a field of this struct"))
        })?));
    } else {
        return Err(input.error(EXPECTED));
    }
    Ok(())
}

/// A keyword becomes a raw identifier, as in the declaration of the field.
fn named(ident: &Ident) -> Option<Ident> {
    let text = ident.to_string();
    match text.as_str() {
        "self" | "Self" | "super" | "crate" | "_" => None,
        _ if text.starts_with("r#") || syn::parse_str::<Ident>(&text).is_ok() => Some(ident.clone()),
        _ => Some(Ident::new_raw(&text, ident.span())),
    }
}

fn index(digits: &str, suffix: &str, span: Span) -> Result<Member> {
    match digits.parse() {
        Ok(index) if suffix.is_empty() => Ok(Member::Unnamed(Index { index, span })),
        _ => Err(Error::new(span, format!("`{digits}{suffix}` is not a field, expected a number such as `0`"))),
    }
}

fn segment_of_text(segment: &str, span: Span) -> Option<Member> {
    if let Ok(index) = segment.parse() {
        return segment.bytes().all(|byte| byte.is_ascii_digit()).then_some(Member::Unnamed(Index { index, span }));
    }
    let mut ident =
        syn::parse::Parser::parse_str(Ident::parse_any, segment.strip_prefix("r#").unwrap_or(segment)).ok()?;
    ident.set_span(span);
    named(&ident).map(Member::Named)
}

fn tokens_between(begin: syn::buffer::Cursor<'_>, input: ParseStream) -> TokenStream {
    let end = input.cursor();
    let mut tokens = TokenStream::new();
    let mut cursor = begin;
    while cursor != end {
        let Some((tree, next)) = cursor.token_tree() else { break };
        tokens.append(tree);
        cursor = next;
    }
    tokens
}

/// The number of a tuple field, for generated code.
pub(crate) fn literal_of(index: &Index) -> Literal {
    let mut literal = Literal::u32_unsuffixed(index.index);
    literal.set_span(index.span);
    literal
}
