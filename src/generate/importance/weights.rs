//! Weights of importance: thousandths of a logit for a feature that is wholly true, the
//! constant first. `tools/importance` fits them and says on what.

/// Of sentences, by `sentences::NAMES`.
pub(super) const SENTENCES: [i32; 46] = [
    -3286, // constant
    507,   // title
    331,   // own heading
    -471,  // other headings
    533,   // words of the lead
    -83,   // centrality
    591,   // centrality a word
    257,   // centrality in the section
    161,   // brings in terms
    155,   // opens a paragraph
    366,   // closes a paragraph
    458,   // first paragraph of a section
    -343,  // last paragraph of a section
    121,   // lead
    291,   // end
    30,    // early
    346,   // actors
    -388,  // foremost actor
    -449,  // brings in an actor
    685,   // dated event
    0,     // other date
    357,   // number
    435,   // claim
    436,   // author’s claim
    1077,  // definition
    1126,  // cause
    2710,  // term in bold
    -392,  // emphasis
    110,   // change
    -622,  // consequence
    -142,  // significance
    387,   // thesis
    -241,  // summing up
    -233,  // instance
    290,   // contrast
    427,   // kinds
    -691,  // question
    -271,  // speaks to somebody
    1007,  // quoted
    -369,  // leans
    -205,  // short
    360,   // length
    -409,  // long
    134,   // parenthesis
    -103,  // item
    0,     // block quotation
];

/// Of actors, by `actors::NAMES`.
pub(super) const ACTORS: [i32; 16] = [
    -2140, // constant
    252,   // mentions
    388,   // mentions against the foremost
    172,   // share of all mentions
    343,   // parts of the document
    283,   // early
    377,   // title
    488,   // headings
    366,   // lead
    270,   // subject
    -251,  // person
    -16,   // body
    -36,   // role
    66,    // claims
    411,   // dated events
    -86,   // words of the name
];
