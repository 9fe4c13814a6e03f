//! The terminal: standard output and standard error, columns, colours and progress.

mod console;
pub(crate) mod layout;
mod progress;
pub(crate) mod style;
mod view;

pub(crate) use console::{Console, tell};
pub(crate) use progress::{Progress, WrittenOver};
pub(crate) use view::View;
