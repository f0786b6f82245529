//! What was acknowledged is there, whatever happens next.

use crate::harness::World;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

struct Session {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Session {
    fn start(world: &World) -> Self {
        let mut command = world.command(&["--new", "100", "--seed", "1"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output }
    }

    /// Reads until a question's instruction; its prompt.
    fn question(&mut self) -> String {
        let mut prompt = String::new();
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the session ended");
            if line.starts_with("Enter shows") {
                return prompt;
            }
            prompt.clone_from(&line);
        }
    }

    fn answer(&mut self, text: &str) {
        writeln!(self.input, "{text}").unwrap();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn killing_after_each_of_fifty_answers_loses_none() {
    let world = World::with_cards(60);
    for number in 1..=50 {
        let mut session = Session::start(&world);
        session.question();
        session.answer("4");
        // The next question is the acknowledgement.
        session.question();
        session.child.kill().unwrap();
        session.child.wait().unwrap();
        assert_eq!(world.journal().len(), number + 1);
    }
    let times: std::collections::HashSet<String> = world.journal().into_iter().collect();
    assert_eq!(times.len(), 51);
}

#[test]
fn two_terminals_ask_different_cards_and_lose_nothing() {
    let world = World::with_cards(4);
    let mut one = Session::start(&world);
    let mut two = Session::start(&world);
    let first = [one.question(), two.question()];
    assert_ne!(first[0], first[1]);
    one.answer("4");
    two.answer("4");
    let second = [one.question(), two.question()];
    assert!(!second.iter().any(|prompt| first.contains(prompt)), "{first:?} {second:?}");
    assert_ne!(second[0], second[1]);
    one.answer(":quit");
    two.answer(":quit");
    one.child.wait().unwrap();
    two.child.wait().unwrap();
    assert_eq!(world.journal().len(), 3);
}

#[test]
fn a_second_machine_merges_by_being_there() {
    let world = World::with_cards(2);
    world.put(
        "progress/laptop-00ff/2026-11.csv",
        "time,card,event,took_ms,detail\n2026-11-23T14:00:00.000+01:00,d/c1,easy,1,how=reveal\n",
    );
    world.run(&[]).says(&["Today: 1 new."]);
}

#[test]
fn undo_on_the_command_line_takes_back_the_newest_event() {
    let world = World::with_cards(1);
    world.run_with(&[], "4\n");
    let ran = world.run(&["undo"]);
    assert_eq!(ran.stdout, "d/c1: took back 'easy' of 2026-11-23T15:00:00.000+01:00\n");
    world.run(&[]).says(&["Today: 1 new."]);
    let nothing = world.run(&["undo"]).ended(2);
    assert!(nothing.stderr.starts_with("error: nothing to undo"), "{nothing:#?}");
}

#[test]
fn a_full_disk_names_the_unsaved_answer_and_keeps_the_others() {
    let world = World::with_cards(400);
    let ran = world.run_on_full_disk(1, &["--new", "400", "--seed", "1"], &"4\n".repeat(400));
    let ran =
        ran.ended(2).warns(&["because: not saved: 'easy' for d/c", "help: make room on the disk"]);
    let journal = world.text("progress/pc/2026-11.csv");
    assert!(journal.ends_with('\n'));
    let answered = ran.stdout.matches("Rated").count() + ran.stdout.matches("Answer: ").count();
    assert_eq!(journal.lines().count(), answered, "the header and all answers but the last");
}
