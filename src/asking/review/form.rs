//! The text of a card as a person fills it in: a line a text, without a key or a quotation
//! mark of the deck's. Pure.

use super::Entry;
use crate::asking::editor::Editor;
use crate::asking::{Action, Way};
use crate::base::hash::stable_hash;
use crate::deck::fault::{Fault, Severity};
use crate::deck::fix::slug;
use crate::deck::parse::parse_card_and_doubt;
use crate::deck::write::keys;
use crate::deck::{Content, Note};
use crate::lint;
use serde::{Deserialize, Serialize};
use std::path::Path;
use toml::{Table, Value};

/// A text of a card.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key in a deck.
    key: &'static str,
    /// What it is called.
    pub label: &'static str,
    holds: Holds,
    /// Fields beside which it may be empty; without one of them it is not there.
    beside: &'static [&'static str],
}

#[derive(Debug, PartialEq, Eq)]
enum Holds {
    /// One text, without which there is no card.
    Must,
    /// One text, or none.
    May,
    /// As many as there are, and one at least.
    These,
    /// Any number: below the last one another may be filled in.
    Any,
}

/// In the order in which they are filled in. What has no row here (tags, places, pairs)
/// stays as it is.
static FIELDS: [Field; 9] = [
    field("front", "Question", Holds::Must, &[]),
    field("cloze", "Text", Holds::Must, &[]),
    field("statement", "Statement", Holds::Must, &[]),
    field("back", "Answer", Holds::These, &[]),
    field("order", "Item", Holds::Any, &[]),
    field("list", "Item", Holds::Any, &[]),
    field("accept", "Also right", Holds::Any, &["back", "cloze"]),
    field("choices", "Wrong", Holds::Any, &["back"]),
    field("note", "Note", Holds::May, &["front", "cloze", "statement"]),
];

const fn field(
    key: &'static str,
    label: &'static str,
    holds: Holds,
    beside: &'static [&'static str],
) -> Field {
    Field { key, label, holds, beside }
}

impl Field {
    /// Whether there is no card without it.
    fn is_needed(&self) -> bool {
        matches!(self.holds, Holds::Must | Holds::These)
    }
}

/// One line of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is for.
    pub field: &'static Field,
    /// What stands in it.
    pub editor: Editor,
}

impl Row {
    fn new(field: &'static Field, text: &str) -> Self {
        Self { field, editor: Editor::holding(text) }
    }

    fn text(&self) -> &str {
        self.editor.text().trim()
    }
}

/// Whose text is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// That of the card of this id.
    Card(String),
    /// That of a new one, at the passage of the card of this id.
    Beside(String),
}

impl Target {
    /// The id of the card that is seen.
    pub fn id(&self) -> &String {
        let (Self::Card(id) | Self::Beside(id)) = self;
        id
    }
}

/// What stands in a form, to be taken up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// Whose text it is.
    pub target: Target,
    /// Key and text of each row.
    pub rows: Vec<(String, String)>,
}

/// The text of a card in the making.
#[derive(Debug, Clone)]
pub struct Form {
    target: Target,
    /// What the rows do not say.
    rest: Table,
    /// What stood there at first.
    start: (Table, Vec<(String, String)>),
    /// The rows.
    pub rows: Vec<Row>,
    /// The row at hand.
    pub at: usize,
    /// Whether it was asked back to give it up.
    leaving: bool,
}

/// What an action led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filled {
    Nothing,
    Said(String),
    GaveUp,
    Done,
}

impl Form {
    /// The text of a card.
    pub fn of(note: &Note) -> Self {
        Self::new(Target::Card(note.id.clone()), note)
    }

    /// A card that there is not yet, of the same passage as another, whose words it has as
    /// its note.
    pub fn beside(entry: &Entry) -> Self {
        let content = Content::Basic {
            front: String::new(),
            back: vec![String::new()],
            choices: Vec::new(),
            reverse: false,
        };
        let note = Note {
            tags: entry.note.tags.first().cloned().into_iter().collect(),
            source: entry.note.source.clone(),
            note: entry.passage.quoted(),
            ..Note::new("own", content)
        };
        Self::new(Target::Beside(entry.note.id.clone()), &note)
    }

    fn new(target: Target, note: &Note) -> Self {
        let mut form = Self {
            target,
            rest: Table::new(),
            start: Default::default(),
            rows: Vec::new(),
            at: 0,
            leaving: false,
        };
        form.hold(note);
        form.start = (form.rest.clone(), form.texts());
        form
    }

    /// Takes the texts of `note` in place of what stands there.
    pub(super) fn hold(&mut self, note: &Note) {
        self.rest = Table::try_from(note).expect("texts, numbers and lists can be written");
        self.rest.remove("id");
        let there = |key: &&str| self.rest.contains_key(*key);
        let is_wanted = |field: &&Field| there(&field.key) || field.beside.iter().any(&there);
        let wanted: Vec<&'static Field> = FIELDS.iter().filter(is_wanted).collect();
        (self.rows, self.at) = (Vec::new(), 0);
        for field in wanted {
            match self.rest.remove(field.key) {
                Some(Value::Array(texts)) => {
                    let texts = texts.iter().filter_map(Value::as_str);
                    self.rows.extend(texts.map(|text| Row::new(field, text)));
                }
                Some(Value::String(text)) => self.rows.push(Row::new(field, &text)),
                _ if field.holds == Holds::May => self.rows.push(Row::new(field, "")),
                _ => {}
            }
            if field.holds == Holds::Any {
                self.rows.push(Row::new(field, ""));
            }
        }
    }

    /// Takes up what was being typed.
    pub(super) fn fill(&mut self, typed: &Typed) {
        let row = |(key, text): &(String, String)| {
            let field = FIELDS.iter().find(|field| field.key == key)?;
            Some(Row::new(field, text))
        };
        let rows: Vec<Row> = typed.rows.iter().filter_map(row).collect();
        if !rows.is_empty() {
            self.rows = rows;
        }
    }

    /// Whose text it is.
    pub fn target(&self) -> &Target {
        &self.target
    }

    fn texts(&self) -> Vec<(String, String)> {
        let text = |row: &Row| (row.field.key.to_owned(), row.editor.text().to_owned());
        self.rows.iter().map(text).collect()
    }

    /// Whether something was typed.
    pub fn is_changed(&self) -> bool {
        let (rest, texts) = &self.start;
        self.rest != *rest || self.texts() != *texts
    }

    /// What stands there.
    pub fn typed(&self) -> Typed {
        Typed { target: self.target.clone(), rows: self.texts() }
    }

    /// Follows an action.
    pub(super) fn act(&mut self, action: &Action) -> Filled {
        let leaving = std::mem::take(&mut self.leaving);
        match action {
            Action::Type(text) => self.editor().insert(&text.replace('\n', " ")),
            Action::Edit(editing) => self.editor().edit(*editing),
            Action::Move(way) => self.step(*way),
            Action::Submit => return self.submit(),
            Action::Out if self.is_changed() && !leaving => {
                self.leaving = true;
                return Filled::Said(
                    "Esc again throws away what you typed, Enter saves it.".into(),
                );
            }
            Action::Out => return Filled::GaveUp,
            // From the page of keys.
            _ => return Filled::Said("Enter saves the form, Esc gives it up; do so first.".into()),
        }
        self.spare();
        Filled::Nothing
    }

    fn editor(&mut self) -> &mut Editor {
        &mut self.rows[self.at].editor
    }

    /// Around at the ends.
    fn step(&mut self, way: Way) {
        let count = self.rows.len();
        let by = if way == Way::Up { count - 1 } else { 1 };
        self.at = (self.at + by) % count;
    }

    /// Below the last text of a field that may have more stands an empty row.
    fn spare(&mut self) {
        let Row { field, editor } = &self.rows[self.at];
        let next = self.rows.get(self.at + 1).map(|row| row.field);
        if field.holds == Holds::Any && !editor.text().is_empty() && next != Some(*field) {
            self.rows.insert(self.at + 1, Row::new(field, ""));
        }
    }

    /// Done, where nothing is missing without which there is no card.
    fn submit(&mut self) -> Filled {
        if !self.is_changed() && matches!(self.target, Target::Card(_)) {
            return Filled::GaveUp;
        }
        let is_missing = |row: &Row| row.field.is_needed() && self.is_empty(row.field);
        let missing = self.rows.iter().position(is_missing);
        let Some(at) = missing else { return Filled::Done };
        self.at = at;
        Filled::Said(format!("{}: nothing stands here yet.", self.rows[at].field.label))
    }

    /// Whether nothing stands in any row of a field.
    fn is_empty(&self, field: &Field) -> bool {
        self.rows.iter().filter(|row| row.field == field).all(|row| row.text().is_empty())
    }

    /// The keys of the card as a deck has them, whether or not they make one.
    pub fn text(&self) -> String {
        let mut table = self.rest.clone();
        for field in &FIELDS {
            let mut rows = self.rows.iter().filter(|row| row.field == field).peekable();
            if rows.peek().is_none() {
                continue;
            }
            // What must be there and is not is left empty, to be filled in.
            let keeps_empty = field.is_needed() && self.is_empty(field);
            let texts = rows.map(Row::text).filter(|text| keeps_empty || !text.is_empty());
            let texts: Vec<Value> = texts.map(Value::from).collect();
            let value = match (&field.holds, texts.as_slice()) {
                (Holds::May, []) => continue,
                (Holds::Any, []) if !field.beside.is_empty() => continue,
                (Holds::Any, _) => Value::Array(texts),
                (_, [one]) => one.clone(),
                _ => Value::Array(texts),
            };
            table.insert(field.key.to_owned(), value);
        }
        keys(&table)
    }

    /// The card of which `text` has the keys, with what is doubtful about it; or its faults.
    pub(super) fn read(&self, text: &str) -> Result<(Note, Vec<Fault>), Vec<Fault>> {
        let id = match &self.target {
            Target::Card(id) => id,
            Target::Beside(_) => "own",
        };
        // What is good to know keeps nobody from deciding.
        let doubts = |deck: &_| {
            let mut doubts = lint::doubts(deck);
            doubts.retain(|doubt| doubt.severity > Severity::Remark);
            doubts
        };
        let (note, faults) = parse_card_and_doubt(Path::new("the card"), id, text, doubts);
        let is_rejected = faults.iter().any(|fault| fault.severity.is_error());
        let Some(mut note) = note.filter(|_| !is_rejected) else { return Err(faults) };
        if let Target::Beside(_) = self.target {
            note.id = own_id(&note);
        }
        Ok((note, faults))
    }
}

/// Names a card that a person wrote by its question. Its digits are fewer than those of
/// generated ids, for which `--update` would take it.
fn own_id(note: &Note) -> String {
    let asked = note.content.prompt(note.content.sides()[0], |_| "…".to_owned());
    let hash = stable_hash(keys(note).bytes()) & 0x00ff_ffff;
    format!("own-{}-{hash:06x}", slug(&asked, 40)).replace("--", "-")
}
