use crate::document::{Document, Format};
use crate::generate::fact::{Certainty, GAP, Structure, Telling, Topic};
use crate::generate::facts;

fn told(text: &str) -> (Document, Vec<Telling>) {
    let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
    let found = facts(&document).structures.into_iter().filter_map(|structure| match structure {
        Structure::Telling(telling) if telling.topic == Topic::Statement => Some(telling),
        _ => None,
    });
    let found = found.collect();
    (document, found)
}

/// What is asked of a text: `question answer`.
fn asked(text: &str) -> Vec<String> {
    let (document, found) = told(text);
    let questions = found.iter().flat_map(|telling| &telling.questions);
    let shown = questions.map(|(asked, answer)| {
        format!("{} {}", asked.replace(GAP, "_"), document.slice(answer.clone()))
    });
    shown.collect()
}

/// Among what is asked of each text is what stands beside it.
#[track_caller]
fn asks(table: &str) {
    for (text, wanted) in crate::generate::tests::cases(table) {
        let found = asked(text);
        assert!(found.iter().any(|one| one == wanted), "{text}: {found:#?}");
    }
}

/// Nothing that begins so is asked of any of the texts.
#[track_caller]
fn asks_nothing(opening: &str, texts: &str) {
    for text in texts.lines().map(str::trim).filter(|text| !text.is_empty()) {
        let found = asked(text);
        let wrong = found.iter().find(|one| one.starts_with(opening));
        assert_eq!(wrong, None, "{text}");
    }
}

#[test]
fn words_that_matter_are_hidden_in_a_statement() {
    asks(
        r"
        Herman Hollerith invented a machine for punched cards, and it sold well. => _ invented a machine for punched cards, and it sold well. Herman Hollerith
        Poor harvests caused chronic malnutrition in the towns of Flanders. => poor harvests caused _ in the towns of Flanders. chronic malnutrition
        However, the mitochondria make the energy of every animal cell. => the _ make the energy of every animal cell. mitochondria
        In 1904 Congress also abolished the salt tax in the north of the country. => in 1904 Congress abolished the _ in the north of the country. salt tax
        The Ottoman army (some 40,000 men) besieged the island of Malta in 1565. => the Ottoman army besieged the island of _ in 1565. Malta
        ",
    );
    asks_nothing(
        "",
        r"
        It led to chronic malnutrition in the towns of Flanders.
        This tax led to chronic malnutrition in the towns of Flanders.
        Such a tax led to chronic malnutrition in the towns of Flanders.
        The two taxes led to chronic malnutrition in the towns of Flanders.
        There, falling wages led to chronic malnutrition in the towns.
        Falling wages may have led to chronic malnutrition in the towns of Flanders.
        When falling wages led to chronic malnutrition in the towns of Flanders.
        Falling wages led to the following towns of chronic malnutrition:
        Delaware withheld it from all people who did not own land.
        ",
    );
}

#[test]
fn half_of_a_name_is_not_hidden() {
    for (text, half) in [
        ("The council of the First Congress of the United Provinces met in the old town.", "_ met"),
        (
            "The crowd marched with Martin Luther King, Jr. through the streets of the town.",
            "_, Jr.",
        ),
        ("The president was killed at a theatre in Washington, DC after the war.", "_, DC"),
        ("Settlers came from Central and South America to the towns of the coast.", "and _ to"),
        (
            "Chronic malnutrition weakened the guards at Antwerp, Ghent, Bruges, and Ypres.",
            ", _, Bruges",
        ),
    ] {
        let found = asked(text);
        assert!(!found.is_empty(), "{text}");
        assert!(found.iter().all(|one| !one.contains(half)), "{text}: {found:#?}");
    }
}

#[test]
fn what_leans_on_the_sentence_before_stands_behind_it() {
    let (document, found) = told(
        "The flea carries the germ from rat to rat. This mechanism led to chronic malnutrition in the towns of Flanders.",
    );
    let leaning =
        found.iter().find(|one| one.questions[0].0.starts_with("this mechanism")).unwrap();
    let before = leaning.before.clone().map(|place| document.slice(place));
    assert_eq!(before, Some("The flea carries the germ from rat to rat."));
}

#[test]
fn everyday_words_and_what_the_text_is_about_are_not() {
    let text =
        "# The plague\n\nThe bubonic plague came to the towns of Flanders by the ships of Genoa.";
    let found = asked(text);
    for word in ["plague", "towns", "ships"] {
        assert!(!found.iter().any(|one| one.ends_with(&format!(". {word}"))), "{found:#?}");
    }
    assert!(found.iter().any(|one| one.ends_with(". Flanders")), "{found:#?}");
    // Whoever says so is no matter of what is said.
    asks_nothing(
        "According to the _",
        "According to the Tax Office, most traders of Riga own their firms.",
    );
}

#[test]
fn what_stands_beside_a_noun_says_what_it_is() {
    asks(
        r"
        The flea became a major vector, an organism that spreads a disease from host to host. => What is a vector? an organism that spreads a disease from host to host
        The siege of Acre was told by Baha ad-Din, a judge from the city of Mosul. => Who was Baha ad-Din? a judge from the city of Mosul
        The siege was seen by Gabriele de Mussis, a clerk from the city of Piacenza. => Who was Gabriele de Mussis? a clerk from the city of Piacenza
        The army reached Caffa, a center of trade on the coast of Crimea. => What was Caffa? a center of trade on the coast of Crimea
        Many were held in an oubliette, a dungeon with a door in its roof. => What is an oubliette? a dungeon with a door in its roof
        ",
    );
    asks_nothing(
        "What was",
        r"
        The army reached Caffa, the city.
        The king sold land, the rights of towns, and offices.
        The army reached Caffa, a copy of this plan.
        His plan, a copy of an older one, failed.
        The army reached it with Anne, the queen.
        ",
    );
}

#[test]
fn great_numbers_and_what_something_is_called_are_hidden() {
    asks(
        r"
        The plague of the north killed roughly 24 million people in the whole of Europe. => the plague of the north killed _ people in the whole of Europe. roughly 24 million
        The disease of the north was known as the *Black Death* in England and in France. => the disease of the north was known as the _ in England and in France. Black Death
        ",
    );
    asks_nothing(
        "the plague",
        r"
        The plague of the north killed them in the whole of Europe and beyond.
        ",
    );
}

#[test]
fn pronouns_become_whom_the_sentences_before_are_about() {
    let built = |text: &str| {
        let (_, found) = told(text);
        let built = |telling: &&Telling| telling.questions[0].0.contains("a mechanical calculator");
        let told = found.iter().find(built);
        told.map(|telling| (telling.questions[0].0.replace(GAP, "_"), telling.certainty))
    };
    let (asked, certainty) =
        built("Blaise Pascal grew up in Rouen. He was often ill. In 1642 he built a mechanical calculator for his father in Rouen.").unwrap();
    // What comes behind the name may stay.
    assert_eq!(asked, "in 1642 Blaise Pascal built a mechanical calculator for his father in _.");
    assert_eq!(certainty, Certainty::Certain);
    // The sentence before is clear by itself, or two persons may be meant: it stands as it is written, behind the sentence before.
    let met = "Blaise Pascal met Pierre de Fermat in Toulouse.";
    let (document, found) =
        told(&format!("{met} In 1654 he built a mechanical calculator in Rouen."));
    let told = found.iter().find(|telling| telling.before.is_some()).unwrap();
    assert!(told.questions[0].0.starts_with("in 1654 he built"), "{told:?}");
    assert_eq!(document.slice(told.before.clone().unwrap()), met);
    // Nobody knows who.
    assert_eq!(built("In 1642 he built a mechanical calculator for his father in Rouen."), None);
    assert_eq!(
        built("Pascal grew up.\n\nIn 1642 he built a mechanical calculator in Rouen."),
        None
    );
}
