const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Graph {
        type Strategy = ::pagination_core::Cursor;
        type Item = Repository;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, Repository> {
            let __items = ::pagination_core::__private::HopMut(
                    ::pagination_core::__private::Some(&mut self.data),
                )
                .hop()
                .hop()
                .hop()
                .0
                .map(|__value| &mut __value.edges)
                .map_or_else(
                    ::pagination_core::__private::Default::default,
                    |__list| ::pagination_core::__private::List::records_each(
                        __list,
                        |__record| {
                            ::pagination_core::__private::HopOwned(
                                    ::pagination_core::__private::HopOwned(
                                            ::pagination_core::__private::Some(__record),
                                        )
                                        .hop()
                                        .hop()
                                        .hop()
                                        .0
                                        .map(|__value| __value.node),
                                )
                                .hop()
                                .hop()
                                .hop()
                                .0
                        },
                    ),
                );
            ::pagination_core::__private::Record::<Repository>::records(__items)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Cursor> for Graph {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::cursor(
                "Graph",
            )
            .target(::pagination_core::spec::Target::Body("/after"));
        fn info(
            __page: &::pagination_core::Page<Self>,
            __info: &mut ::pagination_core::PageInfo,
        ) {
            __info
                .next(
                    ::pagination_core::__private::Hop(
                            ::pagination_core::__private::Hop(
                                    ::pagination_core::__private::Some(&__page.__response.data),
                                )
                                .hop()
                                .hop()
                                .hop()
                                .0
                                .map(|__value| &__value.edges_info),
                        )
                        .hop()
                        .hop()
                        .hop()
                        .0
                        .map(|__value| &__value.end),
                )
                .more(
                    ::pagination_core::__private::Flag::at(
                            ::pagination_core::__private::Hop(
                                    ::pagination_core::__private::Hop(
                                            ::pagination_core::__private::Some(&__page.__response.data),
                                        )
                                        .hop()
                                        .hop()
                                        .hop()
                                        .0
                                        .map(|__value| &__value.edges_info),
                                )
                                .hop()
                                .hop()
                                .hop()
                                .0
                                .map(|__value| &__value.last),
                        )
                        .map(|__last| !__last),
                );
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
            let __items = ::pagination_core::__private::Hop(
                    ::pagination_core::__private::Some(&self.data),
                )
                .hop()
                .hop()
                .hop()
                .0
                .map(|__value| &__value.edges)
                .map_or_else(
                    ::pagination_core::__private::Default::default,
                    |__list| ::pagination_core::__private::List::each_ref(
                        __list,
                        |__record| {
                            ::pagination_core::__private::Hop(
                                    ::pagination_core::__private::Hop(
                                            ::pagination_core::__private::Some(__record),
                                        )
                                        .hop()
                                        .hop()
                                        .hop()
                                        .0
                                        .map(|__value| &__value.node),
                                )
                                .hop()
                                .hop()
                                .hop()
                                .0
                        },
                    ),
                );
            ::pagination_core::__private::Record::<Repository>::references(__items)
        }
    }
};
