//! The two languages of the standard.

/// A language that labels and texts are given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Simplified Chinese, `zh-CN`; labels are verbatim those of the form.
    #[default]
    Chinese,
    /// English.
    English,
}
