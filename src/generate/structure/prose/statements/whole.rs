//! A whole sentence as a statement by itself, and the words in it that a card may hide.

use super::super::clause::{is_month, is_name, is_year};
use super::{Asked, Reading};
use crate::document::MarkKind;
use crate::generate::fact::{ActorKind, GAP};
use crate::generate::lexicon::{COMMON_WORDS, listed};
use crate::generate::tree::Tree;
use crate::language::{Relation, SUBJECTS, Upos, Xpos};
use std::ops::Range;

/// Length of a statement, in words and signs.
const LENGTH: Range<usize> = 8..44;
/// So many words of a statement may lean on what stands before it.
const MOST_LEANING: usize = 3;
/// Of so many words that books have most none is worth hiding alone.
const EVERYDAY: usize = 2500;
/// Longest answer that is hidden.
const LONGEST_GAP: usize = 6;

/// A statement that makes sense without what stands before it.
pub(super) struct Statement<'t, 'd> {
    reading: &'t Reading<'t, 'd>,
    row: Range<usize>,
    /// What it has in brackets.
    cuts: Vec<Range<usize>>,
    /// Words that lean on what stands before it.
    leans: usize,
    /// The sentence before, where it is not clear without that.
    before: Option<Range<usize>>,
}

/// Words of a statement that may be asked for.
struct Gap {
    row: Range<usize>,
    /// What they are: the name of their part.
    name: &'static str,
    worth: usize,
}

impl<'t, 'd> Statement<'t, 'd> {
    pub(super) fn of(reading: &'t Reading<'t, 'd>) -> Option<Self> {
        let tree = reading.tree;
        let root = tree.root()?;
        let subject = tree.child(root, SUBJECTS);
        let row = opening(tree)..tree.end_of_sentence();
        let row = shortened(tree, root, subject, row);
        let cuts = brackets(tree, &row);
        let mut statement = Self { reading, row, cuts, leans: 0, before: None };
        let leans = |at: &usize| !reading.is_clear(*at, &statement.row);
        // A subject that leans is worse.
        let of_subject = subject.map_or(0..0, |subject| tree.core(subject));
        let found = statement.words().filter(leans);
        statement.leans = found.map(|at| 1 + usize::from(of_subject.contains(&at))).sum();
        let is_good = statement.words().any(|at| is_finite(tree, at))
            && !is_doubtful(tree, root)
            // `Calculate the mean`
            && (subject.is_some() || tree.xpos(root) != Xpos::Vb)
            && !tree.has(root, Relation::Mark)
            && is_whole(tree, &statement.row)
            && !runs_on(tree, &statement.row)
            && statement.row.contains(&root)
            && subject.is_none_or(|subject| statement.row.contains(&subject))
            && LENGTH.contains(&statement.words().count())
            && statement.leans <= MOST_LEANING;
        let is_open = statement.words().any(|at| reading.is_open(at, &statement.row));
        // Rather as it is written than with a name that may be wrong.
        let is_named = statement.words().any(|at| reading.replaced.contains_key(&at));
        // `One was the fall of Moscow`: one of what?
        let first = tree.lower(statement.row.start);
        let is_one = listed!("openings of one of several").contains(&first);
        if is_open || is_named || is_one || statement.leans > 0 {
            statement.before.clone_from(&reading.before);
        }
        let is_clear = !is_open && (!is_named || reading.is_certain());
        (is_good && (is_clear || statement.before.is_some())).then_some(statement)
    }

    /// All that may be hidden.
    pub(super) fn hidden(&self) -> impl Iterator<Item = Asked> {
        self.words().filter_map(|noun| self.gap(noun)).filter_map(|gap| self.without(gap))
    }

    fn is_cut(&self, at: usize) -> bool {
        self.cuts.iter().any(|cut| cut.contains(&at))
    }

    /// Its words without what is said beside it.
    fn words(&self) -> impl Iterator<Item = usize> {
        self.row.clone().filter(move |&at| !self.is_cut(at))
    }

    fn gap(&self, noun: usize) -> Option<Gap> {
        use Relation::{Conj, Nmod, Nsubj, NsubjPass, Obj, Obl, OblAgent, Root, Xcomp};
        let tree = self.reading.tree;
        let relation = tree.relation(noun);
        let is_asked = [Conj, Nmod, Nsubj, NsubjPass, Obj, Obl, OblAgent, Root, Xcomp]
            .contains(&relation)
            && matches!(tree.upos(noun), Upos::Noun | Upos::Propn)
            && !tree.has(noun, Relation::Conj);
        // `According to the Tax Foundation`: a source is no matter of the statement.
        let is_source =
            tree.child(noun, Relation::Case).is_some_and(|at| tree.lower(at) == "according");
        if !is_asked || is_source {
            return None;
        }
        let gap = self.term(noun).or_else(|| self.number(noun)).or_else(|| self.name(noun));
        let gap = gap.or_else(|| self.notion(noun))?;
        let is_inside = self.row.start <= gap.row.start && gap.row.end <= self.row.end;
        let is_joined = |at: usize| matches!(tree.text(at), "-" | "–" | "/");
        let is_part = gap.row.start > 0 && is_joined(gap.row.start - 1)
            || gap.row.end < tree.len() && is_joined(gap.row.end);
        let is_good = is_inside
            && !is_part
            && gap.row.len() <= LONGEST_GAP
            && !self.is_half(&gap.row)
            && !self.is_one_of_several(noun);
        (is_good && !self.reading.known.is_topic(tree, gap.row.clone())).then_some(gap)
    }

    /// A word that is set apart, or that something is called.
    fn term(&self, noun: usize) -> Option<Gap> {
        let tree = self.reading.tree;
        let row = tree.core(noun);
        let span = tree.span(row.clone())?;
        let mut kinds = [MarkKind::Strong, MarkKind::Emphasis, MarkKind::Defined].into_iter();
        // `The amygdala stores …` under a heading that names it.
        let is_headed = tree.relation(noun) == Relation::Nsubj
            && tree.upos(noun) == Upos::Noun
            && row.len() == 1
            && self.reading.known.is_headed(tree, noun);
        let is_marked = kinds.any(|kind| tree.document().is_marked(span.clone(), kind));
        let verb = tree.head(noun)?;
        let before = row.start.checked_sub(1).map_or(String::new(), |at| tree.lower(at));
        let is_called = verb < noun
            && match &*tree.lower(verb) {
                "called" | "termed" | "named" | "dubbed" => !tree.has(noun, Relation::Case),
                "known" | "referred" => matches!(&*before, "as" | "to"),
                _ => false,
            };
        (is_marked || is_called || is_headed).then_some(Gap { row, name: "term", worth: 80 })
    }

    /// A great number or a share, without what it counts.
    fn number(&self, noun: usize) -> Option<Gap> {
        let tree = self.reading.tree;
        let number = tree.child(noun, Relation::Nummod)?;
        let row = tree.reach(number);
        let digits = |at: usize| tree.text(at).bytes().filter(u8::is_ascii_digit).count();
        let is_telling = matches!(&*tree.lower(noun), "percent" | "%" | "million" | "billion")
            || row
                .clone()
                .any(|at| digits(at) >= 3 || listed!("great numbers").contains(&tree.lower(at)));
        // `around 10,000 B.C.E.`
        let is_era = (row.end..tree.len().min(row.end + 2))
            .any(|at| listed!("eras").contains(&tree.text(at).replace('.', "")));
        let is_after_month = row.start > 0 && is_month(tree, row.start - 1);
        let is_date = is_era
            || is_after_month
            || row.clone().any(|at| is_year(tree, at))
            || is_month(tree, noun);
        let is_plain = row.clone().all(|at| {
            tree.upos(at) != Upos::Punct
                && !tree.text(at).starts_with('.')
                && !matches!(&*tree.lower(at), "one" | "only" | "just")
        });
        (is_telling && !is_date && is_plain).then_some(Gap { row, name: "how many", worth: 76 })
    }

    fn name(&self, noun: usize) -> Option<Gap> {
        let tree = self.reading.tree;
        if !is_name(tree, noun) || listed!("parts of a document").contains(&tree.lower(noun)) {
            return None;
        }
        let mut row = noun..noun + 1;
        while row.start > self.row.start && is_name(tree, row.start - 1) {
            row.start -= 1;
        }
        // `Philander C. Knox`
        let goes_on = |at: usize| at < self.row.end && is_name(tree, at);
        while goes_on(row.end) || tree.text(row.end - 1).len() == 1 && goes_on(row.end + 1) {
            row.end += 1;
        }
        let relation = tree.relation(noun);
        let is_main = matches!(
            relation,
            Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Obj
                | Relation::OblAgent
                | Relation::Root
        );
        let (name, worth) = match self.reading.named.kind(tree, noun) {
            Some(ActorKind::Person) => ("who", 70),
            Some(ActorKind::Body) => ("which", 56),
            Some(ActorKind::State) if relation == Relation::Obl => ("where", 46),
            Some(ActorKind::State) => ("which", 48),
            Some(ActorKind::Place) | None if is_main => ("what", 52),
            Some(ActorKind::Place) | None => ("where", 44),
        };
        let worth = if is_main { worth } else { worth - 12 };
        Some(Gap { row, name, worth })
    }

    /// Whether a row of words is half of a name.
    fn is_half(&self, row: &Range<usize>) -> bool {
        let tree = self.reading.tree;
        // `Bureau of Mines`, `Elevator to the Gallows`, `Roman Catholic`: half of a name.
        let is_large = |at: usize| tree.text(at).starts_with(char::is_uppercase);
        let is_link = |at: usize| {
            listed!("links of names").contains(&tree.lower(at))
                || matches!(tree.text(at), "to" | "y" | "on" | "do" | "dos" | "das")
        };
        let next = (row.end..self.row.end).take(3).find(|&at| !is_link(at));
        let is_title = |next: usize| next > row.end && is_large(next);
        let goes_on = next.is_some_and(|next| next == row.end && is_large(next) || is_title(next));
        // `the First Congress of the United States`
        let is_the = |at: &usize| tree.lower(*at) == "the" && tree.lower(at - 1) == "of";
        let before = row.start.checked_sub(1).filter(|&at| at > self.row.start);
        let before = before.map(|at| at - usize::from(at > self.row.start + 1 && is_the(&at)));
        let went_on = before.is_some_and(|at| {
            is_large(at) && tree.upos(at) == Upos::Adj
                || tree.lower(at) == "of" && is_large(at - 1)
                // `Central and South America`
                || tree.upos(at) == Upos::Cconj
                    && is_large(at - 1)
                    && tree.upos(at - 1) == Upos::Adj
        });
        // `Martin Luther King, Jr.`, `New Year’s, 1863`
        let is_junior = [row.end, row.end + 1]
            .into_iter()
            .any(|at| matches!(tree.text(at).trim_end_matches('.'), "Jr" | "Sr"));
        let is_feast = row.end < tree.len()
            && tree.xpos(row.end) == Xpos::Pos
            && !tree.text(row.end + 1).starts_with(char::is_alphabetic);
        let is_cut =
            tree.text(row.end - 1).ends_with('.') && row.end < tree.len() && is_large(row.end);
        // `Washington, DC`
        let letters = tree.text(row.end + 1).replace('.', "");
        let is_placed = tree.text(row.end) == ","
            && letters.len() == 2
            && letters.chars().all(char::is_uppercase);
        let is_part = goes_on || went_on || is_cut || is_junior || is_feast || is_placed;
        is_part && is_large(row.end - 1)
    }

    /// `at Fortress Monroe, New Orleans, and Cairo`: others of the row fit as well.
    fn is_one_of_several(&self, noun: usize) -> bool {
        let tree = self.reading.tree;
        let first = if tree.is(noun, Relation::Conj) { tree.head(noun) } else { Some(noun) };
        first.is_some_and(|first| {
            tree.children(first).filter(|&at| tree.is(at, Relation::Conj)).count() > 1
        })
    }

    /// A notion: two words or more, or one that is no everyday word.
    fn notion(&self, noun: usize) -> Option<Gap> {
        let tree = self.reading.tree;
        let row = tree.core(noun);
        let is_content = |at: usize| {
            let is_open = match tree.upos(at) {
                Upos::Noun | Upos::Propn => true,
                Upos::Adj => matches!(tree.xpos(at), Xpos::Jj),
                Upos::Verb => matches!(tree.xpos(at), Xpos::Vbg | Xpos::Vbn),
                Upos::Punct => matches!(tree.text(at), "-" | "–"),
                _ => false,
            };
            is_open && !listed!("no words of terms").contains(&tree.lower(at))
        };
        let is_known = self.reading.known.is_known(tree, noun);
        // `Peyer's patches`: half of a name.
        let is_owned = row.start > 0 && tree.xpos(row.start - 1) == Xpos::Pos;
        let is_good = row.clone().all(is_content)
            && !is_owned
            && !self.reading.is_empty(noun)
            && (row.len() > 1
                || self.reading.known.is_headed(tree, noun)
                || !COMMON_WORDS.is_among_first(EVERYDAY, &tree.lower(noun)));
        let worth = if is_known { 38 } else { 30 } + 2 * row.len().min(3);
        is_good.then_some(Gap { row, name: "notion", worth })
    }

    /// The statement without words that are hidden.
    fn without(&self, gap: Gap) -> Option<Asked> {
        let reading = self.reading;
        let is_named = self.before.is_none();
        let text = |row: Range<usize>| reading.text(row, is_named, &|at| self.is_cut(at));
        let before = text(self.row.start..gap.row.start);
        let after = text(gap.row.end..self.row.end);
        // `Mali’s`, `(Mali`: no blank between.
        let kept = |at: &usize| !self.is_cut(*at) && !reading.is_tie(*at);
        let span = |at: usize| reading.tree.span(at..at + 1);
        let last = (self.row.start..gap.row.start).rev().find(kept).and_then(span);
        let next = (gap.row.end..self.row.end).find(kept).and_then(span);
        let place = reading.tree.span(gap.row.clone())?;
        let is_sign = |place: &Range<usize>| {
            reading.tree.document().slice(place.clone()).starts_with([',', ';', ':', '.'])
        };
        let before_joint = last.is_some_and(|last| last.end != place.start);
        let after_joint = next.is_some_and(|next| next.start != place.end && !is_sign(&next));
        let [before_joint, after_joint] =
            [before_joint, after_joint].map(|is_apart| if is_apart { " " } else { "" });
        Some(Asked {
            worth: gap.worth,
            statement: reading.tree.span(self.row.clone())?,
            leans: self.leans,
            before: self.before.clone(),
            is_sure: true,
            answer: (gap.name, place),
            question: format!("{before}{before_joint}{GAP}{after_joint}{after}{}", self.stop()),
        })
    }

    /// The stop at its end, where it has none inside a quotation.
    fn stop(&self) -> &'static str {
        let tree = self.reading.tree;
        let last: String =
            (self.row.end.saturating_sub(2)..self.row.end).map(|at| tree.text(at)).collect();
        if last.trim_end_matches(['”', '"', '’']).ends_with(['.', '!', ',', ':']) {
            ""
        } else {
            "."
        }
    }
}

/// A verb that has a tense.
pub(super) fn is_finite(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

/// `may have led`: it may be so.
fn is_doubtful(tree: &Tree<'_>, verb: usize) -> bool {
    tree.children(verb).any(|at| listed!("modals of doubt").contains(&tree.lower(at)))
}

/// Whether a sentence begins and ends as one: not `When the child is …`, `it contained:`.
fn is_whole(tree: &Tree<'_>, row: &Range<usize>) -> bool {
    let first = tree.xpos(row.start);
    let is_question = matches!(first, Xpos::Wrb | Xpos::Wp | Xpos::Wdt)
        && !(row.clone()).any(|at| tree.text(at) == ",");
    let last = tree.document().slice(tree.span(0..tree.len()).unwrap_or_default());
    // `Figure: The amygdala …`
    let is_caption = listed!("parts of a document").contains(&tree.lower(row.start))
        && row.len() > 2
        && (row.start + 1..row.start + 3).any(|at| tree.text(at) == ":");
    // `8 Yet some …`, a note's number.
    let is_numbered = tree.text(row.start).bytes().all(|byte| byte.is_ascii_digit())
        && tree.text(row.start + 1).starts_with(char::is_uppercase);
    tree.upos(row.start) != Upos::Punct
        && !is_question
        && !is_caption
        && !is_numbered
        && !last.ends_with([':', ','])
}

/// `used before a transfusion Needs no plasma`: two lines were taken for one sentence.
fn runs_on(tree: &Tree<'_>, row: &Range<usize>) -> bool {
    use Upos::{Adp, Adv, Aux, Det, Sconj, Verb};
    (row.start + 1..row.end).any(|at| {
        let opens = tree.text(at).starts_with(char::is_uppercase) && tree.text(at).len() > 1;
        let is_small = |at: usize| tree.text(at).starts_with(char::is_lowercase);
        let follows = tree.text(at - 1).ends_with(char::is_alphanumeric);
        opens
            && follows
            && [Adp, Adv, Aux, Det, Sconj, Verb].contains(&tree.upos(at))
            && at + 1 < row.end
            && is_small(at + 1)
            && is_small(at - 1)
    })
}

/// Where a sentence begins behind what ties it to the one before: `However,`.
fn opening(tree: &Tree<'_>) -> usize {
    let mut words = String::new();
    for at in 0..tree.len().min(5) {
        if tree.text(at) == "," && listed!("ties that open").contains(&words) {
            return at + 1;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&tree.lower(at));
    }
    usize::from(!tree.is_empty() && tree.upos(0) == Upos::Cconj)
}

/// A long statement without what stands beside it.
fn shortened(
    tree: &Tree<'_>,
    root: usize,
    subject: Option<usize>,
    mut row: Range<usize>,
) -> Range<usize> {
    let start = subject.map_or(row.start, |subject| tree.reach(subject).start);
    if row.len() >= LENGTH.end {
        let end = row.end.min(tree.end_of(root));
        // `it is so framed | as to throw …` goes on.
        if matches!(tree.text(end), "," | ";" | ":" | "—" | "–") {
            row.end = end;
        }
    }
    let is_condition =
        |at: usize| matches!(&*tree.lower(at), "if" | "unless" | "until" | "without");
    let is_aside = start > row.start && tree.text(start - 1) == ",";
    if row.len() >= LENGTH.end && is_aside && !(row.start..start).any(is_condition) {
        row.start = start;
    }
    row
}

/// What stands in brackets.
fn brackets(tree: &Tree<'_>, row: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = row.start;
    while at < row.end {
        let closes = |&end: &usize| tree.text(end) == ")";
        match (tree.text(at) == "(").then(|| (at..row.end).find(closes)).flatten() {
            Some(end) => {
                found.push(at..end + 1);
                at = end + 1;
            }
            None => at += 1,
        }
    }
    found
}
