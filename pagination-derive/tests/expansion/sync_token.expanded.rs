const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Changes {
        type Strategy = ::pagination_core::Cursor;
        type Item = Record;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, Record> {
            ::pagination_core::__private::records(&mut self.records)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Cursor> for Changes {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::cursor(
                "Changes",
            )
            .target(::pagination_core::spec::Target::Body("/variables/after"))
            .session()
            .sync(::pagination_core::spec::Target::Param("sync_token"));
        fn info(
            __page: &::pagination_core::Page<Self>,
            __info: &mut ::pagination_core::PageInfo,
        ) {
            let __sync = ::pagination_core::__private::Hop(
                    ::pagination_core::__private::Some(&__page.__response.changes),
                )
                .hop()
                .hop()
                .hop()
                .0
                .map(|__value| &__value.token);
            ::pagination_core::__private::AsText::check(
                (&&::pagination_core::__private::Hop(__sync).hop().hop().hop())
                    .position(),
            );
            __info
                .next(
                    ::pagination_core::__private::Hop(
                            ::pagination_core::__private::Ends::in_last(
                                ::pagination_core::__private::Some(
                                    &__page.__response.records,
                                ),
                                ::pagination_core::__private::Some,
                            ),
                        )
                        .hop()
                        .hop()
                        .hop()
                        .0
                        .map(|__value| &__value.id),
                )
                .or_next(::pagination_core::__private::found(&first_position(__page)))
                .sync(__sync);
        }
    }
    #[automatically_derived]
    impl ::pagination_core::Synced for Changes {}
    #[automatically_derived]
    impl ::pagination_core::__private::IntoIterator for Changes {
        type Item = Record;
        type IntoIter = ::pagination_core::__private::VecIntoIter<Record>;
        fn into_iter(self) -> Self::IntoIter {
            ::pagination_core::__private::into_iter(self)
        }
    }
    #[automatically_derived]
    impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Changes {
        type Item = &'__a Record;
        type IntoIter = ::pagination_core::__private::SliceIter<'__a, Record>;
        fn into_iter(self) -> ::pagination_core::__private::SliceIter<'__a, Record> {
            ::pagination_core::__private::iter(&self.records)
        }
    }
};
