#[allow(unexpected_cfgs)]
const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Meetings {
        type Strategy = ::pagination_core::Cursor;
        type Item = Meeting;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, Meeting> {
            ::pagination_core::__private::items(&mut self.data)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Cursor> for Meetings {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::CURSOR
            .of("Meetings")
            .target_param("after");
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            let mut __info = ::pagination_core::PageInfo::new();
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                    &__page.__response.meta,
                )
                .value()
            {
                if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                        &__value.paging,
                    )
                    .value()
                {
                    let __next = &__value as *const _;
                }
            }
            #[cfg(rust_analyzer)]
            {
                if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                        &__page.__response.met,
                    )
                    .value()
                {
                    let _ = &__value.total;
                }
            }
            __info
        }
    }
    #[automatically_derived]
    impl ::pagination_core::__private::IntoIterator for Meetings {
        type Item = Meeting;
        type IntoIter = ::pagination_core::__private::VecIntoIter<Meeting>;
        fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Meeting> {
            ::pagination_core::__private::into_iter(self)
        }
    }
    #[automatically_derived]
    impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Meetings {
        type Item = &'__a Meeting;
        type IntoIter = ::pagination_core::__private::SliceIter<'__a, Meeting>;
        fn into_iter(self) -> ::pagination_core::__private::SliceIter<'__a, Meeting> {
            ::pagination_core::__private::iter(&self.data)
        }
    }
};
::core::compile_error! {
    "a field name is missing after this `.`"
}
::core::compile_error! {
    "no field `met`; did you mean `meta`? the fields are `data` and `meta`"
}
