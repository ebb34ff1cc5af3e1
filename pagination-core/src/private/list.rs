//! The records of a page: lists and maps, through `Option` and `Box`.

use std::collections::{
    BTreeMap, BTreeSet, HashMap, HashSet, VecDeque, btree_map, btree_set, hash_map, hash_set, vec_deque,
};
use std::convert::identity;
use std::hash::{BuildHasher, Hash};

use crate::PageItems;

/// A list or map of records.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of records",
    label = "expected `Vec`, another collection of std, a map, or an `Option` or `Box` of these",
    note = "the items of a page are a collection; name another field with `#[paginated(items = path)]`, or collect them with \
            `#[paginated(items(with = function), item = Type)]`"
)]
pub trait List {
    type Item;
    type Ref<'a>: Iterator
    where
        Self: 'a;
    fn count(&self) -> usize;
    fn take(&mut self) -> Vec<Self::Item>;
    fn iter(&self) -> Self::Ref<'_>;
    /// A `Vec` moves as it is, and asks for no memory.
    fn records(&mut self) -> PageItems<'_, Self::Item> {
        PageItems::new(self.count(), || self.take())
    }
    /// What `each` finds in the records; those in which it finds nothing are left out.
    fn records_each<'a, T: 'a>(&'a mut self, each: impl FnMut(Self::Item) -> Option<T> + 'a) -> PageItems<'a, T> {
        PageItems::new(self.count(), || self.take().into_iter().filter_map(each).collect())
    }
    /// The same by reference.
    fn each_ref<'a, T>(
        &'a self,
        each: impl FnMut(<Self::Ref<'a> as Iterator>::Item) -> Option<T>,
    ) -> std::vec::IntoIter<T> {
        self.iter().filter_map(each).collect::<Vec<_>>().into_iter()
    }
}

/// The records in a field that is written as a `Vec`. rustc finds this and [`iter`] without looking for an impl.
pub fn records<T>(records: &mut Vec<T>) -> PageItems<'_, T> {
    PageItems::of(records)
}

/// References to them.
#[allow(clippy::ptr_arg, reason = "a slice would have to be looked for behind the `Vec`")]
pub fn iter<T>(records: &Vec<T>) -> std::slice::Iter<'_, T> {
    records.iter()
}

/// The same where the `Vec` is inside an `Option` or a `Box`.
pub trait Inside<T> {
    fn slice(&self) -> &[T];
    fn references(&self) -> std::slice::Iter<'_, T> {
        self.slice().iter()
    }
}

impl<T> Inside<T> for Vec<T> {
    fn slice(&self) -> &[T] {
        self
    }
}

impl<T, L: Inside<T>> Inside<T> for Option<L> {
    fn slice(&self) -> &[T] {
        self.as_ref().map_or(&[], Inside::slice)
    }
}

impl<T, L: Inside<T>> Inside<T> for Box<L> {
    fn slice(&self) -> &[T] {
        (**self).slice()
    }
}

/// The two ends of a list, for `last_item` and `first_item`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no first and last record",
    label = "`last_item` and `first_item` need an ordered list such as `Vec`",
    note = "the entries of a map have no order that the API gave them"
)]
pub trait Ends {
    type Record;
    type PageItems<'a>: DoubleEndedIterator<Item = &'a Self::Record>
    where
        Self: 'a;
    fn records(&self) -> Self::PageItems<'_>;
    /// What `each` finds in the last record in which it finds something.
    fn in_last<'a, T>(list: Option<&'a Self>, each: impl FnMut(&'a Self::Record) -> Option<T>) -> Option<T> {
        list?.records().rev().find_map(each)
    }
    /// What `each` finds in the first record in which it finds something.
    fn in_first<'a, T>(list: Option<&'a Self>, each: impl FnMut(&'a Self::Record) -> Option<T>) -> Option<T> {
        list?.records().find_map(each)
    }
}

/// A record is of the type that `item` says. Both ways of iterating ask for it, in the same words, so that rustc says it once.
#[diagnostic::on_unimplemented(
    message = "the records are `{Self}`, and `item` says `{Item}`",
    label = "write `item = {Self}`"
)]
pub trait Record<Item>: Sized {
    fn records<'a>(list: PageItems<'a, Self>) -> PageItems<'a, Item>;
    fn references(list: std::vec::IntoIter<&Self>) -> std::vec::IntoIter<&Item>;
}

#[diagnostic::do_not_recommend]
impl<T> Record<T> for T {
    fn records<'a>(list: PageItems<'a, T>) -> PageItems<'a, T> {
        list
    }
    fn references(list: std::vec::IntoIter<&T>) -> std::vec::IntoIter<&T> {
        list
    }
}

macro_rules! lists {
    ($([$($param:tt)*] $list:ty: $item:ty, $borrowed:ty, $into_vec:expr $(, $records:item)?;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($param)*> List for $list {
            type Item = $item;
            type Ref<'a> = $borrowed where Self: 'a;
            fn count(&self) -> usize {
                self.len()
            }
            fn take(&mut self) -> Vec<$item> {
                $into_vec(std::mem::take(self))
            }
            fn iter(&self) -> Self::Ref<'_> {
                self.into_iter()
            }
            $($records)?
        }
    )*};
}

lists! {
    [T] Vec<T>: T, std::slice::Iter<'a, T>, identity, fn records(&mut self) -> PageItems<'_, T> { PageItems::of(self) };
    [T] Box<[T]>: T, std::slice::Iter<'a, T>, Vec::from;
    [T] VecDeque<T>: T, vec_deque::Iter<'a, T>, Vec::from;
    [T: Ord] BTreeSet<T>: T, btree_set::Iter<'a, T>, Vec::from_iter;
    [T: Eq + Hash, S: BuildHasher + Default] HashSet<T, S>: T, hash_set::Iter<'a, T>, Vec::from_iter;
    [K: Ord, V] BTreeMap<K, V>: (K, V), btree_map::Iter<'a, K, V>, Vec::from_iter;
    [K: Eq + Hash, V, S: BuildHasher + Default] HashMap<K, V, S>: (K, V), hash_map::Iter<'a, K, V>, Vec::from_iter;
    [] serde_json::Map<String, serde_json::Value>: (String, serde_json::Value), serde_json::map::Iter<'a>, Vec::from_iter;
}

#[diagnostic::do_not_recommend]
impl<L: List> List for Option<L> {
    type Item = L::Item;
    type Ref<'a>
        = std::iter::Flatten<std::option::IntoIter<L::Ref<'a>>>
    where
        Self: 'a;
    fn count(&self) -> usize {
        self.as_ref().map_or(0, List::count)
    }
    fn take(&mut self) -> Vec<L::Item> {
        self.as_mut().map_or_else(Vec::new, List::take)
    }
    fn records(&mut self) -> PageItems<'_, L::Item> {
        self.as_mut().map_or_else(PageItems::default, List::records)
    }
    fn iter(&self) -> Self::Ref<'_> {
        self.as_ref().map(List::iter).into_iter().flatten()
    }
}

#[diagnostic::do_not_recommend]
impl<L: List> List for Box<L> {
    type Item = L::Item;
    type Ref<'a>
        = L::Ref<'a>
    where
        Self: 'a;
    fn count(&self) -> usize {
        (**self).count()
    }
    fn take(&mut self) -> Vec<L::Item> {
        (**self).take()
    }
    fn records(&mut self) -> PageItems<'_, L::Item> {
        (**self).records()
    }
    fn iter(&self) -> Self::Ref<'_> {
        (**self).iter()
    }
}

macro_rules! ends {
    ($($list:ty: $records:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T> Ends for $list {
            type Record = T;
            type PageItems<'a> = $records where Self: 'a;
            fn records(&self) -> Self::PageItems<'_> {
                self.iter()
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
    type Record = L::Record;
    type PageItems<'a>
        = std::iter::Flatten<std::option::IntoIter<L::PageItems<'a>>>
    where
        Self: 'a;
    fn records(&self) -> Self::PageItems<'_> {
        self.as_ref().map(Ends::records).into_iter().flatten()
    }
}

#[diagnostic::do_not_recommend]
impl<L: Ends> Ends for Box<L> {
    type Record = L::Record;
    type PageItems<'a>
        = L::PageItems<'a>
    where
        Self: 'a;
    fn records(&self) -> Self::PageItems<'_> {
        (**self).records()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vec_moves_without_a_copy() {
        let mut list = Some(Box::new(vec![1, 2, 3]));
        let before = list.as_ref().map(|list| list.as_ptr());
        let taken = List::records(&mut list).take();
        assert_eq!(Some(taken.as_ptr()), before);
        assert_eq!(List::take(&mut list).len(), 0);
    }

    #[test]
    fn an_absent_list_is_empty() {
        let mut list: Option<Vec<u8>> = None;
        assert_eq!(List::count(&list), 0);
        assert_eq!(List::take(&mut list).len(), 0);
        assert_eq!(Ends::in_last(Some(&list), Some), None);
    }

    #[test]
    fn records_without_content_are_left_out_of_the_items_and_of_the_ends() {
        let mut list = vec![None, Some(1), Some(2), None];
        assert_eq!(Ends::in_last(Some(&list), Option::as_ref), Some(&2));
        assert_eq!(Ends::in_first(Some(&list), Option::as_ref), Some(&1));
        assert_eq!(list.each_ref(Option::as_ref).as_slice(), [&1, &2]);
        assert_eq!(List::count(&list), 4);
        assert_eq!(list.records_each(|node| node).take(), [1, 2]);
    }

    #[test]
    fn the_items_of_a_map_are_pairs() {
        let mut list = BTreeMap::from([("a", 1), ("b", 2)]);
        assert_eq!(List::count(&list), 2);
        assert_eq!(List::take(&mut list), [("a", 1), ("b", 2)]);
    }
}
