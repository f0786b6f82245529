//! What an answer is known by beside its words: an abbreviation or what that stands
//! for, another name, words in front that only lead to it.

use super::super::{initials, name, normalize, spelling, words};
use super::{Answer, Context, Match};

impl Answer {
    /// Whether it is `UN` for `United Nations`: what the question does not
    /// say itself, and what no other answer is or may be short for.
    pub(super) fn abbreviates(&self, expected: &Answer, context: &Context<'_>) -> bool {
        let Some(letters) = initials::letters(&self.text) else { return false };
        let spells =
            |text: &str| initials::spell(&letters, text) || initials::spell_term(&letters, text);
        let is_other = |(at, text): (usize, &&str)| {
            let is_short = initials::letters(text).is_some_and(|other| other == letters);
            (is_short || spells(text)) && !context.answers()[at].shares_form(expected)
        };
        spells(&expected.text)
            && name::is_no_person(&expected.text)
            && !context.asks_for(&letters)
            && !context.others.iter().enumerate().any(is_other)
    }

    /// Whether it is `World Trade Organization` for `WTO`: what the question does not
    /// say itself, and what is no other answer.
    pub(super) fn spells_out(&self, expected: &Answer, context: &Context<'_>) -> bool {
        let Some(letters) = initials::letters(&expected.text) else { return false };
        letters.chars().count() > 2
            && (initials::spell(&letters, &self.text) || initials::spell_term(&letters, &self.text))
            && !self.is_said(context)
            && !context.answers().iter().any(|other| self.shares_form(other))
    }

    /// `in Paris` for `Paris`, `It was Stalin` for `Stalin`; but `to Paris` is not
    /// `from Paris`.
    pub(super) fn compare_leads(&self, expected: &Answer, context: &Context<'_>) -> Option<Match> {
        let [given, asked] = [self, expected].map(|answer| answer.unled(context));
        if given.is_some() == asked.is_some() {
            return None;
        }
        let (given, asked) = (given.unwrap_or(self), asked.unwrap_or(expected));
        // One lead is enough, so that a row of them costs no more.
        let leads =
            |answer: &Answer| words::without_lead(&answer.text, &context.language).is_some();
        if leads(given) || leads(asked) {
            return None;
        }
        let found = given.compare(asked, context);
        (found < Match::Wrong).then_some(found.max(Match::Same))
    }

    fn unled(&self, context: &Context<'_>) -> Option<&Answer> {
        let read = || {
            let rest = words::without_lead(&self.text, &context.language)?;
            Some(Box::new(context.read(rest)))
        };
        self.unled.get_or_init(read).as_deref()
    }

    /// Whether both are ways to write one name, of which the question does not say the
    /// given one.
    pub(super) fn is_as_known(&self, expected: &Answer, context: &Context<'_>) -> bool {
        let (given, asked) = (self.one_way(), expected.one_way());
        // Initials have a rule of their own.
        let spells = initials::letters(&self.text)
            .is_some_and(|letters| initials::spell(&letters, &expected.text));
        context.language == "en"
            && !spells
            && !given.is_empty()
            && given == asked
            && !self.is_said(context)
    }

    /// Whether the question says it itself.
    fn is_said(&self, context: &Context<'_>) -> bool {
        let question = normalize::normalize(&context.options.asked, "en");
        format!(" {question} ").contains(&format!(" {} ", self.form()))
    }

    fn one_way(&self) -> &str {
        self.one_way.get_or_init(|| match self.forms.is_empty() {
            true => String::new(),
            false => spelling::one_way(&self.text),
        })
    }
}
