const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Deals {
        type Strategy = ::pagination_core::Offset;
        type Item = Deal;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, Deal> {
            ::pagination_core::__private::items(&mut self.deals)
        }
        fn keys(
            &self,
        ) -> ::pagination_core::__private::Option<::pagination_core::PageKeys> {
            let mut __keys = ::pagination_core::PageKeys::new();
            for __item in ::pagination_core::__private::List::iter(&self.deals) {
                __keys.push(<Self as ::pagination_core::Keyed>::key(__item));
            }
            ::pagination_core::__private::Some(__keys)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Offset> for Deals {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::OFFSET
            .of("Deals")
            .anchor(
                &::pagination_core::spec::Anchor {
                    target: ::pagination_core::spec::Target::Param("id_gt"),
                    unique: true,
                    descending: false,
                    on_expiry: false,
                },
            )
            .stop_short_page()
            .max_window(10000)
            .default_size(100)
            .size_target_param("limit")
            .keyed()
            .beside(&[::pagination_core::spec::StrategyKind::Cursor]);
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            let mut __info = ::pagination_core::PageInfo::new();
            for __item in ::pagination_core::__private::List::iter(
                &__page.__response.deals,
            ) {
                if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                        __item,
                    )
                    .value()
                {
                    let __anchor = &__value.id;
                    ::pagination_core::__private::AsText::check(
                        ::pagination_core::__private::Sendable(__anchor).sent_as(),
                    );
                    ::pagination_core::__private::anchor(&mut __info, __anchor);
                } else {
                    ::pagination_core::__private::no_anchor(&mut __info);
                }
            }
            __info
        }
    }
    #[automatically_derived]
    impl ::pagination_core::AnchoredBy<::pagination_core::Offset> for Deals {}
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Cursor> for Deals {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::CURSOR
            .of("Deals")
            .anchor(
                &::pagination_core::spec::Anchor {
                    target: ::pagination_core::spec::Target::Body("/until"),
                    unique: false,
                    descending: true,
                    on_expiry: true,
                },
            )
            .expired(&[410])
            .default_size(100)
            .size_target_param("limit")
            .keyed()
            .beside(&[::pagination_core::spec::StrategyKind::Offset]);
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            let mut __info = ::pagination_core::PageInfo::new();
            ::pagination_core::__private::next(&mut __info, &__page.__response.next);
            for __item in ::pagination_core::__private::List::iter(
                &__page.__response.deals,
            ) {
                if let ::pagination_core::__private::Some(__value) = ::pagination_core::__private::Through(
                        __item,
                    )
                    .value()
                {
                    ::pagination_core::__private::anchor(&mut __info, &__value.time);
                } else {
                    ::pagination_core::__private::no_anchor(&mut __info);
                }
            }
            __info
        }
    }
    #[automatically_derived]
    impl ::pagination_core::AnchoredBy<::pagination_core::Cursor> for Deals {}
    #[automatically_derived]
    impl ::pagination_core::Keyed for Deals {
        fn key(
            __item: &Deal,
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
    impl ::pagination_core::__private::IntoIterator for Deals {
        type Item = Deal;
        type IntoIter = ::pagination_core::__private::VecIntoIter<Deal>;
        fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Deal> {
            ::pagination_core::__private::into_iter(self)
        }
    }
    #[automatically_derived]
    impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Deals {
        type Item = &'__a Deal;
        type IntoIter = ::pagination_core::__private::SliceIter<'__a, Deal>;
        fn into_iter(self) -> ::pagination_core::__private::SliceIter<'__a, Deal> {
            ::pagination_core::__private::iter(&self.deals)
        }
    }
};
