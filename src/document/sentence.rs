//! Where sentences end: behind a mark that may end one, unless what stands before it
//! is shortened or what follows goes on.

use super::format::{Words, words};
use super::notation::is_raised;
use crate::base::border::border;
use std::ops::Range;
use std::sync::LazyLock;

pattern!(
    /// What may end a sentence: marks that do in any script, closing quotes and
    /// brackets, note marks, blanks where the script has them.
    END,
    r"(?:[\p{Sentence_Terminal}…]+[\p{Pe}\p{Pf}\x22'*_]*(?:[⁰¹²³⁴-⁹]+|\s?\[\d+\])*\s+|[。．！？｡]\p{Pe}*)"
);

/// Words that end no sentence with the stop behind them.
static ABBREVIATIONS: Words =
    LazyLock::new(|| words(include_str!("../../data/markup/abbreviations.txt")));
/// Words that end no sentence with the stop behind them where a number follows.
static BEFORE_NUMBERS: Words =
    LazyLock::new(|| words(include_str!("../../data/markup/before_numbers.txt")));
/// Words that begin sentences, and no name that goes on behind initials.
static OPENERS: Words = LazyLock::new(|| words(include_str!("../../data/markup/openers.txt")));

/// Most bytes of a sentence.
const MAX_SENTENCE: usize = 8 << 10;
/// Most bytes of a sentence that is a row of entries.
const MAX_ROW: usize = 1500;

/// The sentences of one paragraph, without surrounding blanks.
pub fn sentences_of(text: &str) -> impl Iterator<Item = &str> {
    sentences(text, &(0..text.len())).into_iter().map(|span| &text[span])
}

/// The sentences of each of these paragraphs of `text`, without surrounding
/// blanks.
pub(super) fn split_all(text: &str, paragraphs: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    paragraphs.iter().map(|span| sentences(text, span)).collect()
}

/// Pieces of at most so many bytes, cut at blanks where there are any.
fn chunks(text: &str, span: Range<usize>, most: usize) -> impl Iterator<Item = Range<usize>> {
    let mut from = span.start;
    std::iter::from_fn(move || {
        let mut end = border(text, span.end.min(from + most));
        if end < span.end {
            end = text[from..end].rfind(' ').map_or(end, |blank| from + blank + 1);
        }
        let chunk = from..end;
        from = end;
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// No sentence is as long as these; what follows takes time by the square. A row
/// of entries between semicolons is a sentence each.
fn cut_long(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut entries = Vec::new();
    let mut at = part.start;
    if part.len() > MAX_ROW {
        for (semicolon, _) in text[part.clone()].match_indices("; ") {
            entries.push(at..part.start + semicolon + 1);
            at = part.start + semicolon + 1;
        }
    }
    entries.push(at..part.end);
    let pieces = entries.into_iter().flat_map(|entry| chunks(text, entry, MAX_SENTENCE));
    pieces.map(|piece| trimmed(text, piece)).filter(|piece| !piece.is_empty()).collect()
}

fn sentences(text: &str, span: &Range<usize>) -> Vec<Range<usize>> {
    let paragraph = &text[span.clone()];
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let ends = END.find_iter(paragraph).map(|end| end.end());
    let mut at = 0;
    for cut in ends.chain([paragraph.len()]) {
        let piece = trimmed(paragraph, at..cut);
        at = cut;
        match sentences.last_mut() {
            _ if piece.is_empty() => {}
            Some(last) if goes_on(&paragraph[last.clone()], &paragraph[piece.clone()]) => {
                last.end = piece.end;
            }
            _ => sentences.push(piece),
        }
    }
    let parts = sentences.into_iter().flat_map(|part| cut_long(paragraph, part));
    parts.map(|part| span.start + part.start..span.start + part.end).collect()
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let piece = &text[span.clone()];
    let start = span.start + piece.len() - piece.trim_start().len();
    start..start.max(span.start + piece.trim_end().len())
}

fn goes_on(before: &str, after: &str) -> bool {
    let bare = after.trim_start_matches(['–', '—', '(', ' ']);
    let opens_small = bare.starts_with(|c: char| c.is_lowercase() || c == ',' || c == ')');
    opens_small
        || !after.contains(char::is_alphabetic)
        || ends_short(before, after)
        || !is_finished(before)
}

/// Whether the last word of a piece is shortened, and goes on in the next one.
fn ends_short(before: &str, after: &str) -> bool {
    let Some(text) = before.strip_suffix('.') else { return false };
    let word = text.rsplit(|c: char| c.is_whitespace() || "([“‘\"".contains(c)).next();
    let word = word.unwrap_or_default();
    let after = after.trim_start_matches(['“', '‘', '"', '(']);
    match after.starts_with(|c: char| c.is_numeric()) {
        true => is_abbreviation(word) || BEFORE_NUMBERS.contains(word),
        false => is_abbreviation(word) && !is_opener(after),
    }
}

fn is_opener(text: &str) -> bool {
    let word = text.split(|c: char| c.is_whitespace() || ",;:".contains(c)).next();
    word.is_some_and(|word| OPENERS.contains(word))
}

/// `… as Allen S.`: the surname is to come; `World War I.` is an end.
fn ends_in_initial(text: &str) -> bool {
    let Some(before) = text.strip_suffix('.') else { return false };
    let mut letters = before.chars().rev();
    let initial = letters.next().filter(|c| c.is_uppercase() && !matches!(c, 'I' | 'V' | 'X'));
    let mut words = before.rsplit(' ');
    let alone = words.next().is_some_and(|last| last.chars().count() == 1);
    let named = words.next().is_some_and(|name| {
        let mut chars = name.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.all(char::is_lowercase)
    });
    initial.is_some() && alone && named
}

/// Whether a stop behind this word ends no sentence: `Dr`, `Gen`, `J`, `U.S`.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let is_initial = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    ABBREVIATIONS.contains(word) || word.split('.').all(is_initial)
}

/// Whether a text ends as a sentence does, closing quotes and note marks aside.
pub(super) fn is_finished(text: &str) -> bool {
    let marks = |c| matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '*' | '_') || is_raised(c);
    let bare = without_notes(text).trim_end_matches(marks);
    bare.ends_with(['.', '!', '?', ':', '…', '。', '？', '！']) && !ends_in_initial(bare)
}

/// Without the numbers of notes in brackets at its end: `It fell. [1] [2]`.
fn without_notes(text: &str) -> &str {
    let text = text.trim_end();
    let open =
        text.strip_suffix(']').map(|inner| inner.trim_end_matches(|c: char| c.is_ascii_digit()));
    match open.and_then(|open| open.strip_suffix('[')) {
        Some(before) if before.len() + 2 < text.len() => without_notes(before),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_initial_behind_a_given_name_ends_nothing() {
        for open in ["It was found by Allen S.", "So wrote John F."] {
            assert!(!is_finished(open), "{open}");
        }
        for end in ["It began after World War I.", "They lacked vitamin C.", "He lived in the U.S."]
        {
            assert!(is_finished(end), "{end}");
        }
    }

    #[test]
    fn sentences_end_where_a_reader_sees_them_end() {
        for sentences in [
            &["The walls fell. [1] [2]", "Nobody wept."][..],
            &["The walls fell.²", "Nobody wept."],
            &["He asked “Who is it?” – as he always did – and went in."],
            &["He wrote “It is done.”", "Then he slept."],
            &["They met at 6 p.m. (at the gate) in the rain.", "Nobody came."],
            &["About 3 of approx. 3750 letters stand in vol. 4 of the edition."],
            &["It is the oldest art.", "Being old is no merit.", "He said no.", "We left."],
            &["So wrote J. A. Lind.", "He was right."],
            &["George H. W. Holm and the U.S. Army came.", "The town fell."],
            &["It was led by Mr. Lind and Dr. Holm of St. Mary’s.", "They won."],
            &["What now?", "Nothing!", "All was lost…", "He left."],
            &["城壁は崩れた。", "誰も泣かなかった。"],
        ] {
            let joint =
                if sentences[0].is_ascii() || sentences[0].contains(' ') { " " } else { "" };
            let text = sentences.join(joint);
            let found = split_all(&text, std::slice::from_ref(&(0..text.len()))).remove(0);
            let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
            assert_eq!(found, sentences);
        }
    }

    #[test]
    fn what_is_longer_than_any_sentence_is_cut_at_a_blank() {
        let text = "word ".repeat(4000);
        let text = text.trim_end();
        let found = split_all(text, std::slice::from_ref(&(0..text.len()))).remove(0);
        assert_eq!(found.iter().map(Range::len).collect::<Vec<_>>(), [8189, 8189, 3619]);
        assert!(found.iter().all(|span| text[span.clone()].starts_with("word")));
    }

    #[test]
    fn what_is_more_signs_than_words_is_no_sentences() {
        let text = "! ".repeat(4000);
        let found = split_all(&text, std::slice::from_ref(&(0..text.len()))).remove(0);
        assert_eq!(found.iter().map(Range::len).collect::<Vec<_>>(), [7999]);
    }
}
