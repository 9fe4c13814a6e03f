//! Chance, and what is done to the bytes of a document.

/// Numbers from a seed; the same ones every time.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64, number: u64) -> Self {
        // Splitmix64 of both, so that neighbouring seeds and numbers have nothing in common.
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number;
        for _ in 0..2 {
            state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            state = (state ^ (state >> 31)).wrapping_add(0x9E37_79B9_7F4A_7C15);
        }
        Self(state)
    }

    /// A number below `most`, which is not 0.
    pub(super) fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).unwrap_or(0);
        high % most
    }

    /// True in `percent` of a hundred cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(super) fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    pub(super) fn digits(&mut self, most: usize) -> String {
        let length = 1 + self.below(most);
        (0..length).map(|_| self.digit()).collect()
    }

    fn digit(&mut self) -> char {
        char::from(b'0' + u8::try_from(self.below(10)).unwrap_or(0))
    }
}

/// What is put into a document.
const PIECES: &[&[u8]] = &[
    b" ",
    b"\n",
    b",",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"\"",
    b"\\",
    b"\\n",
    b"\\u0031",
    b"\\ud800",
    b"\\ud83d\\ude00",
    b"0",
    b"-",
    b".0",
    b"e0",
    b"e-1",
    b".5",
    b"e400",
    b"1e400,",
    b"9007199254740991",
    b"9007199254740992",
    b"null",
    b"true",
    b"tru",
    b"NaN",
    b"\xEF\xBB\xBF",
    b"\x01",
    b"\x1c",
    b"\xFF",
    b"\xC0\x80",
    b"\xED\xA0\x80",
    b"\"total\":0,",
    b"\"year\":2020,",
    b",\"undivided\":null",
    "政".as_bytes(),
    "💡".as_bytes(),
    "\u{85}".as_bytes(),
];

/// What documents with several faults are made of.
const FAULTS: &[&[u8]] = &[
    b"{\"a\":1,\"a\":",
    b"{\"a\":1,\"\\u0061\":2,",
    b"\"a\":1,",
    b",\"a\":2",
    b"\"b\":2,",
    b"\"a\"",
    b"1e400",
    b"1e400,",
    b"-1E+999",
    b"1e-400",
    b"[",
    b"[",
    b"[[",
    b"]",
    b"{\"b\":",
    b"}",
    b",",
    b":",
    b"\"\\ud800\"",
    b"\"\\udc00\\ud800\"",
    b"\"\\x\"",
    b"\"",
    b"\x02",
    b"tru",
    b"null",
    b"01",
    b"1.",
    b"-",
    b"\xFF",
    b"\xC3",
    b"\xEF\xBB\xBF",
    b" ",
    b"x",
];

/// Changes some bytes.
pub(super) fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.below(bytes.len().max(1));
    if bytes.is_empty() {
        return;
    }
    match dice.below(8) {
        0 => bytes[at] = u8::try_from(dice.below(256)).unwrap_or(0),
        1 => bytes[at] = b'0' + u8::try_from(dice.below(10)).unwrap_or(0),
        2..=4 => {
            let piece = dice.one_of(PIECES);
            bytes.splice(at..at, piece.iter().copied());
        }
        5 => {
            let end = (at + 1 + dice.below(8)).min(bytes.len());
            bytes.drain(at..end);
        }
        6 => {
            let end = (at + 1 + dice.below(200)).min(bytes.len());
            bytes.extend_from_within(at..end);
        }
        _ => bytes.truncate(at),
    }
}

/// Bytes that are no document, for several reasons.
pub(super) fn faults(dice: &mut Dice) -> Vec<u8> {
    // A beginning that can go on, else most would be refused for their first byte.
    let beginnings: [&[u8]; 5] = [b"", b"[", b"[1,", b"{\"a\":", b"{\"a\":1,\"b\":"];
    let mut bytes = dice.one_of(&beginnings).to_vec();
    for _ in 0..=dice.below(8) {
        let piece = dice.one_of(FAULTS);
        // Now and then deeper than a document may be.
        let times = if piece.ends_with(b"[") && dice.chance(20) {
            60 + dice.below(8)
        } else {
            1
        };
        bytes.extend(piece.repeat(times));
    }
    bytes
}
