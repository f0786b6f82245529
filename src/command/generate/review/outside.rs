//! The card at hand in the person's editor, as a deck has it.

use super::Session;
use super::cards::of_group;
use crate::asking::review::Entry;
use crate::base::sanitize::sanitize;
use crate::command::editor::{self, Given, with_remarks, without_remarks};
use crate::deck::fault::Fault;
use crate::ui::signals;

impl Session<'_> {
    /// Opens the text of the form until it is sound or given up, be it by Ctrl-C.
    pub(super) fn edit(&mut self) {
        let (entry, Some(form)) = (self.review.entry(), &self.review.form) else { return };
        let mut text = format!("{}{}", remarks(entry), form.text());
        let scratch = self.states[of_group(entry.group).0].scratch();
        let mut fault: Option<Fault> = None;
        loop {
            match editor::edit(&self.run.env.editor, &scratch, &text) {
                Given::Text(new) => {
                    let new = without_remarks(&new);
                    match self.review.take(&new) {
                        Ok(change) => return self.change(change),
                        Err(faults) => {
                            text = with_remarks(&new, &faults);
                            fault = faults.into_iter().next();
                        }
                    }
                    if signals::was_interrupted() {
                        return self.review.put_away(&unchanged(fault));
                    }
                }
                Given::Unchanged => return self.review.put_away(&unchanged(fault)),
                Given::Failed(why) => return self.review.put_away(&why),
            }
        }
    }
}

/// Why the card stays as it was.
fn unchanged(fault: Option<Fault>) -> String {
    match fault {
        None => "nothing was changed".to_owned(),
        Some(fault) => format!("line {}: {}", fault.line, fault.message),
    }
}

/// What to do, and where the card is from.
fn remarks(entry: &Entry) -> String {
    let one_line = |text: &str| sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = "# Edit the card, save and leave the editor: the card is kept.\n\
                    # A file without keys changes nothing. The card's id stays as it is.\n"
        .to_owned();
    for remark in entry.note.source.iter().chain(&entry.passage.quoted()) {
        let options = textwrap::Options::new(78).initial_indent("# ").subsequent_indent("# ");
        text.push_str(&textwrap::fill(&one_line(remark), options));
        text.push('\n');
    }
    text
}
