//! The form as one HTML page, which loads nothing from elsewhere; each cell has the JSON Pointer of its number.

mod table;

use ogi_schema::appendix::{FINDINGS, HEADING};

use crate::escape::{markup, push};
use crate::layout::{Block, Heading, List, Note, Page, Section, Text};

const STYLE: &str = include_str!("html/style.css");

pub(crate) fn render(page: &Page) -> String {
    let mut out = String::new();
    let title = markup(&page.title.words);
    out.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    push(
        &mut out,
        format_args!("<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"),
    );
    let (edition, version) = (page.edition, page.schema_version);
    push(
        &mut out,
        format_args!("<article data-edition=\"{edition}\" data-schema-version=\"{version}\">\n"),
    );
    push(
        &mut out,
        format_args!(
            "<header>\n<h1{}>{}</h1>\n</header>\n",
            marked(page, &page.title.marks),
            title_lines(page)
        ),
    );
    text(&mut out, page, &page.preamble);
    for part in &page.sections {
        section(&mut out, page, part);
    }
    signature(&mut out, page);
    if !page.appendix.is_empty() {
        appendix(&mut out, &page.appendix);
    }
    if !page.notes.is_empty() {
        notes(&mut out, page);
    }
    out.push_str("</article>\n</main>\n</body>\n</html>\n");
    out
}

/// The title on two lines, and in one run of text.
fn title_lines(page: &Page) -> String {
    let agency = markup(&page.agency);
    let rest = page
        .title
        .words
        .strip_prefix(&page.agency)
        .unwrap_or_default();
    format!(
        "<span data-pointer=\"/agency/name\">{agency}</span>{}",
        markup(rest)
    )
}

/// The attributes of an element with marks.
fn marked(page: &Page, marks: &[usize]) -> String {
    let Some(severity) = page.severity(marks) else {
        return String::new();
    };
    let numbers: Vec<_> = marks.iter().map(ToString::to_string).collect();
    let ids: Vec<_> = marks
        .iter()
        .map(|number| format!("note-{number}"))
        .collect();
    let title = markup(&page.explain(marks, "\n"));
    let (numbers, ids) = (numbers.join(" "), ids.join(" "));
    format!(
        " class=\"{severity}\" data-marks=\"{numbers}\" aria-describedby=\"{ids}\" title=\"{title}\""
    )
}

/// The HTML id for a pointer.
fn id(pointer: &str) -> String {
    markup(&pointer.trim_start_matches('/').replace('/', "-"))
}

fn heading(page: &Page, name: &str, heading: &Heading) -> String {
    format!(
        "<h2 id=\"section-{name}\"{}>{}</h2>\n",
        marked(page, &heading.marks),
        markup(&heading.words)
    )
}

fn section(out: &mut String, page: &Page, section: &Section) {
    let name = section.name;
    push(
        out,
        format_args!("<section aria-labelledby=\"section-{name}\" data-section=\"{name}\">\n"),
    );
    out.push_str(&heading(page, name, &section.heading));
    for block in &section.blocks {
        match block {
            Block::Text(part) => text(out, page, part),
            Block::Table(part) => table::render(out, page, part),
        }
    }
    out.push_str("</section>\n");
}

fn text(out: &mut String, page: &Page, text: &Text) {
    if text.paragraphs.is_empty() && text.head.is_none() && text.marks.is_empty() {
        return;
    }
    let pointer = &text.pointer;
    if let Some(head) = &text.head {
        push(out, format_args!("<h3>{}</h3>\n", markup(head)));
    }
    push(
        out,
        format_args!(
            "<div data-pointer=\"{pointer}\" id=\"{}\"{}>\n",
            id(pointer),
            marked(page, &text.marks)
        ),
    );
    for paragraph in &text.paragraphs {
        push(out, format_args!("<p>{}</p>\n", markup(paragraph)));
    }
    out.push_str("</div>\n");
}

fn signature(out: &mut String, page: &Page) {
    let agency = markup(&page.agency);
    push(
        out,
        format_args!(
            "<footer class=\"signature\">\n<p data-pointer=\"/agency/name\">{agency}</p>\n"
        ),
    );
    if !page.date.is_empty() {
        push(
            out,
            format_args!(
                "<p data-pointer=\"/published_on\">{}</p>\n",
                markup(&page.date)
            ),
        );
    }
    out.push_str("</footer>\n");
}

fn appendix(out: &mut String, lists: &[List]) {
    push(
        out,
        format_args!(
            "<section class=\"appendix\" aria-labelledby=\"appendix\">\n<h2 id=\"appendix\">{HEADING}</h2>\n"
        ),
    );
    for list in lists {
        push(
            out,
            format_args!("<h3>{}</h3>\n<table>\n<thead>\n<tr>\n", list.title),
        );
        for column in list.columns {
            push(out, format_args!("<th scope=\"col\">{column}</th>\n"));
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        for (index, row) in list.rows.iter().enumerate() {
            let item = list.of.map_or_else(String::new, |name| {
                format!(" data-pointer=\"/{name}/{index}\"")
            });
            push(out, format_args!("<tr{item}>\n"));
            for cell in row {
                push(out, format_args!("<td>{}</td>\n", markup(cell)));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n");
    }
    out.push_str("</section>\n");
}

fn notes(out: &mut String, page: &Page) {
    push(
        out,
        format_args!(
            "<section class=\"notes\" aria-labelledby=\"notes\">\n<h2 id=\"notes\">{FINDINGS}</h2>\n<ol>\n"
        ),
    );
    for (
        number,
        Note {
            pointer,
            place,
            severity,
            message,
        },
    ) in (1..).zip(&page.notes)
    {
        let (place, message, severity) = (markup(place), markup(message), severity.1);
        let section = format!(
            "section-{}",
            id(pointer.split('/').nth(1).unwrap_or_default())
        );
        let target = [id(pointer), section]
            .into_iter()
            .find(|id| out.contains(&format!(" id=\"{id}\"")));
        let place = target.map_or_else(
            || place.clone(),
            |id| format!("<a href=\"#{id}\">{place}</a>"),
        );
        let item = format!(
            "<li id=\"note-{number}\">{place}：<strong>{severity}</strong>：{message}</li>\n"
        );
        out.push_str(&item);
    }
    out.push_str("</ol>\n</section>\n");
}
