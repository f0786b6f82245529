//! What a line of Markdown shows as it stands: code and formulas.

use std::ops::Range;

/// Longest code or formula within a line, in bytes.
const MAX_SHOWN: usize = 2000;

/// What a line shows as code or as a formula, without the signs around it, and whether
/// `$$` is open behind it.
pub(super) fn shown(line: &str, mut is_open: bool) -> (Vec<Range<usize>>, bool) {
    let (mut shown, mut at) = (Vec::new(), 0);
    loop {
        let rest = &line[at..];
        if is_open {
            let end = rest.find("$$");
            shown.push(at..at + end.unwrap_or(rest.len()));
            is_open = end.is_none();
            let Some(end) = end else { break };
            at += end + 2;
            continue;
        }
        let Some(next) = rest.find(['`', '$', '\\']) else { break };
        let (rest, start) = (&rest[next..], at + next);
        let length = run(rest);
        let inner = &rest[length..];
        at = start + length;
        let end = match rest.as_bytes()[0] {
            b'\\' => {
                // The sign behind it is one like any other.
                at = start + 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                None
            }
            b'`' => code_end(inner, length),
            _ if length > 1 => {
                (at, is_open) = (start + 2, true);
                None
            }
            _ => formula_end(inner),
        };
        if let Some(end) = end {
            let inner = at..at + end;
            at = inner.end + length;
            // `$5-$10` is money.
            if !rest.starts_with('$') || !line[at..].starts_with(|c: char| c.is_ascii_digit()) {
                shown.push(inner);
            }
        }
    }
    (shown, is_open)
}

/// How often the sign that a text begins with stands there.
fn run(text: &str) -> usize {
    let first = text.bytes().next();
    text.bytes().take_while(|byte| Some(*byte) == first).count()
}

/// Where code ends: at as many signs as it began with.
fn code_end(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while at < MAX_SHOWN {
        at += text[at..].find('`')?;
        let run = run(&text[at..]);
        if run == length {
            return Some(at);
        }
        at += run;
    }
    None
}

/// Where the formula ends that one sign began: behind no blank.
fn formula_end(text: &str) -> Option<usize> {
    let mut ends = text.match_indices('$').map(|(at, _)| at).take_while(|at| *at < MAX_SHOWN);
    let is_end = |at: &usize| *at > 0 && !text[..*at].ends_with([' ', '\t', '\\']);
    ends.find(is_end).filter(|_| !text.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn code_and_formulas_are_told_from_money_and_open_signs() {
        for (line, is_open, expected, stays_open) in [
            ("a `b` c", false, &["b"][..], false),
            ("``a`b`` `c", false, &["a`b"], false),
            (r"\`a` $b$", false, &["b"], false),
            ("$5-$10 or $ a$ or $a $", false, &[], false),
            ("`$$` $$a", false, &["$$", "a"], true),
            ("a$$ b `c`", true, &["a", "c"], false),
            ("a `b`", true, &["a `b`"], true),
        ] {
            let (spans, open) = shown(line, is_open);
            let texts: Vec<&str> = spans.into_iter().map(|span| &line[span]).collect();
            assert_eq!((texts.as_slice(), open), (expected, stays_open), "{line}");
        }
    }
}
