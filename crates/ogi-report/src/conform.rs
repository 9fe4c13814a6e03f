//! The traits that `#[derive(Conform)]` implements: a Rust type follows a definition of the standard.

use crate::definition::Definition;
use crate::exact::Exact;
use crate::leaf::{Leaf, Leaves};

/// A type whose values are values of a definition of the standard.
///
/// Derive it: the macro proves at compile time that every property has a field of the same name that can hold it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not follow a definition of the ogi-report standard",
    label = "this property is an object of the standard",
    note = "add `#[derive(ogi_report::Conform)]` and `#[conform(\"…\")]` to `{Self}`"
)]
pub trait Conform {
    /// The definition it follows.
    type Definition: Defined;

    /// Adds its single values, in the order of the definition's leaves.
    fn leaves<'a>(&'a self, leaves: &mut Leaves<'a>);
}

/// A definition as a type: implemented by the types in [`definitions`](crate::definitions).
pub trait Defined {
    /// What the standard says about it.
    const DEFINITION: &'static Definition;
}

impl<T: Conform + ?Sized> Conform for &T {
    type Definition = T::Definition;
    fn leaves<'a>(&'a self, leaves: &mut Leaves<'a>) {
        (**self).leaves(leaves);
    }
}

impl<T: Conform + ?Sized> Conform for Box<T> {
    type Definition = T::Definition;
    fn leaves<'a>(&'a self, leaves: &mut Leaves<'a>) {
        (**self).leaves(leaves);
    }
}

/// A type that can hold a whole number of the standard.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold a whole number of the standard",
    label = "not a whole number",
    note = "use `Count`, `SignedCount` or an integer type, in an `Option` where the schema allows null"
)]
pub trait HoldsInteger {
    /// Smallest value it can hold.
    const MIN: i128;
    /// Largest value it can hold.
    const MAX: i128;
    /// The number.
    fn exact(&self) -> Exact;
}

macro_rules! holds_integer {
    ($($int:ty),+) => {$(
        impl HoldsInteger for $int {
            const MIN: i128 = <$int>::MIN as i128;
            const MAX: i128 = <$int>::MAX as i128;
            fn exact(&self) -> Exact {
                Exact::from_millionths(i128::from(*self).saturating_mul(1_000_000))
            }
        }
    )+};
}
holds_integer!(u8, u16, u32, u64, i8, i16, i32, i64);

/// A type that can hold an amount of the standard: a decimal number of up to six places.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold an amount of the standard",
    label = "not an exact decimal number",
    note = "use `AmountYuan`, `Amount10kYuan`, `Exact` or a string, in an `Option` where the schema allows null; never a float"
)]
pub trait HoldsDecimal {
    /// The number; `None` where a text is not one.
    fn exact(&self) -> Option<Exact>;
}

impl HoldsDecimal for Exact {
    fn exact(&self) -> Option<Exact> {
        Some(*self)
    }
}

impl HoldsDecimal for String {
    fn exact(&self) -> Option<Exact> {
        self.parse().ok()
    }
}

impl HoldsDecimal for &str {
    fn exact(&self) -> Option<Exact> {
        self.parse().ok()
    }
}

/// A type that can hold a text, code, date or word of the standard.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold a text of the standard",
    label = "not a text",
    note = "use a type of ogi-report, a string, or a type that implements `AsRef<str>`, in an `Option` where the property may be absent"
)]
pub trait HoldsText {
    /// The text.
    fn text(&self) -> &str;
}

impl<T: AsRef<str>> HoldsText for T {
    fn text(&self) -> &str {
        self.as_ref()
    }
}

/// A type that has a place for null or for absence: an `Option`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no place for null or absence",
    label = "this property may be null or left out",
    note = "use `Option<{Self}>`"
)]
pub trait HoldsNone {
    /// What it holds otherwise.
    type Value;
    /// The value, if there is one.
    fn value(&self) -> Option<&Self::Value>;
}

impl<T> HoldsNone for Option<T> {
    type Value = T;
    fn value(&self) -> Option<&T> {
        self.as_ref()
    }
}

/// A type that can hold a list of the standard.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold a list of the standard",
    label = "not a list",
    note = "use a `Vec`, in an `Option` where the property may be absent"
)]
pub trait HoldsList {
    /// What it is a list of.
    type Item;
}

impl<T> HoldsList for Vec<T> {
    type Item = T;
}

impl<T> HoldsList for Box<[T]> {
    type Item = T;
}

impl<T> HoldsList for &[T] {
    type Item = T;
}

impl<T, const N: usize> HoldsList for [T; N] {
    type Item = T;
}

/// A type whose values are the words of a closed list of the standard; derive [`Conform`](crate::Conform) for an enum.
///
/// For a struct to hold such a type, it needs to be `AsRef<str>` as well.
pub trait Vocabulary {
    /// The definition that lists the words.
    type Definition: Defined;
    /// The word of this value.
    fn word(&self) -> &'static str;
}

/// What expansions of `#[derive(Conform)]` call: a function for each way a property can be held.
#[doc(hidden)]
pub mod expansion {
    use std::marker::PhantomData;

    use super::{
        Conform, Defined, HoldsDecimal, HoldsInteger, HoldsList, HoldsNone, HoldsText, Leaf, Leaves,
    };

    pub fn integer<T: HoldsInteger>(value: &T, leaves: &mut Leaves<'_>) {
        leaves.push(Leaf::Number(value.exact()));
    }

    pub fn decimal<T: HoldsDecimal>(value: &T, leaves: &mut Leaves<'_>) {
        leaves.push(value.exact().map_or(Leaf::Invalid, Leaf::Number));
    }

    pub fn text<'a, T: HoldsText>(value: &'a T, leaves: &mut Leaves<'a>) {
        leaves.push(Leaf::Text(value.text()));
    }

    pub fn record<'a, D: Defined, T: Conform<Definition = D>>(
        value: &'a T,
        leaves: &mut Leaves<'a>,
    ) {
        value.leaves(leaves);
    }

    /// A list. Its items have no fixed place, so this only proves their type.
    pub fn list<D: Defined, T: HoldsList<Item: Conform<Definition = D>>>(_items: &T) {}

    /// A property that is required and may be null.
    pub fn nullable<'a, T: HoldsNone>(
        value: &'a T,
        leaves: &mut Leaves<'a>,
        each: fn(&'a T::Value, &mut Leaves<'a>),
    ) {
        match value.value() {
            Some(value) => each(value, leaves),
            None => leaves.push(Leaf::Blank),
        }
    }

    /// A property that may be absent, `count` single values wide.
    pub fn optional<'a, T: HoldsNone>(
        value: &'a T,
        count: usize,
        leaves: &mut Leaves<'a>,
        each: fn(&'a T::Value, &mut Leaves<'a>),
    ) {
        match value.value() {
            Some(value) => each(value, leaves),
            None => leaves.push_absent(count),
        }
    }

    /// The whole numbers that `T` can hold, as `Range::<T>::HELD`.
    ///
    /// A type that cannot hold whole numbers finds [`AnyRange::HELD`] under the same name, so that the compiler reports
    /// only the missing [`HoldsInteger`].
    pub struct Range<T>(PhantomData<T>);

    impl<T: HoldsInteger> Range<T> {
        pub const HELD: (i128, i128) = (T::MIN, T::MAX);
    }

    impl<T: HoldsInteger> Range<Option<T>> {
        pub const HELD: (i128, i128) = (T::MIN, T::MAX);
    }

    pub trait AnyRange {
        const HELD: (i128, i128) = (i128::MIN, i128::MAX);
    }

    impl<T> AnyRange for Range<T> {}

    /// Whether a type that holds `held` holds every whole number from `min` to `max`.
    #[must_use]
    pub const fn covers(held: (i128, i128), min: i128, max: i128) -> bool {
        held.0 <= min && held.1 >= max
    }
}
