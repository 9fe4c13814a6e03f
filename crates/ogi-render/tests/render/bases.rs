//! The reports that the tests print.

use ogi_report::{MissingReason, Report};
use serde_json::Value;

/// A report with its document.
pub(crate) struct Base {
    pub(crate) name: String,
    pub(crate) report: Report,
    pub(crate) document: Value,
}

/// All base reports of the vectors, and a blank one of each edition.
pub(crate) fn bases() -> Vec<Base> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/vectors/bases");
    let mut bases: Vec<Base> = std::fs::read_dir(folder)
        .expect("the vectors are there")
        .map(|entry| {
            let path = entry.expect("a folder can be read").path();
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let report = ogi_report::read(&std::fs::read(&path).expect("a file"))
                .expect("bases are reports");
            base(name, report)
        })
        .collect();
    for edition in ogi_report::Edition::ALL {
        let agency = ogi_report::Agency::new("示例市<水务>局".parse().expect("a name"));
        bases.push(base(
            format!("blank-{edition}"),
            edition.empty(ogi_report::Year::MAX, agency),
        ));
    }
    assert!(bases.len() >= 18, "the bases were not found");
    bases
}

/// A report after a change to its document.
pub(crate) fn changed(name: &str, change: impl FnOnce(&mut Value)) -> Base {
    let mut document = bases()
        .into_iter()
        .find(|base| base.name == name)
        .expect("a base")
        .document;
    change(&mut document);
    let report = ogi_report::read(document.to_string().as_bytes()).expect("still a report");
    base(name.to_owned(), report)
}

fn base(name: String, report: Report) -> Base {
    let document = serde_json::from_str(&ogi_report::write(&report)).expect("JSON");
    Base {
        name,
        report,
        document,
    }
}

impl Base {
    /// The number that the document has at a pointer, as it spells it.
    pub(crate) fn digits(&self, pointer: &str) -> Option<String> {
        match self.document.pointer(pointer)? {
            Value::Null => None,
            Value::String(digits) => Some(digits.clone()),
            other => Some(other.to_string()),
        }
    }

    /// What the cell of a pointer shows.
    pub(crate) fn shown(&self, pointer: &str) -> String {
        let printed = || {
            let mut notes = self.report.cell_notes().into_iter().flatten();
            let note = notes.find(|note| note.at.as_str() == pointer)?;
            let text = note.printed.as_ref()?.as_str().to_owned();
            let silent = [
                Some(MissingReason::Illegible),
                Some(MissingReason::NotPrinted),
            ];
            (!silent.contains(&note.missing) && !text.contains(char::is_numeric)).then_some(text)
        };
        self.digits(pointer).or_else(printed).unwrap_or_default()
    }

    /// The pointers of the cells that the form prints for this report.
    pub(crate) fn printed(&self) -> Vec<String> {
        let form = ogi_schema::form(self.report.edition().as_str()).expect("a form");
        let mut printed: Vec<String> = form.values(&ogi_schema::standard().schema).collect();
        let other = "/requests/outcomes/other_handling";
        if let Some(row) = self
            .document
            .pointer(&format!("{other}/undivided"))
            .and_then(Value::as_object)
        {
            printed.retain(|pointer| !pointer.starts_with(other) || self.digits(pointer).is_some());
            printed.extend(
                row.keys()
                    .map(|column| format!("{other}/undivided/{column}")),
            );
        }
        let fee = "/other_matters/information_processing_fee";
        let fees = self
            .document
            .pointer(fee)
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        printed.extend(fees.map(|(name, _)| format!("{fee}/{name}")));
        printed.sort();
        printed
    }
}
