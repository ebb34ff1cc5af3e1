const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Tickets {
        type Strategy = ::pagination_core::Offset;
        type Item = Ticket;
        fn records(&mut self) -> ::pagination_core::PageItems<'_, Ticket> {
            ::pagination_core::__private::items(&mut self.tickets)
        }
        fn keys(
            &self,
        ) -> ::pagination_core::__private::Option<::pagination_core::PageKeys> {
            let mut __keys = ::pagination_core::PageKeys::new();
            for __item in ::pagination_core::__private::List::iter(&self.tickets) {
                __keys.push(<Self as ::pagination_core::Keyed>::key(__item));
            }
            ::pagination_core::__private::Some(__keys)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Offset> for Tickets {
        type Head = ();
        const SPEC: ::pagination_core::spec::Spec = ::pagination_core::spec::Spec::OFFSET
            .of("Tickets")
            .stop_short_page()
            .overlap(5)
            .seen(500)
            .keyed();
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            ::pagination_core::PageInfo::new()
        }
    }
    #[automatically_derived]
    impl ::pagination_core::Keyed for Tickets {
        fn key(
            __item: &Ticket,
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
    impl ::pagination_core::__private::IntoIterator for Tickets {
        type Item = Ticket;
        type IntoIter = ::pagination_core::__private::VecIntoIter<Ticket>;
        fn into_iter(self) -> ::pagination_core::__private::VecIntoIter<Ticket> {
            ::pagination_core::__private::into_iter(self)
        }
    }
    #[automatically_derived]
    impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Tickets {
        type Item = &'__a Ticket;
        type IntoIter = ::pagination_core::__private::SliceIter<'__a, Ticket>;
        fn into_iter(self) -> ::pagination_core::__private::SliceIter<'__a, Ticket> {
            ::pagination_core::__private::iter(&self.tickets)
        }
    }
};
