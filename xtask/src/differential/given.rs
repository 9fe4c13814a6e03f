//! What implementations are asked about: a document, and the reports that are given with it.

use std::fmt;

/// One question.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) document: Vec<u8>,
    /// The report of the prior year, a well-formed one of a known edition.
    pub(super) previous: Option<Vec<u8>>,
    /// The reports of the parts, well-formed ones of a known edition.
    pub(super) children: Vec<Vec<u8>>,
}

impl Given {
    pub(super) fn alone(document: Vec<u8>) -> Self {
        Self {
            document,
            previous: None,
            children: Vec::new(),
        }
    }

    /// The question as a line of JSON; bytes are hexadecimal, because a document need not be text.
    pub(super) fn line(&self) -> String {
        let mut line = format!("{{\"document\":\"{}\"", hexadecimal(&self.document));
        if let Some(previous) = &self.previous {
            line += &format!(",\"previous\":\"{}\"", hexadecimal(previous));
        }
        if !self.children.is_empty() {
            let children: Vec<String> = self
                .children
                .iter()
                .map(|child| format!("\"{}\"", hexadecimal(child)))
                .collect();
            line += &format!(",\"children\":[{}]", children.join(","));
        }
        line + "}"
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  document: {}", self.document.escape_ascii())?;
        if let Some(previous) = &self.previous {
            write!(f, "\n  previous: {}", previous.escape_ascii())?;
        }
        for child in &self.children {
            write!(f, "\n  child: {}", child.escape_ascii())?;
        }
        Ok(())
    }
}
