//! The command line's types, nothing else.

mod exam;

pub use exam::{Exam, Feed};

use crate::deck::Kind;
use crate::document::Format;
use crate::generate::compose;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// Learn a document's key dates, actors and arguments by heart.
///
/// Without a command, byheart studies what is due today.
#[derive(Debug, Parser)]
#[command(name = "byheart", version, max_term_width = 100, subcommand_precedence_over_arg = true)]
pub struct Cli {
    /// Options that every command knows.
    #[command(flatten)]
    pub global: Global,
    /// What to do; `study` where nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options of `study`, which is the command where none is named.
    #[command(flatten)]
    pub study: Study,
}

/// Stands above the options that every command knows.
const EVERY: &str = "Options of every command";

/// Options that every command knows.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The study folder, with decks/ and progress/
    #[arg(long, global = true, help_heading = EVERY, value_name = "DIR", env = "BYHEART_HOME")]
    pub home: Option<PathBuf>,
    /// A clock that stands at this RFC 3339 time; with a + behind it, one that starts there
    #[arg(long, global = true, help_heading = EVERY, value_name = "TIME", env = "BYHEART_NOW")]
    pub now: Option<String>,
    /// When to use colour
    #[arg(long, global = true, help_heading = EVERY, value_name = "WHEN", default_value = "auto")]
    pub color: ColorWhen,
    /// Use only ASCII characters for bars and marks
    #[arg(long, global = true, help_heading = EVERY)]
    pub ascii: bool,
    /// Never ask anything; fail where an answer would be needed
    #[arg(long, global = true, help_heading = EVERY)]
    pub no_input: bool,
    /// Print results as JSON, where something is reported
    #[arg(long, global = true, help_heading = EVERY)]
    pub json: bool,
    /// Say less
    #[arg(short, long, global = true, help_heading = EVERY)]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true, help_heading = EVERY)]
    pub verbose: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Study what is due today
    Study(Study),
    /// Sit a mock exam, or print its paper
    Exam(Exam),
    /// List the decks: what study would ask now, new, learnt, expected recall, cards
    Decks(Selection),
    /// List cards: id, prompt, state, due, recall
    Cards(Cards),
    /// Show the way to an exam: what each day brings, and what to expect on the day
    Plan(Plan),
    /// Read documents and write decks of their dates, actors, arguments and terms
    Generate(Generate),
    /// Check decks and report every fault
    Check(Check),
    /// Show a deck as its students will meet it: each card in every form; nothing is saved
    Preview(Preview),
    /// Show what happened to a card
    History(OneCard),
    /// Take back the latest event that this device wrote
    Undo,
    /// Ask a card no more until it is resumed
    Suspend(SomeCards),
    /// Ask a suspended card again
    Resume(SomeCards),
    /// Make a card new again; its history stays
    Reset(SomeCards),
    /// Bring decks of others into the study folder, and their newer versions
    Install(Install),
    /// Make a study folder: decks/, progress/, byheart.toml
    Init(Init),
    /// Begin a deck: asks for its title and cards, or writes one with an example of each kind
    New(New),
    /// Add cards to a deck: 'term :: definition', 'a sentence with a {{gap}}', or as you are asked
    #[command(after_help = ADD)]
    Add(Add),
    /// Show what became of decks: cards that are new, gone, reworded or answered otherwise
    #[command(after_help = DIFF)]
    Diff(Diff),
    /// Print the JSON Schema of a deck file, for editors
    Schema,
    /// Print what completes commands and options in a shell
    #[command(
        after_help = "For bash: byheart completions bash > ~/.local/share/bash-completion/completions/byheart"
    )]
    Completions(Completions),
    /// Print the manual page, or write one for every command into a folder
    Man(Man),
}

impl Command {
    /// The command that `name` is most likely a slip for; none where it is like no one.
    pub fn meant_by(name: &str) -> Option<String> {
        let name = name.to_lowercase();
        let most = if name.chars().count() > 4 { 2 } else { 1 };
        let mut cli = Cli::command();
        cli.build();
        let near = cli.get_subcommands().map(|known| {
            let known = known.get_name();
            (strsim::osa_distance(&name, known), known.to_owned())
        });
        near.filter(|(distance, _)| *distance <= most).min().map(|(_, known)| known)
    }
}

impl Cli {
    /// The command line's words; where its first word is a slip for a command, the error says so,
    /// and not that the options of `study` are others.
    pub fn of_words(words: Vec<OsString>) -> Result<Self, clap::Error> {
        Self::try_parse_from(&words).map_err(|error| {
            let texts = words.iter().skip(1).filter_map(|word| word.to_str());
            let first = texts.clone().find(|word| !word.starts_with('-'));
            let meant = first.and_then(|word| Some((word, Command::meant_by(word)?)));
            match meant {
                Some((word, meant))
                    if word != meant && error.kind() == ErrorKind::UnknownArgument =>
                {
                    let told = format!("there is no command '{word}'; did you mean '{meant}'?");
                    Self::command().error(ErrorKind::InvalidSubcommand, told)
                }
                _ => error,
            }
        })
    }
}

/// How `add` reads a line.
const ADD: &str = "A line is a card: 'term :: definition', with a note behind a second ::, or a sentence \
    with gaps such as 'Rome was founded by {{Romulus::a twin}}.' Each card gets an id; one that the \
    deck has already is named and left out; a faulty line is named, and then nothing is added.";

/// What `diff` compares.
const DIFF: &str = "Each side is a deck's id, a TOML file, a folder, or REVISION:PATH as git has it; OLD may \
    be a revision alone, of the files that NEW names: byheart diff HEAD~1 rome";

/// Which decks.
#[derive(Debug, Clone, Default, Args)]
pub struct Selection {
    /// A deck's id, a TOML file, or a folder; all decks where nothing is said
    #[arg(value_name = "DECK")]
    pub decks: Vec<String>,
    /// Whether no command was named: the first word may be a slip for one.
    #[arg(skip)]
    pub is_bare: bool,
}

/// Options of `study`.
#[derive(Debug, Clone, Default, Args)]
pub struct Study {
    /// Which decks.
    #[command(flatten)]
    pub selection: Selection,
    /// Only cards with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// Only cards of this kind
    #[arg(long, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Only cards that you marked
    #[arg(long)]
    pub marked: bool,
    /// Only cards that you forgot eight times or more
    #[arg(long)]
    pub leech: bool,
    /// Ask anything, due or not; the schedule stays as it is
    #[arg(long)]
    pub cram: bool,
    /// With --cram: let the answers count for the schedule
    #[arg(long, requires = "cram")]
    pub count: bool,
    /// Stop after this many minutes
    #[arg(long, value_name = "M")]
    pub minutes: Option<u32>,
    /// At most this many new cards today
    #[arg(long, value_name = "N")]
    pub new: Option<u32>,
    /// At most this many reviews today; a backlog is then not spread over days
    #[arg(long, value_name = "N")]
    pub reviews: Option<u32>,
    /// How to ask: on the whole terminal, line by line, plainly for pipes and screen readers, or as
    /// JSON lines for other programs
    #[arg(long, value_name = "MODE")]
    pub ui: Option<UiMode>,
    /// Makes the order of cards and options repeatable
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
}

/// Options of `plan`.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// Which decks.
    #[command(flatten)]
    pub selection: Selection,
    /// The day of the exam, such as 2026-12-15; else the settings' or the decks' own
    #[arg(long, value_name = "DATE")]
    pub exam: Option<String>,
    /// Minutes a day
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
}

/// How a session talks to the learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UiMode {
    /// The whole terminal.
    Screen,
    /// Prompts and menus on a terminal.
    Line,
    /// Lines in, lines out.
    Plain,
    /// JSON lines, for other programs.
    Json,
}

/// Reads one of some modes.
fn modes<const N: usize>(names: [&'static str; N]) -> impl TypedValueParser<Value = UiMode> {
    PossibleValuesParser::new(names).try_map(|mode| UiMode::from_str(&mode, false))
}

/// Options of `cards`.
#[derive(Debug, Args)]
pub struct Cards {
    /// Which decks.
    #[command(flatten)]
    pub selection: Selection,
    /// Only cards whose id, prompt or answer contains this text
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Only cards in this state
    #[arg(long, value_name = "STATE")]
    pub state: Option<StateFilter>,
}

/// A card's state, as a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StateFilter {
    /// Never answered.
    New,
    /// In learning or relearning steps.
    Learning,
    /// In review.
    Review,
    /// Due now.
    Due,
    /// Suspended.
    Suspended,
    /// Failed again and again.
    Leech,
    /// Marked by the learner.
    Marked,
}

/// Options of `generate`.
#[derive(Debug, Args)]
pub struct Generate {
    /// Documents: text, Markdown, HTML, DOCX, ODT, PPTX, EPUB, PDF, LaTeX, Org, reStructuredText, AsciiDoc, notebooks, subtitles; by file ending and first bytes; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What the documents are, where neither their names nor their bytes say it
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Print what was read, with its structure, and write nothing; with -v also what was left out
    #[arg(long, conflicts_with_all = ["review", "dry_run", "update", "force", "facts", "out", "max", "all", "only", "date"])]
    pub text: bool,
    /// One deck file (.toml), or a folder for a deck a kind; by default the home's decks/
    #[arg(long, value_name = "DECK.toml|DIR")]
    pub out: Option<PathBuf>,
    /// Only these kinds of cards
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub only: Vec<compose::Kind>,
    /// At most this many cards from each document, the best from all its parts
    #[arg(long, value_name = "N")]
    pub max: Option<usize>,
    /// Every card that is good; else those of what matters: at most 15 from a thousand words of
    /// notes, 6 from a thousand words of prose
    #[arg(long, conflicts_with = "max")]
    pub all: bool,
    /// The documents' own date, from which "last Friday" counts; by default the one that they state
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<jiff::civil::Date>,
    /// Write every fact found, a JSON object a line
    #[arg(long, value_name = "FACTS.jsonl")]
    pub facts: Option<PathBuf>,
    /// Keep, edit or drop each card, drafts behind the sure ones, and add your own, before the decks are written; can be left and taken up again
    #[arg(long, conflicts_with_all = ["dry_run", "json"])]
    pub review: bool,
    /// How to hold the review: on the whole terminal, or line by line
    #[arg(long, value_name = "MODE", requires = "review", value_parser = modes(["screen", "line"]))]
    pub ui: Option<UiMode>,
    /// Write nothing; show the facts, sample cards and what would be written; with -v why facts make no card
    #[arg(long)]
    pub dry_run: bool,
    /// Add cards of new facts to decks that exist; what people wrote and deleted there stays so
    #[arg(long, conflicts_with = "force")]
    pub update: bool,
    /// Replace decks that exist
    #[arg(long)]
    pub force: bool,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Which decks.
    #[command(flatten)]
    pub selection: Selection,
    /// Give ids to cards without one and numbers to cloze gaps; comments and layout stay
    #[arg(long)]
    pub fix: bool,
    /// Print all faults of a file, and not the first 20
    #[arg(long)]
    pub all: bool,
    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,
    /// Check the progress files too: torn, unreadable, future and orphaned lines
    #[arg(long)]
    pub progress: bool,
    /// Prove every card by this document: found, in other words, not found, or contradicted
    #[arg(long, value_name = "DOCUMENT")]
    pub against: Option<PathBuf>,
}

/// Options of `preview`.
#[derive(Debug, Args)]
pub struct Preview {
    /// Which decks.
    #[command(flatten)]
    pub selection: Selection,
    /// Write a page with all forms and their answers, for a browser
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Replace a page that exists
    #[arg(long, requires = "html")]
    pub force: bool,
    /// How to ask, as in study
    #[arg(long, value_name = "MODE", conflicts_with = "html")]
    pub ui: Option<UiMode>,
    /// Another order of options
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
}

/// One card.
#[derive(Debug, Args)]
pub struct OneCard {
    /// The card's id: DECK/CARD, or CARD where only one deck has it
    pub card: String,
}

/// One card or several.
#[derive(Debug, Args)]
pub struct SomeCards {
    /// Ids of cards: DECK/CARD, or CARD where only one deck has it
    #[arg(value_name = "CARD", required = true)]
    pub cards: Vec<String>,
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder; where nothing is said --home, or here
    pub dir: Option<PathBuf>,
    /// For decks that are handed out: git keeps your own progress out of what you share
    #[arg(long)]
    pub class: bool,
}

/// Options of `install`.
#[derive(Debug, Args)]
pub struct Install {
    /// A deck file, a folder of decks, or the URL of a git repository
    #[arg(value_name = "FILE|FOLDER|URL", required_unless_present = "update")]
    pub from: Option<String>,
    /// Look again where installed decks came from
    #[arg(long, conflicts_with = "from")]
    pub update: bool,
    /// Of what you and the author both changed, take the author's; else you are asked
    #[arg(long)]
    pub theirs: bool,
    /// Show what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Options of `man`.
#[derive(Debug, Args)]
pub struct Man {
    /// The folder; where nothing is said, the page of byheart itself is printed
    pub dir: Option<PathBuf>,
}

/// Options of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// The deck's id, for a file in the home's decks/; or a TOML file
    pub deck: PathBuf,
}

/// Options of `add`.
#[derive(Debug, Args)]
pub struct Add {
    /// The deck's id, or its TOML file
    pub deck: String,
    /// Cards, each on a line; - reads lines of standard input; where there are none, you are asked
    #[arg(value_name = "CARD")]
    pub cards: Vec<String>,
}

/// Options of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The decks before: an id, a file, a folder, REVISION:PATH, or a revision of NEW
    pub old: String,
    /// The decks after: an id, a file, a folder, or REVISION:PATH
    pub new: String,
    /// Set corrected to today on the cards of NEW whose answer has changed: whoever answered
    /// before is asked once more
    #[arg(long)]
    pub mark: bool,
}
