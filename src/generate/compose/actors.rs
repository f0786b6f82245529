//! Who was this person, who was that, what was that body, what do its letters mean.

use super::context::{Context, Side};
use super::deeds::{self, Deed, PASSING, PLAIN};
use super::distractors;
use super::filter::{gives_away, likeness};
use super::id::id;
use super::standing::stateless;
use super::wording::is_balanced;
use super::{Draft, Kind, Made, Why, basic, note, question, quote, rank};
use crate::generate::fact::ActorKind;
use crate::generate::lexicon::{KIN, Pattern, ROLES, STATES, TITLES, listed};
use crate::generate::report::report;
use crate::generate::text::{self, capitalised, has_article, parted, words};
use crate::generate::token::owner;
use crate::generate::tree::Tree;
use crate::generate::verbs::{is_auxiliary, may_be_past};
use crate::language::Relation;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// `, the league of the coast towns,` behind a body's name.
static APPOSED: Pattern =
    Pattern::new(r"^(?: \([A-Z][A-Za-z.]{1,8}\))?, (?P<what>(?:the|a|an) [^,;:()“”]{6,110})[,.;]");

/// What goes on about the person is no part of the role.
static RELATIVE: Pattern = Pattern::new(r",? (?:who|whom|whose|which|where) ");

/// A person's role as a card may ask it.
struct Known {
    actor: usize,
    /// With its article where it has one.
    role: String,
    /// Whether it stands before the name: `the Frankish leader Charles Martel`.
    before: bool,
    sentence: usize,
}

pub(super) fn cards(context: &Context<'_>) -> Made {
    let known: Vec<Known> =
        (0..context.facts.actors.len()).filter_map(|actor| best_role(context, actor)).collect();
    let mut by_noun: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, known) in known.iter().enumerate() {
        for noun in role_nouns(&known.role) {
            by_noun.entry(noun).or_default().push(at);
        }
    }
    let is_shared = |one: &Known| {
        role_nouns(&one.role).iter().any(|noun| {
            let others = &by_noun[noun];
            others.len() > 200
                || others
                    .iter()
                    .any(|&at| known[at].actor != one.actor && is_also(&known[at].role, &one.role))
        })
    };
    let deeds = deeds::find(context);
    let mut of_person: HashMap<usize, Vec<&Deed>> = HashMap::new();
    for deed in &deeds {
        of_person.entry(deed.actor).or_default().push(deed);
    }
    let roles: HashMap<usize, &Known> = known.iter().map(|one| (one.actor, one)).collect();
    let mut made = Made::default();
    for actor in (0..context.facts.actors.len()).filter(|&actor| context.is_person(actor)) {
        let role = roles.get(&actor).copied();
        let deeds = of_person.get(&actor).map_or(&[][..], Vec::as_slice);
        made.add(actor, person(context, actor, role, role.is_some_and(is_shared), deeds));
    }
    let bodies = bodies(context);
    let asked: HashSet<usize> = bodies.iter().map(|draft| draft.fact).collect();
    let others = (0..context.facts.actors.len()).filter(|&at| !context.is_person(at));
    let others = others.filter(|at| !asked.contains(at));
    made.missing.extend(others.map(|at| (at, "nothing says what it is, or what its letters mean")));
    made.drafts.extend(bodies);
    made
}

/// What is asked of a person: the role, where it says something, and deeds.
fn person(
    context: &Context<'_>,
    actor: usize,
    role: Option<&Known>,
    is_shared: bool,
    deeds: &[&Deed],
) -> Result<Vec<Draft>, Why> {
    let is_known = role.is_some_and(|role| is_telling(&role.role));
    // Who is named in passing is nobody to be learnt.
    let is_heavy = context.is_heavy(actor);
    let mut drafts = Vec::new();
    if let Some(role) = role {
        let is_first =
            ["The first ", "the first "].iter().any(|start| role.role.starts_with(start));
        let tests = [
            (is_heavy || is_first, PASSING),
            (context.is_plain_name(actor), PLAIN),
            (role.role.starts_with("the "), "others may have had the role too"),
        ];
        if is_known && !is_kin(context, actor, role.sentence) {
            drafts.push(who_was(context, role).sure_if(&tests[..2]));
        }
        let reverse = which_person(context, role).filter(|_| !is_shared && is_known);
        drafts.extend(reverse.map(|card| card.sure_if(&tests)));
    }
    let most = (context.weight[actor] as usize / 4).min(2) + usize::from(!is_known);
    drafts.extend(deeds::cards(context, deeds, most));
    match (drafts.is_empty(), role) {
        (false, _) => Ok(drafts),
        (true, Some(_)) => Err("its role says too little"),
        (true, None) => Err("neither a role nor a deed that can be asked"),
    }
}

/// Whether a role tells its holder from others: it names something, or says of what.
fn is_telling(role: &str) -> bool {
    let words: Vec<&str> = role.split(' ').collect();
    let lower = role.to_lowercase();
    let is_tie = |word: &&str| ["of", "from", "to", "for", "in", "at"].contains(word);
    let of_what = words.iter().position(is_tie).map_or(&[][..], |at| &words[at + 1..]);
    let names = |words: &[&str]| words.iter().any(|word| word.starts_with(char::is_uppercase));
    let has_name = words.len() > 1 && names(&words[1..]);
    let of_state = words.iter().any(|word| STATES.names.contains_key(owner(word)));
    let is_first =
        ["the first ", "the last ", "the only "].iter().any(|start| lower.starts_with(start));
    // `English philosopher`: there are many; `Soviet premier`: there is one.
    let rules = lower.split(' ').any(|word| listed!("roles of one").contains(word));
    // `Byzantine emperor`, not `Prime Minister`.
    let is_land = |word: &str| {
        word.starts_with(char::is_uppercase) && !listed!("openings of offices").contains(word)
    };
    let of_land = of_state || words.len() > 1 && is_land(words[0]);
    (of_land && rules)
        || is_first
        || names(of_what)
        || (of_what.len() > 1 && words.len() > 4)
        || (has_name && !of_state && words.len() > 2)
}

/// The role that says most and makes sense alone.
fn best_role(context: &Context<'_>, index: usize) -> Option<Known> {
    let actor = &context.facts.actors[index];
    if actor.kind != ActorKind::Person {
        return None;
    }
    let good = actor.roles.iter().filter_map(|role| {
        let text = role.text.as_str();
        let written = context.document.slice(role.span.clone()).trim();
        let written = RELATIVE.find(written).map_or(written, |found| &written[..found.start()]);
        let text = RELATIVE.find(text).map_or(text, |found| &text[..found.start()]);
        let good = (2..=13).contains(&words(text))
            && !listed!("whose").contains(&text::first(text).to_lowercase())
            && !gives_away(text, &actor.name)
            && is_balanced(text)
            && !is_part_played(text)
            && !ends_with_title(text)
            && context.is_closed(text, role.sentence)
            && !role_nouns(text).is_empty()
            && is_plain(text);
        let behind = &context.document.text[role.span.end..];
        let before = behind.trim_start().starts_with(char::is_uppercase);
        // Before a name the article tells nothing: others are Frankish leaders too.
        let bare = ["The ", "the "].iter().find_map(|article| written.strip_prefix(article));
        let asked = match (before, bare) {
            (true, Some(bare)) => bare.to_owned(),
            _ => with_article(written),
        };
        good.then_some(Known { actor: index, role: asked, before, sentence: role.sentence })
    });
    good.max_by_key(|known| (has_article(&known.role), known.role.len()))
}

/// `Her father Karl Brun was a merchant`: whose father he was is more than the role.
fn is_kin(context: &Context<'_>, actor: usize, sentence: usize) -> bool {
    let start = context.document.sentences[sentence].span.start;
    let mut own = context.mentions_in(sentence).iter().filter(|mention| mention.actor == actor);
    own.any(|mention| {
        let before = context.document.slice(start..mention.span.start).trim_end().to_lowercase();
        let (rest, last) = before.rsplit_once(' ').unwrap_or(("", &before));
        KIN.contains(last) && listed!("whose").contains(text::last(rest))
    })
}

/// `brother of famous General`: whose is cut off.
fn ends_with_title(role: &str) -> bool {
    role.rsplit_once(" of ").is_some_and(|(_, whose)| TITLES.contains(text::last(whose)))
}

/// `Duke of Kent in the series The Court`: a part, and whose is not clear.
fn is_part_played(role: &str) -> bool {
    role.split_once(" in ").is_some_and(|(_, work)| {
        work.split(' ').any(|word| listed!("works with parts").contains(&word.to_lowercase()))
    })
}

/// A phrase before a name may be more than a role: `he said that U.N. commander`.
fn is_plain(text: &str) -> bool {
    let mut words = text.split(' ');
    let report = |word: &str| report(word).is_some_and(|known| known.base != word);
    let first = text::first(text).to_lowercase();
    !listed!("no role to ask").contains(&first)
        && !text.contains(" that ")
        && !text.contains("ed by ")
        && !text.to_lowercase().contains("endnote")
        && !words.any(|word| report(word) || is_auxiliary(word))
}

/// `The German historian` → `the German historian`; `author of a study` → `the author of a study`.
fn with_article(written: &str) -> String {
    let (article, rest) = parted(written);
    let is_open = written.split_once(" of ").is_some_and(|(role, _)| ROLES.contains(role));
    match article.is_empty() && is_open {
        true => format!("the {written}"),
        false => article.to_lowercase() + rest,
    }
}

/// The nouns of a role, before any `of`.
fn role_nouns(role: &str) -> Vec<String> {
    let lower = role.to_lowercase();
    let head = lower
        .split(' ')
        .take_while(|word| !matches!(*word, "of" | "for" | "who" | "whom" | "on" | "to"));
    let mut nouns: Vec<String> = head
        .filter(|word| ROLES.contains(word) || listed!("roles of schools").contains(word))
        .map(str::to_owned)
        .collect();
    nouns.dedup();
    nouns
}

/// Whether someone of role `a` may be called `b`: all words of `b` but
/// articles are in `a`.
fn is_also(a: &str, b: &str) -> bool {
    let a = a.to_lowercase();
    let known: Vec<&str> = a.split(' ').collect();
    let b = b.to_lowercase();
    let mut words = b.split(' ').filter(|word| !["the", "a", "an"].contains(word));
    words.all(|word| known.contains(&word))
}

fn verb(context: &Context<'_>, actor: usize) -> &'static str {
    if context.sides[actor] == Side::Scholar { "is" } else { "was" }
}

fn who_was(context: &Context<'_>, known: &Known) -> Draft {
    let actor = &context.facts.actors[known.actor];
    let front = format!("Who {} {}?", verb(context, known.actor), actor.name);
    let id = id("role", &actor.name, &[&actor.name, &known.role]);
    let asked = [front, capitalised(&known.role)];
    let note = question(context, known.sentence, id, &["actors"], asked, Vec::new());
    Draft::new(
        Kind::Actors,
        known.actor,
        note,
        rank::ROLE + 2 * rank::weight(context.weight[known.actor]),
    )
}

/// `Who was the first minister?`; a role with `a` is what the text calls one person.
fn which_person(context: &Context<'_>, known: &Known) -> Option<Draft> {
    let actor = &context.facts.actors[known.actor];
    let about = known.role.as_str();
    // `an American official`: too many could be meant.
    let least = if about.starts_with("the ") { 3 } else { 4 };
    if words(about) < least || known.before || !has_article(about) {
        return None;
    }
    let front = match about.starts_with("the ") {
        true => format!("Who {} {about}?", verb(context, known.actor)),
        false => format!("Who is described as {about}?"),
    };
    let others = distractors::persons(context, known.actor, about, |other| {
        let roles = &context.facts.actors[other].roles;
        let states = context.states[known.actor].zip(context.states[other]);
        let is_elsewhere = states.is_some_and(|(one, other)| one != other);
        // The leader of another state is not this one; a minister of the same may be.
        let is_unlike = |role: &str| {
            is_elsewhere
                || likeness(role, about) < 0.5
                || likeness(&stateless(role), &stateless(about)) < 0.5
        };
        !roles.is_empty()
            && roles.iter().all(|role| !is_also(&role.text, about) && is_unlike(&role.text))
            && !gives_away(about, &context.facts.actors[other].name)
    });
    let id = id("person", &actor.name, &["person", &actor.name, about]);
    let choices = distractors::enough(others);
    let asked = [front, actor.name.clone()];
    let mut note = question(context, known.sentence, id, &["actors"], asked, choices);
    note.accept.extend(context.short_name(actor));
    let rank = rank::PERSON + 2 * rank::weight(context.weight[known.actor]);
    Some(Draft::new(Kind::Actors, known.actor, note, rank))
}

/// What was it, where an apposition says so, and what its letters mean.
fn bodies(context: &Context<'_>) -> Vec<Draft> {
    let (mut asked, mut spelt) = (HashSet::new(), HashSet::new());
    let mut drafts = Vec::new();
    for mention in &context.facts.mentions {
        let (actor, kind) = (mention.actor, context.facts.actors[mention.actor].kind);
        let Some(sentence) = context.document.sentence_at(mention.span.start) else { continue };
        let Range { start, end } = context.document.sentences[sentence].span;
        let name = context.document.slice(mention.span.clone());
        let before = context.document.slice(start..mention.span.start);
        let behind = context.document.slice(mention.span.end..end.max(mention.span.end));
        let named = Named { actor, name, before, behind, sentence };
        if matches!(kind, ActorKind::Body | ActorKind::State) && !spelt.contains(&actor) {
            let card = stands_for(context, &named);
            spelt.extend(card.as_ref().map(|_| actor));
            drafts.extend(card);
        }
        if kind == ActorKind::Body && !asked.contains(&actor) {
            let card = what_was(context, &named);
            asked.extend(card.as_ref().map(|_| actor));
            drafts.extend(card);
        }
    }
    drafts
}

/// A name and what stands around it in its sentence.
struct Named<'c> {
    actor: usize,
    name: &'c str,
    before: &'c str,
    behind: &'c str,
    sentence: usize,
}

fn what_was(context: &Context<'_>, named: &Named<'_>) -> Option<Draft> {
    let Named { actor, name, before, behind, sentence } = *named;
    let what = APPOSED.captures(behind)?.name("what")?.as_str();
    let loose =
        what.split(' ').skip(1).take(4).any(|word| may_be_past(word) && !word.ends_with("ed"));
    let verbs = [" was ", " were ", " had ", " has ", " is ", " and the ", " said ", " and then "];
    let is_clause = verbs.iter().any(|verb| what.contains(verb))
        && !what.contains(" that ")
        && !what.contains(" which ");
    // Inside a list a comma joins no apposition.
    let is_listed = before.trim_end().ends_with(',')
        || behind.contains(&format!("{what}, and ")) && before.is_empty();
    let is_era = ["CE", "BCE", "BC", "AD"].contains(&name);
    let good = (3..=16).contains(&words(what))
        && !is_era
        && !loose
        && !is_clause
        && !is_listed
        && !gives_away(what, name)
        && context.is_closed(what, sentence);
    let with_article = ["the ", "The ", "its ", "their ", "his ", "her "]
        .iter()
        .any(|word| before.ends_with(word));
    let title = if with_article { format!("the {name}") } else { name.to_owned() };
    if !good || before.ends_with("'s ") || before.ends_with("’s ") {
        return None;
    }
    let front = format!("Which body is described as {what}?");
    let id = id("body", &context.facts.actors[actor].name, &["body", name, what]);
    let mut note = question(context, sentence, id, &["actors"], [front, title], Vec::new());
    note.accept = vec![name.to_owned()];
    note.accept.retain(|_| with_article);
    note.accept.extend(other_names(context, actor, name, what));
    let rank = rank::BODY + rank::weight(context.weight[actor]);
    let name_end = context.document.sentences[sentence].span.start + before.len() + name.len();
    let start = name_end + behind.find(what).unwrap_or(0);
    let tree = context.tree(sentence);
    let is_apposed = tree.is_none_or(|tree| !states(&tree, &(start..start + what.len())));
    // Names in a row look as if one said what the other is.
    (is_apposed && context.is_heavy(actor)).then(|| Draft::new(Kind::Actors, actor, note, rank))
}

/// Whether a place holds a statement, not only clauses about its noun.
fn states(tree: &Tree<'_>, place: &Range<usize>) -> bool {
    use Relation::{Ccomp, Conj, Parataxis, Root};
    tree.within(place).any(|at| tree.has_tense(at) && tree.is(at, [Root, Conj, Parataxis, Ccomp]))
}

/// What else the document calls a body, where no other actor is called so.
fn other_names(context: &Context<'_>, actor: usize, name: &str, what: &str) -> Vec<String> {
    let one = &context.facts.actors[actor];
    let is_shared = |known: &str| {
        let others = context.facts.actors.iter().enumerate().filter(|(at, _)| *at != actor);
        others.into_iter().any(|(_, other)| {
            other.name == known || other.aliases.iter().any(|alias| alias == known)
        })
    };
    let names = std::iter::once(&one.name).chain(&one.aliases);
    let good = names.filter(|known| {
        known.as_str() != name
            && known.chars().count() > 1
            && known.starts_with(char::is_uppercase)
            && !gives_away(what, known)
            && !is_shared(known)
    });
    good.cloned().collect()
}

/// An acronym that the document itself writes out: `Full Name (FN)`.
fn stands_for(context: &Context<'_>, named: &Named<'_>) -> Option<Draft> {
    let Named { actor, name: full, behind, sentence, .. } = *named;
    let inside = behind.strip_prefix(" (")?.split_once(')')?.0;
    let is_acronym =
        (2..=6).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_uppercase());
    if !is_acronym || !full.contains(' ') || !spells(full, inside) {
        return None;
    }
    let front = format!("What does {inside} stand for?");
    let id = id("acronym", inside, &[inside, &context.facts.actors[actor].name]);
    let content = basic(front, full.to_owned(), Vec::new());
    let mut note = note(id, content, &["actors"], context.document.place(sentence));
    note.quote = vec![quote(context.document, context.document.sentences[sentence].span.clone())];
    let rank = rank::ACRONYM + rank::weight(context.weight[actor]);
    Some(Draft::new(Kind::Actors, actor, note, rank))
}

/// The letters are those with which the name's words begin.
fn spells(full: &str, letters: &str) -> bool {
    let initials: String = full
        .split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    initials == letters
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fronts, none, shown};
    use super::*;
    use crate::generate::tests::{cases, check};

    #[test]
    fn roles_are_asked_both_ways() {
        let text = "Robert Walpole, the first minister of the crown, ruled the house. Edward Gibbon, an English historian of Rome, wrote in Lausanne.";
        let expected = [
            "Who was Robert Walpole? | The first minister of the crown",
            "Who was the first minister of the crown? | Robert Walpole",
            "Who is Edward Gibbon? | An English historian of Rome",
        ];
        assert_eq!(shown(text, Kind::Actors), expected);
        // Others may be called so, too: a person should see that card.
        let likely = super::super::tests::likely(text, Kind::Actors);
        assert_eq!(likely, ["Who is described as an English historian of Rome?"]);
    }

    #[test]
    fn bodies_and_letters_are_asked_where_the_text_explains_them() {
        let table = r"
            The Hanseatic League, a union of northern trading towns, kept its own fleet. => Which body is described as a union of northern trading towns? | the Hanseatic League
            The East India Company (EIC) traded in tea. => What does EIC stand for? | East India Company
        ";
        for (text, card) in cases(table) {
            assert_eq!(shown(text, Kind::Actors), [card]);
        }
    }

    #[test]
    fn bodies_are_accepted_by_the_names_that_the_document_gives_them() {
        let text = "The United Nations (U.N.), the world body of all states, sat in New York. The U.N. met in May 1950. The UN voted.";
        let drafts = super::super::tests::all(text);
        let body = drafts.iter().find(|draft| draft.note.id.starts_with("body-")).unwrap();
        assert_eq!(body.note.accept, ["United Nations", "U.N.", "UN"]);
        let text = "The East India Company (EIC) traded in tea.";
        assert_eq!(super::super::tests::all(text)[0].note.ask, None);
    }

    #[test]
    fn roles_that_two_share_or_that_say_nothing_are_not_asked() {
        none(
            Kind::Actors,
            r"
            Robert Walpole, his friend, ruled the house.
            Robert Walpole, the leader of these men, ruled the house.
            Robert Walpole, leader, ruled the house.
            Her father Robert Walpole was a rich trader of Norwich.
            John Hale (the brother of famous General) fled.
            Robert Walpole, Earl of Orford in the historical series The House, fled.
            The Hanseatic League, the strongest league of towns, kept a fleet.
            The East India Company (QX) traded in tea.
        ",
        );
        let shared = fronts(
            "Robert Walpole, an English statesman of the Whigs, spoke. William Pitt, an English statesman of the Whigs, answered.",
            Kind::Actors,
        );
        assert_eq!(shared, ["Who was Robert Walpole?", "Who was William Pitt?"]);
    }

    #[test]
    fn articles_are_kept_or_given() {
        let table = r"
            The Soviet leader => the Soviet leader
            author of a study of Rome => the author of a study of Rome
            an English poet => an English poet
            then the queen => then the queen
        ";
        check(table, with_article);
    }

    #[test]
    fn one_role_may_be_part_of_another() {
        assert!(is_also("the former French foreign minister", "the foreign minister"));
        assert!(!is_also("the foreign minister", "the former foreign minister"));
    }
}
