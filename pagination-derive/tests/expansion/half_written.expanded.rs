#[allow(unexpected_cfgs)]
const _: () = {
    use ::pagination_core::__private::traits::*;
    #[automatically_derived]
    impl ::pagination_core::Paginated for Meetings {
        type Strategy = ::pagination_core::Cursor;
        type Item = <Vec<Meeting> as ::pagination_core::__private::List>::Item;
        type Items = <Vec<Meeting> as ::pagination_core::__private::List>::Iter;
        fn count(&self) -> usize {
            ::pagination_core::__private::List::count(&self.data)
        }
        fn take_items(
            &mut self,
        ) -> <Vec<Meeting> as ::pagination_core::__private::List>::Iter {
            ::pagination_core::__private::List::take(&mut self.data)
        }
    }
    #[automatically_derived]
    impl ::pagination_core::PaginatedBy<::pagination_core::Cursor> for Meetings {
        type Head = ();
        const SPEC: &'static ::pagination_core::spec::Spec = &::pagination_core::spec::Spec::cursor(
                "Meetings",
            )
            .target(::pagination_core::spec::Target::Param("after"));
        fn info(__page: &::pagination_core::Page<Self>) -> ::pagination_core::PageInfo {
            let __this: &Self = __page;
            let _ = (&&&(&&&(&&&::pagination_core::__private::Hop(
                ::pagination_core::__private::Some(&__this.meta),
            ))
                .hop())
                .hop())
                .hop()
                .0
                .map(|__value| &__value.paging);
            #[cfg(rust_analyzer)]
            let _ = (&&&(&&&(&&&::pagination_core::__private::Hop(
                ::pagination_core::__private::Some(&__this.met),
            ))
                .hop())
                .hop())
                .hop()
                .0
                .map(|__value| &__value.total);
            ::pagination_core::PageInfo::new()
        }
    }
    #[automatically_derived]
    impl ::pagination_core::__private::IntoIterator for Meetings {
        type Item = <Self as ::pagination_core::Paginated>::Item;
        type IntoIter = <Self as ::pagination_core::Paginated>::Items;
        fn into_iter(mut self) -> <Self as ::pagination_core::Paginated>::Items {
            <Self as ::pagination_core::Paginated>::take_items(&mut self)
        }
    }
    #[automatically_derived]
    impl<'__a> ::pagination_core::__private::IntoIterator for &'__a Meetings {
        type Item = <<Vec<
            Meeting,
        > as ::pagination_core::__private::List>::Ref<
            '__a,
        > as ::pagination_core::__private::Iterator>::Item;
        type IntoIter = <Vec<Meeting> as ::pagination_core::__private::List>::Ref<'__a>;
        fn into_iter(
            self,
        ) -> <Vec<Meeting> as ::pagination_core::__private::List>::Ref<'__a> {
            ::pagination_core::__private::List::iter(&self.data)
        }
    }
};
::core::compile_error! {
    "a field name is missing behind this `.`"
}
::core::compile_error! {
    "no field `met`, did you mean `meta`? the fields are `data` and `meta`"
}
