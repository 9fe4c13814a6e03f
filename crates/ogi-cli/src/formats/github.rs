//! Annotations of GitHub Actions: one workflow command a finding.

use ogi_diagnostics::CheckedFile;
use ogi_report::{Language, Severity};

use crate::run::{Entry, Output};

/// The workflow commands, and a line with the totals.
pub(crate) fn render(output: &Output, language: Language) -> String {
    let mut text = String::new();
    for entry in &output.files {
        match entry {
            Entry::Checked(file) => text += &annotations(file, language),
            Entry::Unreadable(file) => {
                text += &command("error", &file.path, None, "ogi", &file.error.join(": "));
            }
            Entry::Skipped(file) => {
                text += &command("notice", &file.path, None, "ogi", &file.skipped);
            }
        }
    }
    let summary = &output.summary;
    let counts = [
        (summary.files, "file"),
        (summary.errors, "error"),
        (summary.warnings, "warning"),
        (summary.notes, "note"),
    ];
    let counts =
        counts.map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }));
    text + &format!("ogi: {}\n", counts.join(", "))
}

fn annotations(file: &CheckedFile, language: Language) -> String {
    let mut text = String::new();
    for note in &file.compared_with {
        text += &command("notice", &file.path, None, &note.kind, &note.message);
    }
    for fault in &file.faults {
        let place = fault
            .position
            .map(|position| (position.line, Some(position.column)));
        let place_labels = fault.labels.join(" · ");
        let message = [place_labels.as_str(), &fault.message, &fault.fix];
        text += &command("error", &file.path, place, &fault.keyword, &lines(message));
    }
    for finding in file.own_violations() {
        let name = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let advice = format!(
            "{}{}",
            ogi_diagnostics::where_printed(finding, language),
            ogi_diagnostics::advice(finding, language)
        );
        let message = lines([finding.message.as_deref().unwrap_or_default(), &advice]);
        let title = format!("{} ({})", finding.title, finding.rule);
        text += &command(
            name,
            &file.path,
            finding.line_and_column(),
            &title,
            &message,
        );
    }
    text
}

fn lines<const N: usize>(lines: [&str; N]) -> String {
    lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// `::error file=a.json,line=3,col=5,title=…::message`
fn command(
    name: &str,
    file: &str,
    place: Option<(usize, Option<usize>)>,
    title: &str,
    message: &str,
) -> String {
    let (line, column) = place.map_or((1, None), |place| place);
    let column = column
        .map(|column| format!(",col={column}"))
        .unwrap_or_default();
    let (file, title) = (property(file), property(title));
    format!(
        "::{name} file={file},line={line}{column},title={title}::{}\n",
        data(message)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn nothing_in_a_text_can_end_the_command() {
        assert_eq!(
            command(
                "error",
                "a,b:c.json",
                Some((3, Some(5))),
                "100%",
                "x\r\n::y"
            ),
            "::error file=a%2Cb%3Ac.json,line=3,col=5,title=100%25::x%0D%0A::y\n"
        );
        assert_eq!(
            command("notice", "a", None, "t", "m"),
            "::notice file=a,line=1,title=t::m\n"
        );
    }
}
