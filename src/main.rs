//! The `byheart` command.

fn main() {}
