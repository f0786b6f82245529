//! The noun phrase behind a preposition, and the one with which a clause opens.

use super::{BOUNDARIES, DETERMINERS, PREPOSITIONS, Phrase, Sentence, Subject, group_of, pronoun};
use crate::generate::fact::ActorKind;
use crate::generate::lexicon::{Group, listed};

impl Sentence<'_> {
    /// The noun phrase that begins at `at`, up to a mark or a verb; the names
    /// joined by `and` included.
    pub(in crate::generate::claims) fn phrase_after(&self, at: usize) -> Option<Subject> {
        let pronoun = match self.word(at) {
            "him" | "her" if !self.is_word(at + 1) => Some(Phrase::He),
            "them" => Some(Phrase::They),
            word => pronoun(word),
        };
        if let Some(phrase) = pronoun {
            return Some(Subject::new(phrase, at..at + 1));
        }
        if matches!(self.word(at), "this" | "the" | "our" | "my") {
            let own = at + 1 + usize::from(self.word(at + 1) == "present");
            let itself = self.word(at) != "the" || own > at + 1;
            if listed!("the document itself").contains(self.word(own)) && itself {
                return Some(Subject::new(Phrase::Author, at..own + 1));
            }
        }
        let mut one = at;
        while one < self.len() && one < at + 10 {
            if self.mention(one).is_some() {
                return self.joined_after(at, one);
            }
            let token = &self.tokens[one];
            let determines = one > at
                && matches!(&*token.lower, "the" | "a" | "an" | "his" | "her" | "their" | "its");
            let after_of = self.before(one) == "of";
            if !token.is_word() || BOUNDARIES.contains(&token.lower) || determines && !after_of {
                break;
            }
            // `The received picture fleshes out`: the noun before any name.
            let noun = group_of(&token.lower).is_some() && !DETERMINERS.contains(&token.lower);
            let goes_on = self.mention(one + 1).is_some() || self.word(one + 1) == "of";
            if noun
                && !goes_on
                && let Some(found) = self.head(at, one + 1)
            {
                return Some(found);
            }
            one += 1;
        }
        // No name: the longest group that ends before the mark.
        (at + 1..=one).find_map(|end| {
            let found = self.head(at, end)?;
            let lone = DETERMINERS.contains(self.word(end - 1))
                && end < one
                && self.is_word(end)
                && group_of(self.word(end)).is_some();
            (!lone).then_some(found)
        })
    }

    /// The name at `first` and those joined to it; the noun before `of` where
    /// that leads, a group that the name only tells apart.
    pub(super) fn joined_after(&self, start: usize, first: usize) -> Option<Subject> {
        let linked =
            (start..first).any(|at| matches!(self.word(at), "in" | "on" | "at" | "during" | "to"));
        // `the leaders of France` holds it, not France.
        let of = (start + 1..first).find(|&at| self.word(at) == "of");
        if let Some(head) = of.and_then(|of| self.head(start, of)) {
            return Some(head);
        }
        if linked {
            return None;
        }
        let mut extent = self.extent(first);
        // `Cicero's friend Caelius`
        if self.is_possessive(extent.end) {
            let friend = (extent.end + 1..self.len().min(extent.end + 5))
                .take_while(|&one| self.is_word(one))
                .find(|&one| self.is_person(one));
            if let Some(friend) = friend {
                extent = self.extent(friend);
            }
        }
        let mut named = vec![self.mention[extent.start]?];
        // `the Soviet leaders`: the name is an adjective.
        if self.kind(named[0]) == ActorKind::State {
            let noun = (extent.end..self.len().min(extent.end + 3))
                .find(|&at| group_of(self.word(at)).is_some());
            let inside = |at| self.is_word(at) && !BOUNDARIES.contains(self.word(at));
            let noun = noun.filter(|&noun| (extent.end..noun).all(inside));
            if let Some(found) = noun.and_then(|noun| self.head(start, noun + 1)) {
                return Some(found);
            }
        }
        loop {
            let mut next = extent.end;
            let comma = self.word(next) == ",";
            next += usize::from(comma);
            let and = matches!(self.word(next), "and" | "&");
            next += usize::from(and);
            let mention = self.mention(next).filter(|_| comma || and);
            // A comma alone joins names only before another that `and` joins.
            let listed = and
                || mention.is_some_and(|_| {
                    let end = self.extent(next).end;
                    let end = end + usize::from(self.word(end) == ",");
                    matches!(self.word(end), "and" | "&") && self.mention(end + 1).is_some()
                });
            match mention.filter(|_| listed) {
                Some(mention) if self.kind(mention) == self.kind(named[0]) => {
                    named.push(mention);
                    extent = self.extent(next);
                }
                _ => break,
            }
        }
        Some(Subject::new(Phrase::Named(named), start..extent.end))
    }

    /// The subject with which the clause from `from` on opens, adverbs and
    /// phrases before a comma aside.
    pub(in crate::generate::claims) fn opening(&self, from: usize) -> Option<Subject> {
        let mut at = from;
        for _ in 0..3 {
            let word = self.word(at);
            let leads = PREPOSITIONS.contains(word)
                || listed!("subordinating openings").contains(word)
                || word.len() > 4 && word.ends_with("ly")
                || word.ends_with("ing") && self.mention(at).is_none()
                || crate::generate::lexicon::OPENERS.contains(self.tokens.get(at)?.text)
                    && group_of(word).is_none();
            let lead = leads && self.mention(at).is_none();
            let comma = (at..self.len().min(at + 30)).find(|&one| self.word(one) == ",");
            match comma.filter(|_| lead) {
                Some(comma) => at = comma + 1,
                None if lead
                    && matches!(word, "also" | "even" | "still" | "then" | "later" | "thus") =>
                {
                    at += 1
                }
                None => break,
            }
        }
        if !self.is_word(at) {
            return None;
        }
        // `NSC-68 was`: a text by its number.
        let numbered = self.mention(at).is_none_or(|_| self.tokens[at].text.contains('-'))
            && self.tokens[at].text.bytes().any(|byte| byte.is_ascii_digit())
            && self.is_capital(at);
        if numbered {
            return Some(Subject::new(Phrase::Group(at..at + 1, Group::Works), at..at + 1));
        }
        let found = self.phrase_after(at)?;
        // `Livy's account of the war`: his words; `Livy's house`: not he.
        let end = found.tokens.end;
        if self.is_possessive(end) {
            let noun = (end..self.len().min(end + 8))
                .find(|&one| listed!("works").contains(self.word(one)))?;
            return (end..noun).all(|one| self.is_word(one) || one == end).then_some(found);
        }
        Some(found)
    }
}
