//! One step through `Option` and `Box`, whatever the type is: method lookup finds the most specific of three traits.
//!
//! `(&&&Hop(Some(&value.field))).hop()` is a `Hop` again: on what an `Option<T>` holds, on the content of a `Box<T>`, on any other type
//! itself. The expansion repeats the step, so that `Option<Box<Option<T>>>` is passed as well.

/// A shared reference on its way along a field path; `None` where something on the way was absent.
pub struct Hop<'a, T: ?Sized>(pub Option<&'a T>);

pub trait HopOption<'a> {
    type Inner;
    fn hop(&self) -> Hop<'a, Self::Inner>;
}

impl<'a, T> HopOption<'a> for &&Hop<'a, Option<T>> {
    type Inner = T;
    fn hop(&self) -> Hop<'a, T> {
        Hop(self.0.and_then(Option::as_ref))
    }
}

pub trait HopBox<'a> {
    type Inner: ?Sized;
    fn hop(&self) -> Hop<'a, Self::Inner>;
}

impl<'a, T: ?Sized> HopBox<'a> for &Hop<'a, Box<T>> {
    type Inner = T;
    fn hop(&self) -> Hop<'a, T> {
        Hop(self.0.map(|value| &**value))
    }
}

pub trait HopSelf<'a> {
    type Inner: ?Sized;
    fn hop(&self) -> Hop<'a, Self::Inner>;
}

impl<'a, T: ?Sized> HopSelf<'a> for Hop<'a, T> {
    type Inner = T;
    fn hop(&self) -> Hop<'a, T> {
        Hop(self.0)
    }
}

/// A unique reference on its way along a field path: `(&mut &mut &mut HopMut(Some(&mut value.field))).hop()`.
pub struct HopMut<'a, T: ?Sized>(pub Option<&'a mut T>);

pub trait HopOptionMut<'a> {
    type Inner;
    fn hop(&mut self) -> HopMut<'a, Self::Inner>;
}

impl<'a, T> HopOptionMut<'a> for &mut &mut HopMut<'a, Option<T>> {
    type Inner = T;
    fn hop(&mut self) -> HopMut<'a, T> {
        HopMut(self.0.take().and_then(Option::as_mut))
    }
}

pub trait HopBoxMut<'a> {
    type Inner: ?Sized;
    fn hop(&mut self) -> HopMut<'a, Self::Inner>;
}

impl<'a, T: ?Sized> HopBoxMut<'a> for &mut HopMut<'a, Box<T>> {
    type Inner = T;
    fn hop(&mut self) -> HopMut<'a, T> {
        HopMut(self.0.take().map(|value| &mut **value))
    }
}

pub trait HopSelfMut<'a> {
    type Inner: ?Sized;
    fn hop(&mut self) -> HopMut<'a, Self::Inner>;
}

impl<'a, T: ?Sized> HopSelfMut<'a> for HopMut<'a, T> {
    type Inner = T;
    fn hop(&mut self) -> HopMut<'a, T> {
        HopMut(self.0.take())
    }
}

/// A value on its way along a field path: `(&mut &mut &mut HopOwned(Some(value.field))).hop()`.
pub struct HopOwned<T>(pub Option<T>);

pub trait HopOptionOwned {
    type Inner;
    fn hop(&mut self) -> HopOwned<Self::Inner>;
}

impl<T> HopOptionOwned for &mut &mut HopOwned<Option<T>> {
    type Inner = T;
    fn hop(&mut self) -> HopOwned<T> {
        HopOwned(self.0.take().flatten())
    }
}

pub trait HopBoxOwned {
    type Inner;
    fn hop(&mut self) -> HopOwned<Self::Inner>;
}

impl<T> HopBoxOwned for &mut HopOwned<Box<T>> {
    type Inner = T;
    fn hop(&mut self) -> HopOwned<T> {
        HopOwned(self.0.take().map(|value| *value))
    }
}

pub trait HopSelfOwned {
    type Inner;
    fn hop(&mut self) -> HopOwned<Self::Inner>;
}

impl<T> HopSelfOwned for HopOwned<T> {
    type Inner = T;
    fn hop(&mut self) -> HopOwned<T> {
        HopOwned(self.0.take())
    }
}

#[cfg(test)]
#[allow(clippy::needless_borrow, clippy::unnecessary_mut_passed, reason = "as the expansion writes it")]
mod tests {
    use super::*;

    #[test]
    fn a_hop_passes_options_boxes_and_everything_else() {
        let value: Option<Box<Option<u8>>> = Some(Box::new(Some(7)));
        let inner = (&&&(&&&(&&&(&&&Hop(Some(&value))).hop()).hop()).hop()).hop();
        assert_eq!(inner.0, Some(&7_u8));
        let none: Option<u8> = None;
        assert!((&&&Hop(Some(&none))).hop().0.is_none());
    }

    #[test]
    fn a_unique_hop_reaches_the_same_places() {
        let mut value: Option<Box<u8>> = Some(Box::new(7));
        let inner = (&mut &mut &mut (&mut &mut &mut HopMut(Some(&mut value))).hop()).hop();
        *inner.0.unwrap() = 8;
        assert_eq!(value, Some(Box::new(8)));
    }

    #[test]
    fn an_owned_hop_takes_the_value_out() {
        let value: Option<Box<String>> = Some(Box::new("a".to_owned()));
        let inner = (&mut &mut &mut (&mut &mut &mut HopOwned(Some(value))).hop()).hop();
        assert_eq!(inner.0.as_deref(), Some("a"));
    }
}
