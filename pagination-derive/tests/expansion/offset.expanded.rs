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
        .target_param("skip")
        .step(::pagination_core::spec::Step::PageSize)
        .stop_short_page()
        .query(&[("$sort", "id")])
        .max_window(10000)
        .parallel()
        .default_size(50)
        .max_size(1000)
        .size_target_param("limit");
    fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
        ::pagination_core::PageInfo::new()
    }
}
#[automatically_derived]
impl ::pagination_core::ParallelBy<::pagination_core::Offset> for Applications {}
