//! Fill: the document, with the evidence for each of its values beside it.

pub(crate) mod draft;
pub(crate) mod evidence;
pub(crate) mod misreading;
