//! The keys, each declared once: its name, the type of its value, and where it may stand.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{ExprPath, Path, Result, Type, token};

use super::value::{
    End, Endpoint, FirstOnly, Flag, HeaderName, InRecord, Origins, Pairs, Pointer, Rel, Role, Scalar, Size, Statuses,
    Text, Value,
};
use super::{Context, read_keys};
use crate::errors::Errors;
use crate::field_path::FieldPath;

/// A list of keys, as it stands in an attribute or inside another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Cursor,
    NextLink,
    Offset,
    Page,
    SyncToken,
    Paginated,
    /// `#[paginated(…)]` on a field.
    PaginatedField,
    Prev,
    Or,
    Stop,
    Step,
    PageSize,
    Items,
    Count,
}

impl Place {
    /// As messages name it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cursor => "#[cursor]",
            Self::NextLink => "#[next_link]",
            Self::Offset => "#[offset]",
            Self::Page => "#[page]",
            Self::SyncToken => "#[sync_token]",
            Self::Paginated => "#[paginated]",
            Self::PaginatedField => "#[paginated] on a field",
            Self::Prev => "prev(…)",
            Self::Or => "or(…)",
            Self::Stop => "stop(…)",
            Self::Step => "step(…)",
            Self::PageSize => "page_size(…)",
            Self::Items => "items(…)",
            Self::Count => "total(…)",
        }
    }
}

/// A value and the key before it.
#[derive(Clone)]
pub(crate) struct Given<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

/// A row of the table.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) form: &'static str,
    pub(crate) places: &'static [Place],
}

/// A set of keys that can be read.
pub(crate) trait Keys: Default {
    const TABLE: &'static [Row];

    /// Reads the value of `key`, if the set has such a key. A second value for one key is reported.
    fn read(&mut self, key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<()>;
}

fn set<T>(slot: &mut Option<Given<T>>, key: &Ident, value: T, errors: &Errors) {
    if slot.is_some() {
        errors.at(key.span(), format!("`{}` is given twice, remove one of the two", key.unraw()));
    } else {
        *slot = Some(Given { key: key.clone(), value });
    }
}

macro_rules! keys {
    ($(
        $(#[$doc:meta])*
        $set:ident { $($field:ident $name:literal: $type:ty, [$($place:ident)*];)* }
    )*) => {
        $(
            $(#[$doc])*
            #[derive(Default, Clone)]
            pub(crate) struct $set {
                $(pub(crate) $field: Option<Given<$type>>,)*
            }

            impl Keys for $set {
                const TABLE: &'static [Row] = &[
                    $(Row { name: $name, form: <$type as Value>::FORM, places: &[$(Place::$place),*] },)*
                ];

                fn read(&mut self, key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<()> {
                    match key.unraw().to_string().as_str() {
                        $($name => {
                            let value = <$type as Value>::parse(key, input, context)?;
                            super::value::expect_end(key, input)?;
                            set(&mut self.$field, key, value, context.errors);
                        })*
                        _ => {}
                    }
                    Ok(())
                }
            }
        )*

        /// Every key of the grammar.
        pub(crate) const TABLES: &[&[Row]] = &[$(<$set as Keys>::TABLE),*];
    };
}

keys! {
    /// A way of walking, or of finding one position: what stands in the attributes of the strategies, in `#[sync_token(…)]` and in
    /// `prev(…)`.
    Way {
        field "field": FieldPath, [Cursor NextLink SyncToken Prev Or];
        header "header": HeaderName, [Cursor NextLink SyncToken Prev Or];
        rel "rel": Rel, [NextLink SyncToken Prev];
        last_item "last_item": InRecord, [Cursor NextLink SyncToken Prev Or];
        first_item "first_item": InRecord, [Cursor NextLink SyncToken Prev Or];
        with "with": ExprPath, [Cursor NextLink SyncToken Prev Or];
        cursor "cursor": Flag, [SyncToken];
        or "or": Nested<Or>, [Cursor NextLink];

        param "param": Text, [Cursor Offset Page SyncToken Prev];
        body "body": Pointer, [Cursor Offset Page SyncToken Prev];
        form "form": Text, [Cursor Offset Page SyncToken Prev];
        request_header "request_header": HeaderName, [Cursor Offset Page SyncToken Prev];
        merge "merge": Flag, [Cursor SyncToken Prev];
        link "link": Flag, [SyncToken];

        first "first": u64, [Offset Page];
        step "step": Nested<Step>, [Offset];
        parallel "parallel": Flag, [Offset Page];
        stop "stop": Nested<Stop>, [Cursor NextLink Offset Page];
        allow_empty "allow_empty": Flag, [Cursor NextLink];
        initial "initial": Scalar, [Cursor];
        end "end": End, [Cursor NextLink];
        query "query": Pairs, [Cursor NextLink Offset Page];
        first_only "first_only": FirstOnly, [Cursor NextLink Offset Page];
        keep "keep": super::value::Texts, [NextLink];
        max_window "max_window": Size, [Cursor NextLink Offset Page];
        session "session": Flag, [Cursor NextLink Offset Page];
        expired "expired": Statuses, [Cursor NextLink Offset Page];
        prev "prev": Nested<Prev>, [Cursor NextLink];
        continue_at "continue_at": Endpoint, [Cursor Offset Page];
        origin "origin": Origins, [NextLink];
        upgrade_scheme "upgrade_scheme": Flag, [NextLink];
    }

    /// `#[paginated(…)]`: the response as a whole.
    Response {
        items "items": ItemsValue, [Paginated PaginatedField];
        item "item": Type, [Paginated PaginatedField];
        each "each": FieldPath, [Paginated PaginatedField];
        page_size "page_size": Nested<PageSize>, [Paginated];
        has_more "has_more": Role, [Paginated PaginatedField];
        is_last "is_last": Role, [Paginated PaginatedField];
        total "total": CountValue, [Paginated PaginatedField];
        total_pages "total_pages": CountValue, [Paginated PaginatedField];
        check "check": ExprPath, [Paginated];
        empty "empty": Statuses, [Paginated];
        name "name": Text, [Paginated];
        into_iter "into_iter": bool, [Paginated];
        krate "crate": Path, [Paginated];
    }

    /// `stop(…)`.
    StopKeys {
        empty_page "empty_page": Flag, [Stop];
        short_page "short_page": Flag, [Stop];
        repeated "repeated": Flag, [Stop];
        absent "absent": Flag, [Stop];
        allow_empty "allow_empty": Flag, [Stop];
    }

    /// `step(…)`.
    StepKeys {
        received "received": Flag, [Step];
        page_size "page_size": Flag, [Step];
        field "field": FieldPath, [Step];
        header "header": HeaderName, [Step];
    }

    /// `page_size(…)`.
    PageSizeKeys {
        param "param": Text, [PageSize];
        body "body": Pointer, [PageSize];
        form "form": Text, [PageSize];
        request_header "request_header": HeaderName, [PageSize];
        default "default": Size, [PageSize];
        max "max": Size, [PageSize];
        send "send": Size, [PageSize];
    }

    /// `items(…)`.
    ItemsKeys {
        with "with": ExprPath, [Items];
        count "count": ExprPath, [Items];
    }

    /// `total(…)` and `total_pages(…)`.
    CountKeys {
        header "header": HeaderName, [Count];
    }
}

/// The keys inside the parentheses of another. `P` says which.
#[derive(Clone)]
pub(crate) struct Nested<P: Inside>(pub(crate) Box<P::Keys>);

/// A list of keys inside another key.
pub(crate) trait Inside: Clone {
    type Keys: Keys + Clone;
    const PLACE: Place;
    /// What stands in the parentheses, for messages.
    const FORM: &'static str;
}

macro_rules! inside {
    ($($place:ident: $keys:ty, $form:literal;)*) => {$(
        #[derive(Clone)]
        pub(crate) enum $place {}
        impl Inside for $place {
            type Keys = $keys;
            const PLACE: Place = Place::$place;
            const FORM: &'static str = $form;
        }
    )*};
}

inside! {
    Prev: Way, "(field = path)";
    Or: Way, "(last_item = path)";
    Stop: StopKeys, "(empty_page)";
    Step: StepKeys, "(received)";
    PageSize: PageSizeKeys, "(param = \"limit\")";
    Items: ItemsKeys, "(with = function, count = function)";
    Count: CountKeys, "(header = \"x-total\")";
}

impl<P: Inside> Value for Nested<P> {
    const FORM: &str = P::FORM;

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if !input.peek(token::Paren) {
            let span = if super::value::at_end(input) { key.span() } else { input.span() };
            return Err(syn::Error::new(span, format!("expected `{}{}`", key.unraw(), P::FORM)));
        }
        let content;
        let parens = syn::parenthesized!(content in input);
        let mut keys = P::Keys::default();
        if content.is_empty() {
            context.errors.at(
                parens.span.join(),
                format!("`{0}()` says nothing, expected for instance `{0}{1}`", key.unraw(), P::FORM),
            );
        }
        read_keys(&mut keys, &content, &Context { place: P::PLACE, field: None, errors: context.errors })?;
        Ok(Self(Box::new(keys)))
    }
}

/// The records: `items = path`, `items(with = …)`, or `items` alone on a field.
#[derive(Clone)]
pub(crate) enum ItemsValue {
    At(FieldPath),
    With(Box<ItemsKeys>),
}

impl Value for ItemsValue {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if input.peek(token::Paren) {
            return Nested::<Items>::parse(key, input, context).map(|Nested(keys)| Self::With(keys));
        }
        Role::parse(key, input, context).map(|Role(path)| Self::At(path))
    }
}

/// A count: `total = path`, `total(header = …)`, or `total` alone on a field.
#[derive(Clone)]
pub(crate) enum CountValue {
    Field(FieldPath),
    Header(Option<HeaderName>),
}

impl Value for CountValue {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if input.peek(token::Paren) {
            return Nested::<Count>::parse(key, input, context)
                .map(|Nested(keys)| Self::Header(keys.header.map(|header| header.value)));
        }
        Role::parse(key, input, context).map(|Role(path)| Self::Field(path))
    }
}
