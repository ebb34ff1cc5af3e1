#[automatically_derived]
impl ::pagination_core::Paginated for Issues {
    type Strategy = ::pagination_core::NextLink;
    type Item = Issue;
    fn records(&mut self) -> ::pagination_core::PageItems<'_, Issue> {
        ::pagination_core::__private::items(&mut self.0)
    }
}
#[automatically_derived]
impl ::pagination_core::PaginatedBy<::pagination_core::NextLink> for Issues {
    type Head = ::pagination_core::Head;
    const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::NEXT_LINK
        .of("Issues")
        .prev_link()
        .keep(&["api-version"])
        .upgrade_scheme();
    fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
        let mut __info = ::pagination_core::PageInfo::new();
        __info.next(__page.link_unless("next", "results", "false").as_deref());
        __info.prev(__page.link_unless("previous", "results", "false").as_deref());
        __info
    }
}
#[automatically_derived]
impl ::pagination_core::ReversibleBy<::pagination_core::NextLink> for Issues {}
#[automatically_derived]
impl ::pagination_core::__private::IntoIterator for Issues {
    type Item = Issue;
    type IntoIter = ::pagination_core::__private::VecIntoIter<Issue>;
    fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Issue> {
        ::pagination_core::__private::into_iter(self)
    }
}
#[automatically_derived]
impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Issues {
    type Item = &'__a Issue;
    type IntoIter = ::pagination_core::__private::SliceIter<'__a, Issue>;
    fn into_iter(self) -> ::pagination_core::__private::SliceIter<'__a, Issue> {
        ::pagination_core::__private::iter(&self.0)
    }
}
