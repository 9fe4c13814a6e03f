//! The style sheets of a saved page: those of its parts that it links to.

use std::borrow::Cow;

/// Bytes of style sheets that are put into a page at least; pages of offices link to some ten.
const SHEETS: usize = 4 << 20;

/// A style sheet of a saved page, by its address.
pub(super) struct StyleSheet {
    pub(super) address: String,
    pub(super) rules: String,
}

/// A page with the style sheets in it that it links to, on the lines that it has. `location`: its own address, if the
/// file says it.
pub(super) fn styled<'p>(page: &'p str, location: &str, sheets: &[StyleSheet]) -> Cow<'p, str> {
    if sheets.is_empty() {
        return Cow::Borrowed(page);
    }
    let mut base = location.to_owned();
    let mut styles = String::new();
    let mut rest = page;
    while let Some(at) = rest
        .find('<')
        .filter(|_| styles.len() < page.len().max(SHEETS))
    {
        rest = &rest[at + 1..];
        let is_called = |name: &str| {
            let begins = rest.get(..name.len());
            begins.is_some_and(|begins| begins.eq_ignore_ascii_case(name))
        };
        let (is_link, is_base) = (is_called("link"), is_called("base"));
        if !(is_link || is_base) {
            continue;
        }
        let tag = &rest[4..rest.find('>').unwrap_or(rest.len())];
        let Some(href) = attribute(tag, "href") else {
            continue;
        };
        if is_base {
            base = resolved(location, &href);
            continue;
        }
        let kind = attribute(tag, "rel").unwrap_or_default();
        if !kind.to_ascii_lowercase().contains("stylesheet") {
            continue;
        }
        let link = resolved(&base, &href);
        let is_meant = |sheet: &&StyleSheet| is_meant(&resolved(location, &sheet.address), &link);
        if let Some(sheet) = sheets.iter().find(is_meant) {
            let media = attribute(tag, "media").unwrap_or_default();
            let media = media.replace(['"', '<', '>'], "");
            styles += &format!("<style media=\"{media}\">{}</style>", sheet.rules);
        }
    }
    if styles.is_empty() {
        return Cow::Borrowed(page);
    }
    Cow::Owned(format!("{styles}{page}"))
}

/// The value of an attribute of a tag, given without its name, with quotation marks around it or without.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/');
        let (name, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        if name.is_empty() {
            return None;
        }
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(mark @ ('"' | '\'')) => value[1..].split_once(mark)?,
            _ => value.split_at(
                value
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(value.len()),
            ),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value.trim().replace("&amp;", "&"));
        }
        rest = after;
    }
}

/// The address that a link leads to from the page at `base` (RFC 3986, 5.2).
fn resolved(base: &str, link: &str) -> String {
    let link = link.split('#').next().unwrap_or_default();
    let begins_with_scheme = link.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if begins_with_scheme {
        return link.to_owned();
    }
    let (scheme, rest) = base.split_once("://").unwrap_or(("", base));
    if let Some(host) = link.strip_prefix("//") {
        return format!("{scheme}://{host}");
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (link, query) = link.split_at(link.find('?').unwrap_or(link.len()));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = if link.starts_with('/') {
        link.to_owned()
    } else {
        format!("{folder}/{link}")
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    let path = steps.join("/");
    if scheme.is_empty() {
        format!("{path}{query}")
    } else {
        format!("{scheme}://{host}/{path}{query}")
    }
}

/// Whether a part is what a link leads to. A file that does not say where its page is from may name its parts in full.
fn is_meant(part: &str, link: &str) -> bool {
    let is_bare = !link.contains(':');
    part == link
        || is_bare
            && part
                .strip_suffix(link)
                .is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{attribute, resolved};

    #[test]
    fn attributes_are_told_from_their_values() {
        for (tag, expected) in [
            (" rel=stylesheet href=a.css", Some("a.css")),
            (" data-href='x' href = \"a b.css\" /", Some("a b.css")),
            (" title='href=x'", None),
            (" href", None),
        ] {
            assert_eq!(attribute(tag, "href").as_deref(), expected, "{tag}");
        }
    }

    #[test]
    fn links_are_resolved() {
        for (base, link, expected) in [
            ("http://a.cn/x/y.html", "z.css", "http://a.cn/x/z.css"),
            (
                "http://a.cn/x/y.html?q=/b",
                "../z.css?v=1",
                "http://a.cn/z.css?v=1",
            ),
            ("http://a.cn/x/y.html", "/z.css", "http://a.cn/z.css"),
            ("http://a.cn", "z.css", "http://a.cn/z.css"),
            ("http://a.cn/x/", "//b.cn/z.css", "http://b.cn/z.css"),
            (
                "http://a.cn/x/",
                "cid:css-1@mhtml.blink",
                "cid:css-1@mhtml.blink",
            ),
            ("", "css/z.css", "css/z.css"),
        ] {
            assert_eq!(resolved(base, link), expected, "{base} {link}");
        }
    }
}
