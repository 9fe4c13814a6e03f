//! What a report says about itself as a whole, set in its document.

use serde_json::{Value, json};

use super::{Recogniser, is_narrative};
use crate::error::Fact;
use crate::fill::evidence::Note;
use crate::find::dates;
use crate::find::facts::{self, Facts, Said, Signature, Sources};
use crate::find::narrative;
use crate::find::reports::OVERVIEW;
use crate::form::Section;
use crate::grid::{Cell, trim};
use crate::hints::Hints;

/// Longest name that a document holds, in characters.
const NAME: usize = 200;

impl Recogniser<'_> {
    /// Sets what the page says about the report as a whole, or what the hints say; names what neither says.
    pub(super) fn facts(&mut self, hints: &Hints) -> Vec<Fact> {
        let first = self.copies.first();
        let preamble = first.map_or(&[][..], |copy| &self.page.strips[copy.preamble.clone()]);
        let last = first
            .and_then(|copy| copy.regions.last())
            .filter(|region| is_narrative(&self.form.sections[region.section]));
        let signature = last.map_or_else(Signature::default, |region| {
            facts::signature(&self.page.strips[region.strips.clone()])
        });
        if let Some(preamble) = self.titled() {
            self.restore_title(preamble);
            return Vec::new();
        }
        let overview = first.and_then(|copy| {
            let is_overview = |section: &Section| section.pointer == OVERVIEW;
            let region = copy
                .regions
                .iter()
                .find(|region| is_overview(&self.form.sections[region.section]))?;
            Some(&self.page.strips[region.strips.clone()])
        });
        let sources = Sources {
            preamble,
            overview: overview.unwrap_or_default(),
            signature,
        };
        let mut facts = facts::gather(self.page, sources);
        let year = self.in_appendix("/year", facts.year.is_some());
        let year = year.and_then(|said| {
            Some(Said {
                value: said.value.parse().ok()?,
                cell: said.cell,
            })
        });
        facts.year = year.or(facts.year);
        facts.agency = self
            .in_appendix("/agency/name", facts.agency.is_some())
            .or(facts.agency);
        let year = facts
            .year
            .as_ref()
            .map(|said| (json!(said.value), &said.cell));
        let agency = facts
            .agency
            .as_ref()
            .map(|said| (json!(said.value), &said.cell));
        let year_hint = hints
            .year
            .filter(|year| dates::YEARS.contains(&u32::from(*year)))
            .map(Value::from);
        let agency_hint = hints
            .agency
            .as_deref()
            .map(trim)
            .filter(|name| (1..=NAME).contains(&name.chars().count()))
            .map(Value::from);
        let stated = [
            (Fact::Year, self.fact(Fact::Year, "/year", year, year_hint)),
            (
                Fact::Agency,
                self.fact(Fact::Agency, "/agency/name", agency, agency_hint),
            ),
        ];
        if self.appendix.is_none() {
            self.optional(&facts);
        }
        self.restore();
        let preamble = narrative::preamble(preamble);
        if !preamble.is_empty() {
            self.draft.set_text("/preamble", &preamble);
        }
        stated
            .into_iter()
            .filter(|(_, stated)| !stated)
            .map(|(fact, _)| fact)
            .collect()
    }

    /// Sets a fact that the page or else the hints state; whether either does.
    fn fact(
        &mut self,
        fact: Fact,
        at: &str,
        said: Option<(Value, &Cell)>,
        hint: Option<Value>,
    ) -> bool {
        match (said, hint) {
            (Some((value, cell)), _) => self.draft.set_said(at, value, cell),
            (None, Some(value)) => {
                self.draft.set(at, value);
                self.draft.notes.push(Note::TakenFromHints { fact });
            }
            (None, None) => return false,
        }
        true
    }

    fn optional(&mut self, facts: &Facts) {
        if let Some(Said {
            value: (start, end),
            cell,
        }) = &facts.period
        {
            self.draft
                .set_said("/period/start", json!(start.to_string()), cell);
            self.draft
                .set_said("/period/end", json!(end.to_string()), cell);
        }
        if let Some(Said { value, cell }) = &facts.published_on {
            self.draft
                .set_said("/published_on", json!(value.to_string()), cell);
        }
        if let Some(Said { value, cell }) = &facts.title {
            self.draft.set_said("/source/title", json!(value), cell);
        }
        let codes = &facts.codes;
        for (pointer, said) in [
            ("/agency/uscc", &codes.uscc),
            ("/source/index_number", &codes.index_number),
            ("/source/url", &codes.url),
        ] {
            if let Some(Said { value, cell }) = said {
                self.draft.set_said(pointer, json!(value), cell);
            }
        }
        self.draft
            .set("/source/media_type", json!(self.page.media_type));
    }
}
