//! What options may be set to.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use ogi_report::{Edition, Language};

/// A kind of form by its name; the kinds are those of the library.
pub(super) fn forms() -> impl TypedValueParser<Value = ogi_render::Format> {
    let names = ogi_render::Format::ALL
        .iter()
        .map(|format| format.extension());
    PossibleValuesParser::new(names).try_map(|name| ogi_render::Format::parse(&name).ok_or(name))
}

/// A kind of flat data by its name, as far as this build writes it.
pub(super) fn data_formats() -> impl TypedValueParser<Value = ogi_render::flat::DataFormat> {
    use ogi_render::flat::DataFormat;
    let names = ["csv", "jsonl", "parquet"]
        .into_iter()
        .filter(|name| DataFormat::parse(name).is_some());
    PossibleValuesParser::new(names).try_map(|name| DataFormat::parse(&name).ok_or(name))
}

/// An edition by its code.
pub(super) fn editions() -> impl TypedValueParser<Value = Edition> {
    let codes = Edition::ALL.iter().map(|edition| edition.as_str());
    PossibleValuesParser::new(codes).try_map(|code| Edition::parse(&code).ok_or(code))
}

/// A language.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Lang {
    Zh,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Chinese,
            Lang::En => Self::English,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::AlwaysAnsi,
            Color::Never => Self::Never,
        }
    }
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
    Jsonl,
    Sarif,
    Github,
    Junit,
}

/// The least severity that makes the exit status 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    #[default]
    Error,
    Warning,
    Never,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    #[default]
    Report,
    Check,
    CheckLines,
    Evidence,
    Import,
}

/// What a row of a flat table stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rows {
    #[default]
    Cells,
    Reports,
}

impl From<Rows> for ogi_render::flat::Records {
    fn from(rows: Rows) -> Self {
        match rows {
            Rows::Cells => Self::Cells,
            Rows::Reports => Self::Reports,
        }
    }
}

/// What a report is converted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConvertTo {
    Xml,
    Json,
}

/// What an empty report is given as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewFormat {
    #[default]
    Json,
    Docx,
    Xlsx,
}
