//! Links each date to the event of its clause, and takes that event apart
//! where it is certain what happened on the date.

use super::clause::{self, opens_clause, words};
use super::fact::{DateFact, Mention};
use super::lexicon::{EVENT_VERBS, Pattern, STATES, Words, listed};
use super::token::{owner, trimmed};
use super::verbs::{is_auxiliary, may_be_past, past};
use crate::document::Document;
use std::ops::Range;

/// What happened, without its date: `Soviet forces`, `withdrew`, `from Korea`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// As it would stand inside a sentence.
    pub(super) subject: String,
    pub(super) adverb: Option<String>,
    /// In the past tense.
    pub(super) verb: String,
    pub(super) rest: String,
    /// The verb as it stands behind `did`, where grammar tells it.
    pub(super) base: Option<String>,
    /// Place of the event, maybe with the date inside.
    pub(super) span: Range<usize>,
}

impl Event {
    /// `Soviet forces withdrew from Korea`.
    pub(super) fn told(&self) -> String {
        let parts = [
            Some(self.subject.as_str()),
            self.adverb.as_deref(),
            Some(&self.verb),
            Some(&self.rest),
        ];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    }

    /// `did Soviet forces withdraw from Korea`.
    pub(super) fn asked(&self) -> Option<String> {
        let passive = matches!(self.verb.as_str(), "was" | "were");
        let (opening, verb) = match passive {
            true => (self.verb.as_str(), ""),
            false => ("did", self.base()?),
        };
        let parts =
            [opening, &self.subject, self.adverb.as_deref().unwrap_or_default(), verb, &self.rest];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        Some(parts.collect::<Vec<_>>().join(" "))
    }

    fn base(&self) -> Option<&str> {
        self.base.as_deref().or_else(|| past(&self.verb).map(|past| past.base))
    }

    /// The verb's base form, or the participle of a passive.
    pub(super) fn lemma(&self) -> String {
        match self.verb.as_str() {
            "was" | "were" => {
                let mut words = self.rest.split(' ');
                words.find(|word| !clause::is_adverb(word)).unwrap_or_default().to_owned()
            }
            verb => self.base().unwrap_or(verb).to_owned(),
        }
    }
}

/// Fills in the event of each date.
pub(super) fn link(document: &Document, mentions: &[Mention], dates: &mut [DateFact]) {
    let mut finder = Finder::new(document, mentions);
    for date in dates {
        let event = finder.event(date).map(|event| event.span);
        date.event = event.or_else(|| Some(finder.place(date)?.clause));
    }
}

/// Where a date stands in its sentence; ranges of the clean view.
struct Place {
    /// The clause, without a date phrase that opens it.
    clause: Range<usize>,
    /// `in 1648`: the date with its preposition, if that says when.
    phrase: Option<Range<usize>>,
    /// Whether the phrase opens the clause.
    leads: bool,
}

/// Where statements are joined.
static JOINT: Pattern =
    Pattern::new(r"; (?:and |but )?|: |, (?:and|but|while|whereas|yet|so) | [—–] ?|—");
/// `in`, `on`, `at the end of` before a date: it is when the event happened.
static WHEN: Pattern = Pattern::new(
    r"(?:^|[ “\x22(])(?P<when>(?:[Ii]n|[Oo]n|[Aa]t the (?:end|close|beginning|start) of)(?: the)? )$",
);

/// What is longer, in bytes, is no statement that anyone could be asked about.
const LONGEST: usize = 2000;

/// Finds the events of dates; it cuts a sentence once for all of its dates.
pub(super) struct Finder<'d> {
    document: &'d Document,
    mentions: &'d [Mention],
    /// The sentence that was cut last, and where its statements are joined.
    cut: Option<(usize, Vec<Range<usize>>)>,
}

impl<'d> Finder<'d> {
    pub(super) fn new(document: &'d Document, mentions: &'d [Mention]) -> Self {
        Self { document, mentions, cut: None }
    }

    /// The event of a date, where it is certain that it happened then.
    pub(super) fn event(&mut self, date: &DateFact) -> Option<Event> {
        let place = self.place(date)?;
        let phrase = place.phrase?;
        let mut event = match place.leads {
            true => leading(self.document, place.clause),
            false => trailing(self.document, place.clause, phrase),
        }?;
        event.subject = inside(self.document, self.mentions, event.span.start, &event.subject)?;
        Some(event)
    }

    fn place(&mut self, date: &DateFact) -> Option<Place> {
        let document = self.document;
        let segment = self.segment(&date.span)?;
        let before = document.slice(segment.start..date.span.start);
        let phrase = WHEN
            .captures(before)
            .and_then(|found| found.name("when"))
            .map(|when| segment.start + when.start()..date.span.end);
        let phrase = phrase.filter(|phrase| {
            let last = document.slice(segment.start..phrase.start).trim_end();
            !listed!("changes of a date")
                .contains(last.rsplit([' ', '“', '"']).next().unwrap_or_default())
        });
        let leads = phrase.as_ref().is_some_and(|phrase| phrase.start == segment.start);
        let start = phrase.as_ref().filter(|_| leads).map_or(segment.start, |phrase| phrase.end);
        let clause = trimmed(document, start..segment.end);
        Some(Place { clause, phrase, leads })
    }

    /// The statement that holds the date, between joints that join statements.
    fn segment(&mut self, date: &Range<usize>) -> Option<Range<usize>> {
        let sentence = self.document.sentence_at(date.start)?;
        let whole = &self.document.sentences[sentence].span;
        if self.cut.as_ref().is_none_or(|(cut, _)| *cut != sentence) {
            self.cut = Some((sentence, joints(self.document.slice(whole.clone()), whole.start)));
        }
        let (_, joints) = self.cut.as_ref()?;
        let next = joints.partition_point(|joint| joint.end <= date.start);
        let start = next.checked_sub(1).map_or(whole.start, |last| joints[last].end);
        let behind = joints[next..].iter().find(|joint| joint.start >= date.end);
        let end = behind.map_or(whole.end, |joint| joint.start);
        (end - start <= LONGEST && date.end <= end).then_some(start..end)
    }
}

/// The joints with a verb on either side, in a text that begins at `start`.
fn joints(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = JOINT.find_iter(text).map(|joint| joint.range()).collect();
    let begins = std::iter::once(0).chain(found.iter().map(|joint| joint.end));
    let ends = found.iter().map(|joint| joint.start).chain([text.len()]);
    let verbs: Vec<bool> = begins.zip(ends).map(|(from, to)| has_verb(&text[from..to])).collect();
    let first = verbs.iter().position(|&verb| verb).unwrap_or(verbs.len());
    let last = verbs.iter().rposition(|&verb| verb).unwrap_or(0);
    let mut at = 0..;
    found.retain(|_| at.next().is_some_and(|at| first <= at && at < last));
    found.into_iter().map(|joint| start + joint.start..start + joint.end).collect()
}

fn has_verb(text: &str) -> bool {
    words(text).iter().any(|word| {
        word.text.starts_with(char::is_lowercase)
            && (is_auxiliary(word.text) || may_be_past(word.text))
    })
}

/// `In 1648 the envoys signed`.
fn leading(document: &Document, span: Range<usize>) -> Option<Event> {
    let text = document.slice(span.clone());
    let clause = clause::parse(text)?;
    let rest = &text[clause.verb.end..];
    let rest = &rest[..cut(rest)];
    let end = span.start + clause.verb.end + rest.len();
    Some(build(text, &clause, rest.trim(), span.start..end))
}

/// `The envoys signed in 1648 at Münster`.
fn trailing(document: &Document, span: Range<usize>, phrase: Range<usize>) -> Option<Event> {
    let text = document.slice(span.clone());
    let (at, end) = (phrase.start.checked_sub(span.start)?, phrase.end - span.start);
    let clause = clause::parse(&text[..at])?;
    let middle = text[clause.verb.end..at].trim();
    if !belongs_to_the_verb(&text[clause.verb.clone()], middle) {
        return None;
    }
    let tail = tail(text.get(end..)?)?;
    let rest = [middle.trim_end_matches(','), tail.trim()].join(" ");
    let end = if tail.is_empty() { phrase.end } else { phrase.end + tail.len() };
    Some(build(text, &clause, rest.trim(), span.start..end))
}

/// Whether a date behind these words says when the verb happened: no clause,
/// infinitive or participle stands between that it could belong to.
fn belongs_to_the_verb(verb: &str, middle: &str) -> bool {
    static SAID: Words = Words::named("said of another time");
    let words = words(middle);
    let mut rest = words.iter();
    if matches!(verb, "was" | "were") {
        let passive = rest.find(|word| !clause::is_adverb(word.text));
        if passive
            .is_some_and(|word| listed!("planned").contains(word.text) || SAID.contains(word.text))
        {
            return false;
        }
    }
    let begins = listed!("beginning verbs").contains(verb);
    let loose = rest.any(|word| {
        let small = word.text.starts_with(char::is_lowercase);
        opens_clause(word.text)
            || small && (may_be_past(word.text) || is_auxiliary(word.text))
            || small && !begins && word.text.len() > 5 && word.text.ends_with("ing")
    });
    // `to withdraw`, not `to Rome` nor `to the coast`.
    let is_infinitive =
        |pair: &[clause::Word<'_>]| pair[0].text == "to" && EVENT_VERBS.contains(pair[1].text);
    let infinitive = !begins && words.windows(2).any(is_infinitive);
    !SAID.contains(verb) && !loose && !infinitive
}

/// What may follow a date inside its statement: nothing, or a phrase.
fn tail(text: &str) -> Option<&str> {
    if text.starts_with([',', ';', ')']) || text.starts_with(" and ") || text.starts_with(" but ") {
        return Some("");
    }
    let text = &text[..cut(text)];
    if text.is_empty() {
        return Some(text);
    }
    let first = text.trim_start().split(' ').next()?;
    listed!("phrases behind a date").contains(first).then_some(text)
}

/// Where something else begins: a second verb, a relative clause, a comma
/// with a participle.
fn cut(text: &str) -> usize {
    static ELSE: Pattern = Pattern::new(
        r"(?:,? (?:and|but) (?:[a-z]+ly |then |also |soon )?(?P<verb>[a-z]+)\b|, (?:which|who|whom|whose|where|when|as|because|so|while|although|though|after|before|until|since|if|[a-z]+ing)\b| (?:when|while|but|although|though|because|since|until|after|before|as soon as|just as|so that) )",
    );
    for captures in ELSE.captures_iter(text) {
        let whole = captures.get(0).expect("group 0 is the match");
        let is_cut = captures
            .name("verb")
            .is_none_or(|verb| may_be_past(verb.as_str()) || is_auxiliary(verb.as_str()));
        if is_cut {
            return whole.start();
        }
    }
    text.len()
}

fn build(text: &str, clause: &clause::Clause, rest: &str, span: Range<usize>) -> Event {
    let subject = text[clause.subject.clone()].trim_end_matches(',');
    let closing = if subject.contains(", ") { "," } else { "" };
    Event {
        subject: format!("{subject}{closing}"),
        adverb: clause.adverb.clone().map(|span| text[span].to_owned()),
        verb: text[clause.verb.clone()].to_owned(),
        rest: rest.trim_end_matches([',', ';']).to_owned(),
        base: None,
        span,
    }
}

/// A phrase that begins at `at`, as it stands inside a sentence: small where
/// only the sentence's beginning made it a capital. None where that is not sure.
pub(super) fn inside(
    document: &Document,
    mentions: &[Mention],
    at: usize,
    text: &str,
) -> Option<String> {
    let first = text.split([' ', ',']).next()?;
    let opens = document
        .sentence_at(at)
        .is_some_and(|sentence| document.sentences[sentence].span.start == at);
    if !opens || !text.starts_with(char::is_uppercase) {
        return Some(text.to_owned());
    }
    if listed!("ordinary openings").contains(first) {
        return Some(text[..1].to_lowercase() + &text[1..]);
    }
    let next = mentions.partition_point(|mention| mention.span.start < at);
    let named = mentions.get(next).is_some_and(|mention| mention.span.start == at);
    (named || STATES.names.contains_key(owner(first))).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, or_none, read};
    use super::super::{actors, dates};
    use super::*;

    /// The question and the statement of the first date's event; `none` without.
    #[track_caller]
    fn fires(table: &str) {
        check(table, |text| {
            let document = read(text);
            let (_, mentions) = actors::find(&document);
            let dates = dates::find(&document);
            let event = Finder::new(&document, &mentions).event(&dates[0]);
            let shown =
                event.and_then(|event| Some(format!("{} | {}", event.asked()?, event.told())));
            or_none(shown.into_iter().collect())
        });
    }

    #[test]
    fn a_date_behind_a_plain_statement_leaves_the_event() {
        fires(
            r"
            The Ottoman fleet besieged Malta in May 1565. => did the Ottoman fleet besiege Malta | the Ottoman fleet besieged Malta
            The Treaty of Utrecht was signed on 11 April 1713. => was the Treaty of Utrecht signed | the Treaty of Utrecht was signed
            France withdrew from Canada in 1763, and nobody mourned. => did France withdraw from Canada | France withdrew from Canada
            Robert Walpole, the first minister, resigned in 1742 after a lost vote. => did Robert Walpole, the first minister, resign | Robert Walpole, the first minister, resigned
            The estates formally deposed the queen in July 1567. => did the estates formally depose the queen | the estates formally deposed the queen
        ",
        );
    }

    #[test]
    fn a_date_before_a_plain_statement_leaves_the_event() {
        fires(
            r"
            In 1648 the envoys signed the peace. => did the envoys sign the peace | the envoys signed the peace
            On 14 July 1789, a crowd stormed the Bastille and freed seven prisoners. => did a crowd storm the Bastille | a crowd stormed the Bastille
            In 1215 the barons met the king, who gave way. => did the barons meet the king | the barons met the king
            In 1588 Spain sent its fleet north; it was lost. => did Spain send its fleet north | Spain sent its fleet north
            In the 1840s famine drove farmers to the ports. => did famine drive farmers to the ports | famine drove farmers to the ports
        ",
        );
    }

    #[test]
    fn what_is_not_certain_makes_no_event() {
        fires(
            r"
            The elections were set for May 1848. => none
            By 1649 the king had lost. => none
            Some doubted the treaty signed at Utrecht in 1713. => none
            The king decided to leave Paris in 1791. => none
            Thiers described the revolt of the weavers in 1834. => none
            He crossed the Rubicon in 49 BC. => none
            The war that began in 1618 ruined Germany. => none
            When the city fell in 1453, scholars fled. => none
            The vote was planned in 1905. => none
            The king approved the plan only in 1791. => none
        ",
        );
    }

    #[test]
    fn every_date_is_linked_to_its_clause() {
        let linked = |text: &str| {
            let document = read(text);
            let mut dates = dates::find(&document);
            link(&document, &actors::find(&document).1, &mut dates);
            dates
                .into_iter()
                .map(|date| document.slice(date.event.unwrap()).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            linked("The old league broke up in 1866, but the new one was founded in 1867."),
            ["The old league broke up in 1866", "the new one was founded in 1867"]
        );
        assert_eq!(linked("By 1649 the king had lost."), ["By 1649 the king had lost"]);
        assert_eq!(linked("In 1648 the envoys signed the peace."), ["the envoys signed the peace"]);
    }
}
