//! The values that a type can hold, as far as its spelling shows it. The traits of `ogi-report` decide the rest.

use syn::{GenericArgument, PathArguments, Type};

use super::expect::{Expected, Kind, Presence};

/// A type by its spelling.
enum Held<'a> {
    Option(&'a Type),
    List,
    /// A fixed-width integer with its smallest and largest value.
    Integer(i128, i128),
    Float,
    Text,
    /// A type that cannot hold any value of the standard.
    Other(&'static str),
    /// A user's own type, an alias, a generic parameter, …
    Unknown,
}

/// Why a type cannot hold a property; `None` if it can, or if its spelling does not show it.
pub(super) fn refusal(ty: &Type, expected: Expected) -> Option<String> {
    let held = Held::new(ty);
    let absence = match (&held, expected.presence, expected.kind) {
        (Held::Unknown, ..) => return None,
        (Held::Option(_), Presence::Required, _) => {
            return Some("it is always there and needs no `Option`".to_owned());
        }
        (Held::Option(inner), ..) => return value_refusal(&Held::new(inner), expected.kind),
        (_, Presence::Required, _) | (_, _, Kind::List(_)) => {
            return value_refusal(&held, expected.kind);
        }
        (_, Presence::Nullable, _) => "without `Option` there is no place for null",
        (_, Presence::Optional, _) => "without `Option` it cannot be left out",
    };
    let value = value_refusal(&held, expected.kind);
    Some(value.map_or_else(
        || absence.to_owned(),
        |value| format!("{absence}, and {value}"),
    ))
}

/// Whether the spelling alone proves that every whole number of the range fits.
pub(super) fn surely_holds_integers(ty: &Type) -> bool {
    let value = inside_option(ty).unwrap_or(ty);
    matches!(Held::new(value), Held::Integer(..))
}

/// The type inside an `Option`.
pub(crate) fn inside_option(ty: &Type) -> Option<&Type> {
    match Held::new(ty) {
        Held::Option(inner) => Some(inner),
        _ => None,
    }
}

/// The type inside a `Vec`.
pub(crate) fn inside_vec(ty: &Type) -> Option<&Type> {
    let (name, arguments) = last_segment(ty)?;
    (name == "Vec").then(|| only_type(arguments)).flatten()
}

fn value_refusal(held: &Held, kind: Kind) -> Option<String> {
    let reason = match (held, kind) {
        (Held::Unknown, _)
        | (Held::List, Kind::List(_))
        | (Held::Text, Kind::Decimal | Kind::Text | Kind::Edition(_)) => return None,
        (Held::Integer(min, max), Kind::Integer { minimum, maximum }) => match () {
            () if i128::from(minimum) < *min => return Some(format!("this type begins at {min}")),
            () if i128::from(maximum) > *max => return Some(format!("this type ends at {max}")),
            () => return None,
        },
        (Held::Option(_), _) => "one `Option` is enough",
        (Held::List, _) => "a list cannot hold it",
        (Held::Integer(..), Kind::Decimal) => "a whole number has no decimals",
        (Held::Integer(..), _) => "a whole number cannot hold it",
        (Held::Float, Kind::Integer { .. } | Kind::Decimal) => "a float is not exact",
        (Held::Float, _) => "a float cannot hold it",
        (Held::Text, _) => "a text cannot hold it",
        (Held::Other(name), _) => return Some(format!("a {name} cannot hold it")),
    };
    Some(reason.to_owned())
}

impl<'a> Held<'a> {
    fn new(ty: &'a Type) -> Self {
        let ty = match ty {
            Type::Reference(reference) if is_str(&reference.elem) => return Self::Text,
            Type::Reference(reference) if matches!(*reference.elem, Type::Slice(_)) => {
                return Self::List;
            }
            Type::Array(_) => return Self::List,
            ty => ty,
        };
        let Some((name, arguments)) = last_segment(ty) else {
            return Self::Unknown;
        };
        match (name.as_str(), only_type(arguments)) {
            ("Option", Some(inner)) => Self::Option(inner),
            ("Vec", Some(_)) => Self::List,
            ("String", None) => Self::Text,
            ("f32" | "f64", None) => Self::Float,
            ("bool", None) => Self::Other("bool"),
            ("char", None) => Self::Other("char"),
            (name, None) => {
                integer(name).map_or(Self::Unknown, |(min, max)| Self::Integer(min, max))
            }
            _ => Self::Unknown,
        }
    }
}

/// The range of an integer type of fixed width. The range of `usize` depends on the target, and the traits are not
/// implemented for 128 bits.
fn integer(name: &str) -> Option<(i128, i128)> {
    macro_rules! ranges {
        ($($int:ident)+) => {
            match name {
                $(stringify!($int) => Some(($int::MIN.into(), $int::MAX.into())),)+
                _ => None,
            }
        };
    }
    ranges!(u8 u16 u32 u64 i8 i16 i32 i64)
}

/// The last segment of a path such as `std::option::Option<T>`.
fn last_segment(ty: &Type) -> Option<(String, &PathArguments)> {
    match ty {
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        Type::Path(path) if path.qself.is_none() => path
            .path
            .segments
            .last()
            .map(|segment| (segment.ident.to_string(), &segment.arguments)),
        _ => None,
    }
}

fn is_str(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|(name, arguments)| name == "str" && arguments.is_none())
}

fn only_type(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) if arguments.args.len() == 1 => Some(ty),
        _ => None,
    }
}
