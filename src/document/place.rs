//! Where something stands, as people say it, and what stands where they say.

use super::Document;

/// What of a section bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Called {
    Nothing,
    All,
    /// What stands in no sentence: headings and rows.
    Bare,
    /// The sentences of the paragraph of this number.
    Paragraph(usize),
}

/// What people call by one name ([`Document::place_at`]): found once for all that is
/// compared with it, as titles may be as long as the document.
pub(super) struct Place<'d> {
    document: &'d Document,
    /// For each section.
    called: Vec<Called>,
}

impl Place<'_> {
    /// Whether [`Document::place_at`] would say this name.
    pub(super) fn holds(&self, offset: usize) -> bool {
        let document = self.document;
        let called = |section: usize| self.called.get(section).copied();
        match document.sentence_at(offset) {
            Some(sentence) => {
                let paragraph = &document.paragraphs[document.sentences[sentence].paragraph];
                match called(paragraph.section) {
                    Some(Called::Paragraph(number)) => number == paragraph.number,
                    called => called == Some(Called::All),
                }
            }
            None => {
                let called = document.section_index_at(offset).and_then(called);
                matches!(called, Some(Called::All | Called::Bare))
            }
        }
    }
}

impl Document {
    /// Where a place of the clean view lies, for people: its section, and its
    /// paragraph where it stands in one.
    pub fn place_at(&self, offset: usize) -> String {
        match (self.sentence_at(offset), self.section_at(offset)) {
            (Some(sentence), _) => self.place(sentence),
            (None, Some(section)) => {
                section.rests_on.clone().unwrap_or_else(|| section.title.clone())
            }
            (None, None) => String::new(),
        }
    }

    /// Where a sentence stands, for people: `The Attack ¶1`. A section that
    /// rests on a part of another work is cited by that part.
    pub fn place(&self, sentence: usize) -> String {
        let paragraph = &self.paragraphs[self.sentences[sentence].paragraph];
        let section = &self.sections[paragraph.section];
        match (section.rests_on.as_deref(), section.title.as_str()) {
            (Some(part), _) => part.to_owned(),
            (None, "") => format!("¶{}", paragraph.number),
            (None, title) => format!("{title} ¶{}", paragraph.number),
        }
    }

    /// What people call so; an empty name is nobody's.
    pub(super) fn called(&self, name: &str) -> Place<'_> {
        let numbered = name.rsplit_once('¶').and_then(|(title, number)| {
            Some((title.strip_suffix(' ').unwrap_or(title), number.parse().ok()?))
        });
        let called = self.sections.iter().map(|section| match (&section.rests_on, numbered) {
            _ if name.is_empty() => Called::Nothing,
            (Some(part), _) if part == name => Called::All,
            (Some(_), _) => Called::Nothing,
            (None, _) if section.title == name => Called::Bare,
            (None, Some((title, number))) if section.title == title => Called::Paragraph(number),
            (None, _) => Called::Nothing,
        });
        Place { document: self, called: called.collect() }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Format;
    use crate::document::testing::read;

    #[test]
    fn what_is_called_so_is_what_is_said_to_lie_there() {
        let document = read(
            "Before all.\n\n# A ¶1\n\nOne. Two.\n\nThree.\n\n| Year | Master |\n|---|---|\n| 1402 | Anna Holm |\n\n## A\n\nFour.\n\n# B\n\n*Rests on: A.*\n\nFive.\n\n# A\n\nSix.\n",
            Format::Markdown,
        );
        let offsets = 0..document.text.len();
        let names = ["", "¶1", "A", "A ¶1", "A ¶2", "A ¶1 ¶1", "A ¶1 ¶2", "B", "B ¶1"];
        for name in names {
            let place = document.called(name);
            let told = |at: &usize| !name.is_empty() && document.place_at(*at) == name;
            let told: Vec<usize> = offsets.clone().filter(told).collect();
            let held: Vec<usize> = offsets.clone().filter(|at| place.holds(*at)).collect();
            assert_eq!(held, told, "{name}");
        }
    }
}
