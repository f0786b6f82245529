//! Formulas of TeX as text, where they can be written in a line.

use crate::document::tree::HOLE;

/// A formula in letters, or a hole where its layout says more than they could.
pub(in crate::document) fn text(tex: &str) -> String {
    match tex.contains(['\\', '{', '}', '&']) {
        true => HOLE.to_string(),
        false => tex.to_owned(),
    }
}
