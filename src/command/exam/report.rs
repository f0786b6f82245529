//! A sitting as JSON.

use crate::deck::CardId;
use crate::quiz::exam::score::given_text;
use crate::quiz::exam::{Earlier, Entry, Mark, Score, Share, Sitting};
use serde_json::{Value, json};

/// Two decimals: marks are hundredths.
fn marks(hundredths: u64) -> f64 {
    hundredths as f64 / 100.0
}

fn percent(percent: f64) -> f64 {
    (percent * 10.0).round() / 10.0
}

fn share(share: &Share) -> Value {
    json!({
        "name": share.name,
        "marks": marks(share.hundredths),
        "of": share.of,
        "percent": percent(share.percent()),
    })
}

fn shares(shares: &[Share]) -> Vec<Value> {
    shares.iter().map(share).collect()
}

fn question((entry, mark): (&Entry, &Mark)) -> Value {
    let question = &entry.question;
    json!({
        "card": question.card.id.as_str(),
        "format": entry.format,
        "prompt": question.prompt(),
        "given": entry.given.as_ref().map(|given| given_text(question, given)),
        "answer": question.answer(),
        "mark": marks(mark.hundredths().into()),
        "review": entry.review,
        "note": question.card.note(),
        "source": question.card.source(),
    })
}

/// A sitting that stays open.
pub(super) fn open(sitting: &Sitting) -> Value {
    json!({
        "format": 1,
        "sitting": sitting.id,
        "state": "open",
        "questions": sitting.entries.len(),
        "answered": sitting.answered(),
        "left_s": sitting.left().map(|left| left.as_secs()),
    })
}

/// A sitting that has ended.
pub(super) fn result(sitting: &Sitting, earlier: &[Earlier], fed: &[CardId]) -> Value {
    let (Some(score), Some(end)) = (Score::of(sitting), &sitting.end) else {
        return open(sitting);
    };
    let card = |index: usize| sitting.entries[index].question.card.id.to_string();
    let earlier = earlier.iter().map(|one| {
        json!({
            "started": one.started.to_string(),
            "marks": marks(one.total.hundredths),
            "of": one.total.of,
            "percent": percent(one.total.percent()),
            "same_paper": one.same_paper,
        })
    });
    json!({
        "format": 1,
        "sitting": sitting.id,
        "state": end.how,
        "decks": sitting.decks,
        // A text: numbers of JSON lose digits above 2^53.
        "seed": sitting.seed.to_string(),
        "started": sitting.started.to_string(),
        "ended": end.at.to_string(),
        "limit_s": sitting.limit.map(|limit| limit.as_secs()),
        "used_s": sitting.used.as_secs(),
        "pass": score.pass,
        "passed": score.passed(),
        "marks": marks(score.total.hundredths),
        "of": score.total.of,
        "percent": percent(score.total.percent()),
        "range": { "from": percent(score.range.from), "to": percent(score.range.to) },
        "by_deck": shares(&score.decks),
        "by_tag": shares(&score.tags),
        "by_format": shares(&score.formats),
        "earlier": earlier.collect::<Vec<_>>(),
        "missed": sitting.missed().into_iter().map(card).collect::<Vec<_>>(),
        "fed": fed.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "questions": sitting.entries.iter().zip(&end.marks).map(question).collect::<Vec<_>>(),
    })
}
