//! The items of a page: lists and maps, through `Option` and `Box`.

use std::collections::{
    BTreeMap, BTreeSet, HashMap, HashSet, VecDeque, btree_map, btree_set, hash_map, hash_set, vec_deque,
};
use std::convert::identity;
use std::hash::{BuildHasher, Hash};

use crate::page_items::PageItems;

/// A list or map of items.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of items",
    label = "expected `Vec`, another collection of std, a map, or an `Option` or `Box` of one of these",
    note = "the items of a page are a collection; name another field with `#[paginated(items = path)]`, or collect the items with \
            `#[paginated(items(with = function, count = function), item = Type)]`"
)]
pub trait List {
    type Item;
    type Ref<'a>: Iterator
    where
        Self: 'a;
    fn count(&self) -> usize;
    fn take(&mut self) -> Vec<Self::Item>;
    fn iter(&self) -> Self::Ref<'_>;
    /// A `Vec` is moved, without an allocation.
    fn items(&mut self) -> PageItems<'_, Self::Item> {
        PageItems::new(self.count(), || self.take())
    }
    /// What `each` finds in the items; an item in which it finds nothing is left out.
    fn items_each<'a, T: 'a>(&'a mut self, each: impl FnMut(Self::Item) -> Option<T> + 'a) -> PageItems<'a, T> {
        PageItems::new(self.count(), || self.take().into_iter().filter_map(each).collect())
    }
    /// As `items_each`, by reference.
    fn each_ref<'a, T>(
        &'a self,
        each: impl FnMut(<Self::Ref<'a> as Iterator>::Item) -> Option<T>,
    ) -> std::vec::IntoIter<T> {
        self.iter().filter_map(each).collect::<Vec<_>>().into_iter()
    }
}

/// The items in a field whose type is written as a `Vec`. A function, since rustc then looks up no impl.
pub fn items<T>(list: &mut Vec<T>) -> PageItems<'_, T> {
    PageItems::of(list)
}

/// As [`items`], by reference.
#[allow(clippy::ptr_arg, reason = "rustc would have to look up how a `Vec` becomes a slice")]
pub fn iter<T>(list: &Vec<T>) -> std::slice::Iter<'_, T> {
    list.iter()
}

/// A `Vec` inside an `Option` or a `Box`.
pub trait NestedVec<T> {
    fn slice(&self) -> &[T];
    fn references(&self) -> std::slice::Iter<'_, T> {
        self.slice().iter()
    }
}

impl<T> NestedVec<T> for Vec<T> {
    fn slice(&self) -> &[T] {
        self
    }
}

impl<T, L: NestedVec<T>> NestedVec<T> for Option<L> {
    fn slice(&self) -> &[T] {
        self.as_ref().map_or(&[], NestedVec::slice)
    }
}

impl<T, L: NestedVec<T>> NestedVec<T> for Box<L> {
    fn slice(&self) -> &[T] {
        (**self).slice()
    }
}

/// The items are of the type that `item` names. Iteration by value and by reference both require it, in the same words, so that rustc
/// reports a mistake once.
#[diagnostic::on_unimplemented(
    message = "the items are `{Self}`, but `item` says `{Item}`",
    label = "write `item = {Self}`"
)]
pub trait ItemIs<Item>: Sized {
    fn items<'a>(list: PageItems<'a, Self>) -> PageItems<'a, Item>;
    fn references(list: std::vec::IntoIter<&Self>) -> std::vec::IntoIter<&Item>;
}

#[diagnostic::do_not_recommend]
impl<T> ItemIs<T> for T {
    fn items<'a>(list: PageItems<'a, T>) -> PageItems<'a, T> {
        list
    }
    fn references(list: std::vec::IntoIter<&T>) -> std::vec::IntoIter<&T> {
        list
    }
}

/// What `each` finds may be in a `Box`.
#[diagnostic::do_not_recommend]
impl<T> ItemIs<T> for Box<T> {
    fn items<'a>(list: PageItems<'a, Box<T>>) -> PageItems<'a, T> {
        PageItems::new(list.count(), || list.take().into_iter().map(|item| *item).collect())
    }
    fn references(list: std::vec::IntoIter<&Box<T>>) -> std::vec::IntoIter<&T> {
        list.map(|item| &**item).collect::<Vec<_>>().into_iter()
    }
}

/// An item of one of several lists, as the item that they give together.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not convert into `{Item}`, the type that `item` names",
    label = "the items of this list are `{Self}`",
    note = "the items of each list of `chain(…)` are converted into `{Item}`: implement `From<{Self}>` for it"
)]
pub trait IntoItem<Item> {
    fn into_item(self) -> Item;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Item>, Item> IntoItem<Item> for T {
    fn into_item(self) -> Item {
        self.into()
    }
}

/// An item of one of several lists, which hold the same type.
#[diagnostic::on_unimplemented(
    message = "the lists of `chain(…)` hold `{Item}` and `{Self}`",
    label = "the items of this list are `{Self}`",
    note = "lists of different types need a type into which the items of each convert: add `item = Type`"
)]
pub trait SameItem<Item>: Sized {
    fn item(self) -> Item;
    fn reference(&self) -> &Item;
}

#[diagnostic::do_not_recommend]
impl<T> SameItem<T> for T {
    fn item(self) -> T {
        self
    }
    fn reference(&self) -> &T {
        self
    }
}

/// An entry of a list by reference, and of a map as a pair of references.
pub trait Entry {
    type Entry;
    fn entry(&self) -> &Self::Entry;
}

impl<T> Entry for &T {
    type Entry = T;
    fn entry(&self) -> &T {
        self
    }
}

impl<'a, K, V> Entry for (&'a K, &'a V) {
    type Entry = (&'a K, &'a V);
    fn entry(&self) -> &Self {
        self
    }
}

/// [`List::iter`] as a method, whose call passes through references.
pub trait Entries: List {
    fn __entries(&self) -> Self::Ref<'_> {
        self.iter()
    }
}

impl<L: List> Entries for L {}

/// The entries of a list inside an entry of another.
pub fn into_entries<L: List>(mut list: L) -> Vec<L::Item> {
    list.take()
}

macro_rules! lists {
    ($([$($param:tt)*] $list:ty: $item:ty, $borrowed:ty, $into_vec:expr $(, $items:item)?;)*) => {$(
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
            $($items)?
        }
    )*};
}

lists! {
    [T] Vec<T>: T, std::slice::Iter<'a, T>, identity, fn items(&mut self) -> PageItems<'_, T> { PageItems::of(self) };
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
    fn items(&mut self) -> PageItems<'_, L::Item> {
        // A list that is null is an empty one.
        self.as_mut().map_or_else(|| PageItems::new(0, Vec::new), List::items)
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
    fn items(&mut self) -> PageItems<'_, L::Item> {
        (**self).items()
    }
    fn iter(&self) -> Self::Ref<'_> {
        (**self).iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vec_moves_without_a_copy() {
        let mut list = Some(Box::new(vec![1, 2, 3]));
        let before = list.as_ref().map(|list| list.as_ptr());
        let taken = List::items(&mut list).take();
        assert_eq!(Some(taken.as_ptr()), before);
        assert_eq!(List::take(&mut list).len(), 0);
    }

    #[test]
    fn an_absent_list_is_empty() {
        let mut list: Option<Vec<u8>> = None;
        assert_eq!(List::count(&list), 0);
        assert_eq!(List::take(&mut list).len(), 0);
    }

    #[test]
    fn items_without_content_are_left_out() {
        let mut list = vec![None, Some(1), Some(2), None];
        assert_eq!(list.each_ref(Option::as_ref).as_slice(), [&1, &2]);
        assert_eq!(List::count(&list), 4);
        assert_eq!(list.items_each(|node| node).take(), [1, 2]);
    }

    #[test]
    fn the_items_of_a_map_are_pairs() {
        let mut list = BTreeMap::from([("a", 1), ("b", 2)]);
        assert_eq!(List::count(&list), 2);
        assert_eq!(List::take(&mut list), [("a", 1), ("b", 2)]);
    }
}
