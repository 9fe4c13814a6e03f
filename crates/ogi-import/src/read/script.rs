//! Scripts: markup held in the strings of a program.

/// Literals shorter than this hold no table.
const SHORTEST: usize = 64;

/// The strings of a program that hold markup, put together, and the line that the first begins in; `None` where there
/// is no table in them.
pub(super) fn markup(text: &str) -> Option<(String, u32)> {
    let mut markup = String::new();
    let mut begins = None;
    let mut at = 0;
    while let Some(found) = text[at..].find(['"', '\'', '`']) {
        let start = at + found;
        let (content, end) = literal(&text[start..]);
        at = start + end;
        if content.len() >= SHORTEST && content.contains('<') {
            begins.get_or_insert(start);
            markup.push_str(&content);
        }
    }
    let has_table = ["<td", "<TD", "<table"]
        .iter()
        .any(|tag| markup.contains(tag));
    let line = text[..begins?].matches('\n').count() + 1;
    has_table.then(|| (markup, u32::try_from(line).unwrap_or(u32::MAX)))
}

/// What scripts do to an element to write its text, up to the value.
const WRITES: [&str; 9] = [
    ".innerHTML",
    ".innerText",
    ".textContent",
    ".outerHTML",
    ".html",
    ".text",
    ".append",
    ".value",
    ".val",
];

/// Whether a script writes text where it stands.
pub(super) fn writes(text: &str) -> bool {
    text.contains("document.write") || WRITES.iter().any(|write| text.contains(write))
}

/// The elements whose text a script writes, as `#id` or `.class`, such as `document.getElementById("n").innerHTML = 3`.
pub(super) fn written_elements(text: &str) -> impl Iterator<Item = String> {
    WRITES.iter().flat_map(move |write| {
        let places = text.match_indices(write);
        places.filter_map(move |(at, _)| {
            let after = text[at + write.len()..].trim_start();
            let sets = after.starts_with('=') && !after.starts_with("==")
                || after.starts_with("+=")
                || after
                    .strip_prefix('(')
                    .is_some_and(|rest| !rest.trim_start().starts_with(')'));
            sets.then(|| last_literal(&text[..at])).flatten()
        })
    })
}

/// The element named in the literal that a text ends with, as in `$("#n")`.
fn last_literal(text: &str) -> Option<String> {
    let before = text.trim_end().strip_suffix(')')?.trim_end();
    let mark = before
        .chars()
        .last()
        .filter(|mark| matches!(mark, '"' | '\''))?;
    let inside = before.strip_suffix(mark)?;
    let name = &inside[inside.rfind(mark)? + 1..];
    let is_selector = name.starts_with(['#', '.']);
    Some(if is_selector {
        name.to_owned()
    } else {
        format!("#{name}")
    })
}

/// The content of the literal that a text begins with, and where it ends; only the mark itself where it has no end.
fn literal(text: &str) -> (String, usize) {
    let mut characters = text.char_indices();
    let Some((_, mark)) = characters.next() else {
        return (String::new(), 1);
    };
    let mut content = String::new();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some((_, 'u')) => content.push(unit(&mut characters, 4)),
                Some((_, 'x')) => content.push(unit(&mut characters, 2)),
                Some((_, 'n' | 'r' | 't')) => content.push(' '),
                Some((_, '\n')) | None => {}
                Some((_, escaped)) => content.push(escaped),
            },
            '\n' if mark != '`' => break,
            _ if c == mark => return (content, at + 1),
            _ => content.push(c),
        }
    }
    (String::new(), 1)
}

/// A character given by its number; characters beyond the basic plane do not occur in labels.
fn unit(characters: &mut std::str::CharIndices, digits: usize) -> char {
    let number = characters.take(digits).fold(0, |number, (_, c)| {
        number * 16 + c.to_digit(16).unwrap_or(0)
    });
    char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::markup;

    #[test]
    fn strings_with_markup_are_put_together() {
        let row = "<tr><td class=\\\"a\\\">\\u89c4章</td><td>\\x33<\\/td></tr>".repeat(3);
        let script =
            format!("// it's\nvar a = 'x';\nvar html = \"<table>{row}\" +\n '{row}</table>';");
        let (found, line) = markup(&script).expect("a table");
        let plain = "<tr><td class=\"a\">规章</td><td>3</td></tr>";
        assert_eq!(found, format!("<table>{0}{0}</table>", plain.repeat(3)));
        assert_eq!(line, 3);
        assert_eq!(markup("var a = \"<p>规章</p>\";"), None);
    }
}
