//! The law that import ∘ render is the identity: what this project prints, it reads back as it was.

mod compare;
mod corpus;
mod edited;
mod random;
mod vectors;
