//! Documents that nobody wrote: reports of the vectors, changed where rules and readers look.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, ensure};

use ogi_schema::Definition;

use super::damage::{Dice, damage, faults};
use super::given::Given;
use super::tree::{Layout, Tree};

/// The reports that documents start from.
#[derive(Debug)]
pub(super) struct Documents {
    bases: Vec<Tree>,
}

/// Numbers at the edges of what counts, years and binary64 can be.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "1.0",
    "10e-1",
    "1e3",
    "2019",
    "2020.0",
    "2.023e3",
    "2018.99999999999999999999",
    "0.99999999999999999999",
    "1.00000000000000000001",
    "1e-400",
    "-1e-400",
    "1e-99999999999999999999",
    "0e99999999999999999999",
    "4503599627370497.5",
    "9007199254740990.6",
    "9007199254740991",
    "9007199254740991.0",
    "9007199254740991.4",
    "9007199254740991.5",
    "9007199254740992",
    "-9007199254740991",
    "-9007199254740992",
    "18446744073709551616",
    "18446744073709551616.5",
    "1e22",
    "1e308",
    "1.797693134862315807e308",
];
/// Numbers that are refused wherever they stand.
const TOO_LARGE: &[&str] = &["1e400", "-1e999999999999", "1.797693134862315808e308"];
/// What narratives, codes, days, amounts and notes are made of.
const WORDS: &[&str] = &[
    "本年新收",
    "收到",
    "受理",
    "政府信息公开申请",
    "政府信息公開申請",
    "12",
    "３",
    "0",
    "件",
    "条",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\u{1c}",
    "\u{1f}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    "，",
    "。",
    "、",
    "\n",
    "无",
    "無",
    "其中",
    "网络",
    "行政复议",
    "结转",
    "💡",
    "𧎟",
    "\"",
    "\\",
    "无收费",
    "zero",
    "blank",
];
const TEXTS: &[&str] = &[
    "",
    "0",
    "0.0",
    "00",
    "12.5",
    "12.500000",
    "0.0000001",
    "999999999999999.999999",
    "-1",
    "1e3",
    "1,000",
    "１",
    "2024-02-29",
    "2023-02-29",
    "0000-02-29",
    "1900-02-29",
    "2000-13-01",
    "2024-01-01\n",
    "20240101",
    "11990100MB1000037N",
    "11990100MB1000037A",
    "11341702486344515H",
    "own_organ",
    "system",
    "Own",
    "local_department",
    "township",
    "province",
    "unheard_of",
    "zero",
    "unknown",
    "slash",
    "blank",
    "/requests/new_received",
    "/requests",
    "/requests/",
    "/",
    "2019-60",
    "2021-30",
    "2022-01",
    "https://example.org/a",
    "http://例",
    "0.1",
];

impl Documents {
    pub(super) fn read(root: &Path) -> anyhow::Result<Self> {
        let folder = root.join("schema/vectors/bases");
        let mut paths = Vec::new();
        for entry in fs::read_dir(&folder).context("cannot list the bases of the vectors")? {
            paths.push(entry?.path());
        }
        paths.sort();
        let mut bases = Vec::new();
        for path in &paths {
            let bytes =
                fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            bases.push(serde_json::from_slice(&bytes)?);
        }
        ensure!(!bases.is_empty(), "the vectors have no bases");
        Ok(Self { bases })
    }

    /// The document of a number, for a seed.
    pub(super) fn make(&self, seed: u64, number: u64) -> Given {
        let mut dice = Dice::new(seed, number);
        if dice.chance(15) {
            return Given::alone(faults(&mut dice));
        }
        let mut given = Given::alone(self.document(&mut dice));
        if dice.chance(25) {
            given.previous = Some(self.other(&mut dice));
        }
        if dice.chance(10) {
            for _ in 0..=dice.below(2) {
                given.children.push(self.other(&mut dice));
            }
        }
        given
    }

    fn document(&self, dice: &mut Dice) -> Vec<u8> {
        let mut tree = self.base(dice);
        for _ in 0..dice.below(4) {
            change(&mut tree, dice);
        }
        if dice.chance(3) {
            put_anywhere(
                &mut tree,
                Tree::Number(dice.one_of(TOO_LARGE).to_owned()),
                dice,
            );
        }
        if dice.chance(3) {
            repeat_member(&mut tree, dice);
        }
        let layout = Layout {
            shuffled: dice.chance(15),
            spaced: dice.chance(25),
            escaped: [0, 0, 0, 3, 100][dice.below(5)],
        };
        let mut bytes = tree.write(&layout, dice);
        if dice.chance(15) {
            for _ in 0..=dice.below(2) {
                damage(&mut bytes, dice);
            }
        }
        bytes
    }

    /// A report that is given with a document: well-formed and of a known edition.
    fn other(&self, dice: &mut Dice) -> Vec<u8> {
        let mut tree = self.base(dice);
        for _ in 0..dice.below(4) {
            let before = tree.clone();
            change(&mut tree, dice);
            if tree.at("/edition") != before.clone().at("/edition") {
                tree = before;
            }
        }
        tree.write(&Layout::default(), dice)
    }

    fn base(&self, dice: &mut Dice) -> Tree {
        self.bases[dice.below(self.bases.len())].clone()
    }
}

/// Changes one thing.
fn change(tree: &mut Tree, dice: &mut Dice) {
    match dice.below(10) {
        0..=2 => {
            let number = number(dice);
            put_in_place_of(tree, dice, number, |value| {
                matches!(value, Tree::Number(_) | Tree::Null)
            });
        }
        3 | 4 => {
            let text = text(dice);
            put_in_place_of(tree, dice, text, |value| matches!(value, Tree::Text(_)));
        }
        5 => {
            let value = anything(dice);
            put_anywhere(tree, value, dice);
        }
        6 => {
            if let Some(place) = any_place(tree, dice) {
                tree.remove(&place);
            }
        }
        7 => blank_some(tree, dice),
        8 => set_fee(tree, dice),
        _ => set_known(tree, dice),
    }
}

fn number(dice: &mut Dice) -> Tree {
    if dice.chance(40) {
        return Tree::Number(dice.one_of(NUMBERS).to_owned());
    }
    // Never a leading zero, which would be a fault of the grammar.
    let mut spelled = (1 + dice.below(9)).to_string();
    if dice.chance(30) {
        spelled += &dice.digits(17);
    } else if dice.chance(40) {
        spelled.clear();
        spelled += &dice.below(300).to_string();
    }
    if dice.chance(30) {
        let zeros = ["0", "00", "5", "000000000000000000001"];
        spelled = format!("{spelled}.{}", dice.one_of(&zeros));
    }
    if dice.chance(20) {
        let exponents = ["e0", "E1", "e+2", "e-1", "e-2", "e5", "e15", "e-30"];
        spelled += dice.one_of(&exponents);
    }
    if dice.chance(10) {
        spelled.insert(0, '-');
    }
    Tree::Number(spelled)
}

fn text(dice: &mut Dice) -> Tree {
    if dice.chance(50) {
        return Tree::text(dice.one_of(TEXTS));
    }
    let words: String = (0..dice.below(9)).map(|_| dice.one_of(WORDS)).collect();
    Tree::Text(words)
}

fn anything(dice: &mut Dice) -> Tree {
    match dice.below(8) {
        0 => Tree::Null,
        1 => Tree::Bool(dice.chance(50)),
        2 => Tree::List(Vec::new()),
        3 => Tree::Object(Vec::new()),
        4 => Tree::List(vec![text(dice)]),
        5 => text(dice),
        _ => number(dice),
    }
}

fn any_place(tree: &Tree, dice: &mut Dice) -> Option<String> {
    let mut places = Vec::new();
    tree.places("", &mut places);
    (!places.is_empty()).then(|| places.swap_remove(dice.below(places.len())))
}

fn put_anywhere(tree: &mut Tree, value: Tree, dice: &mut Dice) {
    let Some(place) = any_place(tree, dice) else {
        return;
    };
    if let Some(found) = tree.at(&place) {
        match found {
            // A member that no form has.
            Tree::Object(_) if dice.chance(30) => found.set("extra", value),
            _ => *found = value,
        }
    }
}

fn put_in_place_of(tree: &mut Tree, dice: &mut Dice, value: Tree, suits: fn(&Tree) -> bool) {
    let mut places = Vec::new();
    tree.places("", &mut places);
    places.retain(|place| tree.at(place).is_some_and(|found| suits(found)));
    if !places.is_empty()
        && let Some(found) = tree.at(&places[dice.below(places.len())])
    {
        *found = value;
    }
}

/// The same name twice in one object.
fn repeat_member(tree: &mut Tree, dice: &mut Dice) {
    let Some(place) = any_place(tree, dice) else {
        return;
    };
    if let Some(Tree::Object(members)) = tree.at(&place)
        && !members.is_empty()
    {
        let again = members[dice.below(members.len())].clone();
        members.insert(dice.below(members.len() + 1), again);
    }
}

/// Blank cells, what the document says of blanks, and notes about cells and above them.
fn blank_some(tree: &mut Tree, dice: &mut Dice) {
    let mut places = Vec::new();
    tree.places("", &mut places);
    places.retain(|place| matches!(tree.at(place), Some(Tree::Number(_))) && place != "/year");
    if places.is_empty() {
        return;
    }
    let mut notes = Vec::new();
    for _ in 0..=dice.below(3) {
        let place = places[dice.below(places.len())].clone();
        if let Some(found) = tree.at(&place) {
            *found = Tree::Null;
        }
        let at = match dice.below(8) {
            0 => place
                .rsplit_once('/')
                .map_or("", |(above, _)| above)
                .to_owned(),
            1 => dice
                .one_of(&["", "/", "/requests", "/requests/", "/year"])
                .to_owned(),
            _ => place,
        };
        let at = if dice.chance(5) {
            anything(dice)
        } else {
            Tree::Text(at)
        };
        let mut note = Tree::Object(vec![("at".to_owned(), at)]);
        match dice.below(6) {
            0 => {}
            1 => note.set("missing", anything(dice)),
            2 => note.set("missing", Tree::text("blank")),
            _ => note.set("missing", Tree::text("slash")),
        }
        if dice.chance(50) {
            notes.push(note);
        }
    }
    if dice.chance(80) {
        tree.set(
            "blank_cells",
            Tree::text(dice.one_of(&["zero", "zero", "unknown", "nil"])),
        );
    }
    tree.set("cell_notes", Tree::List(notes));
}

/// The fee of section six, with the text beside it.
fn set_fee(tree: &mut Tree, dice: &mut Dice) {
    let mut fee = Tree::Object(Vec::new());
    for name in [
        "notices_issued",
        "amount_noticed_yuan",
        "amount_collected_yuan",
    ] {
        let is_amount = name.ends_with("yuan");
        let value = match dice.below(5) {
            0 => Tree::Null,
            1 => anything(dice),
            _ if is_amount => Tree::text(dice.one_of(&["0", "0.00", "0.5", "3940", "00.5"])),
            _ => Tree::Number(dice.below(9).to_string()),
        };
        if dice.chance(90) {
            fee.set(name, value);
        }
    }
    let words = text(dice);
    if let Some(other) = tree.at("/other_matters") {
        other.set("information_processing_fee", fee);
        if dice.chance(50) {
            other.set("text", words);
        }
    }
    if dice.chance(50) {
        tree.set("year", Tree::Number((2019 + dice.below(5)).to_string()));
    }
}

/// A place that a rule with code reads.
fn set_known(tree: &mut Tree, dice: &mut Dice) {
    let row = |dice: &mut Dice| {
        let definition = ogi_schema::schema().definition("ApplicantCounts");
        let properties = definition.into_iter().flat_map(Definition::properties);
        let mut row = Tree::Object(Vec::new());
        for property in properties {
            row.set(&property.name, Tree::Number(dice.below(2).to_string()));
        }
        row
    };
    let (object, name, value) = match dice.below(7) {
        0 => ("/agency", "uscc", text(dice)),
        1 => ("/agency", "kind", text(dice)),
        2 => ("", "scope", text(dice)),
        3 => ("/overview", "disclosure_on_request", text(dice)),
        4 => ("/requests/outcomes/other_handling", "undivided", row(dice)),
        5 => ("", "edition", text(dice)),
        _ => ("", "published_on", text(dice)),
    };
    if let Some(found) = tree.at(object) {
        found.set(name, value);
    }
}
