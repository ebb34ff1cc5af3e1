const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Events {
        type Strategy = ::pagination_core::Cursor;
        type Item = Event;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, Event> {
            ::pagination_core::__private::items(&mut self.events)
        }
        fn keys(
            &self,
        ) -> ::pagination_core::__private::Option<::pagination_core::PageKeys> {
            let mut __keys = ::pagination_core::PageKeys::new();
            for __item in ::pagination_core::__private::List::iter(&self.events) {
                __keys.push(<Self as ::pagination_core::Keyed>::key(__item));
            }
            ::pagination_core::__private::Some(__keys)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Cursor> for Events {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::CURSOR
            .of("Events")
            .target_param("from")
            .inclusive()
            .default_size(100)
            .size_target_param("limit")
            .keyed();
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            ::pagination_core::__private::only_next(&__page.__response.next)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::Keyed for Events {
        fn key(
            __item: &Event,
        ) -> ::pagination_core::__private::Result<
            ::pagination_core::__private::Option<::pagination_core::Position>,
            ::pagination_core::Unsendable,
        > {
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                    __item,
                )
                .value()
            {
                ::pagination_core::Position::new(&__value.id)
            } else {
                ::pagination_core::__private::Result::Ok(
                    ::pagination_core::__private::None,
                )
            }
        }
    }
    #[automatically_derived]
    impl ::pagination_core::__private::IntoIterator for Events {
        type Item = Event;
        type IntoIter = ::pagination_core::__private::VecIntoIter<Event>;
        fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Event> {
            ::pagination_core::__private::into_iter(self)
        }
    }
    #[automatically_derived]
    impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Events {
        type Item = &'__a Event;
        type IntoIter = ::pagination_core::__private::SliceIter<'__a, Event>;
        fn into_iter(self) -> ::pagination_core::__private::SliceIter<'__a, Event> {
            ::pagination_core::__private::iter(&self.events)
        }
    }
};
