//! Where a document that is one line of a file stands.

use super::{CheckedFile, Position};

impl CheckedFile {
    /// Moves every place by the bytes of the file before the document.
    pub fn move_by(&mut self, bytes: u64) {
        let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        self.positions(|position| position.byte = position.byte.saturating_add(bytes));
    }

    /// Says which line of the file the document is, given the number of the first line that its own is counted from.
    pub fn stand_on(&mut self, first: u64) {
        let Some(line) = self.line else { return };
        let line = first + line;
        self.line = Some(line);
        let before = usize::try_from(line - 1).unwrap_or(usize::MAX);
        self.positions(|position| position.line = position.line.saturating_add(before));
        for excerpt in self
            .faults
            .iter_mut()
            .filter_map(|fault| fault.excerpt.as_mut())
        {
            excerpt.line = excerpt.line.saturating_add(before);
        }
    }

    fn positions(&mut self, each: impl FnMut(&mut Position)) {
        let faults = self
            .faults
            .iter_mut()
            .flat_map(|fault| [&mut fault.position, &mut fault.related]);
        let findings = self.findings.iter_mut().flat_map(|finding| {
            let operands = finding
                .operands
                .iter_mut()
                .map(|operand| &mut operand.position);
            std::iter::once(&mut finding.position).chain(operands)
        });
        faults
            .chain(findings)
            .filter_map(Option::as_mut)
            .for_each(each);
    }
}
