//! What only a terminal can show.

use crate::harness::{NOW, World};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

struct Screen {
    parser: Arc<Mutex<vt100::Parser>>,
    writer: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn columns(count: u16) -> std::num::NonZeroU16 {
    count.try_into().unwrap()
}

impl Screen {
    fn start(world: &World, rows: u16, cols: u16) -> Self {
        let pair = native_pty_system().openpty(size(rows, cols)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_byheart"));
        command.args(["--seed", "1"]);
        command.env_clear();
        for (key, value) in
            [("TERM", "xterm-256color"), ("BYHEART_DEVICE", "pc"), ("BYHEART_NOW", NOW)]
        {
            command.env(key, value);
        }
        command.env("HOME", world.home());
        command.env("BYHEART_HOME", world.home());
        command.cwd(world.home());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = Arc::new(Mutex::new(vt100::Parser::new(columns(rows), columns(cols), 1000)));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let feed = Arc::clone(&parser);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                feed.lock().unwrap().process(&bytes[..count]);
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { parser, writer, master: pair.master, child }
    }

    fn contents(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    /// Waits until the screen shows `text`: no test depends on how long it takes.
    #[track_caller]
    fn wait_for(&self, text: &str) {
        let start = Instant::now();
        while !self.contents().contains(text) {
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "no {text:?} on\n{}",
                self.contents()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    fn exit_code(&mut self) -> u32 {
        self.child.wait().unwrap().exit_code()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_session_is_studied_undone_resized_and_left() {
    let world = World::with_cards(2);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Q1?");
    screen.wait_for("Enter show answer");
    screen.press("\r");
    screen.wait_for("A1");
    screen.wait_for("1 again 1 min");
    screen.master.resize(size(15, 40)).unwrap();
    screen.parser.lock().unwrap().set_size(columns(15), columns(40));
    screen.press("4");
    screen.wait_for("Q2?");
    screen.wait_for("1/2");
    screen.press("u");
    screen.wait_for("Taken back.");
    screen.wait_for("0/2");
    screen.press("q");
    screen.wait_for("Tomorrow:");
    assert_eq!(screen.exit_code(), 0);
    let kinds: Vec<String> = world.journal()[1..]
        .iter()
        .map(|line| line.split(',').nth(2).unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["easy", "undo"]);
}

#[test]
fn ctrl_c_saves_shows_the_cursor_and_exits_130() {
    let world = World::with_cards(2);
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Enter show answer");
    screen.press("\r");
    screen.wait_for("1 again 1 min");
    screen.press("3");
    screen.wait_for("Q2?");
    screen.wait_for("Enter show answer");
    screen.press("\u{3}");
    screen.wait_for("everything is saved (1 new)");
    assert_eq!(screen.exit_code(), 130);
    assert!(!screen.parser.lock().unwrap().screen().hide_cursor());
    assert_eq!(world.journal().len(), 2);
}

#[test]
fn a_choice_is_made_with_the_arrow_keys() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Capital of Peru?\"\nback = \"Lima\"\nchoices = [\"Quito\"]\n");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Enter answers, Esc menu");
    screen.wait_for("Quito");
    screen.press("\r");
    screen.wait_for("Enter takes");
    screen.press("4");
    screen.wait_for("1 answer");
    assert_eq!(screen.exit_code(), 0);
    assert!(world.journal()[1].ends_with("how=choose"));
}

#[test]
fn a_typed_answer_is_edited_and_judged() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"When?\"\nback = \"25 June 1950\"\nask = \"type\"\n");
    let mut screen = Screen::start(&world, 24, 80);
    screen.wait_for("Type the answer");
    screen.press("June 25, 1951\u{7f}0");
    screen.wait_for("> June 25, 1950");
    screen.press("\r");
    screen.wait_for("Right: 25 June 1950");
    screen.press("4");
    screen.wait_for("1 answer, 1 recalled");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn a_judged_answer_can_be_overruled() {
    let world = World::new();
    world.put("decks/d.toml", "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"Capital of Peru?\"\nback = \"Lima\"\nask = \"type\"\n");
    let mut screen = Screen::start(&world, 15, 40);
    screen.wait_for("Type the answer");
    screen.press("Callao\r");
    screen.wait_for("Wrong. The answer: Lima");
    screen.wait_for("r I was right");
    screen.press("r");
    screen.wait_for("1 learning");
    screen.press("\u{3}");
    assert_eq!(screen.exit_code(), 130);
    assert!(world.journal()[1].ends_with(",d/a,good,0,how=type override=right"));
}
