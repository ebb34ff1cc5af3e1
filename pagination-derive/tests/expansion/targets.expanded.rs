#[automatically_derived]
impl ::pagination_core::Paginated for Applications {
    type Strategy = ::pagination_core::Offset;
    type Item = Application;
    fn records(&mut self) -> ::pagination_core::PageItems<'_, Application> {
        ::pagination_core::__private::items(&mut self.items)
    }
}
#[automatically_derived]
impl ::pagination_core::PaginatedBy<::pagination_core::Offset> for Applications {
    type Head = ();
    const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::OFFSET
        .of("Applications")
        .target(
            ::pagination_core::spec::Target::Format(
                &::pagination_core::spec::Target::Header("range"),
                "items={position}-{last}",
            ),
        )
        .stop_short_page()
        .default_size(50)
        .size_target(
            ::pagination_core::spec::Target::Format(
                &::pagination_core::spec::Target::Header("prefer"),
                "max={size}",
            ),
        )
        .beside(&[::pagination_core::spec::StrategyKind::Page]);
    fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
        ::pagination_core::PageInfo::new()
    }
}
#[automatically_derived]
impl ::pagination_core::PaginatedBy<::pagination_core::PageNumber> for Applications {
    type Head = ();
    const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::PAGE
        .of("Applications")
        .target(::pagination_core::spec::Target::Path("/applications/{position}"))
        .stop_empty_page()
        .default_size(50)
        .size_target(
            ::pagination_core::spec::Target::Format(
                &::pagination_core::spec::Target::Header("prefer"),
                "max={size}",
            ),
        )
        .beside(&[::pagination_core::spec::StrategyKind::Offset]);
    fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
        ::pagination_core::PageInfo::new()
    }
}
#[automatically_derived]
impl ::pagination_core::__private::IntoIterator for Applications {
    type Item = Application;
    type IntoIter = ::pagination_core::__private::VecIntoIter<Application>;
    fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Application> {
        ::pagination_core::__private::into_iter(self)
    }
}
#[automatically_derived]
impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Applications {
    type Item = &'__a Application;
    type IntoIter = ::pagination_core::__private::SliceIter<'__a, Application>;
    fn into_iter(self) -> ::pagination_core::__private::SliceIter<'__a, Application> {
        ::pagination_core::__private::iter(&self.items)
    }
}
