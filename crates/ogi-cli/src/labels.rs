//! Printed labels of a place in a document.

use std::borrow::Cow;

use ogi_report::definition::Field;
use ogi_report::{Definition, Edition, Language};
use ogi_schema::{Property, Schema, Type};

/// The labels that a JSON Pointer leads through, as far as it follows the standard; after that, its own words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    /// Outermost first.
    pub(crate) path: Vec<String>,
    /// Number of the section of the report, `一` to `六`.
    pub(crate) section: Option<&'static str>,
}

impl Labels {
    /// The labels of a place in reports of an edition; without a known edition, the pointer itself.
    pub(crate) fn of(edition: Option<&str>, pointer: &str, language: Language) -> Self {
        // Where the edition is in doubt, its own label is the same in all of them.
        let edition = match pointer {
            "/edition" => Edition::ALL.last().copied(),
            _ => edition.and_then(Edition::parse),
        };
        let mut labels = Self::default();
        let mut at = At::Object(edition.map(Edition::definition));
        for token in pointer.split('/').skip(1) {
            let token = unescaped(token);
            at = match at {
                At::Object(Some(definition)) => match definition.field(&token) {
                    Some(field) => labels.enter(field, language),
                    None => labels.unknown(token),
                },
                At::List(item) => {
                    let number = token
                        .parse::<usize>()
                        .map_or(0, |index| index.saturating_add(1));
                    labels.path.push(match language {
                        Language::Chinese => format!("第 {number} 条"),
                        Language::English => format!("no. {number}"),
                    });
                    At::Object(item)
                }
                At::Object(None) => labels.unknown(token),
            };
        }
        labels
    }

    /// All labels below the section, or all where there is no section.
    pub(crate) fn full(&self) -> String {
        self.below_section().join(" · ")
    }

    /// The labels below the section.
    pub(crate) fn below_section(&self) -> &[String] {
        let skip = usize::from(self.section.is_some() && self.path.len() > 1);
        self.path.get(skip..).unwrap_or_default()
    }

    /// The label of the object that holds the value.
    pub(crate) fn row(&self) -> &str {
        self.path
            .iter()
            .rev()
            .nth(1)
            .or(self.path.last())
            .map_or("", String::as_str)
    }

    /// The label of the value itself.
    pub(crate) fn column(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    fn enter(&mut self, field: &'static Field, language: Language) -> At {
        self.path.push(field.label(language).to_owned());
        self.section = self.section.or(field.section);
        field
            .items
            .map_or(At::Object(field.target), |items| At::List(Some(items)))
    }

    fn unknown(&mut self, token: Cow<'_, str>) -> At {
        self.path.push(token.into_owned());
        At::Object(None)
    }
}

/// A name as it stands in a pointer, without its escapes.
fn unescaped(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~").into()
    } else {
        token.into()
    }
}

enum At {
    Object(Option<&'static Definition>),
    List(Option<&'static Definition>),
}

/// The property of a place in reports of an edition; `None` for the whole, for items of lists, and off the standard.
pub(crate) fn property(edition: Option<&str>, pointer: &str) -> Option<&'static Property> {
    let schema = ogi_schema::schema();
    let mut definition = report(schema, edition);
    let mut found = None;
    for token in pointer.split('/').skip(1) {
        if let (Some(Type::List { of, .. }), Ok(_)) = (
            found.map(|property: &Property| &property.ty),
            token.parse::<usize>(),
        ) {
            (definition, found) = (schema.definition(of), None);
            continue;
        }
        let property = definition?.property(&unescaped(token))?;
        definition = match &property.ty {
            Type::Ref(name) => schema.definition(name),
            Type::List { .. } | Type::Edition(_) => None,
        };
        found = Some(property);
    }
    found
}

/// The definition of the reports of an edition.
pub(crate) fn report(
    schema: &'static Schema,
    edition: Option<&str>,
) -> Option<&'static ogi_schema::Definition> {
    schema.definition(&schema.edition(edition?)?.report)
}

/// The words of a section without its number: `主动公开政府信息情况`.
pub(crate) fn without_number(label: &str) -> &str {
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
                Labels::of(Some("2021-30"), pointer, Language::Chinese).full(),
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
            Some("2019-60"),
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
