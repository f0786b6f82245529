use super::*;
use crate::document::Format;
use crate::generate::compose::{Options, compose};
use crate::generate::tests::{check, read};

const TEXT: &str = "The fleet of the Ottoman Empire laid siege to Malta in May 1565. Some 500 knights held the fort of Saint Elmo for a month. Jean de Valette commanded the defence, and he did not ask the king of Spain for ships. The historian Ernle Bradford argues that the siege broke the fear of the Ottoman fleet. Francisco Balbi, a soldier of the garrison, kept a diary. The siege cost the king of Spain 1.5 million ducats. The fleet lost sight of 40% of its ships. Francisco Balbi met the viceroy in Messina in March 1564. Balbi wrote to Luis Rey, the Deputy Foreign Minister. Balbi saw the harbour of Genoa in June 1570.";

/// What a text says of a note.
fn judged(text: &str, note: Note) -> String {
    let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
    let facts = crate::generate::facts(&document);
    match Ground::new(&document, &facts, &[]).judge(&note).verdict {
        Verdict::Contradicted { by } => by,
        other => format!("{other:?}"),
    }
}

/// `question / answer`.
fn card(text: &str) -> Note {
    let (front, back) = text.split_once(" / ").unwrap();
    Note::new("card", Content::basic(front, back))
}

#[test]
fn what_a_card_says_is_found_or_contradicted() {
    check(
        "
        When did the Ottoman fleet lay siege to Malta? / May 1565 => InOtherWords
        When did the Ottoman fleet lay siege to Malta? / 1565 => InOtherWords
        When did the Ottoman fleet lay siege to Malta? / May 1566 => the card has May 1566, the document May 1565
        How many knights held Saint Elmo for a month? / 500 => InOtherWords
        How many knights held Saint Elmo for a month? / 800 => the card has 800, the document 500
        Who argues that the siege broke the fear of the fleet? / Ernle Bradford => InOtherWords
        Who argues that the siege broke the fear of the fleet? / Francisco Balbi => the card has Francisco Balbi, the document Ernle Bradford
        Jean de Valette commanded the defence, and he asked the king of Spain for / ships => one of both denies what the other says
        Who invented the steam engine that drained the mines of Cornwall? / Thomas Newcomen => NotFound
        How much did the siege cost the king of Spain? / 1,500,000 ducats => InOtherWords
        How much did the siege cost the king of Spain? / 1.6 million ducats => the card has 1600000, the document 1500000
        Of what share of its ships did the fleet lose sight? / 40 percent => InOtherWords
        Of what share of its ships did the fleet lose sight? / 41.5 % => the card has 41.5, the document 40
        Where did Francisco Balbi meet the viceroy in March 1564? / Messina => InOtherWords
        In what month and year did Balbi meet the viceroy in Messina? / May 1564 => the card has May 1564, the document March 1564
        In what month and year did Balbi write to Luis Rey? / March 1564 => InOtherWords
        In what month and year did Balbi see the harbour of Genoa? / March 1564 => the card has March 1564, the document June 1570
        Who was Luis Rey? / The Deputy Foreign Minister => InOtherWords
        How many knights of Saint Elmo held the fort for a month under Charles II? / 500 => NotFound
        Which soldier of the garrison kept a diary? / Francisco Balbi => InOtherWords
        Which soldier of the garrison did not keep a diary? / Francisco Balbi => one of both denies what the other says
        According to the text, when did the Ottoman fleet lay siege to Malta? / May 1565 => InOtherWords
        What did Edith Varga write to Luis Rey? / a letter => the card has Edith, the document Francisco Balbi
        ",
        |text| judged(TEXT, card(text)),
    );
}

/// What is found of a note that says what another does not.
fn of_changed(text: &str, change: impl Fn(&mut Note) -> bool) -> Vec<Verdict> {
    let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
    let facts = crate::generate::facts(&document);
    let drafts = compose(&document, &facts, &Options::all()).drafts;
    let ground = Ground::new(&document, &facts, &drafts);
    let notes = drafts.iter().filter_map(|draft| {
        let mut note = draft.note.clone();
        change(&mut note).then_some(note)
    });
    let found: Vec<Verdict> = notes.map(|note| ground.judge(&note).verdict).collect();
    assert!(!found.is_empty());
    found
}

#[test]
fn a_generated_card_is_what_the_document_makes_today() {
    let kept = of_changed(TEXT, |_| true);
    assert!(kept.iter().all(|verdict| *verdict == Verdict::ToTheLetter), "{kept:?}");
    let denied = of_changed(TEXT, |note| match &mut note.content {
        Content::Basic { back, .. } => {
            back[0] = format!("not {}", back[0]);
            true
        }
        _ => false,
    });
    let contradicts = |verdict: &Verdict| matches!(verdict, Verdict::Contradicted { .. });
    assert!(denied.iter().all(contradicts), "{denied:?}");
}

const GUILD: &str = "# Guilds\n\nDuties of the guild:\n- mend the walls of the harbour\n- feed the poor of the parish\n- guard the northern gate\n- bury the dead of the plague\n";

#[test]
fn what_was_added_to_a_generated_list_is_looked_for() {
    let added = |item: &str| {
        let found = of_changed(GUILD, |note| match &mut note.content {
            Content::List { front, items } => {
                items.push(item.to_owned());
                *front = front.replace("four", "five");
                true
            }
            _ => false,
        });
        found[0].clone()
    };
    assert_eq!(added("crown the emperor of Trebizond"), Verdict::NotFound);
    assert_eq!(added("guard the northern gate"), Verdict::InOtherWords);
}

#[test]
fn a_generated_order_that_was_turned_contradicts() {
    let text = "The Ottoman fleet besieged Malta in May 1565. In 1648 the envoys of Sweden signed the peace. The Treaty of Utrecht was signed on 11 April 1713.";
    let turned = of_changed(text, |note| match &mut note.content {
        Content::Order { items, .. } => {
            items.reverse();
            true
        }
        _ => false,
    });
    let by = "the card has another order than the document".to_owned();
    assert_eq!(turned, [Verdict::Contradicted { by }]);
}

#[test]
fn a_generated_card_with_other_words_is_judged_as_any_other() {
    let asked = |front: &str| {
        let found = of_changed(TEXT, |note| match &mut note.content {
            Content::Basic { front: own, back, .. } if back[0].contains("1565") => {
                *own = front.to_owned();
                true
            }
            _ => false,
        });
        found[0].clone()
    };
    let [same, other] = [Verdict::InOtherWords, Verdict::NotFound];
    assert_eq!(asked("When did the fleet of the Ottoman Empire surround Malta?"), same);
    assert_eq!(asked("When did the Ottoman Empire sweeten the kitchens of Malta?"), other);
}

#[test]
fn other_answers_that_a_card_takes_are_judged_too() {
    check(
        "
        When did the Ottoman fleet lay siege to Malta? / May 1565 | 1566 => the card has 1566, the document May 1565
        When did the Ottoman fleet lay siege to Malta? / May 1565 | 1565 => InOtherWords
        Who commanded the defence? / Jean de Valette | Francisco Balbi => the card has Francisco Balbi, the document Jean de Valette
        Who commanded the defence? / Jean de Valette | the Grand Master => InOtherWords
        ",
        |text| {
            let (text, accept) = text.split_once(" | ").unwrap();
            judged(TEXT, Note { accept: vec![accept.to_owned()], ..card(text) })
        },
    );
}

#[test]
fn a_card_of_common_words_is_found_in_a_long_document() {
    let mut text = "The guild paid the tax of the town. ".repeat(COMMON + 1);
    text.push_str("Edward Gibbon paid the tax of the guild of the town.");
    let document = read(&text);
    let facts = crate::generate::facts(&document);
    let asked = card("Who paid the tax of the guild of the town? / Edward Gibbon");
    let found = Ground::new(&document, &facts, &[]).judge(&asked);
    assert_eq!(found.verdict, Verdict::InOtherWords);
    assert!(document.slice(found.place.unwrap()).starts_with("Edward Gibbon"));
}

const NOTES: &str = "# The Silk War

Notes on Ada Marlow's book.

## Royalist approaches

Anton Weber adds two points of his own:

- The regent spared Malmo on purpose, because he wanted to hide a treaty with Olsen.
- The guild was never tame.

King Rufus miscalculated, since he failed to foresee the revolt of the weavers. He kept no more than 300 guards in the tower.

Danish troops went home in March 1649. The long talks of the bishops went on: in the spring of 1651 captives of the troops went home at last.

Two changes ended the blockade. Oskar Lind took the crown. More important, King Rufus died.

After the truce, patient trade was the decisive cause.

## Schools

| School | When | Idea |
|---|---|---|
| Mercantile | dominant until the 1870s | the port caused it |
| Clerical | first doubts in the 1860s | the abbot caused it |

## Steps

1. Seal the northern gate.
2. Count the barrels of salt.
3. Pay the harbour pilots.

The mint opened in June 1702. The library burned in May 1690. The World Health Organization praised both. A loom means a frame for cloth. Karin Holm invented it in 1744 and sold it.
";

#[test]
fn what_a_card_says_of_notes_is_found_or_contradicted() {
    check(
        "
        What did King Rufus fail to foresee? / the revolt of the weavers => InOtherWords
        Who foresaw the revolt of the weavers? / King Rufus => one of both denies what the other says
        At most how many guards did King Rufus keep in the tower? / 300 => InOtherWords
        At most how many guards did King Rufus keep in the tower? / 400 => the card has 400, the document 300
        When did Danish troops go home? / March 1649 => InOtherWords
        When did Danish troops go home? / May 1649 => the card has May 1649, the document March 1649
        Who says that the regent spared Malmo on purpose? / Anton Weber => InOtherWords
        Who says that the regent spared Malmo on purpose? / Oskar Lind => the card has Oskar Lind, the document Olsen
        Why, in the royalist view, did the regent spare Malmo? / to hide a treaty with Olsen => InOtherWords
        Why, in the clerical view, did the regent spare Malmo? / to hide a treaty with Olsen => NotFound
        Who took the crown? (From “Sigrid and the Abbots of Bremen”.) / Oskar Lind => InOtherWords
        What was the decisive cause after the truce, according to Marlow? / patient trade => InOtherWords
        What was the decisive cause after the truce, according to Weber? / patient trade => NotFound
        Until which decade was the mercantile school dominant? / the 1870s => InOtherWords
        Until which decade was the mercantile school dominant? / the 1850s => the card has the 1850s, the document the 1870s
        Mercantile: dominant until / the 1870s => InOtherWords
        Mercantile school: idea? / the port caused it => InOtherWords
        Who invented the loom in 1744? / Karin Holm => InOtherWords
        Which change ended the blockade? / a change of the tides => NotFound
        Who says that the regent spared Malmo on purpose? / Anton Weber and his co-authors => InOtherWords
        Who invented the loom in 1754? / Karin Holm => the card has 1754, the document 1744
        ",
        |text| judged(NOTES, card(text)),
    );
}

#[test]
fn rows_of_items_are_found_in_their_order() {
    check(
        "
        Put these in order. / Seal the northern gate; Pay the harbour pilots => InOtherWords
        Put these in order. / Pay the harbour pilots; Seal the northern gate => the card has another order than the document
        Put the two steps in order. / Seal the northern gate; Pay the harbour pilots => InOtherWords
        Put the five steps in order. / Seal the northern gate; Pay the harbour pilots => the card counts 5, and asks for 2
        Put the steps to three peaces in order. / Seal the northern gate; Pay the harbour pilots => InOtherWords
        Put these in order. / The library burns; The mint opens => InOtherWords
        Put these in order. / The mint opens; The library burns => the card has another order than the document
        Put these in order. / The mint opens; The abbey sinks in the bog => NotFound
        Which two changes ended the blockade? / Oskar Lind took the crown; King Rufus died => InOtherWords
        Which two changes ended the blockade? / Oskar Lind took the crown; the mint opened => NotFound
        ",
        |text| judged(NOTES, row(text)),
    );
}

/// `prompt / item; item`: an order, or a list.
fn row(text: &str) -> Note {
    let (front, items) = text.split_once(" / ").unwrap();
    let (front, items) = (front.to_owned(), items.split("; ").map(str::to_owned).collect());
    let is_order = front.starts_with("Put");
    let content =
        if is_order { Content::Order { front, items } } else { Content::List { front, items } };
    Note::new("card", content)
}

#[test]
fn another_of_its_kind_and_a_wrong_count_are_contradicted() {
    let text = "# Mosaics\n\nThe first mosaic shows an attack along the whole border. The third mosaic shows the southern army on the march.\n\nThe fleet lay off the 38th Parallel for a week.";
    check(
        "
        What does the first mosaic show? / an attack along the whole border => InOtherWords
        What does the second mosaic show? / an attack along the whole border => the card has number 2 of its kind, the document number 1
        How long did the fleet lie off the 48th Parallel? / a week => the card has number 48 of its kind, the document number 38
        ",
        |asked| judged(text, card(asked)),
    );
    check(
        "
        Name the four mosaics of the attack. / the first mosaic; the third mosaic => the card counts 4, and asks for 2
        Name the two mosaics of the attack. / the first mosaic; the third mosaic => InOtherWords
        ",
        |asked| judged(text, row(asked)),
    );
    // `accept` is no past of a verb like `keep`.
    assert_eq!(signs::stem("accept"), signs::stem("accepted"));
}
