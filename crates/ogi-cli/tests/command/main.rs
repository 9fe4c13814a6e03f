//! The command `ogi`, run as a program.

mod import;
mod people;
mod programs;
mod runs;
mod support;
mod vectors;
