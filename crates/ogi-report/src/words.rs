//! Words of machine-readable output, as serde writes them.

use serde_core::{Serialize, Serializer};

use crate::definition::Op;
use crate::{Kind, Missing, Origin, Outcome, RuleId, Severity, Side};

macro_rules! written_as_words {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    )+};
}

written_as_words!(Kind, Missing, Op, Origin, Outcome, RuleId, Severity, Side);
