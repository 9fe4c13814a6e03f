//! The command `ogi`, run as a program.

mod convert;
mod folders;
mod import;
mod lines;
mod many;
mod people;
mod places;
mod programs;
mod render;
mod runs;
mod support;
mod table;
mod vectors;
