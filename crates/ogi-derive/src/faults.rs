//! Collects the user's mistakes, so that all of them are reported at once.

use std::fmt::Display;

use quote::ToTokens;

/// The mistakes found so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults(Option<syn::Error>);

impl Faults {
    /// Adds a mistake that is shown at these tokens.
    pub(crate) fn at(&mut self, place: impl ToTokens, message: impl Display) {
        self.add(syn::Error::new_spanned(place, message));
    }

    /// Adds a mistake that already has a span.
    pub(crate) fn add(&mut self, fault: syn::Error) {
        match &mut self.0 {
            Some(faults) => faults.combine(fault),
            None => self.0 = Some(fault),
        }
    }

    /// `Ok` where there is no mistake.
    pub(crate) fn none(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
