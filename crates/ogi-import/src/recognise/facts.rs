//! What a report says about itself as a whole, set in its document.

use ogi_report::Leaf;

use super::{Recogniser, is_narrative};
use crate::error::Fact;
use crate::find::facts::{self, Facts, Said, Signature, Sources};
use crate::find::narrative;
use crate::find::reports::OVERVIEW;
use crate::form::Section;
use crate::grid::{Cell, trim};
use crate::hints::Hints;
use crate::note::Note;

impl Recogniser<'_> {
    /// Sets what the page says about the report as a whole, or what the hints say.
    pub(super) fn facts(&mut self, hints: &Hints) {
        let first = self.copies.first();
        let preamble = first.map_or(&[][..], |copy| &self.page.strips[copy.preamble.clone()]);
        let last = first
            .and_then(|copy| copy.regions.last())
            .filter(|region| is_narrative(&self.form.sections[region.section]));
        let signature = last.map_or_else(Signature::default, |region| {
            facts::signature(&self.page.strips[region.strips.clone()])
        });
        if let Some(preamble) = self.titled() {
            return self.restore_title(preamble);
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
        match &facts.year {
            Some(Said { value, cell }) => self.state("/year", i64::from(*value), cell),
            None => self.take_year(hints),
        }
        match &facts.agency {
            Some(Said { value, cell }) => self.state("/agency/name", value, cell),
            None => self.take_agency(hints),
        }
        if self.appendix.is_none() {
            self.optional(&facts);
        }
        self.restore();
        let preamble = narrative::preamble(preamble);
        if !preamble.is_empty() {
            self.draft.set_text("/preamble", &preamble);
        }
    }

    /// Sets what the page says; what no report can hold is not stated.
    fn state<'v>(&mut self, at: &str, value: impl Into<Leaf<'v>>, cell: &Cell) {
        let _ = self.draft.set_said(at, value, cell);
    }

    fn take_year(&mut self, hints: &Hints) {
        let year = hints.year.map(i64::from);
        self.take(Fact::Year, "/year", year.map(Leaf::from));
    }

    fn take_agency(&mut self, hints: &Hints) {
        let agency = hints.agency.as_deref().map(trim);
        self.take(Fact::Agency, "/agency/name", agency.map(Leaf::from));
    }

    /// Sets a fact that the hints state.
    fn take(&mut self, fact: Fact, at: &str, hint: Option<Leaf<'_>>) {
        let Some(hint) = hint else { return };
        if self.draft.set(at, hint).is_ok() {
            self.draft.notes.push(Note::TakenFromHints { fact });
        }
    }

    fn optional(&mut self, facts: &Facts) {
        if let Some(Said {
            value: (start, end),
            cell,
        }) = &facts.period
        {
            self.state("/period/start", &start.to_string(), cell);
            self.state("/period/end", &end.to_string(), cell);
        }
        if let Some(Said { value, cell }) = &facts.published_on {
            self.state("/published_on", &value.to_string(), cell);
        }
        if let Some(Said { value, cell }) = &facts.title {
            self.state("/source/title", value, cell);
        }
        let codes = &facts.codes;
        for (pointer, said) in [
            ("/agency/uscc", &codes.uscc),
            ("/source/index_number", &codes.index_number),
            ("/source/url", &codes.url),
        ] {
            if let Some(Said { value, cell }) = said {
                self.state(pointer, value, cell);
            }
        }
        let media_type = self.page.media_type;
        let _ = self.draft.set("/source/media_type", media_type);
    }
}
