//! A review on the whole terminal: joins the cards and how they are looked at to the
//! terminal.

mod page;
#[cfg(test)]
mod tests;

use super::looking::{Looking, Overlay};
use super::stage::Stage;
use super::view::Seen;
use crate::asking::keymap::REVIEW;
use crate::asking::review::{Act, Place, Review};
use crate::asking::{Action, Key};
use crate::ui::review::ReviewUi;
use crate::ui::signals::{self, Hold};
use crate::ui::tty::Terminal;
use std::io;
use std::time::Duration;

/// A review on the whole terminal.
pub struct ReviewScreen<T: Terminal> {
    stage: Stage<T>,
    /// What was looked at last.
    looked_at: Option<(usize, Place)>,
    /// While something that was typed may be unsaved.
    hold: Option<Hold>,
}

/// What is being typed is saved after so long without a key.
const SILENCE: Duration = Duration::from_secs(1);

impl<T: Terminal> ReviewScreen<T> {
    /// Takes the terminal at the first card.
    pub fn new(terminal: T, color: bool, ascii: bool) -> Self {
        Self { stage: Stage::new(terminal, color, ascii), looked_at: None, hold: None }
    }

    fn sit_on_screen(&mut self, review: &mut Review) -> io::Result<Act> {
        self.stage.terminal.enter()?;
        loop {
            let is_unsaved = review.is_unsaved();
            let is_held = is_unsaved || review.form.is_some();
            self.hold =
                if is_held { self.hold.take().or_else(|| Some(signals::hold())) } else { None };
            if signals::is_wanted() {
                return Ok(Act::Ended);
            }
            let seen = self.look(review)?;
            let most = is_unsaved.then_some(SILENCE);
            let act = match self.stage.terminal.wait_for(most)? {
                None => Some(Act::Draft),
                Some(event) => {
                    let key = self.stage.key(&event)?;
                    key.and_then(|key| self.key(&key, review, seen))
                }
            };
            if let Some(act) = act {
                return Ok(act);
            }
        }
    }

    /// Paints what there is to see. What was typed before another card is seen does not
    /// count for it.
    fn look(&mut self, review: &mut Review) -> io::Result<Seen> {
        let Self { stage, .. } = self;
        if !review.message.is_empty() {
            stage.looking.message = std::mem::take(&mut review.message);
        }
        let here = (review.at, review.place);
        let is_new = self.looked_at.replace(here) != Some(here);
        if is_new {
            stage.looking.scroll = None;
        }
        let seen = stage.paint(|canvas, looking| page::review(review, looking, canvas))?;
        if is_new && stage.terminal.forget_type_ahead()? {
            signals::interrupt();
        }
        Ok(seen)
    }

    fn key(&mut self, key: &Key, review: &mut Review, seen: Seen) -> Option<Act> {
        let looking = &mut self.stage.looking;
        let Some(action) = looking.action(REVIEW, review.mode(), 0, key, seen) else {
            review.unask();
            return None;
        };
        match action {
            Action::Help => cover(looking, Overlay::Keys),
            Action::Out if review.form.is_none() => cover(looking, Overlay::Keys),
            Action::History => cover(looking, Overlay::History),
            action => {
                looking.scroll = None;
                review.act(&action)
            }
        }
    }
}

/// Nothing is to be done outside.
fn cover(looking: &mut Looking, page: Overlay) -> Option<Act> {
    looking.cover(page);
    None
}

impl<T: Terminal> ReviewUi for ReviewScreen<T> {
    fn sit(&mut self, review: &mut Review) -> io::Result<Act> {
        self.sit_on_screen(review).or_else(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Ok(Act::Ended),
            _ => Err(error),
        })
    }

    fn lend(&mut self) -> io::Result<()> {
        self.hold = None;
        self.looked_at = None;
        self.stage.terminal.leave();
        Ok(())
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.stage.terminal.leave();
        self.stage.print(&[self.stage.theme.marks(text)])
    }
}
