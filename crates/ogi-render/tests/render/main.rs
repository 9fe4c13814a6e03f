//! Every base report of the vectors, printed in every format and read back.

mod bases;
mod flat;
mod forms;
mod html;
mod office;
mod page;
