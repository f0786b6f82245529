//! Sentences on which the rules fire, and on which they stay silent.

use super::super::actors;
use super::*;
use crate::document::Format;
use crate::generate::tests::{cases, read};
use proptest::prelude::*;

/// Who holds a claim, by which words, and what.
fn claims(text: &str) -> Vec<[String; 3]> {
    let document = read(text);
    let (actors, mentions) = actors::find(&document);
    let found = find(&document, &actors, &mentions).into_iter();
    found
        .map(|claim| {
            let holders: Vec<_> = claim.holders.iter().map(|one| one.name(&actors)).collect();
            [holders.join("; "), claim.cue.clone(), claim.content(&document)]
        })
        .collect()
}

/// All claims of each text: `holders | cue | content`, `+` between them.
#[track_caller]
fn check(table: &str) {
    for (text, expected) in cases(table) {
        let found: Vec<String> = claims(text).iter().map(|claim| claim.join(" | ")).collect();
        assert_eq!(found.join(" + "), expected, "{text}");
    }
}

/// The first claim of each text: `holders | content`.
#[track_caller]
fn holds(table: &str) {
    for (text, expected) in cases(table) {
        let found = claims(text);
        let [who, _, what] = found.first().unwrap_or_else(|| panic!("no claim: {text}"));
        assert_eq!(format!("{who} | {what}"), expected, "{text}");
    }
}

#[track_caller]
fn silent(texts: &[&str]) {
    for text in texts {
        assert_eq!(claims(text), Vec::<[String; 3]>::new(), "{text}");
    }
}

#[test]
fn a_subject_and_a_report_verb_attribute() {
    holds(
        r"
        Edward Gibbon argues that Rome decayed from within. => Edward Gibbon | Rome decayed from within
        Fernand Braudel, a historian of the sea, stressed that geography moves slowly. => Fernand Braudel | geography moves slowly
        Peter Brown and Mary Beard have also suggested that the city adapted well. => Peter Brown; Mary Beard | the city adapted well
        Some historians believe the plague came by ship. => Some historians | the plague came by ship
        Revisionists insist that nobody planned it. => Revisionists | nobody planned it
        Edward Gibbon goes so far as to claim that monks ruined the army. => Edward Gibbon | monks ruined the army
        Edward Gibbon argued in his memoirs (1796) that the idea came to him in Rome. => Edward Gibbon | the idea came to him in Rome
        Critics of Edward Gibbon reply that the frontier had long been open. => Critics of Edward Gibbon | the frontier had long been open
    ",
    );
    silent(&[
        "Edward Gibbon did not argue that Rome decayed.",
        "The claims that Edward Gibbon filed were paid.",
        "To argue that Rome decayed is easy.",
        "The plague that came by ship killed many.",
        "Edward Gibbon stated his name and left.",
    ]);
}

#[test]
fn asides_attribute_the_sentence_around_them() {
    holds(
        r#"
        Edward Gibbon wrote for decades. Rome, he argued, decayed from within. => Edward Gibbon | Rome decayed from within
        The walls, Mary Beard notes, were never manned. => Mary Beard | The walls were never manned
        The harvest, most observers agreed, was lost. => most observers | The harvest was lost
        As Mary Beard has shown, the senate met often. => Mary Beard | the senate met often
        As Edward Gibbon puts it, the empire was too large. => Edward Gibbon | the empire was too large
        "The senate is a herd," said Mary Beard. => Mary Beard | "The senate is a herd,"
    "#,
    );
    silent(&[
        "The walls, Mary Beard aside, drew no visitors.",
        "The harvest, which failed, was the last.",
        "Mary Beard, of Cambridge, came too.",
        "The road, they say nothing of it, was long and dry there?",
        "As the senate met often, the doors stood open.",
    ]);
}

#[test]
fn prepositions_attribute() {
    holds(
        r"
        According to Mary Beard, the senate was never idle. => Mary Beard | the senate was never idle
        The senate, according to Mary Beard, was never idle. => Mary Beard | The senate was never idle
        The senate was never idle, according to Mary Beard. => Mary Beard | The senate was never idle
        In Mary Beard's view, the senate was never idle. => Mary Beard | the senate was never idle
        In the eyes of most merchants, the tax was theft. => most merchants | the tax was theft
        For Mary Beard, the senate was a stage. => Mary Beard | the senate was a stage
        To most contemporaries, the comet was a warning. => most contemporaries | the comet was a warning
    ",
    );
    silent(&[
        "According to the rules, the gates closed at nine.",
        "In the end, the senate went home.",
        "For the city, the siege was a disaster.",
        "To the north, the hills were bare.",
        "In view of the harbour, the fleet burned.",
    ]);
}

#[test]
fn nouns_and_states_of_mind_attribute() {
    holds(
        r"
        Nobody accepted Edward Gibbon's assertion that monks ruined Rome. => Edward Gibbon | monks ruined Rome
        Mary Beard takes the view that the mob had reasons of its own. => Mary Beard | the mob had reasons of its own
        Mary Beard's central claim is that the mob had reasons. => Mary Beard | the mob had reasons
        Robert Walpole was convinced that the tax would pass the house. => Robert Walpole | the tax would pass the house
        The view of most scholars that the fire was set is older. => most scholars | the fire was set is older
        Robert Walpole took it for granted that the house would follow. => Robert Walpole | the house would follow
    ",
    );
    silent(&[
        "The idea that anyone planned it is foolish.",
        "Robert Walpole was so tired that he slept.",
        "The view from the tower was wide.",
        "It was certain that winter would come.",
        "Mary Beard's house stood near the river.",
    ]);
}

#[test]
fn what_one_sees_calls_or_blames_is_a_claim() {
    holds(
        r"
        Edward Gibbon saw the monks as a burden on the state. => Edward Gibbon | the monks as a burden on the state
        Hippolyte Taine saw in the crowds nothing but hunger and drink. => Hippolyte Taine | in the crowds nothing but hunger and drink
        Mary Beard stresses the role of rumour in the riots. => Mary Beard | the role of rumour in the riots
        Robert Walpole called it a tax on the poor. => Robert Walpole | it a tax on the poor
        Mary Beard lays the blame on the generals and their debts. => Mary Beard | the generals and their debts
    ",
    );
    silent(&[
        "Robert Walpole saw the fleet at noon.",
        "Robert Walpole called the meeting to order.",
        "France rejected the treaty at once.",
        "Robert Walpole praised nobody.",
        "The board considered the matter closed.",
    ]);
}

#[test]
fn nobody_and_the_author_hold_claims_too() {
    holds(
        r"
        It has been argued that the frost broke the harvest. => some | the frost broke the harvest
        It is often said that bread was cheap. => some | bread was cheap
        It was argued by Mary Beard that bread was cheap. => Mary Beard | bread was cheap
        This article shows that grain prices rose first. => author | grain prices rose first
        We suggest that grain prices rose first. => author | grain prices rose first
        The harvest, it seems to me, was never the cause. => author | The harvest was never the cause
    ",
    );
    silent(&[
        "It is true that bread was cheap.",
        "This article was printed in Leiden.",
        "It was not argued that bread was cheap.",
        "We crossed the river at night.",
        "The article of the treaty was read aloud.",
    ]);
}

#[test]
fn pronouns_stand_for_the_holder_before() {
    check(
        r"
        Edward Gibbon wrote for twenty years. He argues that luxury weakened the legions. => Edward Gibbon | argues that | luxury weakened the legions
        Some merchants feared the tax. They warned that trade would leave the port. => Some merchants | warned that | trade would leave the port
        This study follows the grain. It asserts that the mills came late. => author | asserts that | the mills came late
    ",
    );
    silent(&["Rain fell for a week. He argues that it mattered little."]);
    silent(&["Rain fell for a week. They said that it mattered little."]);
}

#[test]
fn joined_statements_are_two_claims_and_nested_ones_are_one() {
    check(
        r"
        Edward Gibbon contends that monks ruined Rome, but Mary Beard insists that heavy taxes did. => Edward Gibbon | contends that | monks ruined Rome + Mary Beard | insists that | heavy taxes did
        Mary Beard notes that Cicero said that the plot was real. => Mary Beard | notes that | Cicero said that the plot was real
    ",
    );
    silent(&[
        "Robert Walpole met Charles Fox, who wanted peace, and suggested that the fleet turn back.",
    ]);
    check(
        r"
        Robert Walpole, who wanted peace, met Charles Fox and suggested that the fleet turn back. => Robert Walpole | suggested that | the fleet turn back
        Mary Beard doubts the tale, suggesting that Cicero made the plot larger. => Mary Beard | suggesting that | Cicero made the plot larger
    ",
    );
}

#[test]
fn a_passage_goes_on_until_its_note() {
    check(
        r"
        Mary Beard argues that the senate met often. The people came to watch. Bread was given out.³ The city burned that year. => Mary Beard | argues that | the senate met often + Mary Beard |  | The people came to watch. Bread was given out
        Mary Beard argues that the senate met often.³ The people came to watch. => Mary Beard | argues that | the senate met often
        Mary Beard argues that the senate met often. The people came to watch. => Mary Beard | argues that | the senate met often
    ",
    );
}

#[test]
fn a_block_quotation_belongs_to_who_introduces_it() {
    for (text, holder) in [
        (
            "Mary Beard puts the case plainly:\n\n> The senate was never idle. It met by torchlight.\n",
            Some("Mary Beard"),
        ),
        (
            "The old chronicler Procopius describes the plague:\n\n> It spared neither island nor cave.\n",
            Some("Procopius"),
        ),
        ("Mary Beard left the city.\n\n> It spared neither island nor cave.\n", None),
        ("The winter came:\n\n> It spared neither island nor cave.\n", None),
    ] {
        let found = claims(text);
        assert_eq!(found.first().map(|[who, ..]| who.as_str()), holder, "{text}");
        if holder == Some("Mary Beard") {
            assert_eq!(found[0][2], "The senate was never idle. It met by torchlight");
        }
    }
}

/// The holder, the relation and its target of every relation.
fn relations(text: &str) -> Vec<String> {
    let document = read(text);
    let (actors, mentions) = actors::find(&document);
    let mut found = Vec::new();
    for claim in find(&document, &actors, &mentions) {
        let holder = claim.holders[0].name(&actors);
        let targets = claim.relations.iter().map(|one| (one.kind, one.target.name(&actors)));
        found.extend(targets.map(|(kind, target)| format!("{holder} {kind:?} {target}")));
    }
    found
}

#[test]
fn agreement_and_disagreement_are_found_where_they_are_said() {
    let table = r"
        Mary Beard disagrees with Edward Gibbon, and asserts that heavy taxes mattered. => DisagreesWith
        Like Edward Gibbon, Mary Beard holds that luxury did harm. => AgreesWith
        Mary Beard, unlike Edward Gibbon, insists that heavy taxes mattered. => DisagreesWith
        Edward Gibbon argues that monks ruined Rome. Mary Beard agrees that they did harm. => AgreesWith
        Edward Gibbon argues that monks ruined Rome, but Mary Beard contends that heavy taxes did. => DisagreesWith
        Mary Beard adds that Edward Gibbon was wrong about the monks. => DisagreesWith
        Edward Gibbon argues that monks ruined Rome. Mary Beard replied that heavy taxes did. => DisagreesWith
    ";
    for (text, kind) in cases(table) {
        assert_eq!(relations(text), [format!("Mary Beard {kind} Edward Gibbon")], "{text}");
    }
    for text in [
        "Edward Gibbon argues that monks ruined Rome. Mary Beard adds that taxes did harm too.",
        "Mary Beard agrees that taxes mattered.",
        "Mary Beard saw the fleet, but Edward Gibbon stayed.",
        "Edward Gibbon holds that luxury did harm, like drink.",
        "Mary Beard argues that Rome was right to wait.",
    ] {
        assert_eq!(relations(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn schools_come_from_words_section_and_role() {
    let school = |text: &str| {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let (actors, mentions) = actors::find(&document);
        let found = find(&document, &actors, &mentions);
        found.last().and_then(|claim| claim.school.clone()).unwrap_or_default()
    };
    for (text, expected) in [
        ("Marxist historians argue that bread came first.", "marxist"),
        ("According to the conventional view, bread came first.", "conventional"),
        ("# The Revisionists\n\nMary Beard argues that bread came first.", "revisionist"),
        ("Mary Beard, a revisionist historian, argues that bread came first.", "revisionist"),
        ("The minister Robert Walpole feared that bread would fail.", "contemporary"),
        ("This article argues that bread came first.", "author"),
        ("Mary Beard argues that bread came first.", "unspecified"),
    ] {
        assert_eq!(school(text), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|[A-Z][a-z]{1,6} |argues that |according to |He |, but |'s view that |\\. ){1,60}") {
        let Ok(document) = Document::parse(text.as_bytes(), Format::Text) else { return Ok(()) };
        let (actors, mentions) = actors::find(&document);
        for claim in find(&document, &actors, &mentions) {
            prop_assert!(document.text.get(claim.span).is_some_and(|text| !text.is_empty()));
            prop_assert!(!claim.holders.is_empty());
        }
    }
}
