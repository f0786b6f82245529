//! One script, all faces, the same events.

use super::*;
use crate::asking::Action::{self, *};
use crate::asking::Key;
use crate::asking::keymap::{self, Mode, STUDY};
use crate::cli::Command;
use crate::quiz::question::Given;
use crate::schedule::Rating::{Again, Easy, Good, Hard};
use crate::ui::fake::{Step, Written, faces};

/// The events of a session over `cards` that follows `script`, each as kind and
/// detail, and all that was written, by face.
fn events(cards: &str, script: &[Step]) -> Vec<(&'static str, Vec<String>, String)> {
    edited("false", cards, script)
}

/// The same, with an editor.
fn edited(editor: &str, cards: &str, script: &[Step]) -> Vec<(&'static str, Vec<String>, String)> {
    let run = |(name, mut face, written): (&'static str, Box<dyn Face>, Written)| {
        let root = tempfile::tempdir().unwrap();
        let (mut shop, command) = Shop::of_test(root.path(), cards, &["study", "--seed", "1"]);
        shop.env.editor = editor.to_owned();
        let Command::Study(options) = command else { panic!("expected study") };
        let (workspace, session, _) = open(&options, UiMode::Plain, &shop).unwrap();
        let (env, face) = (&shop.env, &mut *face);
        let documents = Documents::default();
        Driver { env, workspace, session, face, documents, kept: None, typed: None }.run().unwrap();
        let journal = root.path().join("home/progress/pc/2026-11.csv");
        let lines = std::fs::read_to_string(journal).unwrap_or_default();
        let event = |line: &str| {
            let fields: Vec<&str> = line.split(',').collect();
            let detail = if fields[2] == "undo" { "" } else { fields[4] };
            format!("{} {} {detail}", fields[1], fields[2]).trim_end().to_owned()
        };
        let text = written.borrow().clone();
        (name, lines.lines().skip(1).map(event).collect(), text)
    };
    faces(script).into_iter().map(run).collect()
}

/// Follows `script` over `cards` through all faces: each writes these events, and
/// says all of this.
#[track_caller]
fn all_say(cards: &str, script: &[Step], expected: &[&str], said: &[&str]) {
    for (face, events, written) in events(cards, script) {
        assert_eq!(events, expected, "{face}: {written}");
        for text in said {
            assert!(written.contains(text), "{face}: {text} in {written}");
        }
    }
}

/// Follows `script` through all faces: each writes the same events. Plain mode
/// rates a verdict at once and takes that back where a script does otherwise,
/// so that there the events count which were not taken back.
#[track_caller]
fn through_all(card: &str, script: &[Step], expected: &[&str]) {
    let card = self::card("a", card);
    let expected: Vec<String> = expected.iter().map(|event| format!("d/a {event}")).collect();
    for (face, events, text) in events(&card, script) {
        match face {
            "plain" => {
                assert_eq!(live(events), live(expected.clone()), "plain: {script:?}\n{text}")
            }
            _ => assert_eq!(events, expected, "{face}: {script:?}\n{text}"),
        }
    }
}

/// The events that were not taken back.
fn live(events: Vec<String>) -> Vec<String> {
    let mut live: Vec<String> = Vec::new();
    for event in events {
        match event.ends_with(" undo") {
            true => drop(live.pop()),
            false => live.push(event),
        }
    }
    live
}

/// A card of this id, with its other keys.
fn card(id: &str, keys: &str) -> String {
    format!("[[card]]\nid = \"{id}\"\nfront = \"Capital?\"\n{keys}\n")
}

fn text(text: &str) -> Action {
    Give(Given::Text(text.to_owned()))
}

/// `steps`, each in its mode; then the session is left from the question that
/// follows, which is in mode `next`.
fn leaving(steps: &[Step], next: Mode) -> Vec<Step> {
    steps.iter().cloned().chain([(next, Quit)]).collect()
}

const REVEAL: &str = "back = \"Lima\"\nask = \"reveal\"";
const TYPE: &str = "back = \"Lima\"\nask = \"type\"";
const CHOOSE: &str =
    "back = \"Lima\"\nchoices = [\"Quito\", \"La Paz\", \"Bogotá\"]\nask = \"choose\"";
const SEVERAL: &str = "back = [\"Lima\", \"Cusco\"]\nchoices = [\"Quito\"]\nask = \"choose\"";
const ORDER: &str = "order = [\"one\", \"two\", \"three\"]";
const PAIRS: &str = "pairs = [[\"Livia\", \"Augustus\"], [\"Fulvia\", \"Antony\"]]";
const TICK: &str = "list = [\"Romulus\", \"Numa\", \"Tullus\"]\nask = \"reveal\"";
const LIST: &str = "list = [\"Romulus\", \"Numa\"]\nask = \"type\"";

use Mode::{
    Arrange, Choice, Close, Items, Match, Recall, Revealed, Right, Several, Text, Ticking, Wrong,
};

#[test]
fn each_form_is_answered_and_rated_alike_by_all_faces() {
    let chosen = |places: &[usize]| Give(Given::Chosen(places.to_vec()));
    let ordered = |places: &[usize]| Give(Given::Ordered(places.to_vec()));
    let matched = |places: &[usize]| Give(Given::Matched(places.to_vec()));
    let ticked = |places: &[usize]| Give(Given::Ticked(places.to_vec()));
    let named = Give(Given::Named(vec!["numa".to_owned(), "Romulus".to_owned()]));
    let cases = [
        (REVEAL, Recall, Reveal, Revealed, Rate(Good), "good how=reveal"),
        (REVEAL, Recall, Reveal, Revealed, Rate(Again), "again how=reveal"),
        (TYPE, Text, text("lima"), Right, Accept, "good how=type"),
        (TYPE, Text, text("Cuzco"), Wrong, Accept, "again how=type"),
        (TYPE, Text, Reveal, Revealed, Rate(Hard), "hard how=reveal"),
        (CHOOSE, Choice, chosen(&[0]), Right, Accept, "good how=choose"),
        (CHOOSE, Choice, chosen(&[3]), Wrong, Accept, "again how=choose"),
        (CHOOSE, Choice, Reveal, Revealed, Rate(Again), "again how=reveal"),
        (SEVERAL, Several, chosen(&[0, 1]), Right, Accept, "good how=choose"),
        (SEVERAL, Several, chosen(&[2]), Wrong, Accept, "again how=choose"),
        (SEVERAL, Several, Reveal, Revealed, Rate(Hard), "hard how=reveal"),
        (ORDER, Arrange, ordered(&[2, 0, 1]), Right, Accept, "good how=order"),
        (PAIRS, Match, matched(&[1, 0]), Right, Accept, "good how=match"),
        (PAIRS, Match, matched(&[0, 1]), Wrong, Accept, "again how=match"),
        (TICK, Ticking, ticked(&[0, 2]), Close, Accept, "hard how=list"),
        (TICK, Ticking, ticked(&[]), Wrong, Accept, "again how=list"),
        (LIST, Items, named, Right, Accept, "good how=list"),
        (LIST, Items, Reveal, Revealed, Rate(Easy), "easy how=reveal"),
    ];
    for (card, mode, answer, shown, rating, event) in cases {
        let mut steps = vec![(mode, answer), (shown, rating)];
        // Items are ticked once they are shown.
        if mode == Ticking {
            steps.insert(0, (Recall, Reveal));
        }
        let asked = steps[0].0;
        through_all(card, &leaving(&steps, asked), &[event]);
    }
}

#[test]
fn the_judge_can_be_overruled() {
    let right = Overrule { right: true };
    let steps = [(Text, text("Cuzco")), (Wrong, right)];
    through_all(TYPE, &leaving(&steps, Text), &["good how=type override=right"]);
    let wrong = Overrule { right: false };
    let steps = [(Text, text("Lima")), (Right, wrong)];
    through_all(TYPE, &leaving(&steps, Text), &["again how=type override=wrong"]);
}

#[test]
fn what_the_judge_got_wrong_is_accepted_from_then_on() {
    let overruled = ["good how=type override=right"];
    let again = [(Text, text("Cuzco")), (Right, Accept)];
    for learnt in [
        vec![(Text, text("Cuzco")), (Wrong, Learn)],
        vec![(Text, text("Cuzco")), (Wrong, Overrule { right: true }), (Text, Learn)],
    ] {
        through_all(TYPE, &leaving(&learnt, Text), &overruled);
        let steps = leaving(&[&learnt[..], &again].concat(), Text);
        for (face, events, written) in events(&card("a", TYPE), &steps) {
            let live = live(events);
            let expected = [format!("d/a {}", overruled[0]), "d/a good how=type".to_owned()];
            assert_eq!(live, expected, "{face}: {written}");
            assert!(written.contains("From now on Cuzco is right"), "{face}: {written}");
        }
    }
    let said = ["There is no typed answer to accept."];
    all_say(&card("a", TYPE), &leaving(&[(Text, Learn)], Text), &[], &said);
}

#[test]
fn a_hint_lowers_the_rating_and_nothing_forgets_it() {
    let hinted = ["hard how=type hints=1"];
    let answer = || [(Text, text("Lima")), (Close, Accept)];
    let steps = [vec![(Text, Hint), (Text, Mark)], answer().to_vec()].concat();
    through_all(TYPE, &leaving(&steps, Text), &["mark", hinted[0]]);
    // Nothing is there to be taken back.
    let steps = [vec![(Text, Hint), (Text, Undo)], answer().to_vec()].concat();
    through_all(TYPE, &leaving(&steps, Text), &hinted);
    let steps = [(Recall, Hint), (Recall, History), (Recall, Reveal), (Revealed, Rate(Hard))];
    through_all(REVEAL, &leaving(&steps, Recall), &["hard how=reveal hints=1"]);
    let steps = [(Text, Hint), (Text, Hint), (Text, text("Lima")), (Wrong, Accept)];
    through_all(TYPE, &leaving(&steps, Text), &["again how=type hints=2"]);
    // What a hint took away is not offered.
    let steps = [(Recall, Hint), (Recall, Reveal), (Revealed, Rate(Easy)), (Revealed, Rate(Good))];
    through_all(REVEAL, &leaving(&steps, Recall), &["good how=reveal hints=1"]);
}

#[test]
fn a_hint_after_the_answer_is_refused_and_costs_nothing() {
    let steps = [(Recall, Reveal), (Revealed, Hint), (Revealed, Rate(Easy))];
    through_all(REVEAL, &leaving(&steps, Recall), &["easy how=reveal"]);
    let steps = [(Recall, Reveal), (Revealed, Mark), (Revealed, Hint), (Revealed, Rate(Easy))];
    through_all(REVEAL, &leaving(&steps, Recall), &["mark", "easy how=reveal"]);
    let script = leaving(&[(Recall, Reveal), (Revealed, Hint)], Revealed);
    all_say(&card("a", REVEAL), &script, &[], &["The answer is shown already."]);
}

#[test]
fn hints_are_shown_and_what_they_take_away_is_said() {
    let steps = [Hint, Hint, Hint].map(|hint| (Recall, hint));
    let rated = [(Recall, Reveal), (Revealed, Rate(Good)), (Revealed, Rate(Hard))];
    let script = leaving(&[steps, rated].concat(), Recall);
    let said = ["L…", "Li…", "There is no further hint.", "A hint was taken, which lowers"];
    all_say(&card("a", REVEAL), &script, &["d/a hard how=reveal hints=2"], &said);
    for (face, _, written) in events(&card("a", REVEAL), &script) {
        assert!(!written.contains("3 good"), "{face}: {written}");
    }
}

#[test]
fn hints_of_a_card_that_is_edited_are_those_of_its_new_text() {
    // One wrong option stays of three: the hint spoke of one that is gone.
    let editor = "sed -i 's/^choices.*/choices = [\"Quito\"]/'";
    let script = leaving(&[(Choice, Hint), (Choice, EditCard)], Choice);
    for (face, saved, written) in edited(editor, &card("a", CHOOSE), &script) {
        assert!(saved.is_empty() && written.contains("Saved in"), "{face}: {written}");
    }
}

#[test]
fn hints_stand_with_the_question_when_it_is_shown_again() {
    for (face, _, written) in
        events(&card("a", REVEAL), &leaving(&[(Recall, Hint), (Recall, Mark)], Recall))
    {
        assert!(written.matches("L…").count() > 1, "{face}: {written}");
    }
}

#[test]
fn everything_can_be_taken_back_also_after_the_last_card() {
    let easy = [(Recall, Reveal), (Revealed, Rate(Easy))];
    let undo = [Undo, Undo, Undo].map(|undo| (Recall, undo));
    let script = leaving(&[&easy[..], &easy, &undo, &easy, &easy].concat(), Recall);
    let (first, second) = ("d/a easy how=reveal", "d/b easy how=reveal");
    let expected = [first, second, "d/b undo", "d/a undo", first, second];
    let cards = ["a", "b"].map(|id| card(id, REVEAL)).concat();
    let said =
        ["Taken back: easy for “Capital?”", "Nothing to undo today", "2 answers, 2 recalled"];
    all_say(&cards, &script, &expected, &said);
}

#[test]
fn a_card_that_is_suspended_buried_or_skipped_makes_room_for_the_next() {
    let cards = ["a", "b", "c", "e"].map(|id| card(id, REVEAL)).concat();
    let easy = [(Recall, Reveal), (Revealed, Rate(Easy))];
    let away = [(Recall, Suspend), (Recall, Bury), (Recall, Skip)];
    let script = leaving(&[&away[..], &easy, &easy].concat(), Recall);
    let expected = ["d/a suspend", "d/b bury", "d/e easy how=reveal", "d/c easy how=reveal"];
    let said = ["Suspended until byheart resume", "It comes again tomorrow."];
    all_say(&cards, &script, &expected, &said);
}

#[test]
fn a_skip_is_taken_back_in_its_turn() {
    let cards = ["a", "b", "c"].map(|id| card(id, REVEAL)).concat();
    let easy = [(Recall, Reveal), (Revealed, Rate(Easy))];
    let steps = |steps: &[&[Step]]| leaving(&steps.concat(), Recall);
    let (skip, undo) = ([(Recall, Skip)], [(Recall, Undo)]);
    let said = ["Taken back: skipping “Capital?”"];
    let [a, b] = ["d/a easy how=reveal", "d/b easy how=reveal"];
    all_say(&cards, &steps(&[&skip, &undo, &easy]), &[a], &said);
    // What happened behind a skip comes first, and what happened before it last.
    let script = steps(&[&easy, &skip, &skip, &undo, &undo, &undo, &easy]);
    all_say(&cards, &script, &[a, "d/a undo", a], &said);
    let script = steps(&[&skip, &easy, &undo, &undo, &easy]);
    all_say(&cards, &script, &[b, "d/b undo", a], &said);
}

#[test]
fn an_answer_that_was_only_chosen_so_far_is_said_to_be_typed_now() {
    let promoted = "Typed from now on: you knew it among the options.";
    let chosen = |place| Give(Given::Chosen(vec![place]));
    let card = card("a", &CHOOSE.replace("ask = \"choose\"", ""));
    let typed = [(Choice, chosen(0)), (Right, Accept), (Text, text("Cuzco")), (Wrong, Accept)];
    let script = leaving(&[&typed[..], &[(Choice, Reveal)]].concat(), Revealed);
    for (face, saved, written) in events(&card, &script) {
        assert_eq!(live(saved), ["d/a good how=choose", "d/a again how=type"], "{face}");
        let shown = if face == "json" { 0 } else { 1 };
        assert!(written.matches(promoted).count() >= shown, "{face}: {written}");
    }
    // Neither where it was typed from the beginning nor where it still is a choice.
    for (card, steps) in [
        (self::card("a", TYPE), vec![(Text, text("Cuzco")), (Wrong, Accept)]),
        (card, vec![(Choice, chosen(3)), (Wrong, Accept)]),
    ] {
        let next = steps[0].0;
        for (face, _, written) in events(&card, &leaving(&steps, next)) {
            assert!(!written.contains(promoted), "{face}: {written}");
        }
    }
}

#[test]
fn information_follows_what_is_shown() {
    let card = "[[card]]\nid = \"a\"\nfront = \"Q\"\nback = \"Lima\"\nask = \"reveal\"\nsource = \"p. 7\"\n";
    let hidden = "Id, tags and source follow with the answer.";
    for (face, _, written) in events(card, &leaving(&[(Recall, History)], Recall)) {
        assert!(written.contains(hidden) && !written.contains("p. 7"), "{face}: {written}");
    }
    let steps = [(Recall, Reveal), (Revealed, History)];
    for (face, _, written) in events(card, &leaving(&steps, Revealed)) {
        assert!(written.contains("p. 7") && !written.contains(hidden), "{face}: {written}");
    }
}

#[test]
fn cards_are_marked_buried_suspended_and_answers_taken_back() {
    let answer = [(Recall, Reveal), (Revealed, Rate(Good))];
    let with = |steps: &[Step]| [answer.as_slice(), steps].concat();
    let cases: &[(Vec<Step>, &[&str])] = &[
        (with(&[(Recall, Undo)]), &["good how=reveal", "undo"]),
        (with(&[(Recall, Reveal), (Revealed, Undo)]), &["good how=reveal", "undo"]),
        (
            with(&[(Recall, Mark), (Recall, Undo), (Recall, Undo)]),
            &["good how=reveal", "mark", "undo", "undo"],
        ),
        (vec![(Recall, Mark), (Recall, Mark)], &["mark", "unmark"]),
        (
            vec![(Recall, Reveal), (Revealed, Mark), (Revealed, Rate(Good))],
            &["mark", "good how=reveal"],
        ),
        (vec![(Recall, Skip), (Recall, Reveal), (Revealed, Rate(Good))], &["good how=reveal"]),
        (vec![(Recall, Undo)], &[]),
    ];
    for (steps, expected) in cases {
        through_all(REVEAL, &leaving(steps, Recall), expected);
    }
    // Nothing is left to ask then.
    for (action, event) in [(Suspend, "suspend"), (Bury, "bury")] {
        through_all(REVEAL, &[(Recall, action)], &[event]);
    }
}

#[test]
fn a_verdict_that_was_not_rated_counts_as_judged() {
    through_all(TYPE, &leaving(&[(Text, text("Lima"))], Right), &["good how=type"]);
    through_all(TYPE, &leaving(&[(Text, text("Cuzco"))], Wrong), &["again how=type"]);
    through_all(REVEAL, &leaving(&[(Recall, Reveal)], Revealed), &[]);
}

/// With many options, letters may be commands elsewhere.
#[test]
fn a_letter_that_chose_an_option_does_nothing_more() {
    let letters: Vec<char> = (0..20).map(keymap::letter).filter(|letter| *letter != ' ').collect();
    assert!(letters.len() > 10, "{letters:?}");
    for mode in [Right, Close, Wrong] {
        for key in letters.iter().copied().map(Key::Char) {
            let action = keymap::actions(STUDY, mode, letters.len(), &key).next();
            assert_eq!(action, None, "{key:?} in {mode:?}");
        }
    }
}

#[test]
fn the_passage_is_opened_once_the_answer_is_shown() {
    let noted = card("a", "back = \"Lima\"\nask = \"reveal\"\nnote = \"A port lay there.\"");
    let early = leaving(&[(Recall, Passage)], Recall);
    all_say(&noted, &early, &[], &["The passage follows with the answer."]);
    let steps = leaving(&[(Recall, Reveal), (Revealed, Passage)], Revealed);
    let said = ["The deck names no document. The card quotes this:", "A port lay there."];
    all_say(&noted, &steps, &[], &said);
}
