//! With any learned layout and any instructions of the machine, tables read as they do member by member.

use super::*;
use crate::generated::scan::review_and_litigation;
use crate::scan::BLANK;
use crate::scan::cursor::Encoding;

const NUMBERS: usize = 15;

/// A source of numbers that is the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).expect("small")
    }
}

/// A table in one of a few layouts, mostly with plain numbers.
fn table(dice: &mut Dice) -> String {
    let rows = [
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ];
    let names = ["upheld", "corrected", "other_result", "pending", "total"];
    let layout = dice.below(6);
    let (gap, colon) = [("", ":"), ("\n    ", ": "), (" ", " :")][layout % 3];
    let mut number = || match dice.below(400) {
        0 => "null".to_owned(),
        1 => [
            "01",
            "1.0",
            "-1",
            "1e1",
            "12345678",
            "123456789",
            "00",
            "9007199254740992",
            "\"1\"",
            "",
        ][dice.below(10)]
        .to_owned(),
        2..200 => "0".to_owned(),
        digits => (dice.below([10, 100, 10_000, 10_000_000][digits % 4])).to_string(),
    };
    let mut object = |index: usize, row: &str| {
        let mut members: Vec<_> = names
            .iter()
            .map(|name| format!("{gap}\"{name}\"{colon}{}", number()))
            .collect();
        if layout == 3 {
            members.reverse();
        }
        // Alike up to the last block.
        if layout == 5 && index == rows.len() - 1 {
            members.swap(3, 4);
        }
        format!("{gap}\"{row}\"{colon}{{{}}}", members.join(","))
    };
    let mut members: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| object(index, row))
        .collect();
    if layout == 4 {
        members.swap(0, 2);
    }
    format!("{{{}}}", members.join(","))
}

/// What reading member by member says: the slots, and the bytes that follow.
fn by_members(text: &[u8]) -> Option<([i64; NUMBERS], usize)> {
    let mut slots = [ABSENT; NUMBERS];
    let mut cursor = Cursor::new(text, Encoding::Known);
    review_and_litigation(&mut cursor, &mut slots)?;
    Some((slots, cursor.rest.len()))
}

#[test]
fn a_layout_never_changes_what_is_read() {
    let levels = std::iter::once(None).chain(Level::all().into_iter().map(Some));
    for level in levels {
        let (mut memory, mut dice, mut known) = (Memory::new(), Dice(42), 0);
        for _ in 0..if cfg!(miri) { 60 } else { 20_000 } {
            let mut text = table(&mut dice).into_bytes();
            // After the table, and now and then within it, anything may stand.
            text.extend(["", ",\"a\":1", "}", "\n"][dice.below(4)].bytes());
            if dice.below(4) == 0 {
                let at = dice.below(text.len());
                text[at] = [b'0', b'7', b',', b'"', b'}', b' ', 0xAC, 0][dice.below(8)];
            }
            let expected = by_members(&text);
            let mut slots = [ABSENT; NUMBERS];
            let found = memory.read(level, 0, &text, &mut slots);
            if let Some((rest, blanks)) = found {
                known += 1;
                assert_eq!(
                    expected,
                    Some((slots, rest.len())),
                    "{}",
                    String::from_utf8_lossy(&text)
                );
                assert_eq!(
                    blanks as usize,
                    slots.iter().filter(|slot| **slot == BLANK).count()
                );
            } else if let Some((slots, rest)) = expected {
                memory.learn(0, &text[..text.len() - rest], &slots, review_and_litigation);
            }
        }
        assert!(cfg!(miri) || known > 5_000, "{level:?} knew {known}");
    }
}
