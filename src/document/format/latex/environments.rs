//! Environments of LaTeX: what begins and ends between `\begin` and `\end`.

use super::commands::{self, Environment};
use super::{Latex, MAX_DEPTH, MAX_FORMULA, Open};
use crate::base::border::border;
use crate::document::error::ReadError;
use crate::document::tree::{BlockKind, Role};

impl Latex<'_> {
    pub(super) fn begin(
        &mut self,
        at: usize,
        after: usize,
        end: usize,
    ) -> Result<usize, ReadError> {
        let Some(group) = self.groups.closing(after).filter(|group| group.end < end) else {
            return Ok(after);
        };
        let name = self.source[group.clone()].trim().to_owned();
        let mut next = group.end + 1;
        let what = commands::environment(name.trim_end_matches('*'));
        let closing = |from: usize| self.groups.end(&name, from..end);
        match what {
            Environment::Code | Environment::Hidden => {
                if what == Environment::Code {
                    next = self.skip_line(next, end);
                }
                let closing = closing(next).unwrap_or(end..end);
                let (body, next) = (next..closing.start, closing.end);
                self.paragraph()?;
                if what == Environment::Hidden {
                    self.aside(Role::Hidden, body)?;
                    return Ok(next);
                }
                self.builder.start(BlockKind::Code)?;
                let lines = self.source[body.clone()].trim_start_matches(['\n', '\r']);
                self.verbatim(body.end - lines.len()..body.end)?;
                self.paragraph()?;
                return Ok(next);
            }
            Environment::Formula => {
                // One that is never closed must not take what follows.
                let Some(closing) = closing(next) else { return Ok(next) };
                self.math(next..closing.start, at..closing.end)?;
                return Ok(closing.end);
            }
            _ => {}
        }
        self.paragraph()?;
        let mut first = 0;
        match what {
            Environment::List { is_ordered } => {
                self.builder.start(BlockKind::List { is_ordered })?
            }
            Environment::Quote => self.builder.start(BlockKind::Quote)?,
            Environment::Table => {
                self.builder.start(BlockKind::Table)?;
                self.tables += 1;
                first = self.builder.len();
            }
            Environment::References => {
                self.builder.set_role(Role::References);
            }
            _ => {}
        }
        next = match what {
            Environment::Passed { has_arguments: false } => {
                self.option(next, end).map_or(next, |option| option.end + 1)
            }
            Environment::Quote => next,
            _ => self.skip(next, end),
        };
        self.open.push(Open { name, what, in_item: false, first });
        if what == Environment::Table {
            next = self.row(next, end)?.0;
        }
        Ok(next)
    }

    /// The options on the line of `\begin{lstlisting}`.
    fn skip_line(&self, at: usize, end: usize) -> usize {
        let most = border(self.source, end.min(at + MAX_FORMULA));
        let line = self.source[at..most].find('\n').map_or(most, |line| at + line);
        self.skip(at, line)
    }

    pub(super) fn end(&mut self, after: usize, end: usize) -> Result<usize, ReadError> {
        let Some(group) = self.groups.closing(after).filter(|group| group.end < end) else {
            return Ok(after);
        };
        let name = self.source[group.clone()].trim();
        // Nobody nests deeper than this; what does is ended by the end.
        let nearest = self.open.len().saturating_sub(MAX_DEPTH);
        if let Some(at) = self.open[nearest..].iter().rposition(|open| open.name == name) {
            self.paragraph()?;
            while self.open.len() > nearest + at {
                let Some(open) = self.open.pop() else { break };
                self.end_environment(&open)?;
            }
        }
        Ok(group.end + 1)
    }

    pub(super) fn end_environment(&mut self, open: &Open) -> Result<(), ReadError> {
        match open.what {
            Environment::List { .. } | Environment::Description => {
                if open.in_item {
                    self.builder.end()?;
                }
                match open.what {
                    Environment::List { .. } => self.builder.end(),
                    _ => Ok(()),
                }
            }
            Environment::Quote => self.builder.end(),
            Environment::Table => {
                self.tables -= 1;
                if open.in_item {
                    self.builder.end()?;
                    self.builder.end()?;
                }
                self.builder.end()
            }
            Environment::References => {
                self.builder.set_role(Role::Body);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    pub(super) fn item(&mut self, at: usize, end: usize, depth: usize) -> Result<usize, ReadError> {
        self.paragraph()?;
        let label = self.option(at, end);
        let next = label.clone().map_or(at, |label| label.end + 1);
        let Some(open) = self.open.last_mut() else { return Ok(next) };
        let (what, is_next) = (open.what, open.in_item);
        if !matches!(what, Environment::List { .. } | Environment::Description) {
            return Ok(next);
        }
        open.in_item = true;
        if is_next {
            self.builder.end()?;
        }
        if what == Environment::Description {
            self.builder.start(BlockKind::Term)?;
            self.run(label.unwrap_or(at..at), depth + 1)?;
            self.paragraph()?;
            self.builder.start(BlockKind::Definition)?;
        } else {
            self.builder.start(BlockKind::Item)?;
        }
        Ok(next)
    }

    /// `\bibitem[label]{key}`: the next entry of the references.
    pub(super) fn reference(&mut self, at: usize, end: usize) -> Result<usize, ReadError> {
        self.paragraph()?;
        Ok(self.skip(at, end))
    }
}
