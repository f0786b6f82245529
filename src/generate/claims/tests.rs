//! Sentences on which the rules fire, and on which they stay silent.

use super::super::actors;
use super::*;
use crate::document::Format;
use crate::generate::tests::{or_none, read};
use proptest::prelude::*;

/// Who holds a claim, by which words, and what.
fn claims(text: &str) -> Vec<[String; 3]> {
    let document = read(text);
    let (actors, mentions) = actors::find(&document);
    let annotations = Annotations::new(&document);
    let found = find(&document, &annotations, &actors, &mentions).into_iter();
    found
        .map(|claim| {
            let holders: Vec<_> = claim.holders.iter().map(|one| one.name(&actors)).collect();
            [holders.join("; "), claim.cue.clone(), claim.content(&document)]
        })
        .collect()
}

/// All claims of each text: `holders | cue | content`, `;` between them; `none` without.
#[track_caller]
fn check(table: &str) {
    super::super::tests::check(table, |text| {
        or_none(claims(text).iter().map(|claim| claim.join(" | ")).collect())
    });
}

/// The first claim of each text: `holders | content`; `none` without.
#[track_caller]
fn holds(table: &str) {
    super::super::tests::check(table, |text| match claims(text).first() {
        Some([who, _, what]) => format!("{who} | {what}"),
        None => "none".to_owned(),
    });
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
        Edward Gibbon did not argue that Rome decayed. => none
        The claims that Edward Gibbon filed were paid. => none
        To argue that Rome decayed is easy. => none
        The plague that came by ship killed many. => none
        Edward Gibbon stated his name and left. => none
    ",
    );
}

#[test]
fn what_grammar_alone_finds_is_likely() {
    super::super::tests::check(
        r"
        Edward Gibbon argues that Rome decayed from within. => Certain
        Revisionists insist that nobody planned it. => Certain
        Edward Gibbon pontificated that Rome decayed from within. => Likely
        A spokesman for the ministry said on Monday the bridge would be closed. => Likely
        Rome decayed from within. => none
    ",
        |text| {
            let document = read(text);
            let (actors, mentions) = actors::find(&document);
            let annotations = Annotations::new(&document);
            let found = find(&document, &annotations, &actors, &mentions);
            or_none(found.iter().map(|claim| format!("{:?}", claim.certainty())).collect())
        },
    );
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
        The walls, Mary Beard aside, drew no visitors. => none
        The harvest, which failed, was the last. => none
        Mary Beard, of Cambridge, came too. => none
        The road, they say nothing of it, was long and dry there? => none
        As the senate met often, the doors stood open. => none
    "#,
    );
}

#[test]
fn a_divided_quotation_is_claimed_once() {
    check(
        r#"
        "We must go," Mary Beard said, "before the ship leaves the harbour." => Mary Beard | said | "We must go," "before the ship leaves the harbour."
        "We must go now," said Mary Beard. "The ship will not wait for us." => Mary Beard | said | "We must go now,"; Mary Beard |  | "The ship will not wait for us."
        "We must go now," Mary Beard said; "The ship will not wait for us." => Mary Beard | said | "We must go now,"; Mary Beard |  | "The ship will not wait for us."
        "We must go now," Mary Beard said, "The ship will not wait for us." "Come with me." => Mary Beard | said | "We must go now," "The ship will not wait for us."; Mary Beard |  | "Come with me."
        Perhaps he was right: "We must go now." "The ship will not wait." => author |  | Perhaps he was right: "We must go now."
        Perhaps the walls were never manned. "We must go now." "The ship will not wait." => author |  | Perhaps the walls were never manned
    "#,
    );
}

#[test]
fn a_judgement_of_the_author_introduces_no_speech() {
    let text = "Perhaps his last words were these:\n\n> We must go now, and the ship will not wait for us.\n";
    let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
    let (actors, mentions) = actors::find(&document);
    let annotations = Annotations::new(&document);
    let found = find(&document, &annotations, &actors, &mentions);
    assert_eq!(found.iter().map(|claim| claim.evidence).collect::<Vec<_>>(), [Evidence::Judgement]);
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
        According to the rules, the gates closed at nine. => none
        In the end, the senate went home. => none
        For the city, the siege was a disaster. => none
        To the north, the hills were bare. => none
        In view of the harbour, the fleet burned. => none
    ",
    );
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
        The idea that anyone planned it is foolish. => none
        Robert Walpole was so tired that he slept. => none
        The view from the tower was wide. => none
        It was certain that winter would come. => none
        Mary Beard's house stood near the river. => none
    ",
    );
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
        Robert Walpole saw the fleet at noon. => none
        Robert Walpole called the meeting to order. => none
        France rejected the treaty at once. => none
        Robert Walpole praised nobody. => none
        The board considered the matter closed. => none
    ",
    );
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
        It is true that bread was cheap. => none
        This article was printed in Leiden. => none
        It was not argued that bread was cheap. => none
        We crossed the river at night. => none
        The article of the treaty was read aloud. => none
    ",
    );
}

#[test]
fn pronouns_stand_for_the_holder_before() {
    check(
        r"
        Edward Gibbon wrote for twenty years. He argues that luxury weakened the legions. => Edward Gibbon | argues that | luxury weakened the legions
        Some merchants feared the tax. They warned that trade would leave the port. => Some merchants | warned that | trade would leave the port
        This study follows the grain. It asserts that the mills came late. => author | asserts that | the mills came late
        Rain fell for a week. He argues that it mattered little. => none
        Rain fell for a week. They said that it mattered little. => none
    ",
    );
}

#[test]
fn joined_statements_are_two_claims_and_nested_ones_are_one() {
    check(
        r"
        Edward Gibbon contends that monks ruined Rome, but Mary Beard insists that heavy taxes did. => Edward Gibbon | contends that | monks ruined Rome; Mary Beard | insists that | heavy taxes did
        Mary Beard notes that Cicero said that the plot was real. => Mary Beard | notes that | Cicero said that the plot was real
        Robert Walpole met Charles Fox, who wanted peace, and suggested that the fleet turn back. => none
    ",
    );
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
        Mary Beard argues that the senate met often. The people came to watch. Bread was given out.³ The city burned that year. => Mary Beard | argues that | the senate met often; Mary Beard |  | The people came to watch. Bread was given out
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

#[test]
fn speech_is_one_claim_over_its_sentences() {
    check(
        r#"
        "Bread is dear. The mills are idle," Mary Beard said on Monday. => Mary Beard | said | "Bread is dear. The mills are idle,"
        "Bread is dear," said Mary Beard. "The mills are idle. Nobody buys." => Mary Beard | said | "Bread is dear,"; Mary Beard |  | "The mills are idle. Nobody buys."
        Mary Beard told the town: "Bread is dear. I think that the mills are idle." => Mary Beard | told | "Bread is dear. I think that the mills are idle."
        ''Bread is dear. The mills are idle,'' said Mary Beard, a miller. => Mary Beard | said | ''Bread is dear. The mills are idle,''
        "The mill does not work," a miller said. => a miller | said | "The mill does not work,"
        Mary Beard read "The Mills of Rome" and left. => none
        "Bread is dear. The mills are idle." => none
        Mary Beard owns a "mill" and a house. => none
        The plank was 6" wide and said nothing. => none
        "Bread is dear," and the mills are idle. => none
    "#,
    );
}

#[test]
fn speech_may_go_on_in_the_next_paragraph() {
    let text = "Mary Beard said: \"Bread is dear.\n\n\"The mills are idle.\"\n\nThe town slept.";
    let found = claims(text).into_iter().map(|[who, _, what]| format!("{who} | {what}"));
    let found: Vec<String> = found.collect();
    assert_eq!(found, ["Mary Beard | \"Bread is dear", "Mary Beard | \"The mills are idle.\""]);
}

#[test]
fn what_words_and_grammar_tell_apart_is_not_certain() {
    let table = r#"
        Edward Gibbon argues that Rome decayed from within. => Readers Certain
        Edward Gibbon pontificated that Rome decayed from within. => Grammar Likely
        For Mary Beard, the senate was a stage. => Words Likely
        Perhaps the harvest had failed that year. => Judgement Likely
        Rome decayed from within. => none
    "#;
    super::super::tests::check(table, |text| {
        let document = read(text);
        let (actors, mentions) = actors::find(&document);
        let annotations = Annotations::new(&document);
        let found = find(&document, &annotations, &actors, &mentions).into_iter();
        or_none(found.map(|one| format!("{:?} {:?}", one.evidence, one.certainty())).collect())
    });
}

/// The holder, the relation and its target of every relation.
fn relations(text: &str) -> String {
    let document = read(text);
    let (actors, mentions) = actors::find(&document);
    let mut found = Vec::new();
    for claim in find(&document, &Annotations::default(), &actors, &mentions) {
        let holder = claim.holders[0].name(&actors);
        let targets = claim.relations.iter().map(|one| (one.kind, one.target.name(&actors)));
        found.extend(targets.map(|(kind, target)| format!("{holder} {kind:?} {target}")));
    }
    or_none(found)
}

#[test]
fn agreement_and_disagreement_are_found_where_they_are_said() {
    let table = r"
        Mary Beard disagrees with Edward Gibbon, and asserts that heavy taxes mattered. => Mary Beard DisagreesWith Edward Gibbon
        Like Edward Gibbon, Mary Beard holds that luxury did harm. => Mary Beard AgreesWith Edward Gibbon
        Mary Beard, unlike Edward Gibbon, insists that heavy taxes mattered. => Mary Beard DisagreesWith Edward Gibbon
        Edward Gibbon argues that monks ruined Rome. Mary Beard agrees that they did harm. => Mary Beard AgreesWith Edward Gibbon
        Edward Gibbon argues that monks ruined Rome, but Mary Beard contends that heavy taxes did. => Mary Beard DisagreesWith Edward Gibbon
        Mary Beard adds that Edward Gibbon was wrong about the monks. => Mary Beard DisagreesWith Edward Gibbon
        Edward Gibbon argues that monks ruined Rome. Mary Beard replied that heavy taxes did. => Mary Beard DisagreesWith Edward Gibbon
        Edward Gibbon argues that monks ruined Rome. Mary Beard adds that taxes did harm too. => none
        Mary Beard agrees that taxes mattered. => none
        Mary Beard saw the fleet, but Edward Gibbon stayed. => none
        Edward Gibbon holds that luxury did harm, like drink. => none
        Mary Beard argues that Rome was right to wait. => none
    ";
    super::super::tests::check(table, relations);
}

#[test]
fn schools_come_from_words_section_and_role() {
    let school = |text: &str| {
        let document =
            Document::parse(text.replace(" / ", "\n\n").as_bytes(), Format::Markdown).unwrap();
        let (actors, mentions) = actors::find(&document);
        let found = find(&document, &Annotations::default(), &actors, &mentions);
        found.last().and_then(|claim| claim.school.clone()).unwrap_or_default()
    };
    let table = r"
        Marxist historians argue that bread came first. => marxist
        According to the conventional view, bread came first. => conventional
        # The Revisionists / Mary Beard argues that bread came first. => revisionist
        Mary Beard, a revisionist historian, argues that bread came first. => revisionist
        The minister Robert Walpole feared that bread would fail. => contemporary
        This article argues that bread came first. => author
        Mary Beard argues that bread came first. => unspecified
    ";
    super::super::tests::check(table, school);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|[A-Z][a-z]{1,6} |argues that |according to |He |, but |'s view that |\\. ){1,60}") {
        let Ok(document) = Document::parse(text.as_bytes(), Format::Text) else { return Ok(()) };
        let (actors, mentions) = actors::find(&document);
        for claim in find(&document, &Annotations::default(), &actors, &mentions) {
            prop_assert!(document.text.get(claim.span).is_some_and(|text| !text.is_empty()));
            prop_assert!(!claim.holders.is_empty());
        }
    }
}
