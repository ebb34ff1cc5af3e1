//! One step through `Option` and `Box`, whatever the type is: an inherent method goes before that of a trait.
//!
//! `Hop(Some(&value.field)).hop()` is a `Hop` again: on what an `Option<T>` holds, on the content of a `Box<T>`, on any other type
//! itself. The expansion repeats the step, so that `Option<Box<Option<T>>>` is passed as well.

/// A shared reference on its way along a field path; `None` where something on the way was absent.
pub struct Hop<'a, T: ?Sized>(pub Option<&'a T>);

impl<'a, T> Hop<'a, Option<T>> {
    #[inline]
    pub fn hop(self) -> Hop<'a, T> {
        Hop(self.0.and_then(Option::as_ref))
    }
}

impl<'a, T: ?Sized> Hop<'a, Box<T>> {
    #[inline]
    pub fn hop(self) -> Hop<'a, T> {
        Hop(self.0.map(|value| &**value))
    }
}

/// A unique reference on its way along a field path.
pub struct HopMut<'a, T: ?Sized>(pub Option<&'a mut T>);

impl<'a, T> HopMut<'a, Option<T>> {
    #[inline]
    pub fn hop(self) -> HopMut<'a, T> {
        HopMut(self.0.and_then(Option::as_mut))
    }
}

impl<'a, T: ?Sized> HopMut<'a, Box<T>> {
    #[inline]
    pub fn hop(self) -> HopMut<'a, T> {
        HopMut(self.0.map(|value| &mut **value))
    }
}

/// A value on its way along a field path.
pub struct HopOwned<T>(pub Option<T>);

impl<T> HopOwned<Option<T>> {
    #[inline]
    pub fn hop(self) -> HopOwned<T> {
        HopOwned(self.0.flatten())
    }
}

impl<T> HopOwned<Box<T>> {
    #[inline]
    pub fn hop(self) -> HopOwned<T> {
        HopOwned(self.0.map(|value| *value))
    }
}

/// The step from any other type: it stays where it is.
pub trait HopSelf: Sized {
    #[inline]
    #[must_use]
    fn hop(self) -> Self {
        self
    }
}

impl<T: ?Sized> HopSelf for Hop<'_, T> {}
impl<T: ?Sized> HopSelf for HopMut<'_, T> {}
impl<T> HopSelf for HopOwned<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hop_passes_options_boxes_and_everything_else() {
        let value: Option<Box<Option<u8>>> = Some(Box::new(Some(7)));
        let inner = Hop(Some(&value)).hop().hop().hop().hop();
        assert_eq!(inner.0, Some(&7_u8));
        let none: Option<u8> = None;
        assert!(Hop(Some(&none)).hop().0.is_none());
    }

    #[test]
    fn a_unique_hop_reaches_the_same_places() {
        let mut value: Option<Box<u8>> = Some(Box::new(7));
        let inner = HopMut(Some(&mut value)).hop().hop();
        *inner.0.unwrap() = 8;
        assert_eq!(value, Some(Box::new(8)));
    }

    #[test]
    fn an_owned_hop_takes_the_value_out() {
        let value: Option<Box<String>> = Some(Box::new("a".to_owned()));
        let inner = HopOwned(Some(value)).hop().hop();
        assert_eq!(inner.0.as_deref(), Some("a"));
    }
}
