//! JSON lines in and out, for other programs: what is new goes out as an object
//! a line, what the learner does comes in as an action a line, such as `"hint"`
//! or `{"rate":"good"}`. `docs/json.md` describes both.

use super::exam::wording::{self as exam_wording, Row};
use super::exam::{Choice, ExamUi, Timer};
use super::plain::hearing::{Hearing, Next};
use super::plain::read_line;
use super::{Ending, Face, wording};
use crate::asking::Action;
use crate::asking::exam::{Act, Desk, Place};
use crate::asking::keymap::{self, EXAM, STUDY};
use crate::asking::study::{Asking, News, Opened, Phase};
use crate::base::sanitize::escaped;
use crate::document::Piece;
use crate::quiz::exam::Sitting;
use crate::quiz::question::{Form, Hint, Question, offered};
use crate::quiz::session::{Opening, Summary};
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};

fn send(output: &mut impl Write, value: Value) -> io::Result<()> {
    writeln!(output, "{}", escaped(&value.to_string()))?;
    output.flush()
}

fn lines(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| format!("{}{}", row.head, row.text)).collect()
}

/// The action of a line, else what is to be answered.
fn parse(line: &str) -> Result<Action, Value> {
    serde_json::from_str(line)
        .map_err(|fault| json!({"news": "fault", "text": format!("no action: {fault}")}))
}

/// What is asked.
fn asked(question: &Question) -> Value {
    let several = matches!(&question.form, Form::Choose { right, .. } if right.len() > 1);
    let left: &[String] = match &question.form {
        Form::Match { left, .. } => left,
        _ => &[],
    };
    json!({
        "card": question.card.id.to_string(), "deck": question.deck_title,
        "language": question.language, "form": question.form.as_ref(),
        "prompt": question.prompt(), "options": question.form.options(),
        "rows": left, "several": several,
    })
}

/// A session over JSON lines.
pub struct Json<R, W> {
    input: R,
    output: W,
}

impl<R: BufRead, W: Write> Json<R, W> {
    /// Reads actions from `input`, writes news to `output`.
    pub fn new(input: R, output: W) -> Self {
        Self { input, output }
    }
}

fn question(asking: &Asking) -> Value {
    let question = &asking.question;
    json!({
        "news": "question", "question": asked(question), "phase": asking.phase.as_ref(),
        "standing": question.state.as_str(), "marked": question.marked,
        "hints": asking.hints.iter().map(hint).collect::<Vec<_>>(),
        "done": question.done, "left": question.left.total(),
    })
}

fn hint(hint: &Hint) -> Value {
    match hint {
        Hint::Text(text) => json!({"text": text}),
        Hint::NotThis(option) => json!({"not": option}),
    }
}

fn answer(asking: &Asking) -> Value {
    let question = &asking.question;
    let judged = match &asking.phase {
        Phase::Judged(_, graded) => {
            let items = graded.items.iter();
            let items = items.map(|item| json!({"right": item.right, "text": wording::item(item)}));
            json!({
                "rating": graded.rating.as_str(), "text": wording::remark(graded),
                "items": items.collect::<Vec<_>>(),
            })
        }
        _ => Value::Null,
    };
    let ratings = offered(asking.judged(), asking.taken).iter();
    let wait = |rating| question.wait(rating).map(wording::wait);
    let ratings = ratings.map(|rating| json!({"rating": rating.as_str(), "wait": wait(*rating)}));
    json!({
        "news": "answer", "phase": asking.phase.as_ref(), "answer": question.answer(),
        "filled": question.filled(),
        "note": question.card.note(), "source": question.card.source(), "verdict": judged,
        "ratings": ratings.collect::<Vec<_>>(),
    })
}

fn passage(asking: &Asking) -> Value {
    let Some(Opened { passage, remark }) = &asking.opened else { return Value::Null };
    let piece = |piece: &Piece| json!({"text": piece.text, "quoted": piece.is_quoted});
    json!({
        "news": "passage", "remark": remark, "headings": passage.headings,
        "pieces": passage.pieces.iter().map(piece).collect::<Vec<_>>(),
    })
}

fn actions(map: &keymap::Keymap) -> Value {
    let told = |(word, meaning, _)| json!({"word": word, "does": meaning});
    json!({"news": "keys", "words": keymap::words(map).map(told).collect::<Vec<_>>()})
}

impl<R: BufRead, W: Write> Face for Json<R, W> {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        let left = opening.left;
        let value = json!({
            "news": "opening", "format": 1, "learning": left.learning, "reviews": left.reviews,
            "new": left.new, "lines": wording::opening(opening),
        });
        send(&mut self.output, value)
    }

    fn show(&mut self, asking: &Asking, news: &News) -> io::Result<()> {
        let value = match news {
            News::Question => question(asking),
            News::Input => return Ok(()),
            News::Hint => json!({"news": "hint", "hint": asking.hints.last().map(hint)}),
            News::Answer => answer(asking),
            News::Keys => actions(STUDY),
            News::History => {
                let lines = wording::history(&asking.question, asking.is_shown());
                json!({"news": "history", "lines": lines})
            }
            News::Passage => passage(asking),
            News::Said(text) => json!({"news": "said", "text": text}),
        };
        send(&mut self.output, value)
    }

    fn read(&mut self, _: &Asking) -> io::Result<Action> {
        loop {
            let Some(line) = read_line(&mut self.input)? else { return Ok(Action::Quit) };
            match parse(&line) {
                Ok(action) => return Ok(action),
                Err(fault) => send(&mut self.output, fault)?,
            }
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        send(&mut self.output, json!({"news": "said", "text": text}))
    }

    fn end(&mut self, summary: &Summary, asks: bool) -> io::Result<Ending> {
        let value = json!({
            "news": "summary", "answered": summary.answered, "recalled": summary.recalled,
            "left": summary.left.total(), "lines": wording::summary(summary),
        });
        send(&mut self.output, value)?;
        if !asks {
            return Ok(Ending::Leave);
        }
        let line = read_line(&mut self.input)?.unwrap_or_default();
        Ok(if parse(&line) == Ok(Action::Undo) { Ending::Undo } else { Ending::Leave })
    }
}

/// An exam over JSON lines.
pub struct JsonExam<W> {
    hearing: Hearing,
    output: W,
}

impl<W: Write> JsonExam<W> {
    /// Reads actions from `hearing`, writes news to `output`.
    pub fn new(hearing: Hearing, output: W) -> Self {
        Self { hearing, output }
    }

    fn show(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<()> {
        let (at, left) = (self.hearing.desk.at, timer.left().map(|left| left.as_secs()));
        let value = match self.hearing.desk.place {
            Place::Question => {
                let entry = &sitting.entries[at];
                json!({
                    "news": "question", "number": at + 1, "of": sitting.entries.len(),
                    "question": asked(&entry.question), "given": entry.given,
                    "marked": entry.review, "left_s": left,
                })
            }
            Place::List => {
                let entry = |entry| json!({"state": exam_wording::state(entry)});
                let entries: Vec<Value> = sitting.entries.iter().map(entry).collect();
                json!({"news": "list", "questions": entries, "left_s": left})
            }
            Place::HandIn => {
                json!({"news": "hand-in", "lines": exam_wording::unfinished(sitting), "left_s": left})
            }
        };
        send(&mut self.output, value)
    }

    /// Follows a line; what is then to be done outside.
    fn follow(&mut self, line: &str, sitting: &Sitting, timer: &Timer) -> io::Result<Option<Act>> {
        let act = match parse(line) {
            Err(fault) => return send(&mut self.output, fault).map(|()| None),
            Ok(Action::Help) => return send(&mut self.output, actions(EXAM)).map(|()| None),
            Ok(Action::Time) => return self.show(sitting, timer).map(|()| None),
            Ok(action) => self.hearing.desk.act(&action, sitting),
        };
        // What is done outside is told once it is done.
        self.hearing.shown = self.hearing.shown.filter(|_| act.is_none());
        if let Some(text) = self.hearing.desk.message.take() {
            self.say(&text)?;
        }
        Ok(act)
    }
}

impl<W: Write> ExamUi for JsonExam<W> {
    fn begin(&mut self, rows: &[Row], sitting: &Sitting, _: &str) -> io::Result<bool> {
        self.hearing.desk = Desk::at(sitting.next_open());
        send(&mut self.output, json!({"news": "opening", "lines": lines(rows)}))?;
        Ok(true)
    }

    fn sit(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<Act> {
        loop {
            match self.hearing.next(sitting, timer)? {
                Next::Does(act) => return Ok(act),
                Next::Shows => self.show(sitting, timer)?,
                Next::Line(line) => {
                    if let Some(act) = self.follow(&line, sitting, timer)? {
                        return Ok(act);
                    }
                }
            }
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        send(&mut self.output, json!({"news": "said", "text": text}))
    }

    fn choose(&mut self, rows: &[Row], choices: &[Choice]) -> io::Result<Option<usize>> {
        let told = |(key, text): &Choice| json!({"key": key, "does": text});
        let told: Vec<Value> = choices.iter().map(told).collect();
        send(&mut self.output, json!({"news": "choice", "lines": lines(rows), "choices": told}))?;
        let Some(line) = self.hearing.line()? else { return Ok(None) };
        let key: String = serde_json::from_str(&line).unwrap_or_default();
        Ok(choices.iter().position(|(own, _)| key == own.to_string()))
    }

    fn result(&mut self, rows: &[Row]) -> io::Result<()> {
        send(&mut self.output, json!({"news": "result", "lines": lines(rows)}))
    }
}
