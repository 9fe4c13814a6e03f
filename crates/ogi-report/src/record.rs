//! Reading of closed objects: every member once, none unknown, none forgotten; null is not absent, and a list is no object.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

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
        self.0.iter().position(|known| *known == name).ok_or_else(|| E::unknown_field(name, self.0))
    }
}

/// A list of at most `most` items.
pub(crate) fn list<'de, A: MapAccess<'de>, T: serde::Deserialize<'de>>(
    members: &mut A,
    most: usize,
) -> Result<Vec<T>, A::Error> {
    let items: Vec<T> = members.next_value()?;
    if items.len() > most {
        return Err(A::Error::custom(format_args!("expected at most {most} items, found {}", items.len())));
    }
    Ok(items)
}

/// `ApplicantCounts { required natural_persons, … }`: the reader of a record; `optional` properties may be absent but
/// not null, `list(most)` ones are optional and bounded.
macro_rules! readers {
    ($($record:ident { $($mode:ident $(($most:literal))? $field:ident),+ })+) => {$(
        impl<'de> serde::Deserialize<'de> for $record {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const NAMES: &[&str] = &[$(stringify!($field)),+];
                struct Members;
                impl<'de> serde::de::Visitor<'de> for Members {
                    type Value = $record;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("an object (", stringify!($record), ")"))
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut members: A) -> Result<$record, A::Error> {
                        $(let mut $field = None;)+
                        while let Some(index) = members.next_key_seed(crate::record::Name(NAMES))? {
                            let mut known = 0..;
                            $(if known.next() == Some(index) {
                                if $field.is_some() {
                                    return Err(serde::de::Error::duplicate_field(stringify!($field)));
                                }
                                $field = Some(crate::record::readers!(@value members, $mode $(($most))?));
                            })+
                        }
                        Ok($record { $($field: crate::record::readers!(@finish $mode $field)),+ })
                    }
                }
                deserializer.deserialize_struct(stringify!($record), NAMES, Members)
            }
        }
    )+};
    (@value $members:ident, required) => { $members.next_value()? };
    (@value $members:ident, optional) => { Some($members.next_value()?) };
    (@value $members:ident, list($most:literal)) => { Some(crate::record::list(&mut $members, $most)?) };
    (@finish required $field:ident) => {
        $field.ok_or_else(|| serde::de::Error::missing_field(stringify!($field)))?
    };
    (@finish $mode:ident $field:ident) => { $field.unwrap_or_default() };
}
pub(crate) use readers;
