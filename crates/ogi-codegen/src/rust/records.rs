//! One struct for each object of the schema, fields in form order, and the union of the editions.

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::names::{doc, edition_variant, ident, pascal};

pub(super) fn render(schema: &Schema) -> TokenStream {
    let records = schema
        .definitions
        .iter()
        .filter(|definition| matches!(definition.shape, Shape::Record(_)));
    let records = records.map(|definition| record(schema, definition));
    let tags = schema.editions.iter().map(tag);
    let union = union(schema);
    quote! {
        use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

        use super::codes::*;
        use super::scalars::*;

        #union
        #(#tags)*
        #(#records)*
    }
}

/// `pub struct ApplicantCounts { /// 自然人 … pub natural_persons: Option<Count>, … }` and its constructor, if it needs one.
fn record(schema: &Schema, definition: &Definition) -> TokenStream {
    let name = ident(&definition.name);
    let about = doc(&definition.description);
    let fields = definition
        .properties()
        .iter()
        .map(|property| field(schema, definition, property));
    let default = has_default(schema, definition).then(|| quote!(, Default));
    let constructor = default.is_none().then(|| constructor(schema, definition));
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq, Eq, Hash #default)]
        pub struct #name { #(#fields)* }
        #constructor
    }
}

fn field(schema: &Schema, definition: &Definition, property: &Property) -> TokenStream {
    let name = ident(&property.name);
    let ty = field_type(schema, definition, property);
    let docs = field_docs(property);
    quote!(#(#docs)* pub #name: #ty,)
}

fn field_docs(property: &Property) -> Vec<TokenStream> {
    let unit = property
        .unit
        .as_ref()
        .map_or(String::new(), |unit| format!(" Unit: `{unit}`."));
    let article = match property.article.as_slice() {
        [] => String::new(),
        articles => format!(" Regulations, article {}.", articles.join(", ")),
    };
    vec![
        doc(&property.description),
        doc(""),
        doc(&format!("Form: {}.{unit}{article}", property.label)),
    ]
}

/// The type of a field without the `Option` that says whether it may be absent or null.
pub(super) fn bare_type(
    schema: &Schema,
    definition: &Definition,
    property: &Property,
) -> TokenStream {
    match &property.ty {
        Type::Edition(_) => {
            let tag = schema
                .editions
                .iter()
                .find(|edition| edition.report == definition.name)
                .map(|e| tag_name(&e.report));
            quote!(#tag)
        }
        Type::List { of, .. } => {
            let of = ident(of);
            quote!(Vec<#of>)
        }
        Type::Ref(name) => {
            let name = ident(
                &property
                    .codes
                    .as_deref()
                    .map_or_else(|| name.clone(), pascal),
            );
            quote!(#name)
        }
    }
}

fn field_type(schema: &Schema, definition: &Definition, property: &Property) -> TokenStream {
    let bare = bare_type(schema, definition, property);
    if property.required && !is_nullable(schema, property) {
        bare
    } else {
        quote!(Option<#bare>)
    }
}

fn is_nullable(schema: &Schema, property: &Property) -> bool {
    let Type::Ref(name) = &property.ty else {
        return false;
    };
    schema
        .definition(name)
        .and_then(Definition::scalar)
        .is_some_and(Scalar::is_nullable)
}

fn has_default(schema: &Schema, definition: &Definition) -> bool {
    definition
        .properties()
        .iter()
        .all(|property| property_default(schema, property))
}

/// Whether a document without figures and texts has an obvious value here.
fn property_default(schema: &Schema, property: &Property) -> bool {
    if !property.required || is_nullable(schema, property) {
        return true;
    }
    match &property.ty {
        Type::Edition(_) | Type::List { .. } => true,
        Type::Ref(name) => schema
            .definition(name)
            .is_some_and(|target| match &target.shape {
                Shape::Record(_) => has_default(schema, target),
                Shape::Scalar(Scalar::Text {
                    min_length,
                    pattern,
                    ..
                }) => *min_length == 0 && pattern.is_none(),
                Shape::Scalar(Scalar::Enum(values)) => values.len() == 1,
                Shape::Scalar(Scalar::Integer { .. } | Scalar::Decimal { .. }) => false,
            }),
    }
}

fn constructor(schema: &Schema, definition: &Definition) -> TokenStream {
    let name = ident(&definition.name);
    let needed: Vec<_> = definition
        .properties()
        .iter()
        .filter(|property| !property_default(schema, property))
        .collect();
    let parameters = needed.iter().map(|property| {
        let (field, ty) = (
            ident(&property.name),
            bare_type(schema, definition, property),
        );
        quote!(#field: #ty)
    });
    let values = definition.properties().iter().map(|property| {
        let field = ident(&property.name);
        let ty = bare_type(schema, definition, property);
        match (property_default(schema, property), property.required) {
            (false, _) => quote!(#field),
            (true, false) => quote!(#field: None),
            (true, true) => quote!(#field: #ty::default()),
        }
    });
    quote! {
        impl #name {
            /// With nothing stated beyond what every document has.
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }
        }
    }
}

fn tag_name(report: &str) -> proc_macro2::Ident {
    format_ident!(
        "Edition{}",
        edition_variant(report).to_string().trim_start_matches('V')
    )
}

/// The edition as a type of one value, which reads and writes its code and nothing else.
fn tag(edition: &ogi_schema::Edition) -> TokenStream {
    let (name, code) = (tag_name(&edition.report), &edition.code);
    let about = doc(&format!("The edition `{code}`: a type of one value."));
    quote! {
        #about
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum #name {
            #[doc = " The only value."]
            #[default]
            Code,
        }

        crate::record::words! { #name { Code = #code } }

        impl #name {
            /// The code as documents have it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                #code
            }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    }
}

fn union(schema: &Schema) -> TokenStream {
    let variants: Vec<_> = schema
        .editions
        .iter()
        .map(|edition| edition_variant(&edition.report))
        .collect();
    let reports: Vec<_> = schema
        .editions
        .iter()
        .map(|edition| ident(&edition.report))
        .collect();
    let codes: Vec<_> = schema
        .editions
        .iter()
        .map(|edition| &edition.code)
        .collect();
    let docs: Vec<_> = codes
        .iter()
        .map(|code| doc(&format!("Edition `{code}`.")))
        .collect();
    let about = doc(&schema.description);
    let shared = shared(schema, &variants);
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum Report { #(#docs #variants(#reports),)* }

        impl Serialize for Report {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self { #(Self::#variants(report) => report.serialize(serializer),)* }
            }
        }

        /// An edition of the national form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Edition { #(#docs #variants,)* }

        impl Edition {
            /// All editions, oldest first.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The code that documents state.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#variants => #codes,)* }
            }

            pub(crate) fn read<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<Report, D::Error> {
                match self { #(Self::#variants => #reports::deserialize(deserializer).map(Report::#variants),)* }
            }

            /// What the standard says about reports of this edition.
            #[must_use]
            pub const fn definition(self) -> &'static crate::Definition {
                match self {
                    #(Self::#variants => <super::definitions::#reports as crate::conform::Defined>::DEFINITION,)*
                }
            }

            /// A report with nothing stated beyond its year and its agency.
            #[must_use]
            pub fn empty(self, year: Year, agency: Agency) -> Report {
                match self { #(Self::#variants => Report::#variants(#reports::new(year, agency)),)* }
            }
        }

        impl Report {
            /// The edition of the form that the report follows.
            #[must_use]
            pub fn edition(&self) -> Edition {
                match self { #(Self::#variants(_) => Edition::#variants,)* }
            }

            /// Every single value of the report, in the order of its definition's leaves, as written.
            #[must_use]
            pub fn leaves(&self) -> crate::Leaves<'_> {
                let mut leaves = crate::Leaves::default();
                match self { #(Self::#variants(report) => crate::Conform::leaves(report, &mut leaves),)* }
                leaves
            }

            #(#shared)*
        }

        #(impl From<#reports> for Report {
            fn from(report: #reports) -> Self {
                Self::#variants(report)
            }
        })*
    }
}

/// A getter for each property that reports of all editions have alike.
fn shared(schema: &Schema, variants: &[proc_macro2::Ident]) -> Vec<TokenStream> {
    let mut reports = schema
        .editions
        .iter()
        .filter_map(|edition| schema.definition(&edition.report));
    let Some(first) = reports.next() else {
        return Vec::new();
    };
    let others: Vec<_> = reports.collect();
    let alike = |property: &&Property| {
        let same =
            |other: &Property| other.ty == property.ty && other.required == property.required;
        others
            .iter()
            .all(|other| other.property(&property.name).is_some_and(same))
    };
    let getters = first.properties().iter().filter(alike).map(|property| {
        let (name, ty) = (ident(&property.name), bare_type(schema, first, property));
        let about = doc(&property.description);
        if property.required {
            quote! {
                #about
                #[must_use]
                pub fn #name(&self) -> &#ty {
                    match self { #(Self::#variants(report) => &report.#name,)* }
                }
            }
        } else {
            quote! {
                #about
                #[must_use]
                pub fn #name(&self) -> Option<&#ty> {
                    match self { #(Self::#variants(report) => report.#name.as_ref(),)* }
                }
            }
        }
    });
    getters.collect()
}

/// How each record is read and written, and what its single values are; one line a record.
pub(super) fn render_readers(schema: &Schema) -> String {
    let mut text = "use super::records::*;\n\ncrate::record::records! {\n".to_owned();
    for definition in schema
        .definitions
        .iter()
        .filter(|definition| !definition.properties().is_empty())
    {
        let fields: Vec<_> = definition
            .properties()
            .iter()
            .map(|property| reader(schema, property))
            .collect();
        text.extend([
            "    ",
            definition.name.as_str(),
            " { ",
            &fields.join(", "),
            " }\n",
        ]);
    }
    text + "}\n"
}

/// `nullable integer total`, `optional record(2) period`, `list(50) items cell_notes`
fn reader(schema: &Schema, property: &Property) -> String {
    let mode = match (&property.ty, property.required) {
        (Type::List { max_items, .. }, _) => format!("list({max_items})"),
        (_, true) if is_nullable(schema, property) => "nullable".to_owned(),
        (_, true) => "required".to_owned(),
        (_, false) => "optional".to_owned(),
    };
    let target = property
        .ty
        .target()
        .and_then(|name| schema.definition(name));
    let kind = match (&property.ty, target.map(|target| (target, &target.shape))) {
        (Type::List { .. }, _) => "items".to_owned(),
        (_, Some((target, Shape::Record(_)))) => format!("record({})", schema.leaves(target).len()),
        (_, Some((_, Shape::Scalar(Scalar::Integer { .. })))) => "integer".to_owned(),
        (_, Some((_, Shape::Scalar(Scalar::Decimal { .. })))) => "decimal".to_owned(),
        _ => "text".to_owned(),
    };
    format!("{mode} {kind} {}", property.name)
}
