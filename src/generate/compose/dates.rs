//! When did it happen, what happened then, and sentences with their date hidden.

use super::context::{Context, Reading, Told};
use super::distractors;
use super::filter::{Bag, gives_away, is_closed_until, stands_alone};
use super::id::id;
use super::rank::{exactness, shortness};
use super::wording::{at, is_balanced, opened, untied, when, without_sources};
use super::{Draft, Kind, Made, Why, note, question_at, quote, rank};
use crate::calendar::words::months;
use crate::calendar::{Date, Precision, Span};
use crate::deck::Content;
use crate::deck::cloze::Cloze;
use crate::generate::events::{Event, Hold, is_in_row};
use crate::generate::lexicon::{Pattern, listed};
use crate::generate::text::{self, capitalised, words};
use crate::language::{Upos, Xpos};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Sentences of this many words make good cloze texts.
const SENTENCE: Range<usize> = 6..42;
/// Of so many at most, a sure one.
const SURE: usize = 32;
/// Events of this many words make good questions and answers.
const EVENT: Range<usize> = 2..21;

/// Dates of one time that are compared with each other at most.
const SAME: usize = 200;

/// Words by which a statement is not the document's own, or not certain.
static HEDGED: Pattern = Pattern::new(
    r"(?i)\b(?:according to|allegedly|reportedly|supposedly|perhaps|possibly|probably|apparently|may|might|seems?|seemed|claims?|claimed|rumou?r(?:ed|s)?|it is said|is said|argue[sd]?|legend|tradition|traditionally|if|would|about|around|circa|ca)\b",
);
/// Words behind a verb that point to an event before, and other dates.
static LOOSE: LazyLock<Regex> = LazyLock::new(|| {
    let months: Vec<&str> = months().iter().copied().filter(|month| *month != "May").collect();
    let months = months.join("|");
    Regex::new(&format!(r"(?i)\b(?:again|too|also|there|here|then|instead|as well|further|once more|afterwards|later|so|another|at once|immediately|the first time|\d{{4}}|{months}|following|next|previous|accordingly|year|month|day|ago|means|way)\b|['’]s own\b")).expect("a pattern")
});

pub(super) fn cards(context: &Context<'_>) -> Made {
    let mut made = Made::default();
    for fact in 0..context.facts.dates.len() {
        made.add(fact, of_fact(context, fact));
    }
    made
}

fn of_fact(context: &Context<'_>, fact: usize) -> Result<Vec<Draft>, Why> {
    if context.is_doubtful(fact) {
        return Err("the document dates it twice");
    }
    let asked = when_did(context, fact).map_or_else(|| cloze(context, fact), Ok)?;
    Ok([Some(asked), happened(context, fact)].into_iter().flatten().collect())
}

/// What makes the card of a date a sure one.
fn tests(context: &Context<'_>, fact: usize, told: &str) -> Vec<(bool, Why)> {
    let date = &context.facts.dates[fact];
    if date.in_layout {
        return Vec::new();
    }
    let is_stated = matches!(context.hold(fact), None | Some((Hold::Statement, _)));
    let is_telling = is_telling(told) || opens_with_person(context, told);
    let is_exact = is_exact(date.value.precision()) || context.is_short();
    vec![
        (is_stated, ELSEWHERE),
        (!is_slight(context, fact), SLIGHT),
        (is_telling, "it says little of what happened"),
        (is_exact, INEXACT),
    ]
}

/// Whether rules and grammar agree that the date says when what its sentence states
/// happened, and the event is one that a person would keep.
pub(super) fn is_sure(context: &Context<'_>, fact: usize, told: &str) -> bool {
    tests(context, fact, told).iter().all(|(is_good, _)| *is_good)
}

const ELSEWHERE: Why = "the date may belong to another part of its sentence";
const SLIGHT: Why = "hardly anybody would date what happened";
const INEXACT: Why = "a decade or a century is hardly the point of it";

/// Whether the verb of a date is one of what hardly anyone would date.
fn is_slight(context: &Context<'_>, fact: usize) -> bool {
    let sentence = context.document.sentence_at(context.facts.dates[fact].span.start);
    let Some(tree) = sentence.and_then(|at| context.tree(at)) else { return false };
    let verb = context.hold(fact).and_then(|(_, verb)| verb);
    let is_slight = |verb: usize| {
        let lemma = if tree.upos(verb) == Upos::Verb { tree.lemma(verb) } else { "be" };
        listed!("slight verbs").contains(lemma)
    };
    // `In 1894 she was the first woman who …`: what is first is worth a date.
    verb.is_some_and(is_slight) && !FIRST.is_match(context.document.sentence(tree.sentence))
}

/// What something came to in a year is no event.
static COUNT: Pattern = Pattern::new(r"[$£€]\d|\d ?%|\b(?:percent|per cent|million|billion)\b");
static FIRST: Pattern = Pattern::new(r"\b(?:first|last|only)\b");

/// `Stalin died`.
fn opens_with_person(context: &Context<'_>, told: &str) -> bool {
    let names = told.match_indices(' ').take(4).map(|(at, _)| &told[..at]);
    names.into_iter().any(|name| context.persons.contains(name))
}

/// Whether a statement names somebody or something behind its first word, or says much.
fn is_telling(told: &str) -> bool {
    let mut words = told.split(' ').skip(1);
    let is_name =
        |word: &str| word.trim_start_matches(['“', '"', '(']).starts_with(char::is_uppercase);
    words.any(is_name) || told.split(' ').filter(|word| word.len() > 3).count() > 4
}

/// The event of a date as a question may use it: certain, told by the
/// document itself, and understood without what stands before.
fn good_event<'c>(context: &'c Reading<'_>, fact: usize) -> Option<&'c Event> {
    let date = &context.facts.dates[fact];
    let event = context.events[fact].as_ref()?;
    let sentence = context.document.sentence_at(date.span.start)?;
    let told = &event.told;
    let attributed = context.claims_in(sentence).any(|claim| {
        claim.span.start < event.span.end && event.span.start < claim.span.end
            || claim.span.start <= date.span.start && date.span.end <= claim.span.end
    });
    let lemma = &event.lemma;
    let says_much = event.is_passive || !event.rest.is_empty();
    let enough = !listed!("lasting verbs").contains(lemma) && says_much
        || listed!("verbs without object").contains(lemma);
    let good = !date.is_resolved()
        && date.value.from.third.is_none()
        && !context.is_doubtful(fact)
        && !attributed
        && enough
        && EVENT.contains(&words(told))
        && is_balanced(told)
        && !HEDGED.is_match(told)
        && !LOOSE.is_match(told)
        && stands_alone(&capitalised(told))
        && context.is_closed(told, sentence);
    good.then_some(event)
}

/// The event as an answer tells it.
pub(super) fn told(context: &Reading<'_>, fact: usize) -> Option<Told> {
    let date = &context.facts.dates[fact];
    let text = match &date.event {
        Some(event) if date.in_layout => in_layout(context, event)?,
        _ => untied(&good_event(context, fact)?.told),
    };
    let text = capitalised(&text);
    let bag = Bag::of(&text);
    Some(Told { text, bag })
}

/// The event of an entry, as it stands in its table or list.
fn in_layout(context: &Reading<'_>, event: &Range<usize>) -> Option<String> {
    let text = context.document.slice(event.clone());
    let is_good = words(text) < EVENT.end && is_balanced(text) && !text.contains("{{");
    is_good.then(|| text.replace('\n', " "))
}

/// `In what year did Congress pass a law?`: in many.
static ANY: Pattern = Pattern::new(r" (?:an?|another|some|several|many) \p{Ll}+\?$");

/// `On what date did North Korea attack …?`; for an entry of a table or a list,
/// `On what date did this happen: …?`.
fn when_did(context: &Context<'_>, fact: usize) -> Option<Draft> {
    let date = &context.facts.dates[fact];
    let told = &context.told[fact].as_ref()?.text;
    let precision = date.value.precision();
    if date.in_layout && is_told_elsewhere(context, fact) {
        return None;
    }
    let front = match date.in_layout {
        true => format!("{} did this happen: {told}?", when(precision).unwrap_or("When")),
        false => {
            let event = context.events[fact].as_ref()?;
            format!("{} {}?", when(precision)?, untied(&event.asked))
        }
    };
    let shown = date.value.in_english();
    if gives_away(&front, &shown) || ANY.is_match(&front) {
        return None;
    }
    let choices = distractors::dates(context, fact);
    let value = date.value.to_string();
    let id = id("date", &value, &[&value, told]);
    let tags = ["dates", &years(&date.value)];
    let mut note =
        question_at(context, told_by(context, fact), id, &tags, [front, shown.clone()], choices);
    let written = context.document.slice(date.span.clone());
    note.accept.extend(Some(written).filter(|written| *written != shown).map(str::to_owned));
    let rank = rank::WHEN + exactness(precision) + shortness(told);
    Some(Draft::new(Kind::Dates, fact, note, rank).sure_if(&tests(context, fact, told)))
}

/// `What happened on 25 June 1950?`, where that is the only event of that time.
fn happened(context: &Context<'_>, fact: usize) -> Option<Draft> {
    let date = &context.facts.dates[fact];
    let precision = date.value.precision();
    let told = &context.told[fact].as_ref().filter(|_| precision >= Precision::Month)?.text;
    let shown = date.value.in_english();
    if !is_only(context, fact) || words(told) < 4 || gives_away(&shown, told) {
        return None;
    }
    let choices = distractors::events(context, fact);
    let front = format!("What happened {} {shown}?", at(precision));
    let value = date.value.to_string();
    let id = id("event", &value, &["event", &value, told]);
    let tags = ["dates", &years(&date.value)];
    let note =
        question_at(context, told_by(context, fact), id, &tags, [front, told.clone()], choices);
    let rank = rank::EVENT + exactness(precision) + shortness(told);
    Some(Draft::new(Kind::Dates, fact, note, rank).sure_if(&tests(context, fact, told)))
}

/// Whether a sentence tells the event of an entry too: it asks in better English.
fn is_told_elsewhere(context: &Context<'_>, fact: usize) -> bool {
    let Some(own) = &context.told[fact] else { return false };
    let value = context.facts.dates[fact].value;
    let Some(bounds) = value.bounds() else { return false };
    let from = context.timeline.partition_point(|(other, _)| *other < bounds);
    let same = context.timeline[from..].iter().take_while(|(other, _)| *other == bounds);
    let mut told = same.take(SAME).filter_map(|&(_, other)| {
        let date = &context.facts.dates[other];
        context.told[other].as_ref().filter(|_| !date.in_layout && date.value == value)
    });
    told.any(|told| told.bag.likeness(&own.bag) >= 0.3)
}

/// The place that tells a date and its event: a sentence, a row, an item.
fn told_by(context: &Context<'_>, fact: usize) -> Range<usize> {
    let date = &context.facts.dates[fact];
    let document = context.document;
    match (&date.event, document.sentence_at(date.span.start)) {
        (_, Some(sentence)) => document.sentences[sentence].span.clone(),
        (Some(event), None) => date.span.start.min(event.start)..date.span.end.max(event.end),
        (None, None) => date.span.clone(),
    }
}

/// Whether no other date of the document lies in the bounds of this one.
fn is_only(context: &Context<'_>, fact: usize) -> bool {
    let Some(own) = context.facts.dates[fact].value.bounds() else { return false };
    let timeline = &context.timeline;
    let at = timeline.partition_point(|(bounds, _)| bounds.first < own.first);
    timeline[at..]
        .iter()
        .take_while(|(bounds, _)| bounds.first <= own.last)
        .all(|(bounds, other)| *other == fact || bounds.last > own.last)
}

/// The year or decade in which it begins, as a tag.
fn years(value: &Span) -> String {
    Date { years: value.from.years, ..Date::default() }.to_string()
}

/// A sentence with its date hidden.
fn cloze(context: &Context<'_>, fact: usize) -> Result<Draft, Why> {
    let document = context.document;
    let date = &context.facts.dates[fact];
    let sentence = document.sentence_at(date.span.start).ok_or("no sentence tells it")?;
    let span = document.sentences[sentence].span.clone();
    let [before, answer, after] = [
        document.slice(span.start..date.span.start),
        document.slice(date.span.clone()),
        document.slice(date.span.end..span.end),
    ];
    let is_stated = stated(context, fact, before, after)?;
    let parts = [(span.start, before), (date.span.end, after)];
    let ([before, after], meant) =
        with_subject(context, sentence, parts).ok_or("its sentence points to one before")?;
    let (before, after) = (before.as_str(), after.as_str());
    let before = without_sources(&opened(&untied(before)));
    let after = without_sources(&untied(after));
    let whole = format!("{before}{answer}{after}");
    let rest = format!("{before} {after}");
    let is_short = SENTENCE.contains(&words(&whole));
    let is_shown = gives_away(&rest, answer)
        // Another date of the same year stands beside it.
        || date.value.from.year().is_some_and(|y| rest.contains(&Date::of_year(y).to_string()));
    let is_in_row = context.tree(sentence).is_some_and(|tree| is_in_row(&tree, date));
    let mut persons = context.persons_in(sentence);
    persons.extend(meant.map(|actor| (context.facts.actors[actor].name.as_str(), actor)));
    let is_closed = stands_alone(&whole) && opens_closed(&whole, before.len(), &persons);
    for (is_good, why) in [
        (is_short, "its sentence is too short or too long"),
        (!date.is_resolved(), "its year stands elsewhere"),
        (!answer.ends_with("00s"), "nobody can tell whether a decade or a century is meant"),
        (is_closed, "its sentence points to one before"),
        (!whole.contains("{{") && ends_well(&whole), "its sentence is no plain one"),
        (!is_shown && !is_in_row, "its sentence shows half of it"),
    ] {
        if !is_good {
            return Err(why);
        }
    }
    let (article, answer) = answer.strip_prefix("the ").map_or(("", answer), |bare| ("the ", bare));
    let precision = date.value.precision();
    let hint = hint(precision, date.value.from.third.is_some());
    let text = format!("{before}{article}{{{{c1::{answer}::{hint}}}}}{after}");
    let value = date.value.to_string();
    let id = id("date", &value, &[&value, &rest]);
    let tags = ["dates", &years(&date.value)];
    let content = Content::Cloze(Cloze::parse(text).map_err(|_| "its sentence is no plain one")?);
    let told_by = quote(document, document.sentences[sentence].span.clone());
    let is_whole = whole == told_by;
    let mut note = note(id, content, &tags, document.place(sentence));
    note.quote.extend((!is_whole).then_some(told_by));
    let shown = date.value.in_english();
    if shown != answer {
        note.accept.push(shown);
    }
    // `Nov 1938 - children expelled`.
    let tests = [
        (is_stated, ELSEWHERE),
        (!whole.contains(" - "), "a line of notes is no sentence"),
        (words(&whole) <= SURE, "its sentence is long"),
        (is_telling(&rest), "its sentence says little"),
        (is_exact(precision), INEXACT),
        (!COUNT.is_match(&rest), "an amount in a year is no event"),
        (!is_slight(context, fact), SLIGHT),
    ];
    let rank = rank::CLOZE + exactness(precision) + shortness(&whole);
    Ok(Draft::new(Kind::Dates, fact, note, rank).sure_if(&tests))
}

/// The parts of a sentence with the person whom its subject means in place of `he`; none
/// where that is not certain, or the subject is another pronoun.
fn with_subject(
    context: &Context<'_>,
    sentence: usize,
    parts: [(usize, &str); 2],
) -> Option<([String; 2], Option<usize>)> {
    let tree = context.tree(sentence);
    let subject = tree.and_then(|tree| {
        let subject = tree.subject_of(tree.root()?)?;
        (tree.xpos(subject) == Xpos::Prp).then_some((tree, subject))
    });
    let Some((tree, subject)) = subject else {
        return Some((parts.map(|(_, part)| part.to_owned()), None));
    };
    let actor = context.meant_by(sentence, tree.text(subject))?;
    let (place, name) = (&tree.tokens[subject].span, &context.facts.actors[actor].name);
    let parts = parts.map(|(start, part)| {
        let at = place.start.checked_sub(start).filter(|at| at + place.len() <= part.len());
        at.map_or_else(
            || part.to_owned(),
            |at| format!("{}{name}{}", &part[..at], &part[at + place.len()..]),
        )
    });
    Some((parts, Some(actor)))
}

/// Whether the date says when what its sentence states happened; `Err` where it only
/// tells one thing from others: `the Tariff of 1828`, `Brun (1604–1671)`.
fn stated(context: &Context<'_>, fact: usize, before: &str, after: &str) -> Result<bool, Why> {
    let last = text::last(before.trim_end());
    if last.ends_with(['(', '[']) || before.trim_end().ends_with(['(', ';']) && after.contains(')')
    {
        return Err("it stands in brackets");
    }
    let is_adjective = after.starts_with(' ')
        && last.eq_ignore_ascii_case("the")
        && after.trim_start().starts_with(char::is_alphabetic)
        && context.facts.dates[fact].value.precision() >= Precision::Year
        && !listed!("behind a date").contains(text::first(after.trim_start()));
    if is_adjective {
        return Err("it tells which thing is meant, not when something happened");
    }
    match context.hold(fact) {
        None | Some((Hold::Statement, _)) => Ok(true),
        Some((Hold::Clause, _)) => Ok(false),
        Some((Hold::Aside, _)) => Err("it stands in brackets"),
        Some((Hold::Attribute, _)) => {
            Err("it tells which thing is meant, not when something happened")
        }
    }
}

/// Decades and centuries are hardly ever the point of a sentence.
fn is_exact(precision: Precision) -> bool {
    precision >= Precision::Range
}

/// The first words name what is spoken of; nothing points at this text itself
/// or out of it.
fn opens_closed(whole: &str, date: usize, persons: &[(&str, usize)]) -> bool {
    let lower = whole.to_lowercase();
    let twelfth = whole.match_indices(' ').nth(12).map_or(whole.len(), |(at, _)| at);
    is_closed_until(whole, date.max(twelfth), persons)
        && !lower.contains(" here dated")
        && !listed!("of the text itself").iter().any(|words| lower.contains(words))
}

/// A sentence that ends as one, not in an abbreviation: `the theory of Ste.`
fn ends_well(sentence: &str) -> bool {
    let bare = sentence.trim_end_matches(['"', '”', ')', '’', '\'']);
    let last = text::last(bare.trim_end_matches('.'));
    let is_short = last.chars().count() < 4 && last.starts_with(char::is_uppercase);
    bare.ends_with('.') && (!is_short || last.chars().all(|c| c.is_uppercase() || c == '.'))
}

fn hint(precision: Precision, part: bool) -> &'static str {
    match precision {
        Precision::Year if part => "early, mid or late, and the year",
        Precision::Decade if part => "early, mid or late, and the decade",
        Precision::Century if part => "early, mid or late, and the century",
        Precision::Month if part => "early, mid or late, month and year",
        Precision::Day => "day, month and year",
        Precision::Month => "month and year",
        Precision::Season => "season and year",
        Precision::Year => "year",
        Precision::Decade => "decade",
        Precision::Century => "century",
        Precision::Range => "from when to when",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{asks, fronts, none};
    use super::*;
    use crate::generate::tests::cases;

    #[test]
    fn what_may_have_happened_often_is_not_asked_for_its_date() {
        let is_asked = |text: &str| {
            let fronts = fronts(text, Kind::Dates);
            fronts.iter().any(|front| front.starts_with("In what year"))
        };
        assert!(is_asked("In 1851 Congress passed a law on the harbours of Maine."));
        assert!(!is_asked("In 1851 Congress passed a law."));
    }

    #[test]
    fn certain_events_are_asked_for_their_date() {
        asks(
            Kind::Dates,
            r"
            The Ottoman fleet besieged Malta in May 1565. => In what month and year did the Ottoman fleet besiege Malta? | May 1565
            The Treaty of Utrecht was signed on 11 April 1713. => On what date was the Treaty of Utrecht signed? | 11 April 1713
            In 1648 the envoys of Sweden signed the peace. => In what year did the envoys of Sweden sign the peace? | 1648
            In the 1840s famine drove Irish farmers to the ports. => In what decade did famine drive Irish farmers to the ports? | the 1840s
            France therefore withdrew from Canada in 1763. => In what year did France withdraw from Canada? | 1763
            The Ottoman fleet besieged Malta in May 1565. => What happened in May 1565? | The Ottoman fleet besieged Malta
        ",
        );
    }

    #[test]
    fn only_a_date_with_one_event_is_asked_for_it() {
        let two = "The Ottoman fleet besieged Malta in May 1565. The harvest of Sicily failed on 12 May 1565.";
        assert!(!fronts(two, Kind::Dates).contains(&"What happened in May 1565?".to_owned()));
    }

    #[test]
    fn other_sentences_are_asked_with_their_date_hidden() {
        let table = r"
            By 1649 the crown had lost the trust of London. => By {{c1::1649::year}} the crown had lost the trust of London.
            According to Mary Beard, the senate of Rome burned in 52 BCE. => According to Mary Beard, the senate of Rome burned in {{c1::52 BCE::year}}.
            The elections of France were set for May 1848 by decree. => The elections of France were set for {{c1::May 1848::month and year}} by decree.
            Prussia ruled Silesia from 1742 to 1918 without a break. => Prussia ruled Silesia from {{c1::1742 to 1918::from when to when}} without a break.
        ";
        for (text, cloze) in cases(table) {
            assert_eq!(fronts(text, Kind::Dates), [cloze], "{text}");
        }
    }

    #[test]
    fn decades_centuries_and_dates_of_what_stands_inside_make_drafts() {
        let table = r"
            The towns of Flanders grew rich in the late 1360s. => The towns of Flanders grew rich in the ….
            The towns of Flanders lost their trade in the sixteenth century. => The towns of Flanders lost their trade in the ….
            Elizabeth mourned the admiral who had fallen at Malta in 1565. => Elizabeth mourned the admiral who had fallen at Malta in ….
        ";
        for (text, cloze) in cases(table) {
            assert_eq!(fronts(text, Kind::Dates), [] as [&str; 0], "{text}");
            assert_eq!(super::super::tests::likely(text, Kind::Dates), [cloze], "{text}");
        }
    }

    #[test]
    fn dates_that_tell_one_thing_from_others_make_no_card() {
        let table = r"
            The Tariff of 1828 had angered the planters of Carolina for years.
            Elias Brun (1604–1671) was a painter of the Dutch court.
            The envoys of Sweden never forgave the 1713 treaty of the crowns.
            The word count showed a gap between “ships” (1674) and “gold” in the letters.
            The Census of 1790 counted the people of Boston by their trades.
        ";
        for text in table.lines().map(str::trim).filter(|text| !text.is_empty()) {
            assert_eq!(fronts(text, Kind::Dates), [] as [&str; 0], "{text}");
            assert_eq!(super::super::tests::likely(text, Kind::Dates), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn sentences_that_lean_or_show_their_date_make_no_card() {
        none(
            Kind::Dates,
            r"
            He crossed the river with a legion in 49 BC.
            They therefore signed the treaty in May 1648.
            The plan was rejected by all the estates in 1614.
            The war lasted in the north from 1914 until 1918 and after 1914 in the south.
            As this section shows, France withdrew from Canada in 1763.
            Oliver Cromwell died in 1658. The old book is wrong: Cromwell died in 1659.
            In May the rains of the south came early to Lima.
        ",
        );
    }
}
