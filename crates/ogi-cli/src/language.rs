//! The language that people are spoken to in.

use ogi_report::Language;

/// The language of the locale; Chinese when no locale is set.
pub(crate) fn of_environment() -> Language {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    of_locale(
        variables
            .into_iter()
            .filter_map(|name| std::env::var(name).ok()),
    )
}

/// The language of the first locale that is not empty.
fn of_locale(mut locales: impl Iterator<Item = String>) -> Language {
    match locales.find(|locale| !locale.is_empty()) {
        Some(locale) if !locale.to_ascii_lowercase().starts_with("zh") => Language::English,
        _ => Language::Chinese,
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, of_locale};

    #[test]
    fn the_first_locale_that_is_set_decides() {
        let cases: [(&[&str], Language); 6] = [
            (&[], Language::Chinese),
            (&["", "", ""], Language::Chinese),
            (&["zh_CN.UTF-8"], Language::Chinese),
            (&["", "ZH_TW", "en_US.UTF-8"], Language::Chinese),
            (&["en_GB.UTF-8", "zh_CN.UTF-8"], Language::English),
            (&["C"], Language::English),
        ];
        for (locales, expected) in cases {
            assert_eq!(
                of_locale(locales.iter().map(|locale| (*locale).to_owned())),
                expected,
                "{locales:?}"
            );
        }
    }
}
