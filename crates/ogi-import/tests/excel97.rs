//! Old binary Office files: workbooks are read, and what cannot be read says what to do.
//!
//! `fixtures/report-2021.xls` is `fixtures/report-2021.html`, saved by `LibreOffice` Calc as Excel 97:
//! `soffice --headless --infilter="HTML (StarCalc)" --convert-to "xls:MS Excel 97" report-2021.html`.

use ogi_import::{Hints, ImportError, Origin};

const WORKBOOK: &[u8] = include_bytes!("fixtures/report-2021.xls");
const PAGE: &str = include_str!("fixtures/report-2021.html");

/// The workbook with its stream called otherwise.
fn renamed(name: &str) -> Vec<u8> {
    let units = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let own = units("Workbook");
    let mut bytes = WORKBOOK.to_vec();
    let at = bytes
        .windows(own.len())
        .position(|window| window == own)
        .expect("its directory");
    let name = units(name);
    bytes[at..at + name.len()].copy_from_slice(&name);
    bytes[at + 64] = u8::try_from(name.len() + 2).expect("a short name");
    bytes
}

#[test]
fn a_workbook_says_what_the_page_says_that_it_was_made_from() {
    let page = ogi_import::read(PAGE.as_bytes(), None).expect("reads");
    let book = ogi_import::read_with(WORKBOOK, &Hints::default()).expect("reads");
    for part in [
        "year",
        "agency",
        "proactive_disclosure",
        "requests",
        "review_and_litigation",
        "overview",
    ] {
        assert_eq!(book.document()[part], page.document()[part], "{part}");
    }
    assert_eq!(
        book.document()["source"]["media_type"],
        "application/vnd.ms-excel"
    );
    let total = book
        .evidence
        .iter()
        .find(|e| e.pointer == "/requests/new_received/total")
        .expect("evidence");
    assert!(
        matches!(total.origin, Origin::Sheet { sheet: 1, .. }),
        "{:?}",
        total.origin
    );
}

#[test]
fn other_old_files_say_what_to_do() {
    for (name, kind) in [
        ("WordDocument", "old Word"),
        ("EncryptedPackage", "encrypted Office"),
        ("Else", "old Office"),
    ] {
        match ogi_import::read(&renamed(name), None) {
            Err(ImportError::Unsupported { kind: found }) => assert_eq!(found, kind),
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn damaged_workbooks_are_read_or_refused() {
    for end in (0..WORKBOOK.len()).step_by(97) {
        drop(ogi_import::read(&WORKBOOK[..end], None));
    }
    let mut random = 7u32;
    for _ in 0..300 {
        let mut bytes = WORKBOOK.to_vec();
        for _ in 0..4 {
            random = random.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            let at = (random >> 8) as usize % bytes.len();
            bytes[at] = (random >> 3).to_le_bytes()[0];
        }
        drop(ogi_import::read(&bytes, None));
    }
}
