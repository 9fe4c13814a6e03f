//! Names of the XML form of reports, for the XML Schema that is published and for programs that convert.

use crate::{Manifest, snake_case};

/// The namespace of an edition's reports, such as `https://w3id.org/ogi-report/xml/0/2021-30`.
///
/// It holds for a whole major version, within which every valid document stays valid. `base` is the address under which
/// the standard is published; it ends in `/`.
#[must_use]
pub fn namespace(manifest: &Manifest, base: &str, edition: &str) -> String {
    format!("{base}xml/{}/{edition}", manifest.major_version())
}

/// The name of the elements of a list: the definition of its items in `snake_case`, such as `cell_note`.
#[must_use]
pub fn item_name(definition: &str) -> String {
    snake_case(definition)
}
