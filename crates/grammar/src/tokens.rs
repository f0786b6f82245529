//! A sentence's text cut into words as the English treebanks cut them: `do n't`,
//! `Kant 's`, `well - known`, but `non-fiction`, `U.S.`, `3.5`.

use std::ops::Range;

/// Hyphened to what follows; any other hyphen is a word of its own.
const PREFIXES: &[&str] = &[
    "anti", "arch", "co", "counter", "cross", "e", "ex", "inter", "intra", "micro", "mid", "mini",
    "mis", "multi", "neo", "non", "over", "post", "pre", "pro", "psycho", "re", "semi", "socio",
    "sub", "trans", "ultra", "un",
];

/// Words that keep their full stop, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "al", "apr", "aug", "ave", "blvd", "capt", "cf", "co", "col", "corp", "dec", "dept", "dr",
    "ed", "eds", "esp", "est", "etc", "feb", "fig", "figs", "ft", "gen", "gov", "hon", "inc",
    "jan", "jr", "lt", "ltd", "maj", "messrs", "mr", "mrs", "ms", "mt", "nov", "oct", "op", "prof",
    "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "viz", "vol", "vols", "vs",
];

/// Those that are one only where a number follows.
const BEFORE_NUMBERS: &[&str] = &["art", "c", "ca", "ch", "chap", "no", "nos", "p", "pp", "sec"];

/// Units that are cut from their number.
const UNITS: &[&str] = &[
    "am", "b", "bn", "c", "cm", "f", "ft", "g", "gb", "h", "hz", "k", "kg", "khz", "km", "lb",
    "lbs", "m", "mb", "mg", "mhz", "ml", "mm", "pm", "x",
];

/// Words without an apostrophe that are two, and where they part.
const JOINED: &[(&str, usize)] = &[
    ("arent", 3),
    ("cannot", 3),
    ("couldnt", 5),
    ("didnt", 3),
    ("doesnt", 4),
    ("dont", 2),
    ("gonna", 3),
    ("gotta", 3),
    ("hasnt", 3),
    ("havent", 4),
    ("isnt", 2),
    ("wanna", 3),
    ("wasnt", 3),
    ("wouldnt", 5),
];

/// Faces made of signs.
const FACES: &[&str] = &[":)", ":(", ";)", ":-)", ":-(", ";-)", "=)", ":D"];

/// Ends of words that are words, after an apostrophe.
const CLITICS: &[&str] = &["s", "m", "d", "re", "ve", "ll"];

/// Words that begin with an apostrophe.
const CUT_SHORT: &[&str] = &["bout", "cause", "em", "til", "tis", "twas"];

/// Ends of names of files and hosts.
const ENDINGS: &[&str] = &[
    "com", "csv", "doc", "edu", "exe", "gov", "html", "jpg", "net", "org", "pdf", "png", "txt",
    "uk", "xls",
];

/// Signs that are one word when repeated.
const REPEATED: &str = ".-*=_~+<>#";

/// Bytes of an address.
const LONGEST: usize = 512;

/// The words of a sentence, as ranges of bytes of its text, in order.
#[must_use]
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let size = match rest.chars().next() {
            Some(char) if char.is_whitespace() || char.is_control() => {
                at += char.len_utf8();
                continue;
            }
            Some(char) if char.is_alphanumeric() && may_be_address(&text[..at], rest) => {
                address(rest).unwrap_or_else(|| token(rest, &text[..at]))
            }
            _ => token(rest, &text[..at]),
        };
        let mut start = at;
        at += size;
        for size in parts(&text[start..at]) {
            found.push(start..start + size);
            start += size;
        }
    }
    found
}

/// No more than so many bytes of a text, so that what looks ahead at every word
/// takes no longer than the text is long.
fn start(text: &str, size: usize) -> &str {
    let end = (0..=size.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// Whether what comes next follows a space or an opening sign.
fn starts_chunk(before: &str) -> bool {
    before.chars().next_back().is_none_or(|char| char.is_whitespace() || "(<[\"“".contains(char))
}

fn may_be_address(before: &str, rest: &str) -> bool {
    starts_chunk(before) || rest.starts_with("http")
}

/// The size of the address or the file name at the start, if there is one.
fn address(rest: &str) -> Option<usize> {
    let chunk = start(rest, LONGEST)
        .split(|char: char| char.is_whitespace() || "<>\"“”".contains(char))
        .next()?;
    let marked = ["http://", "https://", "www.", "mailto:", "doi:"]
        .iter()
        .any(|start| chunk.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    let name = address_end(chunk);
    let mail = name
        .split_once('@')
        .is_some_and(|(user, host)| ![user, host].contains(&"") && !host.contains('@'));
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/~".contains(&byte));
    let host = name.split('/').next().unwrap_or(name);
    let named = plain
        && host.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
        && host.rsplit_once('.').is_some_and(|(_, end)| one_of(ENDINGS, end));
    let group = host.matches('.').count() > 1
        && host
            .split('.')
            .all(|part| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    (marked || mail || named || group).then_some(name.len()).filter(|size| *size > 0)
}

/// An address without the signs that end its sentence and brackets not opened in it.
fn address_end(mut name: &str) -> &str {
    let mut unopened = name.matches(')').count().saturating_sub(name.matches('(').count());
    while let Some(last) = name.chars().next_back() {
        if last == ')' && unopened > 0 {
            unopened -= 1;
        } else if !".,;:!?'’]".contains(last) {
            break;
        }
        name = &name[..name.len() - last.len_utf8()];
    }
    name
}

/// The size of the word at the start of `rest`, where no space is.
fn token(rest: &str, before: &str) -> usize {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else {
        return 0;
    };
    let second = chars.next();
    let word_before = before.chars().next_back().is_some_and(char::is_alphanumeric);
    let face = |face: &&&str| {
        rest.starts_with(**face) && !rest[face.len()..].starts_with(char::is_alphanumeric)
    };
    if let Some(face) = FACES.iter().find(face) {
        return face.len();
    }
    match (first, second) {
        ('.', Some(digit)) if digit.is_ascii_digit() && !word_before => {
            1 + word(&rest[1..], before)
        }
        ('#' | '@', Some(letter)) if letter.is_alphabetic() && !word_before => {
            1 + word(&rest[1..], before)
        }
        ('\'' | '’' | '‘', Some(_)) if !word_before && cut_short(&rest[first.len_utf8()..]) => {
            first.len_utf8() + word(&rest[first.len_utf8()..], before)
        }
        // A clitic whose word ended in a sign: `(he)'s`.
        ('\'' | '’', Some(_))
            if !before.is_empty() && clitic(rest) > 0 && !starts_chunk(before) =>
        {
            clitic(rest)
        }
        ('`', Some('`')) | ('\'', Some('\'')) | ('’', Some('’')) => 2 * first.len_utf8(),
        ('!' | '?', _) => run(rest, |char| char == '!' || char == '?'),
        _ if REPEATED.contains(first) => run(rest, |char| char == first),
        _ if first.is_alphanumeric() => word(rest, before),
        _ => first.len_utf8() + run(&rest[first.len_utf8()..], is_mark),
    }
}

/// Marks that belong to the sign before them.
fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

fn run(text: &str, same: impl Fn(char) -> bool) -> usize {
    text.find(|char| !same(char)).unwrap_or(text.len())
}

fn cut_short(rest: &str) -> bool {
    let size = run(rest, char::is_alphanumeric);
    let word = &rest[..size];
    one_of(CUT_SHORT, word)
        || (word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit))
}

/// The size of the clitic at the start, with its apostrophe; 0 if there is none.
fn clitic(rest: &str) -> usize {
    let Some(mark) = rest.chars().next().filter(|char| is_apostrophe(*char)) else {
        return 0;
    };
    let tail = &rest[mark.len_utf8()..];
    let size = run(tail, char::is_alphanumeric);
    if one_of(CLITICS, &tail[..size]) { mark.len_utf8() + size } else { 0 }
}

fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’')
}

fn one_of(words: &[&str], word: &str) -> bool {
    word.len() < 16 && words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// The size of the word at the start, with the signs that are within it and the
/// full stop of an abbreviation.
fn word(rest: &str, before: &str) -> usize {
    if let Some(size) = telephone(rest) {
        return size;
    }
    let mut at = 0;
    loop {
        at += run(&rest[at..], |char| char.is_alphanumeric() || char == '_' || is_mark(char));
        let mut after = rest[at..].chars();
        let (Some(sign), Some(next)) = (after.next(), after.next()) else {
            break;
        };
        if !joins(&rest[..at], sign, next, &rest[at + sign.len_utf8()..]) {
            break;
        }
        at += sign.len_utf8();
    }
    if rest[at..].starts_with('.') && keeps_stop(&rest[..at], &rest[at + 1..], before) {
        at += 1;
    }
    at
}

/// Whether a sign is within the word that `so_far` begins.
fn joins(so_far: &str, sign: char, next: char, tail: &str) -> bool {
    let Some(last) = so_far.chars().next_back() else {
        return false;
    };
    let digits = last.is_ascii_digit() && next.is_ascii_digit();
    match sign {
        '\'' | '’' => last.is_alphanumeric() && next.is_alphabetic(),
        '.' => digits || initials(so_far, tail),
        ',' => digits && run(tail, |char| char.is_ascii_digit()) == 3,
        ':' | '/' => digits,
        '-' => next.is_alphanumeric() && one_of(PREFIXES, so_far),
        '&' => last.is_uppercase() && next.is_uppercase(),
        _ => false,
    }
}

/// Whether a full stop stands between single letters: `U.S`, `e.g`.
fn initials(so_far: &str, tail: &str) -> bool {
    let last = so_far.rsplit('.').next().unwrap_or(so_far);
    let letter = |text: &str| text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    let next = &tail[..run(tail, char::is_alphanumeric)];
    (letter(last) || (last == "Ph" && next == "D")) && letter(next)
}

/// Whether a word keeps the full stop that follows it.
fn keeps_stop(word: &str, after: &str, before: &str) -> bool {
    let next = after.trim_start().chars().next();
    if word.contains('.') {
        // `U.S.`, but `3.5.`
        return word.chars().all(|char| char.is_alphabetic() || char == '.');
    }
    if after.starts_with('.') {
        return false;
    }
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_uppercase()
        && next.is_some_and(char::is_alphabetic)
    {
        // `J. S. Mill`; but `World War I. The` has no initial.
        return letter != 'I' || before.trim_end().ends_with('.') || before.trim_end().is_empty();
    }
    if word == "etc" && next.is_none() {
        return false;
    }
    one_of(ABBREVIATIONS, word)
        || (one_of(BEFORE_NUMBERS, word) && next.is_some_and(|char| char.is_ascii_digit()))
}

/// Digits in groups, three and four (`555-0199`) or more: no sum, no range.
fn telephone(rest: &str) -> Option<usize> {
    let group = start(rest, 20);
    let size = run(group, |char| char.is_ascii_digit() || char == '-');
    let number = rest[..size].trim_end_matches('-');
    let mut groups = number.split('-').rev();
    let whole = groups.next()?.len() == 4
        && groups.next()?.len() == 3
        && groups.all(|group| (1..=3).contains(&group.len()));
    whole.then_some(number.len())
}

/// The sizes of the words that are written as one.
fn parts(word: &str) -> Vec<usize> {
    if let Some((_, first)) = JOINED.iter().find(|(joined, _)| joined.eq_ignore_ascii_case(word)) {
        return vec![*first, word.len() - first];
    }
    let digits = run(word, |char| char.is_ascii_digit() || matches!(char, '.' | ',' | ':'));
    if digits > 0 && digits < word.len() && one_of(UNITS, word[digits..].trim_end_matches('.')) {
        return vec![digits, word.len() - digits];
    }
    let mut ends = Vec::new();
    let mut end = word.len();
    while let Some(start) = suffix(&word[..end]) {
        ends.push(end - start);
        end = start;
    }
    ends.push(end);
    ends.reverse();
    ends
}

/// Where the last word of a contraction begins.
fn suffix(word: &str) -> Option<usize> {
    let (mark, sign) = word.char_indices().rev().take(4).find(|(_, char)| is_apostrophe(*char))?;
    let tail = &word[mark + sign.len_utf8()..];
    let start = if tail.eq_ignore_ascii_case("t") {
        let before = word[..mark].char_indices().next_back()?;
        matches!(before.1, 'n' | 'N').then_some(before.0)?
    } else if one_of(CLITICS, tail) {
        mark
    } else {
        return None;
    };
    (start > 0).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_as_the_treebanks_cut_it() {
        for (text, words) in [
            ("I don't know.", "I do n't know ."),
            ("He can’t and couldn't've.", "He ca n’t and could n't 've ."),
            ("We cannot.", "We can not ."),
            ("Kant's and the workers' view", "Kant 's and the workers ' view"),
            ("a well-known non-fiction e-mail", "a well - known non-fiction e-mail"),
            (
                "Dr. J. S. Mill of the U.S. met Mr. Taylor.",
                "Dr. J. S. Mill of the U.S. met Mr. Taylor .",
            ),
            ("World War I. Then", "World War I . Then"),
            ("In 1,200.5 days, $5 or 30% at 5:30pm", "In 1,200.5 days , $ 5 or 30 % at 5:30 pm"),
            ("from 1939–1945, 1939-1945", "from 1939 – 1945 , 1939 - 1945"),
            ("“Why?” he said—or wrote...", "“ Why ? ” he said — or wrote ..."),
            ("(see www.example.org/a_(b).)", "( see www.example.org/a_(b) . )"),
            ("Write to ann@example.org, now!", "Write to ann@example.org , now !"),
            ("and/or 11/28/2000", "and / or 11/28/2000"),
            ("What?! No!!! -- yes", "What ?! No !!! -- yes"),
            ("No. 5, p. 12, c. 400, but no.", "No. 5 , p. 12 , c. 400 , but no ."),
            ("the 1990s, the ’60s, 19th", "the 1990s , the ’60s , 19th"),
            ("AT&T o'clock O'Brien", "AT&T o'clock O'Brien"),
            ("call 713-853-3989 or 345-3436", "call 713-853-3989 or 345-3436"),
            ("", ""),
        ] {
            let found: Vec<&str> = tokens(text).into_iter().map(|span| &text[span]).collect();
            assert_eq!(found.join(" "), words);
        }
    }

    #[test]
    fn nothing_but_space_is_between_words_whatever_the_text() {
        let long = "a.".repeat(3000);
        let signs = "'’‘`.-–—@#$%^&*()[]{}<>/\\|!?,;:\"“”…_~+=".repeat(3);
        for text in [
            "\u{0}\u{7f}\u{200d}\u{301}a\u{301}",
            "’s 's n't 't '",
            "e\u{301}’\u{301}s",
            "ﷺ𝕳ello 👩‍👩‍👧 日本語。",
            "http://",
            "www.",
            "@.",
            "..5.5..",
            "1-2-3-",
            "-555-0199-",
            "I.",
            "A.B",
            &long,
            &signs,
        ] {
            let mut at = 0;
            for span in tokens(text) {
                assert!(span.start < span.end, "{text} {span:?}");
                let between = &text[at..span.start];
                assert!(
                    between.chars().all(|char| char.is_whitespace() || char.is_control()),
                    "{text}"
                );
                at = span.end;
            }
        }
    }
}
