//! Passes through `Option` and `Box` on a field path, whatever the types are.
//!
//! `Through(&response.meta).value()` is what `meta` holds: `Some(&meta)` for a plain field, the content of an `Option`, the content
//! of a `Box<Option<…>>`. A derive cannot see these types, so method lookup chooses between three methods, in this order: an inherent
//! one for two `Option`s, one of a trait for a single `Option`, and one that takes a reference, for every other type. A `Box` around
//! any other type needs no step: a field access passes through it.
//!
//! There is only one inherent method. With two, an unknown type, which is what an error elsewhere leaves, would be ambiguous and so
//! reported a second time.

/// A type that holds `N` nested `Option`s, with any number of `Box`es around each.
pub trait Layers<const N: usize> {
    type Inside;
    fn inside(&self) -> Option<&Self::Inside>;
    fn inside_mut(&mut self) -> Option<&mut Self::Inside>;
    fn into_inside(self) -> Option<Self::Inside>;
}

impl<T> Layers<1> for Option<T> {
    type Inside = T;
    fn inside(&self) -> Option<&T> {
        self.as_ref()
    }
    fn inside_mut(&mut self) -> Option<&mut T> {
        self.as_mut()
    }
    fn into_inside(self) -> Option<T> {
        self
    }
}

impl<L: Layers<1>> Layers<2> for Option<L> {
    type Inside = L::Inside;
    fn inside(&self) -> Option<&L::Inside> {
        self.as_ref()?.inside()
    }
    fn inside_mut(&mut self) -> Option<&mut L::Inside> {
        self.as_mut()?.inside_mut()
    }
    fn into_inside(self) -> Option<L::Inside> {
        self?.into_inside()
    }
}

impl<L: Layers<N>, const N: usize> Layers<N> for Box<L> {
    type Inside = L::Inside;
    fn inside(&self) -> Option<&L::Inside> {
        (**self).inside()
    }
    fn inside_mut(&mut self) -> Option<&mut L::Inside> {
        (**self).inside_mut()
    }
    fn into_inside(self) -> Option<L::Inside> {
        (*self).into_inside()
    }
}

/// A shared reference to a value on a field path.
pub struct Through<'a, T: ?Sized>(pub &'a T);

/// A unique reference to a value on a field path. In an `Option`, so that it can be taken out through `&mut`.
pub struct ThroughMut<'a, T: ?Sized>(pub Option<&'a mut T>);

/// A value on a field path. In an `Option`, so that it can be taken out through `&mut`.
pub struct ThroughOwned<T>(pub Option<T>);

impl<'a, L: Layers<2>> Through<'a, L> {
    pub fn value(self) -> Option<&'a L::Inside> {
        self.0.inside()
    }
}

impl<'a, L: Layers<2>> ThroughMut<'a, L> {
    pub fn value(self) -> Option<&'a mut L::Inside> {
        self.0?.inside_mut()
    }
}

impl<L: Layers<2>> ThroughOwned<L> {
    pub fn value(self) -> Option<L::Inside> {
        self.0?.into_inside()
    }
}

/// The step through one `Option`.
pub trait OneLayer {
    type Value;
    fn value(self) -> Option<Self::Value>;
}

impl<'a, L: Layers<1>> OneLayer for Through<'a, L> {
    type Value = &'a L::Inside;
    fn value(self) -> Option<&'a L::Inside> {
        self.0.inside()
    }
}

impl<'a, L: Layers<1>> OneLayer for ThroughMut<'a, L> {
    type Value = &'a mut L::Inside;
    fn value(self) -> Option<&'a mut L::Inside> {
        self.0?.inside_mut()
    }
}

impl<L: Layers<1>> OneLayer for ThroughOwned<L> {
    type Value = L::Inside;
    fn value(self) -> Option<L::Inside> {
        self.0?.into_inside()
    }
}

/// Any other type: the value itself. It takes a reference, so that method lookup tries it last.
pub trait Itself {
    type Value;
    fn value(self) -> Option<Self::Value>;
}

impl<'a, T: ?Sized> Itself for &Through<'a, T> {
    type Value = &'a T;
    fn value(self) -> Option<&'a T> {
        Some(self.0)
    }
}

impl<'a, T: ?Sized> Itself for &mut ThroughMut<'a, T> {
    type Value = &'a mut T;
    fn value(self) -> Option<&'a mut T> {
        self.0.take()
    }
}

impl<T> Itself for &mut ThroughOwned<T> {
    type Value = T;
    fn value(self) -> Option<T> {
        self.0.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_passes_options_boxes_and_everything_else() {
        let value: Option<Box<Option<u8>>> = Some(Box::new(Some(7)));
        assert_eq!(Through(&value).value(), Some(&7_u8));
        let value: Box<Option<Box<u8>>> = Box::new(Some(Box::new(7)));
        assert_eq!(Through(&value).value(), Some(&Box::new(7_u8)));
        assert_eq!(Through(&7_u8).value(), Some(&7));
        assert_eq!(Through("a").value(), Some("a"));
        let none: Option<u8> = None;
        assert_eq!(Through(&none).value(), None);
    }

    #[test]
    fn a_unique_step_reaches_the_same_places() {
        let mut value: Option<Box<u8>> = Some(Box::new(7));
        **ThroughMut(Some(&mut value)).value().unwrap() = 8;
        assert_eq!(value, Some(Box::new(8)));
        let mut value = Box::new(Some(Some(7_u8)));
        *ThroughMut(Some(&mut value)).value().unwrap() = 8;
        assert_eq!(value, Box::new(Some(Some(8))));
        *ThroughMut(Some(&mut value)).value().unwrap() += 1;
        assert_eq!(value, Box::new(Some(Some(9))));
    }

    #[test]
    fn an_owned_step_takes_the_value_out() {
        let value: Option<Box<String>> = Some(Box::new("a".to_owned()));
        assert_eq!(ThroughOwned(Some(value)).value(), Some(Box::new("a".to_owned())));
        let value: Option<Option<String>> = Some(Some("a".to_owned()));
        assert_eq!(ThroughOwned(Some(value)).value().as_deref(), Some("a"));
        assert_eq!(ThroughOwned(Some(7)).value(), Some(7));
    }
}
