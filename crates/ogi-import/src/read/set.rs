//! A set of members of a small enum: which of the things that may be true of something are.

use std::fmt;
use std::marker::PhantomData;

/// An enum without data, of at most sixteen members.
pub(crate) trait Member: Copy {
    /// The place of the member in the enum, from 0.
    fn place(self) -> u8;
}

/// Some members of an enum.
pub(crate) struct Set<M> {
    /// One bit for each member.
    bits: u16,
    members: PhantomData<M>,
}

impl<M: Member> Set<M> {
    /// The set without members.
    pub(crate) const EMPTY: Self = Self {
        bits: 0,
        members: PhantomData,
    };

    /// Whether a member is in it.
    pub(crate) fn has(self, member: M) -> bool {
        self.bits & bit(member) != 0
    }

    /// Puts a member in, or takes it out.
    pub(crate) fn set(&mut self, member: M, is_in: bool) {
        if is_in {
            self.bits |= bit(member);
        } else {
            self.bits &= !bit(member);
        }
    }

    /// The same with a member in it, or without it.
    pub(crate) fn with(mut self, member: M, is_in: bool) -> Self {
        self.set(member, is_in);
        self
    }
}

fn bit<M: Member>(member: M) -> u16 {
    1 << member.place()
}

// Derived ones would ask the same of the members.
impl<M> Clone for Set<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Set<M> {}

impl<M> PartialEq for Set<M> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl<M> Eq for Set<M> {}

impl<M: Member> Default for Set<M> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<M> fmt::Debug for Set<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#b}", self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::{Member, Set};

    #[derive(Clone, Copy)]
    enum Sign {
        First,
        Second,
        Third,
    }

    impl Member for Sign {
        fn place(self) -> u8 {
            self as u8
        }
    }

    #[test]
    fn members_go_in_and_out() {
        let mut set = Set::EMPTY.with(Sign::First, true).with(Sign::Third, true);
        let found = [Sign::First, Sign::Second, Sign::Third].map(|sign| set.has(sign));
        assert_eq!(found, [true, false, true]);
        set.set(Sign::Third, false);
        assert_eq!(set, Set::EMPTY.with(Sign::First, true));
    }
}
