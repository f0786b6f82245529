//! How what notes say of a thing is asked, by the form in which they say it.

use super::context::Context;
use crate::document::{BlockKind, Document};
use crate::generate::form::{Form, Phrase};
use crate::generate::lexicon::listed;
use crate::generate::text::{self, capitalised, small, words};

/// Longest line that stands for what is said below it, in words.
const LONGEST_HEAD: usize = 5;
/// Fewest words of a note on something that are worth a card without a look: of what it is
/// or does, and of others.
const SHORTEST_SAID: usize = 4;
const SHORTEST_REMARK: usize = 6;

/// What asks for what is noted of a thing, by the form of it.
pub(super) fn asked(context: &Context<'_>, shown: &str, is_several: bool, form: Form) -> String {
    let is_name = is_proper(shown);
    let name = with_article(context, shown);
    let last = text::last(shown).to_lowercase();
    // `the labour supply curve` or `human capital`: nobody can tell without an article.
    let is_open = shown.contains(' ') && name == shown && !is_several;
    match form {
        Form::Does | Form::Do | Form::Did if is_open => noted(shown),
        Form::Does | Form::Do if is_several && (!is_name || name == shown) => {
            format!("What do {name} do?")
        }
        Form::Does => format!("What does {name} do?"),
        Form::Do if !is_name => format!("What does {name} do?"),
        Form::Do | Form::Did => format!("What did {name} do?"),
        Form::Clause if listed!("nouns of teachings").contains_noun(&last) => {
            format!("What does {name} say?")
        }
        _ => noted(shown),
    }
}

/// What asks for anything that notes say of a thing.
pub(super) fn noted(shown: &str) -> String {
    format!("What do the notes say about “{shown}”?")
}

/// A question about a thing with the part of the document before it: `Hormones: what do
/// auxins do?`; not where that says the same.
pub(super) fn within(document: &Document, at: usize, thing: &str, front: String) -> String {
    let numbered = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ');
    let section = document.section_at(at).filter(|section| section.level > 1);
    // What it stands below, as a line of notes below another.
    let sentence = document.sentence_at(at).map(|at| document.sentences[at].paragraph);
    let block = sentence.map(|paragraph| document.paragraphs[paragraph].block);
    let above = block.and_then(|block| {
        let above = document.ancestors(block).nth(2)?;
        let line = document.blocks[above..].iter().find(|block| block.kind.is_leaf())?;
        let text = document.slice(line.span.clone()).trim_end_matches(':');
        let is_item = document.blocks[above].kind == BlockKind::Item;
        let is_head = is_item && line.span.end <= at && words(text) <= LONGEST_HEAD;
        (is_head && Phrase::of(document, text).is_name()).then_some(text)
    });
    let title = above.or(section.map(|section| section.title.as_str())).unwrap_or_default();
    let title = title.rsplit(": ").next().unwrap_or_default();
    let title = title.trim_start_matches(numbered).trim_end_matches(['.', ':']);
    // `L2`: a lecture's number. `What is it?` is a question by itself.
    let is_head = title.chars().any(char::is_lowercase) && !title.ends_with('?');
    let title = if is_head { title } else { "" };
    let [lower, thing] = [title, thing].map(str::to_lowercase);
    match title.is_empty() || lower.contains(&thing) || thing.contains(&lower) {
        true => front,
        false => format!("{}: {}", capitalised(title), small(&front)),
    }
}

/// Whether it is a name of several words: `Tariff Act`.
pub(super) fn is_proper(shown: &str) -> bool {
    let bare = shown.split(" (").next().unwrap_or_default();
    let mut ends = bare.split(' ').take(1).chain(bare.split(' ').next_back());
    bare.contains(' ') && ends.all(|word| word.starts_with(char::is_uppercase))
}

/// `the cuticle`, as the document says elsewhere; `the Tariff Act`, a name that ends in a
/// plain noun.
pub(super) fn with_article(context: &Context<'_>, shown: &str) -> String {
    if shown.starts_with("The ") {
        return small(shown);
    }
    let first = shown.match_indices(' ').nth(1).map_or(shown, |(end, _)| &shown[..end]);
    let bare = shown.split([',', '(']).next().unwrap_or_default().trim_end();
    let head = bare.split(" of ").next().unwrap_or_default();
    let last = text::last(head);
    let lower = last.to_lowercase();
    let is_plain = [
        listed!("laws and treaties"),
        listed!("nouns of teachings"),
        listed!("nouns of names with an article"),
    ]
    .into_iter()
    .any(|nouns| nouns.contains(&lower));
    match is_proper(shown) && is_plain || context.behind_the.contains(first) {
        true => format!("the {shown}"),
        false => shown.to_owned(),
    }
}

/// Whether what is noted of something says enough, and of what can be seen.
pub(super) fn is_remark(name: &str, term: &Phrase, said: &str, form: Form) -> bool {
    let first = text::first(said).to_lowercase();
    let first = first.trim_end_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
    let opening = text::first(name).to_lowercase();
    let shortest = match form {
        Form::Noun | Form::Does | Form::Do | Form::Did => SHORTEST_SAID,
        Form::Clause | Form::Other => SHORTEST_REMARK,
    };
    let last = text::last(said);
    let is_broken = listed!("ends of open leads").contains(last)
        || said.contains('→')
        || said.contains(" - ")
        || first.ends_with("n't");
    words(said) >= shortest
        && !is_broken
        && !listed!("no words of terms").contains(&opening)
        && !listed!("vague beginnings").contains(&opening)
        && term.is_name()
        && !listed!("openings of no remarks").contains(&first)
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !said.ends_with('?')
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{asks_below, none_sure};

    #[test]
    fn what_notes_say_of_a_thing_is_asked_by_its_form() {
        asks_below(
            "# Life\n\n## Tissues\n\nAll babbling ends.\n\n",
            Kind::Terms,
            "
            - **Harbour League**¶  - founded by Jane Lind in the port¶  - strikes of 1901 => By whom was the Harbour League founded? | Jane Lind
            - **Harbour League**¶  - formed in June 1789 => When was the Harbour League formed? | June 1789
            - xylem: carries water from the roots to the leaves => Tissues: what does xylem do? | carries water from the roots to the leaves
            - guard cells: absorb water and close the pores of a leaf => Tissues: what do guard cells do? | absorb water and close the pores of a leaf
            - **Harbour League**: improve the lives of dock workers => What did the Harbour League do? | improve the lives of dock workers
            - **Tariff Act**: tax on all cloth from abroad => What is the Tariff Act? | tax on all cloth from abroad
            - suffrage: women and men should choose together => Tissues: what do the notes say about “suffrage”? | women and men should choose together
            ### Imitation Theory¶- children learn to speak by repeating what they hear => What does the Imitation Theory say? | children learn to speak by repeating what they hear
            ### Babbling¶- phase in which a child repeats sounds without meaning => What is meant by “babbling”? | phase in which a child repeats sounds without meaning
            - critical period¶  - time in which a language must be heard¶  - ends with puberty => Tissues: what is meant by “critical period”? | time in which a language must be heard
            ",
        );
        none_sure(
            Kind::Terms,
            "
            # Life¶¶- grows up to 6 months¶  - when the bones of the arm reach their length
            # Life¶¶### Women and Work¶- many of them worked in the mills of the town
            # Life¶¶### Why it fell¶- taxes on all cloth from abroad
            ",
        );
    }
}
