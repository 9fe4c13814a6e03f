//! What the caller knows about a file.

use ogi_report::Edition;

use crate::limits::Limits;

/// What the caller knows about a file beside its bytes. What the page itself says always comes first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Name of the file; its extension helps where the content does not tell the kind.
    pub file_name: Option<String>,
    /// Name of the agency, one to 200 characters, for a page that does not say it.
    pub agency: Option<String>,
    /// Reporting year, 2019 to 2100, for a page that does not say it.
    pub year: Option<u16>,
    /// Edition of the form, for a page whose tables do not tell it.
    pub edition: Option<Edition>,
    /// Bounds on the file.
    pub limits: Limits,
}
