const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Changes {
        type Strategy = ::pagination_core::Cursor;
        type Item = Record;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, Record> {
            ::pagination_core::__private::items(&mut self.records)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Cursor> for Changes {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::CURSOR
            .of("Changes")
            .target(::pagination_core::spec::Target::Body("/variables/after"))
            .session()
            .sync_param("sync_token")
            .calls_function();
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            let mut __info = ::pagination_core::PageInfo::new();
            if let ::pagination_core::__private::Some(__item) = ::pagination_core::__private::Ends::last(
                &__page.__response.records,
            ) {
                if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                        __item,
                    )
                    .value()
                {
                    ::pagination_core::__private::next(&mut __info, &__value.id);
                }
            }
            __info.or_next(::pagination_core::__private::found(&first_position(__page)));
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                    &__page.__response.changes,
                )
                .value()
            {
                let __sync = &__value.token;
                ::pagination_core::__private::AsText::check(
                    ::pagination_core::__private::Sendable(__sync).sent_as(),
                );
                ::pagination_core::__private::sync(&mut __info, __sync);
            }
            __info
        }
    }
    #[automatically_derived]
    impl ::pagination_core::Synced for Changes {}
    #[automatically_derived]
    impl ::pagination_core::__private::IntoIterator for Changes {
        type Item = Record;
        type IntoIter = ::pagination_core::__private::VecIntoIter<Record>;
        fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Record> {
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
