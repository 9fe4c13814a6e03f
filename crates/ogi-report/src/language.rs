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

impl Language {
    /// Both languages, Chinese first.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The tag of BCP 47, `zh-CN` or `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Chooses the one of two values that is in this language.
    ///
    /// ```
    /// use ogi_report::Language;
    ///
    /// assert_eq!(Language::English.choose("总计", "total"), "total");
    /// ```
    pub fn choose<T>(self, chinese: T, english: T) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}
