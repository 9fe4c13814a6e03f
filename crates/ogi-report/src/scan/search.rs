//! Search for several words at once in a long text.

use super::simd::Level;

/// A word of two characters of three bytes each, such as 收到.
pub(super) type Word = [u8; 6];

/// Bytes of a word that are compared first: the ones that differ most among Chinese characters.
pub(super) const TELLING: [usize; 3] = [1, 2, 5];

/// The first place from a byte on at which one of the words stands.
#[inline]
pub(super) fn find<const N: usize>(text: &[u8], from: usize, words: &[&Word; N]) -> Option<usize> {
    Level::best().map_or_else(
        || portable(text, from, words),
        |level| level.find(text, from, words),
    )
}

/// [`find`] without instructions of our own.
fn portable<const N: usize>(text: &[u8], from: usize, words: &[&Word; N]) -> Option<usize> {
    let mut at = from;
    while let Some(places) = text.get(at..).and_then(|rest| rest.first_chunk()) {
        if may_stand(places, words)
            && let Some(found) = (0..PLACES).find(|place| stands(places, *place, words))
        {
            return Some(at + found);
        }
        at += PLACES;
    }
    (at..text.len()).find(|place| stands(text, *place, words))
}

/// Places that are tested together: a vector of AVX2.
const PLACES: usize = 32;

/// Whether a word may start at one of the first places. It has no branch, so that it compiles to a few vector
/// instructions.
#[inline]
fn may_stand<const N: usize>(
    text: &[u8; PLACES + size_of::<Word>() - 1],
    words: &[&Word; N],
) -> bool {
    let mut any = false;
    for place in 0..PLACES {
        for word in words {
            // The first of them rules out few places, so testing it too costs more than it saves.
            let [_, telling @ ..] = TELLING;
            any |= telling.map(|byte| text[place + byte] ^ word[byte]) == [0; TELLING.len() - 1];
        }
    }
    any
}

/// Whether a word stands at a place.
#[inline]
pub(super) fn stands<const N: usize>(text: &[u8], place: usize, words: &[&Word; N]) -> bool {
    text.get(place..)
        .and_then(|rest| rest.first_chunk())
        .is_some_and(|found| words.contains(&found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        let words =
            ["新收", "收到"].map(|word| word.as_bytes().first_chunk().expect("two characters"));
        let fillers = ["公开信息", "a", "新到", "收新", "\u{1F600}新"];
        // Miri is slow: a few of them.
        let step = if cfg!(miri) { 37 } else { 3 };
        for (filler, before) in fillers
            .iter()
            .flat_map(|filler| (0..100).step_by(step).map(move |before| (filler, before)))
        {
            for (middle, after) in [
                ("收到", 0),
                ("新收", 1),
                ("收", 40),
                ("新收到", 80),
                ("", 30),
            ] {
                let text = [&filler.repeat(before), middle, &filler.repeat(after)].concat();
                for from in [0, 1, text.len() / 2, text.len()] {
                    let found =
                        (from..text.len()).find(|place| stands(text.as_bytes(), *place, &words));
                    assert_eq!(
                        portable(text.as_bytes(), from, &words),
                        found,
                        "{text} from {from}"
                    );
                    for level in Level::all() {
                        assert_eq!(
                            level.find(text.as_bytes(), from, &words),
                            found,
                            "{text} from {from}, {level:?}"
                        );
                    }
                }
            }
        }
    }
}
