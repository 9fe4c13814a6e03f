//! Which strips of a page belong to which section of the report, and how many times the report is printed.

use std::ops::Range;

use crate::find::headings::title;
use crate::find::table::split_numbers;
use crate::form::{FormIndex, Matcher, Role, Section};
use crate::grid::{Cell, Page, Ruling, Strip};
use crate::printed::label::Label;

/// Labels of as many words stand in tables only. Shorter ones are words of sentences and menus: 行政处罚, 其他. The corpus, whose
/// tables have their headings, reads alike with any value.
const LONG_LABEL: usize = 7;
/// Lines of headers before the first that tells the table: table three has three, broken into four each. Pages of one cell a
/// line that begin within the form need them (the shape `begins within two`).
const HEADER_LINES: usize = 12;
/// More headers than any table of the form has in one line.
const MOST_HEADERS: usize = 32;

/// Sections that a list of headings has at least before its last: one or two without content are sections that a page leaves
/// empty. The corpus has no list of headings; any value reads it alike.
const CONTENTS: usize = 3;

/// One printing of the report.
#[derive(Debug, Default)]
pub(crate) struct Copy {
    /// The strips before its first section.
    pub(crate) preamble: Range<usize>,
    /// Its sections in the order they are printed.
    pub(crate) regions: Vec<Region>,
}

/// The strips of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region {
    /// Index of the section in the form.
    pub(crate) section: usize,
    /// Its strips, without the heading.
    pub(crate) strips: Range<usize>,
}

/// Where a section begins.
struct Opening {
    section: usize,
    /// Strip of the heading, or the first of a table without one.
    at: usize,
    /// First strip of the content.
    content: usize,
}

/// Splits a page; the matchers are those of the form's tables.
pub(crate) fn split(form: &FormIndex, matchers: &mut [Matcher], page: &Page) -> Vec<Copy> {
    let mut openings = titles(form, matchers, page);
    let untitled: Vec<usize> = (0..form.sections.len())
        .filter(|section| form.sections[*section].table.is_some())
        .filter(|section| !openings.iter().any(|opening| opening.section == *section))
        .collect();
    openings.extend(tables_without_title(
        form, matchers, page, &untitled, &openings,
    ));
    openings.sort_by_key(|opening| opening.at);
    copies(page, &openings)
}

fn titles(form: &FormIndex, matchers: &mut [Matcher], page: &Page) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    let mut content = 0;
    for (at, strip) in page.strips.iter().enumerate() {
        let Some(cell) = strip.sole().filter(|_| at >= content) else {
            continue;
        };
        let Some((section, lines)) = title_over_lines(&form.sections, &page.strips[at..]) else {
            continue;
        };
        let current = openings
            .last()
            .and_then(|opening| form.sections[opening.section].table);
        let is_row = current
            .and_then(|table| matchers[table].find(&cell.text, None))
            .is_some_and(|found| found.exact);
        if !is_row {
            content = at + lines;
            openings.push(Opening {
                section,
                at,
                content,
            });
        }
    }
    openings
}

/// The section that the first of some lines is the heading of, and how many lines the heading takes, two at most.
fn title_over_lines(sections: &[Section], strips: &[Strip]) -> Option<(usize, usize)> {
    let line = |at: usize| {
        strips
            .get(at)
            .filter(|strip| strip.ruling == Ruling::Plain)
            .and_then(Strip::sole)
    };
    let first = strips.first()?.sole()?;
    let label = Label::parse(&first.text);
    let begins = |section: &&Section| {
        let whole = &section.titles[0];
        label.ordinal.is_some()
            && label.ordinal == whole.ordinal
            && whole.words.starts_with(&label.words)
    };
    let broken = line(0)
        .zip(line(1))
        .filter(|_| sections.iter().any(|section| begins(&section)));
    let joined = broken.and_then(|(first, second)| {
        let text = format!("{}{}", first.text, second.text);
        let section = title(sections, &text)?;
        let whole = Label::parse(&text);
        let goes_on = whole.words.len() > label.words.len();
        let is_title = sections[section]
            .titles
            .iter()
            .any(|title| title.words == whole.words);
        (goes_on && is_title).then_some(section)
    });
    joined
        .map(|section| (section, 2))
        .or_else(|| title(sections, &first.text).map(|section| (section, 1)))
}

/// Tables that begin without the heading of their section, told by their own labels.
fn tables_without_title(
    form: &FormIndex,
    matchers: &mut [Matcher],
    page: &Page,
    untitled: &[usize],
    titled: &[Opening],
) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    let mut current = None;
    // The titles above the strip, in the order of the page.
    let mut above = 0;
    for (at, strip) in page.strips.iter().enumerate() {
        if let Some(opening) = titled.get(above).filter(|opening| opening.at == at) {
            current = Some(opening.section);
            above += 1;
            continue;
        }
        let mut begins = |section: &usize| {
            form.sections[*section]
                .table
                .is_some_and(|table| is_table_strip(&mut matchers[table], strip))
        };
        if current.as_ref().is_some_and(&mut begins) {
            continue;
        }
        let Some(section) = untitled.iter().copied().find(begins) else {
            continue;
        };
        let before = openings.last().into_iter().chain(titled[..above].last());
        let earliest = before.map(|opening| opening.content).max().unwrap_or(0);
        let table = |section: usize| form.sections[section].table;
        let first = first_header(
            matchers,
            table(section),
            current.and_then(table),
            &page.strips[earliest..at],
        );
        current = Some(section);
        openings.push(Opening {
            section,
            at: at - first,
            content: at - first,
        });
    }
    openings
}

/// How many of the lines before a table, which is known by a later line, are headers of it and of no table before it.
fn first_header(
    matchers: &mut [Matcher],
    table: Option<usize>,
    before: Option<usize>,
    lines: &[Strip],
) -> usize {
    let mut is_label = |table: Option<usize>, cell: &Cell| {
        table
            .and_then(|table| matchers[table].find(&cell.text, None))
            .is_some_and(|found| found.exact)
    };
    let mut own = Vec::new();
    for strip in lines.iter().rev().take(HEADER_LINES) {
        let line = strip.sole().filter(|_| strip.ruling == Ruling::Plain);
        let Some(cell) = line.filter(|cell| is_label(table, cell)) else {
            break;
        };
        own.push(!is_label(before, cell));
    }
    own.iter().rposition(|own| *own).map_or(0, |last| last + 1)
}

/// Whether a strip can only be part of the table: labels spelled as on the form, with numbers or other labels beside them.
fn is_table_strip(matcher: &mut Matcher, strip: &Strip) -> bool {
    let mut labels = 0;
    let mut numbers = 0;
    for cell in strip.cells.iter().filter(|cell| !cell.is_blank()) {
        if crate::printed::value::is_value(&cell.text) {
            numbers += 1;
        } else if let Some(found) = matcher.find(&cell.text, None).filter(|found| found.exact) {
            labels += 1;
            let is_long = cell.text.chars().count() >= LONG_LABEL;
            if strip.ruling != Ruling::Ruled && found.role == Role::Heading && is_long {
                return true;
            }
        }
    }
    match strip.ruling {
        Ruling::Ruled | Ruling::Barred | Ruling::Torn => {
            labels >= 2 || (labels == 1 && numbers >= 1)
        }
        Ruling::Plain => strip.sole().is_some_and(|cell| {
            is_long_label(matcher, cell)
                || is_row_of_numbers(matcher, cell)
                || is_line_of_headers(matcher, cell)
        }),
    }
}

/// Whether a line is nothing but headers side by side, such as `信息内容 本年处理决定数量`: a page of a longer document
/// begins so, below a heading that the page before prints.
fn is_line_of_headers(matcher: &mut Matcher, cell: &Cell) -> bool {
    let mut parts = cell.text.split_whitespace().peekable();
    let mut is_header = |part: &str| {
        let found = matcher.find(part, None).filter(|found| found.exact);
        found.is_some_and(|found| matches!(found.role, Role::Header | Role::Heading))
    };
    let begins = parts.next().is_some_and(&mut is_header);
    begins && parts.peek().is_some() && parts.take(MOST_HEADERS + 1).all(&mut is_header)
}

/// Whether a line is a label that only a table prints.
fn is_long_label(matcher: &mut Matcher, cell: &Cell) -> bool {
    let found = matcher
        .find(&cell.text, None)
        .is_some_and(|found| found.exact);
    found && Label::parse(&cell.text).words.len() >= LONG_LABEL
}

fn is_row_of_numbers(matcher: &mut Matcher, cell: &Cell) -> bool {
    let Some((label, numbers)) = split_numbers(&cell.text) else {
        return false;
    };
    let mut is_exact = |label: &str, is_role: fn(Role) -> bool| {
        let found = matcher.find(label, None);
        found.is_some_and(|found| found.exact && is_role(found.role))
    };
    let is_row = |role| matches!(role, Role::Row(_));
    let is_group = |role| matches!(role, Role::Group(_));
    // `三、本年度办理结果 （一）予以公开` is the label of a row after that of its group.
    let after_group = label.split_once(char::is_whitespace);
    numbers.texts.len() > 1
        && (is_exact(label, is_row)
            || after_group.is_some_and(|(group, row)| {
                is_exact(group, is_group) && is_exact(row.trim_start(), is_row)
            }))
}

/// Groups sections into printings: a section that comes before the one printed last begins another.
fn copies(page: &Page, openings: &[Opening]) -> Vec<Copy> {
    let mut copies: Vec<Copy> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    for (index, opening) in openings.iter().enumerate() {
        let end = openings
            .get(index + 1)
            .map_or(page.strips.len(), |next| next.at);
        let region = Region {
            section: opening.section,
            strips: opening.content..end,
        };
        let continues = |copy: &Copy| {
            copy.regions
                .last()
                .is_some_and(|last| last.section <= opening.section)
        };
        match copies.last_mut() {
            Some(copy) if continues(copy) => copy.regions.push(region),
            _ => {
                copies.push(Copy {
                    preamble: 0..0,
                    regions: vec![region],
                });
                starts.push(opening.at);
            }
        }
    }
    let contents = copies
        .iter()
        .take_while(|copy| is_contents(copy))
        .count()
        .min(copies.len().saturating_sub(1));
    copies.drain(..contents);
    starts.drain(..contents);
    place_preambles(page, &mut copies, &starts);
    copies
}

/// Whether a printing is only a list of the headings.
fn is_contents(copy: &Copy) -> bool {
    let (_, before) = copy.regions.split_last().unwrap_or((
        &Region {
            section: 0,
            strips: 0..0,
        },
        &[],
    ));
    before.len() >= CONTENTS && before.iter().all(|region| region.strips.is_empty())
}

/// Gives the strips before each printing to it, as far as they repeat those before the first.
fn place_preambles(page: &Page, copies: &mut [Copy], starts: &[usize]) {
    let Some(first) = starts.first().copied() else {
        return;
    };
    for (index, start) in starts.iter().copied().enumerate() {
        let same = |back: &usize| page.strips[first - back].has_text_of(&page.strips[start - back]);
        let lead = if index == 0 {
            first
        } else {
            (1..=first).take_while(same).count()
        };
        copies[index].preamble = start - lead..start;
        let before = index
            .checked_sub(1)
            .and_then(|before| copies[before].regions.last_mut());
        if let Some(region) = before {
            region.strips.end = region.strips.end.min(start - lead).max(region.strips.start);
        }
    }
}

#[cfg(test)]
mod tests {
    use ogi_report::Edition;

    use super::{split, title};
    use crate::form::{FormIndex, Matcher};
    use crate::grid::{Cell, Page, Ruling, Strip};

    fn form() -> &'static FormIndex {
        FormIndex::all()
            .iter()
            .find(|form| form.edition == Edition::V2021)
            .expect("an edition")
    }

    #[test]
    fn headings_are_told_by_their_words() {
        let form = form();
        let cases = [
            ("一、總體情況", Some("/overview")),
            ("一、2019年政府信息公开工作的总体情况", Some("/overview")),
            (
                "二、行政机关主动公开政府信息情况",
                Some("/proactive_disclosure"),
            ),
            ("三、收到和处理政府信息公开的申请情况", Some("/requests")),
            (
                "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                Some("/review_and_litigation"),
            ),
            ("五、存在问题及改进情况", Some("/problems_and_improvements")),
            ("五、主要問題及改進情況", Some("/problems_and_improvements")),
            ("六、其他需要报告的事项", Some("/other_matters")),
            ("(一)主动公开政府信息情况", None),
            ("一、本年新收政府信息公开申请数量", None),
            ("四、结转下年度继续办理", None),
            ("二、申请答复情况", None),
            ("一、收到申请情况", None),
        ];
        for (printed, expected) in cases {
            let found = title(&form.sections, printed)
                .map(|section| form.sections[section].pointer.as_str());
            assert_eq!(found, expected, "{printed}");
        }
    }

    #[test]
    fn a_table_of_contents_is_no_copy() {
        let headings = [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "六、其他需要报告的事项",
        ];
        let lines = headings.into_iter().chain(["引言。", "一、总体情况", "甲"]);
        let strips = lines.map(|line| Strip {
            cells: vec![Cell::line(line, 1)],
            ruling: Ruling::Plain,
        });
        let page = Page {
            strips: strips.collect(),
            ..Page::default()
        };
        let form = form();
        let mut matchers: Vec<_> = form.tables.iter().map(Matcher::new).collect();
        let copies = split(form, &mut matchers, &page);
        let shape: Vec<_> = copies
            .iter()
            .map(|copy| (copy.preamble.clone(), copy.regions[0].strips.clone()))
            .collect();
        assert_eq!(shape, [(0..5, 6..7)]);
    }

    #[test]
    fn a_body_printed_twice_is_two_copies() {
        let lines = [
            "引言。",
            "一、总体情况",
            "甲",
            "六、其他需要报告的事项",
            "乙",
            "某局",
        ];
        let strips = lines.iter().chain(&lines).map(|line| Strip {
            cells: vec![Cell::line(*line, 1)],
            ruling: Ruling::Plain,
        });
        let page = Page {
            strips: strips.collect(),
            ..Page::default()
        };
        let form = form();
        let mut matchers: Vec<_> = form.tables.iter().map(Matcher::new).collect();
        let copies = split(form, &mut matchers, &page);
        let shape: Vec<_> = copies
            .iter()
            .map(|copy| (copy.preamble.clone(), copy.regions[1].strips.clone()))
            .collect();
        assert_eq!(shape, [(0..1, 4..6), (6..7, 10..12)]);
    }
}
