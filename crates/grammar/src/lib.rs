//! Grammar of English sentences: words, parts of speech, lemmas and dependency trees.
//!
//! ```
//! use byheart_grammar::{Model, Relation, tokens};
//!
//! let sentence = "The treaty was signed in 1848.";
//! let words: Vec<&str> = tokens(sentence).into_iter().map(|span| &sentence[span]).collect();
//! let parse = Model::shared().parse(&words);
//! assert_eq!(parse[1].relation, Relation::NsubjPass);
//! assert_eq!(parse[1].head, Some(3));
//! ```
//!
//! A small convolutional network over words, trained by `tools/grammar` on free
//! treebanks (`data/grammar.txt` names them). Its arithmetic is the same on every
//! machine, and so is what it says.

mod kernel;
mod lemma;
mod names;
mod network;
mod parser;
mod tokens;
mod tree;
mod weights;
mod word;

pub use lemma::lemma;
pub use names::{Relation, Upos, Xpos};
pub use parser::{Model, Parser, Word};
pub use tokens::tokens;
pub use weights::WeightsError;
