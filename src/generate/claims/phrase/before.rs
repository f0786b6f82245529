//! The subject before a verb.

use super::{
    AUXILIARIES, BOUNDARIES, DETERMINERS, PREPOSITIONS, Phrase, Sentence, Subject, pronoun,
};
use crate::generate::lexicon::listed;
use crate::generate::verbs::is_denial;

impl Sentence<'_> {
    /// The subject of the verb at `verb`; none where it has none that may hold
    /// something, or where it is negated.
    pub(in crate::generate::claims) fn subject_before(&self, verb: usize) -> Option<Subject> {
        let at = self.verb_group(verb)?;
        if let Some(found) = self.named_in_aside(at) {
            return Some(found);
        }
        if matches!(self.before(at), "and" | "but" | "or" | "then") && at > 1 {
            return Some(Subject::new(Phrase::Shared, at..at));
        }
        let found = self.phrase_before(at)?;
        // `wherever he thought`: no statement of its own.
        let hangs = listed!("hanging clauses").contains(self.before(found.tokens.start));
        (!hangs).then_some(found)
    }

    /// `recent studies, notably by Livy and Dio, suggest`: those named hold it.
    pub(super) fn named_in_aside(&self, at: usize) -> Option<Subject> {
        if self.word(at) != "," {
            return None;
        }
        let mut from = at + 1;
        // `the ambassador, the Duke of Dorset, told`: the aside is the name.
        let name = from + usize::from(self.word(from) == "the");
        if self.is_person(name) && self.word(self.extent(name).end) == "," {
            let mut found = self.coordinated(name);
            found.tokens.start = self.chain_start(at);
            return Some(found);
        }
        let lead = match (self.word(from), self.word(from + 1)) {
            ("notably" | "especially" | "particularly" | "chiefly" | "including", _) => 1,
            ("such", "as") | ("above", "all") => 2,
            _ => return None,
        };
        from += lead;
        from += usize::from(matches!(self.word(from), "by" | "those" | "in"));
        let found = self.phrase_after(from)?;
        matches!(found.phrase, Phrase::Named(_)).then_some(found)
    }

    /// Steps left over auxiliaries, adverbs and asides.
    pub(super) fn verb_group(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        let mut asides = 0;
        while at > 0 {
            let word = self.word(at - 1);
            let adverb = word.len() > 4 && word.ends_with("ly") && self.mention(at - 1).is_none();
            if is_denial(word) {
                return None;
            } else if adverb || AUXILIARIES.contains(word) && self.mention(at - 1).is_none() {
                at -= 1;
            } else if word == "to" {
                let lead = self.before(at - 1);
                if !listed!("leads to an infinitive").contains(lead) {
                    return None;
                }
                at -= match lead {
                    "as" => 5.min(at),
                    "on" => 3.min(at),
                    _ => 2,
                };
            } else if word == "," && asides < 2 {
                asides += 1;
                match self.opening_comma(at - 1) {
                    Some(open) => at = open,
                    None => return Some(at),
                }
            } else if word == ")" {
                at = (0..at - 1).rev().take(30).find(|&one| self.word(one) == "(")?;
            } else if matches!(word, "—" | "–") && asides < 2 {
                asides += 1;
                at = (0..at - 1).rev().take(40).find(|&one| matches!(self.word(one), "—" | "–"))?;
            } else if let Some(length) = self.adverbial(at) {
                at -= length;
            } else {
                break;
            }
        }
        Some(at)
    }

    /// The comma that opens the aside closed by the one at `close`.
    pub(super) fn opening_comma(&self, close: usize) -> Option<usize> {
        let inside = (0..close).rev().take(30);
        let mut inside = inside.take_while(|&one| !matches!(self.word(one), ";" | ":" | "?" | "!"));
        inside.find(|&one| self.word(one) == ",").filter(|&open| open + 1 < close)
    }

    /// `in 1987`, `in turn`, `of course`: its length.
    pub(super) fn adverbial(&self, at: usize) -> Option<usize> {
        let word = self.word(at - 1);
        let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        if year && matches!(self.before(at - 1), "in" | "by" | "since") {
            return Some(2);
        }
        let pair = format!("{} {word}", self.before(at - 1));
        if listed!("adverbs of two words").contains(&pair) {
            return Some(2);
        }
        (word == "hand" && self.before(at - 1) == "other").then_some(4.min(at))
    }

    /// The noun phrase that ends before `at`.
    pub(in crate::generate::claims) fn phrase_before(&self, at: usize) -> Option<Subject> {
        let last = at.checked_sub(1)?;
        if let Some(phrase) = pronoun(self.word(last)) {
            let quoted = phrase == Phrase::Author && self.is_quoted(last);
            return (!quoted).then(|| Subject::new(phrase, last..at));
        }
        match self.word(last) {
            "who" | "which" | "that" => {
                let end = if self.before(last) == "," { last - 1 } else { last };
                return Some(self.owner(end)?.until(at));
            }
            // `Goncharov et al.`
            "." if self.before(last) == "al" && last >= 2 => {
                return Some(self.phrase_before(last - 2)?.team());
            }
            "al" | "al." if self.before(last) == "et" => {
                return Some(self.phrase_before(last - 1)?.team());
            }
            _ => {}
        }
        if let Some(found) = self.with_followers(at) {
            return Some(found);
        }
        let start = self.chain_start(at);
        // `critics of Gibbon`, `the study of the war's origins`: what stands before `of`.
        let head = (start + 1..at).find(|&one| {
            // `archaeologists working at the site`
            let joins = PREPOSITIONS.contains(self.word(one)) || self.word(one).ends_with("ing");
            joins && self.mention(one).is_none() && self.head(start, one).is_some()
        });
        if let Some(head) = head {
            let named = matches!(self.word(head), "like" | "including" | "as");
            if named && self.is_person(last) {
                return self.head(start, at);
            }
            let mut found = self.head(start, head)?;
            if let Phrase::Group(name, _) = &mut found.phrase
                && at - name.start <= 7
                && self.word(head) == "of"
            {
                name.end = at;
            }
            return Some(found.until(at));
        }
        let named_after = self.mention(last).map(|_| self.extent(last).start);
        let begin = named_after.unwrap_or(last);
        let lead = begin.saturating_sub(usize::from(DETERMINERS.contains(self.before(begin))));
        let hangs = lead > start
            && lead > 0
            && PREPOSITIONS.contains(self.before(lead))
            && self.before(lead) != "as";
        if hangs && self.mention(last).is_some() {
            return None;
        }
        self.head(start, at)
    }

    /// Whether a quotation is open at `at`.
    fn is_quoted(&self, at: usize) -> bool {
        let marks = |mark: &str| (0..at).filter(|&one| self.word(one) == mark).count();
        marks("\"") % 2 == 1 || marks("“") > marks("”")
    }

    /// Whose the possessive ending at `at` is.
    pub(in crate::generate::claims) fn owner(&self, at: usize) -> Option<Subject> {
        match at.checked_sub(1).filter(|&last| self.mention(last).is_some()) {
            Some(last) => Some(self.coordinated(last)),
            None => self.phrase_before(at),
        }
    }

    /// `Goncharov and his collaborators`: the name leads.
    pub(super) fn with_followers(&self, at: usize) -> Option<Subject> {
        let own = (at.saturating_sub(5)..at)
            .rev()
            .find(|&one| matches!(self.word(one), "his" | "her" | "their"))?;
        let plural = self.word(at - 1).ends_with('s');
        let found = (plural && self.before(own) == "and" && own >= 2)
            .then(|| self.phrase_before(own - 1))??;
        let team = found.clone().team();
        Some(if team == found { found } else { team.until(at) })
    }

    /// How far left the words before `at` may belong to one noun phrase.
    pub(super) fn chain_start(&self, at: usize) -> usize {
        let fits = |one: &usize| {
            let token = &self.tokens[*one];
            self.mention(*one).is_some()
                || token.is_possessive()
                || token.is_word() && !BOUNDARIES.contains(&token.lower)
        };
        (0..at).rev().take(16).take_while(fits).last().unwrap_or(at)
    }
}
