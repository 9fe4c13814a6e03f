//! `ogi explain`: one rule, its reasons, and its equations in words.

use ogi_diagnostics::{in_language, nearest};
use ogi_report::{Language, RuleId};
use ogi_schema::{Check, Rule};

use crate::arguments::Explain;
use crate::error::Error;
use crate::language::say;
use crate::terminal::Console;
use crate::terminal::layout::{blanks, width, wrap};
use crate::terminal::style::{self, FAINT, STRONG, paint, severity, severity_word};

mod equations;

/// Explains a rule.
///
/// # Errors
/// There is no such rule, or standard output cannot be written.
pub(crate) fn run(arguments: &Explain, console: &mut Console) -> Result<u8, Error> {
    let standard = ogi_schema::standard();
    let rule = standard.rule(&arguments.rule).ok_or_else(|| {
        let nearest = nearest(
            &arguments.rule,
            standard.rules.iter().map(|rule| rule.id.as_str()),
        );
        Error::NoRule {
            id: arguments.rule.clone(),
            nearest,
        }
    })?;
    let page = Page {
        language: console.language,
        width: console.width.min(100),
    };
    console
        .lines(&page.lines(rule))
        .map_err(|source| Error::Output { source })?;
    Ok(0)
}

struct Page {
    language: Language,
    width: usize,
}

impl Page {
    fn lines(&self, rule: &'static Rule) -> Vec<String> {
        let severity = severity(rule);
        let word = paint(style::of(severity), severity_word(severity, self.language));
        let title = paint(STRONG, in_language(&rule.title, self.language));
        let mut lines = vec![
            format!("{title}  {}  {word}", rule.id),
            paint(FAINT, &self.facts(rule)),
        ];
        let parts = [
            (
                self.say("说明", "Why"),
                vec![in_language(&rule.why, self.language).to_owned()],
            ),
            (self.say("算法", "In words"), self.equations(rule)),
            (
                self.say("违反时", "When violated"),
                vec![self.message(rule)],
            ),
            (
                self.say("怎么办", "What to do"),
                vec![in_language(&rule.fix, self.language).to_owned()],
            ),
            (self.say("依据", "Source"), self.sources(rule)),
            (
                self.say("合法例外", "Legitimate exceptions"),
                self.exceptions(rule),
            ),
        ];
        for (heading, paragraphs) in parts
            .into_iter()
            .filter(|(_, paragraphs)| !paragraphs.is_empty())
        {
            lines.extend([String::new(), paint(STRONG, heading)]);
            for paragraph in paragraphs {
                lines.extend(self.paragraph(&paragraph));
            }
        }
        let address = format!("{}rules/{}", ogi_schema::manifest().base, rule.id);
        lines.extend([String::new(), paint(FAINT, &address)]);
        lines
    }

    /// A paragraph; one that begins with a sign goes on under what follows the sign.
    fn paragraph(&self, text: &str) -> Vec<String> {
        let sign = text.char_indices().nth(2).map_or(0, |(end, _)| end);
        let (sign, rest) = text.split_at(if text.chars().nth(1) == Some(' ') {
            sign
        } else {
            0
        });
        let wrapped = wrap(rest, self.width.saturating_sub(2 + width(sign)));
        let signs = std::iter::once(sign.to_owned()).chain(std::iter::repeat(blanks(width(sign))));
        wrapped
            .iter()
            .zip(signs)
            .map(|(line, sign)| format!("  {sign}{line}").trim_end().to_owned())
            .collect()
    }

    fn say<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        say(self.language, chinese, english)
    }

    /// Kind, origin and editions.
    fn facts(&self, rule: &Rule) -> String {
        use ogi_schema::{Kind, Origin};
        let kind = match rule.kind {
            Kind::Balance => self.say("平衡关系", "balance"),
            Kind::Sum => self.say("合计关系", "sum"),
            Kind::Range => self.say("取值范围", "range"),
            Kind::CrossYear => self.say("跨年衔接", "across years"),
            Kind::RollUp => self.say("汇总关系", "roll-up"),
            Kind::Plausibility => self.say("合理性", "plausibility"),
            Kind::Narrative => self.say("文字与表格", "text and tables"),
        };
        let origin = match rule.origin {
            Origin::Official => self.say("印在全国统一格式上", "printed on the national form"),
            Origin::Implied => self.say("由“总计”一词可知", "implied by the word 总计"),
            Origin::Logical => self.say("由词义可知", "follows from what the words mean"),
            Origin::Plausibility => self.say("经验", "from experience"),
        };
        let editions = rule.editions.join(self.say("、", ", "));
        let since = format!("{} {}", self.say("始于规则集", "since ruleset"), rule.since);
        let editions = format!("{} {editions}", self.say("适用格式", "editions"));
        [kind, origin, &editions, &since].join(" · ")
    }

    /// The message with the names of its values as they will be filled in.
    fn message(&self, rule: &Rule) -> String {
        in_language(&rule.message, self.language)
            .replace('{', "‹")
            .replace('}', "›")
    }

    fn equations(&self, rule: &'static Rule) -> Vec<String> {
        let read = |reads: &[String]| {
            let said = self.say(
                "由程序逐项判断，读取：",
                "decided by a program that reads: ",
            );
            vec![format!("{said}{}", reads.join(self.say("、", ", ")))]
        };
        match &rule.check {
            Check::Linear(_) => RuleId::parse(&rule.id)
                .map_or_else(Vec::new, |id| equations::in_words(id, self.language)),
            Check::Native { reads } => read(reads),
            Check::Schema {
                definitions,
                keywords,
            } => {
                let said = self.say("由结构检查：", "checked by the schema: ");
                let comma = self.say("、", ", ");
                vec![format!(
                    "{said}{} · {}",
                    definitions.join(comma),
                    keywords.join(comma)
                )]
            }
        }
    }

    fn sources(&self, rule: &Rule) -> Vec<String> {
        let source = |source: &ogi_schema::Source| {
            let articles = source
                .article
                .iter()
                .map(|article| self.article(article))
                .collect::<Vec<_>>();
            let articles = match (articles.is_empty(), self.language) {
                (true, _) => String::new(),
                (_, Language::Chinese) => format!("《政府信息公开条例》{}", articles.join("、")),
                (_, Language::English) => {
                    format!(
                        "Regulations on Open Government Information, {}",
                        articles.join(", ")
                    )
                }
            };
            let note = source
                .note
                .as_ref()
                .map_or("", |note| in_language(note, self.language));
            [articles.as_str(), note]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(self.say("；", "; "))
        };
        rule.source.iter().map(source).collect()
    }

    /// `20(1)` as `第二十条第（一）项` is written in numbers: 第20条第（1）项.
    fn article(&self, article: &str) -> String {
        let (number, item) = article
            .split_once('(')
            .map_or((article, None), |(number, item)| (number, Some(item)));
        let item = item.map(|item| item.trim_end_matches(')'));
        match (self.language, item) {
            (Language::Chinese, Some(item)) => format!("第{number}条第（{item}）项"),
            (Language::Chinese, None) => format!("第{number}条"),
            (Language::English, _) => format!("article {article}"),
        }
    }

    fn exceptions(&self, rule: &Rule) -> Vec<String> {
        let list = ogi_schema::code_list("exception");
        let label = |code: &String| {
            let entry = list.and_then(|list| list.get(code));
            entry.map_or(code.clone(), |entry| {
                say(self.language, &entry.label, &entry.label_en).to_owned()
            })
        };
        rule.exceptions.iter().map(label).collect()
    }
}
