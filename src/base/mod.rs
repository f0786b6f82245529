//! What every room may use and none owns: a stable hash, text made harmless
//! or comparable or cut, files that are whole or not there, numbers in words. Knows no other room.

pub mod border;
pub mod file;
pub mod fold;
pub mod hash;
pub mod sanitize;
pub mod words;
