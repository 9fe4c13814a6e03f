//! Reading a file never panics, and what it gives is a legal report whose evidence points into the document.

#![no_main]

use std::sync::LazyLock;

use ogi_import::Hints;
use ogi_report::Edition;

/// What a page need not say, so that more of them become documents.
static HINTS: LazyLock<Hints> = LazyLock::new(|| {
    let mut hints = Hints::default();
    hints.agency = Some("某局".to_owned());
    hints.year = Some(2022);
    hints.edition = Some(Edition::V2021);
    hints
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(imported) = ogi_import::read_with(bytes, &HINTS) else {
        return;
    };
    let text = ogi_report::write(&imported.report);
    assert_eq!(
        ogi_report::read(text.as_bytes()).as_ref(),
        Ok(&imported.report)
    );
    let document = imported.document();
    for evidence in &imported.evidence {
        assert!(
            document.pointer(&evidence.pointer).is_some(),
            "{evidence:?}"
        );
    }
});
