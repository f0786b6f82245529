//! Sentences in which grammar tells who holds what, and others in which it does not.
//! What the rules find of themselves is left aside here.

use crate::generate::actors;
use crate::generate::claims::holder::Reader;
use crate::generate::claims::phrase::Sentence;
use crate::generate::claims::speech::Speech;
use crate::generate::tests::{or_none, read};
use crate::language::Annotations;

/// `holders | content` of each claim; `none` without.
fn shown(text: &str) -> String {
    let document = read(text);
    let (actors, mentions) = actors::find(&document);
    let annotations = Annotations::new(&document);
    let speech = Speech::new(&document);
    let mut reader = Reader::new(&actors, &mentions);
    let mut found = Vec::new();
    for index in 0..document.sentences.len() {
        let span = &document.sentences[index].span;
        let first = mentions.partition_point(|mention| mention.span.start < span.start);
        let end = mentions.partition_point(|mention| mention.span.start < span.end);
        let s = Sentence::new(&document, index, first..end, &mentions, &actors);
        reader.enter(&s);
        if let Some(annotated) = annotations.get(index) {
            let claims = super::claims(&s, annotated, &reader, &speech);
            found.extend(claims.into_iter().map(|(claim, _)| claim));
        }
        reader.leave(&s);
    }
    let show = |claim: &crate::generate::fact::Claim| {
        let holders: Vec<&str> = claim.holders.iter().map(|one| one.name(&actors)).collect();
        format!("{} | {}", holders.join("; "), claim.content(&document))
    };
    or_none(found.iter().map(show).collect())
}

#[track_caller]
fn holds(table: &str) {
    crate::generate::tests::check(table, shown);
}

#[test]
fn the_subject_of_a_report_verb_holds_its_clause() {
    holds(
        r"
        Edward Gibbon said yesterday that Rome decayed from within. => Edward Gibbon | Rome decayed from within
        A spokesman for the ministry said on Monday the bridge would be closed. => A spokesman for the ministry | the bridge would be closed
        The two witnesses, who had been drinking, told the court that the lamp was out. => two witnesses | the lamp was out
        The committee, after long debate, found that the harvest was lost. => committee | the harvest was lost
        Mary Beard and Peter Brown know that the senate met at night. => Mary Beard; Peter Brown | the senate met at night
        The government has announced that taxes will fall. => government | taxes will fall
        Mary Beard of Cambridge University, an expert on Rome, says the senate met at night. => Mary Beard | the senate met at night
        Edward Gibbon did not say that Rome decayed from within. => none
        Mary Beard could argue that the senate was idle. => none
        The tables show that prices rose in winter. => none
        Whenever Edward Gibbon said that Rome decayed, people laughed. => none
        Edward Gibbon said a few words and left. => none
        I believe that the senate met at night. => none
        The judge asked whether the lamp was out. => none
        Mary Beard wanted to know who had paid. => none
    ",
    );
}

#[test]
fn a_verb_that_no_list_has_needs_a_human_subject_and_that() {
    holds(
        r"
        Edward Gibbon pontificated that Rome decayed from within. => Edward Gibbon | Rome decayed from within
        The villagers reckoned aloud that the wolf was gone. => villagers | the wolf was gone
        Some doctors blogged that the water was unsafe. => Some doctors | the water was unsafe
        Her lawyer countersigned that the lamp was out. => Her lawyer | the lamp was out
        The mayor tooted that the bridge would be closed. => mayor | the bridge would be closed
        The engine pontificated that the wheels were round. => none
        Edward Gibbon ensured that the doors were locked. => none
        The villagers slept and the wolf was gone. => none
        The mayor ate bread that the baker had made. => none
        The mayor left so early that nobody saw him. => none
    ",
    );
}

#[test]
fn speech_may_stand_before_or_around_its_verb() {
    holds(
        r#"
        "The senate is a herd of fools," Mary Beard said on Monday. => Mary Beard | "The senate is a herd of fools,"
        The bridge would be closed on Friday, residents said. => residents | The bridge would be closed on Friday
        The bridge will be closed, said Mary Beard. => Mary Beard | The bridge will be closed
        As the committee noted, the harvest was lost in June. => committee | the harvest was lost in June
        Mary Beard told reporters: "The senate is a herd of fools." => Mary Beard | "The senate is a herd of fools."
        The bridge, which stood for years, was closed. => none
        The bridge, they say nothing of it, was closed. => none
        "The senate," he whispered. => none
        As the committee left, the harvest was lost in June. => none
        The bridge was closed, and Mary Beard said nothing. => none
    "#,
    );
}

#[test]
fn who_urges_or_accuses_says_something_of_another() {
    holds(
        r"
        The mayor urged the council to close the bridge. => mayor | the council to close the bridge
        The villagers have called on the mayor to close the bridge. => villagers | the mayor to close the bridge
        Mary Beard accused the miller of selling bad flour. => Mary Beard | the miller of selling bad flour
        The survey shows the mayor in front of her rivals. => survey | the mayor in front of her rivals
        Edward Gibbon encouraged his friends to read Livy. => Edward Gibbon | his friends to read Livy
        The mayor urged the horse. => none
        The villagers called on Sunday. => none
        The mayor praised the bridge. => none
        The window shows the garden. => none
        The mayor wanted the council to vote. => none
    ",
    );
}

#[test]
fn whatever_speaks_is_a_source() {
    holds(
        r"
        The notice said that the bridge was closed. => notice | the bridge was closed
        According to the label, the flour is fresh. => label | the flour is fresh
        The miller says flour prices hurt the poor. => miller | flour prices hurt the poor
        A passenger said the driver had slept. => A passenger | the driver had slept
        The charter stated that the bridge is free. => charter | the bridge is free
        According to custom, the gates closed at nine. => none
        It said that the bridge was closed. => none
        The notice believes that the bridge is closed. => none
        The wheel showed that the mill was old. => none
        The notice said nothing. => none
    ",
    );
}

#[test]
fn the_agent_of_a_passive_holds_its_clause() {
    holds(
        r"
        It was argued by Edward Gibbon that Rome decayed from within. => Edward Gibbon | Rome decayed from within
        It is widely believed by villagers that the wolf is gone. => villagers | the wolf is gone
        It has been shown by Mary Beard that the senate met at night. => Mary Beard | the senate met at night
        It was claimed by the ministry that taxes would fall. => ministry | taxes would fall
        It was decided by the committee that the bridge should be closed. => committee | the bridge should be closed
        It was argued by the river that Rome decayed from within. => none
        It was argued that Rome decayed from within. => none
        Edward Gibbon was told that Rome decayed from within. => none
        The bridge was closed by the committee. => none
        It was not argued by Edward Gibbon that Rome decayed. => none
    ",
    );
}

#[test]
fn whoever_a_preposition_or_a_noun_names_holds_it() {
    holds(
        r"
        According to a spokesman for the ministry, the bridge was closed. => a spokesman for the ministry | the bridge was closed
        The bridge was closed in May, according to residents of the town. => residents of the town | The bridge was closed in May
        In the mayor's view, the bridge was unsafe. => mayor | the bridge was unsafe
        Nobody believed the mayor's claim that the bridge was safe. => mayor | the bridge was safe
        Few shared the belief of the villagers that the wolf was dead. => villagers | the wolf was dead
        Few saw the claim that the mayor made. => none
        In the opinion of the doctors, the water was unsafe. => doctors | the water was unsafe
        According to the rules, the gates closed at nine. => none
        In the end, the mayor went home. => none
        The idea that the bridge was safe died. => none
        The mayor's bridge that we crossed was old. => none
        In view of the harbour, the fleet burned. => none
    ",
    );
}

#[test]
fn a_subject_may_stand_in_another_clause() {
    holds(
        r"
        The mayor opened the bridge and said that it was safe. => mayor | it was safe
        The mayor left at noon, stating that the bridge was safe. => mayor | the bridge was safe
        The mayor went on to argue that the bridge was safe. => mayor | the bridge was safe
        The mayor was certain that the bridge was safe. => mayor | the bridge was safe
        The town has doctors who say that the water is unsafe. => doctors | the water is unsafe
        The bridge, which suggests that iron rusts, was closed. => none
        The mayor hopes to prove that the bridge is safe. => none
        To argue that the bridge was safe is easy. => none
        The mayor was so tired that he slept. => none
        It was certain that the bridge was safe. => none
    ",
    );
}

#[test]
fn a_pronoun_holds_what_the_one_person_meant_holds() {
    holds(
        r"
        Mary Beard studied Rome. She also told her students that the senate met at night. => Mary Beard | the senate met at night
        Edward Gibbon went to Rome. There he learned that the monks were idle. => Edward Gibbon | the monks were idle
        Edward Gibbon went to Rome. He was sure that the monks were idle. => Edward Gibbon | the monks were idle
        Mary Beard studied Rome. The senate, she said, met at night. => Mary Beard | The senate met at night
        Edward Gibbon was ill. He complained that the doctors were fools. => Edward Gibbon | the doctors were fools
        He said that the senate met at night. => none
        It said that the senate met at night. => none
        We know that the senate met at night. => none
        You think that the senate met at night. => none
        One thinks that the senate met at night. => none
    ",
    );
}
