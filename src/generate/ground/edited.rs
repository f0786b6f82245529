//! A generated card that a person changed, word by word beside the one that the document
//! makes: what was put in the place of a date, a number, a name or a denial.
//!
//! Other words for the same are no fault. Therefore what counts is a substitution: a new
//! name where a name stood, not one that was added.

use super::names::Name;
use super::number::Number;
use super::signs::{Clash, behind_bound, dates_in, stem, tells};
use super::statement::{Statement, statements, variants};
use super::{Ground, SAME, Verdict, is_same_row, plain, without};
use crate::calendar::Span;
use crate::calendar::numeral::cardinal;
use crate::deck::{Content, Note};
use crate::generate::lexicon::listed;
use crate::generate::text;
use crate::generate::token::Tokens;
use crate::generate::verbs::{is_auxiliary, is_denial};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

impl Ground<'_> {
    /// What the document says of a card that it makes as `made`: none where the card says so
    /// much of its own that it has to be looked for.
    pub(super) fn as_generated(&self, note: &Note, made: &Note) -> Option<Verdict> {
        let [ours, theirs] = [&note.content, &made.content].map(statements);
        let [said, says] = [(&ours, &theirs), (&theirs, &ours)].map(|(one, two)| without(one, two));
        let others = variants(note).filter(|one| !made.accept.contains(&one.answer));
        let others: Vec<Statement> = others.collect();
        let is_kept = said.is_empty() && says.is_empty();
        if is_kept && matches!(note.content, Content::Order { .. }) && !is_same_row(&ours, &theirs)
        {
            let by = "the card has another order than the document".to_owned();
            return Some(Verdict::Contradicted { by });
        }
        let passage = [made.note.as_slice(), &made.quote].concat().join(". ");
        let place = made.source.clone().unwrap_or_default();
        let of_answer = |says: &Statement| {
            let right = [std::slice::from_ref(&says.answer), &made.accept].concat().join(", ");
            Known::of(self, &right)
        };
        let of_passage =
            |says: &Statement| Known::of(self, &format!("{}. {passage}. {place}", says.text()));
        let of_pair = |(said, says): (&&Statement, &&Statement)| {
            let is_denied_once = denials(&said.text()) != denials(&says.text());
            let change = |said, says| Change::new(self, said, says, is_denied_once);
            let prompt = change(&said.prompt, &says.prompt).clash(&of_passage(says), false);
            prompt.or_else(|| {
                let right = of_answer(says);
                let answer = change(&said.answer, &says.answer).clash(&right, true);
                answer.or_else(|| self.another_answer(said, says, &right))
            })
        };
        let of_others = || {
            let says = theirs.first().filter(|_| !others.is_empty())?;
            let right = of_answer(says);
            let clash = |other: &Statement| {
                Change::new(self, &other.answer, &says.answer, false).clash(&right, true)
            };
            others.iter().find_map(clash)
        };
        let mut pairs = said.iter().zip(&says).filter(|_| said.len() == says.len());
        let mut clash = pairs.find_map(of_pair).or_else(of_others);
        if let (Some(own), Some(told)) = (&note.note, &made.note)
            && own != told
        {
            let known = Known::of(self, &format!("{told}. {}. {place}", theirs.first()?.text()));
            let change = Change::new(self, own, told, denials(own) != denials(told));
            clash = clash.or_else(|| change.clash(&known, false).filter(|_| change.is_slight()));
        }
        if let Some(clash) = clash {
            return Some(Verdict::Contradicted { by: clash.told(&self.names) });
        }
        if is_kept {
            return Some(if others.is_empty() {
                Verdict::ToTheLetter
            } else {
                Verdict::InOtherWords
            });
        }
        let known = of_passage(theirs.first()?);
        let is_told =
            said.len() <= says.len() && said.iter().all(|said| known.covers(&said.text()));
        let is_order = matches!(note.content, Content::Order { .. });
        (is_told && !is_order).then_some(Verdict::InOtherWords)
    }

    /// Whether a question for somebody or something has an answer that shares nothing with
    /// the one of the document.
    fn another_answer(&self, said: &Statement, says: &Statement, right: &Known) -> Option<Clash> {
        let asks = ["who", "whom", "whose", "which"];
        let first = text::first(&plain(&says.prompt)).to_owned();
        let prompt = Change::new(self, &said.prompt, &says.prompt, false);
        let given = Tokens::words(&said.answer, 0);
        let is_shared = given.iter().any(|token| right.has(&token.lower));
        let is_another = asks.contains(&first.as_str())
            && prompt.is_slight()
            && plain(&said.answer) != plain(&says.answer)
            && !is_shared;
        is_another.then(|| Clash::Answer(said.answer.clone(), says.answer.clone()))
    }
}

/// How often a text denies.
fn denials(text: &str) -> usize {
    denying(&Tokens::words(text, 0)).into_iter().filter(|denies| *denies).count()
}

/// Which words deny; those that bound a number do not.
fn denying(tokens: &Tokens<'_>) -> Vec<bool> {
    let mut end = 0;
    let denies = |(at, token): (usize, &crate::generate::token::Token<'_>)| {
        end = behind_bound(tokens, at).unwrap_or(end);
        at >= end && (is_denial(&token.lower) || listed!("denials").contains(&token.lower))
    };
    tokens.iter().enumerate().map(denies).collect()
}

/// What may stand in a text without being anything new.
struct Known {
    words: HashSet<String>,
    stems: HashSet<String>,
    numbers: BTreeSet<Number>,
    dates: Vec<Span>,
}

impl Known {
    /// What a text has, with all names of those that it names.
    fn of(ground: &Ground<'_>, text: &str) -> Self {
        let tokens = Tokens::words(text, 0);
        let (names, _) = ground.names.within(&tokens, |_| false);
        let also = ground.names.also(&names);
        let words: HashSet<String> = tokens
            .iter()
            .map(|token| token.lower.to_string())
            .chain(also.iter().flat_map(|name| name.split(' ').map(str::to_lowercase)))
            .collect();
        Self {
            stems: words.iter().map(|word| stem(word)).collect(),
            numbers: numbers(&tokens).into_iter().map(|(number, _)| number).collect(),
            dates: dates_in(&format!("{text}.")).into_iter().map(|(_, date)| date).collect(),
            words,
        }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(word) || self.stems.contains(&stem(word))
    }

    /// Whether it has most words of a statement, and all its names, dates and numbers.
    fn covers(&self, said: &str) -> bool {
        let side = Side::new(said);
        let is_known = |at: &usize| {
            let is_dated = side.dates(&(*at..at + 1)).iter().any(|said| self.has_date(said));
            is_dated || self.has(side.tokens.word(*at))
        };
        let is_word = |at: &usize| {
            let token = &side.tokens[*at];
            token.lower.contains(char::is_alphanumeric) && tells(&token.lower)
        };
        let words: Vec<usize> = (0..side.tokens.len()).filter(is_word).collect();
        let held = words.iter().filter(|at| is_known(at)).count();
        let is_exact = |at: &usize| {
            let token = &side.tokens[*at];
            *at > 0 && token.is_capital() || token.lower.contains(|c: char| c.is_ascii_digit())
        };
        let (exact, others): (Vec<usize>, Vec<usize>) = words.iter().partition(|at| is_exact(at));
        let told = others.iter().filter(|at| is_known(at)).count();
        // Names alone do not say the same.
        held as f64 >= SAME * words.len() as f64
            && told * 3 >= others.len()
            && exact.iter().all(is_known)
    }

    fn has_date(&self, said: &Span) -> bool {
        self.dates.iter().any(|known| !said.is_apart(known))
    }
}

/// The numbers of a text, each with its words.
fn numbers(tokens: &Tokens<'_>) -> Vec<(Number, Range<usize>)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let read = Number::read(tokens, at);
        let end = read.map_or(at + 1, |(_, end)| end);
        found.extend(read.map(|(number, end)| (number, at..end)));
        at = end;
    }
    found
}

/// One side of a change.
struct Side<'t> {
    tokens: Tokens<'t>,
    dates: Vec<(Range<usize>, Span)>,
    numbers: Vec<(Number, Range<usize>)>,
    denies: Vec<bool>,
}

impl<'t> Side<'t> {
    fn new(text: &'t str) -> Self {
        let tokens = Tokens::words(text, 0);
        let (numbers, denies) = (numbers(&tokens), denying(&tokens));
        Self { dates: dates_in(&format!("{text}.")), numbers, denies, tokens }
    }

    fn words(&self) -> Vec<&str> {
        self.tokens.iter().map(|token| &*token.lower).collect()
    }

    fn dates(&self, run: &Range<usize>) -> Vec<Span> {
        let is_here = |date: &Range<usize>| {
            self.tokens[run.clone()].iter().any(|token| date.contains(&token.span.start))
        };
        self.dates.iter().filter(|(date, _)| is_here(date)).map(|(_, date)| *date).collect()
    }

    fn is_dated(&self, at: usize) -> bool {
        let start = self.tokens[at].span.start;
        self.dates.iter().any(|(date, _)| date.contains(&start))
    }

    fn numbers(&self, run: &Range<usize>) -> Vec<Number> {
        let is_here = |words: &Range<usize>| words.start < run.end && run.start < words.end;
        let here = self.numbers.iter().filter(|(_, words)| is_here(words));
        here.map(|(number, _)| *number).collect()
    }

    /// The words of a run with a capital; the first of a text may have it for that alone.
    fn capitals(&self, run: &Range<usize>, known: impl Fn(&str) -> bool) -> Vec<usize> {
        let is_name = |at: &usize| {
            let token = &self.tokens[*at];
            token.is_capital() && (*at > 0 || known(&token.lower))
        };
        run.clone().filter(is_name).collect()
    }

    /// Words of meaning in a run, denials aside.
    fn stems(&self, run: &Range<usize>) -> BTreeSet<String> {
        let words = run.clone().filter(|at| self.tokens[*at].is_word() && !self.denies[*at]);
        let words = words.map(|at| self.tokens.word(at));
        let has_meaning =
            |word: &&str| !listed!("without fact").contains(word) && !is_auxiliary(word);
        words.filter(has_meaning).map(stem).collect()
    }
}

/// What a person made of a text.
struct Change<'c, 'g> {
    ground: &'c Ground<'g>,
    said: Side<'c>,
    says: Side<'c>,
    /// Whether the whole card denies more or less often.
    is_denied_once: bool,
    runs: Vec<DiffOp>,
}

impl<'c, 'g> Change<'c, 'g> {
    fn new(ground: &'c Ground<'g>, said: &'c str, says: &'c str, is_denied_once: bool) -> Self {
        let (said, says) = (Side::new(said), Side::new(says));
        let runs = capture_diff_slices(Algorithm::Myers, &says.words(), &said.words());
        Self { ground, said, says, is_denied_once, runs }
    }

    /// Whether most of it is as it was.
    fn is_slight(&self) -> bool {
        let kept = |run: &DiffOp| match run {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        };
        let kept: usize = self.runs.iter().map(kept).sum();
        kept * 3 >= self.says.tokens.len().max(self.said.tokens.len()) * 2
    }

    /// What contradicts the document; an answer has to be the same, whatever else is known.
    fn clash(&self, known: &Known, is_answer: bool) -> Option<Clash> {
        let changed = self.runs.iter().filter(|run| !matches!(run, DiffOp::Equal { .. }));
        changed.map(|run| (run.new_range(), run.old_range())).find_map(|(new, old)| {
            self.date(&new, &old)
                .or_else(|| self.number(&new, &old, known))
                .or_else(|| self.name(&new, &old, known, is_answer))
                .or_else(|| self.opposite(&new, &old))
                .or_else(|| self.denial(&new, &old))
        })
    }

    fn date(&self, new: &Range<usize>, old: &Range<usize>) -> Option<Clash> {
        let (said, says) = (self.said.dates(new), self.says.dates(old));
        let other = *says.first()?;
        let is_another = |said: &&Span| says.iter().all(|says| said.is_apart(says));
        said.iter().find(is_another).map(|said| Clash::Date(*said, other))
    }

    fn number(&self, new: &Range<usize>, old: &Range<usize>, known: &Known) -> Option<Clash> {
        // A date may be written otherwise.
        let (said, says) = (self.said.dates(new), self.says.dates(old));
        if said == says && !said.is_empty() {
            return None;
        }
        let Some(&other) = self.says.numbers(old).first() else {
            return self.number_within(new, old);
        };
        // A number for another, even one that stands nearby.
        let is_pure = new.len() == 1 && old.len() == 1;
        let is_new = |number: &Number| {
            let is_known =
                known.numbers.contains(number) || known.words.contains(&number.to_string());
            !is_known || is_pure && *number != other
        };
        let said = self.said.numbers(new).into_iter().find(is_new)?;
        Some(Clash::Number(said, other))
    }

    /// `sixty-two-acre`: a number that is part of a word.
    fn number_within(&self, new: &Range<usize>, old: &Range<usize>) -> Option<Clash> {
        let [said, says] = [self.said.tokens.word(new.start), self.says.tokens.word(old.start)];
        let [own, other] = [said, says].map(|word| {
            let parts = word.split('-').map(|part| cardinal(part, "en"));
            parts.flatten().collect::<Vec<u64>>()
        });
        let is_another = new.len() == 1 && old.len() == 1 && !own.is_empty() && !other.is_empty();
        (is_another && own != other).then(|| Clash::Answer(said.to_owned(), says.to_owned()))
    }

    fn name(
        &self,
        new: &Range<usize>,
        old: &Range<usize>,
        known: &Known,
        is_answer: bool,
    ) -> Option<Clash> {
        let is_name = |word: &str| is_answer && !self.ground.stems.contains_key(&stem(word));
        let is_capital = |word: &str| self.ground.names.is_capital(word) || is_name(word);
        let [said, says] = [(&self.said, new), (&self.says, old)].map(|(side, run)| {
            let capitals = side.capitals(run, is_capital).into_iter();
            capitals.filter(|at| !side.is_dated(*at)).map(|at| side.tokens.word(at)).collect()
        });
        let (said, says): (Vec<&str>, Vec<&str>) = (said, says);
        let other = *says.first()?;
        let is_new = |word: &&&str| !known.has(word);
        // A row of names for another row, even one that stands nearby.
        let is_pure = |side: &Side<'_>, run: &Range<usize>, names: usize| {
            run.clone().filter(|at| side.tokens[*at].is_word()).count() == names
        };
        let is_swapped = is_pure(&self.said, new, said.len())
            && is_pure(&self.says, old, says.len())
            && !said.iter().any(|word| says.iter().any(|other| stem(word) == stem(other)))
            && !self.names_the_same(true);
        let found = said.iter().find(is_new).or_else(|| said.first().filter(|_| is_swapped))?;
        // Who was asked for is still there, and told more of.
        let is_more = is_answer && !is_swapped && self.names_the_same(false);
        (!is_more)
            .then(|| Clash::Name(Name::Word((*found).to_owned()), Name::Word(other.to_owned())))
    }

    /// Whether all are named that were, maybe by other names, and where it is `only` they,
    /// nobody else.
    fn names_the_same(&self, only: bool) -> bool {
        let names = &self.ground.names;
        let of = |side: &Side<'_>| names.within(&side.tokens, |_| false).0;
        let (said, says) = (of(&self.said), of(&self.says));
        let also = names.also(&says).join(" ").to_lowercase();
        let is_part = |name: &Name| match name {
            Name::Actor(_) => says.contains(name),
            Name::Word(word) => also.split(' ').any(|part| part == word),
        };
        let mut actors = says.iter().filter(|name| matches!(name, Name::Actor(_))).peekable();
        actors.peek().is_some()
            && actors.all(|name| said.contains(name))
            && (!only || said.iter().all(is_part))
    }

    fn opposite(&self, new: &Range<usize>, old: &Range<usize>) -> Option<Clash> {
        let (said, says) = (self.said.stems(new), self.says.stems(old));
        let is_turned =
            |(one, two): &(&str, &str)| said.contains(&stem(one)) && says.contains(&stem(two));
        let pairs = listed!("opposites").iter().filter_map(|pair| pair.split_once(' '));
        let mut pairs = pairs.flat_map(|(one, two)| [(one, two), (two, one)]);
        pairs.find(is_turned).map(|(one, two)| Clash::Answer(one.to_owned(), two.to_owned()))
    }

    /// A denial that came or went with hardly another word.
    fn denial(&self, new: &Range<usize>, old: &Range<usize>) -> Option<Clash> {
        let count =
            |side: &Side<'_>, run: &Range<usize>| run.clone().filter(|at| side.denies[*at]).count();
        let (said, says) = (count(&self.said, new), count(&self.says, old));
        let [here, there] = match said > says {
            true => [(&self.said, new), (&self.says, old)],
            false => [(&self.says, old), (&self.said, new)],
        };
        let other = there.0.stems(&(0..there.0.tokens.len()));
        let beside = here.0.stems(here.1).difference(&other).count();
        // Who cuts a clause may cut a denial with it.
        let most = if said > says { 1 } else { 0 };
        (self.is_denied_once && said != says && beside <= most).then_some(Clash::Denial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};
    use crate::generate::tests::check;

    const TEXT: &str = "# The Silk War\n\nKarin Holm wrote to Oskar Lind about the Danish fleet. Oskar Lind, a Danish admiral, led the northern fleet of 26–28 ships. The historian Ada Marlow argues that Oskar Lind did not fear the weavers of Malmo, and that 300 guards kept the tower in May 1649.";

    /// What becomes of a card `made`, where a person has made `changed` of it.
    fn judged(made: &str, changed: &str) -> String {
        let note = |card: &str| {
            let (front, back) = card.split_once(" / ").unwrap();
            Note::new("made", Content::basic(front, back))
        };
        let document = Document::parse(TEXT.as_bytes(), Format::Markdown).unwrap();
        let facts = crate::generate::facts(&document);
        let ground = Ground::new(&document, &facts, &[]);
        let sentence = |at: usize| document.sentence(at).to_owned();
        let made = Note { quote: vec![sentence(1), sentence(2)], ..note(made) };
        match ground.as_generated(&note(changed), &made) {
            Some(Verdict::Contradicted { by }) => by,
            Some(other) => format!("{other:?}"),
            None => "looked for".to_owned(),
        }
    }

    #[test]
    fn what_was_put_in_the_place_of_a_fact_contradicts() {
        let made = "Who did not fear the weavers of Malmo in May 1649? / Oskar Lind";
        check(
            "
            Who did not fear the weavers of Malmo in May 1649? / Ada Marlow => the card has Ada, the document Oskar
            Who did not fear the weavers of Malmo in May 1649? / Oskar Holm => the card has Holm, the document Lind
            Who did not fear the weavers of Malmo in May 1649? / the bishops => the card has “the bishops”, the document “Oskar Lind”
            Who did not fear the weavers of Lund in May 1649? / Oskar Lind => the card has Lund, the document Malmo
            Who did not fear the weavers of Malmo in May 1650? / Oskar Lind => the card has May 1650, the document May 1649
            Who did fear the weavers of Malmo in May 1649? / Oskar Lind => one of both denies what the other says
            Who feared the weavers of Malmo in May 1649? / Oskar Lind => one of both denies what the other says
            ",
            |changed| judged(made, changed),
        );
        let made = "Which fleet did Lind lead? / the northern fleet of 26–28 ships";
        check(
            "
            Which fleet did Lind lead? / the southern fleet of 26–28 ships => the card has “southern”, the document “northern”
            Which fleet did Lind lead? / the northern fleet of 28–28 ships => the card has 28, the document 26
            Which fleet did Lind lead? / the northern fleet of 26–29 ships => the card has 29, the document 28
            Which fleet did Lind not lead? / the northern fleet of 26–28 ships => one of both denies what the other says
            ",
            |changed| judged(made, changed),
        );
    }

    #[test]
    fn other_words_for_the_same_do_not() {
        let made = "Who did not fear the weavers of Malmo in May 1649? / Oskar Lind";
        check(
            "
            Who did not fear the weavers of Malmo in May 1649? / Oskar Lind => ToTheLetter
            Who did not fear the weavers of Malmo? / Oskar Lind => InOtherWords
            Who did not fear Malmo's weavers in 1649? / Lind => InOtherWords
            In May 1649, who did not fear the weavers of Malmo? / Oskar Lind, a Danish admiral => InOtherWords
            Who, as Ada Marlow argues, did not fear the weavers of Malmo in May 1649? / Admiral Lind => InOtherWords
            Which admiral was not afraid of the weavers of Malmo in May 1649? / Oskar Lind => InOtherWords
            Who sweetened the kitchens of Malmo? / Oskar Lind => looked for
            Who did not fear the weavers of Malmo in May 1649, and why? / Oskar Lind, since Sweden paid him in gold and grain => looked for
            ",
            |changed| judged(made, changed),
        );
        let made = "Which fleet did Lind lead? / the northern fleet of 26–28 ships, not of galleys or of boats";
        let cut = "Which fleet did Lind lead? / the northern fleet";
        assert_eq!(judged(made, cut), "InOtherWords");
    }
}
