//! A sentence with its grammar, and questions made of its words.

use crate::document::Document;
use crate::generate::lexicon::listed;
use crate::generate::text::small;
use crate::generate::token::trimmed;
use crate::generate::verbs::is_denial;
use crate::language::{Annotated, Relation, SUBJECTS, Upos, Xpos};
use std::ops::{Deref, Range};

/// The words of one sentence as they hang together, over the text of its document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tree<'d> {
    document: &'d Document,
    sentence: &'d Annotated,
}

impl Deref for Tree<'_> {
    type Target = Annotated;

    fn deref(&self) -> &Annotated {
        self.sentence
    }
}

impl<'d> Tree<'d> {
    pub(super) fn of(document: &'d Document, sentence: &'d Annotated) -> Self {
        Self { document, sentence }
    }

    /// The document's text.
    pub(super) fn document(&self) -> &'d Document {
        self.document
    }

    /// A word; nothing behind the last one.
    pub(super) fn text(&self, at: usize) -> &'d str {
        let token = self.sentence.tokens.get(at);
        token.map_or("", |token| self.document.slice(token.span.clone()))
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.text(at).to_lowercase()
    }

    /// A noun with the words before it that say what it is, without article and number.
    pub(super) fn core(&self, noun: usize) -> Range<usize> {
        let is_part = |at: usize| {
            self.relation(at) == Relation::Flat && at > noun
                || matches!(self.relation(at), Relation::Amod | Relation::Compound) && at < noun
        };
        let parts = self.children(noun).filter(|&at| is_part(at)).map(|at| self.reach(at));
        parts.fold(noun..noun + 1, |row, part| row.start.min(part.start)..row.end.max(part.end))
    }

    /// Whether one of these words depends on the one at `at`.
    pub(super) fn governs(&self, at: usize, lemmas: &[&str]) -> bool {
        self.children(at).any(|one| lemmas.contains(&self.lemma(one)))
    }

    /// Whether it says no: `not`, `never`.
    pub(super) fn is_denied(&self, holder: usize) -> bool {
        self.children(holder).any(|at| is_denial(self.text(at)))
    }

    /// The place of a row of words in the clean text.
    pub(super) fn span(&self, row: Range<usize>) -> Option<Range<usize>> {
        let is_row = row.start < row.end && row.end <= self.len();
        is_row.then(|| self.sentence.place(row))
    }

    /// The same without stops around it.
    pub(super) fn trimmed(&self, row: Range<usize>) -> Option<Range<usize>> {
        self.span(row).map(|span| trimmed(self.document, span))
    }

    /// The words that lie in a place of the text.
    pub(super) fn within(&self, place: &Range<usize>) -> Range<usize> {
        let from = self.tokens.partition_point(|token| token.span.end <= place.start);
        from..self.tokens.partition_point(|token| token.span.start < place.end).max(from)
    }

    /// The word of a place that the others of it depend on.
    pub(super) fn head_of(&self, place: &Range<usize>) -> Option<usize> {
        let words = self.within(place);
        let is_head = |&at: &usize| self.head(at).is_none_or(|head| !words.contains(&head));
        words.clone().find(|at| is_head(at) && self.upos(*at) != Upos::Punct)
    }

    /// Whether a word stands for somebody or something that is named elsewhere.
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        self.upos(at) == Upos::Pron || matches!(self.xpos(at), Xpos::Dt | Xpos::Wdt)
    }

    /// A row of words as it stands inside a sentence: small at its beginning, but
    /// for names.
    pub(super) fn inside(&self, row: Range<usize>) -> Option<String> {
        let text = self.document.slice(self.span(row.clone())?).replace('\n', " ");
        let opens = row.start == 0 && !matches!(self.xpos(0), Xpos::Nnp | Xpos::Nnps)
            || self.xpos(row.start) == Xpos::Dt && self.text(row.start).len() > 1;
        // `Sunni Ali`, where the first is taken for an adjective.
        let leads_name = self.upos(row.start) == Upos::Adj
            && row.start + 1 < self.len()
            && matches!(self.xpos(row.start + 1), Xpos::Nnp | Xpos::Nnps);
        Some(if opens && !leads_name { small(&text) } else { text })
    }

    /// Where the statement of `holder` ends: before another statement beside or under
    /// it, or at the end of the sentence.
    pub(super) fn end_of(&self, holder: usize) -> usize {
        let others = self.children(holder).filter(|at| *at > holder);
        let ends = others.filter_map(|at| self.end_before(holder, at));
        ends.min().unwrap_or_else(|| self.without_joints(holder, self.reach(holder).end))
    }

    /// Where a statement ends before what hangs on it, if that is another one.
    fn end_before(&self, holder: usize, at: usize) -> Option<usize> {
        let first = self.reach(at).start.max(holder + 1);
        let is_other = match self.relation(at) {
            // `the All-Star Game`
            Relation::Parataxis | Relation::List => self.text(first) != "-",
            Relation::Advcl => listed!("openings of other clauses").contains(&self.lower(first)),
            Relation::Conj => self.has(at, SUBJECTS) || self.upos(at) == Upos::Verb,
            _ => false,
        };
        let end = self.without_joints(holder, first);
        // `substances that, if given undiluted, would …` goes on behind it.
        let hangs = matches!(
            self.upos(end - 1),
            Upos::Adp | Upos::Sconj | Upos::Pron | Upos::Det | Upos::Part | Upos::Aux
        );
        let next = (end..self.len()).find(|&at| self.upos(at) != Upos::Punct);
        let goes_on = next.is_some_and(|at| matches!(&*self.lower(at), "that" | "which" | "who"));
        (is_other && !hangs && !goes_on).then_some(end)
    }

    /// `end`, or where signs and `and` before it begin.
    pub(super) fn without_joints(&self, holder: usize, mut end: usize) -> usize {
        while end > holder + 1 && self.is_joint(end - 1) {
            end -= 1;
        }
        end
    }

    /// The end of the sentence without its last signs.
    pub(super) fn end_of_sentence(&self) -> usize {
        let last = (0..self.len()).rev().find(|&at| !self.is_joint(at));
        last.map_or(0, |last| last + 1)
    }

    /// A sign or a word that only joins.
    fn is_joint(&self, at: usize) -> bool {
        let closes = matches!(self.text(at), ")" | "]" | "”" | "\"" | "’" | "%");
        self.upos(at) == Upos::Punct && !closes || self.upos(at) == Upos::Cconj
    }

    /// Words of a row as they stand in the text.
    pub(super) fn part(&self, row: Range<usize>) -> String {
        self.span(row).map_or_else(String::new, |span| self.document.slice(span).replace('\n', " "))
    }
}
