//! Direct speech: quotations of whole sentences, over as many of them as they take, and
//! whose they are.

use super::content;
use crate::document::{Document, ParagraphKind};
use crate::generate::fact::{Claim, Evidence, Holder, Stance};
use crate::generate::lexicon::Pattern;
use crate::generate::token::trimmed;
use std::ops::Range;

/// The shortest speech, in words.
const SHORTEST: usize = 3;
/// The longest words between the halves of what is quoted: `said Holm, his friend,`.
const LONGEST_TAG: usize = 12;

static MARKS: Pattern = Pattern::new(r#"[“”"]|''+"#);

/// The speech of a document.
#[derive(Debug, Default)]
pub(super) struct Speech(Vec<Quotation>);

/// Words that somebody said as they were said.
#[derive(Debug)]
struct Quotation {
    /// With its marks.
    span: Range<usize>,
    paragraph: usize,
    /// Whether the next paragraph goes on with it.
    is_open: bool,
    /// Whether it is the second half of the one before: `“We go,” she said, “when it rains.”`
    is_second: bool,
}

impl Speech {
    pub(super) fn new(document: &Document) -> Self {
        let mut speech = Vec::new();
        let prose = |one: &usize| document.paragraphs[*one].kind != ParagraphKind::Quote;
        for paragraph in (0..document.paragraphs.len()).filter(prose) {
            let place = document.paragraphs[paragraph].span.clone();
            let (quotations, open) = quotations(document.slice(place.clone()));
            let next = document.paragraphs.get(paragraph + 1);
            let next = next.map_or("", |next| document.slice(next.span.clone()));
            let goes_on = next.starts_with(['"', '“']) || next.starts_with("''");
            let open = open.filter(|_| goes_on).map(|start| start..place.len());
            let is_open = |span: &Range<usize>| open.as_ref() == Some(span);
            for span in quotations.into_iter().chain(open.clone()) {
                let is_open = is_open(&span);
                let span = place.start + span.start..place.start + span.end;
                let is_second = speech.last().is_some_and(|last: &Quotation| {
                    last.paragraph == paragraph && divides(document, last.span.clone(), span.start)
                });
                let found = Quotation { span, paragraph, is_open, is_second };
                speech.extend((is_second || found.is_speech(document)).then_some(found));
            }
        }
        Self(speech)
    }

    /// The speech of which a part stands in `place`.
    pub(super) fn within(
        &self,
        place: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = &Range<usize>> {
        let first = self.0.partition_point(|one| one.span.end <= place.start);
        let end = self.0.partition_point(|one| one.span.start < place.end);
        self.0[first.min(end)..end].iter().map(|one| &one.span)
    }

    /// Whether a place lies in speech.
    pub(super) fn holds(&self, place: usize) -> bool {
        self.within(&(place..place + 1)).next().is_some()
    }

    /// What is claimed, with all of the speech that it holds a part of.
    pub(super) fn whole(&self, place: Range<usize>) -> Range<usize> {
        let mut parts = self.within(&place);
        let first = parts.next().map_or(place.start, |first| first.start.min(place.start));
        let last = self.within(&place).next_back();
        first..last.map_or(place.end, |last| last.end.max(place.end))
    }

    /// The same with both halves of what is divided by the words that attribute it, and the
    /// place of these.
    pub(super) fn undivided(&self, place: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
        let place = self.whole(place);
        let first = self.0.partition_point(|one| one.span.end <= place.start);
        let pairs = self.0.windows(2).skip(first.saturating_sub(1)).take(2);
        let halves =
            pairs.filter(|pair| pair[1].is_second).map(|pair| [&pair[0].span, &pair[1].span]);
        let mut halves = halves.filter(|[one, two]| **one == place || **two == place);
        match halves.next() {
            Some([one, two]) => (one.start..two.end, Some(one.end..two.start)),
            None => (place, None),
        }
    }

    /// Adds the speech that goes on with a claim: behind the words that attribute it, or in
    /// the next paragraph where the one before leaves it open.
    pub(super) fn go_on(&self, document: &Document, claims: &mut Vec<Claim>) {
        let mut places: Vec<(Range<usize>, usize)> =
            claims.iter().enumerate().map(|(at, claim)| (claim.span.clone(), at)).collect();
        places.sort_by_key(|(place, at)| (place.start, *at));
        let mut places = places.into_iter().peekable();
        // Who spoke last, and up to where.
        let mut spoke: Option<(Vec<Holder>, &Quotation, usize)> = None;
        // Whose claim reaches furthest.
        let mut reached = (0, 0);
        let mut more = Vec::new();
        for quotation in &self.0 {
            while let Some((place, at)) =
                places.next_if(|(place, _)| place.start < quotation.span.end)
            {
                reached = if place.end >= reached.0 { (place.end, at) } else { reached };
            }
            if reached.0 > quotation.span.start {
                let claim = &claims[reached.1];
                let end = document.sentences[claim.sentence].span.end.max(claim.span.end);
                // The author judges, and does not speak what is quoted.
                let speaks = claim.evidence != Evidence::Judgement;
                spoke = speaks.then(|| (claim.holders.clone(), quotation, end));
                continue;
            }
            let follows = |(_, before, end): &(_, &Quotation, usize)| {
                let between =
                    document.text.get((*end).min(quotation.span.start)..quotation.span.start);
                let beside = before.paragraph == quotation.paragraph || before.is_open;
                beside && between.is_some_and(|between| between.trim().is_empty())
            };
            spoke = spoke.filter(follows);
            let sentence = document.sentence_at(quotation.span.start);
            if let (Some((holders, ..)), Some(sentence)) = (&spoke, sentence) {
                let holders = holders.clone();
                more.push(claim(document, quotation, holders.clone(), sentence));
                spoke = Some((holders, quotation, quotation.span.end));
            }
        }
        claims.extend(more);
    }
}

/// Speech that goes on with another's.
fn claim(
    document: &Document,
    quotation: &Quotation,
    holders: Vec<Holder>,
    sentence: usize,
) -> Claim {
    let span = trimmed(document, quotation.span.clone());
    let hedge = content::hedge(document.slice(span.clone()));
    let found = content::bare(span, holders, sentence, Evidence::Passage);
    Claim { hedge, stance: Stance::Holds, ..found }
}

impl Quotation {
    /// Whether it is a sentence of its own: not a title, a term or a part of a sentence.
    fn is_speech(&self, document: &Document) -> bool {
        let inside = document.slice(self.span.clone());
        let words = inside.trim_matches(|c: char| !c.is_alphanumeric());
        let before =
            document.slice(document.paragraphs[self.paragraph].span.start..self.span.start);
        let after = &document.text[self.span.end..];
        let closes = |text: &str| {
            let text = text.trim_end_matches(['"', '”', '\'', '’', ' ']);
            text.ends_with([',', '.', '?', '!', '…', '—', '–', '-'])
        };
        let introduced = before.trim_end().ends_with([':', ',']);
        words.starts_with(char::is_uppercase)
            && words.split_whitespace().count() >= SHORTEST
            && (self.is_open || closes(inside) || introduced || after.starts_with(','))
    }
}

/// Whether what stands between a quotation and the next only attributes both.
fn divides(document: &Document, first: Range<usize>, next: usize) -> bool {
    let inside = document.slice(first.clone()).trim_end_matches(['"', '”', '\'']);
    let between = document.slice(first.end..next.max(first.end)).trim();
    inside.ends_with(',')
        && between.ends_with(',')
        && !between.contains(['.', ';', '!', '?', '\n'])
        && between.split_whitespace().take(LONGEST_TAG + 1).count() <= LONGEST_TAG
}

/// The quotations of a paragraph, and where one begins that it does not close.
fn quotations(text: &str) -> (Vec<Range<usize>>, Option<usize>) {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for mark in MARKS.find_iter(text) {
        let kind = text[mark.start()..].chars().next().unwrap_or_default();
        let closing = match open {
            Some((_, '“')) => '”',
            Some((_, kind)) => kind,
            None => '\0',
        };
        // `6"` is a measure.
        let measures = text[..mark.start()].ends_with(|c: char| c.is_ascii_digit());
        match open {
            Some((start, _)) if kind == closing => {
                found.push(start..mark.end());
                open = None;
            }
            None if kind != '”' && !measures => open = Some((mark.start(), kind)),
            _ => {}
        }
    }
    (found, open.map(|(start, _)| start))
}
