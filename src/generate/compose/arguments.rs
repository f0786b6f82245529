//! Who argues this, and what does this scholar argue.

use super::context::{Context, Side};
use super::distractors;
use super::filter::{Bag, gives_away, stands_alone};
use super::id::id;
use super::said::{Said, hangs_on_cue, said};
use super::schools;
use super::wording::row;
use super::{Draft, Kind, Made, Why, question, rank};
use crate::deck::Note;
use crate::generate::clause::name;
use crate::generate::fact::{Certainty, Claim, Holder, RelationKind};
use crate::generate::lexicon::{ROLES, listed};
use crate::generate::report::report;
use crate::generate::text::{self, bare, capitalised};

/// Claims of one holder that are compared with each other, at most.
const COMPARED: usize = 120;

/// A sure claim has so many words at most.
const SURE: usize = 30;

pub(super) fn cards(context: &Context<'_>) -> Made {
    let mut made = Made::default();
    for (fact, claim) in context.facts.claims.iter().enumerate() {
        made.add(fact, of_claim(context, fact, claim));
    }
    made
}

fn of_claim(context: &Context<'_>, fact: usize, claim: &Claim) -> Result<Vec<Draft>, Why> {
    let said = said(context, claim)?;
    let tests = tests(context, claim, &said);
    // Who agrees with whom says more.
    if let Some(side) = schools::side(context, fact, claim) {
        return Ok(vec![side.sure_if(&tests)]);
    }
    let school = schools::which_school(context, fact, &said);
    let cards = match school {
        Some(school) => vec![school],
        None => [who_argues(context, fact, &said), what_argues(context, fact, &said)]
            .into_iter()
            .flatten()
            .collect(),
    };
    let cards: Vec<Draft> = cards.into_iter().map(|card| card.sure_if(&tests)).collect();
    match cards.is_empty() {
        true => Err("its holder has no name, or its words show it"),
        false => Ok(cards),
    }
}

/// What grammar alone tells is asked where it is a statement of somebody whom its own
/// sentence names.
fn tests(context: &Context<'_>, claim: &Claim, said: &Said) -> [(bool, Why); 8] {
    let named = |holder: &Holder| match holder {
        Holder::Actor(actor) => {
            let mut mentions = context.mentions_in(claim.sentence).iter();
            mentions.any(|mention| mention.actor == *actor && !claim.covers(&mention.span))
        }
        Holder::Group(_) => true,
        Holder::Author => false,
    };
    // `engineers`, `political newspapers`: whoever they are, others may hold it too.
    let has_name = |holder: &Holder| match holder {
        Holder::Group(group) => {
            group.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase))
                || group.ends_with("ists")
                || group.ends_with("ians") && group.contains(' ')
        }
        _ => true,
    };
    let is_certain = claim.certainty() == Certainty::Certain
        || said.is_statement && claim.holders.iter().all(named);
    // `According to Brun in 1937, editor of the paper, …`
    let opens_with_date = said.content.starts_with("in ")
        && said.content.chars().nth(3).is_some_and(|c| c.is_ascii_digit());
    let mut holders = claim.holders.iter().filter_map(Holder::actor);
    let is_in_doubt = holders.any(|actor| context.is_named_in_doubt(actor, claim.sentence));
    let says_much = said.is_statement || says_much(&said.content);
    [
        (is_certain, "who holds it is told by grammar alone, or by a sentence before"),
        (claim.holders.iter().all(has_name), "others may hold it too: its holder has no name"),
        (!is_in_doubt, "another person has the name of its holder"),
        (!opens_with_date, "what is held opens with a date"),
        (said.content.split(' ').count() <= SURE, "what is held is long"),
        (said.is_held, "its holder is not the subject of the sentence"),
        (hangs_on_cue(context, claim), "what is held may belong to another word"),
        (says_much, "what is held says little"),
    ]
}

/// Whether a thing that is praised or denied says enough to be asked.
fn says_much(content: &str) -> bool {
    let long = content.split(' ').filter(|word| word.len() > 3).count();
    long > 4 || long > 2 && content.split(' ').skip(1).any(|w| w.starts_with(char::is_uppercase))
}

/// The holders by name; none for groups, and where one is no person.
pub(super) fn names(context: &Context<'_>, claim: &Claim) -> Option<Vec<String>> {
    let name = |holder: &Holder| match holder {
        Holder::Actor(actor) => {
            context.is_person(*actor).then(|| context.facts.actors[*actor].name.clone())
        }
        Holder::Author => author(context),
        Holder::Group(_) => None,
    };
    claim.holders.iter().map(name).collect()
}

/// The holders as an answer names them: persons, or a group that is more than some people.
fn holders(context: &Context<'_>, claim: &Claim) -> Option<Vec<String>> {
    match claim.holders.as_slice() {
        [Holder::Group(group)] => is_kind(group).then(|| vec![capitalised(group)]),
        // Who reads a document knows who wrote it.
        [Holder::Author] => None,
        _ => names(context, claim),
    }
}

/// `Federalists`, `the opponents of the bank`; not `some observers`, `scholars`.
fn is_kind(group: &str) -> bool {
    let lower = group.to_lowercase();
    let (first, last) = (text::first(bare(&lower)), text::last(&lower));
    let is_vague = listed!("vague groups").contains(first);
    let named = group.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
    // `Federalists`, not `propaganda`.
    let is_teaching =
        last.strip_suffix('s').is_some_and(|one| one.ends_with("ic") && !ROLES.contains(one));
    let is_plural = last.ends_with('s') && !last.ends_with("ss") && !is_teaching;
    is_plural
        && !is_vague
        && (named || !listed!("people of no kind").contains(last))
        && stands_alone(&capitalised(group))
}

/// The document's author, where it is one person.
fn author(context: &Context<'_>) -> Option<String> {
    let author = context.document.meta.author.clone()?;
    let several = [" and ", ",", ";", "&", "et al"].iter().any(|joint| author.contains(joint));
    (!several && author.contains(' ')).then_some(author)
}

/// A card for a claim: its place, its sentence, and its tags.
pub(super) fn claim_note(
    context: &Context<'_>,
    claim: &Claim,
    id: String,
    front: String,
    back: String,
    choices: Vec<String>,
) -> Note {
    let mut tags = vec!["arguments"];
    let school = schools::sure_school(context.facts, claim);
    tags.extend(school.as_deref());
    question(context, claim.sentence, id, &tags, [front, back], choices)
}

fn who_argues(context: &Context<'_>, fact: usize, said: &Said) -> Option<Draft> {
    let claim = &context.facts.claims[fact];
    let holders = holders(context, claim)?;
    let holder = row(&holders);
    if gives_away(&said.content, &holder)
        || names_part(&said.content, &holder)
        || is_shared(context, fact, said)
    {
        return None;
    }
    let allies = allies(context, claim);
    let front = match (allies.as_slice(), said.who.strip_prefix("Who ")) {
        ([], _) => said.who.clone(),
        (allies, Some(rest)) if !gives_away(&row(allies), &holder) => {
            format!("Who, like {}, {rest}", row(allies))
        }
        _ => return None,
    };
    let choices = other_holders(context, claim, said, &allies);
    let id = id("claim", &holder, &[&holder, &said.content]);
    let mut note = claim_note(context, claim, id, front, holder, choices);
    note.accept = short(context, claim);
    let weight = claim.holders.iter().filter_map(Holder::actor).map(|actor| context.weight[actor]);
    let rank = rank::CLAIM
        + rank::weight(weight.max().unwrap_or(0))
        + 12_u32.saturating_sub(said.content.split(' ').count() as u32 / 3);
    Some(Draft::new(Kind::Arguments, fact, note, rank))
}

/// Whether a part of the name, however short, stands in the text.
fn names_part(text: &str, name: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let mut parts = name.split(|c: char| !c.is_alphanumeric());
    parts
        .any(|part| part.len() > 1 && part.starts_with(char::is_uppercase) && words.contains(&part))
}

/// Surnames, where they are enough.
pub(super) fn short(context: &Context<'_>, claim: &Claim) -> Vec<String> {
    let short = |holder: &Holder| context.short_name(&context.facts.actors[holder.actor()?]);
    let short: Option<Vec<String>> = claim.holders.iter().map(short).collect();
    short.map(|names| vec![row(&names)]).unwrap_or_default()
}

/// Those who, as the sentence says, hold the same.
fn allies(context: &Context<'_>, claim: &Claim) -> Vec<String> {
    let agrees = claim.relations.iter().filter(|one| one.kind == RelationKind::AgreesWith);
    let others = agrees.filter_map(|relation| relation.target.actor());
    // Named in the claim's sentence beside its content.
    let named = others.filter(|&actor| {
        let mut mentions = context.mentions_in(claim.sentence).iter();
        context.is_person(actor)
            && mentions.any(|mention| mention.actor == actor && !claim.covers(&mention.span))
    });
    named.map(|actor| context.facts.actors[actor].name.clone()).collect()
}

/// Whether somebody else in the document holds almost the same.
fn is_shared(context: &Context<'_>, fact: usize, said: &Said) -> bool {
    let claims = &context.facts.claims;
    let claim = &claims[fact];
    let content = Bag::of(&said.content);
    let near = |at: &usize| claims[*at].sentence.abs_diff(claim.sentence) < 13;
    let before = (0..fact).rev().take_while(near);
    let behind = (fact + 1..claims.len()).take_while(near);
    before.chain(behind).any(|other| {
        // Of one holder's two claims the first is asked.
        (claims[other].holders != claim.holders || other < fact)
            && context.claim_bags[other].likeness(&content) > 0.75
    })
}

/// Other holders of the document, none of them named in the claim's sentence.
fn other_holders(
    context: &Context<'_>,
    claim: &Claim,
    said: &Said,
    allies: &[String],
) -> Vec<String> {
    let sentence = context.document.sentence(claim.sentence);
    let own: Vec<usize> = claim.holders.iter().filter_map(Holder::actor).collect();
    let Some(first) = own.first().copied().or(context.author) else { return Vec::new() };
    let content = Bag::of(&said.content);
    let fits = |other: usize| {
        let name = &context.facts.actors[other].name;
        let holds = context.held_by(other);
        let holds = &holds[..holds.len().min(COMPARED)];
        let named = || {
            context.is_named(other, sentence)
                || context.mentions_in(claim.sentence).iter().any(|mention| mention.actor == other)
        };
        let section = |at: &usize| {
            let other = context.document.section_of(context.facts.claims[*at].sentence);
            std::ptr::eq(other, context.document.section_of(claim.sentence))
        };
        let is_near = || context.sides[first] != Side::Unknown || holds.iter().any(section);
        let alike = || holds.iter().any(|&at| context.claim_bags[at].likeness(&content) > 0.5);
        let agrees = || own.iter().any(|&one| context.agree(one, other)) || allies.contains(name);
        !holds.is_empty() && !named() && !agrees() && is_near() && !alike()
    };
    let others = distractors::persons(context, first, &said.content, fits);
    options(&names(context, claim).unwrap_or_default(), others)
}

/// Wrong options beside one holder or two.
pub(super) fn options(holders: &[String], others: Vec<String>) -> Vec<String> {
    match holders {
        [_] => distractors::enough(others),
        [a, b] => distractors::pairs([a, b], &others),
        _ => Vec::new(),
    }
}

/// `What does Edward Gibbon argue about luxury?`, where he argues one thing about it.
fn what_argues(context: &Context<'_>, fact: usize, said: &Said) -> Option<Draft> {
    let claim = &context.facts.claims[fact];
    let report = report(claim.cue.strip_suffix(" that").unwrap_or(&claim.cue))?;
    let verb = about(report.base)?;
    let [holder] = claim.holders.as_slice() else { return None };
    let name = match holder {
        Holder::Author => "the author".to_owned(),
        Holder::Group(group) => is_kind(group).then(|| group.clone())?,
        Holder::Actor(_) => names(context, claim)?.pop()?,
    };
    let topic = topic(context, claim)?;
    let held = context.held.get(holder)?;
    if held.len() > COMPARED || gives_away(&topic, &name) || !claim.relations.is_empty() {
        return None;
    }
    let same = held.iter().filter(|&&at| {
        let text = context.document.slice(context.facts.claims[at].span.clone()).to_lowercase();
        let bare = topic.to_lowercase();
        let mut words = bare.split(' ').filter(|word| word.len() > 3);
        words.all(|word| text.contains(word.trim_end_matches("'s").trim_end_matches('s')))
    });
    if same.count() > 1 {
        return None;
    }
    let auxiliary = match (report.is_past(), holder) {
        (true, _) => "did",
        (false, Holder::Group(_)) => "do",
        (false, _) => "does",
    };
    let front = format!("What {auxiliary} {name} {verb} about {topic}?");
    let id = id("holds", &name, &["holds", &name, &said.content]);
    let note = claim_note(context, claim, id, front, format!("That {}", said.content), Vec::new());
    let scholar = holder.actor().is_none_or(|actor| context.sides[actor] == Side::Scholar);
    let rank = if scholar { rank::SCHOLARS_VIEW } else { rank::VIEW };
    Some(Draft::new(Kind::Arguments, fact, note, rank))
}

/// The verb with which one asks what was said about something.
fn about(base: &str) -> Option<&'static str> {
    let own = listed!("asked by their own verb").iter().find(|verb| *verb == base);
    own.or_else(|| listed!("asked by say").contains(base).then_some("say"))
}

/// What a claim is about: the subject with which it opens, where that is a plain noun phrase.
fn topic(context: &Context<'_>, claim: &Claim) -> Option<String> {
    let tree = context.tree(claim.sentence)?;
    let subject = tree.subject_of(tree.head_of(&claim.span)?)?;
    let row = name(&tree, subject).filter(|row| row.start == tree.within(&claim.span).start)?;
    let row = Some(row).filter(|_| !tree.is_pronoun(subject))?;
    let topic = tree.inside(row)?;
    let words = topic.split(' ').count();
    let named = |word: &str| word.len() > 3 && !listed!("names no topic").contains(word);
    let counted = topic.starts_with("nobody") || topic.starts_with("there");
    let first = topic.split_once(' ').map_or("", |(first, _)| first);
    (words <= 8
        && !counted
        && !listed!("counting openings").contains(first)
        && topic.split(' ').any(named)
        && stands_alone(&capitalised(&topic))
        && !topic.contains(['"', '“', '(']))
    .then_some(topic)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{asks, fronts, none};
    use super::*;

    #[test]
    fn claims_are_asked_for_their_holder_and_what_one_argues_by_its_topic() {
        asks(
            Kind::Arguments,
            r"
            Edward Gibbon argues that luxury weakened the legions. => Who argues that luxury weakened the legions? | Edward Gibbon
            Edward Gibbon believed that monks had ruined the empire. => Who believed that monks had ruined the empire? | Edward Gibbon
            The luxury of the court, Edward Gibbon argues, may have weakened the legions. => Who argues that the luxury of the court may have weakened the legions? | Edward Gibbon
            According to Mary Beard, the senate was never idle in years of war. => Who says that the senate was never idle in years of war? | Mary Beard
            In Mary Beard's view, the senate was never idle. => Whose view is it that the senate was never idle? | Mary Beard
            Mary Beard confirmed what Peter Brown had found in the archives of Rome. => Who confirmed what Peter Brown had found in the archives of Rome? | Mary Beard
            Peter Brown and Mary Beard suggest that the eastern towns adapted well. => Who suggests that the eastern towns adapted well? | Peter Brown and Mary Beard
            Edward Gibbon argues that luxury weakened the legions. Edward Gibbon adds that the monks of Egypt were idle. => What does Edward Gibbon argue about luxury? | That luxury weakened the legions
            Edward Gibbon argues that luxury weakened the legions. Edward Gibbon adds that the monks of Egypt were idle. => What does Edward Gibbon say about the monks of Egypt? | That the monks of Egypt were idle
        ",
        );
    }

    #[test]
    fn what_is_held_ends_before_another_statement() {
        let text = "Edward Gibbon called for a war that would sell papers, and the senate rallied behind the cry.";
        let likely = super::super::tests::likely(text, Kind::Arguments);
        assert_eq!(likely, ["Who called for a war that would sell papers?"]);
    }

    #[test]
    fn a_topic_that_two_claims_share_is_not_asked() {
        let found = fronts(
            "Edward Gibbon argues that the monks ruined Rome. Edward Gibbon adds that the monks were idle in Egypt.",
            Kind::Arguments,
        );
        assert!(!found.iter().any(|front| front.starts_with("What")), "{found:?}");
    }

    #[test]
    fn claims_that_do_not_stand_alone_make_no_card() {
        none(
            Kind::Arguments,
            r"
            Edward Gibbon argues that this notion is false and dangerous.
            Edward Gibbon argues that it ruined the legions of Rome.
            Edward Gibbon argues that the second theory explains the fall.
            Edward Gibbon does not argue that monks ruined Rome.
            Edward Gibbon might argue that monks ruined the empire.
            It has been argued that the frost broke the harvest.
            Active and retired Prussian envoys complained that the reports of the court came late.
            According to estimates, there are four thousand wells in the hills of Malta.
            According to tone semantics, words are heard before they are known.
            Some historians believe the plague came by ship from Asia.
            Edward Gibbon argues that Gibbon himself knew the ruins best.
        ",
        );
    }
}
