//! Where the braces of a text close, found once, so that no command looks ahead.

use std::ops::Range;

/// Pairs of braces by where they open.
#[derive(Debug)]
pub(super) struct Groups {
    /// Opening and closing brace, in order.
    pairs: Vec<(usize, usize)>,
}

impl Groups {
    pub(super) fn of(source: &str) -> Self {
        let (mut pairs, mut open) = (Vec::new(), Vec::new());
        let (mut is_escaped, mut in_comment) = (false, false);
        for (at, byte) in source.bytes().enumerate() {
            match byte {
                b'\n' => in_comment = false,
                _ if in_comment || is_escaped => {}
                b'%' => in_comment = true,
                b'{' => open.push(at),
                b'}' => pairs.extend(open.pop().map(|opening| (opening, at))),
                _ => {}
            }
            is_escaped = byte == b'\\' && !is_escaped && !in_comment;
        }
        pairs.sort_unstable();
        Self { pairs }
    }

    /// What stands between the brace at this place and the one that closes it.
    pub(super) fn closing(&self, at: usize) -> Option<Range<usize>> {
        let found = self.pairs.binary_search_by_key(&at, |pair| pair.0).ok()?;
        Some(at + 1..self.pairs[found].1)
    }
}

/// The nearest border of a character at or before a place.
pub(super) fn border(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}
