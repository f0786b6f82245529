//! One script, all faces of an exam, the same answers and marks.

use super::*;
use crate::asking::Action::*;
use crate::asking::keymap::Mode::{
    Arrange, Choice, HandIn as Asked, Items, List, Match, Several, Text,
};
use crate::cli::Command;
use crate::quiz::exam::Ended;
use crate::quiz::question::Given;
use crate::ui::fake::{Step, exam_faces};

/// The sitting of an exam over `cards` that follows `script`, by face: how it
/// ended, and for each question its answer, its mark in hundredths and whether it
/// is marked for review.
fn sat(cards: &str, script: &[Step]) -> Vec<(&'static str, Sat)> {
    let run = |(face, mut ui): (&'static str, Box<dyn ExamUi>)| {
        let root = tempfile::tempdir().unwrap();
        let arguments = ["exam", "--seed", "1", "--feed", "no"];
        let (mut shop, command) = Shop::of_test(root.path(), cards, &arguments);
        let Command::Exam(options) = &command else { panic!("expected an exam") };
        let workspace = Workspace::open(&shop, &options.selection).unwrap();
        let Shop { env, global, out } = &mut shop;
        let desk = Desk { env, global, options, workspace, sittings: Vec::new() };
        let begun = desk.begin(UiMode::Screen, &mut *ui).unwrap().unwrap();
        // A failed exam is a finding, not an error.
        let _ = Driver::new(desk, ui, begun).run(out);
        let workspace = Workspace::open(&shop, &options.selection).unwrap();
        let sitting = workspace.exams.read().sittings.remove(0);
        let marks = sitting.end.as_ref().map_or_else(Vec::new, |end| end.marks.clone());
        let answers = sitting.entries.iter().map(|entry| (entry.given.clone(), entry.review));
        let how = sitting.end.as_ref().map(|end| end.how);
        (face, (how, answers.collect(), marks.iter().map(|mark| mark.hundredths()).collect()))
    };
    exam_faces(script).into_iter().map(run).collect()
}

type Sat = (Option<Ended>, Vec<(Option<Given>, bool)>, Vec<u32>);

const THREE: &str = "[[card]]\nid = \"a\"\nfront = \"A?\"\nback = \"x\"\nask = \"type\"\n\
    [[card]]\nid = \"b\"\nfront = \"B?\"\nback = \"x\"\nask = \"type\"\n\
    [[card]]\nid = \"c\"\nfront = \"C?\"\nback = \"x\"\nask = \"type\"\n";

/// Answers a question with a text.
fn typed(text: &str) -> Step {
    (Text, Give(Given::Text(text.to_owned())))
}

/// Hands in, and once more where that is asked back.
const HANDS_IN: [Step; 2] = [(List, HandIn), (Asked, HandIn)];

const CHOOSE: &str = "back = \"Lima\"\nchoices = [\"Quito\", \"La Paz\"]";
const SEVERAL: &str = "back = [\"Lima\", \"Cusco\"]\nchoices = [\"Quito\"]\nask = \"choose\"";
const PAIRS: &str = "pairs = [[\"Livia\", \"Augustus\"], [\"Fulvia\", \"Antony\"]]";

#[test]
fn each_form_is_answered_and_marked_alike_by_all_faces() {
    let named = Given::Named(vec!["Numa".to_owned(), "Romulus".to_owned()]);
    let cases = [
        ("back = \"Lima\"\nask = \"type\"", Text, Given::Text("lima".to_owned()), 100),
        ("back = \"Lima\"\nask = \"type\"", Text, Given::Text("Cuzco".to_owned()), 0),
        (CHOOSE, Choice, Given::Chosen(vec![1]), 100),
        (SEVERAL, Several, Given::Chosen(vec![1, 2]), 100),
        ("order = [\"one\", \"two\", \"three\"]", Arrange, Given::Ordered(vec![1, 0, 2]), 50),
        (PAIRS, Match, Given::Matched(vec![0, 1]), 0),
        ("list = [\"Romulus\", \"Numa\"]\nask = \"type\"", Items, named, 100),
    ];
    for (card, mode, given, mark) in cases {
        let card = format!("[[card]]\nid = \"a\"\nfront = \"Capital?\"\n{card}\n");
        let script = [&[(mode, Give(given.clone()))][..], &HANDS_IN].concat();
        for (face, found) in sat(&card, &script) {
            let expected = (Some(Ended::HandedIn), vec![(Some(given.clone()), false)], vec![mark]);
            assert_eq!(found, expected, "{face}: {card}");
        }
    }
}

#[test]
fn answers_are_marked_changed_and_taken_away_alike() {
    let given = |text: &str| Some(Given::Text(text.to_owned()));
    let (x, y, z) = (|| typed("x"), || typed("y"), || typed("z"));
    // What is done, whether it is handed in then, the answers, the marked question.
    let cases = [
        // The last answer leads to the list of all.
        (vec![x(), y(), x()], true, [given("x"), given("y"), given("x")], None),
        (
            vec![(Text, Next), (Text, Mark), y(), (Text, Out)],
            true,
            [None, given("y"), None],
            Some(1),
        ),
        (
            vec![y(), (Text, Back), (Text, Clear), x(), (Text, Out), (List, Quit)],
            false,
            [given("x"), None, None],
            None,
        ),
        (
            vec![(Text, Go(2)), z(), (List, Go(0)), x(), (Text, Quit)],
            false,
            [given("x"), None, given("z")],
            None,
        ),
        (vec![(Text, Out)], true, [None, None, None], None),
    ];
    for (mut script, hands_in, answers, marked) in cases {
        script.extend(HANDS_IN.into_iter().filter(|_| hands_in));
        let how = hands_in.then_some(Ended::HandedIn);
        let answers = (0..).zip(answers).map(|(at, answer)| (answer, marked == Some(at)));
        let answers: Vec<_> = answers.collect();
        for (face, found) in sat(THREE, &script) {
            assert_eq!((found.0, &found.1), (how, &answers), "{face}: {script:?}");
        }
    }
}
