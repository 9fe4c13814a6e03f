//! The standard itself, as tests: its vectors, and the laws that hold for every document.

mod cases;
mod damage;
mod fast;
mod laws;
mod vectors;
