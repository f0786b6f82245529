//! `The plague killed about a third of Europe's population`: how many, how much.

use super::Named;
use super::bounds::{
    DEEPEST, end, is_affirmed, is_asserted, is_doubtful, own_subject, predicate, start,
};
use super::clause::{self, Clause, is_closed};
use crate::calendar::numeral::cardinal;
use crate::generate::fact::{ActorKind, Certainty, Structure, Telling, Topic};
use crate::generate::lexicon::listed;
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// Fewest digits of a great number, and of one that is exact.
const GREAT: usize = 5;
const EXACT: usize = 2;

/// What a number is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Of things: `150,000 people`.
    Count,
    /// Of a whole: `a third of the farmers`.
    Share,
    /// Of percent.
    Percentage,
    /// Of money.
    Money,
    /// Of something that is measured by it: `The population exceeded one million`.
    Measure,
}

/// A number and the noun that it counts.
struct Amount {
    /// With `about` before it.
    number: Range<usize>,
    /// `people`, `of the population`.
    counted: Range<usize>,
    /// The word that the words of the number hang on.
    head: usize,
    kind: Kind,
    /// Whether it is of years or miles.
    is_unit: bool,
}

impl Amount {
    /// How a question asks for it.
    fn asks(&self) -> &'static str {
        match self.kind {
            Kind::Count | Kind::Measure => "How many",
            Kind::Share => "What share",
            Kind::Percentage => "What percentage",
            Kind::Money => "How much",
        }
    }

    /// Whether it is worth asking for: a share, or a great number. What has five of something
    /// is asked for only where they are named, by a list.
    fn is_telling(&self, tree: &Tree<'_>) -> bool {
        self.kind != Kind::Count && self.kind != Kind::Measure
            || self.number.clone().any(|at| is_great(tree, at))
    }

    /// Whether the number is exact, great or a share.
    fn is_exact(&self, tree: &Tree<'_>) -> bool {
        // `thousands of people`, `several million`
        let mut words = self.number.clone();
        let is_told = words.clone().any(|at| digits(tree, at) > 0 || is_cardinal(&tree.lower(at)));
        !matches!(self.kind, Kind::Count | Kind::Measure)
            || is_told && words.any(|at| digits(tree, at) > EXACT || is_great(tree, at))
    }
}

fn digits(tree: &Tree<'_>, at: usize) -> usize {
    tree.text(at).bytes().filter(u8::is_ascii_digit).count()
}

/// A number in words, below a hundred.
fn is_cardinal(word: &str) -> bool {
    word.split('-').all(|part| cardinal(part, "en").is_some())
}

fn is_great(tree: &Tree<'_>, at: usize) -> bool {
    digits(tree, at) >= GREAT || listed!("great numbers").contains(&tree.lower(at))
}

/// All numbers of a sentence with what they count.
pub(super) fn find(
    tree: &Tree<'_>,
    clauses: &[Clause<'_, '_>],
    named: &Named<'_>,
) -> Vec<Structure> {
    let (mut found, mut from) = (Vec::new(), 0);
    while from < tree.len() {
        let Some(row) = number(tree, from) else {
            from += 1;
            continue;
        };
        from = row.end;
        let Some(amount) = amount(tree, row) else { continue };
        from = from.max(amount.number.end);
        found.extend(fact(tree, clauses, named, &amount));
    }
    found
}

fn fact(
    tree: &Tree<'_>,
    clauses: &[Clause<'_, '_>],
    named: &Named<'_>,
    amount: &Amount,
) -> Option<Structure> {
    let holder = stated(tree, amount.head).filter(|&holder| is_asserted(tree, holder));
    let is_sure = holder
        .is_some_and(|holder| is_affirmed(tree, holder) && !is_doubtful(tree, holder))
        && amount.is_exact(tree)
        // `a 5000 kilowatt turbine`
        && (amount.kind != Kind::Count || tree.xpos(amount.head) == Xpos::Nns)
        && !amount.is_unit;
    let what = holder.and_then(|holder| Some(start(tree, holder)?..end(tree, holder)));
    let what =
        what.filter(|what| what.contains(&amount.number.start)).and_then(|what| tree.trimmed(what));
    let mut parts = vec![
        ("number", tree.trimmed(amount.number.clone())?),
        ("counted", tree.trimmed(amount.counted.clone())?),
    ];
    parts.extend(what.map(|what| ("what", what)));
    let asked = || {
        let mut clauses = clauses.iter();
        clauses.find_map(|clause| did(clause, named, amount).or_else(|| had(clause, named, amount)))
    };
    let asked = is_sure.then(|| asked().or_else(|| there_was(tree, named, amount))).flatten();
    let asked = asked.filter(|_| amount.is_telling(tree));
    Some(Structure::Telling(Telling {
        topic: Topic::Number,
        questions: asked.into_iter().map(|asked| (asked, parts[0].1.clone())).collect(),
        parts,
        leans: 0,
        before: None,
        certainty: if is_sure { Certainty::Certain } else { Certainty::Likely },
    }))
}

/// The predicate that a noun belongs to.
fn stated(tree: &Tree<'_>, mut at: usize) -> Option<usize> {
    for _ in 0..DEEPEST {
        if own_subject(tree, at).is_some() {
            return Some(at);
        }
        at = tree.head(at)?;
    }
    None
}

/// `About 17,000 people were executed`: how many did so.
fn did(clause: &Clause<'_, '_>, named: &Named<'_>, amount: &Amount) -> Option<String> {
    let tree = clause.tree;
    let row = clause.name(clause.subject)?;
    let is_whole =
        amount.number.start == row.start && amount.counted.end <= row.end && !amount.is_unit;
    let what = amount.counted.start..row.end;
    let told = clause.predicate(&clause.told(), 0..0);
    let counted = tree.inside(what.clone())?;
    let is_clear =
        is_whole && is_clear(clause, named, [what, clause.rest.clone()]) && !clause.rest.is_empty();
    is_clear.then(|| format!("{} {counted} {told}?", amount.asks()))
}

/// `The plague killed 25 million people`: how many something has or does.
fn had(clause: &Clause<'_, '_>, named: &Named<'_>, amount: &Amount) -> Option<String> {
    let tree = clause.tree;
    let noun = tree.children(clause.verb).find(|&at| {
        let hangs = match tree.relation(at) {
            Relation::Obj => true,
            Relation::Obl => tree.child(at, Relation::Case).is_some_and(|case| {
                let tie = format!("{} {}", clause.base(), tree.lower(case));
                listed!("ties of numbers").contains(&tie)
            }),
            _ => false,
        };
        hangs && tree.reach(at).contains(&amount.number.start) && at == amount.head
    })?;
    let row = clause.complement(noun)?;
    let subject = clause.name(clause.subject)?;
    let opens = row.start + usize::from(tree.child(noun, Relation::Case).is_some());
    let gap = match amount.kind {
        Kind::Money => amount.number.clone(),
        _ => amount.number.start..amount.counted.end,
    };
    let asked = clause.asked(gap)?;
    let counted = match amount.kind {
        Kind::Money => String::new(),
        _ => tree.inside(amount.counted.clone())?,
    };
    let rest = match amount.kind {
        Kind::Money => amount.number.end..clause.rest.end,
        _ => amount.counted.start..clause.rest.end,
    };
    let before = clause.rest.start..amount.number.start;
    // `How much did he spend?`: it must be said on what, or when.
    let is_vague = amount.kind == Kind::Money && rest.is_empty() && !clause.is_dated(&(0..0));
    let is_clear = !is_vague
        && amount.number.start == opens
        && !amount.is_unit
        && !tree.has(noun, Relation::Conj)
        && is_clear(clause, named, [subject, rest])
        && is_closed(tree, before)
        && matches!(tree.upos(clause.subject), Upos::Noun | Upos::Propn);
    is_clear.then(|| clause::joined(&[amount.asks().to_owned(), counted, asked]) + "?")
}

/// `There were 160,000 voters in Great Britain in 1768`.
fn there_was(tree: &Tree<'_>, named: &Named<'_>, amount: &Amount) -> Option<String> {
    let root = tree.root()?;
    let there = tree.child(root, Relation::Expl).filter(|&at| tree.lower(at) == "there")?;
    let when = clause::opening_date(tree, there);
    let rest = amount.counted.end..tree.end_of(root);
    let is_named = |at: usize| {
        clause::is_year(tree, at)
            || clause::is_name(tree, at) && named.kind(tree, at) != Some(ActorKind::State)
    };
    let is_clear = (there == 0 || when.is_some())
        && tree.lemma(root) == "be"
        && tree.child(root, Relation::Nsubj) == Some(amount.head)
        && amount.number.start == root + 1
        && matches!(amount.kind, Kind::Count)
        && rest.start < rest.end
        && (when.is_some() || tree.xpos(root) != Xpos::Vbd || rest.clone().any(is_named))
        && is_closed(tree, rest.clone())
        && is_closed(tree, amount.counted.clone());
    let counted = tree.inside(amount.counted.clone())?;
    let when = when.map_or_else(String::new, |row| clause::small(tree, row));
    let parts = [
        amount.asks().to_owned(),
        counted,
        tree.lower(root),
        "there".to_owned(),
        tree.inside(rest)?,
        when,
    ];
    is_clear.then(|| clause::joined(&parts) + "?")
}

/// Whether it is said whose number it is: of the past a year is told, or something is
/// named that is no state, which has many.
fn is_clear(clause: &Clause<'_, '_>, named: &Named<'_>, rows: [Range<usize>; 2]) -> bool {
    let tree = clause.tree;
    let is_named = |at: usize| {
        clause::is_year(tree, at)
            || clause::is_name(tree, at) && named.kind(tree, at) != Some(ActorKind::State)
    };
    (!clause.is_past()
        || clause.is_dated(&(0..0))
        || rows.iter().any(|row| row.clone().any(is_named)))
        && rows.into_iter().all(|row| is_closed(tree, row))
}

/// The words of a number that begin at `from`, without those before it.
fn number(tree: &Tree<'_>, from: usize) -> Option<Range<usize>> {
    let is_sign = |at: usize| matches!(tree.text(at), "$" | "£" | "€" | "¥" | "US$");
    let is_digit = |at: usize| {
        tree.xpos(at) == Xpos::Cd
            && (digits(tree, at) > 0 || is_cardinal(&tree.lower(at)) || is_great(tree, at))
            || listed!("great numbers").contains(&tree.lower(at)) && tree.upos(at) != Upos::Adj
    };
    let first = from + usize::from(is_sign(from));
    if first >= tree.len() || !is_digit(first) {
        let lower = tree.lower(from);
        let is_share = listed!("shares").contains(&lower) && !matches!(&*lower, "percent" | "%");
        return is_share.then_some(from..from + 1);
    }
    let mut end = first + 1;
    // `15 to 26 million`, `30 and 50 percent`
    loop {
        let joins = end + 1 < tree.len()
            && matches!(&*tree.lower(end), "to" | "-" | "–" | "or" | "and" | "hundred")
            && (is_digit(end + 1) || is_sign(end + 1) && end + 2 < tree.len())
            && !clause::is_year(tree, end + 1)
            && !clause::is_year(tree, end - 1);
        match () {
            () if joins => end += 2,
            // `one-fifth`
            () if end + 1 < tree.len()
                && tree.text(end) == "-"
                && listed!("shares").contains(&tree.lower(end + 1)) =>
            {
                end += 2;
            }
            () if end < tree.len() && is_digit(end) => end += 1,
            () => break,
        }
    }
    Some(from..end)
}

/// A number with what it counts.
fn amount(tree: &Tree<'_>, row: Range<usize>) -> Option<Amount> {
    let last = row.end - 1;
    let lower = |at: usize| if at < tree.len() { tree.lower(at) } else { String::new() };
    let is_percent = matches!(&*lower(row.end), "percent" | "%")
        || lower(row.end) == "per" && lower(row.end + 1) == "cent";
    let is_fraction = listed!("shares").contains(&tree.lower(last))
        || listed!("shares").contains(&lower(row.end));
    let number = opened(tree, row.start)..row.end;
    if is_date(tree, &row) {
        return None;
    }
    if is_percent || is_fraction {
        let end = row.end
            + match () {
                () if lower(row.end) == "per" => 2,
                () => usize::from(listed!("shares").contains(&lower(row.end))),
            };
        return share(tree, number.start..end, is_percent);
    }
    if row
        .clone()
        .any(|at| tree.xpos(at) == Xpos::Dollar || matches!(tree.text(at), "$" | "£" | "€" | "¥"))
    {
        return money(tree, number);
    }
    count(tree, number).or_else(|| measure(tree, row))
}

/// A year, a day of a month, a number of a chapter.
fn is_date(tree: &Tree<'_>, row: &Range<usize>) -> bool {
    let is_month =
        |at: Option<usize>| at.is_some_and(|at| at < tree.len() && clause::is_month(tree, at));
    let before = row.start.checked_sub(1);
    let is_numbered =
        before.is_some_and(|at| listed!("parts of a document").contains(&tree.lower(at)));
    let next = if row.end < tree.len() { tree.lower(row.end) } else { String::new() };
    let is_era = matches!(
        &*next,
        "bc" | "bce" | "ad" | "ce" | "b.c." | "a.d." | "a.m." | "p.m." | "o'clock" | "o’clock"
    );
    row.clone().all(|at| clause::is_year(tree, at) || tree.upos(at) != Upos::Num)
        && row.clone().any(|at| clause::is_year(tree, at))
        || row.clone().any(|at| tree.text(at).contains('/'))
        || is_month(before)
        || is_month(Some(row.end))
        || is_numbered
        || is_era
}

/// `a third of the farmers`, `30 percent of the vote`, `half the soldiers`.
fn share(tree: &Tree<'_>, number: Range<usize>, is_percent: bool) -> Option<Amount> {
    let last = number.end - 1;
    let kind = if is_percent { Kind::Percentage } else { Kind::Share };
    let first = match number
        .start
        .checked_sub(1)
        .filter(|&at| matches!(&*tree.lower(at), "a" | "an" | "one"))
    {
        Some(article) => opened(tree, article),
        None => number.start,
    };
    // `the first half of the century`, `a decade and a half of peace`
    let before = first.checked_sub(1);
    let is_part = |at: usize| tree.upos(at) == Upos::Adj || tree.lower(at) == "and";
    if before.is_some_and(is_part) {
        return None;
    }
    let of = number.end;
    let head = (number.clone()).rev().find(|&at| tree.upos(at) == Upos::Noun).unwrap_or(last);
    if of < tree.len() && tree.lower(of) == "of" {
        // What it is a share of.
        let noun = (of + 1..tree.len()).find(|&at| {
            matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::Pron)
                && tree.relation(at) != Relation::Compound
                && tree.relation(at) != Relation::NmodPoss
        });
        // `half of it`
        let noun = noun.filter(|&at| tree.upos(at) != Upos::Pron)?;
        let mut end = tree.reach(noun).end.min(tree.end_of_sentence());
        end = (noun + 1..end)
            .find(|&at| matches!(tree.text(at), "," | ";" | ":" | "(" | "—"))
            .unwrap_or(end);
        let counted = of..end.max(noun + 1);
        return Some(Amount { number: first..of, counted, head, kind, is_unit: false });
    }
    // `half the soldiers`, `a 25 percent chance`, but not `a third party`
    let is_ordinal = kind == Kind::Share
        && !matches!(
            &*tree.lower(last),
            "half" | "two-thirds" | "three-quarters" | "three-fourths"
        );
    if is_ordinal {
        return None;
    }
    let first = if is_percent { number.start } else { first };
    let noun = tree.head(last).filter(|&noun| noun > last && tree.upos(noun) == Upos::Noun)?;
    let is_unit = listed!("units of time and space").contains(tree.lemma(noun));
    let is_near = !is_unit
        && noun - last < 5
        && (last + 1..noun).all(|at| !matches!(tree.upos(at), Upos::Punct | Upos::Verb))
        && tree.lower(last - usize::from(last > 0)) != "a";
    is_near.then(|| Amount {
        number: first..last + 1,
        counted: last + 1..noun + 1,
        head: noun,
        kind,
        is_unit: false,
    })
}

/// `$600 million on advertisements`, `a $50 fine`.
fn money(tree: &Tree<'_>, number: Range<usize>) -> Option<Amount> {
    let sign = number.clone().find(|&at| matches!(tree.text(at), "$" | "£" | "€" | "¥" | "US$"))?;
    let of = |counted, head| {
        Some(Amount { number: number.clone(), counted, head, kind: Kind::Money, is_unit: false })
    };
    let above = tree.head(sign);
    if let Some(noun) =
        above.filter(|&noun| noun >= number.end && tree.upos(noun) == Upos::Noun && noun - sign < 6)
    {
        return of(number.end..noun + 1, noun);
    }
    // What it was paid for, or who had it.
    let next = number.end;
    let is_tie = next + 1 < tree.len()
        && tree.upos(next + 1) != Upos::Num
        && matches!(&*tree.lower(next), "on" | "for" | "in" | "of" | "to" | "worth");
    if is_tie {
        let noun = (next + 1..tree.len()).find(|&at| {
            matches!(tree.upos(at), Upos::Noun | Upos::Propn)
                && tree.relation(at) != Relation::Compound
        })?;
        let end = (noun + 1..tree.reach(noun).end)
            .find(|&at| matches!(tree.text(at), "," | ";" | "("))
            .unwrap_or(tree.reach(noun).end);
        return of(next..end.min(tree.end_of_sentence()).max(noun + 1), sign);
    }
    let holder = predicate(tree, sign).filter(|&holder| is_priced(tree, holder))?;
    let subject = own_subject(tree, holder).filter(|&at| at < sign)?;
    of(clause::name(tree, subject)?, sign)
}

/// `The war cost $600 million`, `The population reached one million`.
fn is_priced(tree: &Tree<'_>, verb: usize) -> bool {
    listed!("verbs of prices").contains(tree.lemma(verb))
}

/// `150,000 people from Epirus`.
fn count(tree: &Tree<'_>, number: Range<usize>) -> Option<Amount> {
    let last = number.end - 1;
    // `thousands of genes`
    if last + 2 < tree.len() && tree.upos(last) == Upos::Noun && tree.lower(last + 1) == "of" {
        let noun =
            tree.children(last).find(|&at| at > last && tree.relation(at) == Relation::Nmod)?;
        let end = (last + 2..tree.reach(noun).end)
            .find(|&at| matches!(tree.text(at), "," | ";" | "("))
            .unwrap_or(tree.reach(noun).end);
        let counted = last + 2..end.min(tree.end_of_sentence());
        return (noun < counted.end).then_some(Amount {
            number,
            counted,
            head: last,
            kind: Kind::Count,
            is_unit: false,
        });
    }
    let numeral = number.clone().find(|&at| {
        tree.relation(at) == Relation::Nummod && tree.head(at).is_some_and(|noun| noun > last)
    })?;
    let noun = tree.head(numeral)?;
    let lemma = tree.lemma(noun);
    let is_unit = listed!("units of time and space").contains(lemma);
    let is_one = number.clone().filter(|&at| tree.upos(at) == Upos::Num).count() == 1;
    let next = if noun + 1 < tree.len() { tree.lower(noun + 1) } else { String::new() };
    // `two`, `one`: counted on a hand; `three years later`.
    let is_small = is_one && listed!("small counts").contains(&tree.lower(last));
    let is_time = is_unit
        && (digits(tree, last) < EXACT && is_one
            || matches!(&*next, "ago" | "later" | "earlier" | "old" | "before" | "after"));
    let is_plain = (last + 1..noun).all(|at| {
        matches!(tree.upos(at), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb | Upos::Num)
            || tree.text(at) == "-" && at > last + 1
            || tree.upos(at) == Upos::Adv
    });
    let is_word = tree.text(noun).chars().filter(|c| c.is_alphabetic()).count() > 2;
    // `version 10.2 computers`
    let is_numbered = number.start > 0 && clause::is_name(tree, number.start - 1);
    let is_sound = !is_small
        && !is_numbered
        && !is_time
        && is_plain
        && is_word
        && matches!(tree.xpos(noun), Xpos::Nns | Xpos::Nn)
        && !listed!("no counts").contains(lemma);
    // `members of parliament` go to the front together.
    let of = (noun + 1 < tree.len() && tree.lower(noun + 1) == "of")
        .then(|| tree.reach(tree.head(noun + 1).unwrap_or(noun)));
    let end = of
        .filter(|of| of.start == noun + 1)
        .map_or(noun + 1, |of| of.end.min(tree.reach(noun).end));
    let end = (noun + 1..end)
        .find(|&at| matches!(tree.text(at), "," | ";" | ":" | "(" | "—"))
        .unwrap_or(end);
    is_sound.then_some(Amount {
        number,
        counted: last + 1..end,
        head: noun,
        kind: Kind::Count,
        is_unit,
    })
}

/// `The population exceeded one million`.
fn measure(tree: &Tree<'_>, row: Range<usize>) -> Option<Amount> {
    let last = row.end - 1;
    let is_bare = matches!(tree.relation(last), Relation::Obj | Relation::Obl)
        && (row.clone().any(|at| is_great(tree, at)))
        && tree.upos(last) == Upos::Num;
    let holder = predicate(tree, last).filter(|&holder| is_bare && is_priced(tree, holder))?;
    let subject =
        own_subject(tree, holder).filter(|&at| at < row.start && tree.upos(at) == Upos::Noun)?;
    let counted = clause::name(tree, subject)?;
    let is_beside = (subject..row.start).any(|at| tree.text(at) == "(");
    (!is_beside).then(|| Amount {
        number: opened(tree, row.start)..row.end,
        counted,
        head: last,
        kind: Kind::Measure,
        is_unit: false,
    })
}

/// Where `about`, `more than` before a number begin.
fn opened(tree: &Tree<'_>, number: usize) -> usize {
    let long = (1..=3).rev().filter(|count| *count <= number).find(|count| {
        let words: Vec<String> = (number - count..number).map(|at| tree.lower(at)).collect();
        listed!("before a number").contains(&words.join(" "))
    });
    number - long.unwrap_or(0)
}
