//! Amounts of money: exact decimals that keep the digits they were written with.

use std::fmt;

use crate::exact::Exact;

/// Up to fifteen digits before the point and six after it. Trailing zeros are kept: `7730.280` stays `7730.280`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Decimal {
    millionths: u128,
    places: u8,
}

impl Decimal {
    pub(crate) const EXPECTED: &'static str = "a decimal number in a string, at most fifteen digits before the point and six after it, such as \"7730.28\"";

    /// The amount in a text in UTF-8.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        let whole = text
            .iter()
            .position(|byte| *byte == b'.')
            .unwrap_or(text.len());
        let leading_zero = whole > 1 && text.starts_with(b"0");
        if whole > 15 || leading_zero || text.starts_with(b"-") {
            return None;
        }
        let millionths = Exact::of_bytes(text)?.millionths();
        let places = u8::try_from(text.len().saturating_sub(whole + 1)).ok()?;
        Some(Self {
            millionths: u128::try_from(millionths).ok()?,
            places,
        })
    }

    pub(crate) fn exact(self) -> Exact {
        Exact::from_millionths(i128::try_from(self.millionths).unwrap_or(i128::MAX))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.millionths / 1_000_000, self.millionths % 1_000_000);
        match self.places {
            0 => write!(f, "{whole}"),
            places => {
                let fraction = format!("{rest:06}");
                write!(f, "{whole}.{}", &fraction[..usize::from(places)])
            }
        }
    }
}

macro_rules! decimals {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(crate::decimal::Decimal);

        impl $name {
            /// The exact value, without its unit.
            #[must_use]
            pub fn exact(self) -> crate::Exact {
                self.0.exact()
            }
        }

        impl crate::scan::Build for $name {
            fn build(slots: &crate::scan::Slots<'_>, at: usize) -> Self {
                Self(crate::decimal::Decimal::parse(slots.text(at).as_bytes()).unwrap_or_default())
            }
        }

        impl TryFrom<&str> for $name {
            type Error = crate::Refused;
            fn try_from(text: &str) -> Result<Self, crate::Refused> {
                let refused = || crate::Refused::new(stringify!($name), crate::decimal::Decimal::EXPECTED, text);
                crate::decimal::Decimal::parse(text.as_bytes()).map(Self).ok_or_else(refused)
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::Refused;
            fn from_str(text: &str) -> Result<Self, crate::Refused> {
                Self::try_from(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl crate::conform::HoldsDecimal for $name {
            fn exact(&self) -> Option<crate::Exact> {
                Some(self.0.exact())
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::try_from(text.as_ref()).map_err(serde_core::de::Error::custom)
            }
        }
    )+};
}
pub(crate) use decimals;
