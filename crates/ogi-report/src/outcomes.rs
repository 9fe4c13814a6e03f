//! Counts of outcomes by rule, for checks of many reports.

use crate::RuleId;
use crate::evaluate::{Finding, Outcome, Tally};

/// For each rule, the number of places where it passed, failed or could not be assessed.
///
/// ```
/// use ogi_report::{Outcome, Outcomes, RuleId};
///
/// let mut outcomes = Outcomes::default();
/// outcomes.add(RuleId::ReviewTotal, Outcome::Passed, 3);
/// assert_eq!(outcomes.of(RuleId::ReviewTotal).passed, 3);
/// assert_eq!(outcomes.total().failed, 0);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcomes([Tally; RuleId::ALL.len()]);

impl Default for Outcomes {
    fn default() -> Self {
        Self::new(&[], &[])
    }
}

impl Outcomes {
    /// `passed` are rules with the number of places where they hold; `not_given` are rules that read other documents.
    pub(crate) const fn new(passed: &[(RuleId, usize)], not_given: &[RuleId]) -> Self {
        let mut tallies = [Tally {
            passed: 0,
            failed: 0,
            not_assessed: 0,
        }; RuleId::ALL.len()];
        let mut index = 0;
        while index < passed.len() {
            tallies[passed[index].0 as usize].passed = passed[index].1;
            index += 1;
        }
        index = 0;
        while index < not_given.len() {
            tallies[not_given[index] as usize].not_assessed = 1;
            index += 1;
        }
        Self(tallies)
    }

    /// Counts one place of a rule: as passed if it was assessed there, else as not assessed.
    #[inline]
    pub(crate) fn count(&mut self, rule: RuleId, assessed: bool) {
        let tally = &mut self.0[rule as usize];
        tally.passed += usize::from(assessed);
        tally.not_assessed += usize::from(!assessed);
    }

    /// Turns one passed place of a rule into one that could not be assessed.
    #[inline]
    pub(crate) fn withdraw(&mut self, rule: RuleId) {
        let tally = &mut self.0[rule as usize];
        tally.passed -= 1;
        tally.not_assessed += 1;
    }

    /// Adds `places` with the same outcome.
    pub fn add(&mut self, rule: RuleId, outcome: Outcome, places: usize) {
        let tally = &mut self.0[rule as usize];
        match outcome {
            Outcome::Passed => tally.passed += places,
            Outcome::Failed => tally.failed += places,
            Outcome::NotAssessed => tally.not_assessed += places,
        }
    }

    /// Adds the outcomes of another report.
    pub fn merge(&mut self, other: &Self) {
        for (tally, more) in self.0.iter_mut().zip(&other.0) {
            tally.passed += more.passed;
            tally.failed += more.failed;
            tally.not_assessed += more.not_assessed;
        }
    }

    /// Whether any rule is violated anywhere.
    #[must_use]
    pub fn has_failures(&self) -> bool {
        self.0.iter().any(|tally| tally.failed > 0)
    }

    /// The outcomes of one rule.
    #[must_use]
    pub fn of(&self, rule: RuleId) -> Tally {
        self.0[rule as usize]
    }

    /// The outcomes of all rules.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.sum(|_| true)
    }

    /// The outcomes of the rules that reconcile a single report.
    #[must_use]
    pub fn reconciliation(&self) -> Tally {
        self.sum(|rule| rule.info().reconciles)
    }

    fn sum(&self, counts: impl Fn(RuleId) -> bool) -> Tally {
        let mut sum = Tally::default();
        for (_, tally) in RuleId::ALL
            .iter()
            .zip(&self.0)
            .filter(|(rule, _)| counts(**rule))
        {
            sum.passed += tally.passed;
            sum.failed += tally.failed;
            sum.not_assessed += tally.not_assessed;
        }
        sum
    }
}

impl<'a> FromIterator<&'a Finding> for Outcomes {
    fn from_iter<T: IntoIterator<Item = &'a Finding>>(findings: T) -> Self {
        let mut outcomes = Self::default();
        for finding in findings {
            outcomes.add(finding.rule, finding.outcome, 1);
        }
        outcomes
    }
}
