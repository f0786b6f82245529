//! The guides do as they say: every block of commands is run, in order, in a new home, and
//! every command that stands in a sentence is one that there is.

use crate::harness::{NOW, PROGRAM, World, card, repository};
use std::path::Path;
use std::process::{Command, Stdio};

/// What a learner presses wherever something is asked: Enter, and good.
const PRESSED: &str = "\n3\n\n3\n";

fn guide(name: &str) -> String {
    std::fs::read_to_string(repository().join("docs").join(name)).unwrap()
}

/// The script of a guide: its commands, and its files, which are named in their first line.
fn script(text: &str) -> String {
    let mut script = String::from("set -e\n");
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match (kind, block.split_first()) {
            ("sh", _) => script.extend(block.iter().map(|line| match line.split(' ').next() {
                Some("byheart") => {
                    format!("echo '$ {}'\n{line} < pressed\n", line.replace('\'', ""))
                }
                _ => format!("{line}\n"),
            })),
            (_, Some((name, rest))) if name.starts_with("# ") => {
                let name = &name[2..];
                script.push_str(&format!("cat > {name} <<'END'\n{}\nEND\n", rest.join("\n")));
            }
            _ => {}
        }
    }
    // Folders change; what is pressed is wherever one stands.
    script.replace("< pressed", "< \"$PRESSED\"")
}

/// Runs a guide in a folder of the world.
#[track_caller]
fn run(world: &World, name: &str, repository: &Path) {
    world.put("pressed", PRESSED);
    world.put("desk/decks/.keep", "");
    let (home, program) = (world.home(), Path::new(PROGRAM).parent().unwrap());
    let mut command = Command::new("/bin/sh");
    command.args(["-c", &script(&guide(name))]).current_dir(home.join("desk"));
    command.env_clear().env("HOME", &home).env("PRESSED", home.join("pressed"));
    command.env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", program.display()));
    command.env("BYHEART_DEVICE", "pc").env("BYHEART_NOW", NOW);
    let settings = [
        ("user.name", "I".to_owned()),
        ("user.email", "i@example.org".to_owned()),
        (
            &format!("url.file://{}.insteadOf", repository.display()),
            "https://example.org/history".to_owned(),
        ),
    ];
    command.env("GIT_CONFIG_COUNT", settings.len().to_string());
    for (at, (key, value)) in settings.iter().enumerate() {
        command
            .env(format!("GIT_CONFIG_KEY_{at}"), key)
            .env(format!("GIT_CONFIG_VALUE_{at}"), value);
    }
    let ran = command.stdin(Stdio::null()).output().unwrap();
    let told = [ran.stdout, ran.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(ran.status.success(), "{name}\n{}\n{}", told[0], told[1]);
}

#[test]
fn the_instructors_guide_leads_to_a_deck_that_is_handed_out_and_corrected() {
    let world = World::new();
    let repository = world.path("desk/history");
    run(&world, "instructor.md", &repository);
    let deck = world.text("desk/history/decks/rome.toml");
    assert!(deck.contains("back = \"21 April 753 BC\"\ncorrected = 2026-11-23\n"), "{deck}");
    assert!(world.text("desk/history/.gitignore").contains("progress/"));
    assert!(world.path("desk/history/paper.html").exists());
}

#[test]
fn the_students_guide_leads_to_progress() {
    let world = World::new();
    let deck = "format = 1\nid = \"rome\"\ntitle = \"Rome\"\n";
    let card = card(
        "who-founded-rome-by-its-own-legend",
        "Who founded Rome?",
        "Romulus",
        "tags = [\"dates\"]\n",
    );
    world.put("class/decks/rome.toml", format!("{deck}{card}"));
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=I", "-c", "user.email=i@example.org"];
        let mut git = Command::new("git");
        git.args(who).args(arguments).current_dir(world.path("class"));
        assert!(git.status().unwrap().success());
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "decks"]);
    run(&world, "student.md", &world.path("class"));
    assert!(
        !world.files("desk/progress").is_empty()
            || world.path(".local/share/byheart/progress").is_dir()
    );
}

#[test]
fn the_page_on_toml_shows_sound_decks_and_every_key() {
    let world = World::new();
    run(&world, "toml.md", &world.home());
    world.run(&["check", "home/desk/decks"]).ended(0);
    let schema: serde_json::Value = serde_json::from_str(&guide("deck.schema.json")).unwrap();
    let mut keys = Vec::new();
    properties(&schema, &mut keys);
    let example = world.text("desk/decks/every-key.toml");
    let is_missing = |key: &&String| {
        let starts = [format!("\n{key} = "), format!("[{key}]")];
        !starts.iter().any(|start| format!("\n{example}").contains(start))
    };
    assert_eq!(keys.iter().filter(is_missing).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(keys.len() > 30, "{keys:?}");
}

/// The names of all properties of a schema.
fn properties(schema: &serde_json::Value, found: &mut Vec<String>) {
    if let Some(of) = schema.get("properties").and_then(|of| of.as_object()) {
        found.extend(of.keys().cloned());
    }
    match schema {
        serde_json::Value::Object(parts) => parts.values().for_each(|part| properties(part, found)),
        serde_json::Value::Array(parts) => parts.iter().for_each(|part| properties(part, found)),
        _ => {}
    }
}

#[test]
fn commands_in_sentences_are_there_with_their_options() {
    let world = World::new();
    for name in ["instructor.md", "student.md", "toml.md"] {
        let text = guide(name);
        let commands = text.split('`').filter_map(|code| code.strip_prefix("byheart "));
        for command in commands.map(|command| command.split_whitespace().collect::<Vec<_>>()) {
            let help = world.run(&[command[0], "--help"]).ended(0);
            let options = command.iter().filter(|word| word.starts_with('-'));
            help.says(&options.copied().collect::<Vec<_>>());
        }
    }
}
