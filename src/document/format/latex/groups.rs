//! Where the braces and the environments of a text close, found once, so that no
//! command looks ahead.

use crate::base::border::border;
use std::ops::Range;

const END: &str = "\\end{";

/// Pairs of braces by where they open, and ends of environments by their names.
#[derive(Debug)]
pub(super) struct Groups<'a> {
    /// Opening and closing brace, in order.
    pairs: Vec<(usize, usize)>,
    /// Name and place of each `\end{name}`, in order.
    ends: Vec<(&'a str, usize)>,
}

impl<'a> Groups<'a> {
    pub(super) fn of(source: &'a str) -> Self {
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
        let ends = source.match_indices(END).filter_map(|(at, end)| {
            let rest = &source[at + end.len()..border(source, at + end.len() + MAX_NAME)];
            Some((&rest[..rest.find('}')?], at))
        });
        let mut ends: Vec<(&str, usize)> = ends.collect();
        ends.sort_unstable();
        Self { pairs, ends }
    }

    /// What stands between the brace at this place and the one that closes it.
    pub(super) fn closing(&self, at: usize) -> Option<Range<usize>> {
        let found = self.pairs.binary_search_by_key(&at, |pair| pair.0).ok()?;
        Some(at + 1..self.pairs[found].1)
    }

    /// The first `\end{name}` of a range.
    pub(super) fn end(&self, name: &str, within: Range<usize>) -> Option<Range<usize>> {
        let next = self.ends.partition_point(|end| *end < (name, within.start));
        let (_, at) = self.ends.get(next).filter(|(found, _)| *found == name)?;
        let end = at + END.len() + name.len() + 1;
        (end <= within.end).then_some(*at..end)
    }
}

/// Longest name of an environment, in bytes.
const MAX_NAME: usize = 64;
