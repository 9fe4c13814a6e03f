//! Printed labels of a place in a document.

use std::borrow::Cow;

use ogi_report::definition::Field;
use ogi_report::{Definition, Edition, Language};
use ogi_schema::texts;

use crate::words::phrase;

/// The labels that a JSON Pointer leads through, as far as it follows the standard; after that, its own words.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    /// Outermost first.
    pub path: Vec<String>,
    /// Number of the section of the report, `一` to `六`.
    pub section: Option<&'static str>,
    /// The property that the pointer ends at; `None` for the whole, for items of lists, and off the standard.
    pub property: Option<&'static Field>,
}

impl Labels {
    /// The labels of a place in reports of an edition; without a known edition, the pointer itself.
    #[must_use]
    pub fn of(edition: Option<Edition>, pointer: &str, language: Language) -> Self {
        // Where the edition is in doubt, its own label is the same in all of them.
        let edition = match pointer {
            "/edition" => Edition::ALL.last().copied(),
            _ => edition,
        };
        let mut labels = Self::default();
        let mut at = At::Object(edition.map(Edition::definition));
        for token in pointer.split('/').skip(1) {
            let token = unescaped(token);
            labels.property = None;
            at = match at {
                At::Object(Some(definition)) => match definition.field(&token) {
                    Some(field) => labels.enter(field, language),
                    None => labels.leave(token),
                },
                At::List(item) => {
                    labels.path.push(item_label(&token, language));
                    At::Object(item)
                }
                At::Object(None) => labels.leave(token),
            };
        }
        labels
    }

    /// All labels below the section, or all where there is no section.
    #[must_use]
    pub fn full(&self) -> String {
        self.below_section().join(" · ")
    }

    /// The labels below the section.
    #[must_use]
    pub fn below_section(&self) -> &[String] {
        let skip = usize::from(self.section.is_some() && self.path.len() > 1);
        self.path.get(skip..).unwrap_or_default()
    }

    /// The label of the object that holds the value.
    #[must_use]
    pub fn row(&self) -> &str {
        self.path
            .iter()
            .rev()
            .nth(1)
            .or(self.path.last())
            .map_or("", String::as_str)
    }

    /// The label of the value itself.
    #[must_use]
    pub fn column(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    fn enter(&mut self, field: &'static Field, language: Language) -> At {
        self.path.push(field.label(language).to_owned());
        self.section = self.section.or(field.section);
        self.property = Some(field);
        match field.items {
            Some(items) => At::List(Some(items)),
            None => At::Object(field.target),
        }
    }

    /// Goes on off the standard.
    fn leave(&mut self, token: Cow<'_, str>) -> At {
        self.path.push(token.into_owned());
        At::Object(None)
    }
}

/// The label of an item of a list.
fn item_label(token: &str, language: Language) -> String {
    let number = match token.parse::<usize>() {
        Ok(index) => index.saturating_add(1),
        Err(_) => 0,
    };
    phrase(&texts::phrases().words.item, language, |_| {
        Some(number.to_string())
    })
}

/// A name as it stands in a pointer, without its escapes.
fn unescaped(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~").into()
    } else {
        token.into()
    }
}

/// Where a walk along a pointer stands.
enum At {
    Object(Option<&'static Definition>),
    List(Option<&'static Definition>),
}

/// The words of a section without its number: `主动公开政府信息情况`.
#[must_use]
pub fn without_number(label: &str) -> &str {
    label
        .split_once('、')
        .or_else(|| label.split_once(". "))
        .map_or(label, |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_the_standard_as_far_as_it_goes() {
        let cases = [
            (
                "/requests/outcomes/total/natural_persons",
                "三、本年度办理结果 · （七）总计 · 自然人",
            ),
            ("/agency/uscc", "行政机关 · 统一社会信用代码"),
            ("/requests", "三、收到和处理政府信息公开申请情况"),
            ("/cell_notes/0/at", "单元格说明 · 第 1 条 · 位置"),
            ("/requests/new_recieved/a~1b", "new_recieved · a/b"),
            ("", ""),
        ];
        for (pointer, expected) in cases {
            assert_eq!(
                Labels::of(Some(Edition::V2021), pointer, Language::Chinese).full(),
                expected,
                "{pointer}"
            );
        }
        assert_eq!(Labels::of(None, "/year", Language::Chinese).full(), "year");
        assert_eq!(
            Labels::of(None, "/edition", Language::Chinese).full(),
            "格式版本"
        );
        let cell = Labels::of(
            Some(Edition::V2019),
            "/review_and_litigation/reconsideration/total",
            Language::English,
        );
        assert_eq!(
            (cell.row(), cell.column()),
            ("administrative reconsideration", "total")
        );
        assert_eq!(cell.section, Some("四"));
    }

    #[test]
    fn sections_have_words_and_a_number() {
        assert_eq!(
            without_number("二、主动公开政府信息情况"),
            "主动公开政府信息情况"
        );
        assert_eq!(
            without_number("2. Proactive disclosure"),
            "Proactive disclosure"
        );
    }
}
