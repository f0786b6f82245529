//! Who agrees with whom, as far as the text says it.

use super::holder::Reader;
use super::phrase::Sentence;
use crate::generate::fact::{Claim, Evidence, Holder, Relation, RelationKind, Stance};
use crate::generate::lexicon::{REPORT_NOUNS, listed};

/// How many sentences back the claim may stand that is agreed with.
const REACH: usize = 3;

/// How many claims back it may stand.
const NEAR: usize = 24;

/// Moves what a relating verb says to the claim of the same holders beside it:
/// `Haslam disagrees with Gaddis, and asserts that …`.
pub(super) fn gather(claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < claims.len() {
        let twin = (0..claims.len()).find(|&other| {
            other != at
                && claims[other].holders == claims[at].holders
                && claims[other].relations.is_empty()
        });
        match twin.filter(|_| !claims[at].relations.is_empty()) {
            Some(twin) => {
                let moved = claims.remove(at);
                let twin = if twin > at { twin - 1 } else { twin };
                claims[twin].relations = moved.relations;
            }
            None => at += 1,
        }
    }
}

/// Relations that the sentence's other words state.
pub(super) fn within(s: &Sentence<'_>, reader: &Reader<'_>, before: &[Claim], here: &mut [Claim]) {
    likeness(s, reader, here);
    complaint(s, reader, here);
    contrast(s, here);
    for claim in here.iter_mut() {
        verdict(s, reader, claim);
        let last = before.iter().rev().take(NEAR).find(|last| last.holders != claim.holders);
        if let Some(last) = last.filter(|last| last.sentence + REACH * 4 >= claim.sentence)
            && let Some(kind) = to_last(s, reader, claim, last)
        {
            relate(claim, kind, &last.holders);
        }
    }
}

/// How a claim stands to the last one that others hold.
fn to_last(
    s: &Sentence<'_>,
    reader: &Reader<'_>,
    claim: &Claim,
    last: &Claim,
) -> Option<RelationKind> {
    let near = last.sentence + REACH >= claim.sentence;
    let beside = near && s.document.sentences[last.sentence].paragraph == s.paragraph();
    let agrees = beside && claim.cue.starts_with("concur")
        || claim.cue.starts_with("agree") && claim.cue.ends_with("that");
    let both_write = || reader.writes(&claim.holders) && reader.writes(&last.holders);
    if beside && (replies(claim) || is_other(claim, last)) {
        Some(RelationKind::DisagreesWith)
    } else if agrees {
        Some(RelationKind::AgreesWith)
    } else {
        (near && opposes(s) && both_write()).then_some(RelationKind::DisagreesWith)
    }
}

fn relate(claim: &mut Claim, kind: RelationKind, targets: &[Holder]) {
    for target in targets {
        let known = claim.relations.iter().any(|one| one.target == *target);
        if !known && !claim.holders.contains(target) {
            claim.relations.push(Relation { kind, target: target.clone() });
        }
    }
}

/// `Like Livy, Polybius holds …`; `Dio, unlike Livy, …`.
fn likeness(s: &Sentence<'_>, reader: &Reader<'_>, here: &mut [Claim]) {
    let Some(claim) = here.first_mut() else { return };
    for at in 0..s.len() {
        let opens = at == 0 || matches!(s.before(at), "," | ";" | "(");
        let (kind, from) = match (s.word(at), s.word(at + 1)) {
            ("like", _) => (RelationKind::AgreesWith, at + 1),
            ("unlike" | "against", _) => (RelationKind::DisagreesWith, at + 1),
            ("contrary", "to") => (RelationKind::DisagreesWith, at + 2),
            ("in", "contrast") if s.word(at + 2) == "to" => (RelationKind::DisagreesWith, at + 3),
            _ => continue,
        };
        let Some(subject) = s.phrase_after(from).filter(|_| opens) else { continue };
        let closed = !s.is_word(subject.tokens.end) || s.word(subject.tokens.end) == "and";
        if let Some(targets) = reader.resolve(s, &subject, true, false).filter(|_| closed)
            && reader.writes_or_is_person(&targets)
        {
            relate(claim, kind, &targets);
        }
    }
}

/// `Some charge that …, but Gaddis contends that …`; `Livy saw …, while Dio …`.
fn contrast(s: &Sentence<'_>, here: &mut [Claim]) {
    for second in 1..here.len() {
        let first = second - 1;
        let between = here[first].span.end..here[second].span.start;
        let inside = s.tokens.iter().filter(|token| between.contains(&token.span.start));
        let mut words = inside.map(|token| &*token.lower);
        let joint = words.find(|word| matches!(*word, "but" | "while" | "whereas" | "yet"));
        let [one, two] = [here[first].holders.clone(), here[second].holders.clone()];
        let Some(joint) = joint.filter(|_| one != two) else { continue };
        relate(&mut here[second], RelationKind::DisagreesWith, &one);
        if matches!(joint, "while" | "whereas") {
            relate(&mut here[first], RelationKind::DisagreesWith, &two);
        }
    }
}

/// Whether the cue answers somebody.
fn replies(claim: &Claim) -> bool {
    listed!("replies").opens(&claim.cue) && !claim.cue.to_lowercase().starts_with("objective")
}

/// `Others insist that …` behind what some believe.
fn is_other(claim: &Claim, last: &Claim) -> bool {
    let other = claim.holders.iter().any(|holder| match holder {
        Holder::Group(name) => {
            let name = name.to_lowercase();
            ["others", "other ", "critics"].iter().any(|word| name.starts_with(word))
        }
        _ => false,
    });
    let beside = matches!(last.holders.as_slice(), [Holder::Group(_)])
        || claim.sentence <= last.sentence + 1;
    other && beside && listed!("objections").opens(&claim.cue)
}

/// `complained that Furet had …`: what is said against somebody.
fn complaint(s: &Sentence<'_>, reader: &Reader<'_>, here: &mut [Claim]) {
    for claim in here.iter_mut().filter(|claim| listed!("complaints").opens(&claim.cue)) {
        let first = s.tokens.partition_point(|token| token.span.start < claim.span.start);
        let persons = s.phrase_after(first).and_then(|subject| reader.persons(s, &subject));
        relate(claim, RelationKind::DisagreesWith, &persons.unwrap_or_default());
    }
}

/// `adds that Livy was wrong`, `shows that Livy was right`.
fn verdict(s: &Sentence<'_>, reader: &Reader<'_>, claim: &mut Claim) {
    for at in 2..s.len() {
        let kind = match s.word(at) {
            "wrong" | "mistaken" | "incorrect" => RelationKind::DisagreesWith,
            "right" | "correct" => RelationKind::AgreesWith,
            _ => continue,
        };
        let is_be = |at: usize| matches!(s.word(at), "is" | "was" | "were" | "are");
        let be = at - 1 - usize::from(!is_be(at - 1));
        let place = &s.tokens[at].span;
        let spoken = is_be(be) && claim.span.start <= place.start && place.end <= claim.span.end;
        let Some(subject) = s.phrase_before(be).filter(|_| spoken) else { continue };
        relate(claim, kind, &reader.persons(s, &subject).unwrap_or_default());
    }
}

/// `on the other hand`, `by contrast`: the sentence opposes the one before.
fn opposes(s: &Sentence<'_>) -> bool {
    (0..s.len().min(14)).any(|at| {
        let three = [s.word(at), s.word(at + 1), s.word(at + 2)];
        let hand = three == ["on", "the", "other"] && s.word(at + 3) == "hand";
        let contrast =
            matches!(three[0], "by" | "in") && three[1] == "contrast" && three[2] != "to";
        hand || contrast || three[0] == "conversely"
    })
}

/// `However, his own letters undermine this view`: the author disagrees with
/// whoever held it.
pub(super) fn objection(s: &Sentence<'_>, before: Option<&Claim>) -> Option<Claim> {
    let last = before.filter(|last| last.sentence + 2 >= s.index)?;
    let points = (1..s.len()).any(|at| {
        matches!(s.before(at), "this" | "that" | "such" | "these")
            && REPORT_NOUNS.contains_noun(s.word(at))
    });
    let denies = s.tokens.iter().any(|token| listed!("undermining words").contains(&token.lower));
    if last.holders.contains(&Holder::Author) || !(points && denies) {
        return None;
    }
    let whole = super::content::whole(s, vec![Holder::Author], Evidence::Judgement);
    let mut claim = Claim { stance: Stance::Denies, ..whole };
    relate(&mut claim, RelationKind::DisagreesWith, &last.holders);
    Some(claim)
}
