//! Which school holds a view, and who agrees or disagrees with whom.

use super::arguments::{claim_note, names, options, short};
use super::context::Context;
use super::distractors;
use super::filter::gives_away;
use super::id::id;
use super::said::Said;
use super::wording::row;
use super::{Draft, Kind, rank};
use crate::generate::fact::{Claim, Facts, Holder, RelationKind};
use crate::generate::lexicon::{Pattern, SCHOOLS};
use crate::generate::text;

/// Labels that name no school of thought.
const NO_SCHOOLS: [&str; 3] = ["author", "contemporary", "memoir"];
/// Schools needed before one is asked for.
const FEWEST: usize = 3;

/// The school of a claim where nobody can doubt it: its holders' name or role
/// says it.
pub(super) fn sure_school(facts: &Facts, claim: &Claim) -> Option<String> {
    let school = claim.school.as_deref().filter(|school| !NO_SCHOOLS.contains(school))?;
    let stem = school.split('-').next().unwrap_or(school).to_lowercase();
    let names = |text: &str| text.to_lowercase().contains(&stem);
    let sure = claim.holders.iter().all(|holder| match holder {
        Holder::Group(name) => names(name),
        Holder::Actor(actor) => facts.actors[*actor].roles.iter().any(|role| names(&role.text)),
        Holder::Author => false,
    });
    sure.then(|| school.to_owned())
}

/// `To which school does the view belong that …?`
pub(super) fn which_school(context: &Context<'_>, fact: usize, said: &Said) -> Option<Draft> {
    let claim = &context.facts.claims[fact];
    let school = sure_school(context.facts, claim).filter(|_| said.is_statement)?;
    // Only a group speaks for its school.
    let [Holder::Group(group)] = claim.holders.as_slice() else { return None };
    let shown = label(&school);
    // `Other revisionists`: not the school as a whole.
    let first = text::first(group).to_lowercase();
    let is_vague = ["other", "others", "still"].contains(&&*first);
    // `that they never wanted the war`: nobody is named before.
    let is_closed = context.is_closed(&said.content, claim.sentence);
    if gives_away(&said.content, &shown) || is_vague || !is_closed {
        return None;
    }
    let section = context.document.section_of(claim.sentence).title.to_lowercase();
    let others = context.schools.iter().filter(|other| {
        **other != school
            && !section.contains(other.split('-').next().unwrap_or(other))
            && !gives_away(&said.content, &label(other))
    });
    let choices = match context.schools.len() >= FEWEST {
        true => distractors::enough(others.map(|other| label(other)).collect()),
        false => Vec::new(),
    };
    let front = format!("To which school does the view belong that {}?", said.content);
    let id = id("school", &school, &["school", &school, &said.content]);
    let accept = short_labels(&shown);
    let mut note = claim_note(context, claim, id, front, shown, choices);
    note.accept = accept;
    Some(Draft::new(Kind::Arguments, fact, note, rank::SCHOOL))
}

/// `post-cold-war` → `the post-Cold War school`.
fn label(school: &str) -> String {
    let known = SCHOOLS.iter().find(|known| known.label == school);
    match known.and_then(|known| known.written.first()) {
        Some(written) => format!("The {written} school"),
        None => format!("The {} school", school.replace('-', " ")),
    }
}

/// What a school is called beside its label: `revisionist`, `revisionists`,
/// `revisionism`; the judge puts the article before them.
fn short_labels(label: &str) -> Vec<String> {
    let bare = label.trim_start_matches("The ").trim_end_matches(" school");
    let mut found = vec![bare.to_owned()];
    let is_known =
        SCHOOLS.iter().any(|school| school.written.get(1) == Some(&&*format!("{bare}s")));
    if is_known || ["ist", "ian", "ite"].iter().any(|end| bare.ends_with(end)) {
        found.push(format!("{bare}s"));
    }
    found.extend(bare.strip_suffix("ist").map(|stem| format!("{stem}ism")));
    found
}

/// `agrees with A and B that …`, `disagrees with A: he asserts that …`.
static SIDES: Pattern = Pattern::new(
    r"\b(?P<verb>agrees|disagrees|agreed|disagreed) (?:in essence |broadly |largely |strongly |sharply |partly )?with (?P<others>[^,.;:]{3,}?)(?: (?P<joint>that|about|on|over) (?P<topic>[^.;:]{8,})|: (?:he|she|they) (?P<claims>[a-z]+ that [^.;:]{8,}))[.;]?$",
);

/// Who agrees or disagrees with whom, as the text itself says.
pub(super) fn side(context: &Context<'_>, fact: usize, claim: &Claim) -> Option<Draft> {
    let sentence = context.document.sentence(claim.sentence);
    let found = SIDES.captures(sentence)?;
    let wanted = match found["verb"].starts_with("dis") {
        true => RelationKind::DisagreesWith,
        false => RelationKind::AgreesWith,
    };
    let targets: Vec<String> = claim
        .relations
        .iter()
        .filter(|relation| relation.kind == wanted)
        .filter_map(|relation| relation.target.actor())
        .filter(|&actor| context.is_person(actor) && context.is_named(actor, &found["others"]))
        .map(|actor| context.facts.actors[actor].name.clone())
        .collect();
    let holders = names(context, claim)?;
    let holder = row(&holders);
    // All of those that the text names, and the holder before them.
    let named = found["others"].split(" and ").count();
    let subject = &sentence[..found.get(0)?.start()];
    let is_subject = holders
        .iter()
        .all(|name| name.split(' ').any(|word| word.len() > 2 && subject.contains(word)));
    if targets.is_empty() || targets.len() != named || !is_subject {
        return None;
    }
    let verb = &found["verb"];
    let front = match (found.name("topic"), found.name("claims")) {
        (Some(topic), _) => {
            format!("Who {verb} with {} {} {}?", row(&targets), &found["joint"], topic.as_str())
        }
        (None, Some(claims)) => {
            format!("Who {verb} with {} and {}?", row(&targets), claims.as_str())
        }
        (None, None) => return None,
    };
    let asked = found.name("topic").or_else(|| found.name("claims"))?.as_str();
    if gives_away(&front, &holder) || !context.is_closed(asked, claim.sentence) {
        return None;
    }
    let first = claim.holders.iter().find_map(Holder::actor)?;
    let others = distractors::persons(context, first, asked, |other| {
        !context.is_named(other, sentence) && !context.agree(first, other)
    });
    let choices = options(&holders, others);
    let id = id("side", &holder, &["side", verb, &holder, &row(&targets), asked]);
    let mut note = claim_note(context, claim, id, front, holder, choices);
    note.accept = short(context, claim);
    Some(Draft::new(Kind::Arguments, fact, note, rank::SIDE))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{asks, none, shown};
    use super::*;
    use crate::generate::tests::check;

    const SCHOOLS: &str = "Revisionists insist that the crown wanted the war. Realists assert that power alone explained the choice of allies. Marxists maintain that grain prices moved the crowds.";

    #[test]
    fn the_school_of_a_group_is_asked() {
        let expected = [
            "To which school does the view belong that the crown wanted the war? | The revisionist school",
            "To which school does the view belong that power alone explained the choice of allies? | The realist school",
            "To which school does the view belong that grain prices moved the crowds? | The Marxist school",
        ];
        assert_eq!(shown(SCHOOLS, Kind::Arguments), expected);
    }

    #[test]
    fn a_school_is_accepted_by_what_its_name_makes() {
        let table = r"
            The revisionist school => revisionist, revisionists, revisionism
            The Marxist school => Marxist, Marxists, Marxism
            The Whig school => Whig, Whigs
            The conventional school => conventional
            The post-Cold War school => post-Cold War
        ";
        check(table, |label| short_labels(label).join(", "));
        let drafts = super::super::tests::all(SCHOOLS);
        assert_eq!(drafts[0].note.accept, ["revisionist", "revisionists", "revisionism"]);
    }

    #[test]
    fn agreement_and_disagreement_are_asked_as_the_text_states_them() {
        asks(
            Kind::Arguments,
            r"
            Edward Gibbon blamed the monks. Mary Beard disagrees with Edward Gibbon: she argues that heavy taxes ruined the towns. => Who disagrees with Edward Gibbon and argues that heavy taxes ruined the towns? | Mary Beard
        ",
        );
    }

    #[test]
    fn other_groups_and_unnamed_schools_are_not_asked() {
        none(
            Kind::Arguments,
            r"
            Other revisionists insist that the crown wanted the war.
            Some officials insist that the crown wanted the war.
            Revisionists insist that the revisionist case is strong.
            Revisionists insist that they never wanted the war.
            Revisionists doubt.
        ",
        );
    }
}
