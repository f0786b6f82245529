//! Where sentences end. The crate `sentencex` proposes; its known errors in
//! scholarly prose are mended here.

use super::notation::is_raised;
use std::ops::Range;

pattern!(
    /// A piece that ends so goes on in the next one.
    OPEN_END,
    r"(?:^|[\s(“‘\x22])(?:\p{Lu}\.(?:\p{Lu}\.)*|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Adm|Sen|Rep|Gov|Rev|St|Jr|Sr|vs|v|cf|ca|c|viz|i\.e|e\.g|et al|al|No|Nos|Vol|Vols|ed|eds|pp|p|Dept|Maj|Pres|Hon|fl|r|b|d)\.)$"
);
pattern!(
    /// Initials that do end a sentence when a usual opening follows.
    OPENER,
    r"^[“‘\x22(]?(?:The|A|An|In|On|At|By|For|From|After|Before|During|This|These|That|Those|It|He|She|They|We|But|And|Or|So|Yet|However|Thus|Although|Though|When|While|As|If|Since|Because|His|Her|Their|Its|There|Some|Many|Most|Other|Others|Another|Firstly|Secondly|Thirdly|Finally|Like|Unlike|Meanwhile|Nonetheless|Nevertheless|Instead|Moreover|Both|Only|Even|Despite|Without|With|Having|Once)\b"
);
pattern!(
    /// A piece that holds such a place is two.
    HIDDEN_END,
    r"[\p{Ll}\d)][.!?][”’\x22)]+ (?:[“‘\x22(]?\p{Lu})|[\p{Ll}\d][!?.] (?:[“‘\x22(]?\p{Lu}\p{Ll}* )|\p{Lu}\.\p{Lu}\. (?:[“‘\x22(]?\p{Lu})"
);

/// Most bytes that the crate is given at once: above 10 KiB it writes to
/// standard error, and its time grows with signs times bytes.
const MAX_BATCH: usize = 4 << 10;
/// Most signs times bytes in as much.
const MAX_WORK: usize = 1 << 20;
/// Most bytes at once of a paragraph that has more.
const MAX_DENSE: usize = 512;
/// Most bytes of a sentence.
const MAX_SENTENCE: usize = 8 << 10;
/// Most bytes of a sentence that is a row of entries.
const MAX_ROW: usize = 1500;
/// So many bytes of text take longer than a thread to be started.
const WORTH_A_THREAD: usize = 4 << 10;
/// What the crate takes for the end of a paragraph.
const BREAK: &str = "\n\n";

/// The sentences of each of these paragraphs of `text`, without surrounding
/// blanks. Each half of a long text is worked at beside the other.
pub(super) fn split_all(text: &str, paragraphs: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    let length: usize = paragraphs.iter().map(Range::len).sum();
    if length < WORTH_A_THREAD {
        return split_some(text, paragraphs);
    }
    let mut before = 0;
    let is_first = |span: &Range<usize>| {
        before += span.len();
        before * 2 <= length
    };
    let middle = paragraphs.iter().cloned().take_while(is_first).count();
    let (first, second) = paragraphs.split_at(middle);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| split_some(text, second));
        let mut found = split_some(text, first);
        found.extend(second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        found
    })
}

/// The crate compiles a pattern at each call: short paragraphs share one.
fn split_some(text: &str, paragraphs: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    let mut found = Vec::with_capacity(paragraphs.len());
    let mut batch = Batch::default();
    for span in paragraphs {
        let paragraph = &text[span.clone()];
        let most = most_at_once(paragraph);
        if span.len() > most || batch.text.len() + span.len() > MAX_BATCH {
            batch.split(text, &mut found);
        }
        match span.len() > most {
            true => found.push(sentences(text, span, &starts_by_chunk(paragraph, most))),
            false => batch.add(paragraph, span),
        }
    }
    batch.split(text, &mut found);
    found
}

/// Short paragraphs that are proposed for together.
#[derive(Default)]
struct Batch {
    text: String,
    /// Where a paragraph begins here, and its place in the document.
    paragraphs: Vec<(usize, Range<usize>)>,
}

impl Batch {
    fn add(&mut self, paragraph: &str, span: &Range<usize>) {
        self.paragraphs.push((self.text.len(), span.clone()));
        self.text.push_str(paragraph);
        self.text.push_str(BREAK);
    }

    fn split(&mut self, text: &str, found: &mut Vec<Vec<Range<usize>>>) {
        let starts = starts(&self.text);
        for (from, span) in self.paragraphs.drain(..) {
            let first = starts.partition_point(|&start| start < from);
            let last = starts.partition_point(|&start| start < from + span.len());
            let own: Vec<usize> = starts[first..last].iter().map(|start| start - from).collect();
            found.push(sentences(text, &span, &own));
        }
        self.text.clear();
    }
}

/// How much of a paragraph the crate is given at once; nothing of one that is
/// signs more than words.
fn most_at_once(paragraph: &str) -> usize {
    let signs = paragraph.chars().filter(|c| !c.is_alphanumeric() && *c != ' ').count();
    match signs {
        _ if signs > MAX_DENSE && signs * 3 > paragraph.len() => 0,
        _ if signs * MAX_BATCH > MAX_WORK * paragraph.len().div_ceil(MAX_BATCH) => MAX_DENSE,
        _ => MAX_BATCH,
    }
}

/// Where the crate proposes that sentences begin.
fn starts(text: &str) -> Vec<usize> {
    let pieces = sentencex::segment("en", text).into_iter();
    // Where pieces lie, not how long they are: it may leave some out, and the
    // break between paragraphs is no part of the text.
    let place = |piece: &str| (piece.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let mut starts: Vec<usize> = pieces.filter_map(place).collect();
    starts.retain(|&start| start < text.len());
    starts.sort_unstable();
    starts
}

/// The same of a long paragraph, cut at blanks; a sentence that a cut breaks is
/// joined again, as it is not finished.
fn starts_by_chunk(paragraph: &str, most: usize) -> Vec<usize> {
    let chunks = chunks(paragraph, 0..if most == 0 { 0 } else { paragraph.len() }, most);
    let starts = chunks.flat_map(|chunk| {
        let from = chunk.start;
        starts(&paragraph[chunk]).into_iter().map(move |start| from + start)
    });
    starts.collect()
}

/// Pieces of at most so many bytes, cut at blanks where there are any.
fn chunks(text: &str, span: Range<usize>, most: usize) -> impl Iterator<Item = Range<usize>> {
    let mut from = span.start;
    std::iter::from_fn(move || {
        let mut end = span.end.min(from + most);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
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

/// Sentences from the places where they may begin.
fn sentences(text: &str, span: &Range<usize>, starts: &[usize]) -> Vec<Range<usize>> {
    let paragraph = &text[span.clone()];
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut cuts: Vec<usize> = starts.iter().copied().filter(|&start| start > 0).collect();
    cuts.dedup();
    cuts.push(paragraph.len());
    let mut at = 0;
    for cut in cuts {
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
    let parts = sentences.into_iter().flat_map(|piece| split_hidden(paragraph, piece));
    let parts = parts.flat_map(|part| cut_long(paragraph, part));
    parts.map(|part| span.start + part.start..span.start + part.end).collect()
}

/// The last bytes of a text: whether a sentence may end there needs no more.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(64);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let piece = &text[span.clone()];
    let start = span.start + piece.len() - piece.trim_start().len();
    start..start.max(span.start + piece.trim_end().len())
}

fn goes_on(before: &str, after: &str) -> bool {
    let opens_small =
        after.chars().next().is_some_and(|c| c.is_lowercase() || c == ',' || c == ')');
    opens_small
        || OPEN_END.is_match(tail(before)) && !OPENER.is_match(after)
        || !is_finished(before)
}

fn split_hidden(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = span.start;
    let mut from = start;
    while let Some(found) = HIDDEN_END.find(&text[from..span.end]) {
        let blank = from + found.start() + found.as_str().find(' ').unwrap_or(0);
        if OPEN_END.is_match(tail(&text[start..blank]))
            && !OPENER.is_match(&text[blank + 1..span.end])
        {
            from = blank + 1;
            continue;
        }
        parts.push(trimmed(text, start..blank));
        start = blank + 1;
        from = start;
    }
    parts.push(trimmed(text, start..span.end));
    parts.retain(|part| !part.is_empty());
    parts
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

/// Whether a stop behind this word ends no sentence: `Dr`, `Gen`, `J`.
pub(super) fn is_abbreviation(word: &str) -> bool {
    OPEN_END.is_match(&format!(" {word}."))
}

/// Whether a text ends as a sentence does, closing quotes and note marks aside.
pub(super) fn is_finished(text: &str) -> bool {
    let marks = |c| matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '*' | '_') || is_raised(c);
    let bare = text.trim_end().trim_end_matches(marks);
    bare.ends_with(['.', '!', '?', ':', '…', '。', '？', '！']) && !ends_in_initial(bare)
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
