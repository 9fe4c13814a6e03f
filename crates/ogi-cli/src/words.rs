//! The sentences of the command, in both languages: `schema/texts/command.json`.
//!
//! Each text is a field, so that the compiler finds one that is missing, misspelled or no longer used.

use std::sync::LazyLock;

use ogi_report::Language;
use ogi_schema::texts::{self, Texts, fill};
use serde::Deserialize;

/// All sentences of the command.
pub(crate) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        texts::read("command").unwrap_or_else(|error| unreachable!("the embedded texts: {error}"))
    });
    &WORDS
}

/// A text in a language.
pub(crate) fn say(texts: &'static Texts, language: Language) -> &'static str {
    language.choose(&texts.zh_cn, &texts.en)
}

/// A text in a language, with values in the place of its names.
pub(crate) fn filled(
    texts: &Texts,
    language: Language,
    values: &[(&str, &dyn std::fmt::Display)],
) -> String {
    fill(language.choose(&texts.zh_cn, &texts.en), |name| {
        let (_, value) = values.iter().find(|(known, _)| *known == name)?;
        Some(value.to_string())
    })
}

/// A text about a number of things, which stands in the place of `{count}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    #[serde(rename = "zh-CN")]
    zh_cn: String,
    en: String,
    /// English about one thing.
    one: String,
}

impl Counted {
    /// The text about so many things.
    pub(crate) fn of(&self, count: usize, language: Language) -> String {
        self.filled(count, language, &[])
    }

    /// The text about so many things, with other values in the place of its names.
    pub(crate) fn filled(
        &self,
        count: usize,
        language: Language,
        values: &[(&str, &dyn std::fmt::Display)],
    ) -> String {
        let english = if count == 1 { &self.one } else { &self.en };
        fill(language.choose(&self.zh_cn, english), |name| {
            if name == "count" {
                return Some(count.to_string());
            }
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some(value.to_string())
        })
    }
}

macro_rules! sections {
    ($(#[doc = $about:literal] $field:ident: $name:ident { $($text:ident: $kind:ident,)+ })+) => {
        /// The sentences of the command, by what they are about.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Words {
            $(#[doc = $about] pub(crate) $field: $name,)+
        }

        $(
            #[doc = $about]
            #[derive(Deserialize)]
            #[serde(deny_unknown_fields)]
            pub(crate) struct $name {
                $(pub(crate) $text: $kind,)+
            }
        )+
    };
}

sections! {
    /// Words that several commands use.
    common: CommonWords {
        errors: Counted,
        warnings: Counted,
        notes: Counted,
        files: Counted,
        reports: Counted,
        line: Texts,
        semicolon: Texts,
        separator: Texts,
        standard_input: Texts,
        listed_with_verbose: Counted,
    }
    /// What was read, and how well.
    reading: ReadingWords {
        form: Texts,
        year: Texts,
        document: Texts,
        text: Texts,
        page: Texts,
        report: Texts,
        numbers: Counted,
        numbers_as_printed: Counted,
        without_number: Texts,
        not_found: Texts,
        repaired: Texts,
        more_notes: Texts,
    }
    /// The three answers about a file.
    answers: AnswersWords {
        well_formed: Texts,
        right_shape: Texts,
        reconciled: Texts,
        faults_below: Counted,
        unanswered: Texts,
        all_assessed: Counted,
        some_assessed: Texts,
        all_hold: Texts,
        hold: Counted,
        fail: Counted,
        nothing_to_add_up: Texts,
        not_assessed: Texts,
        some_not_assessed: Texts,
        table: Texts,
        section: Texts,
        elsewhere: Texts,
    }
    /// What keeps a file from being a document.
    faults: FaultsWords {
        not_well_formed: Texts,
        not_of_its_edition: Texts,
        top_level: Texts,
        see_also: Texts,
        empty_document: Texts,
    }
    /// Violations of rules.
    violations: ViolationsWords {
        computed: Texts,
        stated: Texts,
        difference: Texts,
        stated_as: Texts,
        at_least: Texts,
        too_many_by: Texts,
        zeros: Texts,
        printed: Texts,
        place: Texts,
        places: Counted,
    }
    /// What could not be assessed.
    pending: PendingWords {
        not_assessed: Texts,
        previous: Counted,
        children: Counted,
        shape: Counted,
        unsettled: Counted,
        cell: Counted,
        not_stated: Texts,
        missing: Texts,
        missing_more: Texts,
    }
    /// What comes last after a check.
    summary: SummaryWords {
        title: Texts,
        no_problem: Texts,
        no_problem_as_far: Texts,
        basis: Texts,
        not_checked: Texts,
        clean: Texts,
        with_findings: Texts,
        unreadable: Texts,
        skipped: Texts,
        stopped: Texts,
        places: Counted,
        skipped_file: Texts,
    }
    /// Reports that one is compared with.
    comparison: ComparisonWords {
        previous: Texts,
        child: Texts,
        faults_of_shape: Counted,
        other_year: Texts,
    }
    /// How far a run has come.
    progress: ProgressWords {
        importing: Texts,
        reading: Texts,
        rate: Texts,
        done: Texts,
        left: Texts,
    }
    /// The explanation of a rule.
    explain: ExplainWords {
        why: Texts,
        in_words: Texts,
        violated: Texts,
        what_to_do: Texts,
        source: Texts,
        exceptions: Texts,
        balance: Texts,
        sum: Texts,
        range: Texts,
        cross_year: Texts,
        roll_up: Texts,
        plausible: Texts,
        narrative: Texts,
        official: Texts,
        implied: Texts,
        logical: Texts,
        experience: Texts,
        editions: Texts,
        since: Texts,
        native: Texts,
        schema: Texts,
        regulations: Texts,
        article: Texts,
        item_of_article: Texts,
        instead_of: Texts,
        instead: Texts,
        places: Counted,
        same_item: Texts,
    }
    /// The list of rules.
    rules: RulesWords {
        summary: Texts,
    }
    /// The summary of an import.
    import: ImportWords {
        read: Texts,
        partly_read: Texts,
        refused: Texts,
        skipped: Texts,
        such_as: Texts,
    }
    /// What became of the files of a table.
    table: TableWords {
        left_out: Counted,
        skipped: Counted,
    }
    /// An empty document.
    new: NewWords {
        name_of_agency: Texts,
        not_given: Texts,
    }
    /// Why a file could not be read.
    files: FilesWords {
        read: Texts,
        list: Texts,
        no_files: Texts,
        too_large: Texts,
        empty: Texts,
        no_file: Texts,
        not_a_report: Texts,
        invalid: Texts,
        not_published: Texts,
        fault: Texts,
    }
    /// Why the program could not do its job.
    errors: ErrorsWords {
        no_report: Texts,
        one_file: Texts,
        one_file_of_lines: Texts,
        one_previous: Texts,
        no_rule: Texts,
        no_rule_but: Texts,
        needs_folder: Texts,
        same_output: Texts,
        both_outputs: Texts,
        over_input: Texts,
        exists: Texts,
        several_exist: Counted,
        to_terminal: Texts,
        render: Texts,
        convert: Texts,
        write: Texts,
        output: Texts,
        no_name: Texts,
        not_utf8: Texts,
        not_valid_at: Texts,
    }
    /// The rules that SARIF gives to faults.
    sarif: SarifWords {
        not_well_formed: Texts,
        not_of_its_edition: Texts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_texts_read_and_one_thing_is_not_several() {
        let files = &words().common.files;
        assert_eq!(files.of(1, Language::English), "1 file");
        assert_eq!(files.of(2, Language::English), "2 files");
        assert_eq!(files.of(2, Language::Chinese), "2 个文件");
    }
}
