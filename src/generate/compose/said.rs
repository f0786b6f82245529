//! A claim as a question says it: the verb in its tense, the content whole.

use super::Why;
use super::context::{Context, Side};
use super::filter::{is_closed_claim, stands_alone};
use super::schools::sure_school;
use super::wording::{is_balanced, is_present, unstopped, without_sources};
use crate::generate::fact::{Claim, Holder, Mention};
use crate::generate::lexicon::{Pattern, REPORT_NOUNS, listed};
use crate::generate::report::{self, Class, report};
use crate::generate::text::{self, capitalised, words};
use crate::generate::tree::Tree;
use crate::generate::verbs::Forms;
use crate::language::{Relation, SUBJECTS, Upos, Xpos};
use std::ops::Range;

/// Contents of this many words make good questions.
const CONTENT: Range<usize> = 4..36;
/// Of a content that is too long so many words must stay.
const SHORT: usize = 8;
/// Quotations of so many words are known again.
const QUOTED: usize = 5;

/// A claim ready to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// `Who argues that luxury weakened the legions?`
    pub(super) who: String,
    /// `luxury weakened the legions`
    pub(super) content: String,
    /// Whether the content is a statement, not a thing that is praised or denied.
    pub(super) is_statement: bool,
    /// Whether its holder stands where nobody can doubt it.
    pub(super) is_held: bool,
}

pub(super) fn said(context: &Context<'_>, claim: &Claim) -> Result<Said, Why> {
    let sentence = context.document.sentence(claim.sentence);
    // `…, he says, …`: who he is stands elsewhere.
    let aside = claim.aside.clone().map(|aside| context.document.slice(aside).to_lowercase());
    let mut aside = aside.iter().flat_map(|aside| aside.split(|c: char| !c.is_alphabetic()));
    if aside.any(|word| matches!(word, "he" | "she" | "it" | "they")) {
        return Err("its holder is a pronoun");
    }
    if !is_verb(context, claim) {
        return Err("its cue is no verb by the grammar of its sentence");
    }
    let claim = &whole(context, claim);
    if is_cut(context, claim) {
        return Err("its holder's name is cut");
    }
    let content = claim.content(context.document);
    let content = unstopped(&shortened(&without_sources(own_part(&content))));
    let tree = context.tree(claim.sentence).ok_or("its sentence is too long")?;
    let content = inside(&tree, claim, &content).ok_or("where it begins is not certain")?;
    // `Livy's claim that the walls fell shocked everyone`: what is claimed ends
    // where nobody can tell.
    if opens_with_noun(context, claim) || BROKEN.is_match(&content) {
        return Err("where it ends is not certain");
    }
    let is_quoted = is_quoted(&content);
    let begins_statement = begins_statement(&tree, claim, &content);
    let (who, is_statement) = match is_quoted {
        true => quoted(claim, &content),
        false => question(claim, &content, begins_statement)
            .or_else(|| by_verb(&tree, context, claim, &content)),
    }
    .ok_or("its verb makes no plain question")?;
    let is_held =
        claim.holders.iter().filter_map(Holder::actor).all(|one| is_subject(context, claim, one));
    let start = context.document.sentences[claim.sentence].span.start;
    let before = context.document.slice(start..claim.span.start.max(start));
    // Who writes about others seldom means himself.
    let is_scholar = |actor: usize| context.sides[actor] == Side::Scholar;
    let writes = claim.holders.iter().filter_map(Holder::actor).any(is_scholar)
        || sure_school(context.facts, claim).is_some();
    let before = if writes { "" } else { before };
    let are_several =
        !writes && matches!(claim.holders.as_slice(), [Holder::Group(_)] | [_, _, ..]);
    let is_author = claim.holders.contains(&Holder::Author);
    let is_closed = || match is_author {
        true => stands_alone(&capitalised(&content)) && context.is_closed(&content, claim.sentence),
        false => {
            is_closed_claim(before, are_several, &content, &context.persons_in(claim.sentence))
        }
    };
    let is_plain = !content.contains([';', '?', '!', ':'])
        && !content.contains(" (see ")
        && ends_well(&content);
    for (is_good, why) in [
        (CONTENT.contains(&words(&content)), "it is too short or too long"),
        (is_quoted || is_closed(), "it points to a sentence before"),
        (is_quoted || is_plain, "it is no plain statement"),
        (!is_modal(sentence, &claim.cue), "its holder may not hold it"),
    ] {
        if !is_good {
            return Err(why);
        }
    }
    Ok(Said { who, content, is_statement, is_held })
}

/// The claim without a statement behind it that is none of the holder's: `who feared that the
/// walls would fall, fled`, `the papers called for war, and the senate gave way`.
fn whole(context: &Context<'_>, claim: &Claim) -> Claim {
    let mut claim = claim.clone();
    let Some((tree, verbs)) = verb_of_cue(context, &claim) else { return claim };
    let [verb] = verbs.as_slice() else { return claim };
    let words = tree.within(&claim.span);
    let has_that = claim.cue.ends_with(" that");
    // Whatever the parser joins it to, what stands behind a comma is no part of a thing.
    let is_beside = |at: usize| {
        let start = tree.reach(at).start;
        tree.head(at) == Some(*verb)
            || !has_that && start > words.start && tree.text(start - 1) == ","
            || !has_that && tree.text(start) == ","
    };
    let is_other = |at: &usize| {
        tree.is(*at, [Relation::Conj, Relation::Parataxis])
            && is_beside(*at)
            && tree.children(*at).any(|at| tree.is(at, SUBJECTS))
            && !tree.governs(*at, &["that"])
    };
    let others = words.clone().filter(is_other).map(|at| tree.reach(at).start);
    let own = tree.is(*verb, Relation::AclRelcl).then(|| tree.reach(*verb).end);
    let is_behind = |at: &usize| *at > words.start && *at < words.end && *verb < words.start;
    if let Some(end) = others.chain(own).filter(is_behind).min() {
        let end = tree.without_joints(words.start, end);
        claim.span.end = tree.span(words.start..end).map_or(claim.span.end, |span| span.end);
    }
    claim
}

/// `current and retired diplomats`, of whom the holder has only the latter.
fn is_cut(context: &Context<'_>, claim: &Claim) -> bool {
    let Some(tree) = context.tree(claim.sentence) else { return false };
    let cut = |group: &str| {
        let first = text::first(group).to_lowercase();
        (2..tree.len()).any(|at| {
            tree.lower(at) == first
                && tree.upos(at - 1) == Upos::Cconj
                && tree.upos(at - 2) == Upos::Adj
        })
    };
    claim.holders.iter().any(|holder| matches!(holder, Holder::Group(group) if cut(group)))
}

/// Whether a cue that looks like a verb is one by the grammar of its sentence.
fn is_verb(context: &Context<'_>, claim: &Claim) -> bool {
    let Some((tree, places)) = verb_of_cue(context, claim) else { return true };
    places.is_empty()
        || places.into_iter().any(|at| matches!(tree.upos(at), Upos::Verb | Upos::Aux))
}

/// The words where a cue that looks like a verb begins, by the grammar of its sentence.
fn verb_of_cue<'c>(context: &'c Context<'_>, claim: &Claim) -> Option<(Tree<'c>, Vec<usize>)> {
    let bare = claim.cue.strip_suffix(" that").unwrap_or(&claim.cue);
    let is_verb = report(bare).is_some() && !REPORT_NOUNS.contains(bare);
    let tree = context.tree(claim.sentence).filter(|_| is_verb)?;
    let start = context.document.sentences[claim.sentence].span.start;
    let sentence = context.document.sentence(claim.sentence);
    let places = sentence.match_indices(&claim.cue).map(|(at, _)| start + at);
    let words = places.flat_map(|place| tree.within(&(place..place + 1)));
    let words = words.collect();
    Some((tree, words))
}

/// Whether what is claimed hangs on the cue by the grammar of its sentence, or the cue on
/// it; `whereas Brun was poor, Weber thought` is no claim about Brun.
pub(super) fn hangs_on_cue(context: &Context<'_>, claim: &Claim) -> bool {
    let Some((tree, verbs)) = verb_of_cue(context, claim) else { return true };
    let content = tree.within(&claim.span);
    let before = content.start.checked_sub(1).map_or_else(String::new, |at| tree.lower(at));
    let is_subordinate =
        listed!("inner clauses").contains(&before) && !["that", "how", "why"].contains(&&*before);
    let hangs = verbs.is_empty() || verbs.into_iter().any(|verb| hangs(&tree, &claim.span, verb));
    hangs && !is_subordinate
}

/// Whether the words of a place are the content of a verb, or stand around it, and no other
/// statement stands in them.
fn hangs(tree: &Tree<'_>, place: &Range<usize>, verb: usize) -> bool {
    /// So many words may stand between.
    const FAR: usize = 6;
    let Some(content) = tree.head_of(place) else { return true };
    let is_broken = tree.within(place).any(|at| tree.head(at).is_none() && at != content);
    let climbs = |from: usize, to: usize| {
        let mut above = std::iter::successors(Some(from), |&at| tree.head(at)).take(FAR);
        let below = above.find(|&at| tree.head(at) == Some(to));
        below.is_some_and(|at| !tree.is(at, [Relation::Advcl, Relation::Conj]))
    };
    !is_broken && (content == verb || climbs(content, verb) || climbs(verb, content))
}

/// The words of a content, small where only the sentence's beginning made a capital.
fn inside(tree: &Tree<'_>, claim: &Claim, content: &str) -> Option<String> {
    let first = tree.within(&claim.span).start;
    let rest = content.strip_prefix(tree.text(first))?;
    Some(tree.inside(first..first + 1)? + rest)
}

/// The words of the holder, whole.
fn is_quoted(content: &str) -> bool {
    let inner = content.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
    let inner = inner.or_else(|| content.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')));
    inner.is_some_and(|inner| !inner.contains(['“', '”', '"']) && words(inner) >= QUOTED)
}

/// `Who said, “the walls of Rome fell by night”?`
fn quoted(claim: &Claim, content: &str) -> Option<(String, bool)> {
    let bare = claim.cue.strip_suffix(" that").unwrap_or(&claim.cue);
    let report = report(bare).filter(|report| matches!(report.class, Class::That | Class::Free))?;
    let verb = if report.is_past() { bare.to_owned() } else { Forms::of(report.base).third_person };
    Some((format!("Who {verb}: {content}?"), true))
}

/// A clause that lost its subject: `it would be over and so were not needed`.
static BROKEN: Pattern = Pattern::new(r"\band so (?:was|were|had|did)\b");

/// Whether the cue is a noun with which the sentence opens.
fn opens_with_noun(context: &Context<'_>, claim: &Claim) -> bool {
    let Some(bare) = claim.cue.strip_suffix(" that") else { return false };
    let sentence = context.document.sentence(claim.sentence);
    REPORT_NOUNS.contains(bare)
        && sentence.find(&claim.cue).is_some_and(|at| words(&sentence[..at]) <= 5)
}

/// The question for the holder, and whether the content is a statement.
fn question(claim: &Claim, content: &str, begins_statement: bool) -> Option<(String, bool)> {
    let cue = claim.cue.as_str();
    if cue.eq_ignore_ascii_case("according to") {
        return begins_statement.then(|| (format!("Who says that {content}?"), true));
    }
    if ["view", "opinion", "judgement", "judgment", "reading", "interpretation"].contains(&cue) {
        let noun = if cue == "reading" { "interpretation" } else { cue };
        return begins_statement.then(|| (format!("Whose {noun} is it that {content}?"), true));
    }
    let bare = cue.strip_suffix(" that").unwrap_or(cue);
    let Some(report) = report(bare) else {
        return other_cue(cue, content);
    };
    let verb = match report.is_past() {
        true => bare.to_owned(),
        false => Forms::of(report.base).third_person,
    };
    // Who agrees with nobody in particular holds what another holds.
    if report.class == Class::Told || matches!(report.base, "agree" | "disagree") {
        return None;
    }
    let has_that = cue.ends_with(" that");
    let is_statement =
        has_that || !matches!(report.class, Class::Object | Class::As) && begins_statement;
    match (is_statement, report.class) {
        // `confirmed what Livy had found`
        (true, _) if !has_that && listed!("asking words").contains(text::first(content)) => {
            Some((format!("Who {verb} {content}?"), true))
        }
        (_, Class::As) => begins_thing(content).then(|| (format!("Who {verb} {content}?"), false)),
        (true, _) => Some((format!("Who {verb} that {content}?"), true)),
        (false, Class::Object | Class::That | Class::Free) => {
            begins_thing(content).then(|| (format!("Who {verb} {content}?"), false))
        }
        _ => None,
    }
}

/// `prophesied that`, `demanding that`: a verb that no list has, as the grammar reads it.
fn by_verb(
    tree: &Tree<'_>,
    context: &Context<'_>,
    claim: &Claim,
    content: &str,
) -> Option<(String, bool)> {
    let bare = claim.cue.strip_suffix(" that").filter(|bare| !bare.contains(' '))?;
    let start = context.document.sentences[claim.sentence].span.start;
    let place = start + context.document.sentence(claim.sentence).find(&claim.cue)?;
    let at = tree.within(&(place..place + 1)).next().filter(|&at| tree.text(at) == bare)?;
    let forms = Forms::of(tree.lemma(at));
    let verb = match tree.xpos(at) {
        Xpos::Vbd | Xpos::Vbz => bare.to_owned(),
        Xpos::Vbp => forms.third_person,
        // `…, demanding that …`, as the sentence around it is told.
        Xpos::Vbg if tree.root().is_some_and(|root| tree.xpos(root) == Xpos::Vbd) => forms.past,
        _ => return None,
    };
    let is_known =
        !matches!(report::clausal(tree.lemma(at)), Some(verb) if verb.class == Class::Told);
    is_known.then(|| (format!("Who {verb} that {content}?"), true))
}

/// `assertion that`, `was convinced that`, `told the envoy that`.
fn other_cue(cue: &str, content: &str) -> Option<(String, bool)> {
    let bare = cue.strip_suffix(" that")?;
    if listed!("nouns of claims").contains(bare) {
        return Some((format!("Whose {bare} is it that {content}?"), true));
    }
    let (first, rest) = bare.split_once(' ')?;
    let verb = match first {
        "is" | "was" | "remains" | "remained" | "became" => first,
        "are" => "is",
        "were" => "was",
        _ => return None,
    };
    Some((format!("Who {verb} {rest} that {content}?"), false))
}

/// Without what the holder does next: `…, and does not suggest …`.
fn own_part(content: &str) -> &str {
    static NEXT: Pattern =
        Pattern::new(r",? (?:and|but|yet) (?:also |further |then )?(?P<verb>does|[a-z]+s)\b");
    let next = NEXT.captures_iter(content).find(|found| {
        let verb = &found["verb"];
        verb == "does" || report(verb).is_some_and(|known| !known.is_past() && known.base != verb)
    });
    next.and_then(|found| found.get(0)).map_or(content, |found| &content[..found.start()])
}

/// What is too long without what follows its main statement: `…, even though …`.
fn shortened(content: &str) -> String {
    static MORE: Pattern = Pattern::new(
        r",? (?:even though|although|though|whereas|while|but|which|who|whose|where|because|since|thereby|[a-z]+ing)\b",
    );
    let is_long = words(content) >= CONTENT.end;
    let cuts = MORE.find_iter(content).filter(|found| found.as_str().starts_with(','));
    let cut = cuts
        .map(|found| &content[..found.start()])
        .filter(|part| (SHORT..CONTENT.end).contains(&words(part)) && is_balanced(part));
    cut.last().filter(|_| is_long).unwrap_or(content).to_owned()
}

/// A statement has a verb with a tense before any clause inside it; a bare thing has none.
fn begins_statement(tree: &Tree<'_>, claim: &Claim, content: &str) -> bool {
    let opens = |at: usize| {
        let is_mark = tree.is(at, Relation::Mark) || tree.lower(at) == "that";
        is_mark || matches!(tree.xpos(at), Xpos::Wdt | Xpos::Wp | Xpos::Wrb)
    };
    let mut words = tree.within(&claim.span).skip(1).take_while(|&at| !opens(at));
    words.any(|at| tree.has_tense(at))
        && !content.starts_with(|c: char| c.is_ascii_punctuation() && c != '"')
        // `because the stakes were high`: half of one.
        && (content.contains(", ") || !["because ", "since "].iter().any(|tie| content.starts_with(tie)))
}

/// A pronoun before the cue.
static BY_PRONOUN: Pattern = Pattern::new(r"\b(?:[Hh]e|[Ss]he)\b[^,;:]{0,40}$");

/// Whether the holder is who the sentence says: named before the cue and not
/// in a comparison (`like Gibbon`), or carried on from a sentence that opens
/// with the name.
fn is_subject(context: &Context<'_>, claim: &Claim, actor: usize) -> bool {
    let sentence = &context.document.sentences[claim.sentence].span;
    let content = claim.span.clone();
    let mentions = context.mentions_in(claim.sentence).iter();
    let outside: Vec<&Mention> = mentions.filter(|mention| !claim.covers(&mention.span)).collect();
    let named = |mention: &&&Mention| mention.actor == actor;
    let nearest =
        outside.iter().rev().filter(|mention| mention.span.end <= content.start).find(named);
    let Some(own) = nearest.or_else(|| outside.iter().find(named)) else {
        return claim.sentence > 0
            && opens_with(context, claim.sentence, actor, is_present(&claim.cue));
    };
    let before = context.document.slice(sentence.start..own.span.start).trim_end();
    let last = before.rsplit([' ', '“', '"', '(']).next().unwrap_or_default().to_lowercase();
    let is_other = |mention: &Mention| {
        context.is_person(mention.actor) && !claim.holders.contains(&Holder::Actor(mention.actor))
    };
    let others = outside.iter().any(|one| one.span.end <= own.span.start && is_other(one));
    // `Meier accepts it; Gruen does not, and regards …`: another statement lies between.
    let between = own.span.end..content.start.max(own.span.end);
    let is_parted = context.document.slice(between.clone()).contains(';')
        && outside.iter().any(|one| between.contains(&one.span.start) && is_other(one));
    let joined = matches!(last.as_str(), "and" | "&") && others;
    // `When Kim met Stalin, he said`: either.
    let before_content = context.document.slice(sentence.start..content.start.max(sentence.start));
    let two = outside.iter().any(|other| {
        context.is_person(other.actor) && other.actor != actor && other.span.end <= content.start
    });
    let is_either = two && !is_present(&claim.cue) && BY_PRONOUN.is_match(before_content);
    !listed!("comparisons").contains(&last) && !joined && !is_parted && !is_either
}

/// The sentence before, in the same paragraph, opens with the name, or is
/// itself carried on from one that does.
fn opens_with(context: &Context<'_>, sentence: usize, actor: usize, is_present: bool) -> bool {
    let paragraph = context.document.sentences[sentence].paragraph;
    let previous = &context.document.sentences[sentence - 1];
    if previous.paragraph != paragraph {
        return false;
    }
    let persons =
        context.mentions_in(sentence - 1).iter().filter(|mention| context.is_person(mention.actor));
    let others = persons.clone().any(|mention| mention.actor != actor);
    let first = persons.min_by_key(|mention| mention.span.start);
    (is_present || !others)
        && first.is_some_and(|first| {
            first.actor == actor && first.span.start < previous.span.start + 25
        })
        && !context.document.sentence(sentence - 1).contains(", like ")
}

fn begins_thing(content: &str) -> bool {
    let first = text::first(content);
    matches!(first, "the" | "a" | "an" | "both" | "all") || first.starts_with(char::is_uppercase)
}

/// `might argue that`, `to argue that`, `never argued that`.
fn is_modal(sentence: &str, cue: &str) -> bool {
    sentence.match_indices(cue).any(|(at, _)| {
        let before = text::last(sentence[..at].trim_end());
        listed!("modal words").contains(before)
            || before.ends_with("n't")
            || before.ends_with("n’t")
    })
}

/// Nothing is broken off.
fn ends_well(content: &str) -> bool {
    let last = text::last(content).trim_end_matches(['"', '”', ',']);
    !listed!("broken contents").contains(last)
}
