//! The words that pages say things with, from `data/words.json` of this crate: endings of names, verbs, labels, page
//! furniture. They are data, so that a new spelling is no change of code.

use std::sync::LazyLock;

use serde::Deserialize;

/// All words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// Words of names of agencies.
    pub(crate) agency: AgencyWords,
    /// Verbs after which, or before which, a sentence names an agency or its report.
    pub(crate) verbs: Vec<String>,
    /// Words that hold such a verb and are part of a name.
    pub(crate) verbs_of_names: Vec<String>,
    /// What may stand between such a verb and the year.
    pub(crate) particles: Vec<String>,
    /// What follows the agency in `由…编制`.
    pub(crate) compiled: Vec<String>,
    /// What follows the agency in the first sentence of section one.
    pub(crate) begins_prose: Vec<String>,
    /// What a report is called.
    pub(crate) report: Vec<String>,
    /// What it is about.
    pub(crate) subject: Vec<String>,
    /// What laws on the same subject are called.
    pub(crate) statutes: Vec<String>,
    /// Labels before what a page says about itself.
    pub(crate) labels: LabelWords,
    /// What pages print around an article.
    pub(crate) furniture: FurnitureWords,
    /// Words that heads of section one have beside their own.
    pub(crate) heads: HeadWords,
    /// What a row is marked with that prints the figures of the year before.
    pub(crate) prior_year: Vec<String>,
    /// Headers of columns of years.
    pub(crate) year_columns: Vec<String>,
    /// What the name of a sheet may end in after that of an agency.
    pub(crate) sheet_suffixes: Vec<String>,
    /// Words of the sentence that states the period of a report.
    pub(crate) period: Vec<String>,
}

/// Words of names of agencies.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgencyWords {
    /// What they end with.
    pub(crate) endings: Vec<String>,
    /// What names of areas end with.
    pub(crate) areas: Vec<String>,
    /// What a name begins with that leaves the name of its place out.
    pub(crate) incomplete: Vec<String>,
    /// What governments are called.
    pub(crate) governments: Vec<String>,
    /// What looks like an agency and is none.
    pub(crate) not_agencies: Vec<String>,
    /// What names of sites end with.
    pub(crate) sites: Vec<String>,
    /// What begins a reference to the agency without its name.
    pub(crate) pronouns: Vec<Opening>,
    /// What stands before the name and is not part of it.
    pub(crate) openings: Vec<Opening>,
    /// What stands between the name and a verb.
    pub(crate) closings: Vec<String>,
    /// Offices within an agency that compile its report.
    pub(crate) inner_offices: Vec<String>,
}

/// A word at the beginning of a text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opening {
    /// The word.
    pub(crate) word: String,
    /// Names that begin with the same character.
    #[serde(default)]
    pub(crate) unless: Vec<String>,
}

/// Labels before what a page says about itself, the surest first.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LabelWords {
    /// The office that a report is from.
    pub(crate) agency: Vec<String>,
    /// The site.
    pub(crate) site: Vec<String>,
    /// The title of a report.
    pub(crate) title: Vec<String>,
    /// The day on which it was published.
    pub(crate) published: Vec<String>,
    /// Its index number.
    pub(crate) index: Vec<String>,
    /// Its own address.
    pub(crate) address: Vec<String>,
    /// The unified social credit code of the agency.
    pub(crate) code: Vec<String>,
}

/// What pages print around an article.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FurnitureWords {
    /// What such lines begin with, brackets aside.
    pub(crate) begins: Vec<String>,
    /// What they hold anywhere.
    pub(crate) contains: Vec<String>,
}

/// Words that heads of section one have beside their own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadWords {
    /// At the beginning.
    pub(crate) subjects: Vec<String>,
    /// At the end.
    pub(crate) endings: Vec<String>,
}

impl Opening {
    /// Whether a text begins with the word, and not with a name that begins alike.
    pub(crate) fn begins(&self, text: &str) -> bool {
        text.starts_with(&self.word) && !self.unless.iter().any(|name| text.starts_with(name))
    }
}

/// The words; a test proves that the file can be read.
pub(crate) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../data/words.json")).unwrap_or_default()
    });
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn the_words_can_be_read() {
        let words: Result<Words, _> = serde_json::from_str(include_str!("../../data/words.json"));
        assert!(words.is_ok_and(|words| !words.agency.endings.is_empty()));
    }
}
