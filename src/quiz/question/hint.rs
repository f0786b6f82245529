//! Progressive hints: letters of the answer, an option less, an item more.
//! Never the whole answer.

use super::{Form, Question};
use unicode_segmentation::UnicodeSegmentation;

/// A little help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// Something to read.
    Text(String),
    /// The option with this index is wrong.
    NotThis(usize),
}

/// Hints that show letters or words.
const LEVELS: u8 = 2;
/// Longer answers are hinted at by whole words.
const FEW_WORDS: usize = 6;

impl Question {
    /// The hint that follows after `taken` ones; none where no more can be
    /// said without giving the answer.
    pub fn hint(&self, taken: u8) -> Option<Hint> {
        match &self.form {
            Form::Choose { options, right } => option_less(options.len(), right, taken),
            Form::Order { .. } => self.next_place(taken, |at| format!("number {}", at + 1)),
            Form::Match { left, .. } => self.next_place(taken, |at| left[at].clone()),
            _ if taken >= LEVELS => None,
            Form::List | Form::Tick => self.of_items(taken),
            _ => begun(&self.answer(), taken).map(Hint::Text),
        }
    }

    /// What belongs to the next place, while two others stay to be found.
    fn next_place(&self, taken: u8, name: impl Fn(usize) -> String) -> Option<Hint> {
        let (at, places) = (usize::from(taken), self.form.places());
        let place = places.get(at).filter(|_| at + 2 < places.len())?;
        Some(Hint::Text(format!("{}: {}", name(at), self.form.options()[*place])))
    }

    fn of_items(&self, taken: u8) -> Option<Hint> {
        let items = self.card.items().iter();
        let begun: Option<Vec<String>> = items.map(|item| begun(item, taken)).collect();
        Some(Hint::Text(begun?.join(" · ")))
    }
}

/// Two options always stay.
fn option_less(count: usize, right: &[usize], taken: u8) -> Option<Hint> {
    let taken = usize::from(taken);
    let mut wrong = (0..count).rev().filter(|index| !right.contains(index));
    (count - taken > right.len().max(1) + 1).then(|| wrong.nth(taken)).flatten().map(Hint::NotThis)
}

/// The beginning of each word, or the first words of a long text: a little at
/// first, half of it then.
fn begun(text: &str, taken: u8) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > FEW_WORDS {
        let shown = words.len() * (usize::from(taken) + 1) / 4;
        return Some(format!("{} …", words[..shown.max(1)].join(" ")));
    }
    let begun: Vec<String> = words.iter().map(|word| beginning(word, taken)).collect();
    let begun = begun.join(" ");
    (begun != text).then_some(begun)
}

fn beginning(word: &str, taken: u8) -> String {
    let graphemes: Vec<&str> = word.graphemes(true).collect();
    let shown = if taken == 0 { 1 } else { graphemes.len().div_ceil(2) };
    match graphemes.get(..shown) {
        Some(shown) if shown.len() < graphemes.len() => format!("{}…", shown.concat()),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_little_by_little() {
        assert_eq!(begun("Omar Bradley", 0).unwrap(), "O… B…");
        assert_eq!(begun("Omar Bradley", 1).unwrap(), "Om… Brad…");
        assert_eq!(begun("한국어", 0).unwrap(), "한…");
        assert_eq!(begun("4", 0), None);
        let long = "that the war was wrong for everyone who took part";
        assert_eq!(begun(long, 0).unwrap(), "that the …");
        assert_eq!(begun(long, 1).unwrap(), "that the war was wrong …");
    }

    #[test]
    fn options_go_until_one_right_and_one_wrong_are_left() {
        assert_eq!(option_less(4, &[1], 0), Some(Hint::NotThis(3)));
        assert_eq!(option_less(4, &[1], 1), Some(Hint::NotThis(2)));
        assert_eq!(option_less(4, &[1], 2), None);
        assert_eq!(option_less(2, &[0], 0), None);
    }
}
