//! Journals that are appended to, torn, replaced and in the way.

use super::*;
use crate::history::EventKind;
use crate::schedule::{Rating, day};
use proptest::prelude::*;
use tempfile::TempDir;

/// A home that is all progress, and holds the locks too.
struct World(TempDir);

impl World {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn open(&self, device: &str, now: &str) -> (Store, Vec<Located>) {
        self.open_with_days(device, day::STARTS_AT, now)
    }

    fn open_with_days(&self, device: &str, starts: Time, now: &str) -> (Store, Vec<Located>) {
        let home = self.0.path();
        let device = Device::of_home(home, home, Some(device), 0).unwrap();
        Store::open(home, device, home, starts, at(now)).unwrap()
    }

    fn events(&self) -> Vec<Event> {
        let (_, lines) = self.open("reader", "2030-01-01T00:00:00Z");
        lines.into_iter().map(|line| line.event).collect()
    }

    /// The device `pc` writes one good answer.
    fn answer(&self, card: &str) -> Result<Appended, StoreError> {
        self.open("pc", NOW).0.append(vec![good(card)], at(NOW))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).unwrap()
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.file(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
    }
}

fn at(text: &str) -> Stamp {
    text.parse().unwrap()
}

fn good(card: &str) -> Event {
    Event {
        time: at("2000-01-01T00:00:00Z"),
        card: card.parse().unwrap(),
        kind: EventKind::Review(Rating::Good),
        took_ms: Some(1200),
        detail: "how=reveal".into(),
    }
}

/// A good answer as a line.
fn line(card: &str) -> String {
    format!("2026-11-23T14:00:00.000+00:00,{card},good,,\n")
}

const NOW: &str = "2026-11-23T15:04:56.123+01:00";

#[test]
fn an_event_is_one_line_below_a_header_in_the_month_of_utc() {
    let world = World::new();
    let (mut store, _) = world.open("pc", "2026-12-01T00:30:00+01:00");
    store.append(vec![good("d/a")], at("2026-12-01T00:30:00+01:00")).unwrap();
    assert_eq!(
        world.text("pc/2026-11.csv"),
        "time,card,event,took_ms,detail\n2026-12-01T00:30:00.000+01:00,d/a,good,1200,how=reveal\n"
    );
}

#[test]
fn times_rise_by_a_millisecond_also_where_the_clock_goes_back() {
    let world = World::new();
    let (mut store, _) = world.open("pc", NOW);
    store.append(vec![good("d/a"), good("d/b")], at(NOW)).unwrap();
    drop(store);
    let (mut store, _) = world.open("pc", "2026-11-23T10:00:00Z");
    let saved = store.append(vec![good("d/c")], at("2026-11-23T10:00:00Z")).unwrap().saved;
    assert_eq!(saved[0].time.to_string(), "2026-11-23T14:04:56.125+00:00");
}

#[test]
fn a_line_far_ahead_is_left_out_until_due_and_drags_nothing_along() {
    let world = World::new();
    world.put("pc/2027-01.csv", "2027-01-05T00:00:00.000+00:00,d/a,good,,\n");
    let (mut store, lines) = world.open("pc", NOW);
    assert_eq!(lines, []);
    assert!(matches!(store.problems()[0].kind, ProblemKind::Future { .. }));
    let saved = store.append(vec![good("d/b")], at(NOW)).unwrap().saved;
    assert_eq!(saved[0].time, at(NOW));
    assert_eq!(store.refresh(at("2027-01-05T00:00:00Z")).unwrap().len(), 1);
    assert_eq!(store.problems(), []);
}

#[test]
fn headers_blank_lines_and_carriage_returns_are_skipped() {
    let world = World::new();
    let text = format!("{HEADER}\n\n{}{HEADER}\n\n", line("d/a"));
    world.put("pc/2026-11.csv", &text.replace('\n', "\r\n"));
    assert_eq!(world.events().len(), 1);
}

#[test]
fn a_line_that_cannot_be_read_is_named_kept_and_left_out() {
    let world = World::new();
    let text = line("d/a").replace("good", "goood") + &line("d/a");
    world.put("pc/2026-11.csv", &text);
    let (mut store, lines) = world.open("pc", NOW);
    assert_eq!(lines.len(), 1);
    let problem = store.problems()[0].to_string();
    let told = "2026-11.csv:1: left out a line that cannot be read: expected one of again";
    assert!(problem.contains(told), "{problem}");
    store.append(vec![good("d/b")], at(NOW)).unwrap();
    assert!(world.text("pc/2026-11.csv").starts_with(&text));
}

#[test]
fn a_torn_tail_is_moved_aside_even_where_it_would_parse() {
    let world = World::new();
    let (whole, torn) = (line("d/a"), line("d/b"));
    world.put("pc/2026-11.csv", &format!("{whole}{}", torn.trim_end()));
    let (mut store, lines) = world.open("pc", NOW);
    assert_eq!(lines.len(), 1);
    assert_eq!(store.problems()[0].kind, ProblemKind::Torn);
    store.append(vec![good("d/c")], at(NOW)).unwrap();
    assert_eq!(world.text("pc/torn.txt"), torn);
    let cards: Vec<String> = world.events().iter().map(|e| e.card.to_string()).collect();
    assert_eq!(cards, ["d/a", "d/c"]);
}

#[test]
fn a_torn_tail_of_another_device_is_left_alone() {
    let world = World::new();
    world.put("phone/2026-11.csv", "2026-11-23T14:00:00.000+00:00,d/a,go");
    world.answer("d/c").unwrap();
    assert_eq!(world.text("phone/2026-11.csv"), "2026-11-23T14:00:00.000+00:00,d/a,go");
}

#[test]
fn every_csv_counts_and_the_union_of_lines_is_read() {
    let world = World::new();
    world.put("phone/2026-11.csv", &line("d/a"));
    world.put("phone/2026-11 (conflicted copy).csv", &line("d/a"));
    world.put("import-00ff/2026-11.csv", &line("d/b"));
    world.put("phone/notes.txt", "not,a,line\n");
    assert_eq!(world.events().len(), 2);
}

#[test]
fn endings_folders_and_names_in_capital_letters_are_read_at_any_depth() {
    let world = World::new();
    let home = world.file("home");
    world.put("home/progress/phone/2026-05.CSV", &line("d/a"));
    world.put("home/progress/a/b/c/d/e/f/2026-05.Csv", &line("d/b"));
    world.put("home/Progress/phone/2026-06.csv", &line("d/c"));
    let outside = world.file("outside");
    fs::create_dir_all(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, home.join("progress/tablet")).unwrap();
    let device = Device::of_home(&home, &home, Some("pc"), 0).unwrap();
    let (store, lines) =
        Store::open(&home.join("progress"), device, &home, day::STARTS_AT, at(NOW)).unwrap();
    assert_eq!(lines.len(), 3);
    let told: Vec<String> = store.problems().iter().map(ToString::to_string).collect();
    let [link, name] = &told[..] else { panic!("{told:?}") };
    assert!(
        link.ends_with("tablet: passed over: it is a link; put the folder or file itself there"),
        "{link}"
    );
    assert!(name.contains("/Progress is read like progress/"), "{name}");
}

#[test]
fn a_file_that_a_longer_one_took_the_place_of_is_read_anew() {
    let world = World::new();
    let (mut store, _) = world.open("pc", NOW);
    store.append(vec![good("d/a"), good("d/b")], at(NOW)).unwrap();
    let text = world.text("pc/2026-11.csv");
    let merged = text.replacen(",detail\n", &format!(",detail\n{}", line("d/c")), 1);
    world.put("pc/new", &merged);
    fs::rename(world.file("pc/new"), world.file("pc/2026-11.csv")).unwrap();
    let seen = store.refresh(at(NOW)).unwrap();
    assert!(seen.iter().any(|event| event.card.as_str() == "d/c"), "{seen:?}");
    // The same written into the file itself.
    let again = merged.replacen(",detail\n", &format!(",detail\n{}", line("d/e")), 1);
    world.put("pc/2026-11.csv", &again);
    let seen = store.refresh(at(NOW)).unwrap();
    assert!(seen.iter().any(|event| event.card.as_str() == "d/e"), "{seen:?}");
    assert_eq!(store.refresh(at(NOW)).unwrap(), []);
    // And one of the same length.
    let (rest, _) = again.trim_end().rsplit_once('\n').unwrap();
    let last = again.strip_prefix(rest).unwrap().replace("d/b", "d/f");
    world.put("pc/2026-11.csv", &format!("{rest}{last}"));
    let seen = store.refresh(at(NOW)).unwrap();
    assert!(seen.iter().any(|event| event.card.as_str() == "d/f"), "{seen:?}");
}

#[test]
fn bad_lines_and_marks_of_a_merge_are_told_once_a_file() {
    let world = World::new();
    let bad = "1\n2\n3\n";
    let text = format!("<<<<<<< HEAD\n{}=======\n{bad}>>>>>>> other\n", line("d/a"));
    world.put("phone/2026-11.csv", &text);
    let (mut store, lines) = world.open("pc", NOW);
    assert_eq!(lines.len(), 1);
    let told = |store: &Store| -> Vec<String> {
        store.problems().iter().map(ToString::to_string).collect()
    };
    let first = told(&store);
    assert_eq!(first.len(), 2, "{first:?}");
    assert!(first[0].contains("2026-11.csv:1: 3 marks of a merge that was not finished"));
    assert!(first[1].contains("2026-11.csv:4: left out 3 lines that cannot be read"));
    world.put("phone/2026-11.csv", &format!("{text}{bad}"));
    store.refresh(at(NOW)).unwrap();
    assert!(told(&store)[1].contains("left out 6 lines"), "{:?}", told(&store));
}

#[test]
fn a_pipe_in_the_way_is_named_and_not_waited_for() {
    let world = World::new();
    world.put("pc/2026-11.csv", &format!("{}torn", line("d/a")));
    let mode = nix::sys::stat::Mode::S_IRWXU;
    nix::unistd::mkfifo(&world.file("pc/torn.txt"), mode).unwrap();
    let cause = |error: StoreError| std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause(world.answer("d/b").unwrap_err()), "it is not a regular file");
    let (store, _) = world.open("pc", NOW);
    assert_eq!(cause(store.check_place(at(NOW)).unwrap_err()), "it is not a regular file");
}

#[test]
fn what_cannot_be_written_to_is_named_before_the_first_question() {
    let world = World::new();
    let (store, _) = world.open("pc", NOW);
    let told = || {
        let error = store.check_place(at(NOW)).unwrap_err();
        std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)
    };
    assert!(store.check_place(at(NOW)).is_ok());
    world.put("pc", "a file");
    assert_eq!(told(), "it is not a folder");
    fs::remove_file(world.file("pc")).unwrap();
    world.put("pc/2026-11.csv", HEADER);
    assert!(store.check_place(at(NOW)).is_ok());
    let large = File::options().write(true).open(world.file("pc/2026-11.csv")).unwrap();
    large.set_len(journal::MAX_BYTES + 1).unwrap();
    assert_eq!(told(), "it is larger than 256 MiB; split it");
    assert!(world.answer("d/a").is_err());
    let (store, lines) = world.open("pc", NOW);
    assert_eq!(lines.len(), 0);
    let problem = store.problems()[0].to_string();
    assert!(problem.ends_with("passed over: it is larger than 256 MiB; split it"), "{problem}");
    fs::remove_file(world.file("pc/2026-11.csv")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", world.file("pc/torn.txt")).unwrap();
    assert!(store.check_place(at(NOW)).unwrap_err().to_string().contains("torn.txt is a link"));
}

/// Else an answer of which is said that it is not saved would count all the same.
#[test]
fn nothing_stands_where_the_name_of_a_new_file_cannot_be_synced() {
    let world = World::new();
    let (folder, path) = (world.file("pc"), world.file("pc/2026-11.csv"));
    let read = Position::default();
    let write_with =
        |sync: fn(&Path) -> io::Result<()>| write(&folder, &path, &[good("d/a")], read, sync);
    assert!(write_with(|_| Err(io::Error::other("the disk is sick"))).is_err());
    assert_eq!((world.text("pc/2026-11.csv"), world.events()), (String::new(), Vec::new()));
    // The next try syncs the name, too; later ones need not.
    assert!(write_with(|_| Err(io::Error::other("still"))).is_err());
    write_with(sync_parent).unwrap();
    write_with(|_| Err(io::Error::other("nobody asks"))).unwrap();
    assert_eq!(world.events().len(), 1);
}

#[test]
fn thousands_of_links_and_bad_files_are_told_in_no_time() {
    let problem = |number: u64, kind| {
        let path = PathBuf::from(format!("{:05}.csv", number % 50_000));
        Problem { path, line: 1, kind }
    };
    let bad = |number| problem(number, ProblemKind::Unreadable { why: "no".into(), lines: 1 });
    let link = |number| problem(number, ProblemKind::PassedOver("it is a link"));
    let told = journal::joined((0..100_000).map(bad).chain((0..50_000).map(link)).collect());
    assert_eq!(told.len(), 100_000);
    let first = ProblemKind::Unreadable { why: "no".to_owned(), lines: 2 };
    assert_eq!((&told[0].kind, &told[50_000]), (&first, &link(0)));
}

#[test]
fn what_was_answered_on_a_day_stays_on_it() {
    let world = World::new();
    let night = "2026-11-24T02:00:00.000+00:00";
    for (starts, day, detail) in [(0, 24, " day=2026-11-24"), (4, 23, ""), (2, 24, "")] {
        let starts_at = jiff::civil::time(starts, 0, 0, 0);
        let (mut store, _) = world.open_with_days("pc", starts_at, night);
        let at = if starts == 2 { "2026-11-24T05:00:00.000+00:00" } else { night };
        let saved = store.append(vec![good("d/a")], self::at(at)).unwrap().saved;
        assert_eq!(saved[0].study_day(), jiff::civil::date(2026, 11, day), "{starts}");
        assert_eq!(saved[0].detail.to_string(), format!("how=reveal{detail}"));
    }
}

#[test]
fn two_terminals_see_each_others_events() {
    let world = World::new();
    let (mut one, _) = world.open("pc", NOW);
    let (mut two, _) = world.open("pc", NOW);
    one.append(vec![good("d/a")], at(NOW)).unwrap();
    let appended = two.append(vec![good("d/b")], at(NOW)).unwrap();
    assert_eq!(appended.others.len(), 1);
    assert_eq!(appended.saved[0].time.to_string(), "2026-11-23T15:04:56.124+01:00");
    let seen = one.refresh(at(NOW)).unwrap();
    assert_eq!(seen, appended.saved);
    assert_eq!(two.refresh(at(NOW)).unwrap(), []);
}

#[test]
fn terminals_writing_at_once_lose_nothing() {
    let world = World::new();
    std::thread::scope(|scope| {
        for terminal in 0..4 {
            let world = &world;
            scope.spawn(move || {
                let (mut store, _) = world.open("pc", NOW);
                for number in 0..25 {
                    let event = good(&format!("d{terminal}/n{number}"));
                    store.append(vec![event], at(NOW)).unwrap();
                }
            });
        }
    });
    let events = world.events();
    assert_eq!(events.len(), 100);
    let times: std::collections::HashSet<_> = events.iter().map(|e| e.time.instant).collect();
    assert_eq!(times.len(), 100);
}

#[test]
fn a_folder_in_the_way_is_named_with_the_unsaved_answer() {
    let world = World::new();
    fs::create_dir_all(world.file("pc/2026-11.csv")).unwrap();
    let error = world.answer("d/a").unwrap_err();
    let message = error.to_string();
    assert!(message.starts_with("not saved: 'good' for d/a; "), "{message}");
    assert!(message.ends_with("2026-11.csv could not be written"), "{message}");
}

#[test]
fn progress_is_not_written_through_a_link() {
    let world = World::new();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), world.file("pc")).unwrap();
    let error = world.answer("d/a").unwrap_err();
    assert!(matches!(error, StoreError::Link(_)), "{error}");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn a_line_without_end_is_passed_over_in_bounded_memory() {
    let world = World::new();
    world.put("pc/2026-11.csv", &format!("{}\n{}", "x".repeat(200_000), line("d/a")));
    let (store, lines) = world.open("pc", NOW);
    assert_eq!(lines.len(), 1);
    assert_eq!(store.problems().len(), 1);
}

proptest! {
    #[test]
    fn a_file_cut_anywhere_loses_only_the_line_that_was_cut(cut in 0..400_usize) {
        let world = World::new();
        let (mut store, _) = world.open("pc", NOW);
        for card in ["d/a", "d/b", "d/c", "d/d"] {
            store.append(vec![good(card)], at(NOW)).unwrap();
        }
        let text = world.text("pc/2026-11.csv");
        let text = &text[..cut.min(text.len())];
        world.put("pc/2026-11.csv", text);
        let (whole, cut) = text.split_at(text.rfind('\n').map_or(0, |at| at + 1));
        world.answer("d/z").unwrap();
        prop_assert_eq!(world.events().len(), whole.lines().count().saturating_sub(1) + 1);
        let torn = fs::read_to_string(world.file("pc/torn.txt")).unwrap_or_default();
        prop_assert!(world.text("pc/2026-11.csv").starts_with(whole));
        prop_assert_eq!(torn.trim_end_matches('\n'), cut);
    }
}
