//! Finds dates: one grammar, longest match first; what lacks its year takes it from what stands before.

mod count;
mod grammar;
mod no_date;
mod resolve;

use super::fact::{DateFact, Dating};
use super::lexicon::{Pattern, listed};
use super::token::last_bytes;
use crate::calendar::Span;
use crate::document::{Document, ParagraphKind};
use grammar::Expression;
use jiff::civil;
use resolve::{Context, Role};
use std::ops::Range;

/// How far back a sentence is read for what a date belongs to.
const BACK: usize = 160;
/// What stands before a date that opens its sentence: `By the end of`.
const OPENING: usize = 3;
/// The document's own date stands within so many paragraphs of its beginning, and in a line
/// of so many words.
const TOP: usize = 5;
const LINE: usize = 16;

/// A date of the prose.
struct Found {
    span: Range<usize>,
    expression: Expression,
    role: Role,
    /// The paragraph's index.
    paragraph: usize,
    /// That of the sentence, or of the next one.
    sentence: usize,
}

/// All dates of the document's prose, in order.
pub fn find(document: &Document) -> Vec<DateFact> {
    let found = written(document);
    let own = own_date(document, &found);
    let mut context = Context::new(own, found.iter().map(|found| &found.expression));
    let mut headed = headed(document, &found).into_iter();
    let (mut begun, mut sentence) = (0, 0);
    let resolved = found.into_iter().filter_map(|found| {
        while begun <= found.paragraph {
            context.begin_paragraph(headed.next().flatten());
            begun += 1;
        }
        context.begin_sentence(found.sentence - sentence);
        sentence = found.sentence;
        let (value, evidence) = context.resolve(&found.expression, found.role)?;
        let is_heading = document.paragraphs[found.paragraph].kind == ParagraphKind::Heading;
        (!is_heading).then_some(DateFact {
            span: found.span,
            value,
            evidence,
            event: None,
            in_layout: false,
        })
    });
    resolved.collect()
}

/// The year that each paragraph's section is headed by: `2003: The invasion`, where another
/// section of its level begins with a year, too.
fn headed(document: &Document, found: &[Found]) -> Vec<Option<i32>> {
    let year = |index: usize, start: usize| {
        let at = found.partition_point(|found| found.paragraph < index);
        let first =
            found.get(at).filter(|one| one.paragraph == index && one.span.start == start)?;
        first.expression.bare_year()
    };
    let headings = document.paragraphs.iter().enumerate().map(|(index, paragraph)| {
        let is_heading = paragraph.kind == ParagraphKind::Heading;
        let level = document.sections[paragraph.section].level;
        is_heading.then(|| (level, year(index, paragraph.span.start)))
    });
    let headings: Vec<_> = headings.collect();
    let mut rows = [0_usize; 256];
    for (level, _) in headings.iter().flatten().filter(|(_, year)| year.is_some()) {
        rows[usize::from(*level)] += 1;
    }
    let mut above: Vec<(u8, Option<i32>)> = Vec::new();
    let years = headings.iter().map(|heading| {
        if let Some((level, year)) = *heading {
            above.retain(|(one, _)| *one < level);
            above.push((level, year.filter(|_| rows[usize::from(level)] > 1)));
        }
        above.iter().rev().find_map(|(_, year)| *year)
    });
    years.collect()
}

/// What is written of dates; of a heading the first, where it has its year.
fn written(document: &Document) -> Vec<Found> {
    let citations = no_date::citations(document);
    let mut written = Vec::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        if paragraph.kind == ParagraphKind::Heading {
            let start = paragraph.span.start;
            let first = grammar::expressions(document.slice(paragraph.span.clone())).into_iter();
            written.extend(first.take(1).filter(|(_, one)| one.has_year()).map(|(place, one)| {
                let span = start + place.start..start + place.end;
                let sentence = paragraph.sentences.start;
                let expression = one.beginning();
                Found { span, expression, role: Role::Leads, paragraph: index, sentence }
            }));
        }
        for sentence in paragraph.sentences.clone() {
            let whole = &document.sentences[sentence].span;
            let (text, start) = (document.slice(whole.clone()), whole.start);
            for (place, expression) in grammar::expressions(text) {
                let span = start + place.start..start + place.end;
                if !no_date::is_none(document, whole, &span, &citations) {
                    let role = role(text, &place);
                    written.push(Found { span, expression, role, paragraph: index, sentence });
                }
            }
        }
    }
    written
}

/// What a date at a place of its sentence does to the story.
fn role(sentence: &str, place: &Range<usize>) -> Role {
    // `The fleet of 1905` is no time.
    static OF: Pattern = Pattern::new(r"^(?:The|A|An|His|Her|Its|Their|This) [^ ]+ of(?: the)? $");
    static PAST: Pattern = Pattern::new(r"\bhad\b[^.;:]*$|\bsince $|\($|\ba \w*$");
    static UNTIL: Pattern = Pattern::new(r"\buntil [^,.;:]*$");
    // `did not return until 1873`: then it came about.
    static NOT_UNTIL: Pattern = Pattern::new(r"\b(?:not|never|n['’]t) [^,.;:]*\buntil [^,.;:]*$");
    let before = last_bytes(&sentence[..place.start], BACK);
    let opens = before.len() == place.start && before.split_whitespace().count() <= OPENING;
    if opens && !before.ends_with('(') && !OF.is_match(before) {
        return Role::Leads;
    }
    match () {
        () if PAST.is_match(before) => Role::Passing,
        () if UNTIL.is_match(before) && !NOT_UNTIL.is_match(before) => Role::Until,
        () => Role::Told,
    }
}

/// The document's own date: what it says of itself, or a line with a date at its top.
fn own_date(document: &Document, found: &[Found]) -> Option<civil::Date> {
    let day = |expression: &Expression| {
        let (span, _) = Context::default().resolve(expression, Role::Leads)?;
        span.to.is_none().then_some(span.from)?.day.and(span.from.civil())
    };
    // `2021-03-03T10:00:00Z`, `Wed, 03 Mar 2021 10:00 GMT`: the day is what counts.
    let told = document.meta.date.as_deref().map(grammar::expressions).unwrap_or_default();
    told.iter().find_map(|(_, expression)| day(expression)).or_else(|| {
        let mut top = found.iter().take_while(|found| found.paragraph < TOP);
        top.find_map(|found| day(&found.expression).filter(|_| is_dateline(document, found)))
    })
}

/// `Tuesday, October 25, 2005` at the beginning of a paragraph, `Published: 3 May 2012`,
/// `By A. Holm | 3 May 2012`, `LONDON, 3 May 2012 – …`.
fn is_dateline(document: &Document, found: &Found) -> bool {
    let paragraph = &document.paragraphs[found.paragraph].span;
    let before = document.slice(paragraph.start..found.span.start.max(paragraph.start)).trim();
    let after = document.slice(found.span.end..paragraph.end.max(found.span.end)).trim();
    let lead = before.trim_end_matches([',', ':']);
    let words = document.slice(paragraph.clone()).split_whitespace().take(LINE + 1).count();
    let is_place = lead.len() > 2
        && lead.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | ','))
        && after.starts_with(['–', '—', '-', '(']);
    // `By A. Holm Published: 3 May 2012`
    let is_told = before.ends_with(':')
        && listed!("before an own date").iter().any(|told| {
            let rest = lead.to_lowercase();
            rest.strip_suffix(told).is_some_and(|rest| rest.ends_with([' ', '\n', '|']))
        });
    let is_line = words <= LINE && (is_told || leads_to_date(lead)) && may_follow_date(after);
    listed!("weekdays").contains(lead) || is_place || is_line
}

/// `Published: Friday`, `By A. Holm |`, or nothing.
fn leads_to_date(lead: &str) -> bool {
    let last = lead.rsplit([' ', ',', ':']).next().unwrap_or_default();
    let weekday = if listed!("weekdays").contains(last) { last.len() } else { 0 };
    let bare = lead[..lead.len() - weekday].trim_end_matches([',', ':', ' ']).to_lowercase();
    bare.is_empty()
        || bare.ends_with(is_mark)
        || listed!("before an own date").contains(&bare)
        || listed!("bylines")
            .iter()
            .any(|by| bare.strip_prefix(by).is_some_and(|name| name.starts_with(' ')))
}

/// `| by A. Holm`, `at 10:15`, or nothing.
fn may_follow_date(text: &str) -> bool {
    let next = text.trim_start_matches([',', '(']).split_whitespace().next().unwrap_or_default();
    text.is_empty()
        || text.starts_with(is_mark)
        || listed!("behind an own date").contains(&next.trim_end_matches(':').to_lowercase())
        || next.contains(':') && next.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether it stands between the parts of a line that names author and day.
fn is_mark(c: char) -> bool {
    listed!("about an own date").contains(c.encode_utf8(&mut [0; 4]))
}

/// The value of a text that is a date and nothing else.
pub(super) fn value_of(text: &str) -> Option<Span> {
    let text = text.trim().trim_end_matches(['.', ':', ',']);
    let bare = listed!("about a date").iter().find_map(|about| text.strip_prefix(about));
    let text = bare.unwrap_or(text).trim_start();
    let found = grammar::expressions(text);
    let [(span, expression)] = found.as_slice() else { return None };
    let mut context = Context::new(None, std::iter::once(expression));
    let (value, evidence) = context.resolve(expression, Role::Leads)?;
    (*span == (0..text.len()) && evidence == Dating::Written).then_some(value)
}

#[cfg(test)]
mod tests;
