const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Rows {
        type Strategy = ::pagination_core::PageNumber;
        type Item = Row;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, Row> {
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::ThroughMut(
                    ::pagination_core::__private::Some(&mut self.data),
                )
                .value()
            {
                let __items = ::pagination_core::__private::List::items_each(
                    &mut __value.rows,
                    |__item| {
                        if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::ThroughOwned(
                                ::pagination_core::__private::Some(__item),
                            )
                            .value()
                        {
                            ::pagination_core::__private::ThroughOwned(
                                    ::pagination_core::__private::Some(__value.row),
                                )
                                .value()
                        } else {
                            ::pagination_core::__private::None
                        }
                    },
                );
                ::pagination_core::__private::ItemIs::<Row>::items(__items)
            } else {
                ::pagination_core::__private::Default::default()
            }
        }
        fn keys(
            &self,
        ) -> ::pagination_core::__private::Option<::pagination_core::PageKeys> {
            let mut __keys = ::pagination_core::PageKeys::new();
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                    &self.data,
                )
                .value()
            {
                for __item in ::pagination_core::__private::List::each_ref(
                    &__value.rows,
                    |__item| {
                        if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                                __item,
                            )
                            .value()
                        {
                            ::pagination_core::__private::Through(&__value.row).value()
                        } else {
                            ::pagination_core::__private::None
                        }
                    },
                ) {
                    __keys.push(<Self as ::pagination_core::Keyed>::key(__item));
                }
            }
            ::pagination_core::__private::Some(__keys)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::PageNumber> for Rows {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::PAGE
            .of("Rows")
            .stop_empty_page()
            .keyed();
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            ::pagination_core::PageInfo::new()
        }
    }
    #[automatically_derived]
    impl ::pagination_core::Keyed for Rows {
        fn key(
            __item: &Row,
        ) -> ::pagination_core::__private::Result<
            ::pagination_core::__private::Option<::pagination_core::Position>,
            ::pagination_core::Unsendable,
        > {
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                    __item,
                )
                .value()
            {
                if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                        &__value.meta,
                    )
                    .value()
                {
                    ::pagination_core::Position::new(&__value.id)
                } else {
                    ::pagination_core::__private::Result::Ok(
                        ::pagination_core::__private::None,
                    )
                }
            } else {
                ::pagination_core::__private::Result::Ok(
                    ::pagination_core::__private::None,
                )
            }
        }
    }
    #[automatically_derived]
    impl ::pagination_core::__private::IntoIterator for Rows {
        type Item = Row;
        type IntoIter = ::pagination_core::__private::VecIntoIter<Row>;
        fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Row> {
            ::pagination_core::__private::into_iter(self)
        }
    }
    #[automatically_derived]
    impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Rows {
        type Item = &'__a Row;
        type IntoIter = ::pagination_core::__private::VecIntoIter<&'__a Row>;
        fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<&'__a Row> {
            if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                    &self.data,
                )
                .value()
            {
                let __items = ::pagination_core::__private::List::each_ref(
                    &__value.rows,
                    |__item| {
                        if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                                __item,
                            )
                            .value()
                        {
                            ::pagination_core::__private::Through(&__value.row).value()
                        } else {
                            ::pagination_core::__private::None
                        }
                    },
                );
                ::pagination_core::__private::ItemIs::<Row>::references(__items)
            } else {
                ::pagination_core::__private::Default::default()
            }
        }
    }
};
