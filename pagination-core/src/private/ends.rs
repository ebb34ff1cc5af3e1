//! The first and the last item of a page, for `first_item` and `last_item`.

use std::collections::{VecDeque, vec_deque};

/// The two ends of a list, for `last_item` and `first_item`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no first and no last item",
    label = "`last_item` and `first_item` need an ordered list such as `Vec`",
    note = "a map does not keep the order in which the API sent its entries"
)]
pub trait Ends {
    type Item;
    type Iter<'a>: DoubleEndedIterator<Item = &'a Self::Item>
    where
        Self: 'a;
    fn iter(&self) -> Self::Iter<'_>;
    /// The last item.
    fn last(&self) -> Option<&Self::Item> {
        self.iter().next_back()
    }
    /// The first item.
    fn first(&self) -> Option<&Self::Item> {
        self.iter().next()
    }
    /// What `each` finds in the last item in which it finds anything.
    fn last_each<'a, T>(&'a self, each: impl FnMut(&'a Self::Item) -> Option<T>) -> Option<T> {
        self.iter().rev().find_map(each)
    }
    /// What `each` finds in the first item in which it finds anything.
    fn first_each<'a, T>(&'a self, each: impl FnMut(&'a Self::Item) -> Option<T>) -> Option<T> {
        self.iter().find_map(each)
    }
}

macro_rules! ends {
    ($($list:ty: $iter:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T> Ends for $list {
            type Item = T;
            type Iter<'a> = $iter where Self: 'a;
            fn iter(&self) -> Self::Iter<'_> {
                self.into_iter()
            }
        }
    )*};
}

ends! {
    Vec<T>: std::slice::Iter<'a, T>;
    Box<[T]>: std::slice::Iter<'a, T>;
    VecDeque<T>: vec_deque::Iter<'a, T>;
}

#[diagnostic::do_not_recommend]
impl<L: Ends> Ends for Option<L> {
    type Item = L::Item;
    type Iter<'a>
        = std::iter::Flatten<std::option::IntoIter<L::Iter<'a>>>
    where
        Self: 'a;
    fn iter(&self) -> Self::Iter<'_> {
        self.as_ref().map(Ends::iter).into_iter().flatten()
    }
}

#[diagnostic::do_not_recommend]
impl<L: Ends> Ends for Box<L> {
    type Item = L::Item;
    type Iter<'a>
        = L::Iter<'a>
    where
        Self: 'a;
    fn iter(&self) -> Self::Iter<'_> {
        (**self).iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_list_has_no_ends() {
        let list: Option<Vec<u8>> = None;
        assert_eq!((list.first(), Ends::last(&list)), (None, None));
    }

    #[test]
    fn items_without_content_are_no_ends_where_each_looks_inside() {
        let list = vec![None, Some(1), Some(2), None];
        assert_eq!(list.last_each(Option::as_ref), Some(&2));
        assert_eq!(list.first_each(Option::as_ref), Some(&1));
        assert_eq!(Ends::last(&list), Some(&None));
    }
}
