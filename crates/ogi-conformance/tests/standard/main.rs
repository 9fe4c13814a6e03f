//! The standard itself, as tests: its vectors, and the laws that hold for every document.

mod cases;
mod damage;
mod expectation;
mod fast;
mod laws;
mod second_author;
mod vectors;
