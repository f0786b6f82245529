//! A card: one side of a note. What it asks and what is right is asked of it.

use super::cloze::Cloze;
use super::{Ask, CardId, Content, DeckId, Exact, Kind, Note, Right, Side, Tolerance};
use jiff::civil::Date;
use std::borrow::Cow;
use std::sync::Arc;

/// The smallest unit that is asked, rated and scheduled.
///
/// One note (a `[[card]]` table) makes one card, or several siblings: one for
/// each cloze gap, or two for `reverse = true`. They share the note's texts, so
/// that a copy of a card copies none.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// `deck/note`, `deck/note.N` for a cloze gap, `deck/note.r` reversed.
    pub id: CardId,
    note: Arc<Note>,
    side: Side,
    ask: Option<Ask>,
    /// Right answers beside the one that is shown, where the note does not say all.
    accept: Option<Arc<[String]>>,
}

impl Card {
    /// All cards of a note, whose own id in its deck is `id`; `ask` is the
    /// deck's wish for cards that do not say how they are asked.
    pub fn all_of(id: &CardId, note: Note, ask: Option<Ask>) -> Vec<Self> {
        let note = Arc::new(note);
        let card = |side| Self::new(id.on(side), Arc::clone(&note), side, ask);
        note.content.sides().into_iter().map(card).collect()
    }

    /// All cards of a note that no deck has yet.
    pub fn drafts(note: &Note) -> Vec<Self> {
        let deck = DeckId::new("draft").expect("a fixed id is well formed");
        let id = CardId::note(&deck, &note.id);
        id.map(|id| Self::all_of(&id, note.clone(), None)).unwrap_or_default()
    }

    /// The card `id`; none where the note makes no such card.
    pub fn of(id: CardId, note: Note) -> Option<Self> {
        let side = id.side();
        let fits = id.note_part() == note.id && note.content.sides().contains(&side);
        fits.then(|| Self::new(id, Arc::new(note), side, None))
    }

    fn new(id: CardId, note: Arc<Note>, side: Side, ask: Option<Ask>) -> Self {
        let asks = note.content.asks(side);
        // A deck's wish to have answers typed spares those that can be chosen.
        let is_choice = note.content.kind() == Kind::Choice && side == Side::Front;
        let ask = ask.filter(|ask| !(*ask == Ask::Type && is_choice));
        let wish = note.ask.or(ask).filter(|ask| asks.contains(ask));
        let ask = wish.or(asks.first().copied().filter(|_| asks.len() == 1));
        let accept = match (&note.content, side) {
            (Content::Cloze(cloze), Side::Gap(number)) => cloze.joined(number),
            _ => Vec::new(),
        };
        let accept =
            (!accept.is_empty()).then(|| note.accept.iter().cloned().chain(accept).collect());
        Self { id, note, side, ask, accept }
    }

    /// Whether both are sides of one note, and not of two that are equal.
    pub(super) fn is_of_one_note(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.note, &other.note)
    }

    /// Its note.
    pub fn of_note(&self) -> &Note {
        &self.note
    }

    /// Whether it asks for what several gaps hide, each in its place.
    pub fn has_several_gaps(&self) -> bool {
        matches!((&self.note.content, self.side), (Content::Cloze(cloze), Side::Gap(number)) if cloze.count(number) > 1)
    }

    /// The text that asks it, a gap shown as `[…]` or by its hint.
    pub fn prompt(&self) -> Cow<'_, str> {
        self.prompt_with(|hint| format!("[{}]", hint.unwrap_or("…")))
    }

    /// The text that asks it as a sentence to be read: gaps are blanks, and their hints
    /// stand below it.
    pub fn sentence(&self) -> Cow<'_, str> {
        match self.gap() {
            Some((cloze, number)) => Cow::Owned(cloze.blanked(number)),
            None => self.prompt(),
        }
    }

    /// How many gaps it asks at once; 0 where its text has none.
    pub fn gaps(&self) -> usize {
        self.gap().map_or(0, |(cloze, number)| cloze.count(number))
    }

    /// Its text with gaps, and the number of those that it asks.
    pub fn gap(&self) -> Option<(&Cloze, u32)> {
        match (&self.note.content, self.side) {
            (Content::Cloze(cloze), Side::Gap(number)) => Some((cloze, number)),
            _ => None,
        }
    }

    /// The text that asks it; `gap` makes of a gap's hint what stands there.
    pub fn prompt_with(&self, gap: impl Fn(Option<&str>) -> String) -> Cow<'_, str> {
        self.note.content.prompt(self.side, gap)
    }

    /// What is right.
    pub fn right(&self) -> Right<'_> {
        self.note.content.right(self.side)
    }

    /// The author's wrong options.
    pub fn wrong(&self) -> Vec<&str> {
        self.note.content.wrong(self.side)
    }

    /// The author's options in the order in which they are to stand, where they are not
    /// mixed; right ones that have no place among them are not there.
    pub fn in_order(&self) -> Option<&[String]> {
        match &self.note.content {
            Content::Basic { choices, .. } if self.side == Side::Front => {
                Some(choices.as_slice()).filter(|_| self.note.shuffle == Some(false))
            }
            _ => None,
        }
    }

    /// The right answer as the author wrote it.
    pub fn answer(&self) -> String {
        self.right().joined().into_owned()
    }

    /// The items of a list; none of other cards.
    pub fn items(&self) -> &[String] {
        match self.right() {
            Right::List(items) => items,
            _ => &[],
        }
    }

    /// The right texts where they may be typed; none of other cards.
    pub fn texts(&self) -> Vec<Cow<'_, str>> {
        match self.right() {
            Right::Texts(texts) if self.note.content.asks(self.side).contains(&Ask::Type) => texts,
            _ => Vec::new(),
        }
    }

    /// The one right text of a card that has one, and may be typed.
    pub fn short_answer(&self) -> Option<Cow<'_, str>> {
        let mut texts = self.texts();
        texts.pop().filter(|_| texts.is_empty())
    }

    /// What is to be put in order or together, and stands beside the prompt.
    pub fn shown(&self) -> Vec<&str> {
        match self.right() {
            Right::Order(items) => items.iter().map(String::as_str).collect(),
            Right::Pairs(pairs) => {
                pairs.iter().flat_map(|(left, right)| [left.as_str(), right.as_str()]).collect()
            }
            Right::Texts(_) | Right::List(_) => Vec::new(),
        }
    }

    /// The passage of a document that a gap was cut out of.
    pub fn passage(&self) -> Option<String> {
        self.note.passage()
    }

    /// How the author wants it asked, or the only way in which it can be; none
    /// leaves that to the program.
    pub fn ask(&self) -> Option<Ask> {
        self.ask
    }

    /// Other right answers; they speak of the back, which is the question the
    /// other way round.
    pub fn accept(&self) -> &[String] {
        match &self.accept {
            Some(accept) => accept,
            None => self.unless_reversed().map_or(&[], |note| &note.accept),
        }
    }

    /// Answers that earn nothing, each with the author's remark, maybe empty.
    pub fn nocredit(&self) -> &[(String, String)] {
        self.unless_reversed().map_or(&[], |note| &note.nocredit)
    }

    /// How far a typed number or date may be off and still be right.
    pub fn tolerance(&self) -> Option<Tolerance> {
        self.unless_reversed().and_then(|note| note.tolerance)
    }

    /// What counts letter by letter in an answer; none leaves that to the deck's
    /// language.
    pub fn exact(&self) -> Option<Exact> {
        self.unless_reversed().and_then(|note| note.exact)
    }

    fn unless_reversed(&self) -> Option<&Note> {
        Some(&*self.note).filter(|_| self.side != Side::Reversed)
    }

    /// Labels for filters, balance and weights.
    pub fn tags(&self) -> &[String] {
        &self.note.tags
    }

    /// Where in the deck's source its fact stands.
    pub fn source(&self) -> Option<&str> {
        self.note.source.as_deref()
    }

    /// Shown after the answer.
    pub fn note(&self) -> Option<&str> {
        self.note.note.as_deref()
    }

    /// The day on which its author corrected it.
    pub fn corrected(&self) -> Option<Date> {
        self.note.corrected
    }

    /// As [`Note::quotes`].
    pub fn quotes(&self) -> Vec<Cow<'_, str>> {
        self.note.quotes()
    }

    /// Whether both ask the same, and take the same answers as right.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.prompt() == other.prompt()
            && self.right() == other.right()
            && self.wrong() == other.wrong()
            && self.accept() == other.accept()
            && self.nocredit() == other.nocredit()
            && self.tolerance() == other.tolerance()
            && self.exact() == other.exact()
            && self.in_order() == other.in_order()
    }

    /// The ids whose history it takes over where its note was `former`: what stood on its
    /// own side, and for the first card what the note was as another kind.
    pub(super) fn takes_over(&self, former: &CardId) -> Vec<CardId> {
        let sides = self.note.content.sides();
        match former.side() {
            Side::Front if self.side == Side::Front => {
                vec![former.clone(), former.on(Side::Gap(1))]
            }
            Side::Front if sides.first() == Some(&self.side) => {
                vec![former.on(self.side), former.clone()]
            }
            Side::Front => vec![former.on(self.side)],
            side if side == self.side || sides.len() == 1 => vec![former.clone()],
            _ => Vec::new(),
        }
    }
}
