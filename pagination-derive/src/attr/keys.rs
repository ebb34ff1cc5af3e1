//! The table of keys: each is declared here, once, by its name, the type of its value, and where it may be written.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, ExprPath, Path, Result, Type, token};

use super::context::Context;
use super::nested::{Inside, Nested};
use super::scope::Scope;
use super::table::keys;
use super::value::{
    Bare, Chain, EachPath, EmptyStatuses, End, Endpoint, ExpiredStatuses, FirstOnly, Format, Get, HeaderName, ItemKey,
    ItemPath, Origins, Pairs, PathPattern, Pointer, Rel, Role, Scalar, ShrinkOn, Size, Statuses, Text, Texts, Value,
    at_end,
};
use crate::field_path::FieldPath;

keys! {
    /// Where a position is read.
    SourceKeys [Source] {
        field "field": FieldPath, [Cursor NextLink SyncToken Prev Or];
        rel "rel": Rel, [NextLink SyncToken Prev];
        header "header": HeaderName, [Cursor NextLink SyncToken Prev Or];
        last_item "last_item": InItemValue, [Cursor NextLink SyncToken Prev Or Anchor];
        first_item "first_item": InItemValue, [Cursor NextLink SyncToken Prev Or];
        with "with": ExprPath, [Cursor NextLink SyncToken Prev Or];
    }

    /// Where a value is written.
    TargetKeys [Target] {
        param "param": Text, [Cursor Offset Page SyncToken Prev PageSize Anchor];
        body "body": Pointer, [Cursor Offset Page SyncToken Prev PageSize Anchor];
        form "form": Text, [Cursor Offset Page SyncToken Prev PageSize Anchor];
        request_header "request_header": HeaderName, [Cursor Offset Page SyncToken Prev PageSize];
        merge "merge": Bare, [Cursor SyncToken Prev];
        link "link": Bare, [SyncToken];
        path "path": PathPattern, [Cursor Offset Page SyncToken Prev];
        format "format": Format, [Cursor Offset Page SyncToken Prev PageSize Anchor];
    }

    /// Options that are one line of the spec each.
    OptionKeys [Option] {
        query "query": Pairs, [Cursor NextLink Offset Page];
        first_only "first_only": FirstOnly, [Cursor NextLink Offset Page];
        keep "keep": Texts, [NextLink];
        allow_empty "allow_empty": Bare, [Cursor NextLink];
        initial "initial": Scalar, [Cursor];
        parallel "parallel": Bare, [Offset Page];
        max_window "max_window": Size, [Cursor NextLink Offset Page];
        session "session": Bare, [Cursor NextLink Offset Page];
        expired "expired": ExpiredStatuses, [Cursor NextLink Offset Page];
        continue_at "continue_at": Endpoint, [Cursor Offset Page];
        origin "origin": Origins, [NextLink];
        upgrade_scheme "upgrade_scheme": Bare, [NextLink];
        allow_repeated "allow_repeated": Bare, [Offset Page];
        method "method": Get, [NextLink];
        same_origin "same_origin": Bare, [NextLink];
        inclusive "inclusive": Bare, [Cursor NextLink];
        overlap "overlap": Size, [Offset];
        seen "seen": Size, [Offset];
    }

    /// The attribute of a strategy. Its own keys are those that the model turns into alternatives.
    StrategyKeys [Option] source: SourceKeys, target: TargetKeys, options: OptionKeys {
        or "or": Nested<OrKeys>, [Cursor NextLink];
        prev "prev": Nested<PrevKeys>, [Cursor NextLink];
        first "first": u64, [Offset Page];
        step "step": Nested<StepKeys>, [Offset];
        stop "stop": Nested<StopKeys>, [Cursor NextLink Offset Page];
        end "end": End, [Cursor NextLink];
        base "base": FieldPath, [NextLink];
        anchor "anchor": Nested<AnchorKeys>, [Cursor Offset Page];
    }

    /// `#[sync_token(…)]`.
    SyncTokenKeys [Option] source: SourceKeys, target: TargetKeys {
        cursor "cursor": Bare, [SyncToken];
        expired "expired": Statuses, [SyncToken];
    }

    /// `prev(…)`.
    PrevKeys [Inside] source: SourceKeys, target: TargetKeys {}

    /// `anchor(…)`.
    AnchorKeys [Inside] source: SourceKeys, target: TargetKeys {
        unique "unique": Bare, [Anchor];
        descending "descending": Bare, [Anchor];
    }

    /// `or(…)`.
    OrKeys [Inside] source: SourceKeys {}

    /// `stop(…)`.
    StopKeys [Inside] {
        empty_page "empty_page": Bare, [Stop];
        short_page "short_page": Bare, [Stop];
        repeated "repeated": Bare, [Stop];
        absent "absent": Bare, [Stop];
    }

    /// `step(…)`.
    StepKeys [Inside] {
        received "received": Bare, [Step];
        page_size "page_size": Bare, [Step];
        field "field": FieldPath, [Step];
        header "header": HeaderName, [Step];
        with "with": ExprPath, [Step];
    }

    /// `page_size(…)`.
    PageSizeKeys [Inside] target: TargetKeys {
        default "default": Size, [PageSize];
        max "max": Size, [PageSize];
        send "send": Size, [PageSize];
        shrink "shrink": ShrinkOn, [PageSize];
    }

    /// `items(…)`.
    ItemsKeys [Inside] {
        with "with": ExprPath, [Items];
        count "count": ExprPath, [Items];
        chain "chain": Chain, [Items];
    }

    /// `total(…)` and `total_pages(…)`.
    CountKeys [Inside] {
        header "header": HeaderName, [Count];
        with "with": ExprPath, [Count];
    }

    /// `has_more(…)` and `is_last(…)`.
    FlagKeys [Inside] {
        with "with": ExprPath, [Flag];
    }

    /// `last_item(…)` and `first_item(…)`.
    InItemKeys [Inside] {
        with "with": ExprPath, [InItem];
    }

    /// `#[paginated(…)]` on a variant of an enum.
    VariantKeys [Inside] {
        page "page": Bare, [Variant];
    }

    /// `quota(…)`.
    QuotaKeys [Inside] {
        remaining "remaining": Nested<QuotaHeaderKeys>, [Quota];
        reset "reset": Nested<QuotaHeaderKeys>, [Quota];
        with "with": ExprPath, [Quota];
    }

    /// `remaining(…)` and `reset(…)`.
    QuotaHeaderKeys [Inside] {
        header "header": HeaderName, [QuotaHeader];
    }

    /// `#[paginated(…)]`: the response as a whole.
    ResponseKeys [Response] {
        items "items": ItemsValue, [Paginated PaginatedField];
        item "item": Type, [Paginated PaginatedField];
        each "each": EachPath, [Paginated PaginatedField];
        key "key": ItemKey, [Paginated];
        page_size "page_size": Nested<PageSizeKeys>, [Paginated];
        has_more "has_more": FlagValue, [Paginated PaginatedField];
        is_last "is_last": FlagValue, [Paginated PaginatedField];
        total "total": CountValue, [Paginated PaginatedField];
        total_pages "total_pages": CountValue, [Paginated PaginatedField];
        check "check": ExprPath, [Paginated];
        empty "empty": EmptyStatuses, [Paginated];
        complete "complete": Bare, [Paginated];
        quota "quota": Nested<QuotaKeys>, [Paginated];
        name "name": Text, [Paginated];
        into_iter "into_iter": bool, [Paginated];
        krate "crate": Path, [Paginated];
    }
}

macro_rules! inside {
    ($($keys:ident: $scope:ident, $form:literal;)*) => {$(
        impl Inside for $keys {
            const SCOPE: Scope = Scope::$scope;
            const FORM: &'static str = $form;
        }
    )*};
}

inside! {
    PrevKeys: Prev, "(field = path)";
    AnchorKeys: Anchor, "(last_item = id, param = \"id_gt\", unique)";
    OrKeys: Or, "(last_item = path)";
    StopKeys: Stop, "(empty_page)";
    StepKeys: Step, "(received)";
    PageSizeKeys: PageSize, "(param = \"limit\")";
    ItemsKeys: Items, "(with = function, count = function)";
    CountKeys: Count, "(header = \"x-total\")";
    QuotaKeys: Quota, "(remaining(header = \"x-left\"))";
    QuotaHeaderKeys: QuotaHeader, "(header = \"x-left\")";
    FlagKeys: Flag, "(with = function)";
    InItemKeys: InItem, "(with = function)";
}

/// The items: `items = path`, `items(with = …)`, `items(chain(…))`, or `items` alone on a field.
#[derive(Clone)]
pub(crate) enum ItemsValue {
    At(FieldPath),
    Elsewhere(Box<ItemsKeys>),
}

impl Value for ItemsValue {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if input.peek(token::Paren) {
            not_on_field(key, input, context)?;
            return Nested::parse(key, input, context).map(|Nested(keys)| Self::Elsewhere(keys));
        }
        Role::parse(key, input, context).map(|Role(path)| Self::At(path))
    }
}

/// A count: `total = path`, `total(header = …)`, `total(with = …)`, or `total` alone on a field.
#[derive(Clone)]
pub(crate) enum CountValue {
    Field(FieldPath),
    Elsewhere(Box<CountKeys>),
}

impl Value for CountValue {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if input.peek(token::Paren) {
            not_on_field(key, input, context)?;
            return Nested::parse(key, input, context).map(|Nested(keys)| Self::Elsewhere(keys));
        }
        Role::parse(key, input, context).map(|Role(path)| Self::Field(path))
    }
}

/// A flag: `has_more = path`, `has_more(with = …)`, or `has_more` alone on a field.
#[derive(Clone)]
pub(crate) enum FlagValue {
    Field(FieldPath),
    Function(Box<FlagKeys>),
}

impl Value for FlagValue {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if input.peek(token::Paren) {
            not_on_field(key, input, context)?;
            return Nested::parse(key, input, context).map(|Nested(keys)| Self::Function(keys));
        }
        Role::parse(key, input, context).map(|Role(path)| Self::Field(path))
    }
}

/// What is read elsewhere than in a field is declared on the struct.
fn not_on_field(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<()> {
    match context.field {
        Some(field) => Err(Error::new(
            input.span(),
            format!(
                "on a field, `{0}` means that field (`{field}`): write `{0}` alone, or move `#[paginated({0}(…))]` to the struct",
                key.unraw()
            ),
        )),
        None => Ok(()),
    }
}

/// A position in an item: `last_item = path`, `last_item(with = …)`, or `last_item` alone for the item itself.
#[derive(Clone)]
pub(crate) enum InItemValue {
    Itself,
    At(FieldPath),
    Function(Box<InItemKeys>),
}

impl Value for InItemValue {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if at_end(input) {
            return Ok(Self::Itself);
        }
        if input.peek(token::Paren) {
            return Nested::parse(key, input, context).map(|Nested(keys)| Self::Function(keys));
        }
        ItemPath::parse(key, input, context).map(|ItemPath(path)| Self::At(path))
    }
}
