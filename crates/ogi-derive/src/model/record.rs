//! Structs: a field for every property, and a property for every field.

use syn::ext::IdentExt;

use super::expect::{Kind, Presence};
use super::{Head, Unknown, held};
use crate::case::Case;
use crate::faults::Faults;
use crate::parse::Field;
use crate::standard::{self, Definition};

/// A struct that follows an object of the standard.
pub(crate) struct Record<'a> {
    pub(crate) head: Head<'a>,
    /// Every property of the definition, in form order.
    pub(crate) properties: Vec<Property<'a>>,
}

/// A property and its holder.
pub(crate) struct Property<'a> {
    pub(crate) definition: &'static standard::Property,
    pub(crate) holder: Holder<'a>,
}

/// The holder of a property.
#[derive(Clone, Copy)]
pub(crate) enum Holder<'a> {
    Field(&'a Field),
    /// Nobody: the user has omitted it.
    Omitted,
}

impl<'a> Record<'a> {
    pub(super) fn new(head: Head<'a>, fields: &'a [Field]) -> syn::Result<Self> {
        let holders = vec![None; head.definition.properties().len()];
        let mut claims = Claims {
            head,
            holders,
            faults: Faults::default(),
        };
        claims.omissions();
        let strangers: Vec<_> = fields
            .iter()
            .filter_map(|field| claims.field(field))
            .collect();
        let told: Vec<_> = strangers
            .into_iter()
            .filter_map(|(field, name)| claims.stranger(field, &name))
            .collect();
        claims.gaps(&told);
        claims.types();
        claims.finish()
    }
}

/// The holders of all properties, as far as the fields have been read.
struct Claims<'a> {
    head: Head<'a>,
    holders: Vec<Option<Holder<'a>>>,
    faults: Faults,
}

impl<'a> Claims<'a> {
    fn properties(&self) -> &'static [standard::Property] {
        self.head.definition.properties()
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.properties()
            .iter()
            .position(|property| property.name == name)
    }

    fn unknown(&self, name: &str) -> Unknown<'static> {
        let names = self.properties().iter().map(|property| property.name);
        Unknown::new(name, names, |name| {
            self.index(name)
                .is_some_and(|index| self.holders[index].is_none())
        })
    }

    fn omissions(&mut self) {
        let definition = &self.head.definition.name;
        for omitted in &self.head.input.container.omitted {
            let name = omitted.value();
            let Some(index) = self.index(&name) else {
                let hint = match self.unknown(&name) {
                    Unknown::Free(near) | Unknown::Taken(near) => {
                        format!("; the nearest is `{near}`")
                    }
                    Unknown::Alien => String::new(),
                };
                self.faults.at(
                    omitted,
                    format!("`{definition}` has no property `{name}`{hint}"),
                );
                continue;
            };
            let property = &self.properties()[index];
            let expected = property.expected;
            if expected.presence != Presence::Optional && !matches!(expected.kind, Kind::Edition(_))
            {
                let message = format!(
                    "`{name}` ({}) is required, so no `{definition}` is without it: add `{name}: {}`",
                    property.label,
                    expected.ty()
                );
                self.faults.at(omitted, message);
            }
            self.holders[index] = Some(Holder::Omitted);
        }
    }

    /// Assigns a field to its property; returns the field and its name if there is no such property.
    fn field(&mut self, field: &'a Field) -> Option<(&'a Field, String)> {
        let attributes = &field.attributes;
        if attributes.skip.is_some() {
            return None;
        }
        if let Some(flatten) = &attributes.flatten {
            let message = "a flattened field hides its fields from this derive: write them here, or leave it out with `#[conform(skip)]` if none is a property";
            self.faults.at(flatten, message);
            return None;
        }
        let all = &self.head.input.container.rename_all;
        let name = attributes
            .rename
            .name(all, &field.ident, Case::field, &mut self.faults);
        let Some(index) = self.index(&name) else {
            return Some((field, name));
        };
        match self.holders[index].replace(Holder::Field(field)) {
            None => {}
            Some(Holder::Omitted) => self.faults.at(
                &field.ident,
                format!(
                    "`{name}` is held by this field and omitted by `#[conform(omit(\"{name}\"))]`"
                ),
            ),
            Some(Holder::Field(other)) => {
                self.faults.at(
                    &field.ident,
                    format!("`{name}` is held by the field `{}` already", other.ident),
                );
            }
        }
        None
    }

    /// Reports a field that is not a property; returns the free property that it was probably meant for.
    fn stranger(&mut self, field: &Field, name: &str) -> Option<&'static str> {
        let definition = &self.head.definition.name;
        let rust_name = field.ident.unraw().to_string();
        let is_other_name = self
            .index(&rust_name)
            .is_some_and(|index| self.holders[index].is_none());
        let unknown = self.unknown(if is_other_name { &rust_name } else { name });
        let label = |near: &str| {
            self.head
                .definition
                .property(near)
                .map_or("", |property| property.label)
        };
        let hint = match &unknown {
            Unknown::Free(near) if *near == rust_name => {
                format!(
                    ", as serde calls it; if it is `{near}` ({}), say `#[conform(rename = \"{near}\")]`, if not,",
                    label(near)
                )
            }
            Unknown::Free(near) => {
                let ty = self
                    .head
                    .definition
                    .property(near)
                    .map_or_else(String::new, |property| property.expected.ty());
                format!(
                    "; the nearest is `{near}: {ty}` ({}), which has no field: rename it, or",
                    label(near)
                )
            }
            Unknown::Taken(near) => format!(
                "; the nearest is `{near}` ({}), which has a field:",
                label(near)
            ),
            Unknown::Alien => "; if it is none of the standard,".to_owned(),
        };
        let message = format!(
            "`{definition}` has no property `{name}`{hint} leave it out with `#[conform(skip)]`"
        );
        self.faults.at(&field.ident, message);
        match unknown {
            Unknown::Free(near) => Some(near),
            Unknown::Taken(_) | Unknown::Alien => None,
        }
    }

    /// Reports every property without a holder, except those already mentioned at a field.
    fn gaps(&mut self, told: &[&str]) {
        let gaps: Vec<_> = self
            .properties()
            .iter()
            .zip(&self.holders)
            .filter(|(property, holder)| holder.is_none() && !told.contains(&property.name))
            .map(|(property, _)| property)
            .collect();
        if gaps.is_empty() {
            return;
        }
        let line = |gap: &&'static standard::Property| {
            format!("    {}: {}, // {}", gap.name, gap.expected.ty(), gap.label)
        };
        let lines = gaps.iter().map(line).collect::<Vec<_>>().join("\n");
        let optional: Vec<_> = gaps
            .iter()
            .filter(|gap| gap.expected.presence == Presence::Optional)
            .map(|gap| format!("\"{}\"", gap.name))
            .collect();
        let way_out = if optional.is_empty() {
            String::new()
        } else {
            format!(
                "\nor say that no value has it: `#[conform(omit({}))]`",
                optional.join(", ")
            )
        };
        let Definition { name, label, .. } = self.head.definition;
        let message =
            format!("`{name}` ({label}) has properties without a field; add\n{lines}{way_out}");
        self.faults.at(&self.head.input.name, message);
    }

    fn types(&mut self) {
        for (property, holder) in self.properties().iter().zip(&self.holders) {
            let Some(Holder::Field(field)) = holder else {
                continue;
            };
            let expected = property.expected;
            if let Some(reason) = held::refusal(&field.ty, expected) {
                let (name, label, ty) = (&property.name, &property.label, expected.ty());
                self.faults.at(
                    &field.ty,
                    format!("`{name}` ({label}) is {expected}: expected `{ty}`; {reason}"),
                );
            }
        }
    }

    fn finish(self) -> syn::Result<Record<'a>> {
        self.faults.none()?;
        let properties = self
            .head
            .definition
            .properties()
            .iter()
            .zip(self.holders)
            .filter_map(|(definition, holder)| {
                Some(Property {
                    definition,
                    holder: holder?,
                })
            })
            .collect();
        Ok(Record {
            head: self.head,
            properties,
        })
    }
}

impl<'a> Property<'a> {
    /// The field and the range of whole numbers that it must hold, unless the spelling of its type proves that it does.
    pub(crate) fn range_to_prove(&self) -> Option<(&'a Field, (i128, i128))> {
        let Holder::Field(field) = self.holder else {
            return None;
        };
        match self.definition.expected.kind {
            Kind::Integer { minimum, maximum } if !held::surely_holds_integers(&field.ty) => {
                Some((field, (minimum.into(), maximum.into())))
            }
            _ => None,
        }
    }

    /// The message for a type that turns out to be too small.
    pub(crate) fn range_message(&self) -> String {
        let standard::Property {
            name,
            label,
            expected,
        } = self.definition;
        format!(
            "`{name}` ({label}) is {expected}: expected `{}`; this type cannot hold all of them",
            expected.ty()
        )
    }
}
