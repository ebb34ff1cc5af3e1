//! Where a key is written.

use syn::Attribute;
use syn::ext::IdentExt;

/// A list of keys: that of an attribute, or that inside another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Cursor,
    NextLink,
    Offset,
    Page,
    SyncToken,
    Paginated,
    /// `#[paginated(…)]` on a field.
    PaginatedField,
    /// `#[paginated(…)]` on a variant of an enum.
    Variant,
    Prev,
    Anchor,
    Or,
    Stop,
    Step,
    PageSize,
    Items,
    Count,
    Quota,
    QuotaHeader,
    Flag,
    InItem,
}

impl Scope {
    /// The list that an attribute opens, if it is an attribute of this derive.
    pub(crate) fn of(attribute: &Attribute) -> Option<Self> {
        let name = attribute.path().get_ident()?.unraw().to_string();
        Some(match name.as_str() {
            "cursor" => Self::Cursor,
            "next_link" => Self::NextLink,
            "offset" => Self::Offset,
            "page" => Self::Page,
            "sync_token" => Self::SyncToken,
            "paginated" => Self::Paginated,
            _ => return None,
        })
    }

    /// As messages name it, in backticks, with the place of an attribute that is not on a struct.
    pub(crate) fn quoted(self) -> String {
        let place = match self {
            Self::PaginatedField => " on a field",
            Self::Variant => " on a variant",
            _ => "",
        };
        format!("`{}`{place}", self.name())
    }

    /// The name that messages put in backticks.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cursor => "#[cursor]",
            Self::NextLink => "#[next_link]",
            Self::Offset => "#[offset]",
            Self::Page => "#[page]",
            Self::SyncToken => "#[sync_token]",
            Self::Paginated | Self::PaginatedField | Self::Variant => "#[paginated]",
            Self::Prev => "prev(…)",
            Self::Anchor => "anchor(…)",
            Self::Or => "or(…)",
            Self::Stop => "stop(…)",
            Self::Step => "step(…)",
            Self::PageSize => "page_size(…)",
            Self::Items => "items(…)",
            Self::Count => "total(…)",
            Self::Quota => "quota(…)",
            Self::QuotaHeader => "remaining(…)",
            Self::Flag => "has_more(…)",
            Self::InItem => "last_item(…)",
        }
    }
}
