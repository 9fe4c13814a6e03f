//! Reading and writing of closed objects and of words, without serde's derive.
//!
//! serde's derive takes a list for an object and null for absence, which the schema does not. Here each required member
//! must stand, each member once, and none that is unknown.

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

/// Reads the name of a member as its index in the list of known names.
pub(crate) struct Name(pub(crate) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = usize;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = usize;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name of a property")
    }
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        self.0
            .iter()
            .position(|known| *known == name)
            .ok_or_else(|| E::unknown_field(name, self.0))
    }
}

/// A list of at most `most` items.
pub(crate) fn list<'de, A: MapAccess<'de>, T: serde_core::Deserialize<'de>>(
    members: &mut A,
    most: usize,
) -> Result<Vec<T>, A::Error> {
    let items: Vec<T> = members.next_value()?;
    if items.len() > most {
        return Err(A::Error::custom(format_args!(
            "expected at most {most} items, found {}",
            items.len()
        )));
    }
    Ok(items)
}

/// Reads one of the words of a closed list, as its index.
pub(crate) fn word<'de, D: Deserializer<'de>>(
    deserializer: D,
    words: &'static [&'static str],
) -> Result<usize, D::Error> {
    struct Word(&'static [&'static str]);
    impl Visitor<'_> for Word {
        type Value = usize;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a word of a closed list")
        }
        fn visit_str<E: Error>(self, word: &str) -> Result<usize, E> {
            self.0
                .iter()
                .position(|known| *known == word)
                .ok_or_else(|| E::unknown_variant(word, self.0))
        }
    }
    deserializer.deserialize_str(Word(words))
}

/// `words! { BlankCells { Unknown = "unknown", … } }`: an enum is read and written as a word.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ }) => {
        impl $name {
            pub(crate) const RULE: crate::scalar::WordRule = crate::scalar::WordRule {
                definition: stringify!($name),
                words: &[$($word),+],
            };

            /// All words, in the order of the schema.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }

        impl TryFrom<&str> for $name {
            type Error = crate::Refused;
            fn try_from(text: &str) -> Result<Self, crate::Refused> {
                let found = Self::ALL.iter().find(|word| word.as_str() == text);
                found.copied().ok_or_else(|| Self::RULE.refuse(&text))
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::Refused;
            fn from_str(text: &str) -> Result<Self, crate::Refused> {
                Self::try_from(text)
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let index = crate::record::word(deserializer, &[$($word),+])?;
                Ok([$(Self::$variant),+][index])
            }
        }
    };
}
pub(crate) use words;

/// `ApplicantCounts { nullable integer natural_persons, … }`: how a record is read and written, and its single values.
///
/// A property is `required`, required and `nullable`, `optional` (it may be absent, and is not null then), or a bounded
/// `list(most)`, which is optional as well. It holds an `integer`, a `decimal`, a `text`, a `record(leaves)` or `items`.
macro_rules! records {
    ($($record:ident {
        $($mode:ident $(($most:literal))? $kind:ident $(($width:literal))? $field:ident),+
    })+) => {$(
        impl<'de> serde_core::Deserialize<'de> for $record {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const NAMES: &[&str] = &[$(stringify!($field)),+];
                struct Members;
                impl<'de> serde_core::de::Visitor<'de> for Members {
                    type Value = $record;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("an object (", stringify!($record), ")"))
                    }
                    fn visit_map<A: serde_core::de::MapAccess<'de>>(self, mut members: A) -> Result<$record, A::Error> {
                        $(let mut $field = None;)+
                        while let Some(index) = members.next_key_seed(crate::record::Name(NAMES))? {
                            let mut known = 0..;
                            $(if known.next() == Some(index) {
                                if $field.is_some() {
                                    return Err(serde_core::de::Error::duplicate_field(stringify!($field)));
                                }
                                $field = Some(crate::record::records!(@value members, $mode $(($most))?));
                            })+
                        }
                        Ok($record { $($field: crate::record::records!(@finish $mode $field)),+ })
                    }
                }
                deserializer.deserialize_struct(stringify!($record), NAMES, Members)
            }
        }

        impl serde_core::Serialize for $record {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde_core::ser::SerializeStruct as _;
                let length = 0 $(+ usize::from(crate::record::records!(@there self, $mode $field)))+;
                let mut members = serializer.serialize_struct(stringify!($record), length)?;
                $(if crate::record::records!(@there self, $mode $field) {
                    members.serialize_field(stringify!($field), &self.$field)?;
                } else {
                    members.skip_field(stringify!($field))?;
                })+
                members.end()
            }
        }

        impl crate::Conform for $record {
            type Definition = crate::definitions::$record;

            // Out of line: a report has dozens of rows, and inlining each made programs larger.
            #[inline(never)]
            fn leaves<'a>(&'a self, leaves: &mut crate::Leaves<'a>) {
                $(crate::record::records!(@leaves self, leaves, $mode $kind $(($width))? $field);)+
            }
        }
    )+};
    (@value $members:ident, list($most:literal)) => { Some(crate::record::list(&mut $members, $most)?) };
    (@value $members:ident, optional) => { Some($members.next_value()?) };
    (@value $members:ident, $mode:ident) => { $members.next_value()? };
    (@finish required $field:ident) => {
        $field.ok_or_else(|| serde_core::de::Error::missing_field(stringify!($field)))?
    };
    (@finish nullable $field:ident) => { crate::record::records!(@finish required $field) };
    (@finish $mode:ident $field:ident) => { $field.unwrap_or_default() };
    (@there $self:ident, required $field:ident) => { true };
    (@there $self:ident, nullable $field:ident) => { true };
    (@there $self:ident, $mode:ident $field:ident) => { $self.$field.is_some() };
    (@leaves $self:ident, $leaves:ident, required record($width:literal) $field:ident) => {
        crate::Conform::leaves(&$self.$field, $leaves)
    };
    (@leaves $self:ident, $leaves:ident, optional record($width:literal) $field:ident) => {
        crate::conform::expansion::optional(&$self.$field, $width, $leaves, crate::Conform::leaves)
    };
    (@leaves $self:ident, $leaves:ident, required $kind:ident $field:ident) => {
        crate::conform::expansion::$kind(&$self.$field, $leaves)
    };
    (@leaves $self:ident, $leaves:ident, nullable $kind:ident $field:ident) => {
        crate::conform::expansion::nullable(&$self.$field, $leaves, crate::conform::expansion::$kind)
    };
    (@leaves $self:ident, $leaves:ident, optional $kind:ident $field:ident) => {
        crate::conform::expansion::optional(&$self.$field, 1, $leaves, crate::conform::expansion::$kind)
    };
    (@leaves $self:ident, $leaves:ident, list items $field:ident) => {};
}
pub(crate) use records;
