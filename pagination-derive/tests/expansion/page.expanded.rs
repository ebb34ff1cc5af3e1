const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl<T, M> ::pagination_core::Paginated for Envelope<T, M>
    where
        T: 'static,
    {
        type Strategy = ::pagination_core::PageNumber;
        type Item = T;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, T> {
            ::pagination_core::__private::List::items(&mut self.data)
        }
        fn check(
            &self,
        ) -> ::pagination_core::__private::Result<(), ::pagination_core::BoxError> {
            ::pagination_core::__private::checked(refuse(self))
        }
    }
    #[automatically_derived]
    impl<T, M> ::pagination_core::PaginatedBy<::pagination_core::PageNumber>
    for Envelope<T, M>
    where
        T: 'static,
    {
        type Head = ::pagination_core::Head;
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::PAGE
            .of("Envelope")
            .first(0)
            .first_only(::pagination_core::spec::FirstOnly::These(&["/limit"]))
            .expired(&[410])
            .empty(&[404])
            .checked()
            .with_total();
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            let mut __info = ::pagination_core::PageInfo::new();
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                    &__page.__response.meta,
                )
                .value()
            {
                __info.total(::pagination_core::__private::Count::count(&__value.total));
            }
            __info
                .total_pages(
                    ::pagination_core::__private::header_count(__page, "x-total-pages"),
                );
            __info
        }
    }
    #[automatically_derived]
    impl<T, M> ::pagination_core::__private::IntoIterator for Envelope<T, M>
    where
        T: 'static,
    {
        type Item = T;
        type IntoIter = ::pagination_core::__private::VecIntoIter<T>;
        fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<T> {
            ::pagination_core::__private::into_iter(self)
        }
    }
    #[automatically_derived]
    impl<'__a, T, M> ::pagination_core::__private::IntoIterator for &'__a Envelope<T, M>
    where
        T: 'static,
    {
        type Item = &'__a T;
        type IntoIter = ::pagination_core::__private::SliceIter<'__a, T>;
        fn into_iter(self) -> ::pagination_core::__private::SliceIter<'__a, T> {
            ::pagination_core::__private::NestedVec::references(&self.data)
        }
    }
};
