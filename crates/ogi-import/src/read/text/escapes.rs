//! Characters that a backslash makes ordinary, kept apart until the line is taken into cells.

/// Where characters are kept that a backslash stands before: the last plane of Unicode.
const GUARD: u32 = 0x0010_0000;

/// A line whose characters after backslashes are no marks.
pub(super) fn guarded(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        match characters.next_if(|next| c == '\\' && next.is_ascii_punctuation()) {
            Some(next) => out.extend(char::from_u32(GUARD + u32::from(next))),
            None => out.push(c),
        }
    }
    out
}

/// The line with those characters as they are.
pub(super) fn unguarded(text: &str) -> String {
    let own = |c: char| {
        u32::from(c)
            .checked_sub(GUARD)
            .filter(|code| *code < 0x80)
            .and_then(char::from_u32)
    };
    text.chars().map(|c| own(c).unwrap_or(c)).collect()
}
