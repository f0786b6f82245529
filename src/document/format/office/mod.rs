//! Office documents: parts of an archive in XML. What their readers share: the
//! package of parts, the pen that writes runs of text, and formulas.

pub(in crate::document) mod docx;
mod drawing;
mod numbering;
pub(in crate::document) mod odt;
mod omml;
mod package;
mod pen;
pub(in crate::document) mod pptx;
mod style;
mod symbol;
