//! What two texts must agree in: words, dates, numbers, names, denials.

use super::context::Around;
use super::names::{Name, Names};
use super::number::Number;
use super::{Is, Statement};
use crate::calendar::numeral::ordinal;
use crate::calendar::{Bounds, Span};
use crate::document::{Document, Format};
use crate::generate::dates;
use crate::generate::fact::Facts;
use crate::generate::lexicon::listed;
use crate::generate::token::{Token, Tokens};
use crate::generate::verbs::{is_denial, past};
use byheart_grammar::{Xpos, lemma};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// What is told of a text.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Its words that mean something, names, dates and numbers aside.
    pub(super) stems: BTreeSet<String>,
    /// All its words.
    words: HashSet<String>,
    /// Stems right behind a denial, and those near one.
    denied: BTreeSet<String>,
    near_denial: BTreeSet<String>,
    pub(super) dates: Vec<Span>,
    /// Stems that say of what kind an answer is: a text need not have them.
    pub(super) kinds: BTreeSet<String>,
    pub(super) numbers: BTreeSet<Number>,
    /// The stems of nouns that are told apart by their number: the `third` mosaic.
    ordinals: BTreeSet<(String, u64)>,
    pub(super) names: BTreeSet<Name>,
    /// Stems of schools in whose view something is so.
    holders: BTreeSet<String>,
    /// Those of a card's answer, and its stems.
    answers: BTreeSet<Name>,
    answered: BTreeSet<String>,
}

/// In what a statement and a text differ: what the one has, and the other.
#[derive(Debug, Clone)]
pub(super) enum Clash {
    Date(Span, Span),
    Number(Number, Number),
    Name(Name, Name),
    /// The first of a kind, or the second.
    Ordinal(u64, u64),
    Denial,
    /// Another answer to the same question.
    Answer(String, String),
}

impl Clash {
    pub(super) fn told(&self, names: &Names<'_>) -> String {
        match self {
            Self::Date(said, says) => {
                format!("the card has {}, the document {}", said.in_english(), says.in_english())
            }
            Self::Number(said, says) => format!("the card has {said}, the document {says}"),
            Self::Name(said, says) => {
                format!("the card has {}, the document {}", names.show(said), names.show(says))
            }
            Self::Ordinal(said, says) => {
                format!("the card has number {said} of its kind, the document number {says}")
            }
            Self::Answer(said, says) => format!("the card has “{said}”, the document “{says}”"),
            Self::Denial => "one of both denies what the other says".to_owned(),
        }
    }
}

/// `third`, `38th`: which of its kind.
fn place(word: &str) -> Option<u64> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_numeral = ["st", "nd", "rd", "th"].contains(&&word[digits.len()..]);
    digits.parse().ok().filter(|_| is_numeral).or_else(|| ordinal(word, "en"))
}

/// Whether a word carries a fact, and is not of a question alone.
pub(super) fn tells(word: &str) -> bool {
    !listed!("without fact").contains(word) && !listed!("words that ask").contains(word)
}

/// The stem of a word: how a dictionary has it, cut so that `invade` and `invasion`
/// keep most in common.
pub(super) fn stem(word: &str) -> String {
    // `met` is of `meet`, which is longer; of bases such as `want` the grammar would make
    // other words.
    if let Some(base) = irregular(word).filter(|base| base.len() >= word.len()) {
        return base.chars().take(6).collect();
    }
    let tags = [Xpos::Vbd, Xpos::Vbg, Xpos::Vbz, Xpos::Nns];
    let tags = match word {
        // `cross` is no plural.
        _ if word.ends_with("ss") => &[],
        _ if word.ends_with("ed") => &tags[..],
        _ => &tags[1..],
    };
    // `dies` is of no `dy`.
    let forms = tags.iter().map(|tag| lemma(word, *tag));
    let forms = forms.filter(|form| form.len() > 2 || form == word);
    let shortest = forms.min_by_key(|form| form.chars().count());
    shortest.as_deref().unwrap_or(word).chars().take(6).collect()
}

/// The base of an irregular past: `see` of `saw`, `foresee` of `foresaw`.
fn irregular(word: &str) -> Option<String> {
    let of = |prefix: &str| Some(format!("{prefix}{}", past(word.strip_prefix(prefix)?)?));
    of("").or_else(|| listed!("prefixes of verbs").iter().find_map(of))
}

/// The dates of a text that is no document.
pub(super) fn dates_in(text: &str) -> Vec<(Range<usize>, Span)> {
    let document = Document::parse(text.as_bytes(), Format::Text);
    let dates = document.map(|document| dates::find(&document)).unwrap_or_default();
    dates.into_iter().map(|date| (date.span, date.value)).collect()
}

fn first_year(days: Bounds) -> i64 {
    // The first of January is a month and a day into its year.
    (days.first - 32).div_euclid(Bounds::YEAR)
}

/// Where a phrase ends that bounds a number, as `no more than`.
pub(super) fn behind_bound(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let end = |phrase: &str| {
        let mut end = at;
        phrase
            .split(' ')
            .all(|word| {
                end += 1;
                tokens.word(end - 1) == word
            })
            .then_some(end)
    };
    listed!("bounds").iter().find_map(end)
}

/// Whose view the word at `at` is: `in the royalist view`, `according to the royalists`.
fn holds_view(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens.word(at));
    let is_view = listed!("nouns of views").contains(tokens.word(at + 1));
    let is_whose = before(1) == "the" && matches!(before(2), "in" | "for" | "to" | "among");
    is_view && is_whose
        || before(1) == "to" && before(2) == "according"
        || before(1) == "the" && before(2) == "to" && before(3) == "according"
}

impl Signs {
    /// Of a passage of the document, whose dates and names are known.
    pub(super) fn of_passage(
        document: &Document,
        facts: &Facts,
        names: &Names<'_>,
        span: Range<usize>,
    ) -> Self {
        let from = facts.dates.partition_point(|date| date.span.start < span.start);
        let dates = facts.dates[from..].iter().take_while(|date| date.span.start < span.end);
        let dates: Vec<(Range<usize>, Span)> =
            dates.map(|date| (date.span.clone(), date.value)).collect();
        let from = facts.mentions.partition_point(|one| one.span.start < span.start);
        let mentions = facts.mentions[from..].iter().take_while(|one| one.span.start < span.end);
        let mut signs = Self::read(names, document.slice(span.clone()), span.start, &dates);
        signs.names.extend(mentions.map(|mention| Name::Actor(mention.actor)));
        signs.take_in_words();
        signs
    }

    /// Of words without facts, as titles are.
    pub(super) fn of_words(names: &Names<'_>, text: &str) -> Self {
        let mut signs = Self::read(names, text, 0, &[]);
        signs.take_in_words();
        signs
    }

    /// A word with a capital may be written without.
    fn take_in_words(&mut self) {
        let words = self.names.iter().filter_map(|name| match name {
            Name::Word(word) => Some(stem(word)),
            Name::Actor(_) => None,
        });
        self.stems.extend(words.collect::<Vec<_>>());
    }

    /// A row has the dates of all its cells.
    pub(super) fn take_in_dates(&mut self, row: &str) {
        if self.dates.is_empty() && row.contains(|c: char| c.is_ascii_digit()) {
            let dates = dates_in(&format!("{}.", row.replace('\n', ", ")));
            self.dates = dates.into_iter().map(|(_, value)| value).collect();
            let years: Vec<i64> =
                self.dates.iter().flat_map(Span::bounds).map(first_year).collect();
            self.numbers.retain(|number| !years.iter().any(|&year| number.is(year)));
        }
    }

    /// And the words of its columns' names.
    pub(super) fn take_in(&mut self, head: &Self) {
        self.stems.extend(head.stems.iter().cloned());
        self.words.extend(head.words.iter().cloned());
        self.names.extend(head.names.iter().cloned());
    }

    /// Of what a card says.
    pub(super) fn of_statement(names: &Names<'_>, statement: &Statement) -> Self {
        // A line without a stop would be a heading.
        let text = format!("{}.", statement.text());
        let dates = dates_in(&text);
        let mut signs = Self::read(names, &text, 0, &dates);
        let (answers, _) = names.within(&Tokens::words(&statement.answer, 0), |_| false);
        signs.answers = answers.intersection(&signs.names).cloned().collect();
        if signs.answers.is_empty() {
            let [asked, answered] = [&statement.prompt, &statement.answer]
                .map(|text| Self::read(names, text, 0, &[]).stems);
            let own = answered.difference(&asked).filter(|stem| signs.stems.contains(*stem));
            signs.answered = own.cloned().collect();
        }
        signs.forget_count(statement);
        if statement.is == Is::Accepted {
            // A name that the document does not know may be another spelling.
            signs.names.retain(|name| matches!(name, Name::Actor(_)));
        }
        signs
    }

    /// How many are asked for is the card's count, not the document's.
    fn forget_count(&mut self, statement: &Statement) {
        let tokens = Tokens::words(&statement.prompt, 0);
        for at in 0..tokens.len() {
            let Some((number, _)) = Number::read(&tokens, at).filter(|_| tokens.is_word(at)) else {
                continue;
            };
            let is_asked = listed!("words that ask").contains(tokens.before(at));
            if Some(number) == Number::of(statement.row) || statement.row == 0 && is_asked {
                self.numbers.remove(&number);
            }
        }
    }

    fn read(names: &Names<'_>, text: &str, start: usize, dates: &[(Range<usize>, Span)]) -> Self {
        let tokens = Tokens::words(text, start);
        let is_dated = |token: &Token<'_>| {
            let next = dates.partition_point(|(date, _)| date.start <= token.span.start);
            dates[..next].last().is_some_and(|(date, _)| date.contains(&token.span.start))
        };
        let (named, taken) = names.within(&tokens, is_dated);
        let mut signs = Self {
            names: named,
            dates: dates.iter().map(|(_, value)| *value).collect(),
            words: tokens.iter().map(|token| token.lower.to_string()).collect(),
            ..Self::default()
        };
        // How many words of meaning stand behind a denial.
        let mut behind = None;
        let mut end = 0;
        for (at, token) in tokens.iter().enumerate() {
            if at < end {
                continue;
            }
            if let Some(behind) = behind_bound(&tokens, at) {
                end = behind;
                continue;
            }
            let word = &*token.lower;
            // A denial does not reach into the next cell.
            let before = at.checked_sub(1).map_or(start, |at| tokens[at].span.end) - start;
            if text[before..token.span.start - start].contains('\n') {
                behind = None;
            }
            let is_dated = is_dated(token);
            let noun = tokens.word(at + 1);
            let is_noun = noun.starts_with(char::is_alphabetic) && !is_dated;
            if let Some(number) = place(word).filter(|_| is_noun) {
                signs.ordinals.insert((stem(noun), number));
            }
            if is_denial(word) || listed!("denials").contains(word) {
                behind = Some(0);
            } else if matches!(word, "," | ";" | "." | "?") {
                behind = None;
            } else if let Some((number, behind)) = Number::read(&tokens, at).filter(|_| !is_dated) {
                signs.numbers.insert(number);
                end = behind;
            } else if token.is_word()
                && !is_dated
                && !taken.contains(&at)
                && tells(word)
                && !listed!("words of questions").contains(word)
            {
                let stem = stem(word);
                if matches!(tokens.before(at), "which" | "what" | "whose") {
                    signs.kinds.insert(stem.clone());
                }
                if holds_view(&tokens, at) {
                    signs.holders.insert(stem.clone());
                }
                if let Some(count) = behind.filter(|&count| count < 3) {
                    if count == 0 {
                        signs.denied.insert(stem.clone());
                    }
                    signs.near_denial.insert(stem.clone());
                    behind = Some(count + 1);
                }
                signs.stems.insert(stem);
            }
        }
        signs
    }

    /// Whether a passage and what stands around it have all that this statement has; the
    /// error is what contradicts it, none where something is missing alone.
    pub(super) fn against(
        &self,
        names: &Names<'_>,
        passage: &Self,
        around: &Around<'_>,
    ) -> Result<(), Option<Clash>> {
        let mut is_missing = false;
        for &said in &self.dates {
            let near: Vec<Span> =
                around.near.iter().flat_map(|signs| &signs.dates).copied().collect();
            let is_apart = |dates: &[Span]| dates.iter().all(|says| said.is_apart(says));
            // A year in brackets may be no date of the document's.
            if passage.words.contains(&said.to_string()) {
                continue;
            }
            if is_apart(&near) {
                let other = passage.dates.first().or(near.first());
                other.map_or(Ok(()), |&says| Err(Some(Clash::Date(said, says))))?;
            }
            // What has a date of its own did not happen when its neighbour did.
            if let Some(&says) = passage.dates.first().filter(|_| is_apart(&passage.dates)) {
                return Err(Some(Clash::Date(said, says)));
            }
            is_missing |= is_apart(&near);
        }
        for &said in &self.numbers {
            if !around.near.iter().any(|signs| signs.numbers.contains(&said) || signs.is_year(said))
            {
                let mut others = passage.numbers.difference(&self.numbers);
                others.next().map_or(Ok(()), |&says| Err(Some(Clash::Number(said, says))))?;
                is_missing = true;
            }
        }
        let denies = |signs: &Self| !signs.near_denial.is_empty();
        let is_denied_alone = denies(self) && !around.near.iter().any(|signs| denies(signs));
        if self.is_denied_by(passage) || is_denied_alone {
            return Err(Some(Clash::Denial));
        }
        if let Some(clash) = self.is_another_than(passage) {
            return Err(Some(clash));
        }
        for said in self.names.iter().filter(|said| !passage.has(said)) {
            // Who is asked for stands there, or a pronoun does.
            let is_other =
                |says: &&Name| !self.names.contains(*says) && names.are_alike(said, says);
            // A pronoun means somebody who was named before.
            let before = around.near.iter().rev().flat_map(|signs| &signs.names);
            let before = before.filter(|_| passage.points());
            let other = passage.names.iter().chain(before).find(is_other);
            let is_answer = self.answers.contains(said);
            let is_near = around.names(said);
            let is_led = around.lead.is_some_and(|lead| lead.names.iter().eq([said]));
            // Whose words the whole document tells, it need not say again.
            let is_told = around.opening.has(said);
            let is_under = is_told || around.is_under(said, names);
            // A word with a capital that the document has may be a part of many names.
            let is_named = match said {
                Name::Actor(_) => true,
                Name::Word(word) => is_answer || !names.is_capital(word),
            };
            let is_elsewhere =
                if is_answer { is_near && passage.points() } else { is_near || is_under };
            match other {
                Some(says) if is_named && !is_led && !is_elsewhere => {
                    return Err(Some(Clash::Name(said.clone(), says.clone())));
                }
                _ => {
                    let is_told = is_told && self.words.contains("according");
                    let is_under = is_told || around.is_under(said, names);
                    is_missing |= !is_near && (is_answer || !is_under);
                }
            }
        }
        let is_told = self.answered.iter().any(|stem| around.tells(stem));
        is_missing |= !self.answered.is_empty() && !is_told;
        is_missing |= !self.holders.iter().all(|stem| around.speaks_of(stem));
        if is_missing { Err(None) } else { Ok(()) }
    }

    /// Whether it names somebody or something.
    pub(super) fn has(&self, name: &Name) -> bool {
        match name {
            Name::Actor(_) => self.names.contains(name),
            Name::Word(word) => self.words.contains(word),
        }
    }

    /// Whether it has the dates of another, and there are any.
    pub(super) fn has_dates(&self, passage: &Self) -> bool {
        let has = |said: &Span| passage.dates.iter().any(|says| !said.is_apart(says));
        !self.dates.is_empty() && self.dates.iter().all(has)
    }

    /// Whether one of its dates lies in a year that was read as a number.
    fn is_year(&self, number: Number) -> bool {
        self.dates.iter().filter_map(Span::bounds).any(|days| number.is(first_year(days)))
    }

    /// From the first to the last day that it names.
    pub(super) fn days(&self) -> Option<Bounds> {
        let days = self.dates.iter().filter_map(Span::bounds);
        days.reduce(|one, two| Bounds {
            first: one.first.min(two.first),
            last: one.last.max(two.last),
        })
    }

    /// Whether it has such a share of another's words.
    pub(super) fn holds(&self, said: &Self, share: f64) -> bool {
        let held = said.stems.intersection(&self.stems).count();
        let names = said.names.iter().filter(|name| self.has(name)).count();
        (held + names) as f64 >= share * (said.stems.len() + said.names.len()) as f64
    }

    /// Whether it has a pronoun for somebody.
    pub(super) fn points(&self) -> bool {
        listed!("pronouns of persons").iter().any(|word| self.words.contains(word))
    }

    /// `the third mosaic` beside `the first mosaic`.
    fn is_another_than(&self, passage: &Self) -> Option<Clash> {
        self.ordinals.iter().find_map(|(noun, said)| {
            let says = passage.ordinals.iter().filter(|(other, _)| other == noun);
            let mut says = says.map(|(_, number)| *number).peekable();
            let first = *says.peek()?;
            says.all(|number| number != *said).then_some(Clash::Ordinal(*said, first))
        })
    }

    /// Whether one denies a word that the other says.
    fn is_denied_by(&self, other: &Self) -> bool {
        let denies = |one: &Self, two: &Self| {
            let says = |word: &String| two.stems.contains(word) && !two.near_denial.contains(word);
            one.denied.iter().any(says)
        };
        denies(self, other) || denies(other, self)
    }
}
