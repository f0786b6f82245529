//! Finds actors: persons, states and bodies, with aliases, roles and mentions; and places.
//!
//! `chunk` finds capitalised phrases, `kind` says what each may be,
//! `evidence` settles what stays open, `table` merges them, `role` reads what
//! persons are said to be.

mod chunk;
mod citation;
mod evidence;
mod joint;
mod kind;
mod name;
mod place;
mod role;
mod table;

use super::fact::{Actor, ActorKind, Mention, Naming};
use crate::document::{BlockKind, Document, MarkKind, ParagraphKind};
use crate::generate::lexicon::{CAPITALS, Pattern, listed};
use chunk::Chunk;
use evidence::Evidence;
use kind::{Guess, Known};
use std::collections::{HashMap, HashSet};
use table::Table;

/// What stands behind the name of a film or a book: `Silver Harbour (2010)`.
static DATED: Pattern = Pattern::new(r"^!? \((?:1[89]|20)\d\d\)");

/// All actors of the document's prose, by first mention, and every mention.
pub fn find(document: &Document) -> (Vec<Actor>, Vec<Mention>) {
    let chunks = chunks(document);
    let known = Known::of(document, &chunks);
    let mut guesses: Vec<(usize, Guess)> = chunks
        .iter()
        .enumerate()
        .flat_map(|(at, chunk)| known.guesses(chunk).into_iter().map(move |guess| (at, guess)))
        .collect();
    expand(document, &mut guesses);
    settle(document, &chunks, &known, &mut guesses);
    let mut table = Table::default();
    table.add_all(guesses.iter().map(|(_, guess)| guess));
    table.merge_bodies();
    for (at, guess) in &guesses {
        table.mention(document, &chunks[*at], guess);
    }
    table.finish()
}

/// `Royal African Company (RAC)`: from there on the letters, or another name, stand for the
/// body.
fn expand(document: &Document, guesses: &mut [(usize, Guess)]) {
    let mut long: HashMap<String, String> = HashMap::new();
    for pair in guesses.windows(2) {
        let [(_, body), (_, letters)] = pair else { continue };
        let between = document.text.get(body.span.end..letters.span.start);
        // `College of Surgeons (ColSurg)`, `National Library (Nasjonalbiblioteket)`
        let is_other_name = letters.kind == ActorKind::Person
            && !letters.certain
            && document.text[letters.span.end..].starts_with(')');
        if body.kind == ActorKind::Body && !body.doubtful && between == Some(" (") && is_other_name
        {
            long.entry(letters.name.clone()).or_insert_with(|| body.name.clone());
            continue;
        }
        let fits =
            || body.name.rsplit(' ').next()?.chars().next().map(|c| letters.name.ends_with(c));
        if body.kind == ActorKind::Body
            && letters.is_acronym()
            && !body.doubtful
            && between == Some(" (")
            && fits() == Some(true)
        {
            long.entry(letters.name.clone()).or_insert_with(|| body.name.clone());
        }
    }
    for (_, guess) in guesses.iter_mut() {
        let may_be = guess.is_acronym() || guess.kind == ActorKind::Person && !guess.certain;
        if let Some(body) = long.get(&guess.name).filter(|_| may_be) {
            guess.kind = ActorKind::Body;
            guess.surface = Some(std::mem::replace(&mut guess.name, body.clone()));
            guess.doubtful = false;
        }
    }
}

/// Decides by what stands around them which doubtful names are persons', bodies' and places'.
fn settle(document: &Document, chunks: &[Chunk], known: &Known, guesses: &mut Vec<(usize, Guess)>) {
    let mut evidence = Evidence::default();
    let is_open = |guess: &Guess| guess.kind != ActorKind::State || guess.is_capital();
    for (at, guess) in guesses.iter().filter(|(_, guess)| is_open(guess)) {
        evidence.count(document, &chunks[*at], guess);
    }
    for (_, guess) in guesses.iter_mut().filter(|(_, guess)| guess.is_open()) {
        let is_no_word = guess.name.split(' ').all(|word| known.is_no_word(word));
        if is_no_word && evidence.is_person(&guess.name) && !guess.name.contains(' ') {
            guess.certain = true;
            guess.evidence = Naming::Context;
        }
        if is_no_word && is_place(document, known, guess, &evidence) {
            guess.kind = ActorKind::Place;
            guess.doubtful = false;
            guess.evidence = Naming::Context;
        }
    }
    set_capitals(&evidence, guesses);
    shorten(document, &evidence, guesses);
    let is_owner = |guess: &Guess| {
        guess.kind == ActorKind::Person && (guess.certain || known.is_surname(&guess.name))
    };
    let owners: HashSet<usize> =
        guesses.iter().filter(|(_, one)| is_owner(one)).map(|(_, one)| one.span.end).collect();
    // `Berg's Musique Lointaine`: a person owns no other.
    let is_owned = |guess: &Guess| {
        let before = &document.text[..guess.span.start];
        let owner = ["'s ", "’s "].iter().find_map(|ending| before.strip_suffix(ending));
        owner.is_some_and(|owner| owners.contains(&owner.len()))
    };
    guesses.retain(|(at, guess)| match guess.kind {
        _ if is_option(document, known, &chunks[*at]) => false,
        ActorKind::Place if guess.evidence == Naming::Noun && is_dated(document, guess) => false,
        _ if !guess.doubtful => true,
        ActorKind::Person => {
            let last = guess.name.rsplit(' ').next().unwrap_or_default();
            let is_film = is_dated(document, guess) && !known.is_surname(last);
            !is_film
                && !is_owned(guess)
                && !is_title(document, guess)
                && known.may_be_person(&chunks[*at], guess, &evidence)
        }
        ActorKind::Place => evidence.of(&guess.name) <= 0 && !is_work(document, guess),
        _ => !guess.is_acronym() || evidence.is_body(&guess.name),
    });
    for (_, guess) in guesses.iter_mut().filter(|(_, guess)| evidence.disputes(guess)) {
        guess.evidence = Naming::Disputed;
    }
}

/// Whether what stands around a name that may be a person's makes it a place's.
fn is_place(document: &Document, known: &Known, guess: &Guess, evidence: &Evidence) -> bool {
    let last = guess.name.rsplit(' ').next().unwrap_or_default();
    let is_taught = listed!("endings of no places").iter().any(|ending| last.ends_with(ending));
    evidence.is_place(&guess.name)
        && !is_taught
        && !known.is_surname(last)
        && !is_work(document, guess)
}

/// A capital is its state where it acts somewhere in a document that names the state, and
/// nowhere a place then; else it is a place.
fn set_capitals(evidence: &Evidence, guesses: &mut Vec<(usize, Guess)>) {
    let states = guesses.iter().filter(|(_, one)| one.kind == ActorKind::State);
    let named: HashSet<String> = states.map(|(_, state)| state.name.clone()).collect();
    let is_government = |guess: &Guess| {
        let mut states = CAPITALS[guess.name.as_str()].iter();
        evidence.governs(&guess.name) && states.any(|state| named.contains(*state))
    };
    guesses.retain_mut(|(_, guess)| {
        if !guess.is_capital() {
            return true;
        }
        let was_place = guess.kind == ActorKind::Place;
        let governs = is_government(guess);
        if !governs {
            guess.kind = ActorKind::Place;
        }
        !(was_place && governs)
    });
}

/// `the Yalu` is `Yalu River`, where the document names that.
fn shorten(document: &Document, evidence: &Evidence, guesses: &mut [(usize, Guess)]) {
    let places = guesses.iter().filter(|(_, guess)| guess.kind == ActorKind::Place);
    let long: HashMap<String, String> = places
        .filter_map(|(_, place)| Some((place::short(&place.name)?.to_owned(), place.name.clone())))
        .collect();
    for (_, guess) in guesses {
        let before = &document.text[..guess.span.start];
        let is_definite = before.ends_with("the ") || before.ends_with("The ");
        let may_be =
            guess.is_open() && evidence.of(&guess.name) <= 0 || guess.kind == ActorKind::Place;
        if let Some(place) = long.get(&guess.name).filter(|_| is_definite && may_be) {
            guess.kind = ActorKind::Place;
            guess.evidence = Naming::Noun;
            guess.doubtful = false;
            guess.surface = Some(std::mem::replace(&mut guess.name, place.clone()));
        }
    }
}

/// Whether a name is that of a film or a book, as far as its letters tell.
fn is_work(document: &Document, guess: &Guess) -> bool {
    is_dated(document, guess) || is_title(document, guess)
}

fn is_dated(document: &Document, guess: &Guess) -> bool {
    DATED.is_match(&document.text[guess.span.end..])
}

/// A name that fills a quotation or is set apart by its letters is a work's: “Match Point”; but
/// for one that an item is about: `- *Anna Holm*: her friends`.
fn is_title(document: &Document, guess: &Guess) -> bool {
    let before = document.text[..guess.span.start].chars().next_back();
    let after = document.text[guess.span.end..].chars().find(|c| !matches!(c, ',' | '.'));
    let quoted = matches!(before, Some('"' | '“' | '‘')) && matches!(after, Some('"' | '”' | '’'));
    quoted
        || document.is_marked(guess.span.clone(), MarkKind::Emphasis) && !is_topic(document, guess)
}

/// Whether an item of a list is about a name: it opens with it, and a colon or nothing follows.
fn is_topic(document: &Document, guess: &Guess) -> bool {
    let Some(sentence) = document.sentence_at(guess.span.start) else { return false };
    let paragraph = &document.paragraphs[document.sentences[sentence].paragraph];
    let rest = document.text.get(guess.span.end..paragraph.span.end).unwrap_or_default();
    let holder = document.ancestors(paragraph.block).next();
    holder.is_some_and(|at| document.blocks[at].kind == BlockKind::Item)
        && paragraph.span.start == guess.span.start
        && (rest.is_empty() || rest.starts_with(':'))
}

/// `B. Maya`, and no more in the paragraph: an option with its letter, but for somebody of that
/// name whom the document knows and beside whom stands no other letter.
fn is_option(document: &Document, known: &Known, chunk: &Chunk) -> bool {
    let [letter, .., last] = chunk.words.as_slice() else { return false };
    let [letter_byte @ b'A'..=b'H', b'.'] = *letter.text.as_bytes() else { return false };
    let paragraph = document.sentences[chunk.sentence].paragraph;
    let place = document.paragraphs[paragraph].span.clone();
    let rest = &document.text[last.span.end..place.end.max(last.span.end)];
    let begins = |at: usize, letter: u8| {
        let text = document.paragraphs.get(at).map(|one| document.slice(one.span.clone()));
        text.is_some_and(|text| text.as_bytes().starts_with(&[letter, b'.']))
    };
    let has_sibling = begins(paragraph + 1, letter_byte + 1)
        || paragraph.checked_sub(1).is_some_and(|before| begins(before, letter_byte - 1));
    letter.span.start == place.start
        && rest.chars().all(|c| !c.is_alphanumeric())
        && (has_sibling || !known.is_surname(&last.text))
}

fn chunks(document: &Document) -> Vec<Chunk> {
    let prose = document.paragraphs.iter().filter(|p| p.kind != ParagraphKind::Heading);
    let sentences = prose.flat_map(|paragraph| paragraph.sentences.clone());
    sentences.flat_map(|index| chunk::chunks(document, index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::generate::tests::{or_none, read};
    use proptest::prelude::*;

    /// All actors of each text: `name = kind`, `;` between them; `none` without.
    #[track_caller]
    fn check(table: &str) {
        crate::generate::tests::check(table, |text| {
            let actors = find(&read(text)).0.into_iter();
            or_none(actors.map(|actor| format!("{} = {:?}", actor.name, actor.kind)).collect())
        });
    }

    #[test]
    fn persons_are_found_by_title_given_name_and_initial() {
        check(
            r"
            In 1805 Admiral Nelson sailed. => Nelson = Person
            The plan of Robert Walpole failed. => Robert Walpole = Person
            It was written by A. J. P. Taylor in Oxford. => A. J. P. Taylor = Person; Oxford = Place
            A letter reached Foreign Minister Charles Maurice de Talleyrand. => Charles Maurice de Talleyrand = Person
            Some followed Queen Elizabeth to the coast. => Elizabeth = Person
        ",
        );
    }

    #[test]
    fn a_surname_that_stands_beside_a_full_name_is_somebody_else() {
        let names = |text: &str| -> Vec<String> {
            find(&read(text)).0.into_iter().map(|actor| actor.name).collect()
        };
        let text = "Brandt wrote of dreams. Brandt believed in them, as Brandt said. Later Brandt's daughter, Anna Brandt, wrote of play. Brandt agreed.";
        assert_eq!(names(text), ["Brandt", "Anna Brandt"]);
        let text = "Brandt wrote of dreams. Brandt believed in them, as Brandt said. In the next year the academy of the town heard Anna Brandt. Brandt agreed.";
        assert_eq!(names(text), ["Anna Brandt"]);
    }

    #[test]
    fn a_surname_stands_for_the_full_name() {
        let text =
            "Otto von Bismarck ruled. Later Bismarck resigned, and Bismarck's rivals rejoiced.";
        let (actors, mentions) = find(&read(text));
        assert_eq!(actors.len(), 1);
        assert_eq!(actors[0].aliases, ["Bismarck"]);
        assert_eq!(mentions.len(), 3);
    }

    #[test]
    fn states_are_found_by_name_adjective_and_acronym() {
        check(
            r"
            The Prussians marched, and the U.S. watched France. => Prussia = State; United States = State; France = State
            The Venetian fleet met the Ottomans. => Venice = State; Ottoman Empire = State
        ",
        );
    }

    #[test]
    fn bodies_are_found_by_their_nouns() {
        check(
            r"
            The National Assembly dissolved the Royal Guard. => National Assembly = Body; Royal Guard = Body
            A vote of the League of Nations failed. => League of Nations = Body
        ",
        );
    }

    #[test]
    fn bodies_of_two_subjects_are_one() {
        check(
            r"
            It came to the Department of Health and Human Welfare. => Department of Health and Human Welfare = Body
            She left the Royal Academy of Painting and Engraving in 1780. => Royal Academy of Painting and Engraving = Body
            Then the Soil and Water Commission (SWC) paid. => Soil and Water Commission = Body
            It fell to the U.S. Grain and Cattle Administration. => U.S. Grain and Cattle Administration = Body
            The Centre for Irish and Scottish Music grew. => Centre for Irish and Scottish Music = Body
            The University of Nebraska at Omaha grew. => University of Nebraska at Omaha = Body
            The Department of State and Congress argued. => Department of State = Body; Congress = Body
            The Bank of England and Parliament agreed. => Bank of England = Body; Parliament = Body
            The Ministry of Culture and Anna Holm agreed. => Ministry of Culture = Body; Anna Holm = Person
            The British and French Army met. => Britain = State; French Army = Body
            He met the Academy and Water Commission. => Water Commission = Body
            The Ministry of Trade, and Water Commission too, paid. => Ministry of Trade = Body; Water Commission = Body
        ",
        );
    }

    #[test]
    fn other_names_in_brackets_are_the_bodys_own() {
        let named = |text: &str| {
            let actors = find(&read(text)).0.into_iter();
            actors.map(|actor| (actor.name, actor.aliases)).collect::<Vec<_>>()
        };
        let one = |name: &str, alias: &str| vec![(name.to_owned(), vec![alias.to_owned()])];
        let text = "The College of Surgeons (CSurg) met. CSurg voted.";
        assert_eq!(named(text), one("College of Surgeons", "CSurg"));
        let text = "The National Library of Oslo (Oslobiblioteket Nord) opened.";
        assert_eq!(named(text), one("National Library of Oslo", "Oslobiblioteket Nord"));
        let text = "The Royal Society (Anna Holm) met.";
        assert_eq!(named(text).len(), 2);
    }

    #[test]
    fn a_name_is_one_however_it_is_written() {
        let names = |text: &str| {
            let actors = find(&read(text)).0.into_iter();
            actors.map(|actor| actor.name).collect::<Vec<_>>()
        };
        assert_eq!(names("Anna H. W. Holm came. Then Anna H.W. Holm left."), ["Anna H. W. Holm"]);
        assert_eq!(names("Higashi Naoko came. Then Naoko Higashi left."), ["Higashi Naoko"]);
        let two = names("George Thomas was a Welsh poet. Thomas George was an English general.");
        assert_eq!(two, ["George Thomas", "Thomas George"]);
        assert_eq!(
            names("Anna Holm FRS came, and John Holm OBE left."),
            ["Anna Holm", "John Holm"]
        );
        assert_eq!(names("When Anna B. C. Holm spoke, they left."), ["Anna B. C. Holm"]);
        assert_eq!(names("Anna Holm came. Then Anna Berg left."), ["Anna Holm", "Anna Berg"]);
    }

    #[test]
    fn offices_say_what_they_are_of() {
        check(
            r"
            Then Minister of Education Anna Holm left. => Anna Holm = Person
            Then Undersecretary for Trade Mr. Berg left. => Berg = Person
            Then Minister of Rural Water Supply John Berg left. => John Berg = Person
            Then Lydia Berg left. => Lydia Berg = Person
            The Minister of Education left. => none
            The historian Anna Maria Hill left. => Anna Maria Hill = Person
            Then Anna Maria Hill argued so. => Anna Maria Hill = Person
            They climbed Anna Maria Hill by night. => none
        ",
        );
    }

    #[test]
    fn works_and_places_with_the_look_of_names_stay_silent() {
        check(
            r"
            He was seen in Silver Harbour (2010) and Burning Bridges! (2011). => none
            She saw Santa Clarita by night, and Rio Verde was wide. => none
            They gave him the Grand Harbour Awards and the Robert Award. => none
            They heard Anna Berg's Musique Lointaine by night. => Anna Berg = Person
            They saw Operation Thunder end. => none
            “I’ve decided that I’ve had enough,” he said. => none
            He saw an Icon of St. Theodorus. => Theodorus = Person
            General Santa Anna said no. => Santa Anna = Person
        ",
        );
    }

    #[test]
    fn events_and_ordinary_words_stay_silent() {
        check(
            r"
            The Thirty Years War reached the Rhine River. => Rhine River = Place
            After the Battle of the Nile, he slept. => Nile = Place
            However, nobody came. Still others waited. => none
            The Cold War began. In Western Europe, peace held. => Western Europe = Place
            On Tuesday the Treaty of Utrecht was read. => Utrecht = Place
        ",
        );
    }

    #[test]
    fn titles_of_works_laws_cases_ships_and_things_stay_silent() {
        check(
            r"
            She liked Easy Lanterns and Separate Chickens. => none
            They sang “Ravna Tolder” twice. => none
            In Re Holmgard the court held for Dahl v. Bergmann. => none
            The HMS Rasmussen sank. => none
            The General Maximum fixed prices, as Complex I did. => none
            B. Maya => none
            The bulbs were of LED or CFL type. => none
            He saw San Diego and Burkina Faso. => San Diego = Place; Burkina Faso = Place
        ",
        );
    }

    #[test]
    fn papers_companies_and_letters_are_bodies_where_something_says_so() {
        check(
            r"
            The Holmgard Gazette and the Evening Standard wrote of it. => Holmgard Gazette = Body; Evening Standard = Body
            Members of the TRX met, and the TRX said nothing. => TRX = Body
            The Royal Salt Company (RSC) failed. Later the RSC rose. => Royal Salt Company = Body
            Google sued the Centre for Open Roads. => Google = Body; Centre for Open Roads = Body
            The Salt Academy closed. In May the Academy opened again. => Salt Academy = Body
            The Republican Party won. The GOP cheered. => Republican Party = Body
        ",
        );
    }

    #[test]
    fn firms_media_and_clubs_that_everybody_knows_are_bodies() {
        check(
            r"
            She read it in the Straits Times. => Straits Times = Body
            HBO filmed the siege twice. => HBO = Body
            He pitched for the Houston Astros until May. => Houston Astros = Body
            The complaint reached Doctors Without Borders. => Médecins Sans Frontières = Body
            The Environmental Protection Agency closed the mine, and the EPA said so. => Environmental Protection Agency = Body
            Apple Inc. sold fewer. Later Apple sold more. => Apple Inc. = Body
            Apple trees grew there. => none
            They saw the Amazon at dawn. => none
            The rangers of the park slept. => none
            A lego brick lay on the floor. => none
            The shell hit a red sock. => none
        ",
        );
    }

    #[test]
    fn a_paper_may_bear_the_name_of_its_state() {
        check(
            r"
            The Norwegian Herald wrote of it. => Norwegian Herald = Body
            An editor of the Saudi Gazette fled. => Saudi Gazette = Body
            The New Zealand Courier was shut. => New Zealand Courier = Body
            It stood in the Irish Examiner. => Irish Examiner = Body
            The Holmgard Bulletin printed it. => Holmgard Bulletin = Body
            Norway's Herald was a ship. => Norway = State
            The Norwegian herald rode out. => none
            A Danish post failed. => none
            The Guardian Angel wept. => Guardian = Body
            France observed the stars. => France = State
        ",
        );
    }

    #[test]
    fn letters_are_a_body_where_persons_belong_to_it_and_some_name_things() {
        check(
            r"
            They met Anna Holm of XKR in May. => Anna Holm = Person; XKR = Body
            It was XKR's Anna Holm who lost. => XKR = Body; Anna Holm = Person
            They met John Berg of the QTV. => John Berg = Person; QTV = Body
            It was QTV’s John Berg who won. => QTV = Body; John Berg = Person
            Members of the QTV met. => QTV = Body
            The CEO said nothing, and the CEO left. => none
            The GPS failed. => none
            He met the MVP of that year. => none
            They spoke of XKR in May. => none
            It was XKR's gain. => none
        ",
        );
    }

    #[test]
    fn what_stands_before_a_name_is_no_part_of_it_and_some_titles_are_names() {
        check(
            r"
            Then Federalist John Holmgard spoke with Jesuit Matteo Berg. => John Holmgard = Person; Matteo Berg = Person
            Chief Justice John Marshall agreed. Later Marshall wrote it down. => John Marshall = Person
            She thanked Children Anna Holmgard and Chad Michael Berg. => Anna Holmgard = Person; Chad Michael Berg = Person
            J. Holmgard came. John Holmgard left. => John Holmgard = Person
        ",
        );
    }

    #[test]
    fn a_place_may_be_a_given_name_where_something_says_so() {
        check(
            r"
            Sydney Smith argued against it. => Sydney Smith = Person
            The bill of Alexandria Ocasio-Cortez failed. Later Ocasio-Cortez spoke. => Alexandria Ocasio-Cortez = Person
            In Sydney Smith spoke. => Smith = Person
            They sailed into Sydney Harbour. => Sydney Harbour = Place
            The fleet left Sydney. => Sydney = Place
            Dallas Instruments argued against it. => none
            They came to Houston Heights. => Houston Heights = Place
        ",
        );
    }

    #[test]
    fn places_are_told_by_their_nouns_by_lists_and_by_what_stands_around_them() {
        check(
            r"
            They crossed the Orva River. In May the Orva was dry. => Orva River = Place
            The Gulf of Orva lies west of Lake Tolder and of Southern Spain. => Gulf of Orva = Place; Lake Tolder = Place; Southern Spain = Place
            She was born in Holmvik. => Holmvik = Place
            Holmvik, a town in the north, burned twice. => Holmvik = Place
            The siege of Holmvik lasted. => Holmvik = Place
            He spoke at Bergvik, Ohio, in May. => Bergvik = Place; Ohio = Place
            The road to Holmvik was long. => Holmvik = Place
            They saw Bergen and Holmvik, where rain fell. => Bergen = Place; Holmvik = Place
            He wrote to Normandy from Chicago. => Normandy = Place; Chicago = Place
            ",
        );
        check(
            r"
            They acted in Orvanda. => none
            He was trained in Tolderology and lived in Tolderology. => none
            Anna Holmvik sang. In Holmvik we trust, in Holmvik we see it. => Anna Holmvik = Person
            He starred in “Orvanda”, then in “Orvanda” again. => none
            She met Anna Hill of the Hudson Bay Company. => Anna Hill = Person; Hudson Bay Company = Body
            The Boston Massacre and the Camp Tolder Accords are known. => none
            The Lake Poets wrote, and Mungo Park said no. => none
            They saw Orvanda in May. => none
            ",
        );
    }

    #[test]
    fn a_name_takes_no_verb_along_and_none_of_what_leads_to_it() {
        check(
            r"
            Theodore Holmgard won. Holmgard Doesn’t want more. => Theodore Holmgard = Person
            Chief Justice John Tolder Says Yes. => John Tolder = Person
            Anna Holmgard Has Left. => Anna Holmgard = Person
            Visualizing Anna Holmgard was hard. => Anna Holmgard = Person
            The Hero of San Juan Hill spoke. => San Juan Hill = Place
            They read Article III and the St. James Declaration. => James = Person
            The Tolder Tariff, Christian Europe and Southerners were in it. => none
            Herbert Marks was asked. => Herbert Marks = Person
            Browning Tolder argued so. => Browning Tolder = Person
            ",
        );
    }

    #[test]
    fn a_first_name_is_that_of_whom_it_is_counted_for() {
        let mentioned = |text: &str| {
            let (actors, mentions) = find(&read(text));
            let last = mentions.last().map(|mention| actors[mention.actor].name.clone());
            last.unwrap_or_default()
        };
        let kings = "George Holm came. George II slept. George III woke.";
        assert_eq!(mentioned(&format!("{kings} Nobody said more of George.")), "George III");
        assert_eq!(mentioned(&format!("{kings} The second George died.")), "George II");
        assert_eq!(mentioned(&format!("{kings} The first George died.")), "George III");
        assert_eq!(
            mentioned(&format!("{kings} George Holm left. King George died.")),
            "George III"
        );
        assert_eq!(mentioned("George II slept. George Holm woke. George died."), "George II");
    }

    #[test]
    fn what_an_item_of_a_list_is_about_is_no_work() {
        let names = |text: &str| {
            let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
            find(&document).0.into_iter().map(|actor| actor.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names("- _Tolder Stannard Baker_: on trusts\n- nothing\n"),
            ["Tolder Stannard Baker"]
        );
        assert_eq!(names("- _Tolder Stannard Baker_\n- nothing\n"), ["Tolder Stannard Baker"]);
        assert_eq!(names("He read _Tolder Stannard Baker_ again.\n"), [""; 0]);
        assert_eq!(names("- He read _Tolder Stannard Baker_: well\n"), [""; 0]);
    }

    #[test]
    fn an_actor_says_what_tells_its_kind() {
        let table = r"
            France fell. => List
            Admiral Holmgard fell. => Title
            The Salt Council fell, and Lake Orva rose. => Noun; Noun
            Anna Holmgard fell. => Given
            She was born in Holmvik. => Context
            Tolder Holmgard fell. => Form
            In Anna Holmgard, in Anna Holmgard alone. => Disputed
        ";
        crate::generate::tests::check(table, |text| {
            let actors = find(&read(text)).0.into_iter();
            or_none(actors.map(|actor| format!("{:?}", actor.evidence)).collect())
        });
    }

    #[test]
    fn a_capital_is_its_state_where_it_acts_and_else_a_place() {
        check(
            r"
            Austria was weak. Vienna refused all offers. => Austria = State
            Austria was weak. There were fears in Vienna of war. => Austria = State
            Talks with Vienna failed, as Austria had wished. => Austria = State
            Austria was weak. He was born in Vienna. => Austria = State; Vienna = Place
            Vienna fell in May. => Vienna = Place
            The opera of Vienna opened. He went from Vienna to Bergen. => Vienna = Place; Bergen = Place
            The United States won. George Washington slept, and Washington woke. => United States = State; George Washington = Person
            ",
        );
    }

    #[test]
    fn persons_are_one_where_all_their_initials_agree() {
        check(
            r"
            James Mill wrote. J. S. Mill read. => James Mill = Person; J. S. Mill = Person
            John Stuart Mill wrote. J. S. Mill read. => John Stuart Mill = Person
            J. S. Mill wrote. James Mill read. John Stuart Mill slept. => John Stuart Mill = Person; James Mill = Person
            Harry Truman came. Harry S. Truman left. H. S. Truman slept. => Harry S. Truman = Person
            George Herbert Walker Bush came. George Walker Bush left. => George Herbert Walker Bush = Person; George Walker Bush = Person
            Charles de Holm came. C. de Holm left. => Charles de Holm = Person
        ",
        );
    }

    #[test]
    fn a_body_with_its_noun_in_front_ends_where_another_language_begins() {
        check(
            r"
            Team Estonia of the Baltic Cup for Juniors lost. => Team Estonia = Body
            She taught at Universidade Federal de Minas Gerais for a year. => Universidade Federal de Minas Gerais = Body
            The Parti Socialiste de Gauche won. => Parti Socialiste de Gauche = Body
            Banque Holm of Kiel failed. => Banque Holm = Body
        ",
        );
    }

    #[test]
    fn names_that_several_bodies_bear_mean_the_one_that_the_document_names() {
        check(
            r"
            The Republicans won in Spain. => Spain = State
            The Republican Party met. The Republicans won. => Republican Party = Body
            The Supreme Court met in India. => Supreme Court = Body; India = State
            The U.S. Supreme Court met. The Supreme Court ruled. => U.S. Supreme Court = Body
            The Democrats of Athens won. => Athens = State
        ",
        );
    }

    #[test]
    fn initials_are_letters_of_options_only_where_nobody_of_that_name_is_known() {
        let mentions = |text: &str| {
            let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
            find(&document).1.len()
        };
        assert_eq!(mentions("Benjamin Franklin wrote.\n\nB. Franklin.\n"), 2);
        assert_eq!(mentions("Benjamin Holm wrote.\n\nB. Franklin.\n"), 1);
        assert_eq!(mentions("Ben Franklin wrote.\n\nA. Maya.\n\nB. Franklin.\n\nC. Nora.\n"), 1);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|[A-Z][a-z]{1,6} |U\\.S\\. |President |of the |['’]s |\\. ){1,60}") {
            let Ok(document) = Document::parse(text.as_bytes(), Format::Text) else { return Ok(()) };
            let (actors, mentions) = find(&document);
            for mention in mentions {
                prop_assert!(mention.actor < actors.len());
                prop_assert!(document.text.get(mention.span).is_some());
            }
        }
    }
}
