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
fn whoever_did_something_is_asked_for() {
    asks(
        r"
        Herman Hollerith invented a machine for punched cards, and it sold well. => Who invented a machine for punched cards? Herman Hollerith
        Falling wages led to poor diets and hunger in the towns of Flanders. => What led to poor diets and hunger in the towns of Flanders? Falling wages
        The model was proposed by Nagaoka, who postulated a ring of small charges in 1903. => Who postulated a ring of small charges in 1903? Nagaoka
        In 1791 Congress established the Bank of the United States. => Who established the Bank of the United States in 1791? Congress
        In 1904 Congress also abolished the salt tax in the north of the country. => Who abolished the salt tax in the north of the country in 1904? Congress
        ",
    );
    asks_nothing(
        "Wh",
        r"
        It led to poor diets and hunger in the towns of Flanders.
        This tax led to poor diets and hunger in the towns of Flanders.
        A more detailed analysis led to poor diets in the towns of Flanders.
        Many reasons led to poor diets and hunger in the towns of Flanders.
        Falling wages led to this.
        ",
    );
}

#[test]
fn what_was_done_is_asked_of_whoever_has_a_name() {
    asks(
        r"
        Charles Babbage designed the first mechanical computer in London. => What did Charles Babbage design in London? the first mechanical computer
        In 1898 Marie Curie isolated pure radium salts in Paris. => What did Marie Curie isolate in Paris in 1898? pure radium salts
        In 1522 Martin Luther translated the whole Bible at the Wartburg. => What did Martin Luther translate at the Wartburg in 1522? the whole Bible
        The Ottoman army besieged the island of Malta in 1565. => What did the Ottoman army besiege in 1565? the island of Malta
        The plague of the north killed roughly 24 million people in the whole of Europe. => What did the plague of the north kill in the whole of Europe? roughly 24 million people
        ",
    );
    asks_nothing(
        "What did",
        r"
        He designed the first mechanical computer in London.
        Charles Babbage had a great idea in London in 1837.
        Charles Babbage designed it in London in 1837.
        Charles Babbage designed these machines in London in 1837.
        Charles Babbage was given the medal in London in 1837.
        ",
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
        Many were held in an oubliette, a dungeon with a door in its roof. => What was an oubliette? a dungeon with a door in its roof
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
        The plague of the north killed three merchants in the whole of the small town.
        The plague of the north killed them in the whole of Europe and beyond.
        ",
    );
}

#[test]
fn pronouns_become_whom_the_sentences_before_are_about() {
    let text = "Blaise Pascal grew up in Rouen. In 1642 he built a mechanical calculator in Rouen.";
    let (document, found) = told(text);
    let who = found.iter().find(|telling| telling.questions[0].0.starts_with("Who built")).unwrap();
    assert_eq!(who.questions[0].0, "Who built a mechanical calculator in Rouen in 1642?");
    assert_eq!(document.slice(who.questions[0].1.clone()), "Blaise Pascal");
    // Two persons may be meant.
    let text = "Blaise Pascal met Pierre de Fermat in Toulouse. In 1654 he solved the old problem of points by letter.";
    let (_, found) = told(text);
    let asked = found.iter().filter(|telling| telling.questions[0].0.starts_with("Who solved"));
    assert!(asked.clone().all(|telling| telling.certainty == Certainty::Likely));
    // Nobody knows who.
    assert_eq!(asked_who("In 1642 he built a mechanical calculator for his father."), None);
    assert_eq!(asked_who("Pascal grew up.\n\nIn 1642 he built a mechanical calculator."), None);
}

fn asked_who(text: &str) -> Option<String> {
    asked(text).into_iter().find(|asked| asked.starts_with("Who built"))
}
