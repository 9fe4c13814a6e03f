//! A format code cut into its sections, each without colours, conditions and locales.

/// Longest format code that Excel writes, in characters; longer ones are hostile.
const LONGEST: usize = 255;

/// One section of a format code.
#[derive(Debug, Default)]
pub(super) struct Code {
    /// What is left of it: placeholders, separators, literals, dates.
    pub(super) text: String,
    /// When it applies.
    pub(super) condition: Option<Condition>,
    /// Whether it asks for a number as the format `General` shows it.
    pub(super) has_general: bool,
    /// Whether it asks for numerals or a condition that are not known here.
    pub(super) is_unknown: bool,
}

/// A comparison that a section depends on, such as `[>=10000]`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Condition {
    comparison: &'static str,
    bound: f64,
}

impl Condition {
    fn new(text: &str) -> Option<Self> {
        let comparison = ["<=", ">=", "<>", "<", ">", "="]
            .into_iter()
            .find(|sign| text.starts_with(sign))?;
        let bound = text[comparison.len()..].trim().parse().ok()?;
        Some(Self { comparison, bound })
    }

    #[expect(
        clippy::float_cmp,
        reason = "Excel compares what is stored with what is written"
    )]
    pub(super) fn holds(self, number: f64) -> bool {
        match self.comparison {
            "<=" => number <= self.bound,
            ">=" => number >= self.bound,
            "<>" => number != self.bound,
            "<" => number < self.bound,
            ">" => number > self.bound,
            _ => number == self.bound,
        }
    }
}

/// Cuts a code at the semicolons that stand outside of quotes; `None` for what is no code.
pub(super) fn split(code: &str) -> Option<Vec<Code>> {
    if code.chars().nth(LONGEST).is_some() {
        return None;
    }
    let code = code
        .replace("G/通用格式", "General")
        .replace("上午/下午", "AM/PM");
    let mut codes = vec![Code::default()];
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        let section = codes.last_mut()?;
        match c {
            ';' => codes.push(Code::default()),
            '"' => {
                section.text.push('"');
                section.text.extend(rest.by_ref().take_while(|c| *c != '"'));
                section.text.push('"');
            }
            // Chinese and Japanese versions write an exclamation mark where others write a backslash.
            '\\' | '!' => {
                section.text.push('\\');
                section.text.push(rest.next().unwrap_or(' '));
            }
            '_' | '*' => {
                let next = rest.next().unwrap_or(' ');
                // A digit that fills the rest of the cell would be read as a part of the number.
                section.is_unknown |= c == '*' && next.is_ascii_digit();
                section.text.push(c);
                section.text.push(next);
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                section.bracket(&inside);
            }
            c => section.text.push(c),
        }
    }
    for section in &mut codes {
        section.has_general = mentions_general(&section.text);
    }
    (codes.len() <= 4).then_some(codes)
}

impl Code {
    /// What stands in brackets: a condition, a span of time, a currency, a locale, or a colour, which says nothing here.
    fn bracket(&mut self, inside: &str) {
        let lower = inside.to_lowercase();
        if inside.starts_with(['<', '>', '=']) {
            self.condition = Condition::new(inside);
            self.is_unknown |= self.condition.is_none();
        } else if ["h", "hh", "m", "mm", "s", "ss"].contains(&lower.as_str()) {
            self.text.push('[');
            self.text.push_str(inside);
            self.text.push(']');
        } else if let Some(locale) = inside.strip_prefix('$') {
            let currency = locale
                .split('-')
                .next()
                .unwrap_or_default()
                .replace('"', "");
            if !currency.is_empty() {
                self.text.push('"');
                self.text.push_str(&currency);
                self.text.push('"');
            }
        } else if lower.starts_with("dbnum") || lower.starts_with("natnum") {
            self.is_unknown = true;
        } else if matches!(lower.as_str(), "white" | "白色" | "color2") {
            // White digits are seen on a dark ground only, which a condition may paint.
            self.is_unknown = true;
        }
    }
}

fn mentions_general(text: &str) -> bool {
    let outside = text.split('"').step_by(2);
    outside
        .map(str::to_lowercase)
        .any(|text| text.contains("general"))
}
