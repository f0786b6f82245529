//! What a card says: a statement for each of its answers.

use super::plain;
use crate::deck::{Content, Note};

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
        Content::Cloze(cloze) => vec![Statement::new("", &cloze.whole())],
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
