const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Graph {
        type Strategy = ::pagination_core::Cursor;
        type Item = Repository;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, Repository> {
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::ThroughMut(
                    ::pagination_core::__private::Some(&mut self.data),
                )
                .value()
            {
                let __items = ::pagination_core::__private::List::items_each(
                    &mut __value.edges,
                    |__item| {
                        if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::ThroughOwned(
                                ::pagination_core::__private::Some(__item),
                            )
                            .value()
                        {
                            ::pagination_core::__private::ThroughOwned(
                                    ::pagination_core::__private::Some(__value.node),
                                )
                                .value()
                        } else {
                            ::pagination_core::__private::None
                        }
                    },
                );
                ::pagination_core::__private::ItemIs::<Repository>::items(__items)
            } else {
                ::pagination_core::__private::Default::default()
            }
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Cursor> for Graph {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::CURSOR
            .of("Graph")
            .target(::pagination_core::spec::Target::Body("/after"));
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            let mut __info = ::pagination_core::PageInfo::new();
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                    &__page.__response.data,
                )
                .value()
            {
                if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                        &__value.edges_info,
                    )
                    .value()
                {
                    ::pagination_core::__private::next(&mut __info, &__value.end);
                    __info
                        .more(
                            ::pagination_core::__private::Flag::negated(&__value.last),
                        );
                }
                ::pagination_core::__private::named(&__value.edges_info);
            }
            ::pagination_core::__private::named(&__page.__response.data);
            __info
        }
    }
    #[automatically_derived]
    impl ::pagination_core::__private::IntoIterator for Graph {
        type Item = Repository;
        type IntoIter = ::pagination_core::__private::VecIntoIter<Repository>;
        fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Repository> {
            ::pagination_core::__private::into_iter(self)
        }
    }
    #[automatically_derived]
    impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Graph {
        type Item = &'__a Repository;
        type IntoIter = ::pagination_core::__private::VecIntoIter<&'__a Repository>;
        fn into_iter(
            self,
        ) -> ::pagination_core::__private::VecIntoIter<&'__a Repository> {
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                    &self.data,
                )
                .value()
            {
                let __items = ::pagination_core::__private::List::each_ref(
                    &__value.edges,
                    |__item| {
                        if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                                __item,
                            )
                            .value()
                        {
                            ::pagination_core::__private::Through(&__value.node).value()
                        } else {
                            ::pagination_core::__private::None
                        }
                    },
                );
                ::pagination_core::__private::ItemIs::<Repository>::references(__items)
            } else {
                ::pagination_core::__private::Default::default()
            }
        }
    }
};
