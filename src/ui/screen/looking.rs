//! What a screen holds beside a machine: the page that lies over a question, the
//! rows that are scrolled away, and what is to be said until the next key; and
//! what a key means then. Pure.

use super::view::Seen;
use crate::asking::keymap::{self, Keymap, Mode};
use crate::asking::{Action, Key};

/// How a question is looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct Looking {
    pub(super) page: Option<Overlay>,
    /// Rows of the body above the screen; none where they follow what matters.
    pub(super) scroll: Option<usize>,
    /// What is to be said until the next key.
    pub(super) message: Vec<String>,
}

/// A page over the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overlay {
    Keys,
    History,
    Passage,
}

impl Looking {
    /// What `key` asks of the machine, where `seen` is on the screen; none where
    /// it only changes what is looked at, or nothing.
    pub(super) fn action(
        &mut self,
        map: &Keymap,
        mode: Mode,
        options: usize,
        key: &Key,
        seen: Seen,
    ) -> Option<Action> {
        let (page, mode) = (self.page, self.page.map_or(mode, |_| Mode::Page));
        let mut scrolls = false;
        for action in keymap::actions(map, mode, options, key) {
            match action {
                Action::Redraw => return None,
                Action::Scroll(way) => {
                    scrolls = true;
                    if let Some(row) = seen.scrolled(way) {
                        self.scroll = Some(row);
                        return None;
                    }
                }
                Action::Pause => return Some(action),
                action => {
                    self.message.clear();
                    self.uncover();
                    return Some(action).filter(|action| !leads_back(page, action));
                }
            }
        }
        if scrolls {
            return None;
        }
        self.message.clear();
        match (page, key) {
            (Some(_), _) => self.uncover(),
            (None, Key::Char(_)) if !mode.is_typing() => {
                self.message.push("That key does nothing here; ? shows the keys.".to_owned());
            }
            (None, Key::Paste(_)) if !mode.is_typing() => {
                self.message.push("A paste does nothing here; ? shows the keys.".to_owned());
            }
            _ => {}
        }
        None
    }

    /// Lays a page over the question.
    pub(super) fn cover(&mut self, page: Overlay) {
        (self.page, self.scroll) = (Some(page), None);
    }

    fn uncover(&mut self) {
        if self.page.take().is_some() {
            self.scroll = None;
        }
    }
}

/// The key that led to a page leads back.
fn leads_back(page: Option<Overlay>, action: &Action) -> bool {
    matches!(
        (page, action),
        (Some(_), Action::Out)
            | (Some(Overlay::Keys), Action::Help)
            | (Some(Overlay::History), Action::History)
            | (Some(Overlay::Passage), Action::Passage)
    )
}
