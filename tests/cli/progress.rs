//! What was acknowledged is there, whatever happens next.

use crate::harness::{Running, World, card};

fn start(world: &World) -> Running {
    world.start(&["--new", "100", "--seed", "1"])
}

#[test]
fn killing_after_each_of_fifty_answers_loses_none() {
    let world = World::with_cards(60);
    for number in 1..=50 {
        let mut session = start(&world);
        session.until("Enter shows");
        session.say("4\n");
        // The next question is the acknowledgement.
        session.until("Enter shows");
        drop(session);
        assert_eq!(world.journal().len(), number + 1);
    }
    let times: std::collections::HashSet<String> = world.journal().into_iter().collect();
    assert_eq!(times.len(), 51);
}

#[test]
fn two_terminals_ask_different_cards_and_lose_nothing() {
    let world = World::with_cards(4);
    let mut sessions = [start(&world), start(&world)];
    let first = sessions.each_mut().map(|session| session.until("Enter shows"));
    assert_ne!(first[0], first[1]);
    sessions.iter_mut().for_each(|session| session.say("4\n"));
    let second = sessions.each_mut().map(|session| session.until("Enter shows"));
    assert!(!second.iter().any(|prompt| first.contains(prompt)), "{first:?} {second:?}");
    assert_ne!(second[0], second[1]);
    for session in &mut sessions {
        session.say(":quit\n");
        session.wait().ended(0);
    }
    assert_eq!(world.journal().len(), 3);
}

#[test]
fn an_answer_is_called_rated_once_it_is_on_disk() {
    let world = World::with_deck(&card("a", "Capital?", "Lima", "ask = \"type\""));
    let ran = world.run_on_full_disk(0, &["study"], "Lima\n").ended(2);
    assert!(ran.stdout.contains("Right.") && !ran.stdout.contains("Rated"), "{ran:#?}");
    world.run_with(&["study"], "Lima\n").says(&["Right.\nRated good, next in 10 min\n"]);
}

#[test]
fn undo_on_the_command_line_takes_back_the_newest_event_of_this_machine() {
    let world = World::with_cards(2);
    let other = "2026-11-23T14:00:00.000+01:00,d/c2,easy,1,how=reveal";
    let name = "progress/laptop-00ff/2026-11.csv";
    world.put(name, format!("time,card,event,took_ms,detail\n{other}\n"));
    // A second machine merges by being there.
    world.run_with(&[], "4\n").says(&["Today: 1 new."]);
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

#[test]
fn what_is_no_regular_file_is_named_and_not_waited_for() {
    let world = World::with_cards(1);
    let mode = nix::sys::stat::Mode::S_IRWXU;
    nix::unistd::mkfifo(&world.path("decks/e.toml"), mode).unwrap();
    std::os::unix::fs::symlink("/dev/zero", world.path("decks/zero.toml")).unwrap();
    // So an editor locks a file.
    std::os::unix::fs::symlink("me@here", world.path("decks/.#d.toml")).unwrap();
    let ran = world.run(&["decks"]).ended(0);
    let ran = ran.warns(&["e.toml: it is not a regular file", "zero.toml: it is not a regular"]);
    assert_eq!(ran.stderr.lines().count(), 2, "{ran:#?}");
    std::os::unix::fs::symlink("/dev/zero", world.path("byheart.toml")).unwrap();
    for arguments in [&[][..], &["decks"], &["plan"], &["exam", "--list"]] {
        let ran = world.run(arguments).ended(2);
        ran.warns(&["byheart.toml", "because: it is not a regular file"]);
    }
}

#[test]
fn problems_of_the_journal_are_in_json_too() {
    let world = World::with_cards(1);
    world.put("progress/phone/2026-05.CSV", "1\n2\n");
    world.put("Progress/phone/2026-06.csv", "<<<<<<< HEAD\n");
    let report = world.run(&["check", "--progress", "--json"]).ended(0).json();
    let told: Vec<&str> =
        report["progress"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    let [lines, merge, named] = &told[..] else { panic!("{told:?}") };
    assert!(lines.contains("2026-05.CSV:1: left out 2 lines that cannot be read"), "{lines}");
    assert!(merge.contains("2026-06.csv:1: 1 mark of a merge that was not finished"), "{merge}");
    assert!(named.contains("Progress is read like progress/"), "{named}");
    assert_eq!(world.run(&["check", "--json"]).json()["progress"], serde_json::Value::Null);
}

#[test]
fn progress_of_somebody_else_is_told_once_before_the_first_question() {
    let world = World::with_cards(1);
    let line = "2026-11-22T14:00:00.000+01:00,d/c1,good,1,how=reveal\n";
    world.put("progress/anna-00ff/2026-11.csv", format!("time,card,event,took_ms,detail\n{line}"));
    let told = "HOME/progress holds the answers of anna-00ff, and none of this machine.";
    assert!(!world.run(&["decks"]).stderr.contains(told));
    world
        .run(&["study"])
        .warns(&[told, "renaming the folder, such as to HOME/progress-of-others."]);
    assert!(!world.run(&["study"]).stderr.contains(told));
    // Whoever has answered here is no stranger.
    let other = World::with_cards(2);
    other.run_with(&["study"], "4\n");
    other.put("progress/anna-00ff/2026-11.csv", format!("time,card,event,took_ms,detail\n{line}"));
    assert!(!other.run(&["study"]).stderr.contains(told));
}

#[test]
fn a_link_in_the_way_is_refused_before_the_first_question() {
    for command in ["study", "exam"] {
        let world = World::with_cards(1);
        std::fs::create_dir_all(world.path("progress")).unwrap();
        std::os::unix::fs::symlink("/tmp", world.path("progress/pc")).unwrap();
        let ran = world.run_with(&[command], "4\n").ended(2).warns(&["progress/pc is a link"]);
        assert_eq!(ran.stdout, "");
        std::fs::remove_file(world.path("progress/pc")).unwrap();
        world.put("progress/pc", "");
        assert_eq!(world.run_with(&[command], "4\n").ended(2).stdout, "");
    }
}
