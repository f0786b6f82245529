//! A real terminal around one command: a pty and a screen.

use crate::harness::{NOW, World};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub(crate) struct Screen {
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
    /// `byheart` itself, which studies.
    pub(crate) fn start(world: &World, rows: u16, cols: u16) -> Self {
        Self::run(world, rows, cols, &["--seed", "1"], &[])
    }

    /// Any command, with further variables.
    pub(crate) fn run(
        world: &World,
        rows: u16,
        cols: u16,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size(rows, cols)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_byheart"));
        command.args(arguments);
        command.env_clear();
        for (key, value) in
            [("TERM", "xterm-256color"), ("BYHEART_DEVICE", "pc"), ("BYHEART_NOW", NOW)]
        {
            command.env(key, value);
        }
        for (key, value) in variables {
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

    pub(crate) fn contents(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    /// Waits until the screen shows `text`: no test depends on how long it takes.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
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

    /// The screen once the program waits for a key: nothing more is drawn.
    pub(crate) fn settled(&self) -> String {
        let mut before = self.contents();
        loop {
            std::thread::sleep(Duration::from_millis(60));
            let now = self.contents();
            if now == before {
                return now;
            }
            before = now;
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    pub(crate) fn resize(&self, rows: u16, cols: u16) {
        self.master.resize(size(rows, cols)).unwrap();
        self.parser.lock().unwrap().set_size(columns(rows), columns(cols));
    }

    pub(crate) fn shows_cursor(&self) -> bool {
        !self.parser.lock().unwrap().screen().hide_cursor()
    }

    /// What a terminal that is closed sends.
    pub(crate) fn hang_up(&self) {
        let id = self.child.process_id().unwrap().try_into().unwrap();
        kill(Pid::from_raw(id), Signal::SIGHUP).unwrap();
    }

    pub(crate) fn exit_code(&mut self) -> u32 {
        self.child.wait().unwrap().exit_code()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
