//! What a card says: a statement for each of its answers.

use super::number::Number;
use super::plain;
use crate::deck::cloze::Cloze;
use crate::deck::{Content, Note};
use crate::document::sentences_of;
use crate::generate::token::Tokens;

/// Something that a card says.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) prompt: String,
    pub(super) answer: String,
    pub(super) is: Is,
    /// How many items the card asks for; none where it asks for one answer.
    pub(super) row: usize,
}

/// How a card says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Is {
    /// It is so.
    True,
    /// It is not so.
    False,
    /// It is another way to say so.
    Accepted,
}

impl Statement {
    pub(super) fn new(prompt: &str, answer: &str) -> Self {
        // The section that a prompt names is none of what it says.
        let prompt = prompt.split(" (From “").next().unwrap_or_default();
        Self { prompt: prompt.to_owned(), answer: answer.to_owned(), is: Is::True, row: 0 }
    }

    pub(super) fn text(&self) -> String {
        format!("{} {}", self.prompt, self.answer).trim().to_owned()
    }

    /// To see whether two are the same.
    pub(super) fn plain(&self) -> (Is, String) {
        (self.is, plain(&self.text()))
    }
}

/// What a note says.
pub(super) fn statements(content: &Content) -> Vec<Statement> {
    match content {
        Content::Basic { front, back, .. } => vec![Statement::new(front, &back.join("; "))],
        Content::Cloze(cloze) => vec![Statement::new("", &hidden(cloze))],
        Content::Order { front, items } | Content::List { front, items } => {
            let row = items.len();
            items.iter().map(|item| Statement { row, ..Statement::new(front, item) }).collect()
        }
        Content::Pairs { pairs, .. } => {
            pairs.iter().map(|(left, right)| Statement::new(left, right)).collect()
        }
        Content::TrueFalse { statement, answer } => {
            let is = if *answer { Is::True } else { Is::False };
            vec![Statement { is, ..Statement::new(statement, "") }]
        }
    }
}

/// The sentences in which something is hidden; others only say what these speak of.
fn hidden(cloze: &Cloze) -> String {
    let text = cloze.to_string();
    let asking = sentences_of(&text).filter(|sentence| sentence.contains("{{"));
    let asking: Vec<&str> = asking.collect();
    Cloze::parse(asking.join(" ")).map_or_else(|_| cloze.whole(), |cloze| cloze.whole())
}

/// Most items that a prompt counts in a word or a digit.
const COUNTED: usize = 12;

/// `Name the five schools`, and three are asked for: how the card counts otherwise than it
/// names.
pub(super) fn miscounted(content: &Content) -> Option<String> {
    let (front, items) = match content {
        Content::List { front, items } => (front, items.len()),
        Content::Pairs { front, pairs } => (front, pairs.len()),
        Content::Order { front, items } => (front, items.len()),
        _ => return None,
    };
    let is_order = matches!(content, Content::Order { .. });
    // What stands in brackets is `generate`'s own count.
    let tokens = Tokens::words(front.split(" (").next().unwrap_or_default(), 0);
    let counts = (2..=COUNTED).filter_map(|count| Some((Number::of(count)?, count)));
    let counts: Vec<(Number, usize)> = counts.collect();
    // `Put the steps to two unions in order` counts no items.
    let is_count = |at: &usize| !is_order || matches!(tokens.before(*at), "the" | "these" | "all");
    let read = (0..tokens.len()).filter(is_count).filter_map(|at| Number::read(&tokens, at));
    let said: Vec<usize> = read
        .filter_map(|(number, _)| counts.iter().find(|(one, _)| *one == number))
        .map(|(_, count)| *count)
        .collect();
    // `Name two of the three`: one of them counts what is asked for.
    let is_wrong = !said.is_empty() && said.iter().all(|count| *count != items);
    is_wrong.then(|| format!("the card counts {}, and asks for {items}", said[0]))
}

/// What a note says with each other answer that it takes.
pub(super) fn variants(note: &Note) -> impl Iterator<Item = Statement> {
    let side = note.content.sides().into_iter().next();
    let prompt = side.map(|side| note.content.prompt(side, |_| String::new()).into_owned());
    let variant = |answer: &String| {
        let prompt = prompt.as_deref().unwrap_or_default();
        Statement { is: Is::Accepted, ..Statement::new(prompt, answer) }
    };
    note.accept.iter().map(variant).collect::<Vec<_>>().into_iter()
}
