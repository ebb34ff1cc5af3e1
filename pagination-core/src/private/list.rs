//! The records of a page: lists and maps, through `Option` and `Box`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque, btree_map, btree_set, hash_map, hash_set, vec_deque};
use std::hash::{BuildHasher, Hash};

/// A list or map of records.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of records",
    label = "expected `Vec`, another collection of std, a map, or an `Option` or `Box` of these",
    note = "the items of a page are a collection; name another field with `#[paginated(items = path)]`, or collect them with \
            `#[paginated(items(with = function), item = Type)]`"
)]
pub trait List {
    type Item;
    type Iter: ExactSizeIterator<Item = Self::Item>;
    type Ref<'a>: Iterator
    where
        Self: 'a;
    fn count(&self) -> usize;
    fn take(&mut self) -> Self::Iter;
    fn iter(&self) -> Self::Ref<'_>;
}

/// The two ends of a list, for `last_item` and `first_item`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no first and last record",
    label = "`last_item` and `first_item` need an ordered list such as `Vec`",
    note = "the entries of a map have no order that the API gave them"
)]
pub trait Ends {
    type Record;
    fn first(&self) -> Option<&Self::Record>;
    fn last(&self) -> Option<&Self::Record>;
}

macro_rules! lists {
    ($([$($param:tt)*] $list:ty: $item:ty, $iter:ty, $borrowed:ty;)*) => {$(
        impl<$($param)*> List for $list {
            type Item = $item;
            type Iter = $iter;
            type Ref<'a> = $borrowed where Self: 'a;
            fn count(&self) -> usize {
                self.len()
            }
            fn take(&mut self) -> Self::Iter {
                std::mem::take(self).into_iter()
            }
            fn iter(&self) -> Self::Ref<'_> {
                self.into_iter()
            }
        }
    )*};
}

lists! {
    [T] Vec<T>: T, std::vec::IntoIter<T>, std::slice::Iter<'a, T>;
    [T] VecDeque<T>: T, vec_deque::IntoIter<T>, vec_deque::Iter<'a, T>;
    [T: Ord] BTreeSet<T>: T, btree_set::IntoIter<T>, btree_set::Iter<'a, T>;
    [T: Eq + Hash, S: BuildHasher + Default] HashSet<T, S>: T, hash_set::IntoIter<T>, hash_set::Iter<'a, T>;
    [K: Ord, V] BTreeMap<K, V>: (K, V), btree_map::IntoIter<K, V>, btree_map::Iter<'a, K, V>;
    [K: Eq + Hash, V, S: BuildHasher + Default] HashMap<K, V, S>: (K, V), hash_map::IntoIter<K, V>, hash_map::Iter<'a, K, V>;
    [] serde_json::Map<String, serde_json::Value>: (String, serde_json::Value), serde_json::map::IntoIter, serde_json::map::Iter<'a>;
}

impl<T> List for Box<[T]> {
    type Item = T;
    type Iter = std::vec::IntoIter<T>;
    type Ref<'a>
        = std::slice::Iter<'a, T>
    where
        Self: 'a;
    fn count(&self) -> usize {
        self.len()
    }
    fn take(&mut self) -> Self::Iter {
        std::mem::take(self).into_vec().into_iter()
    }
    fn iter(&self) -> Self::Ref<'_> {
        (**self).iter()
    }
}

impl<L: List + Default> List for Option<L> {
    type Item = L::Item;
    type Iter = L::Iter;
    type Ref<'a>
        = std::iter::Flatten<std::option::IntoIter<L::Ref<'a>>>
    where
        Self: 'a;
    fn count(&self) -> usize {
        self.as_ref().map_or(0, List::count)
    }
    fn take(&mut self) -> Self::Iter {
        Option::take(self).unwrap_or_default().take()
    }
    fn iter(&self) -> Self::Ref<'_> {
        self.as_ref().map(List::iter).into_iter().flatten()
    }
}

impl<L: List> List for Box<L> {
    type Item = L::Item;
    type Iter = L::Iter;
    type Ref<'a>
        = L::Ref<'a>
    where
        Self: 'a;
    fn count(&self) -> usize {
        (**self).count()
    }
    fn take(&mut self) -> Self::Iter {
        (**self).take()
    }
    fn iter(&self) -> Self::Ref<'_> {
        (**self).iter()
    }
}

impl<T> Ends for Vec<T> {
    type Record = T;
    fn first(&self) -> Option<&T> {
        self.as_slice().first()
    }
    fn last(&self) -> Option<&T> {
        self.as_slice().last()
    }
}

impl<T> Ends for Box<[T]> {
    type Record = T;
    fn first(&self) -> Option<&T> {
        (**self).first()
    }
    fn last(&self) -> Option<&T> {
        (**self).last()
    }
}

impl<T> Ends for VecDeque<T> {
    type Record = T;
    fn first(&self) -> Option<&T> {
        self.front()
    }
    fn last(&self) -> Option<&T> {
        self.back()
    }
}

impl<L: Ends> Ends for Option<L> {
    type Record = L::Record;
    fn first(&self) -> Option<&L::Record> {
        self.as_ref().and_then(Ends::first)
    }
    fn last(&self) -> Option<&L::Record> {
        self.as_ref().and_then(Ends::last)
    }
}

impl<L: Ends> Ends for Box<L> {
    type Record = L::Record;
    fn first(&self) -> Option<&L::Record> {
        (**self).first()
    }
    fn last(&self) -> Option<&L::Record> {
        (**self).last()
    }
}
