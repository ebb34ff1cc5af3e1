#[automatically_derived]
impl ::pagination_core::Paginated for Taken {
    type Strategy = ::pagination_core::PageNumber;
    type Item = Row;
    fn records(&mut self) -> ::pagination_core::PageItems<'_, Row> {
        ::pagination_core::PageItems::new(
            count(self),
            move || -> ::pagination_core::__private::Vec<Row> { take(self) },
        )
    }
    fn keys_of(__items: &[Row]) -> ::pagination_core::PageKeys {
        let mut __keys = ::pagination_core::PageKeys::new();
        for __item in __items {
            __keys.push(<Self as ::pagination_core::Keyed>::key(__item));
        }
        __keys
    }
}
#[automatically_derived]
impl ::pagination_core::PaginatedBy<::pagination_core::PageNumber> for Taken {
    type Head = ();
    const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::PAGE
        .of("Taken")
        .stop_empty_page()
        .keyed();
    fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
        ::pagination_core::PageInfo::new()
    }
}
#[automatically_derived]
impl ::pagination_core::Keyed for Taken {
    fn key(
        __item: &Row,
    ) -> ::pagination_core::__private::Result<
        ::pagination_core::__private::Option<::pagination_core::Position>,
        ::pagination_core::Unsendable,
    > {
        ::pagination_core::Position::new(__item)
    }
}
#[automatically_derived]
impl ::pagination_core::__private::IntoIterator for Taken {
    type Item = Row;
    type IntoIter = ::pagination_core::__private::VecIntoIter<Row>;
    fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Row> {
        ::pagination_core::__private::into_iter(self)
    }
}
