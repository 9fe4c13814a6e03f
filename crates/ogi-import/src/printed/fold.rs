//! Folding of printed characters: width, script, and the noise that mirrors leave inside words.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Terms that Taiwan conversion replaces as whole words; they come after the characters are folded.
const TERMS: &[(&str, &str)] = &[("档案", "文件")];

/// One character with the width of ASCII and in Simplified script, as far as labels need it.
pub(crate) fn character(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' | '\u{feff}' | '\u{200b}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '〔' | '【' => '(',
        '〕' | '】' => ')',
        '−' => '-',
        '\u{2e80}'..='\u{2fdf}' => radical(c),
        _ if IDEOGRAPHS.contains(&c) => SIMPLIFIED[c as usize - *IDEOGRAPHS.start() as usize],
        _ => c,
    }
}

/// The ideograph for a radical that programs put in its place, because a font draws both with one glyph.
///
/// `data/radicals.txt` gives, as Unicode does (`EquivalentUnifiedIdeograph`), those from U+2E80 and in a second line those
/// from U+2F00, in the forms of mainland China where the regions differ.
pub(crate) fn radical(c: char) -> char {
    let mut lines = include_str!("../../data/radicals.txt").lines();
    let place = match c {
        '\u{2e80}'..='\u{2ef3}' => lines.next().zip(u32::from(c).checked_sub(0x2e80)),
        '\u{2f00}'..='\u{2fd5}' => lines.nth(1).zip(u32::from(c).checked_sub(0x2f00)),
        _ => None,
    };
    place
        .and_then(|(line, at)| line.chars().nth(at as usize))
        .unwrap_or(c)
}

/// The block of ideographs in which the Traditional forms stand.
const IDEOGRAPHS: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// A printed text folded for comparison. Punctuation stays, so that ordinals can still be told from words.
pub(crate) fn text(printed: &str) -> String {
    let mut out = String::with_capacity(printed.len());
    out.extend(without_readings(printed).chars().map(character));
    for (printed, meant) in TERMS {
        if out.contains(printed) {
            out = out.replace(printed, meant);
        }
    }
    out
}

/// A printed text without the readings in brackets, such as `(shù)`, that some mirrors scatter over a page.
pub(crate) fn without_readings(printed: &str) -> Cow<'_, str> {
    if !printed.contains(['(', '（']) {
        return Cow::Borrowed(printed);
    }
    let own: Vec<char> = printed.chars().collect();
    let mut out = String::with_capacity(printed.len());
    let mut at = 0;
    while at < own.len() {
        if let Some(end) = reading(&own, at) {
            at = end;
            continue;
        }
        out.push(own[at]);
        at += 1;
    }
    Cow::Owned(out)
}

/// Whether a character is a Chinese word character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// Letters of the longest syllable of Pinyin, as in `zhuāng`.
const SYLLABLE: usize = 6;

/// The end of a reading in brackets after a Chinese character.
fn reading(text: &[char], at: usize) -> Option<usize> {
    if character(text[at]) != '(' || !at.checked_sub(1).is_some_and(|before| is_han(text[before])) {
        return None;
    }
    let letters = text[at + 1..]
        .iter()
        .take(SYLLABLE + 1)
        .take_while(|c| c.is_lowercase())
        .count();
    let end = at + 1 + letters;
    let closed = text.get(end).is_some_and(|c| character(*c) == ')');
    ((1..=SYLLABLE).contains(&letters) && closed).then_some(end + 1)
}

/// Traditional to Simplified, for the characters of the form's labels and of the few words this crate looks for: for each
/// ideograph of the block what it folds to, mostly itself. Every character of a page is looked up several times.
///
/// A full conversion table would be a hundred times as large, and its one-to-many cases would have to be disambiguated;
/// labels are compared with labels, so folding their own characters is enough. Narratives are never converted.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut simplified: Vec<char> = IDEOGRAPHS.collect();
    for line in include_str!("../../data/traditional.txt").lines() {
        let mut forms = line.chars().filter(|c| *c != ' ');
        let Some(own) = forms.next() else { continue };
        for traditional in forms.filter(|form| IDEOGRAPHS.contains(form)) {
            simplified[traditional as usize - *IDEOGRAPHS.start() as usize] = own;
        }
    }
    simplified
});

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn width_script_and_readings_are_folded() {
        let cases = [
            ("（二）部分公開", "(二)部分公开"),
            ("２０２１年", "2021年"),
            ("數(shù)量", "数量"),
            ("規範性檔案", "规范性文件"),
            ("本年新製作數量", "本年新制作数量"),
            ("行政复议(诉讼)", "行政复议(诉讼)"),
            ("a(b)c", "a(b)c"),
            ("⻔⼾⺠⻢⻰⼀⻓⻘", "门户民马龙一长青"),
        ];
        for (printed, expected) in cases {
            assert_eq!(text(printed), expected);
        }
    }

    #[test]
    fn no_character_folds_to_one_that_folds_again() {
        let all = include_str!("../../data/traditional.txt").lines();
        for (simplified, forms) in all.filter_map(|line| line.split_once(' ')) {
            for form in forms.chars().map(super::character) {
                assert_eq!(form.to_string(), simplified, "of {forms}");
            }
            assert_eq!(text(simplified), simplified, "it folds twice");
        }
    }
}
