//! How good a card is: where only so many are wanted, those of a higher rank stay.

use crate::calendar::Precision;
use crate::generate::fact::Topic;
use crate::generate::text::words;

/// Events of a section put in order.
pub(super) const ORDER: u32 = 74;
/// Who agrees or disagrees with whom.
pub(super) const SIDE: u32 = 72;
/// When it happened.
pub(super) const WHEN: u32 = 70;
/// What a list names.
pub(super) const LISTING: u32 = 68;
/// What a term means.
pub(super) const MEANING: u32 = 66;
/// What a term means that a sentence defines.
pub(super) const MEANING_IN_PROSE: u32 = 62;
/// Why something happened, what came of it.
pub(super) const CAUSE: u32 = 61;
/// Which term means this, by a sentence.
pub(super) const TERM_IN_PROSE: u32 = 57;
/// Which term means this.
pub(super) const TERM: u32 = 64;
/// A cell of a table.
pub(super) const FEATURE: u32 = 54;
/// Who argues this.
pub(super) const CLAIM: u32 = 60;
/// Which school holds it.
pub(super) const SCHOOL: u32 = 58;
/// What a scholar argues about something.
pub(super) const SCHOLARS_VIEW: u32 = 52;
/// What happened then.
pub(super) const EVENT: u32 = 50;
/// Who had this role.
pub(super) const PERSON: u32 = 48;
/// What somebody else argues about something.
pub(super) const VIEW: u32 = 46;
/// Who a person was.
pub(super) const ROLE: u32 = 45;
/// Which body is described so.
pub(super) const BODY: u32 = 44;
/// What letters stand for.
pub(super) const ACRONYM: u32 = 40;
/// A statement with a word hidden.
pub(super) const GAP: u32 = 52;
/// A sentence with its date hidden.
pub(super) const CLOZE: u32 = 40;

/// What a sentence tells beside dates, terms and causes.
pub(super) fn telling(topic: Topic) -> u32 {
    match topic {
        Topic::Deed | Topic::Significance => 60,
        Topic::Comparison => 56,
        Topic::Number => 55,
        Topic::Place => 53,
        Topic::Quotation | Topic::Item | Topic::Statement => 51,
    }
}

/// A statement with a word hidden, by the odds that a person keeps it in thousandths of a
/// logit: what the ranker takes for sure has a good card's rank.
pub(super) fn by_odds(odds: i32) -> u32 {
    (50 + odds / 50).clamp(0, 100) as u32
}

/// For how exact a date is.
pub(super) fn exactness(precision: Precision) -> u32 {
    match precision {
        Precision::Day => 12,
        Precision::Month => 10,
        Precision::Year | Precision::Season => 8,
        _ => 2,
    }
}

/// Up to ten points for a short text.
pub(super) fn shortness(text: &str) -> u32 {
    10_u32.saturating_sub(words(text) as u32 / 3)
}

/// For how often somebody is mentioned.
pub(super) fn weight(mentions: u32) -> u32 {
    mentions.min(15)
}
