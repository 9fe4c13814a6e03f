//! `ogi explain`: one rule, its reasons, and its equations in words.

use std::fmt::Display;

use ogi_diagnostics::{in_language, nearest};
use ogi_report::{Language, RuleId};
use ogi_schema::texts::{self, Texts};
use ogi_schema::{Check, Rule, Source};

use crate::arguments::Explain;
use crate::error::Error;
use crate::terminal::Console;
use crate::terminal::layout::{blanks, width, wrap};
use crate::terminal::style::{self, FAINT, STRONG, paint, severity, severity_word};
use crate::words::{filled, say, words};

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
                self.say(&words().explain.why),
                vec![in_language(&rule.why, self.language).to_owned()],
            ),
            (self.say(&words().explain.in_words), self.equations(rule)),
            (
                self.say(&words().explain.violated),
                vec![self.message(rule)],
            ),
            (
                self.say(&words().explain.what_to_do),
                vec![in_language(&rule.fix, self.language).to_owned()],
            ),
            (self.say(&words().explain.source), self.sources(rule)),
            (self.say(&words().explain.exceptions), self.exceptions(rule)),
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

    fn say(&self, texts: &'static Texts) -> &'static str {
        say(texts, self.language)
    }

    fn fill(&self, texts: &Texts, values: &[(&str, &dyn Display)]) -> String {
        filled(texts, self.language, values)
    }

    /// Words in a list.
    fn list(&self, words: &[String]) -> String {
        words.join(self.say(&texts::phrases().words.comma))
    }

    /// Kind, origin and editions.
    fn facts(&self, rule: &Rule) -> String {
        use ogi_schema::{Kind, Origin};
        let kind = match rule.kind {
            Kind::Balance => self.say(&words().explain.balance),
            Kind::Sum => self.say(&words().explain.sum),
            Kind::Range => self.say(&words().explain.range),
            Kind::CrossYear => self.say(&words().explain.cross_year),
            Kind::RollUp => self.say(&words().explain.roll_up),
            Kind::Plausibility => self.say(&words().explain.plausible),
            Kind::Narrative => self.say(&words().explain.narrative),
        };
        let origin = match rule.origin {
            Origin::Official => self.say(&words().explain.official),
            Origin::Implied => self.say(&words().explain.implied),
            Origin::Logical => self.say(&words().explain.logical),
            Origin::Plausibility => self.say(&words().explain.experience),
        };
        let words = &words().explain;
        let editions = self.list(&rule.editions);
        let since = self.fill(&words.since, &[("version", &rule.since)]);
        let editions = self.fill(&words.editions, &[("editions", &editions)]);
        [kind, origin, &editions, &since].join(" · ")
    }

    /// The message with the names of its values as they will be filled in.
    fn message(&self, rule: &Rule) -> String {
        in_language(&rule.message, self.language)
            .replace('{', "‹")
            .replace('}', "›")
    }

    fn equations(&self, rule: &'static Rule) -> Vec<String> {
        let words = &words().explain;
        match &rule.check {
            Check::Linear(_) => match RuleId::parse(&rule.id) {
                Some(id) => equations::in_words(id, self.language),
                None => Vec::new(),
            },
            Check::Native { reads } => {
                vec![self.fill(&words.native, &[("places", &self.list(reads))])]
            }
            Check::Schema {
                definitions,
                keywords,
            } => {
                let (definitions, keywords) = (self.list(definitions), self.list(keywords));
                let values: [(&str, &dyn Display); 2] =
                    [("definitions", &definitions), ("keywords", &keywords)];
                vec![self.fill(&words.schema, &values)]
            }
        }
    }

    fn sources(&self, rule: &Rule) -> Vec<String> {
        rule.source
            .iter()
            .map(|source| self.source(source))
            .collect()
    }

    /// The articles that a rule rests on, and the note about it.
    fn source(&self, source: &Source) -> String {
        let mut parts = Vec::new();
        if !source.article.is_empty() {
            let articles: Vec<String> = source
                .article
                .iter()
                .map(|article| self.article(article))
                .collect();
            let articles = self.list(&articles);
            parts.push(self.fill(&words().explain.regulations, &[("articles", &articles)]));
        }
        if let Some(note) = &source.note {
            parts.push(in_language(note, self.language).to_owned());
        }
        parts.join(self.say(&words().common.semicolon))
    }

    /// `20(1)` as 第20条第（1）项, or article 20(1).
    fn article(&self, article: &str) -> String {
        let words = &words().explain;
        match article.split_once('(') {
            Some((number, item)) => {
                let item = item.trim_end_matches(')');
                self.fill(
                    &words.item_of_article,
                    &[("number", &number), ("item", &item)],
                )
            }
            None => self.fill(&words.article, &[("number", &article)]),
        }
    }

    fn exceptions(&self, rule: &Rule) -> Vec<String> {
        let list = ogi_schema::code_list("exception");
        let label = |code: &String| {
            let entry = list.and_then(|list| list.get(code));
            entry.map_or(code.clone(), |entry| {
                self.language.choose(&entry.label, &entry.label_en).clone()
            })
        };
        rule.exceptions.iter().map(label).collect()
    }
}
