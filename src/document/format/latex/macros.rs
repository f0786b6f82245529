//! Commands that a text defines for itself, and what stands for them where they are
//! used: pieces of the source, so that nothing is copied.

use super::commands::{self, Environment};
use super::groups::Groups;
use super::{Latex, MAX_DEPTH, MAX_FORMULA, blanks};
use crate::base::border::border;
use crate::document::error::ReadError;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

pattern!(
    DEFINITION,
    r"\\(?:(?:(?:re)?new|provide)command|DeclareRobustCommand|newrobustcmd|[gex]?def)\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*((?:#\d\s*)*)"
);

pattern!(SHOWN, r"\\begin\{([A-Za-z]{1,60}\*?)\}|\\verb\*?(?:\|[^|\n]*\||![^!\n]*!|\+[^+\n]*\+)");

/// Longest body, in bytes, and most definitions.
const MAX_BODY: usize = 400;
const MAX_MACROS: usize = 2000;

/// The arguments of a command.
pub(super) type Frame = Vec<Range<usize>>;

/// What a command stands for.
#[derive(Debug)]
pub(super) struct Macro {
    /// What it is written as; `#1` is its first argument.
    pub(super) body: Range<usize>,
    /// How many arguments it has.
    pub(super) count: usize,
    /// The first argument where it is not given: that one stands in brackets.
    pub(super) default: Option<Range<usize>>,
}

/// The commands that a text defines.
#[derive(Debug, Default)]
pub(super) struct Macros<'a> {
    by_name: HashMap<&'a str, Macro>,
    /// Where definitions begin and end, in order.
    places: Vec<(usize, usize)>,
}

impl<'a> Macros<'a> {
    pub(super) fn of(source: &'a str, groups: &Groups<'_>) -> Self {
        let mut macros = Self::default();
        let mut shown = shown(source, groups).peekable();
        for found in DEFINITION.captures_iter(source).take(MAX_MACROS) {
            let (Some(whole), Some(name), Some(signs)) = (found.get(0), found.get(1), found.get(2))
            else {
                continue;
            };
            // What a text shows as code is no definition.
            while shown.next_if(|shown| shown.end <= whole.start()).is_some() {}
            if shown.peek().is_some_and(|shown| shown.start <= whole.start()) {
                continue;
            }
            let mut at = whole.end();
            let mut options = Vec::new();
            while let Some(option) = option(source, at).filter(|_| options.len() < 2) {
                at = option.end + 1;
                at += blanks(&source[at..]);
                options.push(option);
            }
            let Some(body) = groups.closing(at) else { continue };
            macros.places.push((whole.start(), body.end + 1));
            if body.len() > MAX_BODY {
                continue;
            }
            let count = options.first().map(|count| source[count.clone()].trim().parse());
            let count = match count {
                Some(count) => count.unwrap_or(10),
                None => signs.as_str().matches('#').count(),
            };
            if count < 10 {
                let default = options.get(1).cloned();
                macros.by_name.insert(name.as_str(), Macro { body, count, default });
            }
        }
        macros
    }

    pub(super) fn get(&self, name: &str) -> Option<&Macro> {
        self.by_name.get(name)
    }

    /// Where the definition ends that begins at this place.
    pub(super) fn end_of_definition(&self, at: usize) -> Option<usize> {
        let found = self.places.binary_search_by_key(&at, |place| place.0).ok()?;
        Some(self.places[found].1)
    }
}

/// Where a text shows code, in order.
fn shown<'a>(source: &'a str, groups: &'a Groups<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut from = 0;
    SHOWN.captures_iter(source).filter_map(move |found| {
        let whole = found.get(0).filter(|whole| whole.start() >= from)?;
        let end = match found.get(1).map(|name| name.as_str()) {
            Some(name) if is_code(name) => groups.end(name, whole.end()..source.len())?.end,
            Some(_) => return None,
            None => whole.end(),
        };
        from = end;
        Some(whole.start()..end)
    })
}

fn is_code(name: &str) -> bool {
    commands::environment(name.trim_end_matches('*')) == Environment::Code
}

/// `[2]`
fn option(source: &str, at: usize) -> Option<Range<usize>> {
    let rest = source[at..border(source, at + MAX_BODY)].strip_prefix('[')?;
    Some(at + 1..at + 1 + rest.find(']')?)
}

impl<'a> Latex<'a> {
    /// Reads what a command of the text's own stands for.
    pub(super) fn expand(
        &mut self,
        found: &Macro,
        at: usize,
        after: usize,
        end: usize,
        depth: usize,
    ) -> Result<usize, ReadError> {
        let mut next = after;
        let mut frame = Frame::new();
        if let Some(default) = &found.default {
            let given = self.option(next, end);
            next = given.as_ref().map_or(next, |given| given.end + 1);
            frame.push(given.unwrap_or_else(|| default.clone()));
        }
        while frame.len() < found.count {
            next += blanks(&self.source[next..end]);
            match self.groups.closing(next).filter(|group| group.end < end) {
                Some(group) => {
                    next = group.end + 1;
                    frame.push(group);
                }
                None => {
                    let length = token(&self.source[next..end]);
                    frame.push(next..next + length);
                    next += length;
                }
            }
        }
        let is_outermost = self.call.is_none();
        self.call.get_or_insert(at..next);
        self.frames.push(frame);
        self.run(found.body.clone(), depth + 1)?;
        self.frames.pop();
        if is_outermost {
            self.call = None;
        }
        Ok(next)
    }

    /// `#1` in what a command stands for.
    pub(super) fn argument(
        &mut self,
        at: usize,
        end: usize,
        depth: usize,
    ) -> Result<usize, ReadError> {
        let frame = self.frames.last();
        match frame.and_then(|frame| given(self.source, at, end, frame)) {
            Some(argument) if depth < MAX_DEPTH && self.spend(argument.len()) => {
                // Its own arguments are those of the command around this one.
                let frame = self.frames.pop();
                self.run(argument, depth + 1)?;
                self.frames.extend(frame);
                Ok(at + 2)
            }
            _ => self.verbatim(at..at + 1).map(|()| at + 1),
        }
    }

    /// A piece of the source, arguments in the place of their signs.
    pub(super) fn filled(&mut self, span: Range<usize>) -> Cow<'a, str> {
        let text = &self.source[span.clone()];
        if self.frames.is_empty() || !text.contains('#') {
            return Cow::Borrowed(text);
        }
        let (mut filled, frames) = (String::new(), std::mem::take(&mut self.frames));
        self.fill(&mut filled, span, &frames);
        self.frames = frames;
        Cow::Owned(filled)
    }

    /// Takes bytes and a step from what may still be read; false where none is left.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        let left = self.budget.checked_sub(bytes + 1);
        self.budget = left.unwrap_or(self.budget);
        left.is_some()
    }

    fn fill(&mut self, filled: &mut String, span: Range<usize>, frames: &[Frame]) {
        let mut from = span.start;
        for (at, _) in self.source[span.clone()].match_indices('#') {
            let at = span.start + at;
            let Some((frame, outer)) = frames.split_last() else { break };
            let Some(argument) = given(self.source, at, span.end, frame) else { continue };
            filled.push_str(&self.source[from..at]);
            from = at + 2;
            if filled.len() < MAX_FORMULA && self.spend(argument.len()) {
                self.fill(filled, argument, outer);
            }
        }
        filled.push_str(&self.source[from..span.end]);
    }
}

/// How long an argument without braces is: a command with its name, a sign that
/// stands for an argument, or a character.
fn token(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let rest = &text[first..];
    let next = rest.chars().next().map_or(0, char::len_utf8);
    match text.as_bytes().first() {
        Some(b'\\') => match rest.find(|c: char| !c.is_ascii_alphabetic()) {
            Some(0) => first + next,
            letters => first + letters.unwrap_or(rest.len()),
        },
        Some(b'#') if rest.starts_with(|c: char| c.is_ascii_digit()) => first + next,
        _ => first,
    }
}

/// The argument that a sign and a digit stand for.
fn given(source: &str, at: usize, end: usize, frame: &Frame) -> Option<Range<usize>> {
    let digit = source.get(at + 1..end)?.chars().next()?.to_digit(10)?;
    frame.get((digit as usize).checked_sub(1)?).cloned()
}
