//! JSON Pointers (RFC 6901).

use std::borrow::Cow;

/// Longest pointer in a fault, in bytes: names in hostile files may be as long as the file.
pub(super) const LONGEST: usize = 2000;

/// Appends a reference token, or as much of it as makes the pointer longer than [`LONGEST`].
pub(super) fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    for character in token.chars() {
        if pointer.len() > LONGEST {
            return;
        }
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The reference tokens of a pointer, or `None` when it is not one.
pub(super) fn tokens(pointer: &str) -> Option<impl Iterator<Item = Cow<'_, str>>> {
    let body = match pointer.strip_prefix('/') {
        Some(body) => Some(body),
        None if pointer.is_empty() => None,
        None => return None,
    };
    Some(
        body.into_iter()
            .flat_map(|body| body.split('/'))
            .map(unescape),
    )
}

/// The position in an array that a token names: digits without a leading zero.
pub(super) fn index(token: &str) -> Option<usize> {
    let plain = token.bytes().all(|byte| byte.is_ascii_digit())
        && (token == "0" || !token.starts_with('0'));
    plain.then(|| token.parse().ok()).flatten()
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~").into()
    } else {
        token.into()
    }
}
