//! Patterns of the dialect as constants: anchored, ASCII, decided by one greedy pass.

use ogi_schema::Definition;

use crate::CodegenError;

/// `^[0-9]{6}$` as the constant `Run(set!(b"09"), 6, 6)` of `ogi_report::pattern::Pattern`.
pub(super) fn render(definition: &Definition, pattern: &str) -> Result<String, CodegenError> {
    anchored(pattern).map_err(|problem| {
        let place = format!("$defs/{}/pattern", definition.name);
        CodegenError::at(place, format!("{problem} in `{pattern}`"))
    })
}

fn anchored(pattern: &str) -> Result<String, &'static str> {
    let body = pattern
        .strip_prefix('^')
        .and_then(|rest| rest.strip_suffix('$'));
    let mut rest = body.ok_or("no anchors")?.as_bytes();
    let constant = sequence(&mut rest)?;
    if rest.is_empty() {
        Ok(constant)
    } else {
        Err("unbalanced parentheses")
    }
}

/// What a count may follow.
enum Atom {
    /// A class of characters, by the ends of its ranges.
    Class(String),
    /// The constant of a group.
    Group(String),
}

fn sequence(rest: &mut &[u8]) -> Result<String, &'static str> {
    /// Most characters of one class that are written one by one.
    const FEW: u16 = 4;
    let (mut parts, mut each) = (Vec::new(), Vec::new());
    while rest.first().is_some_and(|byte| *byte != b')') {
        let (atom, (least, most)) = (atom(rest)?, count(rest)?);
        let part = match atom {
            Atom::Class(ranges) if least == most && most <= FEW => {
                each.extend((0..most).map(|_| set(&ranges)));
                continue;
            }
            Atom::Class(ranges) => format!("Run({}, {least}, {most})", set(&ranges)),
            Atom::Group(group) if (least, most) == (1, 1) => group,
            Atom::Group(group) => format!("Repeat(&{group}, {least}, {most})"),
        };
        parts.extend(one_each(&mut each));
        parts.push(part);
    }
    parts.extend(one_each(&mut each));
    Ok(match parts.as_slice() {
        [one] => one.clone(),
        several => format!("Sequence(&[{}])", several.join(", ")),
    })
}

/// One character of each set that was gathered.
fn one_each(sets: &mut Vec<String>) -> Option<String> {
    let each = (!sets.is_empty()).then(|| format!("Each(&[{}])", sets.join(", ")));
    sets.clear();
    each
}

fn set(ranges: &str) -> String {
    format!("set!(b\"{ranges}\")")
}

fn atom(rest: &mut &[u8]) -> Result<Atom, &'static str> {
    let (first, after) = rest.split_first().ok_or("an end too early")?;
    *rest = after;
    match first {
        b'(' => {
            let inner = sequence(rest)?;
            *rest = rest.strip_prefix(b")").ok_or("unbalanced parentheses")?;
            Ok(Atom::Group(inner))
        }
        b'[' => class(rest).map(Atom::Class),
        b'\\' => {
            let (escaped, after) = rest.split_first().ok_or("an end too early")?;
            *rest = after;
            let is_literal = escaped.is_ascii_punctuation() && is_plain(*escaped, *escaped);
            if is_literal {
                Ok(Atom::Class(range(*escaped, *escaped)))
            } else {
                Err("a class escape")
            }
        }
        b'.' | b'^' | b'$' | b'*' | b'+' | b'?' | b'|' => {
            Err("something other than classes, counts and groups")
        }
        byte if byte.is_ascii() && is_plain(*byte, *byte) => Ok(Atom::Class(range(*byte, *byte))),
        _ => Err("a quote, a control character or one beyond ASCII"),
    }
}

/// The ends of the ranges of a class, given what follows its bracket.
fn class(rest: &mut &[u8]) -> Result<String, &'static str> {
    let end = rest
        .iter()
        .position(|byte| *byte == b']')
        .ok_or("a class without end")?;
    let (mut members, after) = (&rest[..end], &rest[end + 1..]);
    *rest = after;
    let mut ranges = String::new();
    while let Some((low, tail)) = members.split_first() {
        let (high, after) = if let [b'-', high, after @ ..] = tail {
            (high, after)
        } else {
            (low, tail)
        };
        members = after;
        if !low.is_ascii() || !high.is_ascii() || *low == b'^' || *low == b'\\' {
            return Err("a class of something other than ASCII characters and ranges");
        }
        if !is_plain(*low, *high) {
            return Err("a class with quotes, backslashes or control characters");
        }
        ranges.push_str(&range(*low, *high));
    }
    Ok(ranges)
}

fn count(rest: &mut &[u8]) -> Result<(u16, u16), &'static str> {
    if let Some(after) = rest.strip_prefix(b"?") {
        *rest = after;
        return Ok((0, 1));
    }
    let Some(after) = rest.strip_prefix(b"{") else {
        return Ok((1, 1));
    };
    let end = after
        .iter()
        .position(|byte| *byte == b'}')
        .ok_or("a count without end")?;
    *rest = &after[end + 1..];
    let text = std::str::from_utf8(&after[..end]).map_err(|_| "a count that is not a number")?;
    match text.split_once(',') {
        Some((least, most)) => Ok((number(least)?, number(most)?)),
        None => number(text).map(|exactly| (exactly, exactly)),
    }
}

fn number(text: &str) -> Result<u16, &'static str> {
    text.parse()
        .map_err(|_| "a count that is not a number, or has no end")
}

/// Whether a range holds none of what a string ends with or escapes: the fast reader eats patterns without looking.
fn is_plain(low: u8, high: u8) -> bool {
    low >= b' ' && !(low..=high).any(|byte| matches!(byte, b'"' | b'\\'))
}

/// Ends of a range, as they stand in a byte string.
fn range(low: u8, high: u8) -> String {
    format!("{}{}", low.escape_ascii(), high.escape_ascii())
}
