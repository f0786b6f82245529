//! What the words of a noun phrase name.

use super::{AUXILIARIES, DETERMINERS, PREPOSITIONS, Phrase, Sentence, Subject, group_of};
use crate::generate::lexicon::{Group, ROLES, listed};

impl Sentence<'_> {
    /// What the words from `start` to before `end` name.
    pub(super) fn head(&self, start: usize, end: usize) -> Option<Subject> {
        let last = end.checked_sub(1).filter(|last| *last >= start)?;
        if self.mention(last).is_some() {
            return Some(self.coordinated(last));
        }
        let word = self.word(last);
        if listed!("works").contains(word)
            && let Some(found) = self.possessor(start, last)
        {
            return Some(found);
        }
        let own = matches!(self.before(last), "this" | "present" | "our" | "my")
            || self.before(last) == "the" && listed!("works").contains(word);
        if listed!("the document itself").contains(word) && own {
            return Some(Subject::new(Phrase::Author, last - 1..end));
        }
        if let Some(group) = group_of(word) {
            let mut name = self.group_start(start, last);
            // `Caesar's heirs`
            if name >= 2 && self.is_possessive(name - 1) && self.mention(name - 2).is_some() {
                name = self.extent(name - 2).start;
            }
            let lone = DETERMINERS.contains(word) && name < last && word != "others";
            return (!lone).then(|| Subject::new(Phrase::Group(name..end, group), name..end));
        }
        if ROLES.contains(word) {
            let first = self.group_start(start, last);
            let phrase = match self.word(first) {
                "the" => Phrase::Role(first..end),
                "one" | "another" | "a" | "an" => {
                    let writes = group_of(&format!("{word}s")) == Some(Group::Scholars);
                    let kind = if writes { Group::Scholars } else { Group::People };
                    Phrase::Group(first..end, kind)
                }
                _ => return None,
            };
            return Some(Subject::new(phrase, first..end));
        }
        None
    }

    /// `Gibbon's great history`: whose work it is.
    pub(super) fn possessor(&self, start: usize, noun: usize) -> Option<Subject> {
        let low = start.max(noun.saturating_sub(8));
        for at in (low..noun).rev() {
            if self.is_person(at) {
                return Some(self.coordinated(at).until(noun + 1));
            }
            if matches!(self.word(at), "his" | "her") {
                return Some(Subject::new(Phrase::He, at..noun + 1));
            }
        }
        None
    }

    /// Where a group's name begins: at its determiner, or its first adjective.
    pub(super) fn group_start(&self, start: usize, noun: usize) -> usize {
        let mut at = noun;
        while at > start && noun - at < 5 {
            let word = self.word(at - 1);
            if PREPOSITIONS.contains(word) && self.mention(at - 1).is_none()
                || self.is_possessive(at - 1)
                || word.ends_with("ly")
                || AUXILIARIES.contains(word) && !DETERMINERS.contains(word)
            {
                break;
            }
            at -= 1;
            if DETERMINERS.contains(word) && !DETERMINERS.contains(self.before(at)) {
                break;
            }
        }
        at
    }

    /// The mention at `last`, and those that commas and `and` join before it.
    pub(super) fn coordinated(&self, last: usize) -> Subject {
        let mut extent = self.extent(last);
        let mut named = vec![self.mention[last].unwrap_or_default()];
        let end = extent.end;
        while extent.start > 1 {
            let mut left = extent.start - 1;
            let joint = self.word(left);
            let mut joins = matches!(joint, "and" | "&") || joint == "," && named.len() > 1;
            if joint == "and" && self.before(left) == "," {
                left -= 1;
            }
            // `Ranke, a German historian, and Mommsen`
            if joint == "and"
                && self.word(left) == ","
                && left > 0
                && self.mention(left - 1).is_none()
            {
                match self.opening_comma(left) {
                    Some(open) if self.is_person(open.saturating_sub(1)) => left = open,
                    _ => joins = false,
                }
            }
            let Some(next) = left.checked_sub(1).filter(|_| joins) else { break };
            let Some(mention) = self.mention(next) else { break };
            if self.kind(mention) != self.kind(named[0]) {
                break;
            }
            named.insert(0, mention);
            extent = self.extent(next);
        }
        Subject::new(Phrase::Named(named), extent.start..end)
    }
}
