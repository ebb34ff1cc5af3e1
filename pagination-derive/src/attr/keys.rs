//! The table of keys: each is declared here, once, by its name, the type of its value, and where it may be written.

use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{ExprPath, Path, Result, Type, token};

use super::context::Context;
use super::nested::{Inside, Nested};
use super::scope::Scope;
use super::table::keys;
use super::value::{
    Bare, EmptyStatuses, End, Endpoint, FirstOnly, Format, Get, HeaderName, InItem, ItemPath, Origins, Pairs,
    PathPattern, Pointer, Rel, Role, Scalar, ShrinkOn, Size, Statuses, Text, Texts, Value,
};
use crate::field_path::FieldPath;

keys! {
    /// Where a position is read.
    SourceKeys [Source] {
        field "field": FieldPath, [Cursor NextLink SyncToken Prev Or];
        rel "rel": Rel, [NextLink SyncToken Prev];
        header "header": HeaderName, [Cursor NextLink SyncToken Prev Or];
        last_item "last_item": InItem, [Cursor NextLink SyncToken Prev Or];
        first_item "first_item": InItem, [Cursor NextLink SyncToken Prev Or];
        with "with": ExprPath, [Cursor NextLink SyncToken Prev Or];
    }

    /// Where a value is written.
    TargetKeys [Target] {
        param "param": Text, [Cursor Offset Page SyncToken Prev PageSize];
        body "body": Pointer, [Cursor Offset Page SyncToken Prev PageSize];
        form "form": Text, [Cursor Offset Page SyncToken Prev PageSize];
        request_header "request_header": HeaderName, [Cursor Offset Page SyncToken Prev PageSize];
        merge "merge": Bare, [Cursor SyncToken Prev];
        link "link": Bare, [SyncToken];
        path "path": PathPattern, [Cursor Offset Page SyncToken Prev];
        format "format": Format, [Cursor Offset Page SyncToken Prev PageSize];
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
        expired "expired": Statuses, [Cursor NextLink Offset Page];
        continue_at "continue_at": Endpoint, [Cursor Offset Page];
        origin "origin": Origins, [NextLink];
        upgrade_scheme "upgrade_scheme": Bare, [NextLink];
        allow_repeated "allow_repeated": Bare, [Offset Page];
        method "method": Get, [NextLink];
        same_origin "same_origin": Bare, [NextLink];
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
    }

    /// `#[sync_token(…)]`.
    SyncTokenKeys [Option] source: SourceKeys, target: TargetKeys {
        cursor "cursor": Bare, [SyncToken];
        expired "expired": Statuses, [SyncToken];
    }

    /// `prev(…)`.
    PrevKeys [Inside] source: SourceKeys, target: TargetKeys {}

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
    }

    /// `total(…)` and `total_pages(…)`.
    CountKeys [Inside] {
        header "header": HeaderName, [Count];
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
        each "each": ItemPath, [Paginated PaginatedField];
        key "key": InItem, [Paginated];
        page_size "page_size": Nested<PageSizeKeys>, [Paginated];
        has_more "has_more": Role, [Paginated PaginatedField];
        is_last "is_last": Role, [Paginated PaginatedField];
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
    OrKeys: Or, "(last_item = path)";
    StopKeys: Stop, "(empty_page)";
    StepKeys: Step, "(received)";
    PageSizeKeys: PageSize, "(param = \"limit\")";
    ItemsKeys: Items, "(with = function, count = function)";
    CountKeys: Count, "(header = \"x-total\")";
    QuotaKeys: Quota, "(remaining(header = \"x-left\"))";
    QuotaHeaderKeys: QuotaHeader, "(header = \"x-left\")";
}

/// The items: `items = path`, `items(with = …)`, or `items` alone on a field.
#[derive(Clone)]
pub(crate) enum ItemsValue {
    At(FieldPath),
    With(Box<ItemsKeys>),
}

impl Value for ItemsValue {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if input.peek(token::Paren) {
            return Nested::parse(key, input, context).map(|Nested(keys)| Self::With(keys));
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
            return Nested::<CountKeys>::parse(key, input, context)
                .map(|Nested(keys)| Self::Header(keys.header.map(|header| header.value)));
        }
        Role::parse(key, input, context).map(|Role(path)| Self::Field(path))
    }
}
