//! One step through `Option` and `Box`, whatever the type is: method lookup finds the most specific of three methods.
//!
//! `Hop(Some(&value.field)).hop()` is a `Hop` again: on what an `Option<T>` holds, on the content of a `Box<T>`, on any other type
//! itself. The expansion repeats the step, so that `Option<Box<Option<T>>>` is passed as well.
//!
//! The step through `Option` is an inherent method, that through `Box` one of a trait, and the last one takes a reference: in this
//! order rustc looks. A second inherent method would be an error of its own where a type is not known because of another error.

/// A shared reference on its way along a field path; `None` where something on the way was absent.
pub struct Hop<'a, T: ?Sized>(pub Option<&'a T>);

impl<'a, T> Hop<'a, Option<T>> {
    #[inline]
    pub fn hop(self) -> Hop<'a, T> {
        Hop(self.0.and_then(Option::as_ref))
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

/// A value on its way along a field path.
pub struct HopOwned<T>(pub Option<T>);

impl<T> HopOwned<Option<T>> {
    #[inline]
    pub fn hop(self) -> HopOwned<T> {
        HopOwned(self.0.flatten())
    }
}

/// The step into a `Box`.
pub trait HopBox {
    type Inner;
    fn hop(self) -> Self::Inner;
}

impl<'a, T: ?Sized> HopBox for Hop<'a, Box<T>> {
    type Inner = Hop<'a, T>;
    #[inline]
    fn hop(self) -> Hop<'a, T> {
        Hop(self.0.map(|value| &**value))
    }
}

impl<'a, T: ?Sized> HopBox for HopMut<'a, Box<T>> {
    type Inner = HopMut<'a, T>;
    #[inline]
    fn hop(self) -> HopMut<'a, T> {
        HopMut(self.0.map(|value| &mut **value))
    }
}

impl<T> HopBox for HopOwned<Box<T>> {
    type Inner = HopOwned<T>;
    #[inline]
    fn hop(self) -> HopOwned<T> {
        HopOwned(self.0.map(|value| *value))
    }
}

/// The step from any other type: it stays where it is.
pub trait HopSelf {
    type Inner;
    fn hop(self) -> Self::Inner;
}

impl<'a, T: ?Sized> HopSelf for &Hop<'a, T> {
    type Inner = Hop<'a, T>;
    #[inline]
    fn hop(self) -> Hop<'a, T> {
        Hop(self.0)
    }
}

impl<'a, T: ?Sized> HopSelf for &mut HopMut<'a, T> {
    type Inner = HopMut<'a, T>;
    #[inline]
    fn hop(self) -> HopMut<'a, T> {
        HopMut(self.0.take())
    }
}

impl<T> HopSelf for &mut HopOwned<T> {
    type Inner = HopOwned<T>;
    #[inline]
    fn hop(self) -> HopOwned<T> {
        HopOwned(self.0.take())
    }
}

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
