//! Syntax → meaning: compares a type with the schema, and finds every mistake of the user.

mod expect;
mod held;
mod nearest;
mod record;
mod words;

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Ident, LitStr};

pub(crate) use expect::{Expected, Kind, Presence};
pub(crate) use held::{inside_option, inside_vec};
pub(crate) use record::{Holder, Property, Record};
pub(crate) use words::Words;

use crate::case::{CASES, Case};
use crate::faults::Faults;
use crate::parse::{Body, Input, Spelling};
use crate::standard::{DEFINITIONS, Definition, Shape};

/// A type that follows its definition.
pub(crate) enum Item<'a> {
    /// A struct for an object.
    Record(Record<'a>),
    /// An enum for a closed list of words.
    Words(Words<'a>),
}

/// The parts that every item has.
#[derive(Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) input: &'a Input,
    pub(crate) definition: &'static Definition,
}

impl<'a> Item<'a> {
    /// Compares a type with its definition.
    ///
    /// # Errors
    /// All mistakes in the type, each with its span.
    pub(crate) fn new(input: &'a Input) -> syn::Result<Self> {
        input.faults.clone().none()?;
        input.container.rename_all.check_cases()?;
        let definition = named(input)?;
        let head = Head { input, definition };
        match (&definition.shape, &input.body) {
            (Shape::Record(_), Body::Struct(fields)) => Record::new(head, fields).map(Self::Record),
            (Shape::Words(words), Body::Enum(variants)) => {
                Words::new(head, words, variants).map(Self::Words)
            }
            (_, body) => Err(syn::Error::new_spanned(
                &input.name,
                wrong_shape(definition, body),
            )),
        }
    }
}

impl Input {
    /// Path of the crate whose traits are implemented.
    pub(crate) fn krate(&self) -> TokenStream {
        self.container
            .krate
            .as_ref()
            .map_or_else(|| quote!(::ogi_report), |path| quote!(#path))
    }

    /// The definition it names, if there is one of this name.
    pub(crate) fn definition(&self) -> Option<&'static Definition> {
        Definition::named(&self.container.definition.as_ref()?.value())
    }
}

fn named(input: &Input) -> syn::Result<&'static Definition> {
    let names = || {
        DEFINITIONS
            .iter()
            .filter(|definition| !is_plain(definition))
            .map(|definition| definition.name)
    };
    let Some(name) = &input.container.definition else {
        let example =
            nearest::nearest(&input.name.to_string(), names()).unwrap_or("ApplicantCounts");
        let message = format!(
            "name the definition that `{}` follows, as in `#[conform(\"{example}\")]`",
            input.name
        );
        return Err(syn::Error::new_spanned(&input.name, message));
    };
    match input.definition() {
        Some(definition) if is_plain(definition) => Err(syn::Error::new_spanned(
            name,
            format!(
                "`{0}` is a single value, which needs no derive: use `ogi_report::{0}`, or a field of a plain type in the \
                 struct that has it",
                definition.name
            ),
        )),
        Some(definition) => Ok(definition),
        None => {
            let hint = nearest::nearest(&name.value(), names()).map_or_else(
                || format!("it has {}", list(names())),
                |near| format!("the nearest is `{near}`"),
            );
            Err(syn::Error::new_spanned(
                name,
                format!("the standard has no definition `{}`; {hint}", name.value()),
            ))
        }
    }
}

fn is_plain(definition: &Definition) -> bool {
    matches!(definition.shape, Shape::Plain)
}

fn wrong_shape(definition: &Definition, body: &Body) -> String {
    let found = match body {
        Body::Struct(_) => "a struct",
        Body::Enum(_) => "an enum",
        Body::Other(shape) => shape,
    };
    let Definition { name, label, .. } = definition;
    match definition.shape {
        Shape::Words(words) => {
            format!(
                "`{name}` is one of the words {}: it is followed by an enum, not by {found}",
                list(words)
            )
        }
        _ => format!(
            "`{name}` ({label}) is an object: it is followed by a struct with named fields, not by {found}"
        ),
    }
}

impl Spelling {
    /// The name in the standard of a field or variant; `all` is the spelling of all of them.
    fn name(
        &self,
        all: &Self,
        ident: &Ident,
        apply: fn(Case, &str) -> String,
        faults: &mut Faults,
    ) -> String {
        let rust_name = ident.unraw().to_string();
        let spelled = |rename: &Option<LitStr>, case: &Option<LitStr>| match (rename, case) {
            (Some(rename), _) => rename.value(),
            (None, Some(case)) => Case::named(&case.value())
                .map_or_else(|| rust_name.clone(), |case| apply(case, &rust_name)),
            (None, None) => rust_name.clone(),
        };
        if self.conform.is_some() || all.conform.is_some() {
            return spelled(&self.conform, &all.conform);
        }
        let (write, read) = (
            spelled(&self.write, &all.write),
            spelled(&self.read, &all.read),
        );
        if write != read {
            let message = format!(
                "serde writes this as `{write}` and reads it as `{read}`; say which is its name in the standard, as in \
                 `#[conform(rename = \"{write}\")]`"
            );
            faults.at(ident, message);
        }
        write
    }

    /// Whether every case exists.
    fn check_cases(&self) -> syn::Result<()> {
        let mut faults = Faults::default();
        let is_new = |read: &&LitStr| {
            self.write
                .as_ref()
                .is_none_or(|write| write.value() != read.value())
        };
        let read = self.read.as_ref().filter(is_new);
        for case in [self.conform.as_ref(), self.write.as_ref(), read]
            .into_iter()
            .flatten()
        {
            if Case::named(&case.value()).is_none() {
                let known = list(CASES.map(|(name, _)| name));
                faults.at(
                    case,
                    format!("`{}` is no case; there are {known}", case.value()),
                );
            }
        }
        faults.none()
    }
}

fn list<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    names
        .into_iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The hint for a name that does not exist.
enum Unknown<'a> {
    /// It is similar to a name that is still free.
    Free(&'a str),
    /// It is similar to a name that is taken.
    Taken(&'a str),
    /// It is not similar to any name.
    Alien,
}

impl<'a> Unknown<'a> {
    fn new(
        name: &str,
        names: impl Iterator<Item = &'a str> + Clone,
        is_free: impl Fn(&str) -> bool,
    ) -> Self {
        nearest::nearest(name, names.clone().filter(|name| is_free(name)))
            .map(Self::Free)
            .or_else(|| nearest::nearest(name, names).map(Self::Taken))
            .unwrap_or(Self::Alien)
    }
}
