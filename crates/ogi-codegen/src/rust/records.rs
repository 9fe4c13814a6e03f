//! One struct for each object of the schema, fields in form order, and the union of the editions.

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::names::{doc, edition_variant, ident, pascal};
use crate::{CodegenError, lookup};

pub(super) fn render(schema: &Schema) -> Result<TokenStream, CodegenError> {
    let mut records = Vec::new();
    for definition in &schema.definitions {
        if lookup::is_record(definition) {
            records.push(record(schema, definition)?);
        }
    }
    let tags = schema.editions.iter().map(tag);
    let union = union(schema)?;
    Ok(quote! {
        use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

        use super::codes::*;
        use super::scalars::*;

        #union
        #(#tags)*
        #(#records)*
    })
}

/// `pub struct ApplicantCounts { /// 自然人 … pub natural_persons: Option<Count>, … }` and its constructor, if it needs one.
fn record(schema: &Schema, definition: &Definition) -> Result<TokenStream, CodegenError> {
    let name = ident(&definition.name);
    let about = doc(&definition.description);
    let mut fields = Vec::new();
    for property in definition.properties() {
        fields.push(field(schema, definition, property)?);
    }
    let (default, constructor) = if has_default(schema, definition)? {
        (Some(quote!(, Default)), None)
    } else {
        (None, Some(constructor(schema, definition)?))
    };
    Ok(quote! {
        #about
        #[derive(Debug, Clone, PartialEq, Eq, Hash #default)]
        pub struct #name { #(#fields)* }
        #constructor
    })
}

fn field(
    schema: &Schema,
    owner: &Definition,
    property: &Property,
) -> Result<TokenStream, CodegenError> {
    let name = ident(&property.name);
    let bare = bare_type(schema, owner, property)?;
    let ty = if property.required && !is_nullable(schema, owner, property)? {
        bare
    } else {
        quote!(Option<#bare>)
    };
    let docs = field_docs(property);
    Ok(quote!(#(#docs)* pub #name: #ty,))
}

fn field_docs(property: &Property) -> Vec<TokenStream> {
    let unit = match &property.unit {
        None => String::new(),
        Some(unit) => format!(" Unit: `{unit}`."),
    };
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
    owner: &Definition,
    property: &Property,
) -> Result<TokenStream, CodegenError> {
    Ok(match (&property.ty, &property.codes) {
        (Type::Edition(code), _) => {
            let edition = lookup::edition(schema, code)?;
            if edition.report != owner.name {
                let problem = "only the report of an edition states its code";
                return Err(CodegenError::at_property(owner, property, problem));
            }
            let tag = tag_name(&edition.report);
            quote!(#tag)
        }
        (Type::List { of, .. }, _) => {
            let of = ident(of);
            quote!(Vec<#of>)
        }
        (Type::Ref(_), Some(codes)) => {
            let list = ident(&pascal(codes));
            quote!(#list)
        }
        (Type::Ref(name), None) => {
            let name = ident(name);
            quote!(#name)
        }
    })
}

/// Whether a property may be null.
fn is_nullable(
    schema: &Schema,
    owner: &Definition,
    property: &Property,
) -> Result<bool, CodegenError> {
    if matches!(property.ty, Type::List { .. }) {
        return Ok(false);
    }
    let target = lookup::target(schema, owner, property)?;
    let scalar = target.and_then(Definition::scalar);
    Ok(scalar.is_some_and(Scalar::is_nullable))
}

fn has_default(schema: &Schema, definition: &Definition) -> Result<bool, CodegenError> {
    for property in definition.properties() {
        if !property_default(schema, definition, property)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a property has an obvious value in a document without figures and texts.
fn property_default(
    schema: &Schema,
    owner: &Definition,
    property: &Property,
) -> Result<bool, CodegenError> {
    if !property.required || is_nullable(schema, owner, property)? {
        return Ok(true);
    }
    match (&property.ty, lookup::target(schema, owner, property)?) {
        (Type::Ref(_), Some(target)) => match &target.shape {
            Shape::Record(_) => has_default(schema, target),
            Shape::Scalar(Scalar::Text {
                min_length,
                pattern,
                ..
            }) => Ok(*min_length == 0 && pattern.is_none()),
            Shape::Scalar(Scalar::Enum(values)) => Ok(values.len() == 1),
            Shape::Scalar(Scalar::Integer { .. } | Scalar::Decimal { .. }) => Ok(false),
        },
        (Type::Ref(_) | Type::List { .. } | Type::Edition(_), _) => Ok(true),
    }
}

fn constructor(schema: &Schema, definition: &Definition) -> Result<TokenStream, CodegenError> {
    let name = ident(&definition.name);
    let (mut parameters, mut values) = (Vec::new(), Vec::new());
    for property in definition.properties() {
        let field = ident(&property.name);
        let ty = bare_type(schema, definition, property)?;
        if !property_default(schema, definition, property)? {
            parameters.push(quote!(#field: #ty));
            values.push(quote!(#field));
        } else if property.required {
            values.push(quote!(#field: #ty::default()));
        } else {
            values.push(quote!(#field: None));
        }
    }
    Ok(quote! {
        impl #name {
            /// With nothing stated beyond what every document has.
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }
        }
    })
}

/// The type of an edition's code: `Edition2021`.
pub(super) fn tag_name(report: &str) -> proc_macro2::Ident {
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

fn union(schema: &Schema) -> Result<TokenStream, CodegenError> {
    let (mut variants, mut reports) = (Vec::new(), Vec::new());
    let (mut codes, mut docs) = (Vec::new(), Vec::new());
    for edition in &schema.editions {
        variants.push(edition_variant(&edition.report));
        reports.push(ident(&edition.report));
        codes.push(&edition.code);
        docs.push(doc(&format!("Edition `{}`.", edition.code)));
    }
    let about = doc(&schema.description);
    let shared = shared(schema, &variants)?;
    Ok(quote! {
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
    })
}

/// A getter, and one for changes, for each property that the reports of all editions have alike.
fn shared(
    schema: &Schema,
    variants: &[proc_macro2::Ident],
) -> Result<Vec<TokenStream>, CodegenError> {
    let reports = lookup::reports(schema)?;
    let [first, others @ ..] = reports.as_slice() else {
        return Ok(Vec::new());
    };
    let mut getters = Vec::new();
    for property in first.properties() {
        if others.iter().all(|other| has_alike(other, property)) {
            let ty = bare_type(schema, first, property)?;
            getters.push(getter(property, &ty, variants));
            getters.push(mutable_getter(property, &ty, variants));
        }
    }
    Ok(getters)
}

/// Whether a definition has a property of the same name and type.
fn has_alike(definition: &Definition, property: &Property) -> bool {
    match definition.property(&property.name) {
        Some(found) => found.ty == property.ty && found.required == property.required,
        None => false,
    }
}

fn getter(property: &Property, ty: &TokenStream, variants: &[proc_macro2::Ident]) -> TokenStream {
    let name = ident(&property.name);
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
}

fn mutable_getter(
    property: &Property,
    ty: &TokenStream,
    variants: &[proc_macro2::Ident],
) -> TokenStream {
    let field = ident(&property.name);
    let name = format_ident!("{}_mut", property.name);
    let about = doc(&format!(
        "The same as [`{}`](Self::{0}), to be changed.",
        property.name
    ));
    let held = if property.required {
        quote!(#ty)
    } else {
        quote!(Option<#ty>)
    };
    quote! {
        #about
        #[must_use]
        pub fn #name(&mut self) -> &mut #held {
            match self { #(Self::#variants(report) => &mut report.#field,)* }
        }
    }
}

/// How each record is read and written, and what its single values are; one line a record.
pub(super) fn render_readers(schema: &Schema) -> Result<String, CodegenError> {
    let mut text = "use super::records::*;\n\ncrate::record::records! {\n".to_owned();
    for definition in &schema.definitions {
        if definition.properties().is_empty() {
            continue;
        }
        let mut fields = Vec::new();
        for property in definition.properties() {
            fields.push(reader(schema, definition, property)?);
        }
        let line = format!("    {} {{ {} }}\n", definition.name, fields.join(", "));
        text.push_str(&line);
    }
    Ok(text + "}\n")
}

/// `nullable integer total`, `optional record(2) period`, `list(50) items cell_notes`
fn reader(
    schema: &Schema,
    owner: &Definition,
    property: &Property,
) -> Result<String, CodegenError> {
    let name = &property.name;
    if let Type::List { max_items, .. } = &property.ty {
        return Ok(format!("list({max_items}) items {name}"));
    }
    let mode = if !property.required {
        "optional"
    } else if is_nullable(schema, owner, property)? {
        "nullable"
    } else {
        "required"
    };
    let target = lookup::target(schema, owner, property)?;
    let kind = match target {
        Some(target) => match &target.shape {
            Shape::Record(_) => format!("record({})", schema.leaves(target).len()),
            Shape::Scalar(Scalar::Integer { .. }) => "integer".to_owned(),
            Shape::Scalar(Scalar::Decimal { .. }) => "decimal".to_owned(),
            Shape::Scalar(Scalar::Text { .. } | Scalar::Enum(_)) => "text".to_owned(),
        },
        None => "text".to_owned(), // the edition
    };
    Ok(format!("{mode} {kind} {name}"))
}
