//! How many bytes the streams of a PDF unpack to, found out within a bound.
//!
//! The library unpacks a stream whole, whatever it holds; 300 MB of blanks fit into 300 KB. Sizes are therefore counted
//! first: from above by what a filter can make of a byte, and exactly where that is too much.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::Stream;

/// What one packed byte may become at most: 258 bytes for two bits.
const FLATE: usize = 1032;
/// The same for LZW, whose codes of twelve bits stand for up to 3838 bytes, and for runs of 128 bytes in two.
const LZW: usize = 2560;
const RUNS: usize = 64;
/// `z` stands for four zeros.
const BASE_85: usize = 4;

/// The bytes that a stream unpacks to, or more of them; `None` where they are more than the bound. Pictures are not
/// unpacked.
pub(super) fn size(stream: &Stream<'_>, bound: usize) -> Option<usize> {
    let filters = stream.filters();
    if filters.iter().copied().any(is_picture) {
        return Some(0);
    }
    if let Some(most) = most(stream).filter(|most| *most <= CHEAP.min(bound)) {
        return Some(most);
    }
    let raw = stream.raw_data();
    if let [Filter::FlateDecode] = filters[..] {
        return inflated_size(&raw, bound);
    }
    let mut data = raw.into_owned();
    for filter in &filters {
        data = match filter {
            Filter::FlateDecode => inflated(&data, bound)?,
            Filter::Ascii85Decode => base_85(&data),
            _ if data.len().saturating_mul(factor(*filter)) <= CHEAP => {
                vec![0; data.len() * factor(*filter)]
            }
            _ => return None,
        };
    }
    (data.len() <= bound).then_some(data.len())
}

/// The bytes that a stream unpacks to at most, by its packed bytes and how they are packed; `None` where that is beyond
/// all numbers.
pub(super) fn most(stream: &Stream<'_>) -> Option<usize> {
    let filters = stream.filters();
    if filters.iter().copied().any(is_picture) {
        return Some(0);
    }
    let size = stream.raw_data().len();
    filters
        .iter()
        .try_fold(size, |size, filter| size.checked_mul(factor(*filter)))
}

/// Whether what comes out are the points of a picture, which are bounded where they are looked at.
fn is_picture(filter: Filter) -> bool {
    matches!(
        filter,
        Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode
    )
}

/// Sizes up to this are not worth to be found out exactly.
const CHEAP: usize = 1 << 20;

fn factor(filter: Filter) -> usize {
    match filter {
        Filter::FlateDecode => FLATE,
        Filter::LzwDecode => LZW,
        Filter::RunLengthDecode => RUNS,
        Filter::Ascii85Decode => BASE_85,
        _ => 1,
    }
}

/// Bytes that are unpacked at a time to be counted.
const COUNTED: usize = 128 << 10;

/// How many bytes deflated bytes unpack to; `None` as for [`inflated`].
fn inflated_size(data: &[u8], bound: usize) -> Option<usize> {
    let mut state = Decompress::new(true);
    let mut out = vec![0; COUNTED.min(bound)];
    let mut rest = data;
    let mut size = 0usize;
    loop {
        let (read, written) = (state.total_in(), state.total_out());
        let status = state.decompress(rest, &mut out, FlushDecompress::None);
        let read = usize::try_from(state.total_in() - read).ok()?;
        let written = usize::try_from(state.total_out() - written).ok()?;
        size = size.saturating_add(written);
        rest = rest.get(read..)?;
        match status {
            _ if size > bound => return None,
            Ok(Status::StreamEnd) => return Some(size),
            Ok(_) if read + written > 0 => {}
            // It is broken, or was not packed this way.
            Ok(_) | Err(_) => return inflated(data, bound).map(|unpacked| unpacked.len()),
        }
    }
}

/// What deflated bytes unpack to; `None` where that is more than the bound, or may be because they are broken and the
/// library tries to mend them.
fn inflated(data: &[u8], bound: usize) -> Option<Vec<u8>> {
    let limit = u64::try_from(bound).unwrap_or(u64::MAX).saturating_add(1);
    let mut unpacked = Vec::new();
    let mut is_whole = ZlibDecoder::new(data)
        .take(limit)
        .read_to_end(&mut unpacked)
        .is_ok();
    if !is_whole && unpacked.len() <= bound {
        unpacked.clear();
        is_whole = DeflateDecoder::new(data)
            .take(limit)
            .read_to_end(&mut unpacked)
            .is_ok();
    }
    if unpacked.len() > bound {
        return None;
    }
    if !is_whole {
        let most = data.len().saturating_mul(FLATE);
        if most > bound {
            return None;
        }
        unpacked.resize(most, 0);
    }
    Some(unpacked)
}

/// The bytes that ASCII 85 stands for; what is no digit of it is left out.
fn base_85(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len());
    let mut group: Vec<u32> = Vec::new();
    for byte in data {
        match byte {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            bytes.extend(word(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let count = group.len() - 1;
        group.resize(5, 84);
        bytes.extend(&word(&group)[..count]);
    }
    bytes
}

fn word(group: &[u32]) -> [u8; 4] {
    let word = group.iter().fold(0u32, |word, digit| {
        word.wrapping_mul(85).wrapping_add(*digit)
    });
    word.to_be_bytes()
}

/// Whether the streams of objects and of their tables, which are unpacked while a file is opened, stay within a bound.
///
/// They are looked for by the words that they cannot do without, in the text before each stream; where a file is
/// encrypted or packs them in an unusual way, what they may become at most is counted.
pub(super) fn objects_fit(file: &[u8], bound: usize) -> bool {
    if file.len().saturating_mul(FLATE) <= bound {
        return true;
    }
    let mut left = bound;
    let mut from = 0;
    while let Some(found) = find(&file[from..], b"stream") {
        let at = from + found;
        from = at + b"stream".len();
        let before = &file[at.saturating_sub(DICTIONARY)..at];
        if before.ends_with(b"end") || !may_hold_objects(before) {
            continue;
        }
        let data = &file[from..];
        let length = find(data, b"endstream").unwrap_or(data.len());
        let begins = data
            .iter()
            .take(2)
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        let data = &data[begins.min(length)..length];
        let spent = if is_plainly_packed(before) {
            inflated(data, left).map(|unpacked| unpacked.len())
        } else {
            Some(data.len().saturating_mul(FLATE).saturating_mul(FLATE))
        };
        match spent.and_then(|spent| left.checked_sub(spent)) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    true
}

/// Bytes before a stream in which its dictionary is looked for.
const DICTIONARY: usize = 4096;

/// Whether a dictionary may be that of a stream of objects, which says where the first is, or of a table of objects,
/// which says how wide its columns are.
fn may_hold_objects(before: &[u8]) -> bool {
    let begins = before.windows(3).rposition(|window| window == b"obj");
    let Some(begins) = begins else { return true };
    let dictionary = &before[begins..];
    let widths = || {
        let mut pairs = dictionary
            .windows(3)
            .filter(|window| window.starts_with(b"/W"));
        pairs.any(|window| !window[2].is_ascii_alphanumeric())
    };
    find(dictionary, b"/First").is_some() || dictionary.contains(&b'#') || widths()
}

/// Whether a stream is packed by nothing or by one filter that is named in its dictionary.
fn is_plainly_packed(before: &[u8]) -> bool {
    let begins = before
        .windows(3)
        .rposition(|window| window == b"obj")
        .unwrap_or(0);
    let dictionary = &before[begins..];
    let Some(filter) = find(dictionary, b"/Filter") else {
        return !dictionary.contains(&b'#') && find(dictionary, b"/F ").is_none();
    };
    let after = dictionary[filter + b"/Filter".len()..].trim_ascii_start();
    let after = after.strip_prefix(b"[").unwrap_or(after).trim_ascii_start();
    let Some(rest) = after.strip_prefix(b"/FlateDecode") else {
        return false;
    };
    let rest = rest.trim_ascii_start();
    rest.starts_with(b"/") && !rest.starts_with(b"/Fl") && !rest.starts_with(b"/LZW")
        || rest.starts_with(b"]")
        || rest.starts_with(b">>")
}

fn find(within: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(within, what)
}

#[cfg(test)]
mod tests {
    use super::base_85;

    #[test]
    fn base_85_is_decoded() {
        let cases: [(&[u8], &[u8]); 3] =
            [(b"87cURD]i~>", b"Hello "), (b"z!!~>", &[0; 5]), (b"", b"")];
        for (packed, expected) in cases {
            assert_eq!(base_85(packed), expected);
        }
    }
}
